//! SEARCH: which letters are like that (RFC 3501 §6.4.4).
//!
//! Words are looked for in what a reader sees as well as in what stands in the letter: a subject in encoded words is found
//! by its text, and so is a body in Base64. Capital and small letters are the same.

use std::cell::OnceCell;
use std::num::NonZeroU32;

use imap_codec::imap_types::core::{Charset, Vec1};
use imap_codec::imap_types::flag::Flag;
use imap_codec::imap_types::response::{Code, Data};
use imap_codec::imap_types::search::SearchKey;
use imap_codec::imap_types::sequence::SequenceSet;

use super::super::store::Letter;
use super::answer::Answer;
use super::folders::number;
use super::selected::{Place, Selected, ranges};
use super::talk::End;
use words::Words;

mod dates;
mod words;

/// How many keys one command may have.
const MOST_KEYS: usize = 64;

/// The character sets in which a client may write words.
const CHARSETS: [&str; 2] = ["US-ASCII", "UTF-8"];

impl Selected<'_> {
    /// Looks through all letters of the folder.
    pub(super) async fn search(
        &mut self,
        charset: Option<&Charset<'_>>,
        keys: &Vec1<SearchKey<'static>>,
        by_uid: bool,
    ) -> Result<Answer, End> {
        if charset.is_some_and(|charset| !CHARSETS.iter().any(|known| charset.as_ref().eq_ignore_ascii_case(known))) {
            return Ok(unknown_charset());
        }
        if keys.as_ref().iter().map(count).sum::<usize>() > MOST_KEYS {
            return Ok(Answer::no("that is too much at once").with_word("LIMIT"));
        }
        let all: Vec<Place> = self.open.all().collect();
        let mut found = Vec::new();
        for place in &all {
            if let Some(letter) = self.store.letter(self.user, &self.open.which, place.uid)
                && self.fits(&letter, *place, &all, keys)
            {
                found.extend(if by_uid { NonZeroU32::new(place.uid) } else { Some(place.seq) });
            }
            // Others want to be served too.
            tokio::task::yield_now().await;
        }
        self.talk.data(Data::Search(found)).await?;
        Ok(Answer::ok("SEARCH completed"))
    }

    fn fits(&self, letter: &Letter, place: Place, all: &[Place], keys: &Vec1<SearchKey<'_>>) -> bool {
        let recent = self.open.is_recent(letter.uid);
        let looked_at = LookedAt { letter, place, all, recent, words: OnceCell::new() };
        keys.as_ref().iter().all(|key| looked_at.fits(key))
    }
}

fn unknown_charset() -> Answer {
    let allowed = CHARSETS.iter().filter_map(|name| Charset::try_from(*name).ok()).collect();
    Answer::no("words can be in US-ASCII or UTF-8").with(Code::BadCharset { allowed })
}

/// How many keys there are in a key.
fn count(key: &SearchKey<'_>) -> usize {
    match key {
        SearchKey::And(keys) => keys.as_ref().iter().map(count).sum::<usize>(),
        SearchKey::Or(one, other) => 1 + count(one) + count(other),
        SearchKey::Not(key) => 1 + count(key),
        _ => 1,
    }
}

/// A letter that is compared with keys.
struct LookedAt<'a> {
    letter: &'a Letter,
    place: Place,
    all: &'a [Place],
    recent: bool,
    words: OnceCell<Words<'a>>,
}

impl LookedAt<'_> {
    fn fits(&self, key: &SearchKey<'_>) -> bool {
        match key {
            SearchKey::And(keys) => keys.as_ref().iter().all(|key| self.fits(key)),
            SearchKey::Or(one, other) => self.fits(one) || self.fits(other),
            SearchKey::Not(key) => !self.fits(key),
            SearchKey::All => true,
            SearchKey::SequenceSet(set) => is_in(set, self.place.seq.get(), number(self.all.len())),
            SearchKey::Uid(set) => is_in(set, self.place.uid, self.all.last().map_or(0, |place| place.uid)),
            SearchKey::Larger(octets) => self.letter.source.len() > *octets as usize,
            SearchKey::Smaller(octets) => self.letter.source.len() < *octets as usize,
            key => self.is_marked(key).or_else(|| self.is_dated(key)).or_else(|| self.says(key)).unwrap_or(false),
        }
    }

    /// Keys that ask for flags.
    fn is_marked(&self, key: &SearchKey<'_>) -> Option<bool> {
        let has = |flag: &Flag<'_>| self.letter.flags.has(flag);
        Some(match key {
            SearchKey::Answered => has(&Flag::Answered),
            SearchKey::Unanswered => !has(&Flag::Answered),
            SearchKey::Deleted => has(&Flag::Deleted),
            SearchKey::Undeleted => !has(&Flag::Deleted),
            SearchKey::Draft => has(&Flag::Draft),
            SearchKey::Undraft => !has(&Flag::Draft),
            SearchKey::Flagged => has(&Flag::Flagged),
            SearchKey::Unflagged => !has(&Flag::Flagged),
            SearchKey::Seen => has(&Flag::Seen),
            SearchKey::Unseen => !has(&Flag::Seen),
            SearchKey::Keyword(word) => has(&Flag::Keyword(word.clone())),
            SearchKey::Unkeyword(word) => !has(&Flag::Keyword(word.clone())),
            SearchKey::Recent => self.recent,
            SearchKey::Old => !self.recent,
            SearchKey::New => self.recent && !has(&Flag::Seen),
            _ => return None,
        })
    }

    /// Keys that ask for days: of the filing, or of the field `Date`.
    fn is_dated(&self, key: &SearchKey<'_>) -> Option<bool> {
        let filed = || dates::filed(self.letter.internal_date);
        let sent = || dates::sent(&self.letter.source);
        Some(match key {
            SearchKey::Before(day) => filed() < dates::day(day),
            SearchKey::On(day) => filed() == dates::day(day),
            SearchKey::Since(day) => filed() >= dates::day(day),
            SearchKey::SentBefore(day) => sent() < Some(dates::day(day)) && sent().is_some(),
            SearchKey::SentOn(day) => sent() == Some(dates::day(day)),
            SearchKey::SentSince(day) => sent() >= Some(dates::day(day)),
            _ => return None,
        })
    }

    /// Keys that ask for words.
    fn says(&self, key: &SearchKey<'_>) -> Option<bool> {
        let words = self.words.get_or_init(|| Words::new(&self.letter.source));
        Some(match key {
            SearchKey::From(word) => words.has_field("From", word.as_ref()),
            SearchKey::To(word) => words.has_field("To", word.as_ref()),
            SearchKey::Cc(word) => words.has_field("Cc", word.as_ref()),
            SearchKey::Bcc(word) => words.has_field("Bcc", word.as_ref()),
            SearchKey::Subject(word) => words.has_field("Subject", word.as_ref()),
            SearchKey::Header(name, word) => words.has_field(&String::from_utf8_lossy(name.as_ref()), word.as_ref()),
            SearchKey::Body(word) => words.in_body(word.as_ref()),
            SearchKey::Text(word) => words.in_header(word.as_ref()) || words.in_body(word.as_ref()),
            _ => return None,
        })
    }
}

fn is_in(set: &SequenceSet, number: u32, last: u32) -> bool {
    ranges(set, last).iter().any(|(from, to)| *from <= number && number <= *to)
}
