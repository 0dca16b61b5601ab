//! Which term of an SPF record decided.

use std::net::IpAddr;

use crate::trace::SpfResult;

/// Whether a term matches, as far as the record alone tells.
enum Matches {
    Yes,
    No,
    /// DNS decides.
    Perhaps,
}

/// The term that led to this result, where the record leaves no doubt: only one of the terms that may have matched gives
/// it.
pub(super) fn deciding_term(record: &str, ip: IpAddr, result: SpfResult) -> Option<String> {
    if !matches!(result, SpfResult::Pass | SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral) {
        return None;
    }
    let mut giving = Vec::new();
    let mut certain = false;
    for term in record.split_ascii_whitespace().skip(1).filter(|term| !is_modifier(term)) {
        let (given, mechanism) = qualified(term);
        let matches = matches(mechanism, ip);
        if given == result && !matches!(matches, Matches::No) {
            giving.push(term);
        }
        if matches!(matches, Matches::Yes) {
            certain = true;
            break;
        }
    }
    // Without a certain match the result may also come from elsewhere: neutral by default, or by `redirect=`.
    let elsewhere = !certain && (result == SpfResult::Neutral || record.to_ascii_lowercase().contains(" redirect="));
    match giving.as_slice() {
        [term] if !elsewhere => Some((*term).to_owned()),
        _ => None,
    }
}

/// `name=value` (RFC 7208 §4.6.1); a mechanism has a `:` or a `/` before any `=`.
fn is_modifier(term: &str) -> bool {
    let name = term.split([':', '/', '=']).next().unwrap_or_default();
    term.get(name.len()..).is_some_and(|rest| rest.starts_with('='))
}

/// The sign before a mechanism, and the mechanism; no sign is a `+`.
fn qualified(term: &str) -> (SpfResult, &str) {
    let sign = match term.as_bytes().first() {
        Some(b'+') => SpfResult::Pass,
        Some(b'-') => SpfResult::Fail,
        Some(b'~') => SpfResult::Softfail,
        Some(b'?') => SpfResult::Neutral,
        _ => return (SpfResult::Pass, term),
    };
    (sign, term.get(1..).unwrap_or_default())
}

fn matches(mechanism: &str, ip: IpAddr) -> Matches {
    let mechanism = mechanism.to_ascii_lowercase();
    let network = mechanism.strip_prefix("ip4:").or_else(|| mechanism.strip_prefix("ip6:"));
    match (mechanism.as_str(), network) {
        ("all", _) => Matches::Yes,
        (_, Some(network)) => match contains(network, ip) {
            Some(true) => Matches::Yes,
            Some(false) => Matches::No,
            None => Matches::Perhaps,
        },
        _ => Matches::Perhaps,
    }
}

/// Whether a network such as `192.0.2.0/24` has this address; none where it cannot be read.
fn contains(network: &str, ip: IpAddr) -> Option<bool> {
    let (address, length) = network.split_once('/').map_or((network, None), |(a, l)| (a, Some(l)));
    let address: IpAddr = address.parse().ok()?;
    let width: u32 = if address.is_ipv4() { 32 } else { 128 };
    let length: u32 = length.map_or(Some(width), |length| length.parse().ok())?;
    let shift = width.checked_sub(length)?;
    let cut = |bits: u128| bits.checked_shr(shift).unwrap_or(0);
    Some(match (address, ip) {
        (IpAddr::V4(a), IpAddr::V4(b)) => cut(a.to_bits().into()) == cut(b.to_bits().into()),
        (IpAddr::V6(a), IpAddr::V6(b)) => cut(a.to_bits()) == cut(b.to_bits()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_named_only_where_nothing_else_can_have_decided() {
        use SpfResult::{Fail, Neutral, Pass, Softfail, Temperror};
        let named = |record, result| deciding_term(record, "192.0.2.25".parse().unwrap(), result);
        for (record, result, term) in [
            ("v=spf1 ip4:192.0.2.25 -all", Pass, Some("ip4:192.0.2.25")),
            ("v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.25 -all", Pass, Some("ip4:192.0.2.0/24")),
            ("v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 ~all", Softfail, Some("~all")),
            ("v=spf1 mx -all", Pass, Some("mx")),
            ("v=spf1 mx -all", Fail, Some("-all")),
            ("v=spf1 a mx -all", Pass, None),
            ("v=spf1 mx ip4:192.0.2.25 -all", Pass, None),
            ("v=spf1 -exists:%{i}.block.example ip4:192.0.2.25 -all", Fail, Some("-exists:%{i}.block.example")),
            ("v=spf1 mx", Neutral, None),
            ("v=spf1 mx ?all", Neutral, Some("?all")),
            ("v=spf1 redirect=_spf.example", Fail, None),
            ("v=spf1 exp=why.example -all", Fail, Some("-all")),
            ("v=spf1 ip4:192.0.2.0/99 -all", Temperror, None),
            ("v=spf1 ip4:0.0.0.0/0 -all", Pass, Some("ip4:0.0.0.0/0")),
        ] {
            assert_eq!(named(record, result).as_deref(), term, "{record} {result}");
        }
    }
}
