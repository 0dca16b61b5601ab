//! The cases that a template can be about: an honest letter, and one whose From is forged.

use super::{Draft, Letter, Site};
use crate::lang::Lang;
use crate::words;

/// A user of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name, in lower case.
    pub user: String,
    /// The domain.
    pub domain: String,
}

impl Mailbox {
    /// That user of that domain.
    pub fn new(user: &str, domain: &str) -> Self {
        Self { user: user.to_owned(), domain: domain.to_owned() }
    }

    /// The address.
    pub fn address(&self) -> String {
        format!("{}@{}", self.user, self.domain)
    }
}

/// What a domain wants done with letters that fail DMARC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Nothing.
    None,
    /// They are put aside.
    Quarantine,
    /// They are refused.
    Reject,
}

impl Policy {
    /// Each with its word in a DMARC record.
    pub const ALL: [(&str, Self); 3] =
        [("none", Self::None), ("quarantine", Self::Quarantine), ("reject", Self::Reject)];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, policy)| *policy == self).map_or("none", |(word, _)| word)
    }
}

/// Who writes to whom, and what DNS knows about the domain in From.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What the lesson is called, in whichever language.
    pub title: String,
    /// Who really sends.
    pub sender: Mailbox,
    /// Who receives.
    pub receiver: Mailbox,
    /// Whose name stands in From, where it is not the sender's.
    pub claims: Option<Mailbox>,
    /// Whether the domain in From says who may send for it.
    pub spf: bool,
    /// Whether the sender's server signs.
    pub dkim: bool,
    /// The policy of the domain in From, where it has one.
    pub dmarc: Option<Policy>,
}

impl Case {
    /// A letter that is what it seems.
    pub fn honest(lang: Lang) -> Self {
        Self {
            title: words!(lang, en: "My first lesson", ja: "はじめてのレッスン").to_owned(),
            sender: Mailbox::new("kimura", "a-corp.example"),
            receiver: Mailbox::new("aoi", "school.example"),
            claims: None,
            spf: true,
            dkim: true,
            dmarc: Some(Policy::Reject),
        }
    }

    /// A letter with somebody else's name on it.
    pub fn forged(lang: Lang) -> Self {
        let honest = Self::honest(lang);
        Self { sender: Mailbox::new("mallory", "evil.example"), claims: Some(honest.sender), dkim: false, ..honest }
    }

    /// The file to be. The sender's own domain is always in order: an impostor's usually is.
    pub fn draft(&self, lang: Lang) -> Draft {
        let author = self.claims.as_ref().unwrap_or(&self.sender);
        let forged = author.domain != self.sender.domain;
        let sender = self.site(&self.sender, if forged { "198.51.100" } else { "192.0.2" }, "mail", forged);
        let receiver = if self.receiver.domain == self.sender.domain {
            Site {
                pc: format!("{}-pc", self.receiver.user),
                pc_ip: "203.0.113.7".to_owned(),
                user: self.receiver.user.clone(),
                ..sender.clone()
            }
        } else {
            self.site(&self.receiver, "203.0.113", "mx", false)
        };
        Draft {
            notes: vec![words!(lang,
                en: "A lesson of your own. Change what you like: `tegami play FILE --watch` shows each change at once.",
                ja: "自作のレッスンです。自由に書き換えてください。`tegami play ファイル --watch` で変更がすぐに見られます。").to_owned()],
            title: self.titles(),
            zones: self.zones(author, &sender, &receiver),
            signers: if self.dkim { vec![self.sender.domain.clone()] } else { Vec::new() },
            letter: self.letter(author, lang),
            asks: true,
            sender,
            receiver,
        }
    }

    /// In both languages, where nobody has chosen one; else the same in both, for the author to translate.
    fn titles(&self) -> [String; 2] {
        let usual = Lang::ALL.map(|lang| Self::honest(lang).title);
        if usual.contains(&self.title) { usual } else { [self.title.clone(), self.title.clone()] }
    }

    fn site(&self, owner: &Mailbox, net: &str, server: &str, quiet: bool) -> Site {
        let name = if owner.user.chars().all(|c| c.is_ascii_alphanumeric()) { owner.user.as_str() } else { "user" };
        let pc = if self.sender.user == self.receiver.user && *owner == self.receiver { "reader" } else { name };
        Site {
            pc: format!("{pc}-pc"),
            pc_ip: format!("{net}.7"),
            user: owner.user.clone(),
            server: format!("{server}.{}", owner.domain),
            server_ip: format!("{net}.25"),
            domains: Vec::new(),
            quiet,
        }
    }

    fn zones(&self, author: &Mailbox, sender: &Site, receiver: &Site) -> Vec<(String, String)> {
        let policy = self.dmarc.map(|policy| format!("_dmarc  TXT  \"v=DMARC1; p={}\"\n", policy.word()));
        let spf = |ip: &str| format!("@       TXT  \"v=spf1 ip4:{ip} -all\"\n");
        let mut zones: Vec<(String, String)> = Vec::new();
        for domain in [&author.domain, &self.sender.domain, &self.receiver.domain] {
            if zones.iter().any(|(origin, _)| origin == domain) {
                continue;
            }
            let (host, ip) = match domain {
                domain if *domain == self.sender.domain => ("mail", sender.server_ip.as_str()),
                domain if *domain == self.receiver.domain => ("mx", receiver.server_ip.as_str()),
                _ => ("mail", "192.0.2.25"),
            };
            let mut text = format!("@       MX   10 {host}\n{host:<7} A    {ip}\n");
            let is_author = *domain == author.domain;
            if (is_author && self.spf) || (!is_author && *domain == self.sender.domain) {
                text += &spf(ip);
            }
            text += policy.as_deref().filter(|_| is_author).unwrap_or_default();
            zones.push((domain.clone(), text));
        }
        zones
    }

    fn letter(&self, author: &Mailbox, lang: Lang) -> Letter {
        let body = words!(lang,
            en: "Hello,\n\nthank you for signing up for our open day.\nSee you there!\n",
            ja: "こんにちは。\n\n職場見学へのお申し込み、ありがとうございます。\n当日お会いしましょう。\n");
        Letter {
            from: self.sender.address(),
            to: self.receiver.address(),
            fields: vec![
                ("From".to_owned(), author.address()),
                ("To".to_owned(), self.receiver.address()),
                ("Subject".to_owned(), words!(lang, en: "Our open day", ja: "職場見学のご案内").to_owned()),
            ],
            body: body.to_owned(),
        }
    }
}
