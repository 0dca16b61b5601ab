//! Values as a mail client reads them: encoded words, addresses, dates. `mail-parser` knows how.

use mail_parser::{Address, DateTime, HeaderValue, MessageParser};

pub(super) use crate::story::decode::{shown, text};

/// A name and an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mailbox {
    /// Decoded, not yet safe to show.
    pub name: String,
    /// Empty where there is none.
    pub address: String,
}

impl Mailbox {
    pub fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// The addresses of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mailboxes {
    pub all: Vec<Mailbox>,
    /// Whether they stand in a group: `Friends: a@a.example, b@b.example;`.
    pub grouped: bool,
}

/// The addresses in a value.
pub(super) fn mailboxes(value: &[u8]) -> Mailboxes {
    const MOST: usize = 50;
    let source = [b"From:", value, b"\r\n\r\n"].concat();
    let Some(message) = MessageParser::new().parse_headers(source.as_slice()) else { return Mailboxes::default() };
    let Some(HeaderValue::Address(address)) = message.header("From") else { return Mailboxes::default() };
    let grouped = matches!(address, Address::Group(_));
    let mailbox = |one: &mail_parser::Addr<'_>| Mailbox {
        name: one.name.as_deref().unwrap_or_default().trim().to_owned(),
        address: one.address.as_deref().unwrap_or_default().trim().to_owned(),
    };
    let some = address.iter().filter(|one| one.name.is_some() || one.address.is_some()).take(MOST);
    Mailboxes { all: some.map(mailbox).collect(), grouped }
}

/// A date (RFC 5322 §3.3) in seconds since 1970.
pub(super) fn time(text: &str) -> Option<i64> {
    let date = DateTime::parse_rfc822(text.trim())?;
    (date.is_valid() && date.year >= 1970).then(|| date.to_timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_mail_client_shows_is_found() {
        assert_eq!(shown(b" =?ISO-2022-JP?B?GyRCN29MPhsoQg==?=\r\n"), "件名");
        assert_eq!(shown(b" caf\xe9\x1b[2J"), "caf\\xe9\\x1b[2J");
        let two = mailboxes(b" \"A, b@b.example\" <a@a.example>, c@c.example");
        assert_eq!((two.all.len(), two.all[0].name.as_str(), two.all[1].domain()), (2, "A, b@b.example", "c.example"));
        assert!(mailboxes(b" Friends: a@a.example;").grouped);
    }

    #[test]
    fn dates_that_do_not_exist_are_none() {
        assert_eq!(time("Tue, 24 Nov 2026 05:30:00 +0000 (UTC)"), Some(1_795_498_200));
        assert_eq!(time("Tue, 24 Nov 2026 05:30:00 GMT"), Some(1_795_498_200));
        for odd in ["", "tomorrow", "Tue, 99 Nov 2026 05:30:00 +0000"] {
            assert_eq!(time(odd), None, "{odd}");
        }
    }
}
