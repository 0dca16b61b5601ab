//! The proof of DKIM2: hop by hop, each with the envelope that it has signed.

use super::dkim::show::{exhibit, plain, span};
use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Proof, Reason, Sign};
use crate::story::{safe, verdicts};
use crate::trace::proof::dkim::KeyState;
use crate::trace::proof::dkim2::{Dkim2Proof, Hashes, Hop, HopSignature, Instance};
use crate::trace::{Dkim2Check, DkimResult, EventId, Time};
use crate::{text, words};

/// The draft that says how DKIM2 works; it may still change.
const DRAFT: &str = "draft-ietf-dkim-dkim2-spec";

/// Why the check came out as it did; none where the trace does not say.
pub fn proof(event: EventId, check: &Dkim2Check, lang: Lang) -> Option<Proof> {
    let facts = check.proof.as_deref()?;
    let question = words!(
        lang,
        en: "Has every server that passed the letter on signed whom it sent it to, down to this server?",
        ja: "手紙を渡してきたサーバーは、誰に送ったかをそれぞれ署名していますか。その署名は、\
             ここまでつながっていますか。"
    );
    Some(Proof {
        event,
        method: "DKIM2".to_owned(),
        question: question.to_owned(),
        result: check.result.to_string(),
        tone: verdicts::dkim_tone(check.result),
        conclusion: conclusion(lang, check),
        reasons: reasons(facts, lang),
    })
}

fn conclusion(lang: Lang, check: &Dkim2Check) -> String {
    let why = safe::line(check.reason.as_deref().unwrap_or_default());
    if check.result == DkimResult::Pass {
        words!(
            lang,
            en: "Each hop has signed its envelope, each was the recipient of the hop before, and the letter is as the \
                 last one signed it.",
            ja: "どの区間でも封筒に署名があり、宛先になった相手が次へ渡しています。手紙は、\
                 最後に署名されたときのままです。"
        )
        .to_owned()
    } else {
        text!(lang, en: "It does not hold: {why}.", ja: "確かめられませんでした（{why}）。")
    }
}

fn reasons(facts: &Dkim2Proof, lang: Lang) -> Vec<Reason> {
    let hops = facts.hops.iter().map(|one| hop(one, facts, lang));
    let instances = facts.instances.iter().map(|one| instance(one, lang));
    hops.chain([arrival(facts, lang)]).chain(instances).collect()
}

fn hop(hop: &Hop, facts: &Dkim2Proof, lang: Lang) -> Reason {
    let domain = safe::line(&hop.domain);
    let time = safe::time(Time(i64::try_from(hop.signed_at).unwrap_or(i64::MAX)));
    let text = text!(
        lang,
        en: "{domain} sent the letter on at {time}, and signed the envelope that the letter was in.",
        ja: "{domain} は {time} に手紙を送り、どの封筒で送ったかに署名しました。"
    );
    let future = i64::try_from(hop.signed_at).is_ok_and(|at| at > facts.at.0);
    let sign = if hop.signatures.iter().any(|signature| signature.holds == Some(false)) || hop.takes_over == Some(false)
    {
        Sign::No
    } else if future {
        Sign::Warn
    } else {
        Sign::Yes
    };
    let children = takes_over(hop, lang).into_iter().chain(hop.signatures.iter().map(|one| signature(one, lang)));
    Reason::new(sign, format!("DKIM2-Signature i={}", hop.number), text)
        .clause(DRAFT)
        .showing([envelope(hop)])
        .resting_on(children.chain(flags(hop, lang)))
}

/// The signed envelope.
fn envelope(hop: &Hop) -> Exhibit {
    let line = |name: &str, value: &str| vec![plain(name), plain(value)];
    let mut lines: Vec<_> = hop.mail_from.iter().map(|path| line("MAIL FROM ", path)).collect();
    lines.extend(hop.rcpt_to.iter().map(|path| line("RCPT TO   ", path)));
    lines.extend(hop.next_domain.iter().map(|domain| line("nd=       ", domain)));
    exhibit("", lines)
}

fn takes_over(hop: &Hop, lang: Lang) -> Option<Reason> {
    let domain = safe::line(&hop.domain);
    let (sign, text) = if hop.takes_over? {
        (
            Sign::Yes,
            text!(
                lang,
                en: "The hop before sent the letter to {domain}, so {domain} may pass it on.",
                ja: "前の区間の宛先は {domain} なので、ここから次へ渡されてよい手紙です。"
            ),
        )
    } else {
        (
            Sign::No,
            text!(
                lang,
                en: "The hop before did not send the letter to {domain}: it has been taken from elsewhere.",
                ja: "前の区間の宛先は {domain} ではありません。誰かが別の所から手紙を持ってきました。"
            ),
        )
    };
    Some(Reason::new(sign, "rt= → mf=", text).clause(DRAFT))
}

