//! What servers wrote about who sent it: `Authentication-Results` (RFC 8601) and its relatives, and whom to believe.
//!
//! Anybody can write such a field. Only what the reader's own server wrote counts, and where it stands tells which one that
//! is:
//!
//! | it stands | and names | believed |
//! |---|---|---|
//! | above the line of the entrance | anyone | yes: nobody outside can write there |
//! | between that line and the next one | the own server, or nobody (Microsoft's do not) | yes; the own server takes out others that bear its name (RFC 8601 §5) |
//! | there, once more with the same methods | the own server | no: the server writes each only once |
//! | there | somebody else | no: it came with the letter |
//! | below | anyone | no |

use super::header::{Field, Header};
use super::path::Way;
use super::remark::Remark;
use super::scan::{Piece, pieces};

/// The most fields, and the most results in one of them, that are looked at.
const MOST: usize = 60;

/// One result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub method: String,
    pub result: String,
    /// `reason=`, or a comment.
    pub reason: String,
    /// `header.d` and the like, each with its value.
    pub properties: Vec<(String, String)>,
}

impl Outcome {
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(property, _)| property.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

/// Whether, and why, a field is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belief {
    /// Above the entrance.
    Above,
    /// At the entrance, in the own server's name.
    Own,
    /// At the entrance, in nobody's name.
    Unnamed,
    /// In the own server's name, where the own server has spoken already, or further down.
    Forged,
    /// Somebody else's.
    Foreign,
    /// It is part of an ARC chain: worth as much as its seals.
    Arc,
    /// It was set aside.
    Aside,
    /// Where no boundary is known, nothing can be believed.
    Unknown,
}

impl Belief {
    pub fn counts(self) -> bool {
        matches!(self, Self::Above | Self::Own | Self::Unnamed)
    }
}

/// One such field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    pub field: usize,
    pub name: String,
    pub server: String,
    pub outcomes: Vec<Outcome>,
    pub belief: Belief,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Reports {
    pub all: Vec<Report>,
    pub remarks: Vec<Remark>,
}

impl Reports {
    pub fn of(header: &Header<'_>, way: &Way) -> Self {
        let mut reports = Self::default();
        for (index, field) in header.fields.iter().enumerate().filter(|(_, field)| kind(field).is_some()).take(MOST) {
            let Some(kind) = kind(field) else { continue };
            let (server, outcomes) =
                if kind == Kind::ReceivedSpf { received_spf(field.value) } else { results(field.value) };
            let belief = reports.belief(index, kind, &server, &outcomes, way);
            reports.all.push(Report { field: index, name: field.name.to_owned(), server, outcomes, belief });
        }
        reports.notice();
        reports
    }

    /// What counts about a method: the first result that is believed.
    pub fn believed(&self, method: &str) -> Option<(usize, &Outcome)> {
        let counting = self.all.iter().filter(|report| report.belief.counts());
        let mut outcomes = counting.flat_map(|report| report.outcomes.iter().map(|outcome| (report.field, outcome)));
        outcomes.find(|(_, outcome)| outcome.method == method)
    }

    fn belief(&self, index: usize, kind: Kind, server: &str, outcomes: &[Outcome], way: &Way) -> Belief {
        match kind {
            Kind::Aside => return Belief::Aside,
            Kind::Arc => return Belief::Arc,
            Kind::Results | Kind::ReceivedSpf => {}
        }
        let Some(entrance) = way.entrance_at() else { return Belief::Unknown };
        if index < entrance {
            return Belief::Above;
        }
        let is_own = way.is_own(server);
        if way.outside_from().is_some_and(|outside| index > outside) {
            return if is_own { Belief::Forged } else { Belief::Foreign };
        }
        let said = self.all.iter().filter(|report| report.belief.counts() && kind == kind_of(&report.name));
        let known: Vec<&str> =
            said.flat_map(|report| &report.outcomes).map(|outcome| outcome.method.as_str()).collect();
        let repeats = outcomes.iter().any(|outcome| known.contains(&outcome.method.as_str()));
        match (is_own, server.is_empty(), repeats) {
            (true, _, false) => Belief::Own,
            (_, true, false) => Belief::Unnamed,
            (true, _, true) => Belief::Forged,
            _ => Belief::Foreign,
        }
    }

