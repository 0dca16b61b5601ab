//! The steps of RFC 8617 §5.2, from the fields of a letter to what breaks the chain.

use mail_auth::AuthenticatedMessage;
use mail_auth::arc::{Seal, Signature};
use mail_auth::common::crypto::HashAlgorithm;
use mail_auth::dkim::Canonicalization;

use super::MOST_LINKS;
use super::field::{Field, Kind};
use super::keys::Keys;
use crate::auth::tags::without_signature;
use crate::dns::Resolver;
use crate::trace::Time;
use crate::trace::proof::arc::{ArcProof, Broken, Link, Rule, Signed, State, Stray, Why};

/// How many fields of a chain are looked at, and how many of those that belong to no link are told.
const MOST_FIELDS: usize = 3 * MOST_LINKS as usize + 10;
const MOST_STRAYS: usize = 6;

/// The fields of a chain, and what was found out about them.
pub(in crate::auth) struct Chain<'x> {
    fields: Vec<Field<'x>>,
    proof: ArcProof,
}

impl<'x> Chain<'x> {
    /// The chain of a letter, put in order and looked over (steps 1 to 3); none where it has not a single field of one.
    pub(in crate::auth) fn of(message: &AuthenticatedMessage<'x>) -> Option<Self> {
        let kinds = message.headers.iter().filter_map(|(name, value)| Some((Kind::of(name)?, *name, *value)));
        let fields: Vec<Field<'x>> =
            kinds.take(MOST_FIELDS + 1).map(|(kind, name, value)| Field::read(kind, name, value)).collect();
        if fields.is_empty() {
            return None;
        }
        let mut chain = Self { fields, proof: ArcProof::default() };
        chain.proof.links = (1..=chain.length()).map(|instance| chain.link(instance)).collect();
        chain.proof.strays = chain.strays();
        chain.proof.broken = chain.flaw();
        Some(chain)
    }

    /// The highest instance.
    pub(in crate::auth) fn length(&self) -> u32 {
        self.fields.iter().filter_map(|field| field.instance).max().unwrap_or(0)
    }

    /// Whether nobody may add to it, because its last seal says that it was broken before (RFC 8617 §5.1.2).
    pub(in crate::auth) fn is_closed(&self) -> bool {
        self.one(Kind::Seal, self.length()).and_then(|seal| seal.tag("cv")) == Some("fail")
    }

    /// What breaks it, as far as is known.
    pub(super) fn broken(&self) -> Option<Broken> {
        self.proof.broken
    }

    /// Whether nothing but a signature that does not hold speaks against it: then the library has its word.
    pub(super) fn is_sound(&self) -> bool {
        let rule = self.proof.broken.map(|broken| broken.rule);
        let forbidden = self.fields.iter().any(|field| field.fault.is_some());
        matches!(rule, None | Some(Rule::Signature | Rule::Seal)) && !forbidden
    }

    /// As the trace tells it.
    pub(super) fn told(self) -> ArcProof {
        self.proof
    }

