//! What has been said once need not be said again: a second letter is told in fewer words than the first.

use std::collections::HashSet;

use super::prose::{self, Prose};
use crate::lang::Lang;

/// All that a story has said so far.
#[derive(Debug, Default)]
pub struct Said {
    texts: HashSet<String>,
    meanings: HashSet<String>,
}

impl Said {
    /// What a step says: what happens, and what that means unless it is known by now. Where all of it is known, that is
    /// said too.
    pub fn say(&mut self, prose: &Prose, lang: Lang) -> String {
        let happened = !self.texts.insert(prose.text.clone());
        let explained = prose.meaning.is_empty() || !self.meanings.insert(prose.meaning.clone());
        let then = match (explained, happened) {
            (false, _) => prose.meaning.as_str(),
            (true, true) => prose::as_before(lang),
            (true, false) => "",
        };
        prose::join(lang, &[&prose.text, then])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_told_in_fewer_words() {
        let mut said = Said::default();
        let first = Prose::new("", "A calls B.").meaning("That is how it is done.");
        let second = Prose::new("", "A calls C.").meaning("That is how it is done.");
        assert_eq!(said.say(&first, Lang::En), "A calls B. That is how it is done.");
        assert_eq!(said.say(&second, Lang::En), "A calls C.");
        assert_eq!(said.say(&first, Lang::En), "A calls B. As before.");
    }
}
