//! How two domains stand to each other, as far as their names tell.
//!
//! Which domains belong to one organization only DNS knows (the tree walk of RFC 9989 §4.10). Without asking it, a name is
//! cut to its last two labels, or to three where the last two look like a registry's own, as in `a-corp.co.jp`. That is
//! a guess, and the reading says so.

/// How a domain stands to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is the same.
    Same,
    /// Both seem to belong to one organization.
    Organization,
    /// They have nothing to do with each other.
    Different,
}

impl Relation {
    pub fn of(one: &str, other: &str) -> Self {
        let (one, other) = (plain(one), plain(other));
        if one == other {
            Self::Same
        } else if organization(&one) == organization(&other) {
            Self::Organization
        } else {
            Self::Different
        }
    }

    /// Its name in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Organization => "organization",
            Self::Different => "different",
        }
    }
}

/// In lower case, in ASCII, without a final dot.
pub(super) fn plain(domain: &str) -> String {
    domain.trim_end_matches('.').to_lowercase()
}

/// The domain of the organization, as far as the name tells.
pub(super) fn organization(domain: &str) -> String {
    /// Second labels that registries of countries use: `co.jp`, `ac.uk`, `com.au`.
    const SHARED: [&str; 19] = [
        "ac", "ad", "co", "com", "ed", "edu", "go", "gob", "gov", "govt", "gr", "gv", "lg", "mil", "ne", "net", "nhs",
        "or", "org",
    ];
    let domain = plain(domain);
    let mut labels = domain.rsplit('.');
    let (top, second, third) = (labels.next(), labels.next(), labels.next());
    match (top, second, third) {
        (Some(top), Some(second), Some(third)) if top.len() == 2 && SHARED.contains(&second) => {
            format!("{third}.{second}.{top}")
        }
        (Some(top), Some(second), _) => format!("{second}.{top}"),
        _ => domain,
    }
}

/// Whether this looks like a name in DNS: labels with a dot between them, and no address.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let label = |label: &str| {
        let fits = !label.is_empty() && label.len() <= 63;
        fits && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(label) && text.parse::<std::net::IpAddr>().is_err()
}

/// Whether `host` is `domain`, or lies below it.
pub(super) fn is_within(host: &str, domain: &str) -> bool {
    let (host, domain) = (plain(host), plain(domain));
    host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_organization_are_found() {
        let relation = |one, other| Relation::of(one, other);
        assert_eq!(relation("A-Corp.example.", "a-corp.example"), Relation::Same);
        assert_eq!(relation("mail.a-corp.example", "news.a-corp.example"), Relation::Organization);
        assert_eq!(relation("a.co.jp", "b.co.jp"), Relation::Different);
        assert_eq!(relation("mail.a.co.jp", "a.co.jp"), Relation::Organization);
        assert_eq!(relation("a-corp.example", "a-corp.example.evil.example"), Relation::Different);
    }

    #[test]
    fn a_host_lies_below_its_domain_and_not_below_one_that_only_ends_alike() {
        assert!(is_within("mx.school.example", "School.example"));
        assert!(!is_within("evilschool.example", "school.example"));
    }

    #[test]
    fn an_address_is_no_name() {
        assert!(is_name("mx.school.example.") && is_name("例え.example"));
        assert!(!is_name("192.0.2.1") && !is_name("localhost") && !is_name("a..example") && !is_name("2001:db8::1"));
    }
}
