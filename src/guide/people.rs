//! Who the lines speak of: the sender and the reader of the scenario's first letter, and all who have a mailbox.

use super::{Plan, Row, Section};
use crate::mailbox::password_of;
use crate::scenario::{Host, Role, Send, StepKind};
use crate::trace::Address;
use crate::world::Entrance;
use crate::world::lab::Lab;
use crate::{text, words};

/// The people in the lines to type.
pub(crate) struct People {
    /// What a forger writes into MAIL FROM.
    pub envelope_from: String,
    /// What the reader sees as the sender.
    pub from: String,
    /// The reader's address.
    pub to: String,
    /// The domain that is asked about.
    pub domain: String,
    /// A user who sends, and the server.
    pub sender: User,
    /// A user who reads, and the server.
    pub reader: User,
}

/// A user with a mailbox.
#[derive(Clone)]
pub(crate) struct User {
    pub name: String,
    pub host: String,
    pub address: String,
}

impl User {
    pub fn password(&self) -> String {
        password_of(&self.name)
    }
}

impl People {
    pub fn of(lab: &Lab) -> Self {
        let scenario = lab.scenario();
        let send = scenario.steps.iter().find_map(|step| match &step.kind {
            StepKind::Send(send) => Some(send.as_ref()),
            _ => None,
        });
        let users: Vec<User> = users(lab).collect();
        let nobody = User { name: "postmaster".to_owned(), host: String::new(), address: "postmaster".to_owned() };
        let first = |on: Option<&str>| users.iter().find(|user| on.is_none_or(|host| user.host == host)).cloned();
        let to = send.and_then(|send| send.envelope.to.first()).map(|to| to.0.clone()).unwrap_or_default();
        let reader = users.iter().find(|user| user.address.eq_ignore_ascii_case(&to)).cloned();
        let reader = reader.or_else(|| users.last().cloned()).unwrap_or_else(|| nobody.clone());
        let sender = send.and_then(|send| first(send.via.as_deref())).or_else(|| first(None)).unwrap_or(nobody);
        let envelope_from = send.map(|send| send.envelope.from.0.clone()).unwrap_or_default();
        let from = send.and_then(author).unwrap_or_else(|| envelope_from.clone());
        let domain = Address(from.clone()).domain().to_owned();
        Self { envelope_from, from, to, domain, sender, reader }
    }
}

/// The address in the header From.
fn author(send: &Send) -> Option<String> {
    let (_, value) = send.header.iter().find(|(name, _)| name.eq_ignore_ascii_case("From"))?;
    let source = format!("From: {value}\r\n\r\n");
    let message = mail_parser::MessageParser::new().parse_headers(source.as_bytes())?;
    message.from()?.first()?.address().map(str::to_owned)
}

/// All who have a mailbox that a visitor can come to.
fn users(lab: &Lab) -> impl Iterator<Item = User> {
    let is_open = |host: &&Host| lab.address_of(&host.name, Entrance::Imap).is_some();
    lab.scenario().hosts.iter().filter(is_open).flat_map(|host| {
        let Role::Server { users, domains, .. } = &host.role else { return Vec::new() };
        let domain = domains.first().map_or(host.name.as_str(), String::as_str);
        let user =
            |name: &String| User { name: name.clone(), host: host.name.clone(), address: format!("{name}@{domain}") };
        users.iter().map(user).collect()
    })
}

/// Who the visitor is, and who has which password.
pub(super) fn section(plan: &Plan<'_>) -> Section {
    let visitor = plan.lab.visitor();
    let (host, ip) = (&visitor.host, visitor.ip);
    let played = if plan.lab.scenario().host(host).is_some() {
        text!(
            plan.lang,
            en: "Whoever brings mail to an SMTP door plays {host} [{ip}]: SPF judges that address.",
            ja: "SMTPの入口にメールを持ってくる人は {host} [{ip}] として扱われます。SPFはこのアドレスを調べます。"
        )
    } else {
        text!(
            plan.lang,
            en: "Whoever brings mail to an SMTP door is a stranger at {ip}: SPF judges that address. `--as HOST` makes \
                 them a host of the scenario.",
            ja: "SMTPの入口にメールを持ってくる人は、{ip} にいる見知らぬ人として扱われます。SPFはこのアドレスを調べます。\
                 `--as ホスト` でシナリオのホストになれます。"
        )
    };
    let title = words!(plan.lang, en: "Who you are, and who has a mailbox", ja: "あなたの役と、メールボックスの利用者");
    let known = users(plan.lab).map(|user| {
        let (address, password) = (&user.address, user.password());
        let imap = plan.port_at(&user.host, Entrance::Imap);
        let said = text!(
            plan.lang,
            en: "{address}, password {password}, mailbox at port {imap}",
            ja: "{address}、パスワード {password}、メールボックスはポート{imap}"
        );
        Row::Pair(user.name.clone(), said)
    });
    Section::new(title, std::iter::once(Row::Text(played)).chain(known).collect())
}
