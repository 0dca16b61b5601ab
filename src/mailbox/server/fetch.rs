//! FETCH: which letters a client asks for, which parts of them, and the parts themselves (RFC 3501 §6.4.5).

use std::num::NonZeroU32;

use imap_codec::imap_types::core::{Literal, LiteralMode, NString, NString8, Vec1};
use imap_codec::imap_types::datetime::DateTime;
use imap_codec::imap_types::extensions::binary::Literal8;
use imap_codec::imap_types::fetch::{MacroOrMessageDataItemNames, MessageDataItem, MessageDataItemName};
use imap_codec::imap_types::flag::{Flag, FlagFetch, StoreType};
use imap_codec::imap_types::response::{Code, Data};
use imap_codec::imap_types::sequence::SequenceSet;

use super::super::store::{Letter, MOST_OCTETS};
use super::answer::Answer;
use super::envelope::envelope;
use super::header;
use super::section::{cut, section};
use super::selected::{Place, Selected};
use super::structure::structure;
use super::talk::End;

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
    /// Nothing was asked for.
    #[error("that is nothing to be fetched")]
    Nothing,
    /// The same letter over and over again in one response.
    #[error("that is too much at once")]
    TooMuch,
    /// A date before the year 0 or after the year 9999.
    #[error("its date cannot be written")]
    Date,
}

impl Selected<'_> {
    /// Sends the parts of the letters that a client asks for. Fetching the text of a letter marks it `\Seen`.
    pub(super) async fn fetch(
        &mut self,
        set: &SequenceSet,
        names: &MacroOrMessageDataItemNames<'static>,
        by_uid: bool,
    ) -> Result<Answer, End> {
        let names = self::names(names, by_uid);
        let (mut refusal, mut found) = (None, false);
        for place in self.open.places(set, by_uid) {
            let Some(letter) = self.store.letter(self.user, &self.open.which, place.uid) else { continue };
            found = true;
            match self.fetched(place, &letter, &names) {
                Ok(data) => {
                    self.turn_to(&letter, &names);
                    self.talk.data(data).await?;
                    self.taken_home(&letter, &names);
                }
                Err(refused) => refusal = Some(refused),
            }
        }
        Ok(match refusal {
            Some(refusal) => refused(refusal),
            // A UID that is not there is no mistake; a place in the folder that is not there is one (RFC 3501 §6.4.8).
            None if !found && !by_uid => Answer::bad("there is no such letter"),
            None => Answer::ok("FETCH completed"),
        })
    }

    fn fetched(&mut self, place: Place, letter: &Letter, names: &[Name]) -> Result<Data<'static>, Refusal> {
        let becomes_seen = self.open.writable && !letter.flags.is_seen() && names.iter().any(makes_seen);
        let recent = self.open.is_recent(place.uid);
        if !becomes_seen {
            return response(place.seq, letter, recent, names, false);
        }
        let mut seen = letter.clone();
        seen.flags.change(StoreType::Add, &[Flag::Seen]);
        let data = response(place.seq, &seen, recent, names, true)?;
        if let Some(letter) = self.store.flag(self.user, &self.open.which, place.uid, StoreType::Add, &[Flag::Seen]) {
            self.open.told(&letter);
        }
        Ok(data)
    }
}

fn refused(refusal: Refusal) -> Answer {
    let answer = Answer::no(refusal.to_string());
    if refusal == Refusal::Undecoded { answer.with(Code::UnknownCte) } else { answer }
}

/// The parts that a client asks for; by UID, the UID is always among them.
fn names(asked: &MacroOrMessageDataItemNames<'static>, by_uid: bool) -> Vec<Name> {
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
fn makes_seen(name: &Name) -> bool {
    match name {
        Name::BodyExt { peek, .. } | Name::Binary { peek, .. } => !peek,
        Name::Rfc822 | Name::Rfc822Text => true,
        _ => false,
    }
}

/// The response for one letter; `flagged` tells the client of its flags even if it has not asked.
fn response(
    seq: NonZeroU32,
    letter: &Letter,
    recent: bool,
    names: &[Name],
    flagged: bool,
) -> Result<Data<'static>, Refusal> {
    if names.iter().filter(|name| is_large(name)).count().saturating_mul(letter.source.len()) > MOST_OCTETS {
        return Err(Refusal::TooMuch);
    }
    let flags = (flagged && !names.contains(&Name::Flags)).then_some(Name::Flags);
    let items: Result<Vec<Item>, Refusal> = names.iter().chain(&flags).map(|name| item(letter, recent, name)).collect();
    // No command asks for nothing.
    let items = Vec1::try_from(items?).map_err(|_| Refusal::Nothing)?;
    Ok(Data::Fetch { seq, items })
}

/// The response that tells of a letter's flags.
pub(super) fn flags_response(seq: NonZeroU32, letter: &Letter, recent: bool) -> Option<Data<'static>> {
    response(seq, letter, recent, &[Name::Flags], false).ok()
}

/// The same for a client that speaks of UIDs.
pub(super) fn uid_and_flags_response(seq: NonZeroU32, letter: &Letter, recent: bool) -> Option<Data<'static>> {
    response(seq, letter, recent, &[Name::Uid, Name::Flags], false).ok()
}

/// Whether that part may be as long as the letter.
fn is_large(name: &Name) -> bool {
    makes_seen(name)
        || matches!(
            name,
            Name::BodyExt { .. }
                | Name::Binary { .. }
                | Name::Rfc822Header
                | Name::Envelope
                | Name::BodyStructure
                | Name::Body
        )
}

fn number(letter: &Letter) -> Result<NonZeroU32, Refusal> {
    NonZeroU32::new(letter.uid).ok_or(Refusal::Nothing)
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
            let part = self::section(source, section.as_ref());
            let data = part.map_or(Ok(NString(None)), |part| literal(cut(&part, *partial)))?;
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
        Name::Body => Item::Body(structure(source, false)),
        Name::BodyStructure => Item::BodyStructure(structure(source, true)),
    })
}

fn flags(letter: &Letter, recent: bool) -> Vec<FlagFetch<'static>> {
    letter.flags.iter().cloned().map(FlagFetch::Flag).chain(recent.then_some(FlagFetch::Recent)).collect()
}

fn date(letter: &Letter) -> Result<DateTime, Refusal> {
    let date = letter.internal_date.rfc3339().parse().map_err(|_| Refusal::Date)?;
    DateTime::validate(&date).map_err(|_| Refusal::Date)?;
    Ok(DateTime::unvalidated(date))
}

/// Always as a literal, however short: a letter looks the same each time.
fn literal(part: &[u8]) -> Result<NString<'static>, Refusal> {
    Literal::try_from(part.to_vec()).map(NString::from).map_err(|_| Refusal::Nul)
}
