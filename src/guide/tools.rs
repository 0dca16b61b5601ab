//! Lines for programs that do one thing: swaks, dig, curl, openssl.

use super::people::User;
use super::{Plan, Row, Section, quoted};
use crate::trace::Address;
use crate::words;
use crate::world::Entrance;

/// One section for each program.
pub(super) fn sections(plan: &Plan<'_>) -> Vec<Section> {
    vec![swaks(plan), dig(plan), curl(plan), openssl(plan)]
}

fn swaks(plan: &Plan<'_>) -> Section {
    let people = &plan.people;
    let (envelope_from, from, to) = (quoted(&people.envelope_from), quoted(&people.from), quoted(&people.to));
    let (smtp, submission) = (plan.port(Entrance::Smtp), plan.port(Entrance::Submission));
    let hello = if plan.lab.visitor().host.contains('.') { &plan.lab.visitor().host } else { "visitor.example" };
    let forged = format!(
        "swaks --server 127.0.0.1 --port {smtp} --ehlo {hello} --from {envelope_from} --to {to} --h-From {from}"
    );
    let User { name, address, .. } = &people.sender;
    let (user, address, password) = (quoted(name), quoted(address), quoted(&people.sender.password()));
    let verify =
        plan.certificate.as_ref().map(|file| format!(" --tls-verify --tls-ca-path {file}")).unwrap_or_default();
    let handed_in = format!(
        "swaks --server 127.0.0.1 --port {submission} --tls{verify} --auth PLAIN --auth-user {user} \
         --auth-password {password} --from {address} --to {to}"
    );
    Section::new(
        "swaks",
        vec![
            Row::Text(words!(plan.lang, en: "Forge a letter:", ja: "なりすましメールを作って送る：").to_owned()),
            Row::Type(forged),
            Row::Text(
                words!(plan.lang, en: "Send one as a user, logged in:", ja: "利用者としてログインして送る：")
                    .to_owned(),
            ),
            Row::Type(handed_in),
        ],
    )
}

fn dig(plan: &Plan<'_>) -> Section {
    let (port, domain) = (plan.port(Entrance::Dns), quoted(&plan.people.domain));
    let ask = |rest: &str| Row::Type(format!("dig @127.0.0.1 -p {port} {rest}"));
    let to = Address(plan.people.to.clone());
    let receiver = quoted(to.domain());
    Section::new(
        "dig",
        vec![
            Row::Text(words!(plan.lang, en: "Who may send for a domain, and where its mail goes:", ja: "ドメインから送ってよいのは誰か、宛先はどこか：").to_owned()),
            ask(&format!("{domain} TXT")),
            ask(&format!("_dmarc.{domain} TXT +tcp")),
            ask(&format!("{receiver} MX")),
        ],
    )
}

fn curl(plan: &Plan<'_>) -> Section {
    let people = &plan.people;
    let smtp = plan.port(Entrance::Smtp);
    let (envelope_from, to) = (quoted(&people.envelope_from), quoted(&people.to));
    let User { name, host, .. } = &people.reader;
    let imap = plan.port_at(host, Entrance::Imap);
    let login = quoted(&format!("{name}:{}", people.reader.password()));
    let trust = plan.certificate.as_ref().map_or_else(|| "-k".to_owned(), |file| format!("--cacert {file}"));
    Section::new(
        "curl",
        vec![
            Row::Text(words!(plan.lang, en: "Send the file letter.eml; read the first letter in a mailbox:", ja: "letter.eml というファイルを送る、メールボックスの1通目を読む：").to_owned()),
            Row::Type(format!(
                "curl smtp://127.0.0.1:{smtp} --mail-from {envelope_from} --mail-rcpt {to} -T letter.eml"
            )),
            Row::Type(format!("curl --ssl-reqd {trust} -u {login} 'imap://127.0.0.1:{imap}/INBOX;MAILINDEX=1'")),
        ],
    )
}

fn openssl(plan: &Plan<'_>) -> Section {
    let check =
        plan.certificate.as_ref().map(|file| format!(" -CAfile {file} -verify_return_error")).unwrap_or_default();
    let line = |port, protocol: &str| {
        Row::Type(format!("openssl s_client -quiet -crlf -connect 127.0.0.1:{port} -starttls {protocol}{check}"))
    };
    Section::new(
        "openssl",
        vec![
            Row::Text(words!(plan.lang, en: "Type SMTP or IMAP by hand, inside TLS:", ja: "TLSの中で、SMTPやIMAPを手で打つ：").to_owned()),
            line(plan.port(Entrance::Smtp), "smtp"),
            line(plan.port_at(&plan.people.reader.host, Entrance::Imap), "imap"),
        ],
    )
}
