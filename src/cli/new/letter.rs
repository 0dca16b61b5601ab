//! `tegami new --from-eml`: a scenario in which a letter like that one is sent again.
//!
//! ```text
//!   From, Return-Path, To ──────► who sends, who receives      ─┐
//!   Authentication-Results ─────► what DNS knows, who signs     ├─► Draft
//!   Subject, body (shortened) ──► the letter                   ─┘
//! ```
//!
//! What lay between the first server and the last is left out, and nothing of the net is asked: what DNS really says is
//! not known, only what a server once wrote about it.

use std::net::IpAddr;

use super::disguise::{Disguise, root_of};
use crate::explain::{Method, Options, Reading, explain, unreadable};
use crate::lang::Lang;
use crate::scenario::template::{Draft, Letter, Mailbox, Site, mailbox_of};
use crate::{text, words};

/// Lines of the body that are kept.
const LINES: usize = 12;
/// Characters of a line, and of the subject.
const LONGEST: usize = 200;
/// Domains that sign.
const SIGNERS: usize = 4;
/// Where a server stands that takes no part.
const ELSEWHERE: &str = "198.51.100.99";

/// The scenario to be; or why there is none.
pub(super) fn draft(octets: &[u8], keep_names: bool, lang: Lang) -> Result<Draft, String> {
    let reading = explain(octets, &Options::default(), lang).map_err(|why| unreadable(lang, why).to_owned())?;
    let body = mail_parser::MessageParser::default().parse(octets);
    let body = body.as_ref().and_then(|message| message.body_text(0)).unwrap_or_default();
    let mut import = Import { reading: &reading, disguise: Disguise::new(keep_names), zones: Vec::new(), lang };
    Ok(import.draft(&body, keep_names))
}

struct Import<'r> {
    reading: &'r Reading,
    disguise: Disguise,
    zones: Vec<(String, String)>,
    lang: Lang,
}

