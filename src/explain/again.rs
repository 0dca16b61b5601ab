//! Checking a letter again: SPF, DKIM, ARC and DMARC, with what DNS says now.
//!
//! SPF is asked about the address that the server at the entrance wrote down, for the name in Return-Path; the letter is
//! taken as it was there, without what the own servers have put on top since. The checks are those of
//! [`auth::verify`](crate::auth::verify), as a receiver of a scenario runs them.
//!
//! Nothing leaves this machine: only a DNS server on loopback is asked ([`Server`]).

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::outcome::Outcome;
use super::path::{Boundary, is_private};
use super::{Again, Facts, Options, Unreadable, input, method};
use crate::auth::verify::{Arriving, Findings, verify};
use crate::dns::{Dns, DnsError, Upstream};
use crate::lang::Lang;
use crate::net::Faults;
use crate::story::safe;
use crate::trace::{Address, Answer, Check, FORMAT, Fact, Header, Rcode, Recorder, SpfIdentity, Stage, Time, Trace};
use crate::{text, words};

/// The DNS server to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server(Upstream);

/// Why a server is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is no address.
    NotAnAddress,
    /// It is not on this machine.
    NotLoopback,
}

impl std::str::FromStr for Server {
    type Err = Refused;

    /// `127.0.0.53`, `127.0.0.1:5300`, `::1` or `[::1]:5300`; port 53 where none is said.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const DNS: u16 = 53;
        let bare = text.trim_matches(['[', ']']).parse::<IpAddr>().map(|ip| SocketAddr::new(ip, DNS));
        let address = bare.or_else(|_| text.parse()).map_err(|_| Refused::NotAnAddress)?;
        Upstream::at(address).map(Self).ok_or(Refused::NotLoopback)
    }
}

/// Why a letter could not be checked again.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// There is no letter in it.
    #[error("there is no letter")]
    Unreadable(Unreadable),
    /// DNS could not be opened.
    #[error(transparent)]
    Dns(#[from] DnsError),
}

/// Checks a letter again, by this machine's clock.
///
/// # Errors
/// [`Failed`] where there is no letter, or no socket for DNS.
pub async fn again(source: &[u8], options: &Options, server: Server, lang: Lang) -> Result<Again, Failed> {
    let input = input::open(source).map_err(Failed::Unreadable)?;
    let facts = Facts::of(&input.octets, options).map_err(Failed::Unreadable)?;
    let arrived = Arrived::of(&facts, &input.octets);
    let recorder = Recorder::starting_at(Time::now());
    let dns = Dns::asking(recorder.clone(), server.0, Faults::default())?;
    let arriving = Arriving {
        host: "here",
        client_ip: arrived.ip.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
        helo: &arrived.helo,
        mail_from: &arrived.mail_from,
        // A saved letter does not say to whom its envelope went.
        rcpt_to: &[],
        source: &arrived.source,
        stage: Stage::Transfer,
        letter: None,
        because: Vec::new(),
        at: recorder.now(),
        mistakes: &[],
    };
    let findings = verify(&dns.resolver("here"), &recorder, arriving).await;
    let questions = recorder.pick(0, |event| question(&event.fact, lang));
    dns.close().await;
    let mut proofs = crate::story::proofs(&trace_of(&recorder), lang);
    proofs.retain(|proof| arrived.ip.is_some() || proof.method != "SPF");
    Ok(Again {
        server: server.0.address().to_string(),
        basis: arrived.basis(lang),
        checks: checks(&findings, arrived.ip.is_some()).iter().map(|outcome| method(lang, outcome)).collect(),
        questions,
        proofs,
    })
}

/// What was found out, as a trace of which no story is told.
fn trace_of(recorder: &Recorder) -> Trace {
    let header = Header { tegami_trace: FORMAT, name: String::new(), started: recorder.now(), scenario: String::new() };
    Trace { header, events: recorder.take() }
}

/// The letter as it came in.
struct Arrived {
    ip: Option<IpAddr>,
    helo: String,
    mail_from: Address,
    /// Whether the receiver has written down the envelope From.
    knows_path: bool,
    source: Vec<u8>,
    has_body: bool,
}

