//! One `check_host()`: the record that was found, and its terms below it.

use std::net::IpAddr;

use super::{looks, term, words};
use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::text;
use crate::trace::proof::spf::{Branch, DomainFlaw, Ground};

/// What a branch rests on.
pub(super) fn reasons(branch: &Branch, ip: IpAddr, lang: Lang) -> Vec<Reason> {
    let mut reason = record(branch, lang);
    reason.because = branch.asked.iter().flat_map(|question| question.events.iter().copied()).collect();
    reason.reasons.extend(branch.terms.iter().map(|one| term::reason(one, branch, ip, lang)));
    reason.reasons.extend(left_out(branch, lang));
    reason.reasons.extend(by_default(branch, lang));
    vec![reason]
}

fn record(branch: &Branch, lang: Lang) -> Reason {
    let domain = &branch.domain;
    let asked = format!("{domain} TXT");
    let (sign, label, said) = match (&branch.ground, branch.record()) {
        (Ground::Malformed { flaw }, _) => (Sign::No, domain.clone(), malformed(*flaw, lang)),
        (Ground::NoAnswer, _) => (Sign::Error, asked, looks::no_answer(lang)),
        (Ground::TooLate, _) => (Sign::Error, asked, looks::too_late(lang)),
        (Ground::SeveralRecords, _) => return several(branch, asked, lang),
        (Ground::NotAscii, Some(record)) => (Sign::Error, record.to_owned(), not_ascii(lang)),
        (Ground::Mistake, Some(record)) => (Sign::Error, record.to_owned(), spoilt(domain, lang)),
        (_, Some(record)) => (Sign::Yes, record.to_owned(), found(domain, lang)),
        (_, None) => (Sign::No, asked, no_record(domain, lang)),
    };
    let clause = match branch.ground {
        Ground::Matched | Ground::Redirected | Ground::Default | Ground::Problem => "RFC 7208 §4.5",
        _ => branch.ground.clause(),
    };
    Reason::new(sign, label, said).clause(clause)
}

fn found(domain: &str, lang: Lang) -> String {
    text!(
        lang,
        en: "This is the SPF record that {domain} has published in DNS. Its terms are tried from the left; the first that \
             matches decides.",
        ja: "{domain} がDNSで公開しているSPFの設定（SPFレコード）です。左の項目から順に調べ、\
             最初に当てはまった項目で結果が決まります。"
    )
}

fn no_record(domain: &str, lang: Lang) -> String {
    text!(
        lang,
        en: "{domain} has no text in DNS that begins with v=spf1. So SPF can say nothing.",
        ja: "DNSの {domain} には、v=spf1 で始まるテキストがありません。SPFでは何も判断できません。"
    )
}

fn not_ascii(lang: Lang) -> String {
    text!(
        lang,
        en: "A record may contain only ASCII characters. This one contains others, so it cannot be used.",
        ja: "設定に書けるのは、半角の英数字や記号（ASCII）だけです。ほかの文字が入っているので、使えません。"
    )
}

fn spoilt(domain: &str, lang: Lang) -> String {
    text!(
        lang,
        en: "There is a mistake in the record of {domain}. One mistake is enough: the whole record cannot be used, \
             not even the terms that are right.",
        ja: "{domain} の設定に書き間違いがあります。1か所でも間違いがあると、正しい項目も含めて全体が使えません。"
    )
}

fn several(branch: &Branch, asked: String, lang: Lang) -> Reason {
    let domain = &branch.domain;
    let said = text!(
        lang,
        en: "{domain} has published more than one SPF record. Which of them would count? Nobody can tell, so it is an error.",
        ja: "{domain} はSPFの設定を2つ以上公開しています。どれに従えばよいか分からないので、エラーになります。"
    );
    let one = text!(lang, en: "One of the records.", ja: "公開されている設定の1つです。");
    let clause = branch.ground.clause();
    let records = branch.records.iter().map(|record| Reason::new(Sign::Note, record, &one).clause(clause));
    Reason::new(Sign::Error, asked, said).clause(clause).resting_on(records)
}

fn malformed(flaw: DomainFlaw, lang: Lang) -> String {
    let why = match flaw {
        DomainFlaw::Empty => text!(lang, en: "There is no domain to ask about.", ja: "調べるドメインがありません。"),
        DomainFlaw::Literal => {
            text!(
                lang,
                en: "This is an address in brackets, not a domain.",
                ja: "角かっこで囲んだIPアドレスで、ドメインではありません。"
            )
        }
        DomainFlaw::OneLabel => text!(
            lang,
            en: "This name has no dot in it, so it is not a full domain name.",
            ja: "名前に点（.）がないので、完全なドメイン名ではありません。"
        ),
        DomainFlaw::EmptyLabel => {
            text!(lang, en: "There is nothing between two of its dots.", ja: "点（.）と点の間が空いています。")
        }
        DomainFlaw::LongLabel => text!(
            lang,
            en: "One part of the name is longer than the 63 characters that DNS allows.",
            ja: "点で区切られた部分が、DNSの上限の63文字より長くなっています。"
        ),
        DomainFlaw::TooLong => {
            text!(lang, en: "The name is longer than DNS allows.", ja: "名前が、DNSの上限より長くなっています。")
        }
        DomainFlaw::NotAscii => text!(
            lang,
            en: "The name has characters in it that DNS does not allow.",
            ja: "DNSで扱えない文字が名前に入っています。"
        ),
    };
    let so =
        text!(lang, en: "Such a name cannot have an SPF record.", ja: "このような名前には、SPFの設定を置けません。");
    words::join(lang, &[&why, &so])
}

fn left_out(branch: &Branch, lang: Lang) -> Option<Reason> {
    let count = branch.left_out;
    let said = text!(
        lang,
        en: "{count} more terms are not shown. None of them decided.",
        ja: "ほかに{count}個の項目がありますが、結果を決めたものはありません。"
    );
    (count > 0).then(|| Reason::new(Sign::Note, "…", said).clause("RFC 7208 §4.6.2"))
}

fn by_default(branch: &Branch, lang: Lang) -> Option<Reason> {
    let domain = &branch.domain;
    let said = text!(
        lang,
        en: "No term matched, and the record does not lead on to another one. So {domain} has said neither yes nor no.",
        ja: "どの項目にも当てはまらず、ほかの設定への案内もありません。{domain} は「はい」とも「いいえ」とも言っていないことになります。"
    );
    let reason = || Reason::new(Sign::Note, "neutral", said).clause(branch.ground.clause());
    (branch.ground == Ground::Default).then(reason)
}
