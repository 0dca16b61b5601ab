//! The proof of DKIM2: each hop verified once more, with everything kept that was looked at.

use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::HashAlgorithm;
use mail_auth::common::headers::Header;
use mail_auth::dkim2::{ChainBinding, MessageInstance, Signature, SignatureValue};

use super::MOST_HOPS;
use crate::auth::arriving::Arriving;
use crate::auth::base64;
use crate::auth::dkim::Keys;
use crate::trace::Address;
use crate::trace::proof::dkim2::{Dkim2Proof, Hashes, Hop, HopSignature, Instance};

/// How many recipients of a hop are kept.
const MOST_RECIPIENTS: usize = 20;

/// How many octets of a field are kept.
const LONGEST: usize = 4_096;

/// Where the keys of a hop are published.
pub(super) fn key_names(signature: &Signature) -> Vec<String> {
    signature.s.iter().map(|value| key_name(&value.selector, &signature.d)).collect()
}

fn key_name(selector: &str, domain: &str) -> String {
    format!("{selector}._domainkey.{domain}.")
}

/// The proof.
pub(super) fn proof(message: &AuthenticatedMessage<'_>, keys: &Keys, arriving: &Arriving<'_>) -> Dkim2Proof {
    let signatures = &message.dkim2_signatures;
    let before = std::iter::once(None).chain(signatures.iter().map(Some));
    let hops = signatures.iter().zip(before).map(|(header, before)| hop(message, keys, header, before));
    let last = signatures.last().map(|header| &header.header.chain);
    Dkim2Proof {
        hops: hops.collect(),
        instances: instances(message),
        mail_from: arriving.mail_from.clone(),
        envelope_fits: last.is_some_and(|chain| is_for(chain, arriving)),
        at: arriving.at,
    }
}

fn hop(
    message: &AuthenticatedMessage<'_>,
    keys: &Keys,
    header: &Header<'_, Signature>,
    before: Option<&Header<'_, Signature>>,
) -> Hop {
    let signature = &header.header;
    let (mail_from, rcpt_to, next_domain) = match &signature.chain {
        ChainBinding::Envelope { mail_from, rcpt_to } => {
            let rcpt_to = rcpt_to.iter().take(MOST_RECIPIENTS).cloned().collect();
            (Some(mail_from.clone()), rcpt_to, None)
        }
        ChainBinding::NextDomain(domain) => (None, Vec::new(), Some(domain.clone())),
    };
    let octets = signed(message, header);
    Hop {
        number: signature.i,
        instance: signature.m,
        domain: signature.d.clone(),
        signed_at: time(header.value),
        mail_from,
        rcpt_to,
        next_domain,
        flags: signature.flags.iter().map(|flag| String::from_utf8_lossy(flag.as_bytes()).into_owned()).collect(),
        signatures: signature.s.iter().map(|value| tried(keys, signature, value, &octets)).collect(),
        takes_over: before.map(|before| takes_over(&before.header.chain, signature)),
        field: header.value.trim_ascii().get(..LONGEST).unwrap_or(header.value.trim_ascii()).into(),
    }
}

fn tried(keys: &Keys, signature: &Signature, value: &SignatureValue, octets: &[u8]) -> HopSignature {
    let key = keys.at(&key_name(&value.selector, &signature.d));
    HopSignature {
        selector: value.selector.clone(),
        algorithm: value.a.name().to_owned(),
        key: key.map(|key| key.record().clone()),
        holds: key.and_then(|key| key.verifies(octets, &value.b, value.a)),
    }
}

/// `t=` as the field has it: that of the library was set to virtual time.
fn time(value: &[u8]) -> u64 {
    Signature::parse(value).map_or(0, |signature| signature.t)
}

/// What a hop signs: every `Message-Instance` up to its own, every earlier signature, and itself without the signatures.
fn signed(message: &AuthenticatedMessage<'_>, header: &Header<'_, Signature>) -> Vec<u8> {
    let itself = &header.header;
    let instances = message.dkim2_instances.iter().filter(|other| other.header.m <= itself.m);
    let earlier = message.dkim2_signatures.iter().filter(|other| other.header.i < itself.i);
    let mut octets: Vec<u8> = instances.flat_map(|other| field(b"message-instance", other.value)).collect();
    octets.extend(earlier.flat_map(|other| field(b"dkim2-signature", other.value)));
    octets.extend(field(b"dkim2-signature", &without_signatures(header.value)));
    octets
}

