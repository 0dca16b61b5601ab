//! What the machine does with a letter that passes in clear text: it looks for texts, line by line, and puts others in
//! their place.

use crate::scenario::Replacement;
use crate::trace::{Interception, Side};

use super::talk::without_line_end;

/// How long a line may become; a change that would make it longer is not made. Each text may be replaced by a longer one,
/// and that again.
const LONGEST: usize = 4 * 1024;

/// How many lines of one connection are changed; all further ones pass as they are.
const MOST_CHANGES: usize = 1_000;

/// The letters of one connection.
#[derive(Debug, Default)]
pub(super) struct Letter {
    changes: usize,
}

impl Letter {
    /// The line as it goes on, and what was done to it.
    pub(super) fn pass(&mut self, line: Vec<u8>, replaces: &[Replacement]) -> (Vec<u8>, Option<Interception>) {
        let was = without_line_end(&line);
        let end = line.get(was.len()..).unwrap_or_default();
        // Alone on its line a dot is the end of the letter, not a part of it.
        if was == b"." || self.changes >= MOST_CHANGES {
            return (line, None);
        }
        let sent = was.strip_prefix(b".").unwrap_or(was);
        let now = replaces.iter().fold(sent.to_vec(), |text, one| replaced(&text, one));
        if now == sent {
            return (line, None);
        }
        self.changes += 1;
        let act = Interception::Replaced { from: Side::Client, was: sent.into(), now: now.as_slice().into() };
        let dot: &[u8] = if now.starts_with(b".") { b"." } else { b"" };
        ([dot, &now, end].concat(), Some(act))
    }
}

/// Every place of the text that is looked for, one after another from the left; the line as it is where it would become too
/// long.
fn replaced(line: &[u8], replacement: &Replacement) -> Vec<u8> {
    let (text, with) = (replacement.text.as_bytes(), replacement.with.as_bytes());
    let (mut now, mut rest) = (Vec::new(), line);
    while let Some(at) = rest.windows(text.len().max(1)).position(|window| window == text) {
        now.extend_from_slice(rest.get(..at).unwrap_or_default());
        now.extend_from_slice(with);
        rest = rest.get(at + text.len()..).unwrap_or_default();
        if now.len() + rest.len() > LONGEST {
            return line.to_vec();
        }
    }
    now.extend_from_slice(rest);
    now
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(line: &str, text: &str, with: &str) -> String {
        let replacement = Replacement { text: text.to_owned(), with: with.to_owned() };
        String::from_utf8(Letter::default().pass(line.into(), &[replacement]).0).unwrap()
    }

    #[test]
    fn a_text_is_replaced_wherever_it_stands_in_a_line() {
        assert_eq!(pass("当日は10時に、10時です\r\n", "10時", "11時"), "当日は11時に、11時です\r\n");
        assert_eq!(pass("aaa\r\n", "aa", "a"), "aa\r\n");
        assert_eq!(pass("nothing here\r\n", "10時", "11時"), "nothing here\r\n");
    }

    #[test]
    fn no_line_grows_beyond_all_measure() {
        let grows = Replacement { text: "x".to_owned(), with: "x".repeat(200) };
        let replaces = vec![grows; 64];
        let (line, act) = Letter::default().pass(b"xx\r\n".to_vec(), &replaces);
        assert_eq!((line.len(), act.is_some()), (402, true));
    }

    #[test]
    fn no_replacement_ends_the_letter_or_hides_its_end() {
        assert_eq!(pass("x\r\n", "x", "."), "..\r\n");
        assert_eq!(pass("..x\r\n", ".x", "y"), "y\r\n");
        assert_eq!(pass(".\r\n", ".", "x"), ".\r\n");
    }
}
