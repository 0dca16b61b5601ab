//! What a mailing list does to a letter before it goes to the members.
//!
//! ```text
//!   Subject: hello          ──►  Subject: [seminar] hello
//!   From: Kimura <…@a-corp> ──►  From: "Kimura via seminar" <seminar@…>, Reply-To: Kimura <…@a-corp>   (where it rewrites)
//!                           ──►  List-Id, List-Post, List-Unsubscribe (RFC 2919, RFC 2369)
//!   the body                ──►  the body and a footer
//!   at last                 ──►  a signature of its own, a seal over what it has found (where it signs, where it seals)
//! ```
//!
//! Each change is recorded: whoever wonders why a signature broke finds the octets that did it.

use mail_parser::MessageParser;

use super::compose::field;
use super::footer::footer;
use super::server::{Server, Signer};
use super::stamp::Sheet;
use crate::auth::seal::Sealer;
use crate::auth::verify::Findings;
use crate::scenario::{ListFrom, MailingList};
use crate::trace::{EventId, Field};

impl Server {
    /// Makes a letter one of the list.
    pub(super) fn put_on_list(&self, sheet: &mut Sheet<'_>, list: &MailingList, findings: &Findings, because: EventId) {
        change_subject(sheet, list, because);
        if list.from == ListFrom::Rewrite {
            change_author(sheet, list, because);
        }
        for (name, value) in list_fields(list) {
            sheet.add(parted(&name, &value), [because]);
        }
        append_footer(sheet, list, because);
        let domain = list.address.domain();
        let Some(signer) = self.setup.signers.iter().find(|signer| signer.domain.eq_ignore_ascii_case(domain)) else {
            return;
        };
        if list.sign {
            self.sign_for_list(sheet, signer, because);
        }
        if list.arc {
            self.seal(sheet, signer, findings, because);
        }
    }

    fn sign_for_list(&self, sheet: &mut Sheet<'_>, signer: &Signer, because: EventId) {
        let now = self.recorder().now();
        if let Some(signed) = signer.sign(&sheet.source, now) {
            sheet.add_signature(signed, [because]);
        }
    }

    /// ARC (RFC 8617 §5.1): the seal is the last thing that is put on the letter, and so its topmost field.
    fn seal(&self, sheet: &mut Sheet<'_>, signer: &Signer, findings: &Findings, because: EventId) {
        let Signer { key, domain, selector, .. } = signer;
        let sealer = Sealer { key, domain, selector, host: self.name() };
        let Ok(Some(fields)) = sealer.seal(&sheet.source, findings, self.recorder().now()) else { return };
        for field in fields.into_iter().rev() {
            sheet.add(field, findings.events().into_iter().chain([because]));
        }
    }
}

fn change_subject(sheet: &mut Sheet<'_>, list: &MailingList, because: EventId) {
    let Some(prefix) = &list.subject_prefix else { return };
    let subject = MessageParser::new().parse_headers(&sheet.source).and_then(|m| m.subject().map(str::to_owned));
    match subject {
        Some(subject) if subject.contains(prefix.as_str()) => {}
        Some(subject) => {
            sheet.change(parted("Subject", &format!("{prefix} {}", one_line(&subject))), because);
        }
        None => {
            sheet.add(parted("Subject", prefix), [because]);
        }
    }
}

/// From becomes the list's, so that DMARC asks about the list's domain; whoever answers still reaches the author.
fn change_author(sheet: &mut Sheet<'_>, list: &MailingList, because: EventId) {
    let Some(message) = MessageParser::new().parse_headers(&sheet.source) else { return };
    let Some(author) = message.from().and_then(|from| from.first()) else { return };
    let address = author.address().unwrap_or_default().to_owned();
    let name = author.name().map_or_else(|| address.split('@').next().unwrap_or_default().to_owned(), str::to_owned);
    let answers_elsewhere = message.reply_to().is_some();
    let from = format!("{} <{}>", display_name(&format!("{name} via {}", list.name)), list.address);
    if sheet.change(parted("From", &from), because).is_some() && !answers_elsewhere {
        let reply_to = format!("{} <{}>", display_name(&name), one_line(&address));
        sheet.add(parted("Reply-To", &reply_to), [because]);
    }
}

/// A name as it may stand before an address (RFC 5322 §3.4): in quotation marks, or such that it is encoded as a whole.
fn display_name(name: &str) -> String {
    let special = |c: char| c.is_control() || "()<>[]:;@\\,\"".contains(c);
    let harmless: String = name.chars().map(|c| if special(c) { ' ' } else { c }).collect();
    if harmless.is_ascii() { format!("\"{}\"", harmless.trim()) } else { harmless.trim().to_owned() }
}

/// The fields that programs know a list by.
fn list_fields(list: &MailingList) -> [(String, String); 3] {
    let (local, domain) = (list.address.local(), list.address.domain());
    let unsubscribe = format!("<mailto:{}?subject=unsubscribe>", list.side_address("request"));
    [
        ("List-Unsubscribe".to_owned(), unsubscribe),
        ("List-Post".to_owned(), format!("<mailto:{}>", list.address)),
        ("List-Id".to_owned(), format!("{} <{local}.{domain}>", display_name(&list.name))),
    ]
}

fn append_footer(sheet: &mut Sheet<'_>, list: &MailingList, because: EventId) {
    let Some(text) = &list.footer else { return };
    match footer(&sheet.source, text) {
        Ok(footer) => {
            if footer.is_no_longer_7bit {
                sheet.change(parted("Content-Transfer-Encoding", "8bit"), because);
            }
            sheet.append(footer.octets, because);
        }
        Err(why) => sheet.leave_without_footer(why, because),
    }
}

/// A field, folded and encoded as needed.
fn parted(name: &str, value: &str) -> Field {
    let whole = field(name, value);
    let value = whole.strip_prefix(name).and_then(|rest| rest.strip_prefix(':')).unwrap_or(&whole);
    Field { name: name.to_owned(), value: value.trim_end().into() }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
