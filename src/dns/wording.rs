//! Records as zone files write them (RFC 1035 §5.1), for the trace.

use std::fmt::Write;

use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::rdata::TXT;
use hickory_proto::rr::{Name, RData, Record};

use crate::trace;

/// A name without its final dot; the root is `.` itself.
pub(super) fn plain(name: &Name) -> String {
    let text = name.to_ascii();
    match text.strip_suffix('.') {
        Some("") | None => text,
        Some(text) => text.to_owned(),
    }
}

/// What an answer says.
pub(super) fn answer(message: &Message) -> trace::Answer {
    let rcode = match message.metadata.response_code {
        ResponseCode::NoError => trace::Rcode::NoError,
        ResponseCode::NXDomain => trace::Rcode::NxDomain,
        ResponseCode::ServFail => trace::Rcode::ServFail,
        _ => trace::Rcode::Other,
    };
    trace::Answer { rcode, records: message.answers.iter().map(record).collect() }
}

fn record(record: &Record) -> trace::Record {
    trace::Record {
        name: plain(&record.name),
        rtype: record.record_type().to_string(),
        ttl: record.ttl,
        data: data(&record.data),
    }
}

fn data(data: &RData) -> String {
    match data {
        RData::CNAME(name) => plain(&name.0),
        RData::NS(name) => plain(&name.0),
        RData::PTR(name) => plain(&name.0),
        RData::MX(mx) => format!("{} {}", mx.preference, plain(&mx.exchange)),
        RData::SRV(srv) => format!("{} {} {} {}", srv.priority, srv.weight, srv.port, plain(&srv.target)),
        RData::SOA(soa) => format!(
            "{} {} {} {} {} {} {}",
            plain(&soa.mname),
            plain(&soa.rname),
            soa.serial,
            soa.refresh,
            soa.retry,
            soa.expire,
            soa.minimum
        ),
        RData::TXT(txt) => strings(txt),
        other => other.to_string(),
    }
}

/// The strings of a TXT record, each in quotes.
fn strings(txt: &TXT) -> String {
    let quoted: Vec<String> = txt.txt_data.iter().map(|string| quoted(string)).collect();
    quoted.join(" ")
}

fn quoted(string: &[u8]) -> String {
    let mut text = String::with_capacity(string.len() + 2);
    text.push('"');
    for byte in string {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(text, "\\{byte:03}")),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_record_is_written_as_a_zone_file_would() {
        let txt = TXT::from_bytes(vec![br#"v=spf1 "a\b" -all"#, b"\x00caf\xe9"]);
        assert_eq!(strings(&txt), r#""v=spf1 \"a\\b\" -all" "\000caf\233""#);
    }

    #[test]
    fn the_root_keeps_its_dot() {
        assert_eq!(plain(&Name::root()), ".");
        assert_eq!(plain(&Name::from_ascii("mx.school.example.").unwrap()), "mx.school.example");
    }
}
