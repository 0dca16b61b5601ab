//! One term of a record, read (RFC 7208 §4.6.1 and §12).
//!
//! ```text
//!   term       =  directive / modifier
//!   directive  =  [ "+" / "-" / "?" / "~" ]  mechanism        -all   ip4:192.0.2.0/24   ~a:mail.example/28//64
//!   modifier   =  name "=" text                               redirect=_spf.example   exp=why.example
//! ```
//!
//! A `=` before any `:` or `/` makes a modifier. Names are read in any case; everything else must be exactly as the
//! grammar has it, because one mistake makes the whole record useless.

use super::domain_spec::DomainSpec;
use super::macro_string::{Flaw, MacroString, Setting};
use super::network::{self, Network, Prefixes};
use crate::trace::SpfResult;
use crate::trace::proof::spf::{Kind, Mistake};

/// A term that is written as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    Directive(SpfResult, Mechanism),
    Redirect(DomainSpec),
    Exp(DomainSpec),
    /// A modifier that nobody knows.
    Other,
}

/// RFC 7208 §5. Without a domain of its own a mechanism is about the domain of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mechanism {
    All,
    Include(DomainSpec),
    A(Option<DomainSpec>, Prefixes),
    Mx(Option<DomainSpec>, Prefixes),
    Ptr(Option<DomainSpec>),
    Ip(Network),
    Exists(DomainSpec),
}

/// What stands before the first `:`, `/` or `=`, and what stands from there on.
struct Halves<'a> {
    /// The sign and its length.
    gives: Option<SpfResult>,
    name: &'a str,
    tail: &'a str,
}

/// Reads a term.
pub(super) fn parse(text: &str) -> Result<Term, Flaw> {
    if let Some(at) = text.find(|c: char| !c.is_ascii_graphic()) {
        return Err((at, Mistake::Character));
    }
    let halves = halves(text);
    if halves.is_modifier() { modifier(&halves) } else { directive(&halves) }
}

/// Which mechanism or modifier it wants to be, also where it is not written as it must be.
pub(super) fn kind(text: &str) -> Kind {
    let halves = halves(text);
    match (halves.name.to_ascii_lowercase().as_str(), halves.is_modifier()) {
        ("redirect", true) => Kind::Redirect,
        ("exp", true) => Kind::Exp,
        (_, true) => Kind::OtherModifier,
        ("all", _) => Kind::All,
        ("include", _) => Kind::Include,
        ("a", _) => Kind::A,
        ("mx", _) => Kind::Mx,
        ("ptr", _) => Kind::Ptr,
        ("ip4", _) => Kind::Ip4,
        ("ip6", _) => Kind::Ip6,
        ("exists", _) => Kind::Exists,
        _ => Kind::Unknown,
    }
}

/// What its sign says; a mechanism without one has a `+`.
pub(super) fn gives(text: &str) -> Option<SpfResult> {
    let halves = halves(text);
    (!halves.is_modifier()).then(|| halves.gives.unwrap_or(SpfResult::Pass))
}

fn halves(text: &str) -> Halves<'_> {
    let gives = match text.chars().next() {
        Some('+') => Some(SpfResult::Pass),
        Some('-') => Some(SpfResult::Fail),
        Some('~') => Some(SpfResult::Softfail),
        Some('?') => Some(SpfResult::Neutral),
        _ => None,
    };
    let rest = if gives.is_some() { text.get(1..).unwrap_or_default() } else { text };
    let (name, tail) = rest.split_at(rest.find([':', '/', '=']).unwrap_or(rest.len()));
    Halves { gives, name, tail }
}

impl<'a> Halves<'a> {
    fn is_modifier(&self) -> bool {
        self.tail.starts_with('=')
    }

    /// Where the tail begins.
    fn tail_at(&self) -> usize {
        usize::from(self.gives.is_some()) + self.name.len()
    }

    /// What stands behind the `:` or the `=`, and where.
    fn value(&self) -> Option<(&'a str, usize)> {
        Some((self.tail.strip_prefix([':', '='])?, self.tail_at() + 1))
    }
}