    fn notice(&mut self) {
        let mut remarks = Vec::new();
        for method in ["dmarc", "spf", "dkim", "arc"] {
            if let Some((field, outcome)) = self.believed(method) {
                remarks.push(Remark::Result { field, method, outcome: Box::new(outcome.clone()) });
            }
        }
        if remarks.is_empty() {
            remarks.push(Remark::NoResults { unbelieved: self.all.len() });
        }
        let forged = self.all.iter().find(|report| report.belief == Belief::Forged);
        remarks
            .extend(forged.map(|report| Remark::ForgedResults { field: report.field, server: report.server.clone() }));
        self.remarks = remarks;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Results,
    ReceivedSpf,
    Arc,
    Aside,
}

fn kind(field: &Field<'_>) -> Option<Kind> {
    let known = [
        "authentication-results",
        "received-spf",
        "arc-authentication-results",
        "authentication-results-original",
        "x-original-authentication-results",
    ];
    known.contains(&field.name.to_ascii_lowercase().as_str()).then(|| kind_of(field.name))
}

fn kind_of(name: &str) -> Kind {
    match name.to_ascii_lowercase().as_str() {
        "authentication-results" => Kind::Results,
        "received-spf" => Kind::ReceivedSpf,
        "arc-authentication-results" => Kind::Arc,
        _ => Kind::Aside,
    }
}

/// The server's name, and the results (RFC 8601 §2.2). ARC puts its instance before it (RFC 8617 §4.1.1).
fn results(value: &[u8]) -> (String, Vec<Outcome>) {
    let pieces = pieces(value);
    let mut parts: Vec<&[Piece]> = pieces.split(|piece| *piece == Piece::Semicolon).collect();
    let is_instance = |part: &&[Piece]| words(part).first().is_some_and(|word| word.starts_with("i="));
    if parts.first().is_some_and(is_instance) {
        parts.remove(0);
    }
    let first = parts.first().map(|part| words(part)).unwrap_or_default();
    let is_named = first.first().is_some_and(|word| !word.contains('='));
    let server = if is_named { first.first().cloned().unwrap_or_default() } else { String::new() };
    let server = server.split('/').next().unwrap_or_default().to_owned();
    let outcomes = parts.into_iter().skip(usize::from(is_named)).filter_map(outcome).take(MOST).collect();
    (server, outcomes)
}

fn outcome(part: &[Piece]) -> Option<Outcome> {
    let words = words(part);
    let (method, result) = words.first()?.split_once('=')?;
    let method = method.split('/').next().unwrap_or(method).trim().to_ascii_lowercase();
    let mut outcome = Outcome { method, result: result.to_ascii_lowercase(), ..Outcome::default() };
    for (name, value) in words.iter().skip(1).filter_map(|word| word.split_once('=')) {
        if name.eq_ignore_ascii_case("reason") {
            value.clone_into(&mut outcome.reason);
        } else {
            outcome.properties.push((name.to_ascii_lowercase(), value.to_owned()));
        }
    }
    let comment = part.iter().find_map(|piece| if let Piece::Comment(text) = piece { Some(text) } else { None });
    if outcome.reason.is_empty() {
        outcome.reason = comment.cloned().unwrap_or_default();
    }
    Some(outcome)
}

/// The words of a part; what stands around a lonely `=` belongs together.
fn words(part: &[Piece]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in part.iter().filter_map(Piece::text) {
        match words.last_mut() {
            Some(last) if text.starts_with('=') || last.ends_with('=') => last.push_str(text),
            _ => words.push(text.to_owned()),
        }
    }
    words
}

/// `pass (comment) client-ip=…; envelope-from=…; helo=…;` (RFC 7208 §9.1)
fn received_spf(value: &[u8]) -> (String, Vec<Outcome>) {
    let pieces = pieces(value);
    let words = words(&pieces);
    let Some(result) = words.first().filter(|word| !word.contains('=')) else { return (String::new(), Vec::new()) };
    let mut outcome = Outcome { method: "spf".to_owned(), result: result.to_ascii_lowercase(), ..Outcome::default() };
    for (name, value) in words.iter().filter_map(|word| word.split_once('=')) {
        let name = match name.to_ascii_lowercase().as_str() {
            "envelope-from" => "smtp.mailfrom".to_owned(),
            "helo" => "smtp.helo".to_owned(),
            other => other.to_owned(),
        };
        outcome.properties.push((name, value.to_owned()));
    }
    let comment = pieces.iter().find_map(|piece| if let Piece::Comment(text) = piece { Some(text) } else { None });
    outcome.reason = comment.cloned().unwrap_or_default();
    let domain = comment.and_then(|text| text.split_once("domain of ")).and_then(|(_, rest)| rest.split(' ').next());
    if let Some(domain) = domain.filter(|_| outcome.property("smtp.mailfrom").is_none()) {
        outcome.properties.push(("smtp.mailfrom".to_owned(), domain.to_owned()));
    }
    let said = comment.and_then(|text| text.split_once(": ")).map(|(host, _)| host.to_owned());
    let server = outcome.property("receiver").map(str::to_owned).or(said).unwrap_or_default();
    (server, vec![outcome])
}

#[cfg(test)]
mod tests {
    use super::Belief::{Above, Foreign, Forged, Own, Unknown, Unnamed};
    use super::*;

