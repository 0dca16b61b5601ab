//! The record that applies, tag by tag.

use super::tags;
use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::story::prose::join;
use crate::trace::proof::dmarc::{AppliedRecord, DmarcProof, Found, RecordOf, Tag, TagState, Usable};
use crate::{text, words};

/// Whose record applies, and what it says (RFC 9989 §4.10.1).
pub fn reason(lang: Lang, record: &AppliedRecord, facts: &DmarcProof) -> Reason {
    let domain = &record.domain;
    let whose = match record.of {
        RecordOf::Author => text!(
            lang,
            en: "The record of {domain}, the Author Domain itself, applies.",
            ja: "差出人のドメイン {domain} 自身のレコードを使います。"
        ),
        RecordOf::Organization => text!(
            lang,
            en: "The Author Domain has no record, so that of its organization applies: {domain}.",
            ja: "差出人のドメインにはレコードがないので、組織のドメイン {domain} のものを使います。"
        ),
        RecordOf::Suffix => text!(
            lang,
            en: "Neither the Author Domain nor its organization has a record, so that of the public suffix applies: \
                 {domain}.",
            ja: "差出人のドメインにも組織にもレコードがないので、公開サフィックス {domain} のものを使います。"
        ),
    };
    let (sign, usable) = match record.usable {
        Usable::Yes => (Sign::Yes, ""),
        Usable::AsNone => (
            Sign::Warn,
            words!(
                lang,
                en: "Its policy cannot be used, but it asks for reports: it counts as p=none.",
                ja: "ポリシーは使えませんが、レポートの宛先があるので、p=none とみなします。"
            ),
        ),
        Usable::No => (
            Sign::Error,
            words!(
                lang,
                en: "Its policy cannot be used, and it asks for no reports: DMARC does not apply.",
                ja: "ポリシーが使えず、レポートの宛先もないので、DMARCの対象になりません。"
            ),
        ),
    };
    let asked = facts.walks.first().into_iter().flat_map(|walk| &walk.stops);
    let asked = asked.filter(|stop| stop.domain == *domain && matches!(stop.found, Found::Record { .. }));
    let reason = Reason::new(sign, format!("_dmarc.{domain} TXT"), join(lang, &[&whose, usable]))
        .clause("RFC 9989 §4.10.1")
        .resting_on(record.tags.iter().map(|tag| of_tag(lang, tag)));
    Reason { because: asked.flat_map(|stop| stop.asked.iter().copied()).collect(), ..reason }
}

fn of_tag(lang: Lang, tag: &Tag) -> Reason {
    let label = if tag.name.is_empty() { tag.value.clone() } else { format!("{}={}", tag.name, tag.value) };
    let known = tags::tag(&tag.name);
    let state = known.map_or(TagState::Unknown, |_| tag.state);
    let (sign, more) = match state {
        TagState::Good => (Sign::Yes, tags::value(lang, &tag.name, &tag.value)),
        TagState::Bad => (
            Sign::Error,
            words!(
                lang,
                en: "This value is not allowed, so the tag counts as not there.",
                ja: "使えない値なので、書かれていないのと同じです。"
            ),
        ),
        TagState::Repeated => (
            Sign::Warn,
            words!(
                lang,
                en: "The same tag comes again later, and the last one counts.",
                ja: "後ろにもう一度書かれていて、そちらが使われます。"
            ),
        ),
        TagState::Old => (Sign::Warn, known.map_or("", |entry| entry.long(lang))),
        TagState::Unknown => (
            Sign::Note,
            words!(
                lang,
                en: "DMARC has no such tag, so it is ignored.",
                ja: "DMARCにはない項目なので、無視されます。"
            ),
        ),
    };
    let clause = if state == TagState::Old { "RFC 7489 §6.3" } else { "RFC 9989 §4.7" };
    Reason::new(sign, label, join(lang, &[known.map_or("", |entry| entry.short(lang)), more])).clause(clause)
}
