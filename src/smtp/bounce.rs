//! The letter that a server writes when it cannot deliver one: a delivery status notification (RFC 3464).
//!
//! It goes to the reverse-path of the letter that failed, in an envelope with the null reverse-path `<>`, so that no
//! bounce is ever answered by a bounce (RFC 5321 §4.5.5). It has three parts: a text for people, a report for programs,
//! and the header of the letter that failed.

use std::fmt::Write;

use super::compose::{field, message_id};
use crate::trace::{Address, LetterId, Reply, Time};

/// What a bounce is about.
pub struct Notice<'a> {
    /// The server that gives up, and writes this.
    pub host: &'a str,
    /// The bounce's own number.
    pub letter: LetterId,
    /// To whom: the reverse-path.
    pub to: &'a Address,
    /// Which recipients did not get the letter, and why.
    pub failed: &'a [(Address, Reply)],
    /// The letter that failed.
    pub original: &'a [u8],
    /// When that one was taken by this server.
    pub arrived: Time,
    /// Now.
    pub now: Time,
}

/// The longest piece of the failed letter's header that is sent back, in octets.
const MOST_HEADER: usize = 64 * 1024;

impl Notice<'_> {
    /// The whole letter.
    pub fn compose(&self) -> Vec<u8> {
        let boundary = format!("=_{}_{}", self.now.0, self.letter.0);
        let mut source = self.header(&boundary).into_bytes();
        for (kind, part) in [
            ("text/plain; charset=utf-8", self.for_people().into_bytes()),
            ("message/delivery-status", self.for_programs().into_bytes()),
            ("text/rfc822-headers", self.original_header().to_vec()),
        ] {
            source.extend_from_slice(format!("--{boundary}\r\nContent-Type: {kind}\r\n\r\n").as_bytes());
            source.extend_from_slice(&part);
            source.extend_from_slice(b"\r\n");
        }
        source.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        source
    }

    fn header(&self, boundary: &str) -> String {
        let fields = [
            ("From", format!("Mail Delivery System <MAILER-DAEMON@{}>", self.host)),
            ("To", format!("<{}>", self.to)),
            ("Subject", "Undelivered Mail Returned to Sender".to_owned()),
            ("Date", self.now.rfc5322()),
            ("Message-ID", message_id(self.letter, self.now, self.host)),
            ("Auto-Submitted", "auto-replied".to_owned()),
            ("MIME-Version", "1.0".to_owned()),
        ];
        let mut header: String = fields.iter().map(|(name, value)| field(name, value)).collect();
        header.push_str("Content-Transfer-Encoding: 8bit\r\n");
        let _ = write!(
            header,
            "Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"{boundary}\"\r\n\r\n"
        );
        header
    }

    fn for_people(&self) -> String {
        let mut text =
            format!("This is the mail server {}.\r\nYour letter could not be delivered to:\r\n\r\n", self.host);
        self.list_failed(&mut text);
        let _ = write!(
            text,
            "\r\nメールサーバー {} からのお知らせです。\r\n次の宛先にメールを届けられませんでした。\r\n\r\n",
            self.host
        );
        self.list_failed(&mut text);
        text
    }

    fn list_failed(&self, text: &mut String) {
        for (address, reply) in self.failed {
            let _ = write!(text, "  <{address}>\r\n    {}\r\n", one_line(&reply.to_string()));
        }
    }

    /// RFC 3464 §2: fields about the letter, then a group of fields for each recipient.
    fn for_programs(&self) -> String {
        let mut report = format!("Reporting-MTA: dns; {}\r\nArrival-Date: {}\r\n", self.host, self.arrived.rfc5322());
        for (address, reply) in self.failed {
            let _ = write!(
                report,
                "\r\nFinal-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: {}\r\nDiagnostic-Code: smtp; {}\r\n",
                reply.status().unwrap_or("5.0.0"),
                one_line(&reply.to_string()),
            );
        }
        report
    }

    fn original_header(&self) -> &[u8] {
        let end =
            self.original.windows(4).position(|four| four == b"\r\n\r\n").map_or(self.original.len(), |at| at + 2);
        &self.original[..end.min(MOST_HEADER)]
    }
}

/// A reply with several lines, or with odd characters in it, must not become header fields of the report.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(900).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bounce_is_a_report_that_a_program_can_read() {
        let failed = [("nobody@school.example".into(), Reply::new(550, "5.1.1 no such user\nsorry"))];
        let notice = Notice {
            host: "mail.a-corp.example",
            letter: LetterId(2),
            to: &"kimura@a-corp.example".into(),
            failed: &failed,
            original: b"Subject: hello\r\nFrom: x\r\n\r\nbody\r\n",
            arrived: Time(1_800_000_000),
            now: Time(1_800_000_300),
        };
        let source = notice.compose();
        let message = mail_parser::MessageParser::new().parse(&source).unwrap();
        assert_eq!(message.parts.len(), 4);
        let text = String::from_utf8(source).unwrap();
        assert!(text.contains("Content-Type: multipart/report; report-type=delivery-status;"), "{text}");
        assert!(text.contains("Final-Recipient: rfc822; nobody@school.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"));
        assert!(text.contains("Diagnostic-Code: smtp; 550 5.1.1 no such user sorry\r\n"), "{text}");
        assert!(text.contains("Subject: hello\r\nFrom: x\r\n\r\n--=_") && !text.contains("body\r\n"), "{text}");
    }
}
