//! The records of a zone text, and the DMARC policies in them.

use std::ops::Range;

use hickory_proto::serialize::txt::parse_ttl;

use super::quoting::Quoted;
use super::{Piece, Slot, Subject};
use crate::scenario::zone::{Entry, Token, entries};

/// The pieces of a zone text whose relative names end in `origin`: each policy, each record, and a record to come.
pub(super) fn of(quoted: &Quoted, origin: &str, step: Option<usize>) -> Vec<Piece> {
    let text = quoted.value.as_str();
    let (entries, _) = entries(text);
    let mut names = Names { origin: origin.to_ascii_lowercase(), owner: origin.to_ascii_lowercase() };
    let mut pieces = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some((name, rtype)) = names.of(entry) else { continue };
        let policies = policies(entry).map(|(tag, part)| Piece {
            subject: Subject::Policy { domain: name.trim_start_matches("_dmarc.").to_owned(), tag, step },
            value: text.get(part.clone()).unwrap_or_default().to_owned(),
            slot: Slot::Part { quoted: quoted.clone(), part },
        });
        pieces.extend(policies);
        let part = entry.span.start..entry.span.end + closing(text, entry);
        let (gone, heir) = going(text, entry, &part, entries.get(at + 1));
        pieces.push(Piece {
            subject: Subject::Record { name, rtype, step },
            value: as_one_line(text, entry),
            slot: Slot::Record { quoted: quoted.clone(), part, gone, heir },
        });
    }
    if step.is_none() {
        let subject = Subject::NewRecord { zone: origin.to_owned() };
        pieces.push(Piece { subject, value: String::new(), slot: Slot::Line { quoted: quoted.clone() } });
    }
    pieces
}

/// What one line of a zone leaves for the next one.
struct Names {
    origin: String,
    owner: String,
}

impl Names {
    /// The name and the type of the record of that line; none where it is no record.
    fn of(&mut self, entry: &Entry<'_>) -> Option<(String, String)> {
        let mut tokens = entry.tokens.as_slice();
        if !entry.blank {
            let (first, rest) = tokens.split_first()?;
            if first.raw.eq_ignore_ascii_case("$ORIGIN") {
                self.origin = self.whole(rest.first()?.raw);
            }
            if first.raw.starts_with('$') {
                return None;
            }
            self.owner = self.whole(first.raw);
            tokens = rest;
        }
        let ahead = |token: &&Token<'_>| parse_ttl(token.raw).is_err() && !token.raw.eq_ignore_ascii_case("IN");
        let rtype = tokens.iter().find(ahead)?;
        Some((self.owner.clone(), rtype.raw.to_ascii_uppercase()))
    }

    fn whole(&self, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        match name.strip_suffix('.') {
            _ if name == "@" => self.origin.clone(),
            Some(whole) => whole.to_owned(),
            None => format!("{name}.{}", self.origin),
        }
    }
}

/// The tags `p` and `sp` of a DMARC record, and where their values stand.
fn policies(entry: &Entry<'_>) -> impl Iterator<Item = (&'static str, Range<usize>)> {
    let record = entry.tokens.iter().find(|token| token.raw.trim_start().starts_with("v=DMARC1"));
    let tags = record.into_iter().flat_map(|token| {
        let start = token.span.start + usize::from(token.quoted);
        let mut at = 0;
        token.raw.split(';').filter_map(move |tag| {
            let from = start + at;
            at += tag.len() + 1;
            let (name, value) = tag.split_once('=')?;
            let name = ["p", "sp"].into_iter().find(|known| *known == name.trim())?;
            let blanks = value.len() - value.trim_start().len();
            let from = from + tag.len() - value.len() + blanks;
            Some((name, from..from + value.trim().len()))
        })
    });
    tags.collect::<Vec<_>>().into_iter()
}

/// A record as it is written; one over several lines, in parentheses, in one line.
fn as_one_line(text: &str, entry: &Entry<'_>) -> String {
    let written = text.get(entry.span.clone()).unwrap_or_default();
    if !written.contains('\n') {
        return written.to_owned();
    }
    let words = entry.tokens.iter().map(|token| text.get(token.span.clone()).unwrap_or_default());
    words.collect::<Vec<_>>().join(" ")
}

/// What to cut where a record goes: its line, unless there is more on it. A record below that has no name of its own
/// inherits this one's.
fn going(text: &str, entry: &Entry<'_>, part: &Range<usize>, next: Option<&Entry<'_>>) -> (Range<usize>, String) {
    let name = entry.tokens.first().filter(|_| !entry.blank);
    if let Some((name, next)) = name.zip(next.filter(|next| next.blank)) {
        return (part.start..next.span.start, format!("{}  ", name.raw));
    }
    let before = text.get(..part.start).unwrap_or_default();
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let after = text.get(part.end..).unwrap_or_default();
    let rest = after.find('\n').map_or(after.len(), |at| at + 1);
    let blank = |text: Option<&str>| text.is_some_and(|text| text.trim().is_empty());
    let alone = blank(before.get(from..)) && blank(after.get(..rest));
    (if alone { from..part.end + rest } else { part.clone() }, String::new())
}

/// How far behind its last word a record reaches, to the last parenthesis that it has opened.
fn closing(text: &str, entry: &Entry<'_>) -> usize {
    let gaps = entry.tokens.windows(2).filter_map(|pair| text.get(pair.first()?.span.end..pair.last()?.span.start));
    let code = |gap: &str| gap.lines().filter_map(|line| line.split(';').next()).collect::<String>();
    let gaps: String = gaps.map(code).collect();
    let open = gaps.matches('(').count().saturating_sub(gaps.matches(')').count());
    let (mut comment, mut closed) = (false, 0);
    let after = text.get(entry.span.end..).unwrap_or_default();
    let last = after.char_indices().take_while(|_| open > 0).find(|(_, c)| {
        comment = *c == ';' || (comment && *c != '\n');
        closed += usize::from(*c == ')' && !comment);
        closed == open
    });
    last.map_or(0, |(at, _)| at + 1)
}
