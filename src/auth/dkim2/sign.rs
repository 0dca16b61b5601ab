//! A hop signs: with the envelope in which it sends the letter on.

use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::SigningKey as _;
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim2::{ChainBinding, MessageInstance, Signature, SignatureValue};

use super::hops;
use crate::auth::keys::SigningKey;
use crate::auth::sign::SignError;
use crate::trace::{Envelope, Field, Time};

/// The fields of the next hop, the lower one first: a `Message-Instance` where the letter has none yet, and the
/// `DKIM2-Signature`. The letter must be as it was when the hop before signed it.
///
/// # Errors
/// [`SignError`] where the letter has no header, or the library fails.
pub fn sign(
    key: &SigningKey,
    domain: &str,
    selector: &str,
    envelope: &Envelope,
    source: &[u8],
    now: Time,
) -> Result<Vec<Field>, SignError> {
    let letter = AuthenticatedMessage::parse_with_opts(source, None, false).ok_or(SignError::NoFrom)?;
    let instance = MessageInstance::from_message(&letter, None);
    let mut signature = unsigned(key, domain, selector, envelope, now);
    signature.i = letter.dkim2_signatures.last().map_or(0, |hop| hop.header.i).saturating_add(1);
    let newest = instance.as_ref().map(|instance| instance.m);
    signature.m = newest.or_else(|| letter.dkim2_instances.last().map(|last| last.header.m)).unwrap_or(1);
    let octets = signed(&letter, instance.as_ref(), &signature);
    let made = key.inner().sign(octets.as_slice()).map_err(|error| SignError::Failed(error.to_string()))?;
    if let Some(value) = signature.s.first_mut() {
        value.b = made;
    }
    let instance = instance.map(|instance| folded("Message-Instance", &instance));
    Ok(instance.into_iter().chain([folded("DKIM2-Signature", &signature)]).collect())
}

fn unsigned(key: &SigningKey, domain: &str, selector: &str, envelope: &Envelope, now: Time) -> Signature {
    let path = |address: &str| format!("<{address}>");
    Signature {
        t: u64::try_from(now.0).unwrap_or(0),
        d: domain.to_owned(),
        s: vec![SignatureValue { selector: selector.to_owned(), a: key.inner().algorithm(), b: Vec::new() }],
        chain: ChainBinding::Envelope {
            mail_from: path(&envelope.from.0),
            rcpt_to: envelope.to.iter().map(|to| path(&to.0)).collect(),
        },
        ..Signature::default()
    }
}

fn signed(letter: &AuthenticatedMessage<'_>, instance: Option<&MessageInstance>, signature: &Signature) -> Vec<u8> {
    let instances = letter.dkim2_instances.iter().map(|header| header.value.to_vec());
    let instances = instances.chain(instance.map(|instance| instance.to_string().into_bytes()));
    let mut octets: Vec<u8> = instances.flat_map(|value| hops::field(b"message-instance", &value)).collect();
    let earlier = letter.dkim2_signatures.iter().map(|header| header.value.to_vec());
    let all = earlier.chain([signature.to_string().into_bytes()]);
    octets.extend(all.flat_map(|value| hops::field(b"dkim2-signature", &value)));
    octets
}

/// The field in lines of a bearable length.
fn folded(name: &str, header: &impl HeaderWriter) -> Field {
    let mut whole = Vec::new();
    header.write_header(&mut whole);
    let value = whole.get(name.len() + 1..).unwrap_or_default();
    Field { name: name.to_owned(), value: value.strip_suffix(b"\r\n").unwrap_or(value).into() }
}
