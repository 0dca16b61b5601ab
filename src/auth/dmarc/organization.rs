//! Which domain stands for the organization (RFC 9989 §4.10.2), and whether another one lies within it.
//!
//! ```text
//!   psd=n                 ──► that domain
//!   psd=y, above          ──► one label below it
//!   records, none of these ► the one with the fewest labels
//!   no record             ──► the domain itself
//! ```

use crate::trace::proof::dmarc::{Found, Organization, OrganizationRule, Psd, Stop};

/// The Organizational Domain that a walk from `start` leads to; none where DNS did not answer on the way.
pub(super) fn of(start: &str, stops: &[Stop]) -> Option<Organization> {
    if stops.iter().any(|stop| stop.found == Found::NoAnswer) {
        return None;
    }
    let mut records = stops.iter().filter_map(|stop| match stop.found {
        Found::Record { psd, .. } => Some((stop.domain.as_str(), psd)),
        _ => None,
    });
    let (domain, by) = match records.next_back() {
        None => (start, OrganizationRule::Itself),
        Some((domain, Psd::No)) => (domain, OrganizationRule::PsdNo),
        Some((domain, Psd::Yes)) if domain != start => (below(domain, start), OrganizationRule::BelowSuffix),
        Some((domain, _)) => (domain, OrganizationRule::Highest),
    };
    Some(Organization { domain: domain.to_owned(), by })
}

/// The domain one label below `suffix`, on the way to `start`.
fn below<'a>(suffix: &str, start: &'a str) -> &'a str {
    let Some(between) = start.strip_suffix(suffix).and_then(|rest| rest.strip_suffix('.')) else { return start };
    let label = between.rfind('.').map_or(0, |dot| dot + 1);
    start.get(label..).unwrap_or(start)
}

/// Whether a domain is `organization`, or lies below it.
pub(super) fn holds(organization: &str, domain: &str) -> bool {
    domain.strip_suffix(organization).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_below_a_suffix_is_one_label_longer() {
        assert_eq!(below("example", "a.b.example"), "b.example");
        assert_eq!(below("co.example", "b.co.example"), "b.co.example");
        assert_eq!(below("else", "b.co.example"), "b.co.example");
    }

    #[test]
    fn an_organization_holds_what_is_below_it() {
        assert!(holds("a-corp.example", "a-corp.example") && holds("a-corp.example", "x.y.a-corp.example"));
        assert!(!holds("a-corp.example", "not-a-corp.example") && !holds("a-corp.example", "example"));
    }
}
