//! BODY and BODYSTRUCTURE: the parts of a letter, so that a client can fetch the ones that it shows (RFC 3501 §7.4.2).
//!
//! ```text
//!  ("text" "plain" ("charset" "UTF-8") NIL NIL "7bit" 7 1)      type, parameters, id, description, encoding,
//!                                                               octets, lines
//! ```

use imap_codec::imap_types::body::{
    BasicFields, Body, BodyStructure, Disposition, MultiPartExtensionData, SinglePartExtensionData, SpecificFields,
};
use imap_codec::imap_types::core::{IString, NString, Quoted, Vec1};

use super::envelope::envelope;
use super::header::field;
use super::mime::{Entity, Inside, Value, value};

/// The structure of a letter; `extended` is what BODYSTRUCTURE says and BODY does not.
pub(super) fn structure(source: &[u8], extended: bool) -> BodyStructure<'static> {
    of(&Entity::read(source), extended)
}

fn of(entity: &Entity<'_>, extended: bool) -> BodyStructure<'static> {
    if let Inside::Parts(parts) = &entity.inside
        && let Ok(bodies) = Vec1::try_from(parts.iter().map(|part| of(part, extended)).collect::<Vec<_>>())
    {
        let data = || MultiPartExtensionData { parameter_list: parameters(&entity.kind), tail: disposition(entity) };
        let extension_data = extended.then(data);
        return BodyStructure::Multi { bodies, subtype: string(entity.types().1), extension_data };
    }
    let data = || SinglePartExtensionData { md5: NString(None), tail: disposition(entity) };
    let body = Body { basic: basic(entity), specific: specific(entity, extended) };
    BodyStructure::Single { body, extension_data: extended.then(data) }
}

fn basic(entity: &Entity<'_>) -> BasicFields<'static> {
    let encoding = field(entity.header, "Content-Transfer-Encoding").map(<[u8]>::trim_ascii);
    BasicFields {
        parameter_list: parameters(&entity.kind),
        id: nstring(field(entity.header, "Content-ID")),
        description: nstring(field(entity.header, "Content-Description")),
        content_transfer_encoding: string(encoding.filter(|encoding| !encoding.is_empty()).unwrap_or(b"7bit")),
        size: u32::try_from(entity.body.len()).unwrap_or(u32::MAX),
    }
}

fn specific(entity: &Entity<'_>, extended: bool) -> SpecificFields<'static> {
    let number_of_lines = lines(entity.body);
    let (kind, subtype) = entity.types();
    match &entity.inside {
        Inside::Letter(inner) => SpecificFields::Message {
            envelope: Box::new(envelope(inner.header)),
            body_structure: Box::new(of(inner, extended)),
            number_of_lines,
        },
        _ if kind.eq_ignore_ascii_case(b"text") => SpecificFields::Text { subtype: string(subtype), number_of_lines },
        // What claims to have parts and has none, or is not looked into, is a text like any other.
        _ if kind.eq_ignore_ascii_case(b"multipart") || entity.kind.word.eq_ignore_ascii_case(b"message/rfc822") => {
            SpecificFields::Text { subtype: string(b"plain"), number_of_lines }
        }
        _ => SpecificFields::Basic { r#type: string(kind), subtype: string(subtype) },
    }
}

fn lines(body: &[u8]) -> u32 {
    u32::try_from(body.split_inclusive(|octet| *octet == b'\n').count()).unwrap_or(u32::MAX)
}

fn disposition(entity: &Entity<'_>) -> Option<Disposition<'static>> {
    let disposition = value(field(entity.header, "Content-Disposition")?);
    Some(Disposition { disposition: Some((string(disposition.word), parameters(&disposition))), tail: None })
}

fn parameters(value: &Value<'_>) -> Vec<(IString<'static>, IString<'static>)> {
    value.parameters.iter().map(|(name, value)| (string(name), string(value))).collect()
}

fn nstring(octets: Option<&[u8]>) -> NString<'static> {
    NString(octets.map(|octets| string(octets.trim_ascii())))
}

/// Octets on one line; an IMAP string cannot hold NUL.
fn string(octets: &[u8]) -> IString<'static> {
    let speakable = octets.iter().copied().filter(|octet| !matches!(octet, 0 | b'\r' | b'\n'));
    IString::try_from(speakable.collect::<Vec<u8>>()).unwrap_or_else(|_| IString::from(Quoted::unvalidated("")))
}