fn modifier(halves: &Halves<'_>) -> Result<Term, Flaw> {
    if halves.gives.is_some() {
        return Err((0, Mistake::SignBeforeModifier));
    }
    let may_follow = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !halves.name.starts_with(|c: char| c.is_ascii_alphabetic()) || !halves.name.chars().all(may_follow) {
        return Err((0, Mistake::ModifierName));
    }
    let (value, at) = halves.value().unwrap_or_default();
    match halves.name.to_ascii_lowercase().as_str() {
        "redirect" => DomainSpec::parse(value).map(Term::Redirect).map_err(moved(at)),
        "exp" => DomainSpec::parse(value).map(Term::Exp).map_err(moved(at)),
        _ => MacroString::parse(value, Setting::Modifier).map(|_| Term::Other).map_err(moved(at)),
    }
}

fn directive(halves: &Halves<'_>) -> Result<Term, Flaw> {
    let name = halves.name.to_ascii_lowercase();
    let mechanism = match name.as_str() {
        "all" => bare(halves, Mechanism::All)?,
        "include" => Mechanism::Include(domain(halves)?),
        "exists" => Mechanism::Exists(domain(halves)?),
        "a" => domain_and_prefixes(halves).map(|(domain, prefixes)| Mechanism::A(domain, prefixes))?,
        "mx" => domain_and_prefixes(halves).map(|(domain, prefixes)| Mechanism::Mx(domain, prefixes))?,
        "ptr" if halves.tail.starts_with(':') => Mechanism::Ptr(Some(domain(halves)?)),
        "ptr" => bare(halves, Mechanism::Ptr(None))?,
        "ip4" => Mechanism::Ip(address(halves, network::ip4)?),
        "ip6" => Mechanism::Ip(address(halves, network::ip6)?),
        "redirect" | "exp" if halves.tail.starts_with(':') => return Err((halves.tail_at(), Mistake::ColonForEquals)),
        _ => return Err((halves.tail_at() - halves.name.len(), Mistake::UnknownMechanism)),
    };
    Ok(Term::Directive(halves.gives.unwrap_or(SpfResult::Pass), mechanism))
}

/// A mechanism that nothing stands behind.
fn bare(halves: &Halves<'_>, mechanism: Mechanism) -> Result<Mechanism, Flaw> {
    if halves.tail.is_empty() { Ok(mechanism) } else { Err((halves.tail_at(), Mistake::Unexpected)) }
}

/// `":" domain-spec`
fn domain(halves: &Halves<'_>) -> Result<DomainSpec, Flaw> {
    let missing = (halves.tail_at(), Mistake::NeedsDomain);
    let (value, at) = halves.value().ok_or(missing)?;
    DomainSpec::parse(value).map_err(moved(at))
}

/// `[ ":" domain-spec ] [ dual-cidr-length ]`
fn domain_and_prefixes(halves: &Halves<'_>) -> Result<(Option<DomainSpec>, Prefixes), Flaw> {
    let (before, prefixes) = network::prefixes(halves.tail).map_err(moved(halves.tail_at()))?;
    let domain = match before.strip_prefix(':') {
        Some(text) => Some(DomainSpec::parse(text).map_err(moved(halves.tail_at() + 1))?),
        None if before.is_empty() => None,
        None => return Err((halves.tail_at(), Mistake::Prefix)),
    };
    Ok((domain, prefixes))
}

/// `":" ip-network [ cidr-length ]`
fn address(halves: &Halves<'_>, read: impl Fn(&str) -> Result<Network, Flaw>) -> Result<Network, Flaw> {
    let (value, at) = halves.value().filter(|(value, _)| !value.is_empty()).ok_or_else(|| {
        let end = halves.tail_at() + halves.tail.len();
        (end, Mistake::NeedsNetwork)
    })?;
    read(value).map_err(moved(at))
}

/// A flaw in a part of the term that begins at `at`.
fn moved(at: usize) -> impl Fn(Flaw) -> Flaw {
    move |(offset, mistake)| (at + offset, mistake)
}
