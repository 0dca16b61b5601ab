//! What is searched for, and where it stands in rows of text.
//!
//! Capitals and small letters are the same, full-width Latin letters and their usual forms too: who types Japanese has
//! both. A line that was broken to fit into its pane is searched as if it were whole.

use unicode_width::UnicodeWidthChar;

/// What is searched for: folded, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle(Vec<char>);

/// A character of a row: which row, which character in it.
pub(super) type Place = (usize, usize);

impl Needle {
    /// What was typed; none where that is nothing but blanks.
    pub(super) fn of(typed: &str) -> Option<Self> {
        let folded: Vec<char> = words(typed).chars().map(fold).collect();
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// Whether a text has it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let folded: Vec<char> = words(text).chars().map(fold).collect();
        folded.windows(self.0.len()).any(|piece| piece == self.0)
    }

    /// All characters of these rows that belong to a match, in order.
    pub(super) fn places(&self, rows: impl IntoIterator<Item = String>) -> Vec<Place> {
        let (folded, places) = flow(rows);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = folded.get(from..).and_then(|rest| rest.windows(self.0.len()).position(|w| w == self.0)) {
            let match_at = from + at..from + at + self.0.len();
            from = match_at.end;
            found.extend(places.get(match_at).into_iter().flatten().copied().flatten());
        }
        found
    }
}

/// The rows as one text, blanks drawn together, and where each character of it stands. Between two rows of words there is
/// a blank, for a line is broken where one was; Japanese has none.
fn flow(rows: impl IntoIterator<Item = String>) -> (Vec<char>, Vec<Option<Place>>) {
    let (mut text, mut places): (Vec<char>, Vec<Option<Place>>) = (Vec::new(), Vec::new());
    for (row, line) in rows.into_iter().enumerate() {
        let first = line.trim_start().chars().next();
        if let (Some(last), Some(first)) = (text.last(), first)
            && !last.is_whitespace()
            && !(is_wide(*last) && is_wide(first))
        {
            text.push(' ');
            places.push(None);
        }
        let blanks = line.chars().take_while(|c| c.is_whitespace()).count();
        for (at, c) in line.trim_end().chars().enumerate().skip(blanks) {
            let c = fold(c);
            if c == ' ' && text.last() == Some(&' ') {
                continue;
            }
            text.push(c);
            places.push(Some((row, at)));
        }
    }
    (text, places)
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_wide(c: char) -> bool {
    c.width().unwrap_or(0) > 1
}

fn fold(c: char) -> char {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    };
    half.to_lowercase().next().unwrap_or(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, rows: &[&str]) -> Vec<Place> {
        let needle = Needle::of(typed).expect("something was typed");
        needle.places(rows.iter().map(ToString::to_string))
    }

    #[test]
    fn capitals_and_full_width_letters_are_the_same() {
        assert!(Needle::of("ＳＰＦ").is_some_and(|needle| needle.is_in("v=spf1")));
        assert_eq!(Needle::of(" \u{3000}"), None);
        assert_eq!(found("SPF", &["v=spf1, SPF"]), [(0, 2), (0, 3), (0, 4), (0, 8), (0, 9), (0, 10)]);
    }

    #[test]
    fn a_broken_line_is_searched_as_if_it_were_whole() {
        assert_eq!(found("認証", &["送信ドメイン認", "  証です"]), [(0, 6), (1, 2)]);
        assert_eq!(
            found("mail from", &["C MAIL", "  FROM:<>"]),
            [(0, 2), (0, 3), (0, 4), (0, 5), (1, 2), (1, 3), (1, 4), (1, 5)]
        );
        assert!(found("sin", &["is in it"]).is_empty());
    }
}
