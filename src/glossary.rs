//! What the words of mail mean, in both languages: header fields and the tags inside them.
//!
//! The story, the reader of real messages and the command line all explain a field with the same sentence.
//!
//! | file | explains |
//! |---|---|
//! | `fields` | what the author and the mail client write (RFC 5322), and MIME |
//! | `trace` | what servers write on the way |
//! | `authentication` | SPF, DKIM, DMARC, ARC, BIMI as fields |
//! | `lists` | mailing lists, newsletters, automatic letters |
//! | `spam` | what filters of spam and viruses write |
//! | `vendor` | what providers, mailing services and mail clients write for themselves |
//! | `dkim` | the tags of signatures, of keys, and of ARC |
//! | `policy` | the tags of SPF and DMARC records |
//! | `results` | the properties inside `Authentication-Results` |
//! | `filters` | the tags that Microsoft's filter writes |
//!
//! A name that ends in `*` stands for all names that begin so.

mod authentication;
mod dkim;
mod entry;
mod fields;
mod filters;
mod lists;
mod policy;
mod results;
mod spam;
mod trace;
mod vendor;

pub use entry::Entry;

use crate::lang::Lang;

/// The fields, subject by subject.
const FIELDS: [&[Entry]; 6] =
    [fields::ENTRIES, trace::ENTRIES, authentication::ENTRIES, lists::ENTRIES, spam::ENTRIES, vendor::ENTRIES];

/// The tags, subject by subject.
const TAGS: [&[Entry]; 4] = [dkim::ENTRIES, policy::ENTRIES, results::ENTRIES, filters::ENTRIES];

/// What a header field is for, in one sentence; none where its name is not known.
pub fn field(lang: Lang, name: &str) -> Option<&'static str> {
    entry(name).map(|entry| entry.short(lang))
}

/// The entry of a header field.
pub fn entry(name: &str) -> Option<&'static Entry> {
    let exact = || fields().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let family = || fields().filter(|entry| entry.covers(name)).max_by_key(|entry| entry.name.len());
    exact().or_else(family)
}

/// The entry of a tag inside a field, a key or a policy: `bh` in `DKIM-Signature`.
pub fn tag(of: &str, name: &str) -> Option<&'static Entry> {
    tags().find(|entry| entry.of.eq_ignore_ascii_case(of) && entry.name.eq_ignore_ascii_case(name))
}

/// All header fields.
pub fn fields() -> impl Iterator<Item = &'static Entry> {
    FIELDS.into_iter().flatten()
}

/// All tags.
pub fn tags() -> impl Iterator<Item = &'static Entry> {
    TAGS.into_iter().flatten()
}

/// Everything that a word may mean: a field, or a tag of that name wherever there is one. `bh`, `bh=`, `From:` and
/// `DKIM-Signature bh` are all understood.
pub fn find(word: &str) -> Vec<&'static Entry> {
    let word = word.trim().trim_end_matches([':', '=']).trim();
    if let Some((of, name)) = word.split_once(char::is_whitespace) {
        let name = name.trim();
        return tags().filter(|tag| tag.of.eq_ignore_ascii_case(of) && tag.name.eq_ignore_ascii_case(name)).collect();
    }
    entry(word).into_iter().chain(tags().filter(|tag| tag.name.eq_ignore_ascii_case(word))).collect()
}

/// The names that are most like a word that means nothing, the most like first.
pub fn nearest(word: &str) -> Vec<&'static str> {
    /// Longer words are no slips of the finger.
    const LONGEST: usize = 100;
    const MOST: usize = 3;
    let word = word.trim().trim_end_matches([':', '=']).to_lowercase();
    if word.is_empty() || word.len() > LONGEST {
        return Vec::new();
    }
    let names = fields().chain(tags().filter(|tag| tag.name.len() > 3)).map(|entry| entry.name);
    let score = |name: &'static str| (name, likeness(&word, &name.to_lowercase()));
    let mut near: Vec<(&'static str, f64)> = names.map(score).filter(|(_, score)| *score >= 0.7).collect();
    near.sort_by(|one, other| other.1.total_cmp(&one.1));
    near.dedup_by_key(|(name, _)| *name);
    near.into_iter().take(MOST).map(|(name, _)| name).collect()
}

fn likeness(word: &str, name: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(word, name).max(strsim::jaro_winkler(word, name) - 0.1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_entry_says_all_that_it_should() {
        for entry in fields().chain(tags()) {
            for lang in Lang::ALL {
                let (short, long) = (entry.short(lang), entry.long(lang));
                assert!(short.len() > 10 && long.len() > 10 && short != long, "{}: {lang}", entry.name);
                let is_japanese = short.chars().any(|c| ('\u{3040}'..'\u{30ff}').contains(&c));
                assert_eq!(is_japanese, lang == Lang::Ja, "{}: {short}", entry.name);
            }
            assert!(!entry.source.is_empty() && !entry.example.is_empty(), "{}", entry.name);
            assert!(entry.example.contains(entry.name.trim_end_matches('*')), "{}: {}", entry.name, entry.example);
        }
    }

    #[test]
    fn nothing_is_explained_twice() {
        let names = || fields().chain(tags()).map(|entry| (entry.of, entry.name.to_lowercase()));
        assert_eq!(names().collect::<BTreeSet<_>>().len(), names().count());
    }

    #[test]
    fn a_field_is_found_in_any_case_and_a_family_by_its_beginning() {
        assert_eq!(entry("RETURN-path").map(|entry| entry.name), Some("Return-Path"));
        assert_eq!(entry("X-Google-Something").map(|entry| entry.name), Some("X-Google-*"));
        assert!(entry("X-Nobody-Knows").is_none() && field(Lang::En, "X-Nobody-Knows").is_none());
    }

    #[test]
    fn a_word_finds_its_tags_and_a_slip_its_name() {
        assert!(find("From:").iter().any(|entry| entry.of.is_empty()));
        assert!(find("bh=").iter().all(|entry| entry.name == "bh"));
        assert_eq!(find("dkim-signature d").len(), 1);
        assert_eq!(nearest("Recieved").first(), Some(&"Received"));
        assert_eq!(nearest("Authentification-Result").first(), Some(&"Authentication-Results"));
        assert!(nearest("zzzzqqqq").is_empty());
    }
}
