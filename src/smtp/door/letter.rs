//! `DATA`: the letter itself crosses, line by line, until a line of a single dot (RFC 5321 §4.1.1.4).
//!
//! A letter that breaks the rules is heard to its end and then refused; the session goes on. One that has no end, or takes
//! for ever, ends the session.

use std::io;

use tokio::time::Instant;

use super::{Door, Next, enhanced};
use crate::net::{Line, Share};
use crate::smtp::naive::{bare_lf_ends_data, passes_bare_lf};
use crate::smtp::visit::Visit;
use crate::trace::{Envelope, Fact, Mistake, Origin, Reply, Service, Side, Writing};

/// A letter as it came over the wire.
struct Heard {
    /// Dots doubled, without the final one.
    octets: Vec<u8>,
    /// Whether the last line ended in CRLF: only then can a dot end the letter, never behind a bare LF.
    at_line_start: bool,
    /// How many of the octets mailin has already.
    passed_on: usize,
    /// What it takes of the room that all visitors have.
    share: Share,
    /// Why it cannot be taken.
    spoiled: Option<Reply>,
    /// Whether a line feed may stand alone in it, because the server is naive.
    lenient: bool,
    /// Whether it ended where only a naive server sees an end.
    early: bool,
}

/// How many octets beyond the largest letter are heard and thrown away before the door is shut.
const MOST_WASTE: usize = 64 * 1024 * 1024;

impl Door {
    pub(super) async fn data(&mut self) -> io::Result<Next> {
        let reply = self.backline.ask("DATA\r\n").await?;
        if reply.code != 354 {
            // With MAIL but without a recipient, RFC 5321 §3.3 has a word of its own.
            let reply =
                if self.recipients == Some(0) { Reply::new(554, "5.5.1 no valid recipients") } else { enhanced(reply) };
            return self.answer(reply).await;
        }
        self.porch.say(&Reply::new(354, "send the letter, and end it with a line of a single dot")).await?;
        let Some(heard) = self.hear_letter().await? else { return Ok(Next::End) };
        self.recipients = None;
        let verdict = self.judge(heard).await?;
        self.answer(verdict).await
    }

    /// None where the client went away, or never came to an end.
    async fn hear_letter(&mut self) -> io::Result<Option<Heard>> {
        self.porch.lines.hurry(self.bounds.letter_line);
        let end = Instant::now() + self.bounds.letter;
        let heard = tokio::time::timeout_at(end, self.hear_lines()).await;
        self.porch.lines.hurry(self.bounds.idle);
        match heard {
            Ok(heard) => heard,
            Err(_) => self.give_up(self.too_slow()).await,
        }
    }

    async fn hear_lines(&mut self) -> io::Result<Option<Heard>> {
        let most = self.registered.session.server.max_size();
        let lenient = self.makes(Mistake::BareLfEndsData) || self.makes(Mistake::PassesBareLf);
        let mut heard = Heard { lenient, ..Heard::beginning(Share::of(self.visit().origin)) };
        let mut waste = 0;
        loop {
            match self.porch.lines.next(self.bounds.line).await? {
                Line::Whole(line) if line == b".\r\n" && heard.at_line_start => return Ok(Some(heard)),
                Line::Whole(line) if self.ends_early(&heard, &line) => return Ok(Some(Heard { early: true, ..heard })),
                Line::Whole(line) => waste += heard.take(&line, most),
                Line::TooLong { crlf } => {
                    let most = self.bounds.line;
                    waste += most;
                    heard.at_line_start = crlf;
                    heard.spoil(500, format!("5.6.0 a line of a letter has at most {most} octets"));
                }
                Line::Idle => return self.give_up(self.too_slow()).await,
                Line::Endless => return self.give_up(self.endless()).await,
                Line::Gone => return Ok(None),
            }
            if waste > MOST_WASTE {
                return self.give_up(Reply::new(421, "4.7.0 this letter never ends")).await;
            }
            if self.backline.is_silent() {
                self.backline.send(heard.news()).await?;
            }
        }
    }

    async fn give_up(&mut self, reply: Reply) -> io::Result<Option<Heard>> {
        self.leave(reply).await?;
        Ok(None)
    }

