//! The last page: what a mail client shows under “show original”, for each recipient of each letter.

use super::header;
use crate::report::labels;
use crate::report::page::Page;
use crate::story::{Cell, Ending, Story};
use crate::{text, words};

pub(super) fn endings(page: &mut Page, story: &Story) {
    if story.endings.is_empty() {
        return;
    }
    page.heading(words!(page.look.lang, en: "How it ended", ja: "結果"));
    let mut explained = false;
    for ending in &story.endings {
        one(page, ending, story.endings.len() > 1);
        header::origins(page, story, ending, &mut explained);
    }
}

/// What a naive server made of a letter, beside what another one made of it.
pub(super) fn beside(page: &mut Page, story: &Story) {
    if story.beside.is_empty() {
        return;
    }
    let lang = page.look.lang;
    page.heading(labels::beside(lang));
    for one in &story.beside {
        page.gap();
        page.line(&page.look.strong(&one.title));
        page.gap();
        let labels = one.rows.iter().map(|row| format!("  {} {}", if row.differs() { "≠" } else { " " }, row.label));
        let cells = one.rows.iter().map(|row| [shown(&row.before), shown(&row.after)]);
        let rows: Vec<_> = labels.zip(cells).collect();
        page.two_sides([&one.strict, &one.naive], &rows);
        for apart in &one.apart {
            page.gap();
            let number = apart.step + 1;
            let lead = text!(lang, en: "  They part in step {number}: ", ja: "  分かれ目はステップ{number}：");
            page.hanging(&lead, &apart.text);
        }
    }
}

fn shown(cell: &Cell) -> &str {
    if cell.text.is_empty() { "-" } else { &cell.text }
}

fn one(page: &mut Page, ending: &Ending, several: bool) {
    let lang = page.look.lang;
    page.gap();
    if several {
        page.line(&page.look.strong(&labels::ended(lang, ending)));
    }
    page.paragraph(0, &page.look.toned(ending.tone, &ending.outcome));
    if let Some(reply) = &ending.reply {
        page.hanging(words!(lang, en: "The server's last word: ", ja: "サーバーの最後の返事："), reply);
    }
    if !ending.summary.rows.is_empty() {
        page.gap();
        page.line(words!(lang, en: "Show original (message source)", ja: "メッセージのソース（原文）を表示"));
        page.gap();
        page.table(2, ending.summary.rows.iter().map(|row| (row.label.as_str(), row.value.as_str())));
    }
    if let Some(senders) = &ending.senders {
        page.gap();
        page.paragraph(2, &senders.text);
    }
    source(page, &ending.source);
}

/// The source stands as it is, unwrapped: it is what the reader's own mail client would show.
fn source(page: &mut Page, source: &str) {
    if !source.is_empty() {
        page.gap();
    }
    for line in source.trim_end().lines() {
        page.line(&format!("  {line}"));
    }
}
