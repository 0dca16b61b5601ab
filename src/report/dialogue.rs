//! SMTP typed by hand as text that is only ever added to: what was said, what was answered, and what that means.

use super::Look;
use super::page::Page;
use crate::story::{Tone, safe};
use crate::trace::Reply;
use crate::tutor::{Judged, Part, about_letter_line, explain};

/// A line that the learner says; `part` where it is one of the letter.
pub fn said(line: &str, part: Option<Part>, look: Look) -> String {
    let mut page = Page::new(look);
    page.verbatim("C: ", &safe::line(line));
    if let Some(about) = part.and_then(|part| about_letter_line(line, part, look.lang)) {
        page.paragraph(8, about);
    }
    page.finish()
}

/// An answer of the server, and what it means.
pub fn answered(reply: &Reply, look: Look) -> String {
    let mut page = Page::new(look);
    let mut texts = reply.text.split('\n').peekable();
    while let Some(text) = texts.next() {
        let dash = if texts.peek().is_some() { '-' } else { ' ' };
        page.verbatim("    S: ", &safe::line(&format!("{}{dash}{text}", reply.code)));
    }
    page.paragraph(8, &explain(reply, look.lang));
    page.finish()
}

/// What became of a letter.
pub fn judged(judged: &Judged, look: Look) -> String {
    let mut page = Page::new(look);
    for (tone, text) in judged.lines(look.lang) {
        let mark = match tone {
            Tone::Good => "+",
            Tone::Bad => "x",
            Tone::Warn => "!",
            Tone::Plain => " ",
        };
        page.verbatim(&format!("      {mark} "), &safe::line(&text));
    }
    page.finish()
}
