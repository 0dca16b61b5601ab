//! A session as its client sees it: what has been said, and what the server has agreed to.

use super::letter::{Draft, Part};
use crate::trace::Reply;

/// Where the session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The server waits for a command.
    Commands,
    /// It takes every line for one of the letter.
    Letter,
    /// It has hung up.
    Over,
}

/// What the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// What the client called itself.
    pub hello: Option<String>,
    /// Whether the line is encrypted.
    pub secret: bool,
    /// The envelope From of the letter that was begun; empty is the null path.
    pub from: Option<String>,
    /// Its recipients.
    pub to: Vec<String>,
    /// How many letters it has answered since the session, or its TLS, began.
    pub letters: usize,
}

/// What was said last and has not been answered.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Hello(String),
    Mail(String),
    Rcpt(String),
    Data,
    Dot,
    Rset,
    StartTls,
    Other,
}

/// The session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialogue {
    known: Known,
    phase: Phase,
    /// The greeting is an answer too: to the call.
    waiting: Option<Said>,
    draft: Draft,
}

impl Default for Dialogue {
    fn default() -> Self {
        Self { known: Known::default(), phase: Phase::Commands, waiting: Some(Said::Other), draft: Draft::default() }
    }
}

impl Dialogue {
    /// What the server knows.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Where the session is.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether an answer is due.
    pub fn waits(&self) -> bool {
        self.waiting.is_some()
    }

    /// The part of a letter that the next line belongs to; none where it is a command.
    pub fn part(&self) -> Option<Part> {
        (self.phase == Phase::Letter).then(|| self.draft.part())
    }

    /// The letter that is being typed.
    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The client says a line.
    pub fn say(&mut self, line: &str) {
        if self.phase == Phase::Letter {
            if line == "." {
                self.waiting = Some(Said::Dot);
            } else {
                self.draft.add(line);
            }
            return;
        }
        self.waiting = Some(understood(line));
    }

    /// The server answers. Says whether the answer is the verdict on a letter.
    pub fn hear(&mut self, reply: &Reply) -> bool {
        let said = self.waiting.take().unwrap_or(Said::Other);
        if reply.code == 421 || reply.code == 221 {
            self.phase = Phase::Over;
        }
        let judged = said == Said::Dot;
        if judged {
            self.forget_letter();
            self.known.letters += 1;
            self.phase = if self.phase == Phase::Over { Phase::Over } else { Phase::Commands };
        } else if reply.is_positive() {
            self.agreed(said, reply.code);
        }
        judged
    }

    /// The line is encrypted now, and all that was said is forgotten (RFC 3207 §4.2).
    pub fn encrypted(&mut self) {
        self.known = Known { secret: true, ..Known::default() };
    }

    /// The connection is gone.
    pub fn hung_up(&mut self) {
        (self.phase, self.waiting) = (Phase::Over, None);
    }

    fn agreed(&mut self, said: Said, code: u16) {
        match said {
            Said::Hello(name) => {
                self.forget_letter();
                self.known.hello = Some(name);
            }
            Said::Mail(from) => (self.known.from, self.known.to) = (Some(from), Vec::new()),
            Said::Rcpt(to) if !self.known.to.contains(&to) => self.known.to.push(to),
            Said::Data if code == 354 => (self.phase, self.draft) = (Phase::Letter, Draft::default()),
            Said::Rset => self.forget_letter(),
            _ => {}
        }
    }

    fn forget_letter(&mut self) {
        (self.known.from, self.known.to) = (None, Vec::new());
    }

    /// Whether the last command asks for encryption, so that a 220 to it begins TLS.
    pub fn asks_for_tls(&self) -> bool {
        self.waiting == Some(Said::StartTls)
    }
}

fn understood(line: &str) -> Said {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let path =
        || rest.split_once('<').and_then(|(_, rest)| rest.rsplit_once('>')).map_or("", |(path, _)| path).to_owned();
    match verb.to_ascii_uppercase().as_str() {
        "EHLO" | "HELO" => Said::Hello(rest.trim().to_owned()),
        "MAIL" => Said::Mail(path()),
        "RCPT" => Said::Rcpt(path()),
        "DATA" => Said::Data,
        "RSET" => Said::Rset,
        "STARTTLS" => Said::StartTls,
        _ => Said::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Course;
    use super::*;
    use crate::lang::Lang;

    fn course() -> Course {
        let [hello, envelope_from, to, from] =
            ["mail.evil.example", "mallory@evil.example", "aoi@school.example", "kimura@a-corp.example"]
                .map(str::to_owned);
        Course { hello, envelope_from, to, from }
    }

    #[test]
    fn whoever_follows_the_course_sends_a_letter() {
        let (course, mut dialogue, mut said) = (course(), Dialogue::default(), Vec::new());
        dialogue.hear(&Reply::new(220, "ready"));
        while let Some(line) = course.next(&dialogue, Lang::En) {
            dialogue.say(&line);
            if dialogue.waits() {
                let code = match line.as_str() {
                    "DATA" => 354,
                    "QUIT" => 221,
                    _ => 250,
                };
                dialogue.hear(&Reply::new(code, ""));
            }
            said.push(line);
        }
        assert_eq!(
            said[..4].join("|"),
            "EHLO mail.evil.example|MAIL FROM:<mallory@evil.example>|RCPT TO:<aoi@school.example>|DATA"
        );
        assert_eq!(said[said.len() - 2..], [".", "QUIT"]);
        assert_eq!(dialogue.phase(), Phase::Over);
    }

    #[test]
    fn the_course_goes_on_from_what_was_typed() {
        let (course, mut dialogue) = (course(), Dialogue::default());
        dialogue.hear(&Reply::new(220, "ready"));
        let mut answer = |line: &str, code| {
            dialogue.say(line);
            dialogue.hear(&Reply::new(code, ""));
            course.next(&dialogue, Lang::En).unwrap()
        };
        answer("EHLO x", 250);
        answer("DATA", 354);
        assert_eq!(answer(".", 550), "QUIT");
        answer("STARTTLS", 220);
        dialogue.encrypted();
        assert_eq!(course.next(&dialogue, Lang::En).unwrap(), "EHLO mail.evil.example", "TLS forgets the greeting");
        dialogue.say("DATA");
        dialogue.hear(&Reply::new(354, ""));
        dialogue.say("Subject: Hi");
        assert_eq!(course.next(&dialogue, Lang::En).unwrap(), "From: kimura@a-corp.example");
    }

    #[test]
    fn what_the_server_refuses_it_does_not_know() {
        let mut dialogue = Dialogue::default();
        for (line, code, judged) in
            [("", 220, false), ("EHLO x", 250, false), ("MAIL FROM:<>", 250, false), ("RCPT TO:<a@b>", 550, false)]
        {
            dialogue.say(line);
            assert_eq!(dialogue.hear(&Reply::new(code, "")), judged);
        }
        let known = dialogue.known();
        assert_eq!((known.from.as_deref(), known.to.len()), (Some(""), 0));
        dialogue.say("STARTTLS");
        assert!(dialogue.asks_for_tls());
        dialogue.encrypted();
        assert_eq!(dialogue.known(), &Known { secret: true, ..Known::default() });
        dialogue.say("NOOP");
        dialogue.hear(&Reply::new(421, "4.4.2 slow"));
        assert_eq!(dialogue.phase(), Phase::Over);
    }
}
