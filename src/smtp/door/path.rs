//! The addresses in `MAIL FROM:<…>` and `RCPT TO:<…>` (RFC 5321 §4.1.2, RFC 6531 §3.3), and the parameters behind them.

use crate::trace::Address;

/// The longest domain and path, in octets (RFC 5321 §4.5.3.1).
const LONGEST_DOMAIN: usize = 255;
const LONGEST_PATH: usize = 256;

/// Takes `<path>` off the beginning of a text; none where what stands there is no path.
///
/// A source route (`@one,@two:user@domain`) is taken and ignored, as RFC 5321 §C says.
pub fn take_path(text: &str) -> Option<(Address, &str)> {
    let inner = text.strip_prefix('<')?;
    let end = end_of_path(inner)?;
    let (path, rest) = (&inner[..end], &inner[end + 1..]);
    let mailbox = without_route(path)?;
    if mailbox.is_empty() {
        return Some((Address::NULL, rest));
    }
    (path.len() <= LONGEST_PATH && is_mailbox(mailbox)).then(|| (Address(mailbox.to_owned()), rest))
}

/// Where the closing `>` stands; one inside a quoted local part does not close anything.
fn end_of_path(inner: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '>' if !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

fn without_route(path: &str) -> Option<&str> {
    if !path.starts_with('@') {
        return Some(path);
    }
    let (route, mailbox) = path.split_once(':')?;
    route.split(',').all(|hop| hop.strip_prefix('@').is_some_and(is_domain)).then_some(mailbox)
}

fn is_mailbox(mailbox: &str) -> bool {
    if mailbox.eq_ignore_ascii_case("postmaster") {
        return true; // the one address without a domain (RFC 5321 §4.5.1)
    }
    let Some((local, domain)) = mailbox.rsplit_once('@') else { return false };
    Address::is_local_part(local) && (is_domain(domain) || Address::is_literal(domain))
}

/// A domain name as RFC 5321 writes it; underscores pass, because real hosts have them.
pub fn is_domain(domain: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || is_beyond_ascii(c);
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(fits)
    };
    domain.len() <= LONGEST_DOMAIN && domain.split('.').all(is_label)
}

fn is_beyond_ascii(c: char) -> bool {
    !c.is_ascii() && !c.is_control()
}

/// The parameters behind a path: ` SIZE=100 BODY=8BITMIME`, names in capitals. None where they are not written so.
pub fn parameters(text: &str) -> Option<Vec<(String, Option<&str>)>> {
    let mut found: Vec<(String, Option<&str>)> = Vec::new();
    if !text.is_empty() && !text.starts_with(' ') {
        return None;
    }
    for word in text.split_ascii_whitespace() {
        let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let fits = name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && value != Some("");
        let name = name.to_ascii_uppercase();
        if !fits || found.iter().any(|(other, _)| *other == name) {
            return None;
        }
        found.push((name, value));
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_the_rfc_allows() {
        for (text, address, rest) in [
            ("<>", "", ""),
            ("<> SIZE=5", "", " SIZE=5"),
            ("<a@x.example>", "a@x.example", ""),
            ("<@relay.example,@b.example:a@x.example>", "a@x.example", ""),
            ("<\"a b>\\\"\"@x.example> BODY=7BIT", "\"a b>\\\"\"@x.example", " BODY=7BIT"),
            ("<葵@school.example>", "葵@school.example", ""),
            ("<a@[192.0.2.1]>", "a@[192.0.2.1]", ""),
            ("<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]", ""),
            ("<Postmaster>", "Postmaster", ""),
        ] {
            assert_eq!(take_path(text), Some((address.into(), rest)), "{text}");
        }
    }

    #[test]
    fn paths_that_it_does_not_allow() {
        let long = format!("<{}@x.example>", "a".repeat(65));
        for text in [
            "a@x.example",
            "<a@x.example",
            "<a>",
            "<a b@x.example>",
            "<.a@x.example>",
            "<a..b@x.example>",
            "<a@>",
            "<@x.example>",
            "<a@x..example>",
            "<a@-x.example>",
            "<\"a@x.example>",
            "<a@[192.0.2]>",
            "<a@x.example\u{0}>",
            "<(c)a@x.example>",
            &long,
        ] {
            assert_eq!(take_path(text), None, "{text}");
        }
    }

    #[test]
    fn parameters_come_apart() {
        assert_eq!(
            parameters(" SIZE=100 smtputf8"),
            Some(vec![("SIZE".into(), Some("100")), ("SMTPUTF8".into(), None)])
        );
        for text in ["x", " SIZE=", " =1", " SIZE=1 size=2", " -a=1"] {
            assert_eq!(parameters(text), None, "{text}");
        }
    }
}