    fn beliefs(source: &str) -> Vec<Belief> {
        let header = Header::read(source.as_bytes());
        let way = Way::of(&header, &[]);
        Reports::of(&header, &way).all.iter().map(|report| report.belief).collect()
    }

    const ENTRANCE: &str = "Received: from x.e.example (x.e.example [198.51.100.1]) by mx.s.example\n";
    const BELOW: &str = "Received: from a (b.e.example [198.51.100.2]) by x.e.example\n";

    #[test]
    fn a_field_is_read_however_it_is_spaced() {
        let (server, all) = results(
            b" mx.s.example 1;\r\n spf = pass (sender ok) smtp.mailfrom=a@e.example;\r\n\tdkim/1=fail reason=\"no; key\" header.d=e.example; none",
        );
        assert_eq!((server.as_str(), all.len()), ("mx.s.example", 2));
        assert_eq!((all[0].result.as_str(), all[0].reason.as_str()), ("pass", "sender ok"));
        assert_eq!((all[1].reason.as_str(), all[1].property("header.d")), ("no; key", Some("e.example")));
        assert_eq!(results(b" i=1; mx.s.example; arc=none").0, "mx.s.example");
        assert_eq!(results(b" spf=pass (sender IP is 192.0.2.1); dmarc=pass").1.len(), 2);
    }

    #[test]
    fn only_what_the_own_server_wrote_is_believed() {
        let own = "Authentication-Results: mx.s.example; spf=fail\n";
        let other = "Authentication-Results: mx.e.example; spf=pass\n";
        let unnamed = "Authentication-Results: spf=pass smtp.mailfrom=e.example\n";
        let all = format!("{other}{ENTRANCE}{own}{own}{other}{BELOW}{own}{other}");
        assert_eq!(beliefs(&all), [Above, Forged, Forged, Foreign, Forged, Foreign]);
        assert_eq!(beliefs(&format!("{ENTRANCE}{own}{other}{BELOW}")), [Own, Foreign]);
        assert_eq!(beliefs(&format!("{ENTRANCE}{unnamed}{BELOW}{unnamed}")), [Unnamed, Foreign]);
        assert_eq!(beliefs(own), [Unknown]);
    }

    #[test]
    fn received_spf_says_the_same_in_another_way() {
        let (server, all) = received_spf(
            b" softfail (mx.s.example: domain of a@e.example does not designate 198.51.100.1) client-ip=198.51.100.1; envelope-from=\"a@e.example\"; helo=x.e.example;",
        );
        assert_eq!((server.as_str(), all[0].result.as_str()), ("mx.s.example", "softfail"));
        assert_eq!(all[0].property("smtp.mailfrom"), Some("a@e.example"));
    }
}
