//! ARC (RFC 8617): is the chain of earlier receivers' findings unbroken?

use mail_auth::{AuthenticatedMessage, DkimResult as Verdict, MessageAuthenticator};

use super::dkim::{MOST_FIELDS, expire, reason};
use crate::trace::{ArcCheck, DkimResult, Time};

/// How many links a chain may have (RFC 8617 §4.2.1).
const MOST_LINKS: usize = 50;

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

/// Checks the chain.
pub(super) async fn check(authenticator: &MessageAuthenticator, message: &AuthenticatedMessage<'_>) -> ArcCheck {
    let links = message.ams_headers.len().max(message.as_headers.len()).max(message.aar_headers.len());
    let endless = links > MOST_LINKS || message.ams_headers.iter().any(|header| header.header.h.len() > MOST_FIELDS);
    let links = u32::try_from(links).unwrap_or(u32::MAX);
    if endless {
        return ArcCheck {
            result: DkimResult::Fail,
            links,
            reason: Some("the chain is too long".to_owned()),
            proof: None,
        };
    }
    let output = authenticator.verify_arc(message).await;
    let (result, error) = match output.result() {
        Verdict::None => (DkimResult::None, None),
        Verdict::Pass => (DkimResult::Pass, None),
        // A chain knows only three results: what cannot be shown to be unbroken is broken.
        Verdict::Neutral(error) | Verdict::Fail(error) | Verdict::PermError(error) | Verdict::TempError(error) => {
            (DkimResult::Fail, Some(error))
        }
    };
    ArcCheck { result, links, reason: error.map(reason), proof: None }
}
