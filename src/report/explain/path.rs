//! The way of a letter, with the trust boundary drawn where it is.

use crate::explain::{Hop, Path};
use crate::report::page::Page;
use crate::story::Tone;
use crate::{text, words};

pub(super) fn path(page: &mut Page, path: &Path) {
    let lang = page.look.lang;
    page.heading(
        words!(lang, en: "The way it came (Received, newest first)", ja: "届いた道のり（Received、新しい順）"),
    );
    page.paragraph(2, &path.boundary);
    page.gap();
    for (at, hop) in path.hops.iter().enumerate() {
        if at == path.believed {
            boundary(page);
        }
        one(page, at + 1, hop);
    }
    if path.believed == path.hops.len() && !path.hops.is_empty() && path.outside {
        boundary(page);
    }
    let left_out = path.left_out;
    if left_out > 0 {
        page.line(&text!(lang, en: "  … and {left_out} more lines", ja: "  …ほかに{left_out}行"));
    }
}

fn boundary(page: &mut Page) {
    let label = words!(page.look.lang, en: "trust boundary: below, anyone may have written", ja: "信頼できる境目：ここから下は誰でも書ける");
    page.line(&page.look.toned(Tone::Warn, &format!("  ───── {label} ─────")));
}

fn one(page: &mut Page, number: usize, hop: &Hop) {
    page.hanging(&format!("  {number}. "), &hop.text);
    let facts = facts(page, hop);
    if !facts.is_empty() {
        page.paragraph(5, &facts.join("; "));
    }
    let time: Vec<&str> =
        hop.time.as_deref().into_iter().chain([hop.waited.as_str()]).filter(|text| !text.is_empty()).collect();
    if !time.is_empty() {
        let late = hop.delay.is_some_and(|delay| delay < 0);
        let line = time.join(", ");
        page.paragraph(5, &if late { page.look.toned(Tone::Warn, &line) } else { line });
    }
}

fn facts(page: &Page, hop: &Hop) -> Vec<String> {
    let lang = page.look.lang;
    let encrypted = hop.tls.map(|tls| {
        let word = if tls {
            words!(lang, en: "encrypted", ja: "暗号化あり")
        } else {
            words!(lang, en: "not encrypted", ja: "暗号化なし")
        };
        word.to_owned()
    });
    let recipient = hop.recipient.as_ref().map(|to| text!(lang, en: "for {to}", ja: "宛先 {to}"));
    let id = hop.id.as_ref().map(|id| format!("id {id}"));
    hop.with.clone().into_iter().chain(encrypted).chain(recipient).chain(id).collect()
}
