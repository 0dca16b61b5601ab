//! A letter from the real world, read: as text, and as JSON. And the glossary.
//!
//! ```text
//!   what to look at first     findings, the gravest on top
//!   the way it came           Received lines from the top, the trust boundary drawn between them
//!   the senders               Return-Path, From, … beside each other
//!   what servers found        Authentication-Results, believed or not
//!   signatures                tag by tag
//!   checked again             with --dns, and why each check came out so
//!   every field               from the top, with its meaning
//! ```

mod field;
mod path;
mod word;

pub use word::{all, words};

use super::Look;
use super::page::Page;
use super::text::{self, Proofs};
use crate::explain::{Again, Finding, Method, Reading, Results, Sender, Signature, Tag};
use crate::lang::Lang;
use crate::story::Tone;
use crate::{text as fill, words as say};

/// The reading as text.
pub fn text(reading: &Reading, proofs: Proofs, look: Look) -> String {
    let mut page = Page::new(look);
    opening(&mut page, reading);
    path::path(&mut page, &reading.path);
    senders(&mut page, &reading.senders);
    results(&mut page, &reading.results);
    signatures(&mut page, &reading.signatures);
    reading.again.iter().for_each(|again| checked(&mut page, again, proofs));
    field::fields(&mut page, reading);
    page.finish()
}

/// The reading as JSON.
pub fn json(reading: &Reading) -> String {
    let mut text = serde_json::to_string_pretty(reading).unwrap_or_default();
    text.push('\n');
    text
}

fn opening(page: &mut Page, reading: &Reading) {
    let lang = page.look.lang;
    let known = [("From", &reading.from), ("Subject", &reading.subject)];
    page.table(
        0,
        known
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.as_str()))
            .collect::<Vec<_>>(),
    );
    page.heading(say!(lang, en: "What to look at first", ja: "まず見るところ"));
    if reading.findings.is_empty() {
        page.paragraph(2, say!(lang, en: "Nothing stands out.", ja: "目立つところはありません。"));
    }
    for finding in &reading.findings {
        one(page, finding);
    }
    page.gap();
    page.paragraph(2, &reading.caveat);
}

fn one(page: &mut Page, finding: &Finding) {
    let label = page.look.toned(finding.tone, mark(finding.tone));
    marked(page, &label, mark(finding.tone), &finding.text);
}

/// A sign that is told by its shape too: not everybody sees the colour.
fn mark(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => "✗",
        Tone::Warn => "!",
        Tone::Good => "✓",
        Tone::Plain => "-",
    }
}

/// A text behind a mark that may be coloured. Colour codes take no room, so the text is set behind the bare mark first.
fn marked(page: &mut Page, colored: &str, bare: &str, text: &str) {
    let mut inner = Page::new(page.look);
    inner.hanging(&format!("  {bare}  "), text);
    let set = inner.finish();
    page.line(&set.trim_end().replacen(bare, colored, 1));
}

fn senders(page: &mut Page, senders: &[Sender]) {
    if senders.is_empty() {
        return;
    }
    let lang = page.look.lang;
    page.heading(say!(lang, en: "The senders", ja: "差出人"));
    let written: Vec<String> = senders.iter().map(written).collect();
    for (sender, written) in senders.iter().zip(&written) {
        page.hanging(&format!("  {}: ", sender.role), written);
        page.paragraph(4, &sender.text);
    }
}

fn written(sender: &Sender) -> String {
    if sender.name.is_empty() { sender.address.clone() } else { format!("{} <{}>", sender.name, sender.address) }
}

fn results(page: &mut Page, results: &[Results]) {
    if results.is_empty() {
        return;
    }
    let lang = page.look.lang;
    page.heading(say!(lang, en: "What servers found", ja: "サーバーが確かめた結果"));
    for found in results {
        page.gap();
        let believed = if found.believed {
            page.look.toned(Tone::Good, say!(lang, en: "believed", ja: "信頼できる"))
        } else {
            page.look.toned(Tone::Warn, say!(lang, en: "not believed", ja: "信頼できない"))
        };
        let server = if found.server.is_empty() { String::new() } else { format!(" ({})", found.server) };
        page.line(&format!("  {}{server}: {believed}", found.name));
        page.paragraph(4, &found.text);
        page.gap();
        found.methods.iter().for_each(|method| one_method(page, method));
    }
}

fn one_method(page: &mut Page, method: &Method) {
    let word = format!("{}={}", method.method, method.result);
    let properties: Vec<String> =
        method.properties.iter().take(6).map(|(name, value)| format!("{name}={value}")).collect();
    let colored = page.look.toned(method.tone, &word);
    let mut inner = Page::new(page.look);
    inner.verbatim(&format!("    {word} "), &properties.join(" "));
    page.line(&inner.finish().trim_end().replacen(&word, &colored, 1));
    page.paragraph(6, &method.text);
}

fn signatures(page: &mut Page, signatures: &[Signature]) {
    if signatures.is_empty() {
        return;
    }
    let lang = page.look.lang;
    page.heading(say!(lang, en: "Signatures (not verified)", ja: "署名（検証はしていません）"));
    for signature in signatures {
        page.gap();
        page.hanging(&format!("  {}: ", signature.name), &signature.text);
        tags(page, 4, &signature.tags);
    }
}

fn tags(page: &mut Page, indent: usize, tags: &[Tag]) {
    for tag in tags {
        let value: String = tag.value.chars().take(60).collect();
        let more = if value.len() < tag.value.len() { "…" } else { "" };
        page.verbatim(&format!("{}{}=", " ".repeat(indent), tag.name), &format!("{value}{more}"));
        if !tag.meaning.is_empty() {
            page.paragraph(indent + 4, &tag.meaning);
        }
    }
}

fn checked(page: &mut Page, again: &Again, proofs: Proofs) {
    let lang: Lang = page.look.lang;
    let server = &again.server;
    page.heading(&fill!(lang, en: "Checked again (DNS: {server})", ja: "もう一度確かめた結果（DNS：{server}）"));
    page.paragraph(2, &again.basis);
    page.gap();
    again.checks.iter().for_each(|check| one_method(page, check));
    if !again.questions.is_empty() {
        page.gap();
        page.line(say!(lang, en: "  DNS was asked:", ja: "  DNSへの問い合わせ："));
        again.questions.iter().for_each(|question| page.verbatim("    ", question));
    }
    match proofs {
        Proofs::Shown => {
            page.heading(say!(lang, en: "Why", ja: "判定の理由"));
            text::proofs(page, &again.proofs);
        }
        Proofs::Offered => {
            page.gap();
            page.paragraph(2, say!(lang, en: "Why did each check come out so? `--proofs` shows it.", ja: "それぞれの判定の理由は `--proofs` で表示できます。"));
        }
        Proofs::LeftOut => {}
    }
}
