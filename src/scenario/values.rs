//! The small words of a file: times, IP addresses, domains, names with a record type.

use std::net::IpAddr;
use std::ops::Range;
use std::time::Duration;

use toml_spanner::Item;

use crate::scenario::diagnostic::{Findings, NetworkMistake, ShapeMistake};
use crate::scenario::{limits, reader};

/// `"90s"`, `"5m"`, `"4h"`, `"1d"`, `"1h30m"`.
pub(super) fn duration(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Duration> {
    let text = match item.as_i128() {
        Some(number) => number.to_string(),
        None => reader::text(item, findings)?.to_owned(),
    };
    let Some(seconds) = seconds(&text) else {
        findings.report(ShapeMistake::BadDuration { text }, item.span().range());
        return None;
    };
    if !(1..=limits::WAIT).contains(&seconds) {
        findings.report(ShapeMistake::OutOfRange { min: 1, max: limits::WAIT }, item.span().range());
        return None;
    }
    Some(Duration::from_secs(seconds))
}

fn seconds(text: &str) -> Option<u64> {
    let mut total = 0_u64;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest.split_at(digits);
        let unit = behind.chars().next()?;
        let factor = match unit {
            's' => 1,
            'm' => 60,
            'h' => 60 * 60,
            'd' => 24 * 60 * 60,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(factor)?)?;
        rest = &behind[unit.len_utf8()..];
    }
    (!text.is_empty()).then_some(total)
}

/// An address from the ranges that are kept for documentation (RFC 5737, RFC 3849).
pub(super) fn ip(text: &str, span: Range<usize>, findings: &mut Findings<'_>) -> Option<IpAddr> {
    let Ok(ip) = text.parse::<IpAddr>() else {
        findings.report(NetworkMistake::BadAddress { text: text.to_owned() }, span);
        return None;
    };
    if !is_documentation(ip) {
        findings.report(NetworkMistake::OutsideAddress { ip }, span);
        return None;
    }
    Some(ip)
}

/// Whether nobody in the world has this address.
pub(super) fn is_documentation(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => matches!(ip.octets(), [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _]),
        IpAddr::V6(ip) => matches!(ip.segments(), [0x2001, 0xdb8, ..]),
    }
}

/// A domain in lower case, without the final dot; reported where it is none.
pub(super) fn domain(text: &str, span: Range<usize>, findings: &mut Findings<'_>) -> Option<String> {
    let domain = as_domain(text);
    if domain.is_none() {
        findings.report(NetworkMistake::BadDomain { text: text.to_owned() }, span);
    }
    domain
}

/// A domain in lower case, without the final dot (RFC 1035 §2.3.1, with `_` as in `_dmarc`).
pub(super) fn as_domain(text: &str) -> Option<String> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let fits = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (text.len() <= 253 && text.split('.').all(fits)).then(|| text.to_ascii_lowercase())
}

/// Whether `name` is `zone` or lies below it; both in lower case.
pub(super) fn lies_in(name: &str, zone: &str) -> bool {
    name.strip_suffix(zone).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The most special of the domains that `name` lies in.
pub(super) fn closest<'a>(name: &str, zones: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    zones.into_iter().filter(|zone| lies_in(name, zone)).max_by_key(|zone| zone.len())
}

/// `"name TYPE"`: a name, and a type in capitals.
pub(super) fn question(text: &str, span: Range<usize>, findings: &mut Findings<'_>) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = match words[..] {
        [name, rtype] => as_domain(name).zip(known_type(rtype)),
        _ => None,
    };
    if found.is_none() {
        findings.report(NetworkMistake::BadQuestion { text: text.to_owned() }, span);
    }
    found
}

/// A record type that DNS knows, in capitals.
pub(super) fn known_type(word: &str) -> Option<String> {
    let upper = word.to_ascii_uppercase();
    upper.parse::<hickory_proto::rr::RecordType>().is_ok().then_some(upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_all_their_units() {
        for (text, expected) in [("90s", 90), ("5m", 300), ("1h30m", 5_400), ("2d", 172_800)] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
        for text in ["", "5", "m", "5 m", "5分", "-5m", "1.5h", "99999999999999999999d"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_lies_in_its_zone_by_whole_labels() {
        let zones = ["example", "school.example", "ool.example"];
        assert_eq!(closest("mx.school.example", zones), Some("school.example"));
        assert_eq!(closest("school.example", zones), Some("school.example"));
        assert_eq!(closest("preschool.example", zones), Some("example"));
        assert_eq!(closest("school.test", zones), None);
    }
}
