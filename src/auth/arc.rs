//! ARC (RFC 8617): is the chain of earlier receivers' findings unbroken?
//!
//! A server that passes a letter on and may break its signatures adds a link: what it has found itself, a signature over
//! the letter as it passes it on, and a seal over all links so far.
//!
//! ```text
//!   fields ─► links ─► step 1 to 3: is the chain complete? ─► step 4: the last signature ─► step 6: every seal
//! ```
//!
//! `mail-auth` judges the chain as well. Before it is asked, the fields are read as strictly as RFC 6376 §3.2 wants it,
//! and the steps of RFC 8617 §5.2 are taken here, because it takes some of them more lightly; see the book.

pub(super) mod chain;
mod field;
mod keys;
mod tags;

use mail_auth::{AuthenticatedMessage, DkimResult as Verdict, MessageAuthenticator};

use self::chain::Chain;
use self::keys::Keys;
use super::dkim::expire;
use crate::dns::Resolver;
use crate::trace::proof::arc::{ArcProof, Broken, Rule, State, Why};
use crate::trace::{ArcCheck, DkimResult, EventId, Time};

/// How many links a chain may have (RFC 8617 §4.2.1).
pub(super) const MOST_LINKS: u32 = 50;

/// A letter without a chain.
pub(super) fn none() -> ArcCheck {
    ArcCheck { result: DkimResult::None, links: 0, reason: None, proof: None }
}

/// Sets the clock of the chain's signatures to virtual time.
pub(super) fn prepare(message: &mut AuthenticatedMessage<'_>, at: Time) {
    for header in &mut message.ams_headers {
        expire(header.header.t, &mut header.header.x, at);
    }
}

/// Checks the chain, and says which questions it has asked.
pub(super) async fn check(
    authenticator: &MessageAuthenticator,
    resolver: &Resolver,
    message: &AuthenticatedMessage<'_>,
    at: Time,
) -> (ArcCheck, Vec<EventId>) {
    let Some(mut chain) = Chain::of(message) else { return (none(), Vec::new()) };
    let mut keys = Keys::default();
    if chain.broken().is_none() {
        chain.fetch(&mut keys, resolver).await;
        chain.verify(&keys, message, at);
    }
    let theirs = if chain.is_sound() { Some(library(authenticator, &keys, message).await) } else { None };
    let links = chain.length();
    (judged(chain.told(), links, theirs), keys.events)
}

/// The verdict of the library. A chain knows only three results: what cannot be shown to be unbroken is broken.
async fn library(authenticator: &MessageAuthenticator, keys: &Keys, message: &AuthenticatedMessage<'_>) -> DkimResult {
    let parameters = mail_auth::Parameters::new(message);
    match authenticator.verify_arc(parameters.with_txt_cache(&keys.answers)).await.result() {
        Verdict::Pass => DkimResult::Pass,
        _ => DkimResult::Fail,
    }
}

/// The library's word counts for the signatures; what was found before it was asked counts more.
fn judged(mut proof: ArcProof, links: u32, theirs: Option<DkimResult>) -> ArcCheck {
    let ours = if proof.broken.is_some() { DkimResult::Fail } else { DkimResult::Pass };
    let result = theirs.unwrap_or(ours);
    proof.disagrees = (result != ours).then_some(ours);
    let reason = proof.broken.map(|broken| reason(&proof, broken));
    ArcCheck { result, links, reason, proof: Some(Box::new(proof)) }
}

/// Why, in English.
fn reason(proof: &ArcProof, Broken { rule, instance }: Broken) -> String {
    let link = proof.links.iter().find(|link| link.instance == instance);
    let why = |signed: Option<&crate::trace::proof::arc::Signed>| match signed.map(|signed| signed.state) {
        Some(State::Broken(why)) => word(why),
        _ => "does not hold",
    };
    match rule {
        Rule::TooLong => "the chain is too long".to_owned(),
        Rule::SaidToBeBroken => format!("the sealer of i={instance} says cv=fail"),
        Rule::Unreadable if instance == 0 => "a field has no instance".to_owned(),
        Rule::Unreadable => format!("a field of i={instance} cannot be read"),
        Rule::Missing => format!("a field of i={instance} is missing"),
        Rule::Twice => format!("a field of i={instance} is there twice"),
        Rule::Gap => format!("i={instance} is missing"),
        Rule::WrongCv => format!("cv= of i={instance} is wrong"),
        Rule::Signature => format!("signature of i={instance}: {}", why(link.and_then(|link| link.signature.as_ref()))),
        Rule::Seal => format!("seal of i={instance}: {}", why(link.and_then(|link| link.seal.as_ref()))),
    }
}

fn word(why: Why) -> &'static str {
    match why {
        Why::NotTags => "not a list of tags",
        Why::TagTwice => "a tag is there twice",
        Why::TagMissing => "a required tag is missing",
        Why::TagWrong => "a tag has a wrong value",
        Why::Forbidden => "it has what it must not have",
        Why::FromUnsigned => "From is not signed",
        Why::NoKey => "no key at this selector",
        Why::BadKey => "the key is of no use",
        Why::NoAnswer => "DNS does not answer",
        Why::Expired => "it has expired",
        Why::Body => "body hash does not match",
        Why::Mismatch => "it does not match",
    }
}
