//! The value of a header field: as a mail client shows it, unfolded and with encoded words decoded (RFC 2047), and as tags.

use mail_parser::MessageParser;

use super::safe;

/// Decoded, and safe to show.
pub fn shown(value: &[u8]) -> String {
    if std::str::from_utf8(value).is_err() {
        return safe::octet_line(value).trim().to_owned();
    }
    safe::line(text(value).trim())
}

/// Decoded, and not yet safe to show.
pub fn text(value: &[u8]) -> String {
    let source = [b"Subject:", value, b"\r\n\r\n"].concat();
    let message = MessageParser::new().parse_headers(source.as_slice());
    message.as_ref().and_then(|message| message.subject()).unwrap_or_default().to_owned()
}

/// The tags of a signature or a seal (RFC 6376 §3.2), names and values: `d=a-corp.example; s=s1`.
pub fn tags(value: &str) -> impl Iterator<Item = (&str, &str)> {
    value.split(';').filter_map(|tag| tag.split_once('=')).map(|(name, value)| (name.trim(), value.trim()))
}

/// `d=` of a signature or a seal: who answers for it; empty where it does not say.
pub fn domain(value: &str) -> &str {
    tags(value).find(|(name, _)| *name == "d").map_or("", |(_, domain)| domain)
}
