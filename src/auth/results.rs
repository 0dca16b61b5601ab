//! The `Authentication-Results` field (RFC 8601): what the receiver found, written on the letter for those who read it.
//!
//! Anybody can write such a field. A reader believes only the one that bears the name of their own server, so that server
//! takes out any that claims its name before it adds its own (RFC 8601 §5): see [`claims_to_be_from`].

use super::findings::Findings;
use crate::trace::{ArcCheck, Check, Dkim2Check, DkimCheck, DkimResult, DmarcCheck, Field, SpfCheck, SpfIdentity};

/// The field of this server for these findings, one method a line. SPF of MAIL FROM comes first: many a reader takes the
/// first `spf=` for the one that counts.
pub fn field(host: &str, findings: &Findings) -> Field {
    let mut checks: Vec<&Check> = findings.checks.iter().map(|(_, check)| check).collect();
    checks.sort_by_key(|check| rank(check));
    let lines: Vec<String> = checks.into_iter().filter_map(line).collect();
    let results = if lines.is_empty() { " none".to_owned() } else { format!("\r\n\t{}", lines.join(";\r\n\t")) };
    let value = format!(" {};{results}", value(host));
    Field { name: "Authentication-Results".to_owned(), value: value.into() }
}

fn rank(check: &Check) -> usize {
    match check {
        Check::Spf(spf) if spf.identity == SpfIdentity::MailFrom => 0,
        Check::Spf(_) => 1,
        _ => 2,
    }
}

fn line(check: &Check) -> Option<String> {
    match check {
        Check::Spf(check) => Some(spf(check)),
        Check::Dkim(check) => Some(dkim(check)),
        Check::Dmarc(check) => Some(dmarc(check)),
        Check::Dkim2(check) => Some(dkim2(check)),
        // A letter without a chain is the usual one.
        Check::Arc(check) => (check.result != DkimResult::None).then(|| arc(check)),
    }
}

fn spf(check: &SpfCheck) -> String {
    let (property, name) = match check.identity {
        SpfIdentity::Helo => ("smtp.helo", check.domain.as_str()),
        SpfIdentity::MailFrom => ("smtp.mailfrom", check.sender.0.as_str()),
    };
    format!("spf={} {property}={}", check.result, value(name))
}

fn dkim(check: &DkimCheck) -> String {
    let properties = [("header.d", &check.domain), ("header.s", &check.selector), ("header.a", &check.algorithm)];
    let known = properties.iter().filter_map(|(name, text)| Some((*name, text.as_deref()?)));
    let properties: Vec<String> = known.map(|(name, text)| format!(" {name}={}", value(text))).collect();
    format!("dkim={}{}{}", check.result, reason(check.reason.as_deref()), properties.concat())
}

fn dkim2(check: &Dkim2Check) -> String {
    let proof = check.proof.as_ref();
    let domain = proof.and_then(|proof| proof.hops.last()).map(|hop| format!(" header.d={}", value(&hop.domain)));
    format!("dkim2={}{}{}", check.result, reason(check.reason.as_deref()), domain.unwrap_or_default())
}

fn arc(check: &ArcCheck) -> String {
    format!("arc={}{}", check.result, reason(check.reason.as_deref()))
}

fn dmarc(check: &DmarcCheck) -> String {
    let policy = check.policy.map(|policy| format!(" policy.dmarc={policy}")).unwrap_or_default();
    let author = if check.author_domain.is_empty() {
        String::new()
    } else {
        format!(" header.from={}", value(&check.author_domain))
    };
    format!("dmarc={}{author}{policy}", check.result)
}

fn reason(why: Option<&str>) -> String {
    why.map(|why| format!(" reason={}", quoted(why))).unwrap_or_default()
}

/// As it is where its characters allow that, otherwise in quotes (RFC 2045 §5.1, RFC 8601 §2.2).
fn value(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-^_`{|}~.@".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let harmless = text.chars().filter(|c| !c.is_control()).take(200);
    let escaped = harmless.flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c]));
    format!("\"{}\"", escaped.collect::<String>())
}

/// Whether an `Authentication-Results` field says that it is from this server: whatever its case, in quotes or not, behind
/// comments and folds, with a version or without.
pub fn claims_to_be_from(value: &[u8], host: &str) -> bool {
    let rest = skip_comments(value);
    let name = match rest.strip_prefix(b"\"") {
        Some(rest) => unquoted(rest),
        None => rest.iter().copied().take_while(|byte| !ends_token(*byte)).collect(),
    };
    let name = name.strip_suffix(b".").unwrap_or(&name);
    name.eq_ignore_ascii_case(host.as_bytes())
}

fn ends_token(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte.is_ascii_control() || b"();\"/,<>=:\\".contains(&byte)
}

/// What stands inside quotes, up to the closing one.
fn unquoted(mut rest: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    loop {
        match rest {
            [] | [b'"', ..] => return text,
            [b'\\', escaped, tail @ ..] => {
                text.push(*escaped);
                rest = tail;
            }
            [byte, tail @ ..] => {
                text.push(*byte);
                rest = tail;
            }
        }
    }
}

/// Leaves out white space and comments, which may hold comments (RFC 5322 §3.2.2).
fn skip_comments(mut rest: &[u8]) -> &[u8] {
    let mut depth = 0_usize;
    loop {
        match rest {
            [b'(', tail @ ..] => (depth, rest) = (depth + 1, tail),
            [b')', tail @ ..] if depth > 0 => (depth, rest) = (depth - 1, tail),
            [b'\\', _, tail @ ..] if depth > 0 => rest = tail,
            [byte, tail @ ..] if depth > 0 || byte.is_ascii_whitespace() || byte.is_ascii_control() => rest = tail,
            _ => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_seen_however_it_is_written() {
        for value in [
            " mx.school.example; dmarc=pass",
            "mx.school.example",
            "\r\n\tMX.School.Example 1;\r\n spf=pass",
            " (a (nested \\) one)) mx.school.example/1; none",
            " \"mx.school\\.example\"; none",
            " mx.school.example.; none",
            " mx.school.example(comment); none",
        ] {
            assert!(claims_to_be_from(value.as_bytes(), "mx.school.example"), "{value}");
        }
        for value in
            ["", " (mx.school.example", " mx.school.example.evil.example; none", " x mx.school.example", "\"", "\\"]
        {
            assert!(!claims_to_be_from(value.as_bytes(), "mx.school.example"), "{value}");
        }
    }
}
