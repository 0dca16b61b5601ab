//! `BODY[…]`: a piece of a letter, octet for octet (RFC 3501 §6.4.5).

use std::borrow::Cow;
use std::num::NonZeroU32;

use imap_codec::imap_types::core::{AString, Vec1};
use imap_codec::imap_types::fetch::{Part, Section};

use super::header;
use super::mime::{Entity, Inside};

/// A section of the letter. None where there is no such part.
pub(super) fn section<'a>(source: &'a [u8], section: Option<&Section<'_>>) -> Option<Cow<'a, [u8]>> {
    Some(match section {
        None => source.into(),
        Some(Section::Part(part)) => entity(&Entity::read(source), part)?.body.into(),
        Some(Section::Mime(part)) => entity(&Entity::read(source), part)?.header.into(),
        Some(Section::Header(part)) => letter(source, part.as_ref())?.0.into(),
        Some(Section::Text(part)) => letter(source, part.as_ref())?.1.into(),
        Some(Section::HeaderFields(part, names)) => fields(letter(source, part.as_ref())?.0, names, true).into(),
        Some(Section::HeaderFieldsNot(part, names)) => fields(letter(source, part.as_ref())?.0, names, false).into(),
    })
}

fn entity<'e, 'a>(letter: &'e Entity<'a>, part: &Part) -> Option<&'e Entity<'a>> {
    let number: Vec<u32> = part.0.as_ref().iter().map(|number| number.get()).collect();
    letter.at(&number)
}

/// Header and body of the letter, or of a letter that is a part of it.
fn letter<'a>(source: &'a [u8], part: Option<&Part>) -> Option<(&'a [u8], &'a [u8])> {
    let Some(part) = part else { return Some(header::halves(source)) };
    match &entity(&Entity::read(source), part)?.inside {
        Inside::Letter(inner) => Some((inner.header, inner.body)),
        _ => None,
    }
}

/// The header fields of these names, or all others, and the empty line.
fn fields(all: &[u8], names: &Vec1<AString<'_>>, wanted: bool) -> Vec<u8> {
    let is_named = |field: &[u8]| {
        let name = field.split(|octet| *octet == b':').next().unwrap_or_default().trim_ascii();
        names.as_ref().iter().any(|wanted| wanted.as_ref().eq_ignore_ascii_case(name))
    };
    let kept = header::fields(all).into_iter().filter(|field| is_named(field) == wanted);
    kept.flatten().copied().chain(*b"\r\n").collect()
}

/// `<from.length>`: a piece of a part; nothing of it where the part is shorter.
pub(super) fn cut(part: &[u8], partial: Option<(u32, NonZeroU32)>) -> &[u8] {
    let Some((from, length)) = partial else { return part };
    let rest = part.get(from as usize..).unwrap_or_default();
    rest.get(..length.get() as usize).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn part(source: &[u8], wanted: &Section<'_>) -> Option<String> {
        section(source, Some(wanted)).map(|part| String::from_utf8_lossy(&part).into_owned())
    }

    #[test]
    fn sections_of_a_letter() {
        let source = b"From: a@b.example\r\nSubject: one\r\n two\r\nTo: c@d.example\r\n\r\nHello\r\n";
        let named = Vec1::from(AString::try_from("subject").unwrap());
        assert_eq!(part(source, &Section::Text(None)).as_deref(), Some("Hello\r\n"));
        let subject = part(source, &Section::HeaderFields(None, named.clone()));
        assert_eq!(subject.as_deref(), Some("Subject: one\r\n two\r\n\r\n"));
        let others = part(source, &Section::HeaderFieldsNot(None, named));
        assert_eq!(others.as_deref(), Some("From: a@b.example\r\nTo: c@d.example\r\n\r\n"));
        assert_eq!(cut(source, Some((6, NonZeroU32::MIN))), b"a");
        assert_eq!(cut(source, Some((9_999, NonZeroU32::MAX))), b"");
    }

    #[test]
    fn sections_of_a_part() {
        let source = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX: y\r\n\r\none\r\n\
            --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ninner\r\n--b--\r\n";
        let number = |n: u32| Part(Vec1::from(NonZeroU32::new(n).unwrap()));
        assert_eq!(part(source, &Section::Part(number(1))).as_deref(), Some("one"));
        assert_eq!(part(source, &Section::Mime(number(1))).as_deref(), Some("X: y\r\n\r\n"));
        assert_eq!(part(source, &Section::Header(Some(number(2)))).as_deref(), Some("Subject: in\r\n\r\n"));
        assert_eq!(part(source, &Section::Text(Some(number(2)))).as_deref(), Some("inner"));
        assert_eq!(
            [Section::Text(Some(number(1))), Section::Part(number(3))].map(|wanted| part(source, &wanted)),
            [None, None]
        );
    }
}
