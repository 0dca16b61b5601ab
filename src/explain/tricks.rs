//! Tricks with names: what makes a reader see another sender than the one who wrote.
//!
//! | trick | example |
//! |---|---|
//! | an address as the name | `"info@bank.example" <x@evil.example>` |
//! | a domain in the name | `bank.example support <x@evil.example>` |
//! | letters of another alphabet | `bаnk.example`, with the Cyrillic `а` |
//! | digits and pairs that look alike | `paypa1.example`, `rnail.example` |
//! | invisible characters, and such as turn the text round | `U+202E` |
//!
//! In DNS such a domain is written in ASCII, as `xn--bnk-6cd.example` (RFC 5890, RFC 3492).

use super::decode::Mailbox;
use super::domains::{self, Relation};

/// What is odd about a sender's name or address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trick {
    /// The name is, or holds, another address.
    OtherAddress(String),
    /// The name holds a domain that has nothing to do with the address.
    OtherDomain(String),
    /// Letters of several alphabets in one word.
    MixedScripts(String),
    /// It would look like this in ASCII.
    LooksLike { domain: String, like: String },
    /// A name beyond ASCII: as it is shown, and as DNS knows it.
    International { domain: String, ascii: String },
    /// Characters that cannot be seen, or that turn the direction of writing.
    Invisible,
}

/// The tricks of one sender.
pub(super) fn of(mailbox: &Mailbox) -> Vec<Trick> {
    let mut tricks = Vec::new();
    let (name, domain) = (mailbox.name.as_str(), mailbox.domain());
    if name.chars().chain(mailbox.address.chars()).any(misleads) {
        tricks.push(Trick::Invisible);
    }
    tricks.extend(in_name(name, &mailbox.address));
    tricks.extend(
        name.split_whitespace().find(|word| mixes_scripts(word)).map(|word| Trick::MixedScripts(word.to_owned())),
    );
    let local = mailbox.address.rsplit_once('@').map_or(mailbox.address.as_str(), |(local, _)| local);
    tricks.extend(mixes_scripts(local).then(|| Trick::MixedScripts(local.to_owned())));
    tricks.extend(in_domain(domain));
    tricks
}

fn in_name(name: &str, address: &str) -> Option<Trick> {
    let own = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    let words =
        || name.split(|c: char| c.is_whitespace() || "<>()[]\"',;:".contains(c)).filter(|word| !word.is_empty());
    let other =
        |word: &&str| word.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domains::is_name(domain));
    if let Some(found) = words().find(|word| other(word) && !word.eq_ignore_ascii_case(address)) {
        return Some(Trick::OtherAddress(found.to_owned()));
    }
    let foreign = |word: &&str| {
        let top = word.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
        let is_top = top.len() >= 2 && top.chars().all(char::is_alphabetic);
        domains::is_name(word) && is_top && Relation::of(word, own) == Relation::Different
    };
    words().find(|word| !word.contains('@') && foreign(word)).map(|word| Trick::OtherDomain(word.to_owned()))
}

fn in_domain(domain: &str) -> Vec<Trick> {
    let (unicode, readable) = idna::domain_to_unicode(domain);
    let is_international = readable.is_ok() && !unicode.is_ascii();
    let shown = if is_international { unicode } else { domain.to_lowercase() };
    let mut tricks = Vec::new();
    if !shown.is_ascii() {
        let ascii = idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_owned());
        tricks.push(Trick::International { domain: shown.clone(), ascii });
        if shown.split('.').any(mixes_scripts) {
            tricks.push(Trick::MixedScripts(shown.clone()));
        }
        let like = skeleton(&shown);
        if like.is_ascii() {
            tricks.push(Trick::LooksLike { domain: shown, like });
        }
    }
    tricks
}

/// Whether two different domains look alike: the same outline, and another organization.
pub(super) fn look_alike(one: &str, other: &str) -> bool {
    let (unicode, _) = idna::domain_to_unicode(one);
    let (one, other) = (domains::organization(&unicode), domains::organization(other));
    one != other && one.len() > 4 && outline(&one) == outline(&other)
}