fn signature(signature: &HopSignature, lang: Lang) -> Reason {
    let name = signature.key.as_ref().map_or(&signature.selector, |key| &key.name);
    let state = signature.key.as_ref().map_or(KeyState::Missing, |key| key.state);
    let (sign, text) = match (signature.holds, state) {
        (Some(true), _) => (
            Sign::Yes,
            words!(lang, en: "The signature fits the key in DNS.", ja: "署名は、DNSにある公開鍵と合っています。"),
        ),
        (Some(false), _) => (
            Sign::No,
            words!(
                lang,
                en: "The signature does not fit: this hop or one before it was changed.",
                ja: "署名が合いません。この区間か、その前の区間の記録が変わりました。"
            ),
        ),
        (None, KeyState::NoAnswer) => {
            (Sign::Error, words!(lang, en: "DNS does not answer for now.", ja: "今はDNSが答えません。"))
        }
        (None, _) => {
            (Sign::No, words!(lang, en: "There is no key that can be used.", ja: "使える公開鍵がありません。"))
        }
    };
    let label = format!("{} TXT {}", safe::line(name), safe::line(&signature.algorithm));
    let asked = signature.key.as_ref().and_then(|key| key.asked);
    Reason::new(sign, label, text).clause(DRAFT).because(asked)
}

fn flags(hop: &Hop, lang: Lang) -> Option<Reason> {
    let text = words!(
        lang,
        en: "What the signer asks of the servers after it.",
        ja: "署名したサーバーから、この先で手紙を渡すサーバーへの頼みです。"
    );
    let label = safe::line(&format!("f={}", hop.flags.join(",")));
    (!hop.flags.is_empty()).then(|| Reason::new(Sign::Note, label, text).clause(DRAFT))
}

/// The envelope in which the letter arrives is the one that the last hop has signed.
fn arrival(facts: &Dkim2Proof, lang: Lang) -> Reason {
    let (sign, text) = if facts.envelope_fits {
        (
            Sign::Yes,
            words!(
                lang,
                en: "The letter arrives in the envelope that the last hop has signed.",
                ja: "手紙は、最後の区間で署名された封筒で届いています。"
            ),
        )
    } else {
        (
            Sign::No,
            words!(
                lang,
                en: "The letter arrives in an envelope that the last hop did not sign: somebody else may have sent \
                     it again.",
                ja: "手紙は、最後の区間で署名されたのとは別の封筒で届いています。誰かが送り直したのかもしれません。"
            ),
        )
    };
    let label = safe::line(&format!("MAIL FROM:<{}>", facts.mail_from));
    Reason::new(sign, label, text).clause(DRAFT)
}

fn instance(instance: &Instance, lang: Lang) -> Reason {
    let label = format!("Message-Instance m={}", instance.number);
    let (sign, text) = match (&instance.claimed, &instance.computed) {
        (Some(claimed), Some(computed)) if claimed == computed => (
            Sign::Yes,
            words!(
                lang,
                en: "The hashes of header and body are the ones written here.",
                ja: "ヘッダーと本文のハッシュ値は、ここに書かれた値と同じです。"
            ),
        ),
        (Some(_), Some(_)) => (
            Sign::No,
            words!(
                lang,
                en: "The hash of the header or the body differs: the letter was changed after the last hop.",
                ja: "ヘッダーか本文のハッシュ値が違います。最後の区間のあとで手紙が変わりました。"
            ),
        ),
        (Some(_), None) => (
            Sign::Note,
            words!(
                lang,
                en: "An earlier state of the letter; later ones say how to get it back.",
                ja: "以前の手紙の状態です。後の記録に、元に戻す方法が書かれています。"
            ),
        ),
        (None, _) => (
            Sign::Error,
            words!(lang, en: "There is no hash here that can be used.", ja: "使えるハッシュ値がありません。"),
        ),
    };
    let recipe = words!(
        lang,
        en: "How to get back to the state before, so that the earlier signatures can be checked too.",
        ja: "前の状態に戻す方法です。これで、前の署名も確かめられます。"
    );
    let recipe = instance.recipe.then(|| Reason::new(Sign::Note, "r=", recipe).clause(DRAFT));
    Reason::new(sign, label, text).clause(DRAFT).showing(hashes(instance)).resting_on(recipe)
}

fn hashes(instance: &Instance) -> Option<Exhibit> {
    let claimed = instance.claimed.as_ref()?;
    let row = |name: &str, value: &str, other: Option<&str>| {
        let emphasis = match other {
            Some(other) if other == value => Emphasis::Same,
            Some(_) => Emphasis::Differs,
            None => Emphasis::Plain,
        };
        vec![plain(name), span(value, emphasis)]
    };
    let pick = |hashes: Option<&Hashes>, header: bool| {
        hashes.map(|hashes| if header { hashes.header.clone() } else { hashes.body.clone() })
    };
    let mut lines = Vec::new();
    for (name, header) in [("header", true), ("body  ", false)] {
        let (claimed, computed) = (pick(Some(claimed), header), pick(instance.computed.as_ref(), header));
        lines.extend(claimed.as_ref().map(|value| row(&format!("{name} h= "), value, computed.as_deref())));
        lines.extend(computed.as_ref().map(|value| row("       =  ", value, claimed.as_deref())));
    }
    Some(exhibit("", lines))
}
