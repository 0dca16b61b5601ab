//! One word of mail, explained.

use crate::lang::Lang;

/// A field or a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its name. One that ends in `*` stands for all that begin so.
    pub name: &'static str,
    /// What it is a tag of, such as `DKIM-Signature`; empty for a header field.
    pub of: &'static str,
    /// Where it is defined.
    pub source: &'static str,
    /// How it looks.
    pub example: &'static str,
    en: [&'static str; 2],
    ja: [&'static str; 2],
}

impl Entry {
    /// A header field. A language is a sentence and what else there is to say.
    pub(super) const fn field(
        name: &'static str,
        source: &'static str,
        example: &'static str,
        en: [&'static str; 2],
        ja: [&'static str; 2],
    ) -> Self {
        Self { name, of: "", source, example, en, ja }
    }

    /// A tag of something.
    pub(super) const fn tag(
        (of, name): (&'static str, &'static str),
        source: &'static str,
        example: &'static str,
        en: [&'static str; 2],
        ja: [&'static str; 2],
    ) -> Self {
        Self { name, of, source, example, en, ja }
    }

    /// What it is, in one sentence.
    pub fn short(&self, lang: Lang) -> &'static str {
        self.words(lang)[0]
    }

    /// What else there is to say.
    pub fn long(&self, lang: Lang) -> &'static str {
        self.words(lang)[1]
    }

    /// Whether it stands for a family that this name belongs to.
    pub(super) fn covers(&self, name: &str) -> bool {
        let prefix = self.name.strip_suffix('*');
        prefix.is_some_and(|prefix| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)))
    }

    fn words(&self, lang: Lang) -> &[&'static str; 2] {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
        }
    }
}