impl Import<'_> {
    fn draft(&mut self, body: &str, keep_names: bool) -> Draft {
        let author = self.address_of("From").map(|real| self.called(&real, "sender"));
        let envelope =
            self.envelope().map(|real| self.called(&real, if author.is_some() { "mailer" } else { "sender" }));
        let receiver = self.receiver().map(|real| self.called(&real, "receiver"));
        let receiver = receiver.unwrap_or_else(|| Mailbox::new("receiver", "receiver.example"));
        let sender =
            envelope.clone().or_else(|| author.clone()).unwrap_or_else(|| Mailbox::new("sender", "sender.example"));
        let fields = self.fields(author.as_ref(), &receiver);
        let body = self.body(body);
        let signers = self.signers();
        let sender_site = self.sender_site(&sender, &signers, &receiver);
        let receiver_site = self.receiver_site(&receiver, &sender_site);
        self.policy(author.as_ref().unwrap_or(&sender));
        let letter = Letter {
            from: envelope.map(|envelope| envelope.address()).unwrap_or_default(),
            to: receiver.address(),
            fields,
            body,
        };
        Draft {
            notes: self.notes(keep_names),
            title: ["A message that was received".to_owned(), "届いたメールから".to_owned()],
            sender: sender_site,
            receiver: receiver_site,
            zones: std::mem::take(&mut self.zones),
            signers,
            letter,
            asks: false,
        }
    }

    fn address_of(&self, role: &str) -> Option<Mailbox> {
        let sender = self.reading.senders.iter().find(|sender| sender.role.eq_ignore_ascii_case(role))?;
        mailbox_of(&sender.address)
    }

    /// The sender on the envelope; none for a bounce. Where no line tells, the author.
    fn envelope(&self) -> Option<Mailbox> {
        let path = self.reading.senders.iter().find(|sender| sender.role.eq_ignore_ascii_case("Return-Path"));
        if path.is_some_and(|path| path.address == "<>") {
            return None;
        }
        let spf = self.method("spf").and_then(|spf| property(spf, "smtp.mailfrom")).and_then(mailbox_of);
        self.address_of("Return-Path").or(spf).or_else(|| self.address_of("From"))
    }

    fn receiver(&self) -> Option<Mailbox> {
        let named = |name: &str| {
            let field = self.reading.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
            first_mailbox(&field.shown)
        };
        ["Delivered-To", "X-Original-To", "To"].into_iter().find_map(named)
    }

    fn called(&mut self, real: &Mailbox, role: &str) -> Mailbox {
        let domain = self.disguise.domain(&real.domain, role);
        let user = self.disguise.user(&real.address(), role);
        Mailbox { user, domain }
    }

    /// What the reader's own server found out about a method; where none is believed, what any server wrote.
    fn method(&self, name: &str) -> Option<&Method> {
        self.methods(name).next()
    }

    fn methods(&self, name: &str) -> impl Iterator<Item = &Method> {
        let any = self.reading.results.iter().any(|results| results.believed);
        let counting = self.reading.results.iter().filter(move |results| results.believed || !any);
        counting.flat_map(|results| &results.methods).filter(move |method| method.method.eq_ignore_ascii_case(name))
    }

    fn fields(&mut self, author: Option<&Mailbox>, receiver: &Mailbox) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        if let Some(author) = author {
            let name = self.reading.senders.iter().find(|sender| sender.role == "From").map(|from| from.name.clone());
            let name = name.map(|name| self.name(&name)).filter(|name| !name.is_empty());
            let address = author.address();
            fields.push(("From".to_owned(), name.map_or(address.clone(), |name| format!("\"{name}\" <{address}>"))));
        }
        fields.push(("To".to_owned(), receiver.address()));
        for role in ["Reply-To", "Sender"] {
            let real = self.address_of(role);
            fields.extend(real.map(|real| (role.to_owned(), self.called(&real, "other").address())));
        }
        let subject = self.words(&self.reading.subject.clone());
        fields.push(("Subject".to_owned(), subject));
        fields
    }

    /// A display name: what looks like an address or a domain in it stays one, any other name goes.
    fn name(&mut self, name: &str) -> String {
        let tells = self.meet(name);
        let shown = if tells { self.words(name) } else { self.anonymous(name) };
        shown.chars().filter(|c| !matches!(c, '"' | '\\')).collect()
    }

    fn anonymous(&self, name: &str) -> String {
        if name.is_empty() || self.disguise.keeps() {
            return name.to_owned();
        }
        words!(self.lang, en: "Sender", ja: "差出人").to_owned()
    }

    /// One line, under other names.
    fn words(&mut self, text: &str) -> String {
        self.meet(text);
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
        self.disguise.text(&text)
    }

    fn body(&mut self, body: &str) -> String {
        let lines: Vec<&str> = body.lines().take(LINES).collect();
        let mut kept: Vec<String> = lines.into_iter().map(|line| self.words(line).trim_end().to_owned()).collect();
        if body.lines().nth(LINES).is_some() {
            kept.push("…".to_owned());
        }
        let text = kept.join("\n");
        let empty = words!(self.lang, en: "(The body is not kept.)", ja: "（本文は省略しました。）");
        if text.trim().is_empty() { empty.to_owned() } else { text.trim().to_owned() }
    }

    /// Gets to know the addresses, the links and the domains in a text. Says whether there are any.
    fn meet(&mut self, text: &str) -> bool {
        let mut met = false;
        for word in text.split(|c: char| c.is_whitespace() || "<>()[]{}\"',;|".contains(c) || !c.is_ascii()) {
            let host = word.split_once("://").map_or(word, |(_, rest)| rest).split(['/', '?', ':', '#']).next();
            if let Some(real) = mailbox_of(word) {
                self.called(&real, "other");
            } else if let Some(domain) = host.map(|host| host.trim_matches('.')).filter(|host| is_domain(host)) {
                self.disguise.domain(domain, "other");
            } else {
                continue;
            }
            met = true;
        }
        met
    }

    /// The domains of which a signature was good.
    fn signers(&mut self) -> Vec<String> {
        let good = self.methods("dkim").filter(|dkim| dkim.result == "pass");
        let named = good.filter_map(|dkim| property(dkim, "header.d").or_else(|| property(dkim, "header.i")));
        let named: Vec<String> = named.map(|value| value.rsplit('@').next().unwrap_or(value).to_owned()).collect();
        let mut signers: Vec<String> = Vec::new();
        for domain in named.iter().filter(|domain| is_domain(domain)).take(SIGNERS) {
            let called = self.disguise.domain(domain, "sender");
            if !signers.contains(&called) {
                signers.push(called);
            }
        }
        signers
    }

    fn sender_site(&mut self, sender: &Mailbox, signers: &[String], receiver: &Mailbox) -> Site {
        let (origin, _) = root_of(&sender.domain);
        let ip = self.client_ip();
        self.add(origin, "mail", "A", &ip);
        self.add(&sender.domain, "", "MX", &format!("10 mail.{origin}."));
        if let Some(record) = self.spf_record(&ip) {
            self.add(&sender.domain, "", "TXT", &format!("\"{record}\""));
        }
        let mut domains = vec![sender.domain.clone()];
        for signer in signers {
            if root_of(signer).0 != origin {
                self.add(signer, "", "A", ELSEWHERE);
            }
            if !domains.contains(signer) && *signer != receiver.domain {
                domains.push(signer.clone());
            }
        }
        if domains == [origin] {
            domains.clear();
        }
        let (pc_ip, server) = ("198.51.100.7".to_owned(), format!("mail.{origin}"));
        Site {
            pc: "sender-pc".to_owned(),
            pc_ip,
            user: sender.user.clone(),
            server,
            server_ip: ip,
            domains,
            quiet: true,
        }
    }

    fn receiver_site(&mut self, receiver: &Mailbox, sender: &Site) -> Site {
        let (pc, pc_ip, user) = ("receiver-pc".to_owned(), "203.0.113.7".to_owned(), receiver.user.clone());
        let (origin, _) = root_of(&receiver.domain);
        if sender.server == format!("mail.{origin}") {
            return Site { pc, pc_ip, user, ..sender.clone() };
        }
        let server_ip = "203.0.113.25".to_owned();
        self.add(origin, "mx", "A", &server_ip);
        self.add(&receiver.domain, "", "MX", &format!("10 mx.{origin}."));
        let domains = if receiver.domain == origin { Vec::new() } else { vec![receiver.domain.clone()] };
        Site { pc, pc_ip, user, server: format!("mx.{origin}"), server_ip, domains, quiet: false }
    }

    /// Who knocked at the door of the reader's own servers.
    fn client_ip(&mut self) -> String {
        let hops = &self.reading.path.hops;
        let entrance = self.reading.path.believed.checked_sub(1).and_then(|at| hops.get(at)).or_else(|| hops.last());
        let ip = entrance.and_then(|hop| hop.ip.as_deref()).and_then(|ip| ip.parse::<IpAddr>().ok());
        ip.filter(IpAddr::is_ipv4).map_or_else(|| "192.0.2.25".to_owned(), |ip| self.disguise.ip(ip).to_string())
    }

    fn spf_record(&self, ip: &str) -> Option<String> {
        Some(match self.method("spf")?.result.as_str() {
            "pass" => format!("v=spf1 ip4:{ip} -all"),
            "fail" | "hardfail" => format!("v=spf1 ip4:{ELSEWHERE} -all"),
            "softfail" => format!("v=spf1 ip4:{ELSEWHERE} ~all"),
            "neutral" => format!("v=spf1 ip4:{ELSEWHERE} ?all"),
            _ => return None,
        })
    }

    /// The DMARC record of the domain in From, where one was found.
    fn policy(&mut self, author: &Mailbox) {
        let found = self.method("dmarc").is_some_and(|dmarc| matches!(dmarc.result.as_str(), "pass" | "fail"));
        let (origin, _) = root_of(&author.domain);
        if found {
            let policy = self.policy_word();
            self.add(origin, "_dmarc", "TXT", &format!("\"v=DMARC1; p={policy}\""));
        } else if self.zones.iter().all(|(known, _)| known != origin) {
            self.add(origin, "", "A", ELSEWHERE);
        }
    }

    /// `(p=REJECT sp=NONE)`, as many servers write beside the result.
    fn policy_word(&self) -> &'static str {
        let lines = self.reading.results.iter().filter_map(|results| self.reading.fields.get(results.field?));
        let raw: String = lines.map(|field| field.raw.to_ascii_lowercase()).collect();
        let word = raw
            .split("p=")
            .skip(1)
            .find_map(|rest| ["reject", "quarantine", "none"].into_iter().find(|word| rest.starts_with(word)));
        word.unwrap_or("none")
    }

    fn add(&mut self, domain: &str, below: &str, rtype: &str, data: &str) {
        let (origin, _) = root_of(domain);
        let label = domain.strip_suffix(origin).unwrap_or_default().trim_end_matches('.');
        let name = [below, label].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
        let name = if name.is_empty() { "@" } else { &name };
        let line = format!("{name:<7} {rtype:<4} {data}\n");
        match self.zones.iter_mut().find(|(known, _)| known == origin) {
            Some((_, text)) if text.contains(&line) => {}
            Some((_, text)) => text.push_str(&line),
            None => self.zones.push((origin.to_owned(), line)),
        }
    }

    fn notes(&self, keep_names: bool) -> Vec<String> {
        let lang = self.lang;
        let hops = self.reading.path.hops.len();
        let mut notes = vec![text!(lang,
            en: "Made of a message that was received: {hops} servers wrote a Received line. Here there are two, and nothing lies between.",
            ja: "届いたメールから作りました。元のメールには Received が{hops}行ありますが、ここではサーバーを2台にしています。")];
        let said = ["spf", "dkim", "dmarc"]
            .into_iter()
            .filter_map(|name| Some(format!("{name}={}", self.method(name)?.result)));
        let said = said.collect::<Vec<_>>().join(", ");
        notes.push(if said.is_empty() {
            words!(lang,
                en: "No server wrote what it found out about the sender, so DNS has no records for it here.",
                ja: "認証の結果が書かれていないため、送信元のレコードはDNSに置いていません。").to_owned()
        } else {
            text!(lang,
                en: "What its receiver wrote: {said}. The records below are made to fit; what DNS really says was not asked.",
                ja: "受信側が書いた結果：{said}。下のレコードはこれに合わせたものです（実際のDNSには問い合わせていません）。")
        });
        if !keep_names {
            let names: Vec<&str> = self.disguise.domains().map(|(_, called)| called).collect();
            let names = names.join(", ");
            notes.push(text!(lang,
                en: "Real names have become others, one for one: {names}. Addresses are documentation addresses.",
                ja: "実際の名前は1対1で置き換えました：{names}。IPアドレスも文書用のものです。"));
            notes.push(
                words!(lang,
                en: "Read the subject and the body for what is private before you pass this on.",
                ja: "人に渡す前に、件名と本文に個人的なことが残っていないか確かめてください。")
                .to_owned(),
            );
        }
        notes
    }
}

fn property<'m>(method: &'m Method, name: &str) -> Option<&'m str> {
    method.properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

fn first_mailbox(text: &str) -> Option<Mailbox> {
    text.split(|c: char| c.is_whitespace() || "<>(),;\"".contains(c)).find_map(mailbox_of)
}

/// A name with a top-level domain of letters; not a number, a file or a time.
fn is_domain(word: &str) -> bool {
    let top = word.rsplit('.').next().unwrap_or_default();
    top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()) && mailbox_of(&format!("x@{word}")).is_some()
}