impl Arrived {
    fn of(facts: &Facts<'_>, octets: &[u8]) -> Self {
        let entrance = facts.way.entrance();
        let path = facts.senders.path(&facts.way, &facts.reports);
        let start = first_to_check(facts).and_then(|at| facts.header.fields.get(at)).map_or(0, |field| field.at);
        Self {
            ip: entrance.and_then(|line| line.ip).filter(|ip| !is_private(*ip)),
            helo: entrance.and_then(|line| line.helo.clone()).unwrap_or_default(),
            mail_from: Address(path.map(|role| role.mailbox.address.clone()).unwrap_or_default()),
            knows_path: path.is_some(),
            source: with_crlf(octets.get(start..).unwrap_or_default()),
            has_body: facts.header.ends,
        }
    }

    fn basis(&self, lang: Lang) -> String {
        let from = if self.mail_from.is_null() { "<>".to_owned() } else { safe::line(&self.mail_from.0) };
        let helo = safe::line(&self.helo);
        let mut text = match self.ip {
            Some(ip) if !self.knows_path => text!(
                lang,
                en: "SPF was asked about {ip}, the address at the entrance, with HELO {helo} only: no server of the receiver's has written down the envelope From (Return-Path).",
                ja: "SPFは、入口のサーバーが記録したIPアドレス {ip} と HELO {helo} だけについて確かめました。受信側のサーバーが書いた Return-Path（エンベロープFrom）がないためです。"
            ),
            Some(ip) => text!(
                lang,
                en: "SPF was asked about {ip}, the address at the entrance, with HELO {helo} and the envelope From {from}.",
                ja: "SPFは、入口のサーバーが記録したIPアドレス {ip}、HELO {helo}、エンベロープFrom {from} について確かめました。"
            ),
            None => text!(
                lang,
                en: "No Received line that can be believed gives an address outside, so SPF could not be checked. DMARC rests \
                     on DKIM alone.",
                ja: "信頼できるReceived行に外からのIPアドレスがないので、SPFは確かめられません。DMARCはDKIMだけで判断しています。"
            ),
        };
        if !self.has_body {
            text.push_str(words!(
                lang,
                en: " There is no body, so even a genuine DKIM signature cannot pass.",
                ja: "本文がないので、DKIMの署名は本物でも成功しません。",
            ));
        }
        text
    }
}

/// The field that was on top when the letter came in; none where it never came from outside.
///
/// What an own server has signed since is checked as well: that server signs above the line of the entrance.
fn first_to_check(facts: &Facts<'_>) -> Option<usize> {
    let entrance = facts.way.entrance_at().filter(|_| facts.way.boundary != Boundary::AllOwn)?;
    let signed = facts.header.first("DKIM-Signature").map(|(at, _)| at).filter(|at| *at < entrance);
    Some(signed.unwrap_or(entrance + 1))
}

/// Saved letters often have lost the CR of their line ends, which a signature covers (RFC 6376 §3.4).
fn with_crlf(octets: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(octets.len() + octets.len() / 32);
    for line in octets.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(text) => whole.extend([text.strip_suffix(b"\r").unwrap_or(text), b"\r\n"].concat()),
            None => whole.extend(line),
        }
    }
    whole
}

fn checks(findings: &Findings, with_spf: bool) -> Vec<Outcome> {
    let outcomes = findings.checks.iter().map(|(_, check)| outcome(check));
    outcomes.filter(|outcome| with_spf || outcome.method != "spf").collect()
}

fn outcome(check: &Check) -> Outcome {
    let of = |method: &str, result: &str, properties: Vec<(&str, String)>, reason: Option<&String>| Outcome {
        method: method.to_owned(),
        result: result.to_owned(),
        reason: reason.cloned().unwrap_or_default(),
        properties: properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    };
    match check {
        Check::Spf(spf) => {
            let property = match spf.identity {
                SpfIdentity::Helo => ("smtp.helo", spf.domain.clone()),
                SpfIdentity::MailFrom => ("smtp.mailfrom", spf.sender.0.clone()),
            };
            of("spf", spf.result.word(), vec![property], None)
        }
        Check::Dkim(dkim) => {
            let known = [("header.d", &dkim.domain), ("header.s", &dkim.selector), ("header.a", &dkim.algorithm)];
            let properties = known.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect();
            of("dkim", dkim.result.word(), properties, dkim.reason.as_ref())
        }
        Check::Dmarc(dmarc) => {
            let policy = dmarc.policy.map(|policy| ("policy.dmarc", policy.to_string()));
            let properties = [("header.from", dmarc.author_domain.clone())].into_iter().chain(policy).collect();
            of("dmarc", dmarc.result.word(), properties, None)
        }
        Check::Dkim2(dkim2) => of("dkim2", dkim2.result.word(), Vec::new(), dkim2.reason.as_ref()),
        Check::Arc(arc) => of("arc", arc.result.word(), Vec::new(), arc.reason.as_ref()),
    }
}

