//! A new scenario file, with comments that say what each part is for.
//!
//! ```text
//!   Case     who writes to whom, forged or not, which records ──┐
//!   a real message, a zone file (`tegami new`) ─────────────────┴─► Draft ──write──► a file that runs
//! ```
//!
//! The comments are in one language, that of the author; what a learner reads is in both.

mod case;

use std::fmt::Write as _;

pub use case::{Case, Mailbox, Policy};

use super::patch::{block, quoted};
use super::{mailbox, values};
use crate::lang::Lang;
use crate::words;

/// A scenario to be written: two sites, what DNS knows, one letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Comment lines at the top.
    pub notes: Vec<String>,
    /// The title in English and in Japanese.
    pub title: [String; 2],
    /// Where the letter is written.
    pub sender: Site,
    /// Where it is read.
    pub receiver: Site,
    /// Each zone, and its text.
    pub zones: Vec<(String, String)>,
    /// The domains that sign.
    pub signers: Vec<String>,
    /// The letter.
    pub letter: Letter,
    /// Whether a question and a remark are to be written too.
    pub asks: bool,
}

/// A person with a PC and a mail server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Site {
    /// The name of the PC.
    pub pc: String,
    /// Its address.
    pub pc_ip: String,
    /// The user.
    pub user: String,
    /// The name of the server.
    pub server: String,
    /// Its address.
    pub server_ip: String,
    /// The domains that it serves; empty where they follow from its name.
    pub domains: Vec<String>,
    /// Whether it keeps quiet about what could not be delivered.
    pub quiet: bool,
}

/// A letter to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// The sender on the envelope; empty for a bounce.
    pub from: String,
    /// The recipient on the envelope.
    pub to: String,
    /// The header fields.
    pub fields: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Draft {
    /// The file. Its expectations are those of a letter with which all is well; a run shows what is really so.
    pub fn write(&self, lang: Lang) -> String {
        let mut file = String::new();
        self.write_head(&mut file, lang);
        self.write_hosts(&mut file, lang);
        self.write_dns(&mut file, lang);
        self.write_step(&mut file, lang);
        if self.asks {
            write_lesson(&mut file, lang);
        }
        file
    }

    fn write_head(&self, file: &mut String, lang: Lang) {
        for note in &self.notes {
            comment(file, note);
        }
        line(file, "");
        line(file, "format   = 1");
        let [en, ja] = &self.title;
        line(file, &format!("title.en = {}", quoted(en)));
        line(file, &format!("title.ja = {}", quoted(ja)));
        line(file, "goal.en  = \"See how the letter travels, and what its receiver checks.\"");
        line(file, "goal.ja  = \"メールがどう届き、受信側が何を確かめるかを見ます。\"");
        line(file, "level    = \"beginner\"      # beginner, intermediate, advanced");
        line(file, "tags     = [\"my-lesson\"]");
        line(file, "");
        comment(
            file,
            words!(lang,
            en: "Who is on the network. Addresses come from the ranges kept for documentation: 192.0.2.x, 198.51.100.x, 203.0.113.x.",
            ja: "ネットワークにいるPCとサーバー。IPアドレスは文書用の範囲から選びます：192.0.2.x、198.51.100.x、203.0.113.x"),
        );
    }

    fn write_hosts(&self, file: &mut String, lang: Lang) {
        line(file, "[hosts]");
        let (sender, receiver) = (&self.sender, &self.receiver);
        write_pc(file, sender);
        if sender.server == receiver.server {
            write_server(file, sender, &[&sender.user, &receiver.user]);
        } else {
            write_server(file, sender, &[&sender.user]);
            write_server(file, receiver, &[&receiver.user]);
        }
        write_pc(file, receiver);
        line(file, "");
        comment(
            file,
            words!(lang,
            en: "What DNS knows, as in a zone file. MX: which server takes mail for the domain. TXT: who may send for it (SPF),",
            ja: "DNSのレコード（ゾーンファイルの書き方）。MX：ドメインあてのメールを受け取るサーバー。TXT：送ってよいサーバー（SPF）と、"),
        );
        comment(
            file,
            words!(lang,
            en: "and what to do with a letter that only pretends to be from it (DMARC).",
            ja: "なりすましメールの扱い（DMARC）。"),
        );
    }

    fn write_dns(&self, file: &mut String, lang: Lang) {
        line(file, "[zones]");
        for (origin, text) in &self.zones {
            line(file, &format!("{} = {}", quoted(origin), block(text)));
        }
        line(file, "");
        for (at, domain) in self.signers.iter().enumerate() {
            if at == 0 {
                comment(
                    file,
                    words!(lang,
                    en: "Who signs (DKIM). The public key is put into DNS by itself, at s1._domainkey.",
                    ja: "署名するドメイン（DKIM）。公開鍵は s1._domainkey に自動で置かれます。"),
                );
            }
            line(file, &format!("[dkim.{}]\nselector = \"s1\"\n", quoted(domain)));
        }
    }

    fn write_step(&self, file: &mut String, lang: Lang) {
        let letter = &self.letter;
        comment(
            file,
            words!(lang,
            en: "What happens. The envelope is what the servers go by, the header is what the reader sees: they may differ.",
            ja: "起きること。サーバーが見るのは封筒（envelope）、読む人が見るのは便せん（header）です。両者は違っていてもかまいません。"),
        );
        line(file, "[[step]]");
        line(file, "do       = \"send\"");
        line(file, &format!("from     = {}", quoted(&self.sender.pc)));
        line(file, &format!("via      = {}", quoted(&self.sender.server)));
        line(file, &format!("envelope = {{ from = {}, to = [{}] }}", quoted(&letter.from), quoted(&letter.to)));
        for (name, value) in &letter.fields {
            line(file, &format!("header.{name} = {}", quoted(value)));
        }
        line(file, &format!("body = {}", block(&letter.body)));
        comment(
            file,
            words!(lang,
            en: "What must come of it. `tegami check` looks whether it does.",
            ja: "どうなるはずか。`tegami check` が確かめます。"),
        );
        line(file, "expect = { spf = \"pass\", dkim = \"pass\", dmarc = \"pass\", folder = \"INBOX\", reply = 250 }");
    }
}

