//! A delivery written down by hand: one letter from aoi-pc's point of view of the world, in the order of the engine.

mod stages;

use crate::trace::{
    Answer, Disposition, DkimResult, DmarcResult, Draft, EventId, FORMAT, Fact, Field, Header, LetterId, Origin, Peer,
    Rcode, Record, Recorder, Service, SessionId, Side, SpfResult, Stage, Time, Trace, Transport,
};

pub const START: Time = Time(1_795_498_200);
pub const PC: &str = "kimura-pc";
pub const MAIL: &str = "mail.a-corp.example";
pub const MX: &str = "mx.school.example";
pub const AOI: &str = "aoi-pc";

/// How the receiver of a hand-written delivery judges.
#[derive(Clone, Copy)]
pub struct Judgement {
    pub spf: SpfResult,
    pub dkim: DkimResult,
    pub dmarc: DmarcResult,
    pub disposition: Disposition,
}

impl Judgement {
    pub const GOOD: Self = Self {
        spf: SpfResult::Pass,
        dkim: DkimResult::Pass,
        dmarc: DmarcResult::Pass,
        disposition: Disposition::Inbox,
    };
    pub const FORGED: Self = Self {
        spf: SpfResult::Pass,
        dkim: DkimResult::None,
        dmarc: DmarcResult::Fail,
        disposition: Disposition::Reject,
    };
}

/// Records facts the way the servers do.
pub struct Tape {
    recorder: Recorder,
    pub letter: Option<LetterId>,
    stage: Option<Stage>,
    session: SessionId,
    secret: bool,
    last: EventId,
}

impl Tape {
    pub fn new() -> Self {
        let recorder = Recorder::starting_at(START);
        Self { recorder, letter: None, stage: None, session: SessionId(0), secret: false, last: EventId(0) }
    }

    pub fn fact(&mut self, host: &str, fact: Fact) -> EventId {
        self.fact_because(host, fact, &[self.last])
    }

    pub fn fact_because(&mut self, host: &str, fact: Fact, because: &[EventId]) -> EventId {
        let because = because.iter().copied().filter(|cause| (cause.0 as usize) < self.recorder.len());
        let draft = Draft::new(host, fact).in_stage(self.stage).about(self.letter).because(because);
        self.last = self.recorder.record(draft);
        self.last
    }

    pub fn connect(&mut self, stage: Stage, service: Service, client: (&str, &str), server: (&str, &str)) {
        let peer = |(host, ip): (&str, &str)| Peer { host: host.to_owned(), ip: ip.parse().unwrap() };
        self.stage = Some(stage);
        (self.session, self.secret) = (self.recorder.new_session(), false);
        let (client, server, session, origin) = (peer(client), peer(server), self.session, Origin::Host);
        self.fact(&client.host.clone(), Fact::Connected { session, service, client, server, origin, through: None });
    }

    /// `C: …` or `S: …`, on the host of the server.
    pub fn talk(&mut self, server: &str, lines: &[&str]) {
        for line in lines {
            let (from, text) = (if line.starts_with('C') { Side::Client } else { Side::Server }, &line[3..]);
            let (session, octets, secret) = (self.session, text.into(), self.secret);
            self.fact(server, Fact::Line { session, from, octets, secret });
        }
    }

    pub fn tls(&mut self, server: &str) {
        let (version, cipher) = ("TLSv1.3".to_owned(), "TLS13_AES_256_GCM_SHA384".to_owned());
        self.fact(server, Fact::TlsStarted { session: self.session, version, cipher });
        self.secret = true;
    }

    pub fn content(&mut self, server: &str, from: Side, octets: &str) {
        let (session, octets, secret) = (self.session, octets.into(), self.secret);
        self.fact(server, Fact::Content { session, from, octets, secret });
        if from == Side::Server {
            self.talk(server, &["S: )"]);
        }
    }

    pub fn close(&mut self, server: &str, lines: &[&str]) {
        self.talk(server, lines);
        self.fact(server, Fact::Closed { session: self.session, client_octets: 900, server_octets: 700 });
    }

    pub fn ask(&mut self, host: &str, stage: Stage, name: &str, rtype: &str, data: Option<&str>) -> EventId {
        self.stage = Some(stage);
        let record = |data: &str| Record { name: name.into(), rtype: rtype.into(), ttl: 3600, data: data.into() };
        let records: Vec<Record> = data.map(record).into_iter().collect();
        let rcode = if records.is_empty() { Rcode::NxDomain } else { Rcode::NoError };
        let (name, rtype, answer) = (name.to_owned(), rtype.to_owned(), Some(Answer { rcode, records }));
        self.fact(host, Fact::Asked { name, rtype, transport: Transport::Udp, answer, forged: false })
    }

    pub fn add(&mut self, host: &str, name: &str, value: &str) {
        let field = Field { name: name.to_owned(), value: format!(" {value}").into() };
        self.fact(host, Fact::HeaderAdded { field, signed: None });
    }

    pub fn end(self) -> Trace {
        let (name, scenario) = ("by-hand".to_owned(), String::new());
        Trace { header: Header { tegami_trace: FORMAT, name, started: START, scenario }, events: self.recorder.take() }
    }
}

/// A whole delivery.
pub fn delivery(judgement: Judgement) -> Trace {
    let mut tape = Tape::new();
    let (envelope, source) = tape.written(0, "kimura@a-corp.example", "=?utf-8?b?5pyo5p2R?= <kimura@a-corp.example>");
    tape.submit(&envelope, &source);
    tape.resolve();
    tape.transfer(&envelope, &source, judgement);
    match judgement.disposition {
        Disposition::Inbox | Disposition::Forward | Disposition::Queue => tape.deliver(&envelope, &source, "INBOX"),
        Disposition::Junk => tape.deliver(&envelope, &source, "Junk"),
        Disposition::Reject | Disposition::Defer => tape.refuse(&envelope),
    }
    tape.end()
}
