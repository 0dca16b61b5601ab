//! Mail clients: the settings of Thunderbird, and neomutt in one line.

use super::people::User;
use super::{Plan, Row, Section, quoted};
use crate::world::Entrance;
use crate::{text, words};

/// One section for each client.
pub(super) fn sections(plan: &Plan<'_>) -> Vec<Section> {
    vec![neomutt(plan), thunderbird(plan)]
}

fn neomutt(plan: &Plan<'_>) -> Section {
    let reader = &plan.people.reader;
    let User { name, host, address } = reader;
    let (imap, submission) = (plan.port_at(host, Entrance::Imap), plan.port_at(host, Entrance::Submission));
    let password = reader.password();
    let set = [
        format!("set imap_user={name} imap_pass={password} folder=imap://127.0.0.1:{imap}/ spoolfile=+INBOX"),
        format!("set smtp_url=smtp://{name}@127.0.0.1:{submission}/ smtp_pass={password} from={address}"),
        "set ssl_starttls=yes ssl_force_tls=yes record=".to_owned(),
        "ignore *".to_owned(),
        "unignore date from to subject".to_owned(),
    ];
    let trust = plan.certificate.as_ref().map(|file| format!("set certificate_file={file}"));
    let options: Vec<String> = set.into_iter().chain(trust).map(|line| format!("-e {}", quoted(&line))).collect();
    Section::new("neomutt", vec![Row::Type(format!("neomutt -n -F /dev/null {}", options.join(" ")))])
}

fn thunderbird(plan: &Plan<'_>) -> Section {
    let User { name, host, address } = &plan.people.reader;
    let password = plan.people.reader.password();
    let (imap, submission) = (plan.port_at(host, Entrance::Imap), plan.port_at(host, Entrance::Submission));
    let pair = |label: &str, value: String| Row::Pair(label.to_owned(), value);
    let server = |port| {
        text!(
            plan.lang,
            en: "127.0.0.1, port {port}, STARTTLS, normal password, user {name}",
            ja: "127.0.0.1、ポート{port}、STARTTLS、通常のパスワード認証、ユーザー名 {name}"
        )
    };
    let trust = match &plan.certificate {
        Some(file) => text!(
            plan.lang,
            en: "Settings, Privacy & Security, Certificates, Authorities, Import: {file}, for websites",
            ja: "設定、プライバシーとセキュリティ、証明書を管理、認証局証明書、読み込む：{file}（ウェブサイトの識別）"
        ),
        None => words!(
            plan.lang,
            en: "it asks at the first connection: confirm the exception",
            ja: "最初の接続でたずねられたら、例外として承認する"
        )
        .to_owned(),
    };
    let rows = vec![
        pair(words!(plan.lang, en: "account", ja: "アカウント"), format!("{address}, {password}")),
        pair(words!(plan.lang, en: "incoming (IMAP)", ja: "受信 (IMAP)"), server(imap)),
        pair(words!(plan.lang, en: "outgoing (SMTP)", ja: "送信 (SMTP)"), server(submission)),
        pair(words!(plan.lang, en: "certificate", ja: "証明書"), trust),
    ];
    Section::new("Thunderbird", rows)
}
