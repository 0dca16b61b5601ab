//! A real message, explained: what its header says, in plain words, and how much of it can be believed.
//!
//! ```text
//!   octets ──input──► a letter ──header──► fields ─┬─ path        Received lines, trust boundary ─┐
//!          (mbox, BOM,                             ├─ senders     Return-Path, From, …, tricks    ├─► remarks
//!           quoted, …)                             ├─ results     Authentication-Results          │  (what to look
//!                                                  ├─ signatures  DKIM, ARC, tag by tag           │   at first)
//!                                                  └─ vendor      filters, lists, mail clients ───┘
//!                                                          │
//!                                                        prose ──► Reading   (words in the reader's language)
//! ```
//!
//! It is a pure function from octets to a [`Reading`], as [`story::tell`](crate::story::tell) is one from a trace. The
//! letter is anybody's, and may be broken or hostile in any way: each part looks at it once, from the top to the bottom,
//! and everything that is kept has a bound.
//!
//! Reading verifies nothing, and says so. [`again()`] asks DNS.

mod again;
mod decode;
mod domains;
mod header;
mod input;
mod model;
mod outcome;
mod path;
mod prose;
mod received;
mod remark;
mod results;
mod scan;
mod senders;
mod signatures;
mod tricks;
mod vendor;

#[cfg(test)]
mod tests;

pub use again::{Failed, Refused, Server, again};
pub use input::{MOST_OCTETS, Unreadable};
pub use model::{Again, FieldRow, Finding, Hop, Method, Path, Reading, Results, Sender, Signature, Tag};
pub use prose::unreadable;

use self::header::{Field, Header};
use self::path::Way;
use self::remark::Remark;
use self::results::Reports;
use self::senders::Senders;
use self::signatures::Signatures;
use crate::auth::aggregate;
use crate::glossary;
use crate::lang::Lang;
use crate::story::{Tone, safe};
use crate::trace::Time;

/// How a letter is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Hosts or domains that are the reader's own; guessed where none is named.
    pub trust: Vec<String>,
}

/// A letter, taken apart and not yet put into words: the same in every language.
struct Facts<'a> {
    header: Header<'a>,
    way: Way,
    senders: Senders,
    reports: Reports,
    signatures: Signatures,
    remarks: Vec<Remark>,
}

/// Explains a letter.
///
/// ```
/// use tegami::explain::{Options, explain};
/// use tegami::lang::Lang;
/// let letter = b"From: \"info@bank.example\" <x@evil.example>\r\n\r\n";
/// let reading = explain(letter, &Options::default(), Lang::En).unwrap();
/// assert!(reading.findings.iter().any(|finding| finding.kind == "address-in-name"));
/// ```
///
/// # Errors
/// [`Unreadable`] where there is no letter in it.
pub fn explain(source: &[u8], options: &Options, lang: Lang) -> Result<Reading, Unreadable> {
    let input = input::open(source)?;
    let facts = Facts::of(&input.octets, options)?;
    let mut reading = facts.tell(lang);
    for row in &mut reading.fields {
        row.line += input.skipped_lines;
        row.offset += input.skipped;
    }
    let saved = input.remarks.iter().map(|remark| finding(lang, remark));
    reading.findings.extend(saved);
    reading.findings.sort_by_key(|finding| rank(finding.tone));
    Ok(reading)
}

impl<'a> Facts<'a> {
    fn of(source: &'a [u8], options: &Options) -> Result<Self, Unreadable> {
        let mut header = Header::read(source);
        if header.fields.is_empty() {
            return Err(Unreadable::NoHeader);
        }
        let way = Way::of(&header, &options.trust);
        let mut senders = Senders::of(&header);
        let reports = Reports::of(&header, &way);
        senders.compare(&way, &reports);
        let author = senders.from().map(|role| role.mailbox.domain().to_owned()).unwrap_or_default();
        let signatures = Signatures::of(&header, &way, &author);
        let mut remarks = std::mem::take(&mut header.remarks);
        if header.body_octets == 0 && !header.ends {
            remarks.push(Remark::HeaderOnly);
        }
        remarks.extend(aggregate::read(source).map(|report| Remark::AggregateReport { report: Box::new(report) }));
        remarks.extend(senders.remarks.iter().chain(&reports.remarks).chain(&way.remarks).cloned());
        remarks.extend(signatures.remarks.iter().cloned());
        if reports.believed("dkim").is_some_and(|(_, dkim)| dkim.result == "none") {
            // The server has said so already.
            remarks.retain(|remark| *remark != Remark::NotSigned);
        }
        remarks.extend(vendor::remarks(&header));
        Ok(Self { header, way, senders, reports, signatures, remarks })
    }

    fn tell(&self, lang: Lang) -> Reading {
        let shown =
            |name: &str| self.header.first(name).map(|(_, field)| decode::shown(field.value)).unwrap_or_default();
        Reading {
            lang,
            from: shown("From"),
            subject: shown("Subject"),
            findings: self.remarks.iter().map(|remark| finding(lang, remark)).collect(),
            caveat: prose::caveat(lang).to_owned(),
            path: self.path(lang),
            senders: self.senders.roles.iter().map(|role| sender(lang, role)).collect(),
            results: self.reports.all.iter().map(|report| results(lang, report)).collect(),
            signatures: self.signatures.all.iter().map(|signed| self.signature(lang, signed)).collect(),
            again: None,
            fields: self.header.fields.iter().enumerate().map(|(index, field)| self.row(lang, index, field)).collect(),
            fields_left_out: self.header.left_out,
            body_octets: self.header.body_octets,
        }
    }

