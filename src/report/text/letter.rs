//! The letter at a step, where something about it is new.
//!
//! It is shown whole when it is written; later only what a server put on top of it or took out. The whole source stands
//! at the end of the story.

use crate::report::letters;
use crate::report::page::Page;
use crate::story::{FieldView, LetterView, Mark, Phase, Step, Story};
use crate::words;

pub(super) fn changes(page: &mut Page, story: &Story, step: &Step) {
    let Some(view) = &step.view else { return };
    if letters::is_first_sight(story, step) {
        whole(page, view);
    } else if step.phase == Phase::Read {
        report(page, view);
    } else {
        marked(page, view);
    }
}

fn whole(page: &mut Page, view: &LetterView) {
    envelope(page, view);
    page.gap();
    page.line(words!(page.look.lang, en: "    The letter (header and body)", ja: "    便せん（ヘッダーと本文）"));
    for field in &view.header {
        page.hanging("      ", &format!("{}: {}", field.name, field.shown));
    }
    report(page, view);
    page.gap();
    for line in view.body.trim_end().split('\n') {
        page.hanging("      ", line);
    }
    if let Some(senders) = &view.senders {
        page.gap();
        page.paragraph(4, &senders.text);
    }
}

/// What an attached report says.
fn report(page: &mut Page, view: &LetterView) {
    if !view.report.is_empty() {
        page.gap();
        page.line(words!(page.look.lang, en: "    The report in the attachment", ja: "    添付されたレポート"));
    }
    for line in &view.report {
        page.hanging("      ", line);
    }
}

fn envelope(page: &mut Page, view: &LetterView) {
    let lang = page.look.lang;
    let (from, to) = (
        words!(lang, en: "envelope From (MAIL FROM)", ja: "エンベロープFrom (MAIL FROM)"),
        words!(lang, en: "envelope To (RCPT TO)", ja: "エンベロープTo (RCPT TO)"),
    );
    page.gap();
    page.line(words!(lang, en: "    The envelope", ja: "    封筒（エンベロープ）"));
    let sender = view.mail_from.iter().map(|address| (from, address.as_str()));
    let rows: Vec<_> = sender.chain(view.rcpt_to.iter().map(|address| (to, address.as_str()))).collect();
    page.table(6, rows);
}

/// What this step added or took out.
fn marked(page: &mut Page, view: &LetterView) {
    let lang = page.look.lang;
    let changed: Vec<&FieldView> = view.header.iter().filter(|field| field.mark != Mark::Old).collect();
    if !changed.is_empty() {
        page.gap();
    }
    for field in changed {
        let label = match field.mark {
            Mark::Removed => words!(lang, en: "    removed: ", ja: "    削除："),
            _ => words!(lang, en: "    added: ", ja: "    追加："),
        };
        page.verbatim(label, &format!("{}: {}", field.name, field.raw));
    }
}
