//! The tags of a signature or of a key record, read so that all is kept that can be told.

use crate::auth::tags::{is_name, pieces};
use crate::trace::proof::dkim::{DkimFault, Tag};

/// The most tags that are kept of a list.
const MOST_TAGS: usize = 64;

/// The longest value that is kept whole, in characters.
const LONGEST: usize = 4_096;

/// A list as it was read.
#[derive(Debug, Clone, Default)]
pub(super) struct TagList {
    /// The tags, in order.
    pub(super) tags: Vec<Tag>,
    /// What is wrong with the list as such.
    pub(super) fault: Option<DkimFault>,
}

impl TagList {
    /// Reads a list. Even of a wrong one all is kept that can be read.
    pub(super) fn read(text: &str) -> Self {
        let mut list = Self::default();
        pieces(text).for_each(|piece| list.take(piece));
        list
    }

    fn take(&mut self, part: &str) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let tag = Tag { name: short(name.trim_ascii()), value: short(value.trim_ascii()) };
        let fault = if !part.contains('=') || !is_name(&tag.name) {
            Some(DkimFault::Unreadable { tag: String::new() })
        } else if self.get(&tag.name).is_some() {
            Some(DkimFault::TagTwice { tag: tag.name.clone() })
        } else if self.tags.len() >= MOST_TAGS {
            Some(DkimFault::TooMuch)
        } else {
            None
        };
        self.fault = self.fault.take().or(fault);
        if self.tags.len() < MOST_TAGS {
            self.tags.push(tag);
        }
    }

    /// The value of a tag. Names are told apart by their case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.tags.iter().find(|tag| tag.name == name).map(|tag| tag.value.as_str())
    }

    /// What in a key record speaks against a signature over mail with SHA-256 (§3.6.1): `s=` and `h=`.
    pub(super) fn unfit_for_mail(&self) -> Option<DkimFault> {
        let lists = |tag: &str, one: fn(&str) -> bool| self.items(tag).is_none_or(|mut items| items.any(one));
        if !lists("s", |service| matches!(service, "*" | "email")) {
            Some(DkimFault::KeyForOtherService)
        } else if !lists("h", |hash| hash == "sha256") {
            Some(DkimFault::KeyForOtherHash)
        } else {
            None
        }
    }

    /// The items of a tag whose value is a list with colons in between.
    pub(super) fn items<'a>(&'a self, name: &str) -> Option<impl Iterator<Item = &'a str>> {
        Some(self.get(name)?.split(':').map(str::trim_ascii))
    }
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_their_faults_found() {
        let list = TagList::read(" v=1; a = rsa-sha256 ;\r\n\th=From:\r\n\t To; n=;");
        assert_eq!(
            (list.get("a"), list.get("n"), list.get("x"), list.fault.clone()),
            (Some("rsa-sha256"), Some(""), None, None)
        );
        assert_eq!(list.items("h").unwrap().collect::<Vec<_>>(), ["From", "To"]);
        let fault = |text: &str| TagList::read(text).fault;
        let unreadable = Some(DkimFault::Unreadable { tag: String::new() });
        assert_eq!(fault("v=1; d; s=x"), unreadable);
        assert_eq!(fault("v=1;; s=x"), unreadable);
        assert_eq!(fault("v=1; 1=x"), unreadable);
        assert_eq!(fault("v=1; v=1"), Some(DkimFault::TagTwice { tag: "v".to_owned() }));
        assert_eq!(fault("v=1; V=1"), None);
        assert_eq!(fault(&"a=1;".repeat(999)), Some(DkimFault::TagTwice { tag: "a".to_owned() }));
    }
}
