//! The data of one record, by its type.
//!
//! TXT is read here, octet by octet: SPF, DKIM and DMARC are written in it, and a key of 2,048 bits needs several strings.
//! All other types are hickory's, which gets its words in quotation marks, on one line, as its own lexer needs them.

use hickory_proto::rr::rdata::{NULL, TXT};
use hickory_proto::rr::{Name, RData, RecordType};
use hickory_proto::serialize::txt::Parser;

use super::lexer::{self, Token};
use super::{Mistake, mistake};
use crate::scenario::diagnostic::{NetworkMistake, ZoneMistake};
use crate::scenario::nearest::nearest;
use crate::scenario::values::is_documentation;

/// The types that can be written, each with data as an example.
const EXAMPLES: &[(&str, &str)] = &[
    ("A", "192.0.2.25"),
    ("AAAA", "2001:db8::25"),
    ("CAA", "0 issue \"ca.example\""),
    ("CERT", "PKIX 0 0 MIIB…"),
    ("CNAME", "mail"),
    ("CSYNC", "66 3 A NS AAAA"),
    ("HINFO", "\"PC\" \"Unix\""),
    ("HTTPS", "1 . alpn=h2"),
    ("MX", "10 mail"),
    ("NAPTR", "100 10 \"S\" \"SIP+D2U\" \"\" _sip._udp"),
    ("NS", "ns1"),
    ("OPENPGPKEY", "mQEN…"),
    ("PTR", "mail.a-corp.example."),
    ("SMIMEA", "3 1 1 0123abcd"),
    ("SOA", "ns1 hostmaster 1 7200 900 1209600 3600"),
    ("SRV", "0 1 587 mail"),
    ("SSHFP", "4 2 0123abcd"),
    ("SVCB", "1 . alpn=smtp"),
    ("TLSA", "3 1 1 0123abcd"),
    ("TXT", "\"v=spf1 mx -all\""),
];

/// The data behind a type.
pub(super) fn read(rtype: &Token<'_>, words: &[Token<'_>], origin: &Name) -> Result<RData, Mistake> {
    let name = rtype.raw.to_ascii_uppercase();
    if let Some(code) = name.strip_prefix("TYPE").and_then(|code| code.parse::<u16>().ok()) {
        return generic(rtype, RecordType::from(code), words);
    }
    let Some((_, example)) = EXAMPLES.iter().find(|(known, _)| *known == name) else {
        return Err(mistake(unknown_type(rtype.raw, &name), rtype));
    };
    let bad = || mistake_in_data(&name, example, rtype, words);
    match name.as_str() {
        "TXT" if words.is_empty() => Err(bad()),
        "TXT" => text(words),
        _ => by_hickory(&name, words, origin).ok_or_else(bad).and_then(|data| outside(data, words)),
    }
}

fn unknown_type(word: &str, upper: &str) -> ZoneMistake {
    if upper.parse::<RecordType>().is_ok() {
        return ZoneMistake::UnsupportedType { word: upper.to_owned() };
    }
    let near = nearest(word, EXAMPLES.iter().map(|(known, _)| *known)).map(str::to_owned);
    ZoneMistake::UnknownType { word: word.to_owned(), nearest: near }
}

fn mistake_in_data(name: &str, example: &'static str, rtype: &Token<'_>, words: &[Token<'_>]) -> Mistake {
    let first = words.first().unwrap_or(rtype);
    let last = words.last().unwrap_or(rtype);
    (ZoneMistake::BadData { rtype: name.to_owned(), example }.into(), first.span.start..last.span.end)
}

/// One or more strings of at most 255 octets (RFC 1035 §3.3.14).
fn text(words: &[Token<'_>]) -> Result<RData, Mistake> {
    let mut strings = Vec::with_capacity(words.len());
    for word in words {
        let string = lexer::octets(word.raw).ok_or_else(|| mistake(ZoneMistake::BadEscape, word))?;
        if string.len() > 255 {
            return Err(mistake(ZoneMistake::LongString { length: string.len() }, word));
        }
        strings.push(string);
    }
    Ok(RData::TXT(TXT::from_bytes(strings.iter().map(Vec::as_slice).collect())))
}

/// `TYPE99 \# 2 abcd` (RFC 3597 §5), for types that have no form of their own here.
fn generic(rtype: &Token<'_>, code: RecordType, words: &[Token<'_>]) -> Result<RData, Mistake> {
    let bad = || mistake_in_data(rtype.raw, "\\# 2 abcd", rtype, words);
    let [mark, length, hex @ ..] = words else { return Err(bad()) };
    if !matches!(code, RecordType::Unknown(_)) {
        return Err(mistake(ZoneMistake::UnsupportedType { word: rtype.raw.to_owned() }, rtype));
    }
    let digits: String = hex.iter().map(|word| word.raw).collect();
    let octets = unhex(&digits).filter(|octets| mark.raw == "\\#" && length.raw.parse() == Ok(octets.len()));
    octets.map(|octets| RData::Unknown { code, rdata: NULL::with(octets) }).ok_or_else(bad)
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = digits.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let octets = pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).ok()).collect::<Option<_>>()?;
    rest.is_empty().then_some(octets)
}

fn by_hickory(rtype: &str, words: &[Token<'_>], origin: &Name) -> Option<RData> {
    let words: Option<Vec<String>> = words.iter().map(|word| in_quotes(word, origin)).collect();
    let line = format!(". 0 IN {rtype} {}", words?.join(" "));
    let (_, records) = Parser::new(line, None, Some(origin.clone())).parse().ok()?;
    records.into_values().next()?.into_iter().next().map(|record| record.data)
}

fn in_quotes(word: &Token<'_>, origin: &Name) -> Option<String> {
    let text = match (word.quoted, word.raw) {
        (true, raw) => String::from_utf8(lexer::octets(raw)?).ok()?,
        (false, "@") => origin.to_ascii(),
        (false, raw) => raw.to_owned(),
    };
    Some(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// An address in DNS leads to a host of the scenario, or to nobody.
fn outside(data: RData, words: &[Token<'_>]) -> Result<RData, Mistake> {
    match (data.ip_addr(), words.first()) {
        (Some(ip), Some(word)) if !is_documentation(ip) => Err(mistake(NetworkMistake::OutsideAddress { ip }, word)),
        _ => Ok(data),
    }
}
