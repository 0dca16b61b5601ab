//! Who is said to have sent it: the envelope From in `Return-Path`, the author in `From`, and those beside it.
//!
//! A mail client shows `From`. The other names may differ for good reasons (a newsletter is sent by a mailing service, a list
//! by its server), and for bad ones: `Reply-To` is where the answer goes.

use super::decode::{self, Mailbox, Mailboxes};
use super::domains::Relation;
use super::header::Header;
use super::path::Way;
use super::remark::Remark;
use super::tricks::{self, Trick};

/// One of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    pub field: usize,
    pub name: &'static str,
    pub mailbox: Mailbox,
    /// How its domain stands to that of From; none where one of them has none.
    pub relation: Option<Relation>,
}

/// All of them, and what is odd about them.
#[derive(Debug, Default)]
pub(super) struct Senders {
    /// From first, where there is one.
    pub roles: Vec<Role>,
    pub remarks: Vec<Remark>,
}

impl Senders {
    pub fn of(header: &Header<'_>, way: &Way) -> Self {
        let mut senders = Self::default();
        senders.author(header);
        for name in ["Return-Path", "Sender", "Reply-To"] {
            senders.beside(header, name);
        }
        senders.alike(header);
        if let Some(path) = senders.role("Return-Path").filter(|path| way.is_below(path.field)) {
            senders.remarks.push(Remark::ReturnPathBelow { field: path.field });
        }
        senders.hidden(header);
        senders
    }

    /// The author that a mail client shows.
    pub fn from(&self) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == "From")
    }

    /// The role of that name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    fn author(&mut self, header: &Header<'_>) {
        let mut all = header.all("From");
        let Some((field, raw)) = all.next() else {
            self.remarks.push(Remark::Missing { name: "From" });
            return;
        };
        if all.next().is_some() {
            self.remarks.push(Remark::SeveralFrom { field });
        }
        let Mailboxes { all, grouped } = decode::mailboxes(raw.value);
        if grouped {
            self.remarks.push(Remark::GroupInFrom { field });
        }
        if all.len() > 1 {
            self.remarks.push(Remark::SeveralAuthors { field, count: all.len() });
        }
        let Some(mailbox) = all.into_iter().next().filter(|mailbox| !mailbox.domain().is_empty()) else {
            self.remarks.push(Remark::FromWithoutAddress { field });
            return;
        };
        for trick in tricks::of(&mailbox) {
            self.remarks.push(remark(trick, field, &mailbox));
        }
        self.roles.push(Role { field, name: "From", mailbox, relation: None });
    }

    fn beside(&mut self, header: &Header<'_>, name: &'static str) {
        let Some((field, raw)) = header.first(name) else { return };
        let mut mailbox = decode::mailboxes(raw.value).all.into_iter().next().unwrap_or_default();
        let address = mailbox.address.trim_matches(['<', '>']).to_owned();
        mailbox.address = address;
        let from = self.from().map(|role| role.mailbox.clone()).unwrap_or_default();
        let known = !mailbox.domain().is_empty() && !from.domain().is_empty();
        let relation = known.then(|| Relation::of(mailbox.domain(), from.domain()));
        let (other, from) = (mailbox.address.clone(), from.address);
        match (name, relation) {
            ("Return-Path", _) if other.is_empty() => self.remarks.push(Remark::NullReturnPath { field }),
            ("Return-Path", Some(Relation::Different)) => {
                self.remarks.push(Remark::OtherReturnPath { field, other, from });
            }
            ("Reply-To", Some(Relation::Different)) => self.remarks.push(Remark::OtherReplyTo { field, other, from }),
            ("Sender", Some(Relation::Different)) => self.remarks.push(Remark::OtherSender { field, other, from }),
            _ => {}
        }
        self.roles.push(Role { field, name, mailbox, relation });
    }

    /// Whether From looks like another domain that the letter names.
    fn alike(&mut self, header: &Header<'_>) {
        let Some(from) = self.from().cloned() else { return };
        let others =
            ["To", "Cc", "Reply-To", "Sender", "Return-Path"].into_iter().filter_map(|name| header.first(name));
        let mut domains =
            others.flat_map(|(_, raw)| decode::mailboxes(raw.value).all).map(|one| one.domain().to_owned());
        if let Some(like) = domains.find(|other| tricks::look_alike(from.mailbox.domain(), other)) {
            self.remarks.push(Remark::LooksLike { field: from.field, domain: from.mailbox.domain().to_owned(), like });
        }
    }

    fn hidden(&mut self, header: &Header<'_>) {
        if let Some((field, raw)) = header.first("Subject")
            && decode::text(raw.value).chars().any(tricks::misleads)
        {
            self.remarks.push(Remark::Invisible { field, name: "Subject" });
        }
    }
}

fn remark(trick: Trick, field: usize, mailbox: &Mailbox) -> Remark {
    let real = mailbox.address.clone();
    match trick {
        Trick::OtherAddress(address) => Remark::AddressInName { field, address, real },
        Trick::OtherDomain(domain) => Remark::DomainInName { field, domain, real },
        Trick::MixedScripts(text) => Remark::MixedScripts { field, text },
        Trick::LooksLike { domain, like } => Remark::LooksLike { field, domain, like },
        Trick::International { domain, ascii } => Remark::International { field, domain, ascii },
        Trick::Invisible => Remark::Invisible { field, name: "From" },
    }
}