    fn path(&self, lang: Lang) -> Path {
        let hops = (0..self.way.lines.len()).filter_map(|at| self.hop(lang, at)).collect();
        Path {
            hops,
            believed: self.way.believed,
            outside: self.way.boundary != path::Boundary::AllOwn,
            boundary: prose::boundary(lang, &self.way),
            left_out: self.way.left_out,
        }
    }

    fn hop(&self, lang: Lang, at: usize) -> Option<Hop> {
        let (field, line) = self.way.lines.get(at)?;
        let believed = at < self.way.believed;
        let safely = |text: &Option<String>| text.as_deref().map(safe::line);
        let below = self.way.lines.get(at + 1).and_then(|(_, below)| below.time);
        let delay = line.time.zip(below).map(|(time, below)| time.saturating_sub(below));
        Some(Hop {
            field: Some(*field),
            believed,
            by: safely(&line.by),
            helo: safely(&line.helo),
            rdns: safely(&line.rdns),
            ip: line.ip.map(|ip| ip.to_string()),
            with: safely(&line.with),
            id: safely(&line.id),
            recipient: safely(&line.recipient),
            tls: line.tls,
            time: line.time.map(|time| safe::time(Time(time))),
            delay,
            text: prose::hop(lang, line, believed),
            waited: delay.map(|delay| prose::waited(lang, delay)).unwrap_or_default(),
        })
    }

    fn signature(&self, lang: Lang, signed: &signatures::Signed) -> Signature {
        let tags = self.header.fields.get(signed.field).map(|field| vendor::tags(field, lang)).unwrap_or_default();
        Signature {
            field: Some(signed.field),
            name: safe::line(&signed.name),
            text: prose::signature(lang, signed),
            tags,
        }
    }

    fn row(&self, lang: Lang, index: usize, field: &Field<'_>) -> FieldRow {
        let about = |report: &&results::Report| report.field == index;
        let mut notes: Vec<String> = self
            .way
            .lines
            .iter()
            .position(|(at, _)| *at == index)
            .map_or_else(Vec::new, |at| self.hop(lang, at).map(|hop| vec![hop.text]).unwrap_or_default());
        notes.extend(self.reports.all.iter().find(about).map(|report| prose::belief(lang, report)));
        notes.extend(vendor::notes(field, lang));
        let of_this = self.remarks.iter().filter(|remark| remark.field() == Some(index));
        notes.extend(of_this.map(|remark| prose::remark(lang, remark)));
        FieldRow {
            name: safe::line(field.name),
            raw: safe::lines(safe::text_of(field.value).trim()),
            shown: decode::shown(field.value),
            line: field.line + 1,
            offset: field.at,
            inside: self.way.entrance_at().is_some_and(|entrance| index <= entrance),
            meaning: glossary::field(lang, field.name).unwrap_or_default().to_owned(),
            notes,
            tags: vendor::tags(field, lang),
        }
    }
}

impl Reading {
    /// The same, with what came of checking again.
    #[must_use]
    pub fn checked(mut self, again: Again) -> Self {
        prose::caveat_checked(self.lang).clone_into(&mut self.caveat);
        let told = |check: &Method| Finding {
            kind: "checked-again",
            tone: check.tone,
            text: prose::checked_again(self.lang, &check.text),
            field: None,
        };
        self.findings.extend(again.checks.iter().map(told).collect::<Vec<_>>());
        self.findings.sort_by_key(|finding| rank(finding.tone));
        self.again = Some(again);
        self
    }
}

fn finding(lang: Lang, remark: &Remark) -> Finding {
    Finding { kind: remark.kind(), tone: remark.tone(), text: prose::remark(lang, remark), field: remark.field() }
}

fn rank(tone: Tone) -> u8 {
    match tone {
        Tone::Bad => 0,
        Tone::Warn => 1,
        Tone::Good => 2,
        Tone::Plain => 3,
    }
}

fn sender(lang: Lang, role: &senders::Role) -> Sender {
    let address = safe::line(&role.mailbox.address);
    Sender {
        role: role.name.to_owned(),
        name: safe::line(&role.mailbox.name),
        address: if address.is_empty() { "<>".to_owned() } else { address },
        relation: role.relation.map(domains::Relation::word),
        text: prose::sender(lang, role),
    }
}

fn results(lang: Lang, report: &results::Report) -> Results {
    let believed = report.belief.counts();
    let told = |outcome: &outcome::Outcome| {
        let told = method(lang, outcome);
        if believed { told } else { Method { tone: Tone::Plain, text: prose::claimed(lang, &told.text), ..told } }
    };
    Results {
        field: Some(report.field),
        name: safe::line(&report.name),
        server: safe::line(&report.server),
        believed,
        text: prose::belief(lang, report),
        methods: report.outcomes.iter().map(told).collect(),
    }
}

fn method(lang: Lang, outcome: &outcome::Outcome) -> Method {
    let safely = |(name, value): &(String, String)| (safe::line(name), safe::line(value));
    Method {
        method: safe::line(&outcome.method),
        result: safe::line(&outcome.result),
        tone: remark::result_tone(&outcome.method, &outcome.result),
        properties: outcome.properties.iter().map(safely).collect(),
        text: prose::outcome(lang, outcome),
    }
}
