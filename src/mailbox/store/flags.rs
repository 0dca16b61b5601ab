//! The flags of a letter (RFC 3501 §2.3.2): five that every server knows, and keywords that a client makes up.

use imap_codec::imap_types::flag::{Flag, StoreType};

/// How many flags one letter may have.
const MOST_FLAGS: usize = 32;

/// The longest keyword.
const LONGEST_KEYWORD: usize = 64;

/// The flags that every server knows.
pub(in crate::mailbox) const SYSTEM: [Flag<'static>; 5] =
    [Flag::Answered, Flag::Flagged, Flag::Deleted, Flag::Seen, Flag::Draft];

/// The flags of one letter, in the order in which they were set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags(Vec<Flag<'static>>);

impl Flags {
    /// Whether a client has fetched the letter: the flag `\Seen`.
    pub fn is_seen(&self) -> bool {
        self.has(&Flag::Seen)
    }

    /// Whether a flag is set. Keywords are the same in capital and small letters.
    pub(in crate::mailbox) fn has(&self, flag: &Flag<'_>) -> bool {
        self.0.iter().any(|own| are_same(own, flag))
    }

    /// All of them.
    pub(in crate::mailbox) fn iter(&self) -> impl Iterator<Item = &Flag<'static>> {
        self.0.iter()
    }

    /// Adds, removes or replaces flags. What is beyond the bounds is not set.
    pub(in crate::mailbox) fn change(&mut self, kind: StoreType, flags: &[Flag<'static>]) {
        match kind {
            StoreType::Replace => self.0.clear(),
            StoreType::Remove => self.0.retain(|own| !flags.iter().any(|flag| are_same(own, flag))),
            StoreType::Add => {}
        }
        if kind != StoreType::Remove {
            for flag in flags {
                self.add(flag);
            }
        }
    }

    fn add(&mut self, flag: &Flag<'static>) {
        if !self.has(flag) && self.0.len() < MOST_FLAGS && is_storable(flag) {
            self.0.push(flag.clone());
        }
    }
}

/// Whether a client may set that flag: not `\Recent`, and none with a backslash that nobody knows.
pub(in crate::mailbox) fn is_storable(flag: &Flag<'_>) -> bool {
    match flag {
        Flag::Extension(_) => false,
        Flag::Keyword(keyword) => keyword.as_ref().len() <= LONGEST_KEYWORD,
        _ => true,
    }
}

fn are_same(one: &Flag<'_>, other: &Flag<'_>) -> bool {
    match (one, other) {
        (Flag::Keyword(one), Flag::Keyword(other)) => one.as_ref().eq_ignore_ascii_case(other.as_ref()),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(name: &'static str) -> Flag<'static> {
        Flag::try_from(name).unwrap()
    }

    #[test]
    fn flags_are_added_removed_and_replaced() {
        let mut flags = Flags::default();
        flags.change(StoreType::Add, &[Flag::Seen, flag("Junk"), flag("\\Recent"), flag("JUNK")]);
        assert_eq!(flags.0, [Flag::Seen, flag("Junk")]);
        flags.change(StoreType::Remove, &[flag("junk"), Flag::Draft]);
        assert!(flags.is_seen() && !flags.has(&flag("Junk")));
        flags.change(StoreType::Replace, &[Flag::Flagged]);
        assert_eq!(flags.0, [Flag::Flagged]);
    }

    #[test]
    fn nobody_piles_up_flags() {
        let mut flags = Flags::default();
        let many: Vec<_> = (0..100).map(|n| Flag::try_from(&*format!("k{n}").leak()).unwrap()).collect();
        flags.change(StoreType::Add, &many);
        flags.change(StoreType::Add, &[Flag::try_from(&*"k".repeat(65).leak()).unwrap()]);
        assert_eq!(flags.0.len(), MOST_FLAGS);
    }
}
