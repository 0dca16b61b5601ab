//! One step.

use super::escape::{code, inline};
use super::writer::Writer;
use crate::report::{labels, letters};
use crate::story::{LetterView, Line, Mark, Step, Story};
use crate::{text, words};

pub(super) fn step(page: &mut Writer, story: &Story, step: &Step) {
    let lang = story.lang;
    page.heading(3, &labels::title(story, step));
    page.block(&format!("{}, {}", code(&step.host), inline(&step.time)));
    page.block(&inline(&step.text));
    if let Some(remark) = &step.remark {
        let teacher = words!(lang, en: "Teacher:", ja: "先生から：");
        page.quote(&format!("**{teacher}** {}", inline(remark)));
    }
    conversation(page, story, &step.lines);
    match &step.view {
        Some(view) if letters::is_first_sight(story, step) => letter(page, story, view),
        Some(view) => changes(page, view),
        None => {}
    }
}

fn conversation(page: &mut Writer, story: &Story, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    let shown: Vec<String> = letters::shortened(lines)
        .map(|line| match line {
            Ok(line) => format!("{}: {}", labels::speaker(story.lang, line), line.text),
            Err(rest) => {
                text!(story.lang, en: "… and {rest} more lines of the letter", ja: "… 以下、メールの残り{rest}行")
            }
        })
        .collect();
    page.fence(&shown.join("\n"), 0);
}

fn letter(page: &mut Writer, story: &Story, view: &LetterView) {
    let lang = story.lang;
    let from = words!(lang, en: "envelope From (MAIL FROM)", ja: "エンベロープFrom (MAIL FROM)");
    let to = words!(lang, en: "envelope To (RCPT TO)", ja: "エンベロープTo (RCPT TO)");
    let sender = view.mail_from.iter().map(|address| (from, address));
    let rows = sender.chain(view.rcpt_to.iter().map(|address| (to, address)));
    let head = [words!(lang, en: "Envelope", ja: "封筒（エンベロープ）"), ""];
    page.table(head, rows.map(|(label, address)| [label.to_owned(), code(address)]));
    let mut lines: Vec<String> =
        view.header.iter().map(|field| format!("{}: {}", field.name, field.shown.replace('\n', " "))).collect();
    lines.push(String::new());
    lines.push(view.body.trim_end().to_owned());
    page.fence(&lines.join("\n"), 0);
    if let Some(senders) = &view.senders {
        page.block(&inline(&senders.text));
    }
}

/// What this step added or took out, as a change is shown everywhere.
fn changes(page: &mut Writer, view: &LetterView) {
    let sign = |mark| if mark == Mark::Removed { '-' } else { '+' };
    let lines = view.header.iter().filter(|field| field.mark != Mark::Old).flat_map(|field| {
        let text = format!("{}: {}", field.name, field.raw);
        text.lines().map(|line| format!("{} {line}", sign(field.mark))).collect::<Vec<_>>()
    });
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        page.fence(&lines.join("\n"), 0);
    }
}
