//! FETCH: which letters a client asks for, which parts of them, and the parts themselves (RFC 3501 §6.4.5).

use std::borrow::Cow;
use std::num::NonZeroU32;

use imap_codec::imap_types::core::{AString, Literal, LiteralMode, NString, NString8, Vec1};
use imap_codec::imap_types::datetime::DateTime;
use imap_codec::imap_types::extensions::binary::Literal8;
use imap_codec::imap_types::fetch::{MacroOrMessageDataItemNames, MessageDataItem, MessageDataItemName, Section};
use imap_codec::imap_types::flag::{Flag, FlagFetch};
use imap_codec::imap_types::response::Data;
use imap_codec::imap_types::sequence::{SeqOrUid, Sequence, SequenceSet};

use super::envelope::envelope;
use super::header;
use super::store::{Letter, MOST_OCTETS};

type Name = MessageDataItemName<'static>;
type Item = MessageDataItem<'static>;

/// Why a part of a letter is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// RFC 3501 §4.3: a literal holds no NUL.
    #[error("there is a NUL in it, which BODY cannot carry; fetch BINARY[]")]
    Nul,
    /// RFC 3516 §4.3: a part whose encoding the server does not undo.
    #[error("this server decodes no parts; fetch BINARY[] or BODY[]")]
    Undecoded,
    /// The structure inside the body.
    #[error("this server does not look into the body; fetch BODY[], BODY[HEADER] or BODY[TEXT]")]
    NotOffered,
    /// The same letter over and over again in one response.
    #[error("that is too much at once")]
    TooMuch,
    /// A date before the year 0 or after the year 9999.
    #[error("its date cannot be written")]
    Date,
}

/// The places in the folder, from 0, that the set names. In this store UIDs count on without a gap, so a UID and a place
/// in the folder say the same.
pub(super) fn places(set: &SequenceSet, letters: usize) -> impl Iterator<Item = usize> {
    let last = u32::try_from(letters).unwrap_or(u32::MAX);
    let value = move |number: &SeqOrUid| match number {
        SeqOrUid::Value(value) => value.get(),
        SeqOrUid::Asterisk => last,
    };
    let range = move |sequence: &Sequence| match sequence {
        Sequence::Single(one) => (value(one), value(one)),
        Sequence::Range(one, other) => (value(one).min(value(other)), value(one).max(value(other))),
    };
    let ranges: Vec<(u32, u32)> = set.0.as_ref().iter().map(range).collect();
    (1..=last).filter(move |n| ranges.iter().any(|(from, to)| from <= n && n <= to)).map(|n| n as usize - 1)
}

/// The parts that a client asks for; by UID, the UID is always among them.
pub(super) fn names(asked: &MacroOrMessageDataItemNames<'static>, by_uid: bool) -> Vec<Name> {
    let names = match asked {
        MacroOrMessageDataItemNames::Macro(short) => {
            short.expand().into_iter().map(imap_codec::imap_types::IntoStatic::into_static).collect()
        }
        MacroOrMessageDataItemNames::MessageDataItemNames(names) => names.clone(),
    };
    let missing = by_uid && !names.contains(&Name::Uid);
    missing.then_some(Name::Uid).into_iter().chain(names).collect()
}

/// Whether fetching that part sets `\Seen`.
pub(super) fn makes_seen(name: &Name) -> bool {
    match name {
        Name::BodyExt { peek, .. } | Name::Binary { peek, .. } => !peek,
        Name::Rfc822 | Name::Rfc822Text => true,
        _ => false,
    }
}

/// The response for one letter; `flagged` tells the client of its flags even if it has not asked.
pub(super) fn response(letter: &Letter, recent: bool, names: &[Name], flagged: bool) -> Result<Data<'static>, Refusal> {
    if names.iter().filter(|name| is_large(name)).count().saturating_mul(letter.source.len()) > MOST_OCTETS {
        return Err(Refusal::TooMuch);
    }
    let flags = (flagged && !names.contains(&Name::Flags)).then_some(Name::Flags);
    let items: Result<Vec<Item>, Refusal> = names.iter().chain(&flags).map(|name| item(letter, recent, name)).collect();
    // No command asks for nothing, and no letter has the number 0.
    let items = Vec1::try_from(items?).map_err(|_| Refusal::NotOffered)?;
    Ok(Data::Fetch { seq: number(letter)?, items })
}

/// Whether that part may be as long as the letter.
fn is_large(name: &Name) -> bool {
    makes_seen(name) || matches!(name, Name::BodyExt { .. } | Name::Binary { .. } | Name::Rfc822Header | Name::Envelope)
}

fn number(letter: &Letter) -> Result<NonZeroU32, Refusal> {
    NonZeroU32::new(letter.uid).ok_or(Refusal::NotOffered)
}

