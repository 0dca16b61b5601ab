//! A story as a sequence diagram in the language of Mermaid, which GitHub and many wikis draw by themselves.
//!
//! ```text
//!   kimura-pc       mail.a-corp.example        DNS         mx.school.example
//!       │────EHLO kimura-pc───►│                │                  │
//!       │                      │─school.example MX?─►│             │
//!       │                      │────MAIL FROM:<…>, RCPT TO:<…>────►│
//!       │                      │                │        [SPF: pass]
//! ```
//!
//! Each step is an arrow and its answer, or a note where nothing moves. A dialogue is cut to what decides something.

use std::fmt::Write;

use super::heading;
use crate::lang::Lang;
use crate::story::{Cargo, LineKind, Motion, Outcome, Phase, Speaker, Step, Story};
use crate::words;

/// The most words of a client that stand on one arrow.
const MOST_LINES: usize = 3;
/// The most characters of a line on an arrow.
const LONGEST: usize = 60;

/// The whole story.
pub fn story(story: &Story) -> String {
    let mut diagram = Diagram { story, text: String::from("sequenceDiagram\n") };
    diagram.participants();
    let mut heading = String::new();
    for (index, step) in story.steps.iter().enumerate() {
        let place = heading::of(story.lang, story, index);
        if place != heading {
            diagram.stage(&place);
            heading = place;
        }
        diagram.step(step);
    }
    diagram.text
}

struct Diagram<'a> {
    story: &'a Story,
    text: String,
}

impl Diagram<'_> {
    fn line(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "    {line}");
    }

    fn participants(&mut self) {
        let title = escape(&self.story.title);
        self.line(&format!("accTitle: {title}"));
        for (at, actor) in self.story.actors.iter().enumerate() {
            let label = escape(&actor.label);
            let name = if actor.address.is_empty() {
                label
            } else {
                format!("{label}<br/>{}<br/>{}", escape(&actor.host), escape(&actor.address))
            };
            self.line(&format!("participant p{at} as {name}"));
        }
    }

    /// A band over all of the diagram.
    fn stage(&mut self, heading: &str) {
        let heading = escape(heading);
        match self.story.actors.len() {
            0 => {}
            1 => self.line(&format!("Note over p0: {heading}")),
            several => self.line(&format!("Note over p0,p{}: {heading}", several - 1)),
        }
    }

    fn step(&mut self, step: &Step) {
        let ends = step.motion.as_ref().and_then(|motion| Some((motion, self.id(&motion.from)?, self.id(&motion.to)?)));
        let Some((motion, from, to)) = ends else { return self.note(step) };
        let arrow = match motion.outcome {
            Outcome::Lost | Outcome::Refused => "-x",
            Outcome::Deferred => "-)",
            Outcome::Arrived | Outcome::Junked => "->>",
        };
        let lang = self.story.lang;
        self.line(&format!("{from}{arrow}{to}: {}", said(step, motion, lang)));
        if let Some(answer) = answer(step, motion) {
            self.line(&format!("{to}-->>{from}: {answer}"));
        }
        if tells_by_itself(step) {
            self.note(step);
        }
    }

    fn note(&mut self, step: &Step) {
        let Some(host) = self.id(&step.host) else { return };
        self.line(&format!("Note over {host}: {}", escape(&step.title)));
    }

    fn id(&self, host: &str) -> Option<String> {
        self.story.actors.iter().position(|actor| actor.host == host).map(|at| format!("p{at}"))
    }
}

/// Whether a step has something to say beside what moves.
fn tells_by_itself(step: &Step) -> bool {
    matches!(step.phase, Phase::Spf | Phase::Dkim | Phase::Dmarc | Phase::Arc | Phase::Decision | Phase::File)
}

/// What stands on the arrow.
fn said(step: &Step, motion: &Motion, lang: Lang) -> String {
    match &motion.cargo {
        Cargo::Question { question } => escape(&short(question)),
        Cargo::Letter { .. } => {
            let letter = words!(lang, en: "the letter", ja: "手紙");
            format!("✉ {}", escape(&format!("{letter} — {}", step.title)))
        }
        Cargo::Words => {
            let words =
                step.lines.iter().filter(|line| line.speaker == Speaker::Client && line.kind != LineKind::Letter);
            let words: Vec<String> = words.take(MOST_LINES).map(|line| escape(&short(&line.text))).collect();
            if words.is_empty() { escape(&step.title) } else { words.join("<br/>") }
        }
    }
}

/// What came back: of DNS the answers, of a server its last word that is not the goodbye.
fn answer(step: &Step, motion: &Motion) -> Option<String> {
    let mut answers = step.lines.iter().filter(|line| line.speaker == Speaker::Server).map(|line| line.text.as_str());
    let shown: Vec<&str> = match motion.cargo {
        Cargo::Question { .. } => answers.filter(|line| !line.contains("NOERROR")).take(MOST_LINES).collect(),
        Cargo::Words | Cargo::Letter { .. } => answers.rfind(|line| !line.starts_with("221")).into_iter().collect(),
    };
    (!shown.is_empty()).then(|| shown.into_iter().map(|line| escape(&short(line))).collect::<Vec<_>>().join("<br/>"))
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST - 1).chain(['…']).collect() }
}

/// Text that Mermaid takes for text: it has codes for characters (`#lt;`), and everything that begins something of its own
/// there, or in the HTML that it makes, is written so.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("#lt;"),
            '>' => escaped.push_str("#gt;"),
            '\n' => escaped.push_str("<br/>"),
            '#' | ';' | '&' | '"' | '`' | '%' | '{' | '}' | '$' => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_it_or_becomes_markup() {
        let wild = "a; end\n<script> #1 %%{init}%% \"x\" `y`";
        let escaped = escape(wild);
        assert!(!escaped.replace("<br/>", "").contains(['<', '>', '\n', '"', '`', '%', '{']), "{escaped}");
        assert_eq!(escaped.matches("#59;").count(), 1);
    }
}
