//! A policy record (RFC 9989 §4.7): the text, tag by tag, and what it comes to.
//!
//! ```text
//!   v=DMARC1; p=reject; adkim=x; pct=50; colour=red
//!   must be   good      bad: as  old     unknown
//!   first               if not there
//! ```

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::dmarc::{Dmarc, URI};
use mail_auth::{DnsError, Error};

use crate::trace::proof::dmarc::{Tag, TagState};

/// How many tags of a record are told.
const MOST_TAGS: usize = 40;

/// How long a name or a value may be that is told.
const LONGEST: usize = 200;

/// The tags that have a meaning.
const KNOWN: [&str; 11] = ["v", "p", "sp", "np", "adkim", "aspf", "psd", "t", "rua", "ruf", "fo"];

/// The tags that RFC 7489 had, and RFC 9989 has no longer.
const OLD: [&str; 3] = ["pct", "rf", "ri"];

/// A text as a policy record; none where it does not begin with `v=DMARC1`. A tag with a mistake in it is as good as not
/// there (RFC 9989 §4.7), and one of `p`, `sp` and `np` spoils all three (§4.10.1).
pub(in crate::auth) fn understand(text: &str) -> Option<Dmarc> {
    match Dmarc::parse(text.as_bytes()) {
        Ok(record) => return Some(with_any_address(record, text)),
        Err(Error::Dns(DnsError::InvalidRecordType)) => return None,
        Err(_) => {}
    }
    let (right, wrong): (Vec<&str>, Vec<&str>) = text.split(';').skip(1).partition(|tag| is_good(tag));
    let spoilt = wrong.into_iter().any(is_policy);
    let kept = right.into_iter().filter(|tag| !(spoilt && is_policy(tag)));
    let kept: Vec<&str> = std::iter::once("v=DMARC1").chain(kept).collect();
    Some(with_any_address(Dmarc::parse(kept.join(";").as_bytes()).ok()?, text))
}

/// The library knows `mailto:` addresses alone. Any other one shows as well that somebody asks for reports (RFC 9989
/// §4.10.1).
fn with_any_address(mut record: Dmarc, text: &str) -> Dmarc {
    let mut rua = text.split(';').map(name_and_value).filter(|(name, _)| name == "rua");
    let is_uri = |uri: &&str| is_uri(uri) && !uri.to_ascii_lowercase().starts_with("mailto:");
    if let Some(uri) = rua.next_back().and_then(|(_, value)| value.split(',').map(str::trim).find(is_uri)) {
        record.rua.push(URI { uri: uri.to_owned(), max_size: 0 });
    }
    record
}

/// RFC 3986 §3.1: a scheme and a colon, and something behind it.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let of_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(of_scheme) && !rest.is_empty()
}

/// Whether the library understands a tag that stands by itself.
fn is_good(tag: &str) -> bool {
    Dmarc::parse(format!("v=DMARC1; {tag}").as_bytes()).is_ok()
}

fn is_policy(tag: &str) -> bool {
    ["p", "sp", "np"].contains(&name_and_value(tag).0.as_str())
}

/// The name in lower case and the value; the name is empty where there is no `=`.
fn name_and_value(tag: &str) -> (String, &str) {
    tag.split_once('=')
        .map_or((String::new(), tag.trim()), |(name, value)| (name.trim().to_ascii_lowercase(), value.trim()))
}

/// The tags of a record in order, and what becomes of each.
pub(super) fn tags(text: &str) -> Vec<Tag> {
    let pieces = text.split(';').filter(|tag| !tag.trim().is_empty()).take(MOST_TAGS);
    let mut tags: Vec<Tag> = pieces.map(tag).collect();
    for index in 0..tags.len() {
        let Some((tag, behind)) = tags.get_mut(index..).and_then(<[Tag]>::split_first_mut) else { break };
        let again = |other: &Tag| other.name == tag.name && other.state == TagState::Good;
        if tag.state == TagState::Good && behind.iter().any(again) {
            tag.state = TagState::Repeated;
        }
    }
    tags
}

fn tag(text: &str) -> Tag {
    let (name, value) = name_and_value(text);
    let known = KNOWN.contains(&name.as_str());
    let state = match name.as_str() {
        name if OLD.contains(&name) => TagState::Old,
        _ if !known => TagState::Unknown,
        name if can_be(name, value, text) => TagState::Good,
        _ => TagState::Bad,
    };
    Tag { name: short(&name, LONGEST), value: short(value, LONGEST), state }
}

/// Whether the tag can have that value (RFC 9989 §4.8).
fn can_be(name: &str, value: &str, text: &str) -> bool {
    let one_of = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
    match name {
        "v" => value == "DMARC1",
        "psd" => one_of(&["y", "n", "u"]),
        "t" => one_of(&["y", "n"]),
        "rua" | "ruf" => value.split(',').any(|uri| is_uri(uri.trim())),
        _ => is_good(text),
    }
}

/// What is told of a longer text.
pub(super) fn short(text: &str, longest: usize) -> String {
    let mut short: String = text.chars().take(longest).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use mail_auth::dmarc::Policy;
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_mistake_in_one_tag_leaves_the_others() {
        let policies = |text| understand(text).map(|record| (record.p, record.sp, record.np));
        let (none, reject) = (Policy::Unspecified, Policy::Reject);
        assert_eq!(policies("v=DMARC1; p=reject; adkim=x; fo=?"), Some((reject, reject, reject)));
        assert_eq!(policies("v=DMARC1; p=reject; sp=rejct"), Some((none, none, none)));
        assert_eq!(policies("v=DMARC1; P = rejct; sp=reject"), Some((none, none, none)));
        assert_eq!(policies("v=DMARC2; p=reject"), None);
        assert_eq!(policies("p=reject; v=DMARC1"), None);
    }

    #[test]
    fn any_address_asks_for_reports() {
        let asks = |text| understand(text).is_some_and(|record| !record.rua.is_empty());
        assert!(asks("v=DMARC1; p=x; rua=https://reports.example/dmarc"));
        assert!(asks("v=DMARC1; rua = mailto:d@a-corp.example"));
        assert!(!asks("v=DMARC1; p=x; rua=reports.example, :"));
        assert!(!asks("v=DMARC1; ruf=https://reports.example/dmarc"));
    }

    #[test]
    fn every_tag_says_what_becomes_of_it() {
        let text = "v=DMARC1; P=none;p=reject ; adkim=x; pct=50; colour=red; ; nonsense; t=yes; rua=x; psd=u;";
        let said: Vec<String> =
            tags(text).iter().map(|tag| format!("{}={} {:?}", tag.name, tag.value, tag.state)).collect();
        let expected = [
            "v=DMARC1 Good",
            "p=none Repeated",
            "p=reject Good",
            "adkim=x Bad",
            "pct=50 Old",
            "colour=red Unknown",
            "=nonsense Unknown",
            "t=yes Bad",
            "rua=x Bad",
            "psd=u Good",
        ];
        assert_eq!(said, expected);
    }
}
