//! The letter as it is at one moment, on one host: its envelope, and every header field with the fact that put it there.

mod versions;

pub use versions::Versions;

use super::model::{FieldView, LetterView, Mark, SenderComparison};
use super::{decode, prose, safe};
use crate::auth::aggregate::{self, Report, Row};
use crate::lang::Lang;
use crate::trace::{Address, Envelope, EventId, Field};

/// The most header fields that are shown.
const MOST_FIELDS: usize = 200;

/// The most rows of a report that are told.
const MOST_ROWS: usize = 50;

/// A letter: envelope, header, body.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// The envelope; none once the letter is out of it.
    pub envelope: Option<Envelope>,
    fields: Vec<Written>,
    body: Vec<u8>,
}

/// A header field and where it comes from.
#[derive(Debug, Clone)]
struct Written {
    field: Field,
    added_by: Option<EventId>,
    mark: Mark,
}

impl Letter {
    /// Reads a letter as it stands, with the rules that a mail client has for a broken one: the header ends at the first
    /// empty line, or at the first line that is none of a header.
    pub fn read(source: &[u8]) -> Self {
        let (mut fields, mut rest): (Vec<Written>, _) = (Vec::new(), source);
        while let Some((line, after)) = next_line(rest) {
            let text = without_line_end(line);
            if text.is_empty() {
                rest = after;
                break;
            }
            match (text.first(), fields.last_mut(), text.iter().position(|byte| *byte == b':')) {
                (Some(b' ' | b'\t'), Some(last), _) => {
                    last.field.value.0.extend_from_slice(b"\r\n");
                    last.field.value.0.extend_from_slice(text);
                }
                (_, _, Some(colon)) => fields.push(Written::read(&text[..colon], &text[colon + 1..])),
                _ => break,
            }
            rest = after;
        }
        Self { envelope: None, fields, body: rest.to_vec() }
    }

    /// A letter that has just been put into its envelope.
    pub fn in_envelope(envelope: &Envelope, source: &[u8]) -> Self {
        Self { envelope: Some(envelope.clone()), ..Self::read(source) }
    }

    /// The same letter as `source` has it now: what it knew of where fields come from, it keeps.
    pub fn reread(&mut self, source: &[u8]) {
        let mut known = std::mem::take(&mut self.fields);
        let now = Self::read(source);
        (self.fields, self.body) = (now.fields, now.body);
        for written in &mut self.fields {
            if let Some(at) = known.iter().position(|old| old.field == written.field && old.mark != Mark::Removed) {
                *written = known.remove(at);
            }
        }
    }

    /// A new field on top.
    pub fn add(&mut self, field: &Field, by: EventId) {
        if field.name.eq_ignore_ascii_case("Return-Path") {
            self.envelope = None;
        }
        self.fields.insert(0, Written { field: field.clone(), added_by: Some(by), mark: Mark::New });
    }

    /// A field is taken out; it is still shown once, as gone.
    pub fn remove(&mut self, field: &Field) {
        let gone = |written: &&mut Written| {
            written.mark != Mark::Removed
                && written.field.name.eq_ignore_ascii_case(&field.name)
                && written.field.value == field.value
        };
        if let Some(written) = self.fields.iter_mut().find(gone) {
            written.mark = Mark::Removed;
        }
    }

    /// A field has another value from now on, where it stands.
    pub fn change(&mut self, field: &Field, before: &[u8], by: EventId) {
        let is_it = |written: &&mut Written| {
            written.mark != Mark::Removed
                && written.field.name.eq_ignore_ascii_case(&field.name)
                && written.field.value.as_slice() == before
        };
        if let Some(written) = self.fields.iter_mut().find(is_it) {
            *written = Written { field: field.clone(), added_by: Some(by), mark: Mark::New };
        }
    }

    /// A text under the body.
    pub fn append(&mut self, octets: &[u8]) {
        self.body.extend_from_slice(octets);
    }

    /// What was new is old from now on, and what was taken out is gone.
    pub fn settle(&mut self) {
        self.fields.retain(|written| written.mark != Mark::Removed);
        self.fields.iter_mut().for_each(|written| written.mark = Mark::Old);
    }

    /// The first field of that name, decoded and safe to show.
    pub fn shown(&self, name: &str) -> Option<String> {
        self.value(name).map(decode::shown)
    }

    /// The address in the header From that a mail client shows: the first one of the first such field.
    pub fn author(&self) -> Option<String> {
        let mut source = b"From:".to_vec();
        source.extend_from_slice(self.value("From")?);
        source.extend_from_slice(b"\r\n\r\n");
        let message = mail_parser::MessageParser::new().parse_headers(source.as_slice())?;
        let address = message.from()?.first()?.address()?;
        Some(safe::line(address))
    }

