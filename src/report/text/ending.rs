//! The last page: what a mail client shows under “show original”, for each recipient of each letter.

use super::header;
use crate::report::labels;
use crate::report::page::Page;
use crate::story::{Ending, Story};
use crate::words;

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
