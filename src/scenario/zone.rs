//! Zone text: RFC 1035 §5, as BIND reads it, so that what a learner copies out of a scenario works there.
//!
//! ```text
//!   @       MX   10 mail          ─┐ entries      name, TTL, class, type        records, each with its place
//!   mail    A    192.0.2.25        ├──(lexer)──►  and the words of the data  ──►  (their data read by hickory)
//!   @       TXT  ( "v=spf1 "       │
//!                  "mx -all" )    ─┘
//! ```
//!
//! The words of a line are found here, because each mistake must be told with its place in the scenario file; what they
//! mean is hickory's to say.

mod checks;
mod data;
mod lexer;

use std::ops::Range;

use hickory_proto::rr::{Name, Record};
use hickory_proto::serialize::txt::parse_ttl;

use super::diagnostic::{Findings, Kind, ShapeMistake, ZoneMistake};
use super::nearest::nearest;
use super::place::Place;
use super::{Spanned, ZoneRecord, limits};

pub(super) use checks::{check_loops, check_records};
pub(super) use lexer::{Entry, Token, entries};

/// The TTL of a record that has none, in seconds.
const DEFAULT_TTL: u32 = 3600;

/// The records of a zone text. `zone` is the zone that they belong to, `origin` the name that relative names end in.
pub(super) fn read(
    text: &str,
    place: &Place,
    origin: &str,
    zone: &str,
    findings: &mut Findings<'_>,
) -> Vec<ZoneRecord> {
    let Some((origin, zone)) = absolute(origin).zip(absolute(zone)) else { return Vec::new() };
    let mut reader = Reader { place, zone, origin, owner: None, default_ttl: None, last_ttl: None, doubts: Vec::new() };
    let (entries, mistakes) = entries(text);
    for (mistake, span) in mistakes {
        findings.report(mistake, place.range(span));
    }
    if let Some(entry) = entries.get(limits::RECORDS) {
        findings.report(ShapeMistake::TooMany { max: limits::RECORDS }, place.range(entry.span.clone()));
    }
    let mut records = Vec::new();
    for entry in entries.iter().take(limits::RECORDS) {
        match reader.entry(entry) {
            Ok(record) => records.extend(record),
            Err((kind, span)) => findings.report(kind, place.range(span)),
        }
    }
    for (kind, span) in reader.doubts {
        findings.report(kind, place.range(span));
    }
    records
}

/// A domain as the name that it is.
pub(super) fn absolute(domain: &str) -> Option<Name> {
    let mut name = Name::from_ascii(domain).ok()?;
    name.set_fqdn(true);
    Some(name)
}

/// A name in lower case, without the final dot.
pub(super) fn plain(name: &Name) -> String {
    let text = name.to_lowercase().to_ascii();
    text.strip_suffix('.').unwrap_or(&text).to_owned()
}

/// A mistake and its place in the zone text.
type Mistake = (Kind, Range<usize>);

fn mistake(kind: impl Into<Kind>, token: &Token<'_>) -> Mistake {
    (kind.into(), token.span.clone())
}

/// What one line leaves for the next one.
struct Reader<'p> {
    place: &'p Place,
    zone: Name,
    origin: Name,
    owner: Option<Name>,
    default_ttl: Option<u32>,
    last_ttl: Option<u32>,
    /// What is legal and looks wrong.
    doubts: Vec<Mistake>,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &Entry<'_>) -> Result<Option<ZoneRecord>, Mistake> {
        let mut tokens = entry.tokens.as_slice();
        if let Some((first, rest)) = tokens.split_first().filter(|_| !entry.blank) {
            if first.raw.starts_with('$') && !first.quoted {
                return self.directive(first, rest).map(|()| None);
            }
            self.owner = Some(self.owner_name(first)?);
            tokens = rest;
        }
        let owner = self.owner.clone().ok_or_else(|| (ZoneMistake::NoOwner.into(), entry.span.clone()))?;
        let ttl = self.ttl_and_class(&mut tokens)?;
        let Some((rtype, words)) = tokens.split_first() else {
            return Err((ZoneMistake::NoType.into(), entry.span.clone()));
        };
        let data = data::read(rtype, words, &self.origin)?;
        let first = entry.tokens.first().filter(|_| !entry.blank);
        self.doubts.extend(checks::second_looks(first, rtype, words, &self.origin));
        let ttl = ttl.or(self.default_ttl).or(self.last_ttl).unwrap_or(DEFAULT_TTL);
        let record = Record::from_rdata(owner, ttl, data);
        checks::check_size(&record).map_err(|kind| (kind, entry.span.clone()))?;
        Ok(Some(Spanned { value: record, span: self.place.range(entry.span.clone()) }))
    }

    /// `$TTL` and `$ORIGIN`.
    fn directive(&mut self, word: &Token<'_>, values: &[Token<'_>]) -> Result<(), Mistake> {
        let bad = || mistake(ZoneMistake::BadDirective { word: word.raw.to_owned() }, word);
        match (word.raw.to_ascii_uppercase().as_str(), values) {
            ("$TTL", [ttl]) => self.default_ttl = Some(parse_ttl(ttl.raw).map_err(|_| bad())?),
            ("$ORIGIN", [name]) => self.origin = self.name(name)?,
            ("$TTL" | "$ORIGIN", _) => return Err(bad()),
            ("$INCLUDE", _) => return Err(mistake(ZoneMistake::Include, word)),
            _ => {
                let near = nearest(word.raw, ["$TTL", "$ORIGIN"]).map(str::to_owned);
                return Err(mistake(ZoneMistake::UnknownDirective { word: word.raw.to_owned(), nearest: near }, word));
            }
        }
        Ok(())
    }

    fn owner_name(&self, token: &Token<'_>) -> Result<Name, Mistake> {
        let name = self.name(token)?;
        if self.zone.zone_of(&name) {
            return Ok(name);
        }
        let (name, zone) = (plain(&name), plain(&self.zone));
        Err(mistake(ZoneMistake::OutsideZone { name, zone }, token))
    }

    fn name(&self, token: &Token<'_>) -> Result<Name, Mistake> {
        if token.raw == "@" && !token.quoted {
            return Ok(self.origin.clone());
        }
        let name = Name::parse(token.raw, Some(&self.origin)).ok().filter(|_| !token.quoted && !token.raw.is_empty());
        let mut name = name.ok_or_else(|| mistake(ZoneMistake::BadName { name: token.raw.to_owned() }, token))?;
        name.set_fqdn(true);
        Ok(name)
    }

    /// Takes a TTL and a class, in any order, off the front.
    fn ttl_and_class(&mut self, tokens: &mut &[Token<'_>]) -> Result<Option<u32>, Mistake> {
        let mut ttl = None;
        while let Some((first, rest)) = tokens.split_first() {
            if let Ok(seconds) = parse_ttl(first.raw) {
                ttl = Some(seconds);
                self.last_ttl = ttl;
            } else if ["CH", "HS", "ANY", "NONE", "CS"].iter().any(|class| first.raw.eq_ignore_ascii_case(class)) {
                return Err(mistake(ZoneMistake::OtherClass { class: first.raw.to_owned() }, first));
            } else if !first.raw.eq_ignore_ascii_case("IN") {
                break;
            }
            *tokens = rest;
        }
        Ok(ttl)
    }
}
