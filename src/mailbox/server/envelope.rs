//! ENVELOPE: what a mail client shows in its list of letters, picked from the header (RFC 3501 §7.4.2).
//!
//! It has nothing to do with the envelope of SMTP, in spite of its name: it says who the *letter* claims to be from.

use imap_codec::imap_types::core::NString;
use imap_codec::imap_types::envelope::{Address, Envelope};
use mail_parser::{Addr, Message, MessageParser};

use super::header::{field, halves};

/// The envelope structure of a letter. What its header does not have is NIL.
pub(super) fn envelope(source: &[u8]) -> Envelope<'static> {
    let (header, _) = halves(source);
    let message = MessageParser::new().parse_headers(header);
    let message = message.as_ref();
    let from = addresses(message, "From");
    let or_from = |name| Some(addresses(message, name)).filter(|some| !some.is_empty()).unwrap_or_else(|| from.clone());
    Envelope {
        date: raw(header, "Date"),
        subject: raw(header, "Subject"),
        sender: or_from("Sender"),
        reply_to: or_from("Reply-To"),
        to: addresses(message, "To"),
        cc: addresses(message, "Cc"),
        bcc: addresses(message, "Bcc"),
        in_reply_to: raw(header, "In-Reply-To"),
        message_id: raw(header, "Message-ID"),
        from,
    }
}

/// The value of the first field of that name as it stands in the letter, unfolded; NIL where an IMAP string cannot hold it.
fn raw(header: &[u8], name: &str) -> NString<'static> {
    let value = field(header, name);
    let unfolded = value.map(|value| value.iter().copied().filter(|octet| !matches!(octet, b'\r' | b'\n')).collect());
    nstring(unfolded.map(|value: Vec<u8>| value.trim_ascii().to_vec()))
}

fn addresses(message: Option<&Message<'_>>, name: &str) -> Vec<Address<'static>> {
    let values =
        message.into_iter().flat_map(|message| message.header_values(name)).filter_map(|value| value.as_address());
    values.flat_map(mail_parser::Address::iter).map(address).collect()
}

fn address(address: &Addr<'_>) -> Address<'static> {
    let (mailbox, host) = match address.address() {
        Some(address) => {
            address.rsplit_once('@').map_or((Some(address), None), |(local, host)| (Some(local), Some(host)))
        }
        None => (None, None),
    };
    let string = |text: Option<&str>| nstring(text.map(|text| text.as_bytes().to_vec()));
    Address { name: string(address.name()), adl: NString(None), mailbox: string(mailbox), host: string(host) }
}

fn nstring(octets: Option<Vec<u8>>) -> NString<'static> {
    octets.and_then(|octets| NString::try_from(octets).ok()).unwrap_or(NString(None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_without_a_header_has_an_empty_envelope() {
        for source in ["", "\r\n", "\r\nbody"] {
            assert_eq!(envelope(source.as_bytes()).from, []);
        }
    }

    #[test]
    fn sender_and_reply_to_default_to_from() {
        let source = b"Subject: a\r\n b \xff\r\nFrom: Aoi <aoi@a-corp.example>\r\nReply-To: mari@b.example\r\n\r\n";
        let envelope = envelope(source);
        assert_eq!(envelope.subject, nstring(Some(b"a b \xff".to_vec())));
        assert_eq!(envelope.sender, envelope.from);
        assert_eq!(envelope.from[0].host, nstring(Some(b"a-corp.example".to_vec())));
        assert_eq!(envelope.reply_to[0].mailbox, nstring(Some(b"mari".to_vec())));
        assert_eq!(envelope.date, NString(None));
    }
}