/// A question and its answer in one line.
fn question(fact: &Fact, lang: Lang) -> Option<String> {
    let Fact::Asked { name, rtype, answer, .. } = fact else { return None };
    let answer = answer.as_ref().map_or_else(|| words!(lang, en: "no answer", ja: "返事なし").to_owned(), said);
    Some(safe::line(&format!("{name} {rtype}: {answer}")))
}

fn said(answer: &Answer) -> String {
    let records: Vec<&str> = answer.records.iter().map(|record| record.data.as_str()).collect();
    match answer.rcode {
        Rcode::NoError if records.is_empty() => "NODATA".to_owned(),
        Rcode::NoError => records.join(" | "),
        Rcode::NxDomain => "NXDOMAIN".to_owned(),
        Rcode::ServFail => "SERVFAIL".to_owned(),
        Rcode::Other => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_of_this_machine_is_asked() {
        let server = |text: &str| text.parse::<Server>().map(|server| server.0.address().to_string());
        assert_eq!(server("127.0.0.53"), Ok("127.0.0.53:53".to_owned()));
        assert_eq!(server("127.0.0.1:5300"), Ok("127.0.0.1:5300".to_owned()));
        assert_eq!(server("::1"), Ok("[::1]:53".to_owned()));
        assert_eq!(server("[::1]:5300"), Ok("[::1]:5300".to_owned()));
        assert_eq!(server("192.0.2.53"), Err(Refused::NotLoopback));
        assert_eq!(server("dns.example"), Err(Refused::NotAnAddress));
    }

    const ENTRANCE: &str = "Received: from x.e.example (x.e.example [198.51.100.1]) by mx.s.example\r\n";
    const SIGNATURE: &str = "DKIM-Signature: v=1; d=e.example\r\n";
    const REST: &str = "From: a@e.example\r\n\r\nHello\r\n";

    fn arrived(lines: &[&str]) -> (Arrived, String) {
        let letter = lines.concat() + REST;
        let facts = Facts::of(letter.as_bytes(), &Options::default()).unwrap();
        let arrived = Arrived::of(&facts, letter.as_bytes());
        let source = String::from_utf8(arrived.source.clone()).unwrap();
        (arrived, source)
    }

    #[test]
    fn a_letter_is_checked_as_it_came_in() {
        let path = "Return-Path: <a@e.example>\r\n";
        let (outside, source) = arrived(&[path, ENTRANCE, SIGNATURE]);
        assert_eq!(source, [SIGNATURE, REST].concat());
        assert_eq!((outside.ip, outside.mail_from.0.as_str()), ("198.51.100.1".parse().ok(), "a@e.example"));
        // An own server has signed it on its way out.
        assert_eq!(arrived(&[SIGNATURE, ENTRANCE]).1, [SIGNATURE, ENTRANCE, REST].concat());
        let inside = "Received: from box.s.example (box.s.example [10.0.0.1]) by mx.s.example\r\n";
        let (own, source) = arrived(&[inside]);
        assert_eq!((own.ip, source), (None, [inside, REST].concat()));
    }

    #[test]
    fn a_return_path_that_came_with_the_letter_is_not_believed() {
        let checked = "Authentication-Results: mx.s.example; spf=pass smtp.mailfrom=x@evil.example\r\n";
        let path = "Return-Path: <a@bank.example>\r\n";
        let (forged, _) = arrived(&[checked, ENTRANCE, path]);
        assert!(forged.mail_from.is_null() && !forged.knows_path);
        // Some servers write it there themselves.
        assert!(arrived(&[&checked.replace("evil", "bank"), ENTRANCE, path]).0.knows_path);
    }
}
