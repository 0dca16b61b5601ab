//! The lines that servers write on top of a letter on its way: `Received`, `Return-Path` and others (RFC 5321 §4.4).
//!
//! Each server puts its own line above all others, so the newest stands at the top. Whoever adds a line records it with
//! its cause; nothing has to be guessed afterwards.

use std::ops::Range;

use crate::auth::sign::Signed;
use crate::smtp::visit::Visit;
use crate::trace::{Address, Draft, EventId, Fact, Field, LetterId, NoFooter, Octets, Recorder, Stage, Time};

/// A letter on a server, while lines are put on it and taken off.
pub struct Sheet<'a> {
    /// Where facts are recorded.
    pub recorder: &'a Recorder,
    /// The server.
    pub host: &'a str,
    /// In which stage.
    pub stage: Stage,
    /// Which letter.
    pub letter: LetterId,
    /// The letter as it is now.
    pub source: Vec<u8>,
}

impl Sheet<'_> {
    /// Puts a field on top.
    pub fn add(&mut self, field: Field, because: impl IntoIterator<Item = EventId>) -> EventId {
        self.put(&field);
        self.record(Fact::HeaderAdded { field, signed: None }, because)
    }

    /// Puts a signature on top, and records what it was made over.
    pub fn add_signature(&mut self, signed: Signed, because: impl IntoIterator<Item = EventId>) -> EventId {
        let Signed { field, octets } = signed;
        self.put(&field);
        self.record(Fact::HeaderAdded { field, signed: Some(Box::new(octets)) }, because)
    }

    fn put(&mut self, field: &Field) {
        let mut source = format!("{}:", field.name).into_bytes();
        source.extend_from_slice(field.value.as_slice());
        source.extend_from_slice(b"\r\n");
        if !begins_with_header(&self.source) {
            source.extend_from_slice(b"\r\n");
        }
        source.append(&mut self.source);
        self.source = source;
    }

    /// Whether the letter bears a field of that name whose value is like that.
    pub fn bears(&self, name: &str, is_it: impl Fn(&[u8]) -> bool) -> bool {
        ranges_of(&self.source, name).into_iter().any(|(_, value)| self.source.get(value).is_some_and(&is_it))
    }

    /// Takes out every field of that name whose value `is_forged`; says which facts that made.
    pub fn remove(&mut self, name: &str, is_forged: impl Fn(&[u8]) -> bool, because: &[EventId]) -> Vec<EventId> {
        let ranges = ranges_of(&self.source, name);
        let forged: Vec<_> = ranges.into_iter().filter(|(_, value)| is_forged(&self.source[value.clone()])).collect();
        let mut events = Vec::new();
        for (whole, value) in forged.into_iter().rev() {
            let octets = Octets(without_line_end(&self.source[value]).to_vec());
            self.source.drain(whole);
            let field = Field { name: name.to_owned(), value: octets };
            events.push(self.record(Fact::HeaderRemoved { field }, because.iter().copied()));
        }
        events
    }

    /// Gives the first field of that name another value where it stands; none where there is no such field.
    pub fn change(&mut self, field: Field, because: EventId) -> Option<EventId> {
        let (_, value) = ranges_of(&self.source, &field.name).into_iter().next()?;
        let before = Octets(without_line_end(&self.source[value.clone()]).to_vec());
        let now = [field.value.as_slice(), b"\r\n"].concat();
        self.source.splice(value, now);
        Some(self.record(Fact::HeaderChanged { field, before }, [because]))
    }

    /// Puts a text under the body.
    pub fn append(&mut self, octets: Vec<u8>, because: EventId) {
        self.source.extend_from_slice(&octets);
        self.record(Fact::FooterAdded { octets: octets.into() }, [because]);
    }

    /// Puts no text under the body, and says why.
    pub fn leave_without_footer(&self, why: NoFooter, because: EventId) {
        self.record(Fact::FooterLeftOut { why }, [because]);
    }

    fn record(&self, fact: Fact, because: impl IntoIterator<Item = EventId>) -> EventId {
        self.recorder.record(Draft::new(self.host, fact).in_stage(self.stage).about(self.letter).because(because))
    }
}

/// Whether a letter begins with a header field, or with the empty line behind an empty header. One that begins with its
/// body gets that line before anything is put on top, so that the body stays what it was.
fn begins_with_header(source: &[u8]) -> bool {
    let name = source.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    source.is_empty() || source.starts_with(b"\r\n") || (name > 0 && source.get(name) == Some(&b':'))
}

/// Where a field stands in a letter: all of it with its line end, and its value.
type Place = (Range<usize>, Range<usize>);

/// Where each field of that name stands.
fn ranges_of(source: &[u8], name: &str) -> Vec<Place> {
    let Some(message) = mail_parser::MessageParser::new().parse_headers(source) else { return Vec::new() };
    let headers = message.headers().iter().filter(|header| header.name().eq_ignore_ascii_case(name));
    headers
        .map(|h| {
            (h.offset_field() as usize..h.offset_end() as usize, h.offset_start() as usize..h.offset_end() as usize)
        })
        .filter(|(whole, value)| whole.start <= value.start && whole.end <= source.len())
        .collect()
}

