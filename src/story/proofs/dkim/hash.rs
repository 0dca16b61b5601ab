//! The two computations: the hash of the body, and the signature over the header.

use super::change::AsSigned;
use super::field::named;
use super::show::octets;
use super::{show, why};
use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Reason, Sign};
use crate::trace::proof::dkim::{BodyHash, DkimFault, DkimProof, Kept};
use crate::{text, words};

/// The body's hash beside `bh=`.
pub fn body(facts: &DkimProof, as_signed: Option<&AsSigned<'_>>, lang: Lang) -> Option<Reason> {
    let body = facts.body.as_ref()?;
    let same = body.computed == body.claimed;
    let text =
        if same { unchanged(lang, body.rest.is_some()).to_owned() } else { why::sentence(lang, &DkimFault::BodyHash) };
    let sign = if same { Sign::Yes } else { Sign::No };
    let change = as_signed.filter(|_| !same).and_then(|signed| signed.body(&body.octets, lang));
    let children = [Some(hashed(body, lang)), rest(body, lang), change];
    let reason = Reason::new(sign, "bh=", text).clause("RFC 6376 §6.1.3").showing([two_hashes(body, same, lang)]);
    Some(reason.resting_on(children.into_iter().flatten()))
}

fn unchanged(lang: Lang, in_part: bool) -> &'static str {
    if in_part {
        words!(
            lang,
            en: "The receiver computes the same hash as bh= says: the body is as it was signed, up to l=.",
            ja: "受信者が計算した値は bh= と同じです。本文のうち l= までは、署名されたときのままです。"
        )
    } else {
        words!(
            lang,
            en: "The receiver computes the same hash as bh= says: the body is as it was signed.",
            ja: "受信者が計算した値は bh= と同じです。本文は署名されたときのままです。"
        )
    }
}

fn two_hashes(body: &BodyHash, same: bool, lang: Lang) -> Exhibit {
    let emphasis = if same { Emphasis::Same } else { Emphasis::Differs };
    let (claimed, computed) =
        (words!(lang, en: "bh=       ", ja: "bh=    "), words!(lang, en: "computed  ", ja: "計算値 "));
    show::exhibit("", vec![named(claimed, &body.claimed, emphasis), named(computed, &body.computed, emphasis)])
}

fn hashed(body: &BodyHash, lang: Lang) -> Reason {
    let length = body.octets.length;
    let text = text!(
        lang,
        en: "The {length} octets that were hashed.",
        ja: "ハッシュ値の計算に使った{length}バイトです。"
    );
    shown("body", text, &body.octets, lang).clause("RFC 6376 §3.7")
}

fn shown(label: &str, text: String, kept: &Kept, lang: Lang) -> Reason {
    let exhibit = (kept.length > 0).then(|| octets(lang, String::new(), kept, Emphasis::Plain));
    Reason::new(Sign::Note, label, text).showing(exhibit)
}

/// What `l=` leaves unsigned.
fn rest(body: &BodyHash, lang: Lang) -> Option<Reason> {
    let rest = body.rest.as_ref()?;
    let length = rest.length;
    let text = text!(
        lang,
        en: "These {length} octets come after l=. Nobody has signed them, and the signature would hold with any others.",
        ja: "この{length}バイトは l= の後ろにあり、署名の対象ではありません。何に変えても、署名は壊れません。"
    );
    let exhibit = octets(lang, String::new(), rest, Emphasis::Differs);
    Some(Reason::new(Sign::Warn, "l=", text).clause("RFC 6376 §8.2").showing([exhibit]))
}

/// The signature over the header.
pub fn signature(facts: &DkimProof, as_signed: Option<&AsSigned<'_>>, lang: Lang) -> Option<Reason> {
    let header = facts.header.as_ref()?;
    let (sign, text) = match facts.holds {
        Some(true) => (Sign::Yes, holds(lang).to_owned()),
        Some(false) => (Sign::No, why::sentence(lang, &DkimFault::Signature)),
        None => (Sign::Skipped, untried(lang).to_owned()),
    };
    let note = words!(
        lang,
        en: "What the signature was made over: the signed fields, then the signature itself with an empty b=.",
        ja: "署名の計算に使ったものです。署名されたフィールドと、最後に b= を空にした署名そのものが並びます。"
    );
    let change = as_signed.filter(|_| facts.holds == Some(false)).and_then(|signed| signed.header(header, lang));
    let hashed = shown("header", note.to_owned(), header, lang).clause("RFC 6376 §3.7");
    Some(
        Reason::new(sign, "b=", text)
            .clause("RFC 6376 §6.1.3")
            .resting_on([Some(hashed), change].into_iter().flatten()),
    )
}

fn holds(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "The signature fits these fields and the public key: only the owner of the private key can have made it.",
        ja: "署名は、これらのフィールドと公開鍵に合っています。作れるのは、対になる秘密鍵の持ち主だけです。"
    )
}

fn untried(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "Without a key that may be used, the signature cannot be tried.",
        ja: "使える公開鍵がないので、署名を確かめられません。"
    )
}
