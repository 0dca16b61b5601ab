//! The guide to a lab as text: lines to type stand whole, so that they can be copied.

use super::Look;
use super::page::Page;
use crate::guide::{Guide, Row, Section};

/// The guide.
pub fn guide(guide: &Guide, look: Look) -> String {
    let mut page = Page::new(look);
    for section in &guide.sections {
        page.gap();
        page.line(&look.strong(&section.title));
        rows(&mut page, section);
    }
    page.gap();
    page.finish()
}

fn rows(page: &mut Page, section: &Section) {
    for run in section.rows.chunk_by(|one, next| matches!((one, next), (Row::Pair(..), Row::Pair(..)))) {
        let pairs = run.iter().filter_map(|row| match row {
            Row::Pair(label, text) => Some((label.as_str(), text.as_str())),
            Row::Text(_) | Row::Type(_) => None,
        });
        page.table(2, pairs);
        for row in run {
            match row {
                Row::Text(text) => page.paragraph(2, text),
                Row::Type(line) => page.line(&format!("    {line}")),
                Row::Pair(..) => {}
            }
        }
    }
}
