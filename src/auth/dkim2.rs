//! DKIM2 (draft-ietf-dkim-dkim2-spec): who handed the letter to whom, signed by each of them with the envelope.
//!
//! A DKIM signature says nothing about the envelope, so a letter with one may be sent to anybody, again and again. With
//! DKIM2 each hop signs from whom and to whom it sends; the next hop must be the one that was written to, and the last
//! envelope the one in which the letter arrives. It is a draft and may change; a letter without it loses nothing.
//!
//! ```text
//!   Message-Instance m=1   hashes of header and body
//!   DKIM2-Signature i=1    d= s=, mf= rt= (the envelope), over all Message-Instance and DKIM2-Signature fields so far
//! ```

mod hops;
mod sign;

use mail_auth::dkim2::Envelope;
use mail_auth::{AuthenticatedMessage, Dkim2Result as Verdict, Error, MessageAuthenticator, Parameters};

pub use self::sign::sign;
use super::arriving::Arriving;
use super::dkim::Keys;
use crate::dns::Resolver;
use crate::trace::{Dkim2Check, DkimResult, EventId, Time};

/// How many hops are looked at, and how many signatures of one.
const MOST_HOPS: usize = 10;

/// How long a signature is good for, in seconds: the draft says two weeks.
const LIFETIME: u64 = 14 * 86_400;

/// Whether a letter has anything of DKIM2 in it.
pub(super) fn is_there(message: &AuthenticatedMessage<'_>) -> bool {
    !message.dkim2_signatures.is_empty() || !message.dkim2_instances.is_empty() || message.has_dkim2_errors
}

/// Sets the clock of the signatures to virtual time: the library compares them with the clock on the wall.
pub(super) fn prepare(message: &mut AuthenticatedMessage<'_>, at: Time) {
    let now = u64::try_from(at.0).unwrap_or(0);
    for header in &mut message.dkim2_signatures {
        let has_expired = now.saturating_sub(header.header.t) > LIFETIME;
        header.header.t = if has_expired { 0 } else { u64::MAX };
    }
}

/// Checks the hops, and says which questions to DNS that took.
pub(super) async fn check(
    authenticator: &MessageAuthenticator,
    resolver: &Resolver,
    message: &AuthenticatedMessage<'_>,
    arriving: &Arriving<'_>,
) -> (Dkim2Check, Vec<EventId>) {
    let hops = u32::try_from(message.dkim2_signatures.len()).unwrap_or(u32::MAX);
    let signatures = || message.dkim2_signatures.iter().map(|header| &header.header);
    if message.dkim2_signatures.len() > MOST_HOPS || signatures().any(|signature| signature.s.len() > MOST_HOPS) {
        let reason = Some("there are too many hops".to_owned());
        return (Dkim2Check { result: DkimResult::Permerror, hops, reason, proof: None }, Vec::new());
    }
    let names: Vec<String> = signatures().flat_map(hops::key_names).collect();
    let keys = Keys::named(resolver, names.into_iter()).await;
    let recipients = arriving.rcpt_to.iter().map(|to| to.0.as_str());
    let envelope = Envelope::new(arriving.mail_from.0.as_str(), recipients);
    let output = authenticator.verify_dkim2(Parameters::new(message).with_txt_cache(&keys), envelope).await;
    let (result, reason) = judged(output.result());
    let proof = hops::proof(message, &keys, arriving);
    (Dkim2Check { result, hops, reason, proof: Some(Box::new(proof)) }, keys.events())
}

fn judged(verdict: &Verdict) -> (DkimResult, Option<String>) {
    let because = |error: &Error| Some(error.to_string());
    match verdict {
        Verdict::Pass => (DkimResult::Pass, None),
        Verdict::Fail(error) => (DkimResult::Fail, because(error)),
        Verdict::PermError(error) => (DkimResult::Permerror, because(error)),
        Verdict::TempError(error) => (DkimResult::Temperror, because(error)),
        Verdict::None => (DkimResult::None, Some("the hops are not numbered from 1".to_owned())),
    }
}
