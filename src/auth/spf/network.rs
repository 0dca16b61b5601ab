//! Networks: an address, and how many of its bits count (RFC 7208 §5.6; RFC 4632 §3.1).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::macro_string::Flaw;
use crate::trace::proof::spf::{Comparison, Mistake};

/// `192.0.2.0/24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Network {
    pub(super) address: IpAddr,
    pub(super) prefix: u8,
}

/// The lengths behind `a` and `mx`: `/24//64`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefixes {
    pub(super) four: u8,
    pub(super) six: u8,
}

impl Network {
    /// Whether an address lies in it. Addresses of different kinds never do.
    pub(super) fn compare(self, ip: IpAddr) -> Comparison {
        let matches = match (self.address, ip) {
            (IpAddr::V4(one), IpAddr::V4(other)) => {
                same_bits(one.to_bits().into(), other.to_bits().into(), 32, self.prefix)
            }
            (IpAddr::V6(one), IpAddr::V6(other)) => same_bits(one.to_bits(), other.to_bits(), 128, self.prefix),
            _ => false,
        };
        Comparison { network: self.address, prefix: self.prefix, matches }
    }
}

impl Prefixes {
    /// The network around an address that DNS gave.
    pub(super) fn around(self, address: IpAddr) -> Network {
        Network { address, prefix: if address.is_ipv4() { self.four } else { self.six } }
    }
}

/// Whether two numbers of `width` bits begin with the same `prefix` bits.
fn same_bits(one: u128, other: u128, width: u8, prefix: u8) -> bool {
    let uncounted = u32::from(width.saturating_sub(prefix));
    (one ^ other).checked_shr(uncounted).unwrap_or(0) == 0
}

/// `ip4-network [ ip4-cidr-length ]`
pub(super) fn ip4(text: &str) -> Result<Network, Flaw> {
    read::<Ipv4Addr>(text, 32, Mistake::NotAnIp4)
}

/// `ip6-network [ ip6-cidr-length ]`
pub(super) fn ip6(text: &str) -> Result<Network, Flaw> {
    read::<Ipv6Addr>(text, 128, Mistake::NotAnIp6)
}

fn read<Address: std::str::FromStr + Into<IpAddr>>(text: &str, width: u8, wrong: Mistake) -> Result<Network, Flaw> {
    let (address, digits) = text.split_once('/').map_or((text, None), |(address, digits)| (address, Some(digits)));
    let parsed: Address = address.parse().map_err(|_| (0, wrong))?;
    let prefix = match digits {
        Some(digits) => prefix(digits, width).ok_or((address.len() + 1, Mistake::Prefix))?,
        None => width,
    };
    Ok(Network { address: parsed.into(), prefix })
}

/// Takes `[ "/" length ] [ "//" length ]` off the end, and hands back what stands before.
pub(super) fn prefixes(text: &str) -> Result<(&str, Prefixes), Flaw> {
    let (text, six) = split_digits(text, "//");
    let (text, four) = split_digits(text, "/");
    let four_at = text.len() + 1;
    let six_at = four_at + 1 + four.map_or(0, |digits| digits.len() + 1);
    let read = |digits: Option<&str>, width, at| match digits {
        Some(digits) => prefix(digits, width).ok_or((at, Mistake::Prefix)),
        None => Ok(width),
    };
    Ok((text, Prefixes { four: read(four, 32, four_at)?, six: read(six, 128, six_at)? }))
}

fn split_digits<'a>(text: &'a str, mark: &str) -> (&'a str, Option<&'a str>) {
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match text.rsplit_once(mark) {
        Some((before, digits)) if is_number(digits) => (before, Some(digits)),
        _ => (text, None),
    }
}

/// A number without leading zeros, not greater than `width`.
fn prefix(digits: &str, width: u8) -> Option<u8> {
    let is_plain = digits == "0" || !digits.starts_with(['0', '+']);
    digits.parse().ok().filter(|prefix| is_plain && *prefix <= width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_bits_that_count_are_compared() {
        for (network, ip, expected) in [
            ("192.0.2.0/24", "192.0.2.255", true),
            ("192.0.2.0/24", "192.0.3.0", false),
            ("192.0.2.129/25", "192.0.2.128", true),
            ("192.0.2.129/25", "192.0.2.127", false),
            ("192.0.2.25", "192.0.2.25", true),
            ("192.0.2.25", "192.0.2.24", false),
            ("0.0.0.0/0", "203.0.113.1", true),
            ("0.0.0.0/0", "2001:db8::1", false),
        ] {
            assert_eq!(ip4(network).unwrap().compare(ip.parse().unwrap()).matches, expected, "{network} {ip}");
        }
        assert!(ip6("2001:db8::/32").unwrap().compare("2001:db8:ffff::1".parse().unwrap()).matches);
        assert!(!ip6("2001:db8::/33").unwrap().compare("2001:db8:8000::1".parse().unwrap()).matches);
        assert!(ip6("::/0").unwrap().compare("2001:db8::1".parse().unwrap()).matches);
        assert!(!ip6("::/0").unwrap().compare("192.0.2.1".parse().unwrap()).matches);
    }

    #[test]
    fn the_place_of_a_length_that_cannot_be_is_known() {
        let flaw = |text| prefixes(text).map(|(before, _)| before);
        assert_eq!(flaw(":a.example/24//64"), Ok(":a.example"));
        assert_eq!(flaw(":a.example/33"), Err((11, Mistake::Prefix)));
        assert_eq!(flaw("//129"), Err((2, Mistake::Prefix)));
        assert_eq!(flaw("/24//064"), Err((5, Mistake::Prefix)));
        assert_eq!(flaw("/24/16"), Ok("/24"));
    }
}
