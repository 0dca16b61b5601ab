//! The glossary: one word explained, or all of them named.

use crate::glossary::{self, Entry};
use crate::lang::Lang;
use crate::report::Look;
use crate::report::page::Page;
use crate::words;

/// What these entries say, one below the other.
pub fn words(entries: &[&Entry], look: Look) -> String {
    let mut page = Page::new(look);
    for entry in entries {
        page.heading(&title(look.lang, entry));
        page.paragraph(2, entry.short(look.lang));
        page.paragraph(2, entry.long(look.lang));
        page.gap();
        page.verbatim(words!(look.lang, en: "  Example: ", ja: "  例："), entry.example);
        page.hanging(words!(look.lang, en: "  Source:  ", ja: "  出典："), entry.source);
    }
    page.finish()
}

/// Every field and every tag, each with its sentence.
pub fn all(look: Look) -> String {
    let mut page = Page::new(look);
    page.heading(words!(look.lang, en: "Header fields", ja: "ヘッダーフィールド"));
    let mut fields: Vec<&Entry> = glossary::fields().collect();
    fields.sort_by_key(|entry| entry.name.to_ascii_lowercase());
    for entry in fields {
        row(&mut page, entry);
    }
    let mut of = "";
    for entry in glossary::tags() {
        if entry.of != of {
            page.heading(&heading(look.lang, entry.of));
            of = entry.of;
        }
        row(&mut page, entry);
    }
    page.finish()
}

fn row(page: &mut Page, entry: &Entry) {
    page.hanging(&format!("  {:<14}  ", entry.name), entry.short(page.look.lang));
}

fn title(lang: Lang, entry: &Entry) -> String {
    let (name, of) = (entry.name, heading(lang, entry.of));
    match (of.is_empty(), of.is_ascii()) {
        (true, _) => name.to_owned(),
        (false, true) => format!("{name} ({of})"),
        (false, false) => format!("{name}（{of}）"),
    }
}

fn heading(lang: Lang, of: &str) -> String {
    match of {
        "DKIM key" => words!(lang, en: "a DKIM key in DNS", ja: "DNSにあるDKIMの鍵").to_owned(),
        "SPF" => words!(lang, en: "an SPF record in DNS", ja: "DNSにあるSPFレコード").to_owned(),
        "DMARC" => words!(lang, en: "a DMARC record in DNS", ja: "DNSにあるDMARCレコード").to_owned(),
        field => field.to_owned(),
    }
}
