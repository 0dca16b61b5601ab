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
use super::outcome::{Outcome, received_spf, results};
use super::path::Way;
use super::remark::Remark;

/// The most fields that are looked at.
const MOST: usize = 60;

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
}