    fn all(&self, kind: Kind, instance: u32) -> impl Iterator<Item = &Field<'x>> {
        self.fields.iter().filter(move |field| field.kind == kind && field.instance == Some(instance))
    }

    fn one(&self, kind: Kind, instance: u32) -> Option<&Field<'x>> {
        self.all(kind, instance).next()
    }

    fn link(&self, instance: u32) -> Link {
        Link {
            instance,
            results: self.one(Kind::Results, instance).map(Field::results),
            signature: self.one(Kind::Signature, instance).map(Field::told),
            seal: self.one(Kind::Seal, instance).map(Field::told),
        }
    }

    fn strays(&self) -> Vec<Stray> {
        let strays = self.fields.iter().filter(|field| field.instance.is_none()).take(MOST_STRAYS);
        let name = |field: &Field<'_>| String::from_utf8_lossy(field.name.trim_ascii()).into_owned();
        strays.map(|field| Stray { name: name(field), text: field.line() }).collect()
    }

    /// Steps 1 to 3.
    fn flaw(&self) -> Option<Broken> {
        let last = self.length();
        let broken = |rule, instance| Some(Broken { rule, instance });
        if self.fields.len() > MOST_FIELDS {
            return broken(Rule::TooLong, 0);
        }
        if self.is_closed() {
            return broken(Rule::SaidToBeBroken, last);
        }
        if let Some(field) = self.fields.iter().find(|field| field.instance.is_none() || !field.is_readable()) {
            return broken(Rule::Unreadable, field.instance.unwrap_or(0));
        }
        (1..=last).find_map(|instance| Some(Broken { rule: self.flaw_of(instance)?, instance }))
    }

    /// Step 3 for one link.
    fn flaw_of(&self, instance: u32) -> Option<Rule> {
        let counts = [Kind::Results, Kind::Signature, Kind::Seal].map(|kind| self.all(kind, instance).count());
        let cv = self.one(Kind::Seal, instance).and_then(|seal| seal.tag("cv"));
        let expected = if instance == 1 { "none" } else { "pass" };
        match counts {
            [0, 0, 0] => Some(Rule::Gap),
            _ if counts.contains(&0) => Some(Rule::Missing),
            [1, 1, 1] => (cv != Some(expected)).then_some(Rule::WrongCv),
            _ => Some(Rule::Twice),
        }
    }

    /// Asks for the keys, in the order in which the steps need them.
    pub(super) async fn fetch(&self, keys: &mut Keys, resolver: &Resolver) {
        let signatures = (1..=self.length()).rev().filter_map(|instance| self.one(Kind::Signature, instance));
        let seals = (1..=self.length()).rev().filter_map(|instance| self.one(Kind::Seal, instance));
        for name in signatures.chain(seals).filter_map(Field::key_name) {
            keys.fetch(resolver, &name).await;
        }
    }

    /// Steps 4 to 6.
    pub(super) fn verify(&mut self, keys: &Keys, message: &AuthenticatedMessage<'_>, at: Time) {
        let last = self.length();
        if !self.verify_one(Kind::Signature, last, |field| signature(field, keys, message, at), keys) {
            self.proof.broken = Some(Broken { rule: Rule::Signature, instance: last });
            return;
        }
        let mut oldest = 0;
        for instance in (1..last).rev() {
            let holds = self.verify_one(Kind::Signature, instance, |field| signature(field, keys, message, at), keys);
            if !holds && oldest == 0 {
                oldest = instance + 1;
            }
        }
        self.proof.oldest_pass = Some(oldest);
        for instance in (1..=last).rev() {
            let scope = self.scope(instance);
            if !self.verify_one(Kind::Seal, instance, |field| seal(field, &scope, keys), keys) {
                self.proof.broken = Some(Broken { rule: Rule::Seal, instance });
                return;
            }
        }
    }

    /// Looks at one signature or seal, and takes down how it came out.
    fn verify_one(
        &mut self,
        kind: Kind,
        instance: u32,
        verify: impl FnOnce(&Field<'x>) -> Result<(), Why>,
        keys: &Keys,
    ) -> bool {
        let Some(field) = self.one(kind, instance) else { return false };
        let outcome = field.fault.map_or_else(|| verify(field), Err);
        let asked = field.key_name().map(|name| keys.asked(&name)).unwrap_or_default();
        let link = self.proof.links.iter_mut().find(|link| link.instance == instance);
        if let Some(signed) = link.and_then(|link| of_kind(link, kind)) {
            signed.state = outcome.map_or_else(State::Broken, |()| State::Holds);
            signed.asked = asked;
        }
        outcome.is_ok()
    }

    /// What the seal of a link covers besides itself (RFC 8617 §5.1.1): every field of the links before it, and its own.
    pub(in crate::auth) fn scope(&self, instance: u32) -> Vec<(&'x [u8], &'x [u8])> {
        let of = |instance, kind| self.one(kind, instance).map(|field| (field.name, field.value));
        let kinds = [Kind::Results, Kind::Signature, Kind::Seal];
        let before = (1..instance).flat_map(|instance| kinds.map(|kind| of(instance, kind)));
        let own = [of(instance, Kind::Results), of(instance, Kind::Signature)];
        before.chain(own).flatten().collect()
    }
}

fn of_kind(link: &mut Link, kind: Kind) -> Option<&mut Signed> {
    match kind {
        Kind::Results => None,
        Kind::Signature => link.signature.as_mut(),
        Kind::Seal => link.seal.as_mut(),
    }
}

/// Whether a signature over the letter holds: in time, over this body, over this header (RFC 6376 §6.1.3).
fn signature(field: &Field<'_>, keys: &Keys, message: &AuthenticatedMessage<'_>, at: Time) -> Result<(), Why> {
    let signature = Signature::parse(field.value).map_err(|_| Why::TagWrong)?;
    let over = i64::try_from(signature.x).is_ok_and(|until| until <= at.0) || signature.x <= signature.t;
    if signature.x != 0 && over {
        return Err(Why::Expired);
    }
    let algorithm = HashAlgorithm::from(signature.a);
    let same = |(canonicalization, hash, length, _): &&(Canonicalization, HashAlgorithm, u64, Vec<u8>)| {
        *canonicalization == signature.cb && *hash == algorithm && *length == signature.l
    };
    let hash = message.body_hashes.iter().find(same).map(|(_, _, _, hash)| hash);
    if hash != Some(&signature.bh) {
        return Err(Why::Body);
    }
    let name = field.key_name().ok_or(Why::NoKey)?;
    let itself = without_signature(field.value);
    let mut signed = message.signed_headers(&signature.h, field.name, &itself);
    let key = keys.get(&name)?;
    key.p.verify(&mut signed, &signature.b, signature.ch, signature.a).map_err(|_| Why::Mismatch)
}

/// Whether a seal holds.
fn seal(field: &Field<'_>, scope: &[(&[u8], &[u8])], keys: &Keys) -> Result<(), Why> {
    let seal = Seal::parse(field.value).map_err(|_| Why::TagWrong)?;
    let name = field.key_name().ok_or(Why::NoKey)?;
    let itself = without_signature(field.value);
    let mut sealed = scope.iter().copied().chain([(field.name, itself.as_slice())]);
    let key = keys.get(&name)?;
    key.p.verify(&mut sealed, &seal.b, Canonicalization::Relaxed, seal.a).map_err(|_| Why::Mismatch)
}
