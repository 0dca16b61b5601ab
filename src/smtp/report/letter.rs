//! The letter that a report travels in: a few words for people, and the report for programs as an attachment.

use std::fmt::Write;
use std::io;

use crate::auth::aggregate::Report;
use crate::smtp::compose::{field, message_id};
use crate::trace::{Address, LetterId, Time};

/// A report on its way.
pub(super) struct Covering<'a> {
    pub(super) host: &'a str,
    pub(super) letter: LetterId,
    pub(super) from: &'a Address,
    pub(super) to: &'a [Address],
    pub(super) report: &'a Report,
    pub(super) now: Time,
}

impl Covering<'_> {
    /// The whole letter. `record` is the policy record that was applied.
    pub(super) fn compose(&self, record: &str) -> io::Result<Vec<u8>> {
        let boundary = format!("=_{}_{}", self.now.0, self.letter.0);
        let name = self.report.file_name();
        let mut source = self.header(&boundary);
        let _ = write!(
            source,
            "--{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
            self.for_people()
        );
        let _ = write!(
            source,
            "\r\n--{boundary}\r\nContent-Type: application/gzip\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Disposition: attachment;\r\n filename=\"{name}\"\r\n\r\n{}--{boundary}--\r\n",
            self.report.attachment(record)?
        );
        Ok(source.into_bytes())
    }

    fn header(&self, boundary: &str) -> String {
        let Report { domain, receiver, id, .. } = self.report;
        let to: Vec<String> = self.to.iter().map(|to| format!("<{to}>")).collect();
        let fields = [
            ("From", format!("DMARC reports <{}>", self.from)),
            ("To", to.join(", ")),
            // The form is that of RFC 9990, so that programs find each report once.
            ("Subject", format!("Report Domain: {domain} Submitter: {receiver} Report-ID: <{id}@{receiver}>")),
            ("Date", self.now.rfc5322()),
            ("Message-ID", message_id(self.letter, self.now, self.host)),
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("MIME-Version", "1.0".to_owned()),
        ];
        let mut header: String = fields.iter().map(|(name, value)| field(name, value)).collect();
        let _ = write!(header, "Content-Type: multipart/mixed;\r\n boundary=\"{boundary}\"\r\n\r\n");
        header
    }

    fn for_people(&self) -> String {
        let Report { domain, receiver, .. } = self.report;
        let letters = self.report.letters();
        format!(
            "This is a DMARC aggregate report from {receiver} about {domain}.\r\n\
             Letters counted: {letters}. The attachment is for programs.\r\n\r\n\
             {receiver} から、{domain} についてのDMARC集計レポートです。\r\n\
             {letters}通のメールを数えました。添付ファイルはプログラム用です。\r\n"
        )
    }
}
