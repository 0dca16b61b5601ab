//! The domain of a term, as it is written: macros allowed, but it ends in a macro or in a label that can be the last one
//! of a name (RFC 7208 §7.1).

use std::net::IpAddr;

use super::macro_string::{Flaw, MacroString, Part, Setting};
use crate::trace::proof::spf::Mistake;

/// A `domain-spec`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DomainSpec(pub(super) MacroString);

impl DomainSpec {
    pub(super) fn parse(text: &str) -> Result<Self, Flaw> {
        if text.is_empty() {
            return Err((0, Mistake::NeedsDomain));
        }
        let string = MacroString::parse(text, Setting::Domain)?;
        match string.parts.last() {
            Some(Part::Text(end)) => check_end(text, end)?,
            Some(Part::Macro(_) | Part::Escape { .. }) => {}
            None => return Err((0, Mistake::NeedsDomain)),
        }
        Ok(Self(string))
    }
}

/// `"." toplabel [ "." ]`
fn check_end(text: &str, end: &str) -> Result<(), Flaw> {
    let without_dot = end.strip_suffix('.').unwrap_or(end);
    let label = without_dot.rsplit_once('.').map(|(_, label)| label);
    if label.is_some_and(is_top_label) {
        return Ok(());
    }
    if text.parse::<IpAddr>().is_ok() {
        return Err((0, Mistake::AddressForName));
    }
    let length = label.unwrap_or(without_dot).len() + end.len() - without_dot.len();
    Err((text.len() - length, Mistake::TopLabel))
}

/// Letters, digits and dashes, no dash at an end, and not digits alone.
fn is_top_label(label: &str) -> bool {
    let is_alphanumeric = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_alphanumeric(label.chars().next())
        && is_alphanumeric(label.chars().next_back())
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !label.chars().all(|c| c.is_ascii_digit())
}
