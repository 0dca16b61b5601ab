//! The mistake: `From` names several authors, and DMARC asks about the first one only.
//!
//! `From: a@evil.example, b@a-corp.example` is one field with two authors, which a letter may have. A mail client may show
//! either, or both. The attacker is the first author, with a domain that passes; the reader looks at the second one.
//!
//! What forbids it: RFC 9989 §5.3.1: where the authors are of different domains there is no Author Domain, and DMARC does
//! not apply; a receiver may refuse such a letter. Our own receiver does: 550 5.7.1.

use mail_parser::MessageParser;

/// The letter with the first address of its `From` alone; none where there is no second one.
pub(super) fn only_first(source: &[u8]) -> Option<(Vec<u8>, String)> {
    let message = MessageParser::new().parse_headers(source)?;
    let from = message.from()?;
    let (first, _) = (from.iter().next()?.address()?, from.iter().nth(1)?);
    let field = message.headers().iter().find(|field| field.name().eq_ignore_ascii_case("From"))?;
    let (start, end) = (field.offset_field() as usize, field.offset_end() as usize);
    let (before, behind) = (source.get(..start)?, source.get(end..)?);
    let letter = [before, format!("From: <{first}>\r\n").as_bytes(), behind].concat();
    Some((letter, first.to_owned()))
}
