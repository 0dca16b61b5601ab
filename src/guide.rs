//! How to come into a lab: which doors there are, who has a mailbox, and the exact lines to type.
//!
//! ```text
//!   Lab ──► Guide ──► a page on the screen, or the first lines of the text
//!   (ports, hosts, users)
//! ```
//!
//! Each line can be typed as it stands. The people in them are those of the scenario's first letter, so that a learner
//! forges the letter that the lesson is about.

mod clients;
mod people;
mod tools;

use std::path::PathBuf;

pub(crate) use self::people::People;
use crate::lang::Lang;
use crate::world::Entrance;
use crate::world::lab::{Door, Lab};
use crate::{text, words};

/// All that a visitor has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// In the order in which they are read.
    pub sections: Vec<Section>,
}

/// What belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub title: String,
    /// What it says.
    pub rows: Vec<Row>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A sentence.
    Text(String),
    /// A name, and what is to be known of it.
    Pair(String, String),
    /// A line to type.
    Type(String),
}

impl Section {
    fn new(title: &str, rows: Vec<Row>) -> Self {
        Self { title: title.to_owned(), rows }
    }
}

/// What the guide is made of.
struct Plan<'a> {
    lang: Lang,
    lab: &'a Lab,
    people: People,
    /// Where the certificate to trust was written, as a shell has to read it.
    certificate: Option<String>,
}

impl Plan<'_> {
    fn door(&self, entrance: Entrance) -> Option<&Door> {
        self.lab.door(entrance)
    }

    fn port(&self, entrance: Entrance) -> u16 {
        self.door(entrance).map_or(0, |door| door.address.port())
    }

    /// The port of a service of the server that somebody has a mailbox on.
    fn port_at(&self, host: &str, entrance: Entrance) -> u16 {
        self.lab.address_of(host, entrance).map_or_else(|| self.port(entrance), |address| address.port())
    }
}

impl Guide {
    /// The guide to a lab; `certificate` is the file into which the certificate to trust has been written.
    pub fn of(lab: &Lab, certificate: Option<&PathBuf>, lang: Lang) -> Self {
        let certificate = certificate.map(|path| quoted(&path.display().to_string()));
        let plan = Plan { lang, lab, people: People::of(lab), certificate };
        let sections = [doors(&plan), people::section(&plan)]
            .into_iter()
            .chain(tools::sections(&plan))
            .chain(clients::sections(&plan))
            .chain([trust(&plan), time(&plan)]);
        Self { sections: sections.collect() }
    }
}

fn doors(plan: &Plan<'_>) -> Section {
    let rows = plan.lab.doors().iter().map(|door| Row::Pair(door.address.to_string(), behind(plan.lang, door)));
    let title = words!(plan.lang, en: "The doors, all on this computer", ja: "入口（すべてこのコンピューターの中）");
    Section::new(title, rows.collect())
}

/// What stands behind a door.
fn behind(lang: Lang, door: &Door) -> String {
    let host = &door.host;
    match door.entrance {
        Entrance::Smtp => {
            text!(lang, en: "SMTP: mail for {host} from other servers", ja: "SMTP：{host} がほかのサーバーからのメールを受け取る")
        }
        Entrance::Submission => text!(
            lang,
            en: "submission: the users of {host} hand in mail",
            ja: "送信の受け付け：{host} の利用者がメールを送り出す"
        ),
        Entrance::Imap => text!(lang, en: "IMAP: the mailboxes of {host}", ja: "IMAP：{host} のメールボックス"),
        Entrance::Dns => words!(lang, en: "DNS, UDP and TCP", ja: "DNS（UDPとTCP）").to_owned(),
    }
}

fn trust(plan: &Plan<'_>) -> Section {
    let title = words!(plan.lang, en: "The certificate", ja: "証明書");
    let said = match &plan.certificate {
        Some(file) => text!(
            plan.lang,
            en: "{file} holds the certificate to trust. It is good for this lab only, until it closes.",
            ja: "信頼させる証明書は {file} にあります。この実験室が閉じるまで、この実験室だけで使えます。"
        ),
        None => words!(
            plan.lang,
            en: "The servers show certificates of an authority that was made a moment ago, so the lines above do not check \
                 them. `--certificate FILE` writes the certificate to trust into a file, and the lines then check it.",
            ja: "サーバーの証明書は、たった今作られた認証局のものです。そのため上のコマンドは証明書を確かめません。\
                 `--certificate ファイル` を付けると、信頼させる証明書をファイルに書き、コマンドも確かめるようになります。"
        )
        .to_owned(),
    };
    Section::new(title, vec![Row::Text(said)])
}

fn time(plan: &Plan<'_>) -> Section {
    let title = words!(plan.lang, en: "Time", ja: "時刻");
    let said = words!(
        plan.lang,
        en: "Time goes on as the clock does. A letter that has to wait for its next try waits that long; the key H on the \
             screen, or --hurry, lets time jump there.",
        ja: "時刻は時計どおりに進みます。再送を待つメールは、その時間だけ待ちます。画面ではHキー、または --hurry で、\
             次の再送まで時刻を進められます。"
    );
    Section::new(title, vec![Row::Text(said.to_owned())])
}

/// As a word of a shell: in single quotes where it needs them.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@%+=:,./-_".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_a_word_as_it_is() {
        assert_eq!(quoted("aoi@school.example"), "aoi@school.example");
        assert_eq!(quoted("my file.pem"), "'my file.pem'");
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(quoted(""), "''");
    }
}
