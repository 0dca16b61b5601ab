//! The four stages of a delivery, fact by fact.

use std::net::IpAddr;

use super::{AOI, Judgement, MAIL, MX, PC, START, Tape};
use crate::trace::{
    ArcCheck, Check, DispositionReason, DkimCheck, DkimResult, DmarcCheck, DmarcResult, Envelope, EventId, Fact,
    Policy, Reply, Route, RouteTarget, Service, Side, SpfCheck, SpfIdentity, Stage, Writing,
};

impl Tape {
    /// What was sent to whom: the letter of the seed article.
    pub fn written(&mut self, step: usize, mail_from: &str, from: &str) -> (Envelope, String) {
        self.letter = None;
        self.stage = None;
        self.fact(PC, Fact::StepBegan { step });
        self.letter = Some(self.recorder.new_letter());
        self.stage = Some(Stage::Submission);
        let envelope = Envelope { from: mail_from.into(), to: vec!["aoi@school.example".into()] };
        let source = format!(
            "From: {from}\r\nTo: Aoi <aoi@school.example>\r\nSubject: =?utf-8?b?5LqI5a6a?=\r\nDate: {}\r\n\
             Message-ID: <1@a-corp.example>\r\n\r\nこんにちは\r\n",
            START.rfc5322()
        );
        let supplied = vec!["Date".to_owned(), "Message-ID".to_owned()];
        self.fact(
            PC,
            Fact::Written {
                envelope: envelope.clone(),
                source: source.as_str().into(),
                supplied,
                how: Writing::Composed,
            },
        );
        (envelope, source)
    }

    /// Stage ①.
    pub fn submit(&mut self, envelope: &Envelope, source: &str) {
        self.connect(Stage::Submission, Service::Submission, (PC, "192.0.2.7"), (MAIL, "192.0.2.25"));
        self.talk(
            MAIL,
            &["S: 220 mail.a-corp.example ESMTP", "C: EHLO kimura-pc", "S: 250 STARTTLS", "C: STARTTLS", "S: 220 go"],
        );
        self.tls(MAIL);
        self.talk(MAIL, &["C: EHLO kimura-pc", "S: 250 AUTH PLAIN", "C: AUTH PLAIN AGtpbXVyYQBraW11cmEtc2VjcmV0"]);
        self.fact(MAIL, Fact::Authenticated { user: "kimura".into(), accepted: true });
        self.talk(MAIL, &["S: 235 2.7.0 welcome"]);
        self.envelope(MAIL, envelope);
        self.talk(MAIL, &["C: DATA", "S: 354 go ahead"]);
        self.content(MAIL, Side::Client, source);
        self.fact(MAIL, Fact::Accepted { envelope: envelope.clone(), source: source.into() });
        self.add(MAIL, "Received", "from kimura-pc ([192.0.2.7]) by mail.a-corp.example");
        self.add(MAIL, "DKIM-Signature", "v=1; a=rsa-sha256; d=a-corp.example;\r\n s=s1; b=abc");
        self.talk(MAIL, &["S: 250 2.0.0 queued"]);
        self.close(MAIL, &["C: QUIT", "S: 221 bye"]);
    }

    fn envelope(&mut self, server: &str, envelope: &Envelope) {
        self.talk(server, &[&format!("C: MAIL FROM:<{}>", envelope.from), "S: 250 ok"]);
        for to in &envelope.to {
            self.talk(server, &[&format!("C: RCPT TO:<{to}>"), "S: 250 ok"]);
        }
    }

    /// Stage ②.
    pub fn resolve(&mut self) {
        self.ask(MAIL, Stage::Resolution, "school.example", "MX", Some("10 mx.school.example"));
        self.ask(MAIL, Stage::Resolution, MX, "A", Some("203.0.113.25"));
        self.ask(MAIL, Stage::Resolution, MX, "AAAA", None);
        let targets = vec![RouteTarget { preference: 10, name: MX.into(), ips: vec!["203.0.113.25".parse().unwrap()] }];
        self.fact(MAIL, Fact::Routed { domain: "school.example".into(), route: Route::Mx { targets } });
    }

    /// Stage ③ up to the decision.
    pub fn transfer(&mut self, envelope: &Envelope, source: &str, judgement: Judgement) -> EventId {
        self.connect(Stage::Transfer, Service::Smtp, (MAIL, "192.0.2.25"), (MX, "203.0.113.25"));
        self.talk(MX, &["S: 220 mx.school.example ESMTP", "C: EHLO mail.a-corp.example", "S: 250 SIZE"]);
        self.envelope(MX, envelope);
        self.talk(MX, &["C: DATA", "S: 354 go ahead"]);
        self.content(MX, Side::Client, source);
        self.check(envelope, judgement);
        let reason = match judgement.dmarc {
            DmarcResult::Fail => DispositionReason::DmarcPolicy { policy: Policy::Reject },
            _ => DispositionReason::Nothing,
        };
        self.fact(MX, Fact::Decided { disposition: judgement.disposition, reason })
    }