/// A field as DKIM2 hashes it: without any white space.
pub(super) fn field(name: &[u8], value: &[u8]) -> Vec<u8> {
    let value = value.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    name.iter().copied().chain([b':']).chain(value).chain(*b"\r\n").collect()
}

/// `s=selector:algorithm:signature,…` with each signature left empty.
fn without_signatures(value: &[u8]) -> Vec<u8> {
    let value: Vec<u8> = value.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let tags = value.split(|byte| *byte == b';').map(|tag| match tag.split_at_checked(2) {
        Some((name, values)) if name.eq_ignore_ascii_case(b"s=") => {
            let emptied = values.split(|byte| *byte == b',').map(|one| {
                let end = one.iter().rposition(|byte| *byte == b':').map_or(one.len(), |colon| colon + 1);
                one[..end].to_vec()
            });
            [name, &emptied.collect::<Vec<_>>().join(&b',')].concat()
        }
        _ => tag.to_vec(),
    });
    tags.collect::<Vec<_>>().join(&b';')
}

/// Whether a hop has signed for the envelope in which the letter arrives.
fn is_for(chain: &ChainBinding, arriving: &Arriving<'_>) -> bool {
    let ChainBinding::Envelope { mail_from, rcpt_to } = chain else { return false };
    same(mail_from, arriving.mail_from)
        && arriving.rcpt_to.iter().all(|to| rcpt_to.iter().any(|signed| same(signed, to)))
}

/// Local parts to the letter, domains without their case.
fn same(signed: &str, address: &Address) -> bool {
    let signed = Address(bare(signed).to_owned());
    signed.local() == address.local() && signed.domain().eq_ignore_ascii_case(address.domain())
}

fn bare(path: &str) -> &str {
    let path = path.strip_prefix('<').unwrap_or(path);
    path.strip_suffix('>').unwrap_or(path)
}

/// Whether a hop is one that the hop before has written to.
fn takes_over(before: &ChainBinding, signature: &Signature) -> bool {
    match before {
        ChainBinding::NextDomain(domain) => domain.eq_ignore_ascii_case(&signature.d),
        ChainBinding::Envelope { rcpt_to, .. } => {
            let domain = match &signature.chain {
                ChainBinding::Envelope { mail_from, .. } => Address(bare(mail_from).to_owned()).domain().to_owned(),
                ChainBinding::NextDomain(_) => signature.d.clone(),
            };
            rcpt_to.iter().any(|to| is_below(&domain, Address(bare(to).to_owned()).domain()))
        }
    }
}

/// Whether a domain is the other one or a subdomain of it.
fn is_below(domain: &str, other: &str) -> bool {
    let mut above = std::iter::successors(Some(domain), |name| name.split_once('.').map(|(_, above)| above));
    !other.is_empty() && above.any(|name| name.eq_ignore_ascii_case(other))
}

fn instances(message: &AuthenticatedMessage<'_>) -> Vec<Instance> {
    let all = &message.dkim2_instances;
    let last = all.len().saturating_sub(1);
    let instance = |(index, header): (usize, &Header<'_, MessageInstance>)| Instance {
        number: header.header.m,
        claimed: claimed(&header.header),
        computed: (index == last).then(|| computed(message)),
        recipe: header.header.recipe.is_some(),
    };
    all.iter().enumerate().skip(all.len().saturating_sub(MOST_HOPS)).map(instance).collect()
}

fn claimed(instance: &MessageInstance) -> Option<Hashes> {
    let hashes = instance.hashes.iter().find(|hashes| hashes.name == Some(HashAlgorithm::Sha256))?;
    Some(Hashes { header: base64::encode(&hashes.header_hash), body: base64::encode(&hashes.body_hash) })
}

fn computed(message: &AuthenticatedMessage<'_>) -> Hashes {
    let header = HashAlgorithm::Sha256.headers_hash(message.headers.iter().copied());
    let body = HashAlgorithm::Sha256.body_hash(message.raw_body());
    Hashes { header: base64::encode(header.as_ref()), body: base64::encode(body.as_ref()) }
}
