//! `[middle]`: a machine on the way between two others, through which everything passes that they say to each other.

use std::ops::Range;

/// A machine in the middle. It reads what is not encrypted, and may change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Middle {
    /// The host that stands there.
    pub host: String,
    /// The two hosts between which it stands, whoever of them calls.
    pub between: [String; 2],
    /// Whether it takes STARTTLS out of what a server offers, and answers itself when a client asks for it all the same.
    pub strips_starttls: bool,
    /// What it replaces in letters that go in clear text.
    pub replaces: Vec<Replacement>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

impl Middle {
    /// Whether it stands between these two.
    pub fn stands_between(&self, one: &str, other: &str) -> bool {
        let [a, b] = &self.between;
        (a == one && b == other) || (a == other && b == one)
    }
}

/// A text within one line of a letter, and what comes in its place. The letter is taken as it is on the wire: a body as it
/// was written, a header field encoded and folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// What is looked for.
    pub text: String,
    /// What comes in its place; nothing where it is empty.
    pub with: String,
}
