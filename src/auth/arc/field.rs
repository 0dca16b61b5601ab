//! One field of a link, read strictly (RFC 8617 §4.1).

use mail_auth::arc::{Seal, Signature};
use mail_auth::common::verify::VerifySignature as _;

use super::MOST_LINKS;
use super::tags::Tags;
use crate::auth::dkim::MOST_FIELDS;
use crate::trace::proof::arc::{Results, Signed, State, Why};

/// How much of a text is told, and how many results of a sealer.
const LONGEST: usize = 300;
const MOST_METHODS: usize = 30;

/// Which of the three fields of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Results,
    Signature,
    Seal,
}

impl Kind {
    /// What a field is by its name; none where it is no field of a chain.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        match name.trim_ascii().to_ascii_lowercase().as_slice() {
            b"arc-authentication-results" => Some(Self::Results),
            b"arc-message-signature" => Some(Self::Signature),
            b"arc-seal" => Some(Self::Seal),
            _ => None,
        }
    }
}

/// A field of a chain.
pub(super) struct Field<'x> {
    pub(super) kind: Kind,
    pub(super) name: &'x [u8],
    pub(super) value: &'x [u8],
    /// `i=`, where it can be read (RFC 8617 §4.2.1).
    pub(super) instance: Option<u32>,
    tags: Option<Tags>,
    /// What is wrong with the field.
    pub(super) fault: Option<Why>,
}

impl<'x> Field<'x> {
    pub(super) fn read(kind: Kind, name: &'x [u8], value: &'x [u8]) -> Self {
        let mut field = Self { kind, name, value, instance: None, tags: None, fault: None };
        match kind {
            Kind::Results => field.instance = instance_of_results(value),
            Kind::Signature | Kind::Seal => match Tags::read(value) {
                Ok(tags) => {
                    field.instance = tags.get("i").and_then(instance);
                    field.fault = fault(kind, &tags, value);
                    field.tags = Some(tags);
                }
                Err(why) => {
                    field.fault = Some(why);
                    field.instance = loose_instance(value);
                }
            },
        }
        field
    }

    /// The value of a tag.
    pub(super) fn tag(&self, name: &str) -> Option<&str> {
        self.tags.as_ref()?.get(name)
    }

    /// Whether the field can be read at all; what it must not have is another matter.
    pub(super) fn is_readable(&self) -> bool {
        !matches!(self.fault, Some(Why::NotTags | Why::TagTwice | Why::TagMissing | Why::TagWrong))
    }

    /// The name that the key is published at, with the final dot.
    pub(super) fn key_name(&self) -> Option<String> {
        match self.kind {
            Kind::Results => None,
            Kind::Signature => Signature::parse(self.value).ok().map(|signature| signature.domain_key()),
            Kind::Seal => Seal::parse(self.value).ok().map(|seal| seal.domain_key()),
        }
    }

    /// As the trace tells it, with nothing checked yet.
    pub(super) fn told(&self) -> Signed {
        let tag = |name| self.tag(name).map(short);
        let state = self.fault.map_or(State::Unchecked, State::Broken);
        let (domain, selector, algorithm, cv) = (tag("d"), tag("s"), tag("a"), tag("cv"));
        Signed { domain, selector, algorithm, cv, state, asked: Vec::new() }
    }

    /// What a sealer says it has found.
    pub(super) fn results(&self) -> Results {
        let text = unfolded(self.value);
        let mut pieces = text.split(';').map(str::trim).skip(1);
        let server = pieces.next().map(short).unwrap_or_default();
        let methods = pieces.filter(|piece| !piece.is_empty()).take(MOST_METHODS).map(short).collect();
        Results { server, methods }
    }

    /// As one line.
    pub(super) fn line(&self) -> String {
        short(&unfolded(self.value))
    }
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn unfolded(value: &[u8]) -> String {
    String::from_utf8_lossy(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number from 1 to 50.
fn instance(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=MOST_LINKS).contains(number))
}

/// The results begin with `i=1;` and nothing else (RFC 8617 §4.1.1).
fn instance_of_results(value: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(value.split(|byte| *byte == b';').next()?).ok()?;
    let ended = value.contains(&b';');
    let (name, number) = text.split_once('=')?;
    instance(number.trim()).filter(|_| ended && name.trim() == "i")
}

/// The number in a field that cannot be read otherwise, so that it can be told which link it breaks.
fn loose_instance(value: &[u8]) -> Option<u32> {
    let text = String::from_utf8_lossy(value);
    let mut numbers = text.split(';').filter_map(|piece| piece.split_once('=')).filter(|(name, _)| name.trim() == "i");
    numbers.find_map(|(_, number)| instance(number.trim()))
}

/// What is wrong with a signature or a seal (RFC 8617 §4.1.2, §4.1.3; RFC 6376 §3.5).
fn fault(kind: Kind, tags: &Tags, value: &[u8]) -> Option<Why> {
    let required: &[&str] = match kind {
        Kind::Seal => &["i", "a", "b", "cv", "d", "s"],
        _ => &["i", "a", "b", "bh", "d", "h", "s"],
    };
    if required.iter().any(|name| tags.get(name).is_none()) {
        return Some(Why::TagMissing);
    }
    let parsed = match kind {
        Kind::Seal => Seal::parse(value).is_ok(),
        _ => Signature::parse(value).is_ok(),
    };
    if kind == Kind::Seal && tags.get("h").is_some() {
        return Some(Why::Forbidden);
    }
    let wrong = KNOWN.iter().any(|name| tags.get(name).is_some_and(|value| !can_be(name, value)));
    if wrong || !parsed {
        return Some(Why::TagWrong);
    }
    let mut signed = tags.get("h").into_iter().flat_map(|names| names.split(':')).map(str::trim);
    match kind {
        Kind::Signature if signed.clone().any(|name| name.eq_ignore_ascii_case("ARC-Seal")) => Some(Why::Forbidden),
        Kind::Signature if !signed.any(|name| name.eq_ignore_ascii_case("From")) => Some(Why::FromUnsigned),
        _ => None,
    }
}

/// The tags whose values are looked at.
const KNOWN: [&str; 11] = ["i", "a", "b", "bh", "c", "cv", "d", "s", "h", "t", "x"];

/// Whether a tag can have that value.
fn can_be(name: &str, value: &str) -> bool {
    match name {
        "i" => instance(value).is_some(),
        "a" => ["rsa-sha256", "ed25519-sha256"].contains(&value),
        "c" => value.splitn(2, '/').all(|one| ["simple", "relaxed"].contains(&one)),
        "cv" => ["none", "fail", "pass"].contains(&value),
        "d" => is_domain(value) && value.contains('.'),
        "s" => is_domain(value),
        "h" => value.split(':').any(|name| !name.trim().is_empty()) && value.split(':').count() <= MOST_FIELDS,
        "t" | "x" => !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()),
        _ => !value.is_empty(),
    }
}

/// Labels of letters, digits, hyphens and underscores, and of what is beyond ASCII (RFC 8616).
fn is_domain(text: &str) -> bool {
    let of_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    text.split('.').all(|label| (1..=63).contains(&label.len()) && label.chars().all(of_label))
}
