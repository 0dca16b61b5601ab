//! The walk through DNS, name by name, and the organization that it leads to.

use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Reason, Sign, Span};
use crate::trace::proof::dmarc::{Found, Organization, OrganizationRule, Psd, Stop, Walk};
use crate::{text, words};

/// The walk that looks for the author's record.
pub fn of_author(lang: Lang, walk: &Walk) -> Reason {
    let (domain, count) = (&walk.domain, walk.stops.len());
    let text = text!(
        lang,
        en: "Is there a DMARC record for {domain}, or for a domain above it? The name is shortened from the left, one \
             part at a time ({count} names).",
        ja: "{domain} か、その上のドメインに、DMARCレコードはありますか。左から1つずつ名前を減らして尋ねます（{count}か所）。"
    );
    reason(lang, walk, text)
}

/// The walk that looks for the organization of another domain.
pub fn of_other(lang: Lang, walk: &Walk) -> Reason {
    let domain = &walk.domain;
    let text = text!(
        lang,
        en: "To which organization does {domain} belong? That is looked up in the same way.",
        ja: "{domain} はどの組織のものですか。これも同じように調べます。"
    );
    reason(lang, walk, text)
}

fn reason(lang: Lang, walk: &Walk, text: String) -> Reason {
    let records = walk.stops.iter().any(|stop| matches!(stop.found, Found::Record { .. }));
    let sign = match (&walk.organization, records) {
        (None, _) => Sign::Error,
        (Some(_), true) => Sign::Yes,
        (Some(_), false) => Sign::No,
    };
    let stops = walk.stops.iter().map(|stop| looked_at(lang, stop));
    let organization = walk.organization.as_ref().map(|organization| of_organization(lang, organization, &walk.domain));
    Reason::new(sign, format!("_dmarc.{} TXT …", walk.domain), text)
        .clause("RFC 9989 §4.10")
        .resting_on(stops.chain(organization))
}

/// One name.
fn looked_at(lang: Lang, stop: &Stop) -> Reason {
    let (sign, text, shown) = match &stop.found {
        Found::Nothing => (Sign::No, nothing(lang, stop.ignored.len()), &[][..]),
        Found::Record { text, psd } => (Sign::Yes, record(lang, *psd), std::slice::from_ref(text)),
        Found::Several { texts } => (Sign::Warn, several(lang).to_owned(), texts.as_slice()),
        Found::NoAnswer => (Sign::Error, no_answer(lang).to_owned(), &[][..]),
    };
    let line = |emphasis| move |text: &String| vec![Span { text: text.clone(), emphasis }];
    let lines = shown.iter().map(line(Emphasis::Plain)).chain(stop.ignored.iter().map(line(Emphasis::Quiet)));
    let lines: Vec<_> = lines.collect();
    let exhibit = (!lines.is_empty()).then(|| Exhibit { caption: String::new(), lines });
    let reason = Reason::new(sign, format!("_dmarc.{} TXT", stop.domain), text).clause("RFC 9989 §4.10");
    Reason { because: stop.asked.clone(), exhibits: exhibit.into_iter().collect(), ..reason }
}

fn nothing(lang: Lang, ignored: usize) -> String {
    if ignored == 0 {
        return words!(lang, en: "Nothing is published here.", ja: "何も公開されていません。").to_owned();
    }
    words!(
        lang,
        en: "What is published here does not begin with v=DMARC1, so it is no DMARC record.",
        ja: "公開されているものは v=DMARC1 で始まらないので、DMARCレコードではありません。"
    )
    .to_owned()
}

fn record(lang: Lang, psd: Psd) -> String {
    match psd {
        Psd::Unsaid => words!(
            lang,
            en: "There is a record. The search goes on upwards, to see how far the organization reaches.",
            ja: "レコードがありました。組織の範囲を知るために、上のドメインも調べます。"
        )
        .to_owned(),
        Psd::No => words!(
            lang,
            en: "A record with psd=n: this domain stands for its organization, and the search ends.",
            ja: "psd=n のレコードです。このドメインが組織の代表なので、ここで終わります。"
        )
        .to_owned(),
        Psd::Yes => words!(
            lang,
            en: "A record with psd=y: a public suffix, under which many organizations have their names. The search \
                 ends.",
            ja: "psd=y のレコードです。多くの組織が名前を登録する場所（公開サフィックス）なので、ここで終わります。"
        )
        .to_owned(),
    }
}

fn several(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "More than one DMARC record. Nobody can tell which one is meant, so none counts.",
        ja: "DMARCレコードが2つ以上あります。どれが本当か分からないので、どれも使われません。"
    )
}

fn no_answer(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "DNS does not answer, so the search cannot go on.",
        ja: "DNSの応答がありません。これ以上は調べられません。"
    )
}

/// The Organizational Domain, and by which rule.
fn of_organization(lang: Lang, organization: &Organization, start: &str) -> Reason {
    let Organization { domain, by } = organization;
    let text = match by {
        OrganizationRule::PsdNo => text!(
            lang,
            en: "The organization is {domain}: its record says so (psd=n).",
            ja: "組織のドメインは {domain} です。レコードに psd=n とあるからです。"
        ),
        OrganizationRule::BelowSuffix => text!(
            lang,
            en: "The organization is {domain}: one step below the public suffix (psd=y).",
            ja: "組織のドメインは {domain} です。公開サフィックス (psd=y) の1つ下だからです。"
        ),
        OrganizationRule::Highest => text!(
            lang,
            en: "The organization is {domain}: of the names with a record, it is the shortest.",
            ja: "組織のドメインは {domain} です。レコードがある名前のうち、いちばん短いからです。"
        ),
        OrganizationRule::Itself => text!(
            lang,
            en: "No record was found, so {start} stands for itself.",
            ja: "レコードがなかったので、{start} 自身が組織のドメインになります。"
        ),
    };
    Reason::new(Sign::Note, domain.clone(), text).clause("RFC 9989 §4.10.2")
}
