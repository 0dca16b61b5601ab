//! The key that DNS has.

use super::show::{exhibit, plain};
use super::{field, tags, why};
use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::story::safe;
use crate::trace::proof::dkim::{DkimFault, DkimProof, KeyRecord, KeyState, Tag};
use crate::{text, words};

/// From here on RSA keys are as long as they should be (RFC 8301 §3.2).
const GOOD_BITS: u32 = 2_048;

/// The key record.
pub fn reason(facts: &DkimProof, lang: Lang) -> Option<Reason> {
    let key = facts.key.as_ref()?;
    let fault = facts.fault.as_ref().filter(|fault| is_about_the_key(fault));
    let (sign, text) = match (fault, key.state) {
        (Some(fault), _) => (bad(fault), why::sentence(lang, fault)),
        (None, KeyState::Readable) => (Sign::Yes, found(lang).to_owned()),
        (None, state) => (Sign::No, why::sentence(lang, &fault_of(state))),
    };
    let clause = fault.map_or("RFC 6376 §3.6.2", why::clause);
    let children =
        key.tags.iter().map(|tag| of_tag(tag, facts, lang)).chain(bits(key, facts, lang)).chain(several(key, lang));
    let records = key.records.iter().map(|record| exhibit("", vec![vec![plain(record)]]));
    let label = safe::line(&format!("{} TXT", key.name));
    Some(Reason::new(sign, label, text).clause(clause).showing(records).resting_on(children).because(key.asked))
}

fn found(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "The signing domain keeps its public key in DNS, at the name that s= and d= make together.",
        ja: "署名したドメインは、s= と d= を合わせた名前で、DNSに公開鍵を置いています。"
    )
}

fn bad(fault: &DkimFault) -> Sign {
    match fault {
        DkimFault::Testing => Sign::Warn,
        DkimFault::NoAnswer | DkimFault::KeyUnreadable => Sign::Error,
        _ => Sign::No,
    }
}

fn fault_of(state: KeyState) -> DkimFault {
    match state {
        KeyState::Missing => DkimFault::KeyMissing,
        KeyState::NoAnswer => DkimFault::NoAnswer,
        KeyState::Revoked => DkimFault::KeyRevoked,
        KeyState::Readable | KeyState::Unreadable => DkimFault::KeyUnreadable,
    }
}

fn is_about_the_key(fault: &DkimFault) -> bool {
    matches!(
        fault,
        DkimFault::NoAnswer
            | DkimFault::KeyMissing
            | DkimFault::KeyUnreadable
            | DkimFault::KeyRevoked
            | DkimFault::KeyTooShort
            | DkimFault::KeyOfOtherType
            | DkimFault::KeyForOtherHash
            | DkimFault::KeyForOtherService
            | DkimFault::Testing
    )
}

fn of_tag(tag: &Tag, facts: &DkimProof, lang: Lang) -> Reason {
    let decides = match (&facts.fault, tag.name.as_str()) {
        (Some(DkimFault::KeyRevoked), "p")
        | (Some(DkimFault::KeyForOtherHash), "h")
        | (Some(DkimFault::KeyForOtherService), "s")
        | (Some(DkimFault::KeyOfOtherType), "k") => Sign::No,
        (Some(DkimFault::Testing), "t") => Sign::Warn,
        _ => Sign::Note,
    };
    let meaning = tags::key_tag(lang, &tag.name);
    Reason::new(decides, field::label(tag), meaning).clause("RFC 6376 §3.6.1")
}

fn bits(key: &KeyRecord, facts: &DkimProof, lang: Lang) -> Option<Reason> {
    let bits = key.bits?;
    if is_ed25519(key) {
        let text = text!(
            lang,
            en: "An Ed25519 key; all of them have {bits} bits.",
            ja: "Ed25519の鍵です。長さはいつも{bits}ビットです。"
        );
        return Some(Reason::new(Sign::Yes, "ed25519", text).clause("RFC 8463 §3"));
    }
    let (sign, text) = if facts.fault == Some(DkimFault::KeyTooShort) {
        (
            Sign::No,
            text!(
                lang,
                en: "{bits} bits are too few: at least 1,024 are needed.",
                ja: "{bits}ビットでは、短すぎます（1,024ビット以上が必要です）。"
            ),
        )
    } else if bits < GOOD_BITS {
        (
            Sign::Warn,
            text!(
                lang,
                en: "{bits} bits are allowed; 2,048 are better.",
                ja: "{bits}ビットは許されていますが、2,048ビットのほうが安全です。"
            ),
        )
    } else {
        (Sign::Yes, text!(lang, en: "{bits} bits are long enough.", ja: "{bits}ビットで、十分な長さです。"))
    };
    Some(Reason::new(sign, "rsa", text).clause("RFC 8301 §3.2"))
}

fn is_ed25519(key: &KeyRecord) -> bool {
    key.tags.iter().any(|tag| tag.name == "k" && tag.value.eq_ignore_ascii_case("ed25519"))
}

fn several(key: &KeyRecord, lang: Lang) -> Option<Reason> {
    let text = words!(
        lang,
        en: "There are several records at this name. Which one a receiver takes is up to it.",
        ja: "この名前にレコードが複数あります。どれを使うかは受信者しだいです。"
    );
    (key.records.len() > 1).then(|| Reason::new(Sign::Warn, "TXT", text).clause("RFC 6376 §3.6.2.2"))
}