    /// mailin takes the letter out of its transport form, and the mail server decides.
    async fn judge(&mut self, heard: Heard) -> io::Result<Reply> {
        let Heard { octets, passed_on, share, spoiled, early, .. } = heard;
        let _turn = share.turn().await;
        self.porch.wire.content(Side::Client, octets.clone(), self.porch.secret);
        self.take_note();
        let as_it_is = self.as_it_is(&octets).filter(|_| spoiled.is_none());
        if spoiled.is_none() && as_it_is.is_none() {
            self.backline.send(&bare_lf_ends_data::in_lines(octets.get(passed_on..).unwrap_or_default())).await?;
        }
        let spoiled = spoiled.map(|reply| (reply, single_dots(&octets)));
        drop(octets);
        let reply = self.backline.ask(".\r\n").await?;
        let session = self.registered.session.clone();
        let (parcel, visit) = {
            let mut state = session.state();
            (state.parcel.take(), state.visit.clone())
        };
        let Some((envelope, source)) = parcel else { return Ok(enhanced(reply)) };
        let kept = as_it_is.is_some();
        let source = as_it_is.unwrap_or(source);
        if let Some((spoiled, source)) = spoiled {
            self.write_down(&visit, &envelope, &source);
            self.note_refusal(&visit, &spoiled);
            return Ok(spoiled);
        }
        self.write_down(&visit, &envelope, &source);
        if early {
            self.porch.wire.note(Fact::Mistaken { mistake: Mistake::BareLfEndsData, believed: None });
        }
        let reply = session.server.data(&visit, envelope, source).await;
        if kept && reply.is_positive() {
            self.porch.wire.note(Fact::Mistaken { mistake: Mistake::PassesBareLf, believed: None });
        }
        Ok(reply)
    }

    fn makes(&self, mistake: Mistake) -> bool {
        self.registered.session.server.mistakes().contains(&mistake)
    }

    fn ends_early(&self, heard: &Heard, line: &[u8]) -> bool {
        self.makes(Mistake::BareLfEndsData) && bare_lf_ends_data::ends(line, heard.at_line_start)
    }

    /// The letter as a server keeps it that minds no bare line feed; none where the letter has none, or the server does.
    fn as_it_is(&self, octets: &[u8]) -> Option<Vec<u8>> {
        let mistake = Mistake::PassesBareLf;
        let keeps = self.makes(mistake) && passes_bare_lf::has_bare_lf(octets);
        keeps.then(|| passes_bare_lf::letter(octets))
    }

    /// A letter that was written in this world is known already; one from outside is from now on.
    fn write_down(&mut self, visit: &Visit, envelope: &Envelope, source: &[u8]) {
        if std::mem::replace(&mut self.strange, true) {
            let (envelope, source, supplied) = (envelope.clone(), source.into(), Vec::new());
            let fact = Fact::Written { envelope, source, supplied, how: Writing::Heard };
            self.porch.wire.note_of(&visit.client.host, fact);
        }
    }

    /// The mail server never hears of a letter that breaks the rules: the door says in its place that it was refused. A
    /// mail client of this world says so itself.
    fn note_refusal(&self, visit: &Visit, reply: &Reply) {
        if (visit.origin, visit.service) != (Origin::Host, Service::Submission) {
            self.porch.wire.note(Fact::Refused { recipient: None, reply: reply.clone() });
        }
    }
}

/// A letter out of its transport form: without the second dot at the beginning of a line (RFC 5321 §4.5.2).
fn single_dots(octets: &[u8]) -> Vec<u8> {
    let lines = octets.split_inclusive(|byte| *byte == b'\n');
    lines.flat_map(|line| line.strip_prefix(b".").unwrap_or(line)).copied().collect()
}

impl Heard {
    fn beginning(share: Share) -> Self {
        Self {
            octets: Vec::new(),
            at_line_start: true,
            passed_on: 0,
            share,
            spoiled: None,
            lenient: false,
            early: false,
        }
    }

    /// What mailin has not heard yet; an empty line of a letter that will be refused anyway, and nothing of one that is
    /// still to be put into lines.
    fn news(&mut self) -> &[u8] {
        if self.lenient {
            return b"";
        }
        if self.spoiled.is_some() {
            return b"\r\n";
        }
        let from = std::mem::replace(&mut self.passed_on, self.octets.len());
        self.octets.get(from..).unwrap_or_default()
    }

    /// Takes a line; says how many octets of it were thrown away.
    fn take(&mut self, line: &[u8], most: usize) -> usize {
        self.at_line_start = line.ends_with(b"\r\n");
        if self.octets.len() + line.len() > most {
            self.spoil(552, format!("5.3.4 a letter has at most {most} octets here"));
            return line.len();
        }
        if !self.share.holds(self.octets.len() + line.len()) {
            self.spoil(452, "4.3.1 too many letters are coming in at once, try again later".to_owned());
            return line.len();
        }
        self.octets.extend_from_slice(line);
        let text = line.strip_suffix(b"\r\n").unwrap_or(line);
        if (!self.at_line_start && !self.lenient) || text.contains(&b'\r') {
            // Whoever reads a bare LF as a line end sees another letter than whoever does not (RFC 5321 §2.3.8).
            self.spoil(554, "5.6.0 CR and LF stand together in a letter, never alone".to_owned());
        }
        0
    }

    fn spoil(&mut self, code: u16, text: String) {
        self.spoiled.get_or_insert_with(|| Reply::new(code, text));
    }
}