fn write_pc(file: &mut String, site: &Site) {
    let Site { pc, pc_ip, user, .. } = site;
    let owner = pc.split('-').next().unwrap_or(pc);
    let user = if owner == user { String::new() } else { format!(", user = {}", quoted(user)) };
    line(file, &format!("{} = {{ role = \"client\", ip = {}{user} }}", quoted(pc), quoted(pc_ip)));
}

fn write_server(file: &mut String, site: &Site, users: &[&str]) {
    let list = |texts: &mut dyn Iterator<Item = &str>| texts.map(quoted).collect::<Vec<_>>().join(", ");
    let mut known: Vec<&str> = Vec::new();
    for user in users {
        if !known.contains(user) {
            known.push(user);
        }
    }
    let users = list(&mut known.into_iter());
    let domains = list(&mut site.domains.iter().map(String::as_str));
    let domains = if domains.is_empty() { String::new() } else { format!(", domains = [{domains}]") };
    let quiet = if site.quiet { ", bounces = false" } else { "" };
    let (name, ip) = (quoted(&site.server), quoted(&site.server_ip));
    line(file, &format!("{name} = {{ role = \"server\", ip = {ip}, users = [{users}]{domains}{quiet} }}"));
}

/// A question and a remark, to be replaced by the author's own.
fn write_lesson(file: &mut String, lang: Lang) {
    line(file, "");
    comment(
        file,
        words!(lang,
        en: "A question stands before the moment that answers it: submission, resolution, transfer, spf, dkim, dmarc, decision,",
        ja: "質問は、答えが分かる場面の前に置きます：submission、resolution、transfer、spf、dkim、dmarc、decision、"),
    );
    comment(file, words!(lang, en: "retrieval, end.", ja: "retrieval、end"));
    line(file, LESSON);
}

const LESSON: &str = r#"[[ask]]
before     = "spf"
text.en    = "The receiver's server is about to check SPF. Which domain does it ask DNS about?"
text.ja    = "受信者のサーバーがこれからSPFを確認します。DNSに問い合わせるのは、どのドメインでしょうか。"
choices.en = ["The one in the letter's From line", "The one in the envelope's MAIL FROM"]
choices.ja = ["便せんのヘッダーFromのドメイン", "封筒のエンベロープFrom (MAIL FROM) のドメイン"]
answer     = 2
why.en     = "SPF looks at the envelope only: may this IP address send for the domain in MAIL FROM?"
why.ja     = "SPFが見るのは封筒だけです。このIPアドレスが、エンベロープFromのドメインから送ってよいかを調べます。"

[[say]]
at      = "submission"
text.en = "Watch the two senders: one on the envelope, one on the letter."
text.ja = "2つの差出人に注目しましょう。封筒に1つ、便せんに1つあります。""#;

/// Whether a scenario can have this mailbox: a user's name, and a domain.
pub fn mailbox_of(text: &str) -> Option<Mailbox> {
    let (user, domain) = text.trim().rsplit_once('@')?;
    let domain = values::as_domain(domain).filter(|domain| domain.contains('.'))?;
    let user = user.to_lowercase();
    mailbox::is_user(&user).then_some(Mailbox { user, domain })
}

fn line(file: &mut String, text: &str) {
    // Writing into a text cannot fail.
    let _ = writeln!(file, "{text}");
}

/// A comment of one line, whatever is in it.
fn comment(file: &mut String, text: &str) {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line(file, format!("# {text}").trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parse;

    #[test]
    fn every_case_is_a_file_without_a_complaint() {
        let forged = Case { claims: mailbox_of("kimura@a-corp.example"), ..Case::forged(Lang::En) };
        let bare = Case { spf: false, dkim: false, dmarc: None, ..Case::honest(Lang::En) };
        let same = Case { receiver: Mailbox::new("aoi", "a-corp.example"), ..Case::honest(Lang::Ja) };
        let odd = Case { title: "\"quoted\" \\ '''\n日本".to_owned(), ..Case::honest(Lang::Ja) };
        for case in [Case::honest(Lang::En), Case::forged(Lang::Ja), forged, bare, same, odd] {
            for lang in Lang::ALL {
                let file = case.draft(lang).write(lang);
                assert_eq!(parse("new", "new.toml", &file).diagnostics, [], "{file}");
            }
        }
    }

    #[test]
    fn a_mailbox_is_one_that_a_scenario_can_have() {
        assert_eq!(mailbox_of(" Aoi@School.Example "), Some(Mailbox::new("aoi", "school.example")));
        for text in
            ["", "aoi", "@x.example", "a b@x.example", "aoi@localhost", "aoi@x y.example", "Aoi <aoi@x.example>"]
        {
            assert_eq!(mailbox_of(text), None, "{text}");
        }
    }
}