    fn check(&mut self, envelope: &Envelope, judgement: Judgement) {
        let ip: IpAddr = "192.0.2.25".parse().unwrap();
        for identity in [SpfIdentity::Helo, SpfIdentity::MailFrom] {
            let domain = if identity == SpfIdentity::Helo { MAIL } else { envelope.from.domain() }.to_owned();
            let asked = self.ask(MX, Stage::Transfer, &domain, "TXT", Some("\"v=spf1 ip4:192.0.2.25 -all\""));
            let (sender, record, term) = (envelope.from.clone(), None, Some("ip4:192.0.2.25".to_owned()));
            let spf = SpfCheck {
                identity,
                domain,
                sender,
                ip,
                result: judgement.spf,
                record,
                term,
                explanation: None,
                proof: None,
            };
            self.fact_because(MX, Fact::Checked { check: Check::Spf(spf) }, &[asked]);
        }
        let key = self.ask(MX, Stage::Transfer, "s1._domainkey.a-corp.example", "TXT", Some("\"v=DKIM1; p=MII\""));
        let signed = judgement.dkim != DkimResult::None;
        let dkim = DkimCheck {
            result: judgement.dkim,
            domain: signed.then(|| "a-corp.example".to_owned()),
            selector: signed.then(|| "s1".to_owned()),
            algorithm: None,
            reason: None,
            proof: None,
        };
        self.fact_because(MX, Fact::Checked { check: Check::Dkim(dkim) }, &[key]);
        let arc = ArcCheck { result: DkimResult::None, links: 0, reason: None, proof: None };
        self.fact(MX, Fact::Checked { check: Check::Arc(arc) });
        let asked = self.ask(MX, Stage::Transfer, "_dmarc.a-corp.example", "TXT", Some("\"v=DMARC1; p=reject\""));
        let dmarc = DmarcCheck {
            result: judgement.dmarc,
            author_domain: "a-corp.example".into(),
            record_domain: None,
            record: None,
            policy: Some(Policy::Reject),
            spf_aligned: judgement.dmarc == DmarcResult::Pass,
            dkim_aligned: judgement.dkim == DkimResult::Pass,
            proof: None,
        };
        self.fact_because(MX, Fact::Checked { check: Check::Dmarc(dmarc) }, &[asked]);
    }

    /// The receiver takes the letter; then stage ④.
    pub fn deliver(&mut self, envelope: &Envelope, source: &str, folder: &str) {
        self.fact(MX, Fact::Accepted { envelope: envelope.clone(), source: source.into() });
        let stamps = [
            ("Received", "from mail.a-corp.example ([192.0.2.25]) by mx.school.example".to_owned()),
            ("Authentication-Results", "mx.school.example; spf=pass".to_owned()),
            ("Return-Path", format!("<{}>", envelope.from)),
        ];
        let mut stamped = source.to_owned();
        for (name, value) in &stamps {
            self.add(MX, name, value);
            stamped = format!("{name}: {value}\r\n{stamped}");
        }
        let (user, recipient, folder) = ("aoi".to_owned(), envelope.to[0].clone(), folder.to_owned());
        let filed = Fact::Filed { user, recipient, folder: folder.clone(), uid: 1, source: stamped.as_str().into() };
        self.fact(MX, filed);
        self.talk(MX, &["S: 250 2.0.0 delivered"]);
        let recipients = envelope.to.clone();
        self.close(MX, &["C: QUIT", "S: 221 bye"]);
        self.fact(MAIL, Fact::Relayed { recipients, reply: Reply::new(250, "2.0.0 delivered") });
        self.fetch(&stamped, &folder);
    }

    fn fetch(&mut self, source: &str, folder: &str) {
        self.connect(Stage::Retrieval, Service::Imap, (AOI, "203.0.113.7"), (MX, "203.0.113.25"));
        self.tls(MX);
        self.talk(MX, &["S: * OK ready", "C: a1 LOGIN aoi aoi-secret", "S: a1 OK done"]);
        self.talk(
            MX,
            &[&format!("C: a2 SELECT {folder}"), "S: a2 OK done", "C: a3 UID FETCH 1 BODY[]", "S: * 1 FETCH"],
        );
        self.content(MX, Side::Server, source);
        self.talk(MX, &["S: a3 OK done"]);
        let (user, folder, source) = ("aoi".to_owned(), folder.to_owned(), source.into());
        self.fact(AOI, Fact::Fetched { user, folder, uid: 1, source });
        self.close(MX, &["C: a4 LOGOUT", "S: * BYE", "S: a4 OK"]);
    }

    /// The receiver refuses the letter, and the sender's server gives up.
    pub fn refuse(&mut self, envelope: &Envelope) {
        let reply = Reply::new(550, "5.7.1 rejected by DMARC policy");
        self.fact(MX, Fact::Refused { recipient: None, reply: reply.clone() });
        self.talk(MX, &["S: 550 5.7.1 rejected by DMARC policy"]);
        self.close(MX, &["C: QUIT", "S: 221 bye"]);
        let failed = self.fact(MAIL, Fact::Failed { recipients: envelope.to.clone(), reply });
        let about = self.letter.unwrap();
        self.letter = Some(self.recorder.new_letter());
        let bounced = self.fact_because(MAIL, Fact::Bounced { about }, &[failed]);
        let to = Envelope { from: crate::trace::Address::NULL, to: vec![envelope.from.clone()] };
        let source = "From: MAILER-DAEMON@mail.a-corp.example\r\n\r\nnot delivered\r\n".into();
        self.fact_because(
            MAIL,
            Fact::Written { envelope: to, source, supplied: Vec::new(), how: Writing::Composed },
            &[bounced],
        );
    }
}
