//! Who wrote which line of the header: below the source, for every field that a server wrote or claims to have written.
//!
//! Of the first `Received` line every piece is explained; of the others it is only said what they repeat from the caller.

use crate::report::page::Page;
use crate::story::{Ending, FieldView, Part, Story, Word};
use crate::words;

/// The widest piece that stands in a column of its own.
const WIDEST: usize = 34;

/// Says it for the letter as it was filed; `explained` is whether the pieces of a `Received` line are known by now.
pub(super) fn origins(page: &mut Page, story: &Story, ending: &Ending, explained: &mut bool) {
    let Some(event) = ending.event.filter(|_| ending.folder.is_some()) else { return };
    let filed = story.steps.iter().find(|step| step.events.contains(&event));
    let Some(view) = filed.and_then(|step| step.view.as_ref()) else { return };
    let told = view.header.iter().filter(|field| field.added_by.is_some() || !field.parts.is_empty());
    let mut fields = told.filter(|field| field.origin.is_some()).peekable();
    if fields.peek().is_some() {
        page.gap();
        page.line(
            words!(page.look.lang, en: "Who wrote which line of the header", ja: "ヘッダーのどの行を誰が書いたか"),
        );
        page.gap();
    }
    for field in fields {
        one(page, field, explained);
    }
}

fn one(page: &mut Page, field: &FieldView, explained: &mut bool) {
    let Some(origin) = &field.origin else { return };
    page.hanging(&format!("  {}: ", field.name), &origin.text);
    if !field.name.eq_ignore_ascii_case("Received") || field.added_by.is_none() {
        return;
    }
    if std::mem::replace(explained, true) {
        repeated(page, &field.parts);
    } else {
        pieces(page, &field.parts);
    }
}

fn pieces(page: &mut Page, parts: &[Part]) {
    let said: Vec<(String, &str)> = parts
        .iter()
        .filter(|part| part.word != Word::Neutral)
        .map(|part| (on_one_line(&part.text), part.note.as_str()))
        .collect();
    page.columns(4, WIDEST, said.iter().map(|(text, note)| (text.as_str(), *note)));
}

fn repeated(page: &mut Page, parts: &[Part]) {
    let said: Vec<String> =
        parts.iter().filter(|part| part.word == Word::Repeated).map(|part| on_one_line(&part.text)).collect();
    if !said.is_empty() {
        let label =
            words!(page.look.lang, en: "    Only repeated from the caller: ", ja: "    相手の言葉を写しただけの部分：");
        page.hanging(label, &said.join(", "));
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