fn without_line_end(value: &[u8]) -> &[u8] {
    value.strip_suffix(b"\r\n").or_else(|| value.strip_suffix(b"\n")).unwrap_or(value)
}

/// How many `Received` lines a letter bears: how many servers it has passed (RFC 5321 §6.3).
pub fn hops(source: &[u8]) -> usize {
    ranges_of(source, "Received").len()
}

/// The `Received` line of a server for a letter that came in a session.
pub fn received(visit: &Visit, letter: LetterId, recipients: &[Address], now: Time) -> Field {
    let helo = clean(&visit.helo);
    let tls = visit.tls.as_ref().map(|tls| format!("\r\n (using {} with cipher {})", tls.version, tls.cipher));
    let recipient = match recipients {
        [only] => format!("\r\n for <{only}>"),
        _ => String::new(),
    };
    let value = format!(
        " from {helo} ({})\r\n by {} with {} id {}{}{recipient};\r\n {}",
        literal(visit.client.ip),
        visit.server.host,
        protocol(visit),
        queue_id(letter, &visit.server.host),
        tls.unwrap_or_default(),
        now.rfc5322()
    );
    Field { name: "Received".to_owned(), value: value.into() }
}

/// The `Received` line of a server for a letter that it wrote itself.
pub fn received_locally(host: &str, letter: LetterId, now: Time) -> Field {
    let value = format!(" by {host} id {};\r\n {}", queue_id(letter, host), now.rfc5322());
    Field { name: "Received".to_owned(), value: value.into() }
}

/// The reverse-path, written on the letter when it leaves its envelope for good.
pub fn return_path(from: &Address) -> Field {
    Field { name: "Return-Path".to_owned(), value: format!(" <{from}>").into() }
}

/// The address that passes the letter on. No RFC has it, and nearly all mail servers write it.
pub fn delivered_to(recipient: &Address) -> Field {
    Field { name: "Delivered-To".to_owned(), value: format!(" {recipient}").into() }
}

/// Whether the letter says that it has been passed on by that address.
pub fn is_delivered_to(source: &[u8], recipient: &Address) -> bool {
    let mut values = ranges_of(source, "Delivered-To").into_iter().map(|(_, value)| &source[value]);
    values.any(|value| value.trim_ascii().eq_ignore_ascii_case(recipient.0.as_bytes()))
}

/// What a server calls a letter while it has it.
pub fn queue_id(letter: LetterId, host: &str) -> String {
    let salt = host.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    format!("{:06X}{:02}", salt & 0x00ff_ffff, letter.0)
}

/// RFC 3848: `ESMTP`, and what came on top of it.
fn protocol(visit: &Visit) -> &'static str {
    match (visit.esmtp, visit.tls.is_some(), visit.user.is_some()) {
        (false, ..) => "SMTP",
        (true, false, false) => "ESMTP",
        (true, true, false) => "ESMTPS",
        (true, false, true) => "ESMTPA",
        (true, true, true) => "ESMTPSA",
    }
}

/// An address as RFC 5321 §4.1.3 writes it: `[192.0.2.25]`, `[IPv6:2001:db8::25]`.
fn literal(ip: std::net::IpAddr) -> String {
    match ip {
        std::net::IpAddr::V4(ip) => format!("[{ip}]"),
        std::net::IpAddr::V6(ip) => format!("[IPv6:{ip}]"),
    }
}

/// A client says what it likes in EHLO; in a header field only harmless characters of it may stand.
fn clean(helo: &str) -> String {
    let harmless = |c: &char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ';' | '<' | '>' | '\\' | '"');
    helo.chars().filter(harmless).take(255).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_however_it_is_spelt() {
        for spelling in ["Forged: x", "FORGED:x", "forged : x", "Forged\t: x", "Forged:\r\n x\r\n\ty", "Forged:"] {
            let source = format!("A: b\r\n{spelling}\r\nC: d\r\n\r\nForged: body\r\n");
            let recorder = Recorder::starting_at(Time(0));
            let (stage, letter, source) = (Stage::Transfer, LetterId(1), source.into_bytes());
            let mut sheet = Sheet { recorder: &recorder, host: "mx.school.example", stage, letter, source };
            assert_eq!(sheet.remove("Forged", |_| true, &[]).len(), 1, "{spelling:?}");
            assert_eq!(String::from_utf8_lossy(&sheet.source), "A: b\r\nC: d\r\n\r\nForged: body\r\n", "{spelling:?}");
        }
    }

    #[test]
    fn a_letter_that_begins_with_its_body_keeps_it() {
        for (before, after) in [
            ("hello\r\n", "X: y\r\n\r\nhello\r\n"),
            ("A: b\r\n\r\nhello\r\n", "X: y\r\nA: b\r\n\r\nhello\r\n"),
            ("\r\nhello\r\n", "X: y\r\n\r\nhello\r\n"),
            ("", "X: y\r\n"),
        ] {
            let recorder = Recorder::starting_at(Time(0));
            let (stage, letter, source) = (Stage::Transfer, LetterId(1), before.as_bytes().to_vec());
            let mut sheet = Sheet { recorder: &recorder, host: "mx.school.example", stage, letter, source };
            sheet.add(Field { name: "X".to_owned(), value: " y".into() }, []);
            assert_eq!(String::from_utf8_lossy(&sheet.source), after);
        }
    }
}