/// Characters that cannot be seen, or that turn the direction of writing round (UAX #9).
pub(super) fn misleads(c: char) -> bool {
    matches!(u32::from(c), 0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Cherokee,
}

/// The alphabets that have letters in common with Latin to the eye. Japanese and Chinese mix with Latin all the time.
fn script(c: char) -> Option<Script> {
    Some(match u32::from(c) {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f => Script::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f => Script::Cyrillic,
        0x530..=0x58f => Script::Armenian,
        0x13a0..=0x13ff | 0xab70..=0xabbf => Script::Cherokee,
        _ => return None,
    })
}

/// The letters of a text that are not Latin and may look so: some of them.
pub(super) fn foreign(text: &str) -> impl Iterator<Item = char> {
    const MOST: usize = 5;
    text.chars().filter(|c| script(*c).is_some_and(|script| script != Script::Latin)).take(MOST)
}

fn mixes_scripts(word: &str) -> bool {
    let mut scripts = word.chars().filter_map(script);
    scripts.next().is_some_and(|first| scripts.any(|other| other != first))
}

/// Letters of other alphabets, each replaced by the Latin one that it looks like.
fn skeleton(text: &str) -> String {
    text.chars().map(|c| latin(c).unwrap_or(c)).collect()
}

fn latin(c: char) -> Option<char> {
    Some(match c {
        '\u{430}' | '\u{3b1}' | '\u{251}' => 'a',
        '\u{435}' => 'e',
        '\u{43e}' | '\u{3bf}' | '\u{585}' => 'o',
        '\u{440}' | '\u{3c1}' => 'p',
        '\u{441}' => 'c',
        '\u{443}' | '\u{3b3}' => 'y',
        '\u{445}' | '\u{3c7}' => 'x',
        '\u{456}' | '\u{3b9}' => 'i',
        '\u{458}' => 'j',
        '\u{455}' => 's',
        '\u{4bb}' | '\u{570}' => 'h',
        '\u{501}' => 'd',
        '\u{51b}' => 'q',
        '\u{51d}' | '\u{3c9}' => 'w',
        '\u{43a}' | '\u{3ba}' => 'k',
        '\u{43c}' => 'm',
        '\u{4cf}' => 'l',
        '\u{3bd}' => 'v',
        '\u{3c4}' => 't',
        '\u{3c5}' | '\u{57d}' => 'u',
        '\u{578}' => 'n',
        '\u{581}' | '\u{261}' => 'g',
        _ => return None,
    })
}

/// What the eye sees at a glance.
fn outline(domain: &str) -> String {
    let text = skeleton(&domain.to_lowercase()).replace("rn", "m").replace("vv", "w").replace('-', "");
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' => 'l',
            '5' => 's',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, address: &str) -> Vec<Trick> {
        of(&Mailbox { name: name.to_owned(), address: address.to_owned() })
    }

    #[test]
    fn another_sender_in_the_name_is_seen() {
        assert_eq!(found("info@bank.example", "x@evil.example"), [Trick::OtherAddress("info@bank.example".into())]);
        assert_eq!(found("bank.example: alert", "x@evil.example"), [Trick::OtherDomain("bank.example".into())]);
        for harmless in ["Kimura", "A社 木村", "a@b.example", "J. R. Smith", "Version 2.0", "news.b.example"] {
            assert_eq!(found(harmless, "a@b.example"), [], "{harmless}");
        }
    }

    #[test]
    fn letters_of_another_alphabet_are_seen_in_either_spelling() {
        let cyrillic = idna::domain_to_ascii("bаnk.example").unwrap();
        for domain in ["bаnk.example", cyrillic.as_str()] {
            let tricks = found("", &format!("x@{domain}"));
            assert!(tricks.contains(&Trick::LooksLike { domain: "bаnk.example".into(), like: "bank.example".into() }));
            assert!(tricks.contains(&Trick::MixedScripts("bаnk.example".into())), "{tricks:?}");
        }
        let tricks = found("", "x@例え.example");
        assert!(matches!(tricks.as_slice(), [Trick::International { .. }]), "{tricks:?}");
        assert_eq!(found("", "infо@b.example"), [Trick::MixedScripts("infо".into())]);
        assert_eq!(found("A社のΩさん", "a@b.example"), [Trick::MixedScripts("A社のΩさん".into())]);
    }

    #[test]
    fn domains_that_look_alike_are_seen() {
        assert!(look_alike("paypa1.example", "paypal.example") && look_alike("rnailer.example", "mailer.example"));
        assert!(!look_alike("mail.a-corp.example", "a-corp.example") && !look_alike("one.example", "two.example"));
    }

    #[test]
    fn invisible_characters_are_seen() {
        assert_eq!(found("a\u{202e}b", "a@b.example"), [Trick::Invisible]);
    }
}
