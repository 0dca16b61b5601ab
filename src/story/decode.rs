//! The value of a header field as a mail client shows it: unfolded, encoded words decoded (RFC 2047).

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
