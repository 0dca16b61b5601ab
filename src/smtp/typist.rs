//! Somebody who types SMTP by hand, as with `nc` or `openssl s_client`: line by line, each reply read before the next.
//!
//! ```text
//!   typed line ──► reply ──► typed line ──► reply ──► DATA ──► 354 ──► the letter in one go, up to its dot ──► reply
//!                    │                                  └─ anything else: the letter is not typed at all
//!                    └─ 4xx or 5xx: only QUIT is still typed (a stubborn one goes on)
//! ```
//!
//! Nothing is mended on the way: what the scenario says is what crosses the wire. After a `220` to `STARTTLS` the typing
//! goes on inside TLS. The wire is recorded by the door on the other side.

use std::net::IpAddr;
use std::time::Duration;

use crate::net::{Authority, Call, Connection, Line, Lines, Network, Stream};
use crate::scenario::{Raw, is_data};
use crate::trace::{Draft, Event, EventId, Fact, LetterId, Octets, Reply, Service, Stage};

/// How long a reply is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest line of a reply that is read.
const LONGEST_REPLY: usize = 4_096;

/// How many lines of one reply, or of last words, are read.
const MOST_LINES: usize = 10_000;

/// What is typed, by whom and where.
pub struct Typing<'a> {
    /// The network that the host is on.
    pub network: &'a Network,
    /// The lines.
    pub raw: &'a Raw,
    /// The server's address.
    pub server: IpAddr,
    /// In which stage.
    pub stage: Stage,
    /// Which letter the lines hand over, where they do.
    pub letter: Option<LetterId>,
    /// The fact that they were thought of.
    pub because: EventId,
}

impl Typing<'_> {
    /// Types it all. What is refused before a server has taken note of the letter is recorded here.
    pub async fn run(self) {
        let (from, stage, letter) = (self.raw.from.clone(), self.stage, self.letter);
        let call = Call { from, stage, letter, because: vec![self.because] };
        let before = self.network.recorder().len();
        let connection = match self.network.connect(call, self.server, self.raw.service).await {
            Ok(connection) => connection,
            Err(unreachable) => {
                let reply = Reply::new(451, format!("4.4.1 {} does not answer", self.raw.to));
                return self.refused(reply, unreachable.event);
            }
        };
        let Connection { stream, session, server, .. } = connection;
        let heard = self.converse(Lines::new(Stream::plain(stream), PATIENCE), &server.host).await;
        self.network.parted(session).await;
        let last = self.network.recorder().last_line(session).unwrap_or(self.because);
        match heard {
            Heard { refusal: Some(reply), .. } if !self.is_judged_since(before) => self.refused(reply, last),
            Heard { refusal: None, verdict: Some(reply) } if self.raw.service == Service::Smtp => {
                self.taken(reply, last);
            }
            _ => {}
        }
    }

    /// The whole conversation. A connection that breaks is an ending like any other: what was said before it stands in the
    /// trace.
    async fn converse(&self, mut lines: Lines, server: &str) -> Heard {
        let mut heard = Heard { refusal: hear(&mut lines).await.and_then(no), verdict: None };
        let mut typed = self.raw.lines.as_slice();
        while let Some((line, rest)) = typed.split_first() {
            typed = rest;
            if heard.refusal.is_some() && !self.raw.stubborn && !is(line, b"QUIT") {
                continue;
            }
            let Some(reply) = ask(&mut lines, line).await else { return heard };
            if is_data(line.as_slice()) {
                let (letter, rest) = after_dot(rest);
                typed = rest;
                if reply.code == 354 {
                    let Some(verdict) = post(&mut lines, letter).await else { return heard };
                    heard.note(&verdict);
                    heard.verdict.get_or_insert(verdict);
                }
            }
            if is(line, b"STARTTLS") && reply.code == 220 {
                let config = Authority::shared().client_config();
                let Ok(stream) = lines.into_stream().connect_tls(server, config).await else { return heard };
                lines = Lines::new(stream, PATIENCE);
            }
            heard.note(&reply);
        }
        listen_to_the_end(lines).await;
        heard
    }

    /// Whether a server has already said of the letter what became of it.
    fn is_judged_since(&self, before: usize) -> bool {
        let judged = |event: &Event| {
            let about = event.letter == self.letter;
            (about && matches!(event.fact, Fact::Refused { .. } | Fact::Accepted { .. })).then_some(())
        };
        !self.network.recorder().pick(before, judged).is_empty()
    }

    /// The server has taken the letter for all whom the lines name.
    fn taken(&self, reply: Reply, because: EventId) {
        let (Some(letter), Some(typed)) = (self.letter, self.raw.letter()) else { return };
        let draft = Draft::new(&self.raw.from, Fact::Relayed { recipients: typed.envelope.to, reply });
        self.network.recorder().record(draft.in_stage(self.stage).about(letter).because([because]));
    }

    fn refused(&self, reply: Reply, because: EventId) {
        let Some(letter) = self.letter else { return };
        let draft = Draft::new(&self.raw.from, Fact::Refused { recipient: None, reply });
        self.network.recorder().record(draft.in_stage(self.stage).about(letter).because([because]));
    }
}

/// What the server has said.
struct Heard {
    /// Its first no.
    refusal: Option<Reply>,
    /// Its answer to the first letter.
    verdict: Option<Reply>,
}

impl Heard {
    fn note(&mut self, reply: &Reply) {
        if self.refusal.is_none() {
            self.refusal = no(reply.clone());
        }
    }
}

fn is(line: &Octets, command: &[u8]) -> bool {
    line.as_slice().trim_ascii().eq_ignore_ascii_case(command)
}

/// A letter with its dot, and what is typed behind it.
fn after_dot(lines: &[Octets]) -> (&[Octets], &[Octets]) {
    let end = lines.iter().position(|line| line.as_slice() == b".").map_or(lines.len(), |dot| dot + 1);
    lines.split_at(end)
}

/// One line, and the reply to it.
async fn ask(lines: &mut Lines, line: &Octets) -> Option<Reply> {
    post(lines, std::slice::from_ref(line)).await
}

/// Several lines in one go, and the reply to all of them.
async fn post(lines: &mut Lines, typed: &[Octets]) -> Option<Reply> {
    let octets: Vec<u8> = typed.iter().flat_map(|line| [line.as_slice(), b"\r\n"].concat()).collect();
    lines.send(&octets).await.ok()?;
    hear(lines).await
}

/// A reply to its last line; none where the server has gone.
async fn hear(lines: &mut Lines) -> Option<Reply> {
    for _ in 0..MOST_LINES {
        let Ok(Line::Whole(line)) = lines.next(LONGEST_REPLY).await else { return None };
        let line = String::from_utf8_lossy(&line);
        let (code, text) = (line.get(..3)?.parse().ok()?, line.get(3..)?);
        if !text.starts_with('-') {
            return Some(Reply::new(code, text.trim()));
        }
    }
    None
}

/// Whoever hangs up while the server still speaks would not know what became of what was typed.
async fn listen_to_the_end(mut lines: Lines) {
    lines.shutdown().await;
    for _ in 0..MOST_LINES {
        if !matches!(lines.next(LONGEST_REPLY).await, Ok(Line::Whole(_))) {
            break;
        }
    }
}

/// The reply, where it is 4xx or 5xx.
fn no(reply: Reply) -> Option<Reply> {
    (!reply.is_positive()).then_some(reply)
}
