//! What a record and a policy of MTA-STS say (RFC 8461 §3.1, §3.2).

use crate::trace::{StsMode, StsPolicy};

/// The longest time for which a policy may be kept, in seconds: about a year.
const LONGEST_AGE: u64 = 31_557_600;

/// How many names of servers a policy may have.
const MOST_MX: usize = 100;

/// The `id` of `v=STSv1; id=20260101;`; none where it is no such record.
pub(super) fn record_id(text: &str) -> Option<String> {
    let mut fields = text.split(';').map(|field| field.trim().split_once('=').unwrap_or((field.trim(), "")));
    if fields.next()? != ("v", "STSv1") {
        return None;
    }
    let (_, id) = fields.find(|(name, _)| *name == "id")?;
    let fits = (1..=32).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| id.to_owned())
}

/// The policy in that text; none where it is none. Keys that nobody knows mean nothing; of others the first one counts.
pub(super) fn read(text: &str) -> Option<StsPolicy> {
    let pairs = || text.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim(), value.trim()));
    let first = |wanted: &str| pairs().find(|(key, _)| *key == wanted).map(|(_, value)| value);
    if first("version")? != "STSv1" {
        return None;
    }
    let mode = match first("mode")? {
        "enforce" => StsMode::Enforce,
        "testing" => StsMode::Testing,
        "none" => StsMode::None,
        _ => return None,
    };
    let max_age = first("max_age")?.parse().ok().filter(|age| *age <= LONGEST_AGE)?;
    let mx = pairs().filter(|(key, _)| *key == "mx").map(|(_, value)| value.to_ascii_lowercase());
    let mx: Vec<String> = mx.take(MOST_MX).collect();
    (mode == StsMode::None || !mx.is_empty()).then_some(StsPolicy { mode, mx, max_age })
}

/// Whether a mail server of that name is one of the policy's; `*.` stands for exactly one label (RFC 8461 §4.1).
pub(in crate::smtp) fn names(policy: &StsPolicy, server: &str) -> bool {
    let behind_label = server.split_once('.').map(|(_, rest)| rest);
    policy.mx.iter().any(|pattern| match pattern.strip_prefix("*.") {
        Some(domain) => behind_label.is_some_and(|rest| rest.eq_ignore_ascii_case(domain)),
        None => pattern.eq_ignore_ascii_case(server),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_a_version_first_and_an_id() {
        assert_eq!(record_id("v=STSv1; id=20260101T000000;").as_deref(), Some("20260101T000000"));
        assert_eq!(record_id("v=STSv1;id=a").as_deref(), Some("a"));
        for wrong in ["", "id=a; v=STSv1", "v=STSv2; id=a", "v=STSv1", "v=STSv1; id=", "v=STSv1; id=a b"] {
            assert_eq!(record_id(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_policy_is_whole_or_none() {
        let whole = "version: STSv1\r\nmode: enforce\r\nmx: MX.school.example\r\nmx: *.school.example\r\nx: y\r\nmax_age: 60\r\n";
        let policy = read(whole).unwrap();
        assert_eq!((policy.mode, policy.mx.len(), policy.max_age), (StsMode::Enforce, 2, 60));
        for gone in ["version: STSv1\r\n", "mode: enforce\r\n", "max_age: 60\r\n"] {
            assert_eq!(read(&whole.replace(gone, "")), None, "{gone}");
        }
        assert_eq!(read("version: STSv1\nmode: enforce\nmax_age: 60\n"), None);
        assert!(read("version: STSv1\nmode: none\nmax_age: 60\n").is_some());
        assert_eq!(read("version: STSv1\nmode: none\nmax_age: 99999999\n"), None);
    }

    #[test]
    fn a_star_is_one_label() {
        let policy = read("version: STSv1\nmode: enforce\nmx: *.school.example\nmax_age: 60\n").unwrap();
        assert!(names(&policy, "mx.school.example") && names(&policy, "MX2.School.Example"));
        for other in ["school.example", "a.mx.school.example", "mx.evil.example", ""] {
            assert!(!names(&policy, other), "{other}");
        }
    }
}