fn item(letter: &Letter, recent: bool, name: &Name) -> Result<Item, Refusal> {
    let source: &[u8] = &letter.source;
    Ok(match name {
        Name::Uid => Item::Uid(number(letter)?),
        Name::Flags => Item::Flags(flags(letter, recent)),
        Name::InternalDate => Item::InternalDate(date(letter)?),
        Name::Rfc822Size => Item::Rfc822Size(u32::try_from(source.len()).unwrap_or(u32::MAX)),
        Name::Envelope => Item::Envelope(envelope(source)),
        Name::BodyExt { section, partial, .. } => {
            let data = literal(cut(&part(source, section.as_ref())?, *partial))?;
            Item::BodyExt { section: section.clone(), origin: partial.map(|(from, _)| from), data }
        }
        Name::Binary { section, partial, .. } if section.is_empty() => {
            let literal = Literal8 { data: cut(source, *partial).to_vec().into(), mode: LiteralMode::Sync };
            Item::Binary { section: Vec::new(), value: NString8::Literal8(literal) }
        }
        Name::BinarySize { section } if section.is_empty() => {
            Item::BinarySize { section: Vec::new(), size: u32::try_from(source.len()).unwrap_or(u32::MAX) }
        }
        Name::Rfc822 => Item::Rfc822(literal(source)?),
        Name::Rfc822Header => Item::Rfc822Header(literal(header::halves(source).0)?),
        Name::Rfc822Text => Item::Rfc822Text(literal(header::halves(source).1)?),
        Name::Binary { .. } | Name::BinarySize { .. } => return Err(Refusal::Undecoded),
        Name::Body | Name::BodyStructure => return Err(Refusal::NotOffered),
    })
}

fn flags(letter: &Letter, recent: bool) -> Vec<FlagFetch<'static>> {
    let seen = letter.seen.then_some(FlagFetch::Flag(Flag::Seen));
    seen.into_iter().chain(recent.then_some(FlagFetch::Recent)).collect()
}

fn date(letter: &Letter) -> Result<DateTime, Refusal> {
    let date = letter.internal_date.rfc3339().parse().map_err(|_| Refusal::Date)?;
    DateTime::validate(&date).map_err(|_| Refusal::Date)?;
    Ok(DateTime::unvalidated(date))
}

/// A section of the letter, as `BODY[…]` names it.
fn part<'a>(source: &'a [u8], section: Option<&Section<'_>>) -> Result<Cow<'a, [u8]>, Refusal> {
    let (header, body) = header::halves(source);
    Ok(match section {
        None => source.into(),
        Some(Section::Header(None)) => header.into(),
        Some(Section::Text(None)) => body.into(),
        Some(Section::HeaderFields(None, names)) => fields(header, names, true).into(),
        Some(Section::HeaderFieldsNot(None, names)) => fields(header, names, false).into(),
        Some(_) => return Err(Refusal::NotOffered),
    })
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
fn cut(part: &[u8], partial: Option<(u32, NonZeroU32)>) -> &[u8] {
    let Some((from, length)) = partial else { return part };
    let rest = part.get(from as usize..).unwrap_or_default();
    rest.get(..length.get() as usize).unwrap_or(rest)
}

/// Always as a literal, however short: a letter looks the same each time.
fn literal(part: &[u8]) -> Result<NString<'static>, Refusal> {
    Literal::try_from(part.to_vec()).map(NString::from).map_err(|_| Refusal::Nul)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_name_places() {
        let places = |set: &str| SequenceSet::try_from(set).map(|set| places(&set, 4).collect::<Vec<_>>()).ok();
        assert_eq!(places("1"), Some(vec![0]));
        assert_eq!(places("3:*,1"), Some(vec![0, 2, 3]));
        assert_eq!(places("*:3"), Some(vec![2, 3]));
        assert_eq!(places("9:*"), Some(vec![3]));
        assert_eq!(places("5"), Some(vec![]));
        assert_eq!(places("4294967295,2"), Some(vec![1]));
    }

    #[test]
    fn parts_of_a_letter() {
        let source = b"From: a@b.example\r\nSubject: one\r\n two\r\nTo: c@d.example\r\n\r\nHello\r\n";
        let named = Vec1::from(AString::try_from("subject").unwrap());
        let part = |section| part(source, Some(&section)).map(Cow::into_owned);
        assert_eq!(part(Section::Text(None)).as_deref(), Ok(&b"Hello\r\n"[..]));
        let subject = part(Section::HeaderFields(None, named.clone()));
        assert_eq!(subject.as_deref(), Ok(&b"Subject: one\r\n two\r\n\r\n"[..]));
        let others = part(Section::HeaderFieldsNot(None, named));
        assert_eq!(others.as_deref(), Ok(&b"From: a@b.example\r\nTo: c@d.example\r\n\r\n"[..]));
        assert_eq!(cut(source, Some((6, NonZeroU32::MIN))), b"a");
        assert_eq!(cut(source, Some((9_999, NonZeroU32::MAX))), b"");
    }
}