    /// When its author says that it was written, in seconds since 1970.
    pub fn dated(&self) -> Option<i64> {
        let mut source = b"Date:".to_vec();
        source.extend_from_slice(self.value("Date")?);
        source.extend_from_slice(b"\r\n\r\n");
        let message = mail_parser::MessageParser::new().parse_headers(source.as_slice())?;
        message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_timestamp)
    }

    /// Envelope From, or Return-Path, beside header From.
    pub fn senders(&self, lang: Lang) -> Option<SenderComparison> {
        let header = self.author()?;
        let envelope = Address(self.mail_from().or_else(|| self.return_path())?.trim_matches(['<', '>']).to_owned());
        let (ours, theirs) = (Address(header.clone()), envelope.0.clone());
        let same_domain = envelope.is_mailbox() && envelope.domain().eq_ignore_ascii_case(ours.domain());
        let text = prose::senders(lang, &theirs, &header, same_domain, self.envelope.is_none());
        Some(SenderComparison { envelope: angled(&theirs), header, same_domain, text })
    }

    /// Envelope From, `<>` where it is null; none once the letter is out of its envelope.
    pub fn mail_from(&self) -> Option<String> {
        self.envelope.as_ref().map(|envelope| angled(&safe::line(&envelope.from.0)))
    }

    /// The envelope From that was copied onto the letter, `<>` where it is null.
    pub fn return_path(&self) -> Option<String> {
        self.shown("Return-Path").map(|path| angled(path.trim().trim_matches(['<', '>'])))
    }

    /// Envelope To.
    pub fn rcpt_to(&self) -> Vec<String> {
        self.envelope.iter().flat_map(|envelope| &envelope.to).map(|to| safe::line(&to.0)).collect()
    }

    /// All of it, for a screen.
    pub fn view(&self, lang: Lang) -> LetterView {
        let (body, left_out) = safe::octet_lines(&self.body);
        let mut body = body.join("\n");
        if left_out > 0 {
            body.push('\n');
            body.push_str(&prose::left_out(lang, left_out));
        }
        LetterView {
            mail_from: self.mail_from(),
            rcpt_to: self.rcpt_to(),
            header: self.fields.iter().take(MOST_FIELDS).map(Written::view).collect(),
            body,
            report: self.report().map(|report| report_lines(&report, lang)).unwrap_or_default(),
            senders: self.senders(lang),
            unsigned: None,
        }
    }

    /// The aggregate report that is attached, where one is.
    pub fn report(&self) -> Option<Report> {
        let kind = self.value("Content-Type").filter(|_| self.value("Auto-Submitted").is_some())?;
        let mut source = b"Content-Type:".to_vec();
        for piece in [kind, b"\r\n\r\n", self.body.as_slice()] {
            source.extend_from_slice(piece);
        }
        aggregate::read(&source)
    }

    fn value(&self, name: &str) -> Option<&[u8]> {
        let there = |written: &&Written| written.mark != Mark::Removed && written.field.name.eq_ignore_ascii_case(name);
        self.fields.iter().find(there).map(|written| written.field.value.as_slice())
    }
}

impl Written {
    fn read(name: &[u8], value: &[u8]) -> Self {
        let field = Field { name: safe::octet_line(name), value: value.into() };
        Self { field, added_by: None, mark: Mark::Old }
    }

    fn view(&self) -> FieldView {
        let value = self.field.value.as_slice();
        FieldView {
            name: safe::line(self.field.name.trim()),
            raw: safe::lines(safe::text_of(value).trim()),
            shown: decode::shown(value),
            mark: self.mark,
            added_by: self.added_by,
            ..FieldView::default()
        }
    }
}

/// A report in sentences: what it is about, and one for each row.
pub(crate) fn report_lines(report: &Report, lang: Lang) -> Vec<String> {
    let [receiver, domain] = [&report.receiver, &report.domain].map(|text| safe::line(text));
    let [begin, end] = [report.begin, report.end].map(safe::time);
    let row = |row: &Row| {
        let ip = row.ip.map_or_else(|| "?".to_owned(), |ip| ip.to_string());
        safe::line(&prose::report_row(lang, &ip, row))
    };
    let begins = prose::report_begins(lang, &receiver, &domain, &begin, &end);
    std::iter::once(begins).chain(report.rows.iter().take(MOST_ROWS).map(row)).collect()
}

/// A path as the envelope shows it; the null one as `<>`.
fn angled(address: &str) -> String {
    if address.is_empty() { "<>".to_owned() } else { address.to_owned() }
}

fn next_line(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
    (!rest.is_empty()).then(|| rest.split_at(end))
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
