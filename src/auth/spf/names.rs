//! Names: which of them DNS can hold, and how a macro that grew too long becomes one (RFC 7208 §4.3, §4.8 and §7.3).

use std::net::IpAddr;

use hickory_proto::rr::Name;

use crate::trace::proof::spf::DomainFlaw;

/// The longest label, in octets (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// The longest name, in octets, its final dot left out.
const LONGEST_NAME: usize = 253;

/// Why a domain cannot have a record at all; none where it can.
pub(super) fn flaw(domain: &str) -> Option<DomainFlaw> {
    let labels = || domain.split('.');
    if domain.is_empty() {
        Some(DomainFlaw::Empty)
    } else if domain.starts_with('[') {
        Some(DomainFlaw::Literal)
    } else if !domain.is_ascii() {
        Some(DomainFlaw::NotAscii)
    } else if labels().any(str::is_empty) {
        Some(DomainFlaw::EmptyLabel)
    } else if labels().any(|label| label.len() > LONGEST_LABEL) {
        Some(DomainFlaw::LongLabel)
    } else if domain.len() > LONGEST_NAME {
        Some(DomainFlaw::TooLong)
    } else if labels().nth(1).is_none() {
        Some(DomainFlaw::OneLabel)
    } else {
        None
    }
}

/// A text as the name that DNS is asked about, whatever characters are in it; none where DNS cannot hold it. Beyond ASCII
/// it can hold nothing (RFC 8616 §4).
pub(super) fn in_dns(text: &str) -> Option<Name> {
    let is_fit = text.is_ascii() && text.len() <= LONGEST_NAME;
    let labels: Vec<&[u8]> = text.split('.').map(str::as_bytes).collect();
    let are_fit = labels.iter().all(|label| (1..=LONGEST_LABEL).contains(&label.len()));
    if is_fit && are_fit { Name::from_labels(labels).ok() } else { None }
}

/// A macro's value as a name: without its final dot, and with labels cut off the left while it is too long. Says whether
/// any were.
pub(super) fn shortened(text: &str) -> (&str, bool) {
    let whole = text.strip_suffix('.').unwrap_or(text);
    let mut name = whole;
    while name.len() > LONGEST_NAME {
        let Some((_, rest)) = name.split_once('.') else { break };
        name = rest;
    }
    (name, name.len() < whole.len())
}

/// Where the names of an address are: `25.2.0.192.in-addr.arpa`.
pub(super) fn reverse(ip: IpAddr) -> String {
    let text = match ip {
        IpAddr::V4(ip) => ip.octets().map(|octet| octet.to_string()).to_vec(),
        IpAddr::V6(ip) => nibbles(ip.to_bits()).map(|nibble| format!("{nibble:x}")).collect(),
    };
    let zone = if ip.is_ipv4() { "in-addr" } else { "ip6" };
    let reversed: Vec<String> = text.into_iter().rev().collect();
    format!("{}.{zone}.arpa", reversed.join("."))
}

/// The 32 hexadecimal digits of an IPv6 address.
pub(super) fn nibbles(bits: u128) -> impl Iterator<Item = u128> {
    (0..32).rev().map(move |place| bits >> (4 * place) & 0xf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_without_a_record_is_known_before_dns_is_asked() {
        let label = "a".repeat(64);
        let long = vec!["a"; 128].join(".");
        for (domain, expected) in [
            ("a-corp.example", None),
            ("_spf.a-corp.example", None),
            ("", Some(DomainFlaw::Empty)),
            ("[192.0.2.25]", Some(DomainFlaw::Literal)),
            ("pc", Some(DomainFlaw::OneLabel)),
            ("a..example", Some(DomainFlaw::EmptyLabel)),
            (".example", Some(DomainFlaw::EmptyLabel)),
            (&format!("{label}.example"), Some(DomainFlaw::LongLabel)),
            (&long, Some(DomainFlaw::TooLong)),
            ("手紙.example", Some(DomainFlaw::NotAscii)),
        ] {
            assert_eq!(flaw(domain), expected, "{domain}");
        }
    }

    #[test]
    fn a_name_that_grew_too_long_loses_labels_at_its_left() {
        let long = format!("first.{}.last.example.", vec!["label"; 45].join("."));
        let (name, cut) = shortened(&long);
        assert!(
            cut && name.len() <= LONGEST_NAME && name.len() + 6 > LONGEST_NAME && long.ends_with(&format!("{name}."))
        );
        assert_eq!(shortened("a.example."), ("a.example", false));
        assert_eq!(shortened(&"x".repeat(300)).0.len(), 300);
        assert!(in_dns(&"x".repeat(300)).is_none());
    }

    #[test]
    fn dns_can_be_asked_about_odd_characters_and_not_about_empty_labels() {
        assert_eq!(in_dns("a b:c/%.example").unwrap().iter().next(), Some(&b"a b:c/%"[..]));
        for text in ["", ".", "a..example", "é.example", "a.example."] {
            assert!(in_dns(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_names_of_an_address_are_below_arpa() {
        assert_eq!(reverse("192.0.2.25".parse().unwrap()), "25.2.0.192.in-addr.arpa");
        let six = reverse("2001:db8::1".parse().unwrap());
        assert!(six.starts_with("1.0.0.0.") && six.ends_with(".8.b.d.0.1.0.0.2.ip6.arpa"), "{six}");
    }
}
