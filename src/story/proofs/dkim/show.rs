//! Octets as exhibits: what was hashed, with its line ends, so that nothing of it stays invisible.

use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Span};
use crate::story::safe;
use crate::text;
use crate::trace::proof::dkim::Kept;

/// How many columns a line of an exhibit has at most.
pub const WIDTH: usize = 72;

/// How many lines an exhibit has at most.
pub const MOST_LINES: usize = 60;

/// How a line end is written out.
const LINE_END: &str = "\\r\\n";

/// A piece of a line. The text is escaped here.
pub fn span(text: &str, emphasis: Emphasis) -> Span {
    Span { text: safe::line(text), emphasis }
}

/// A plain piece.
pub fn plain(text: &str) -> Span {
    span(text, Emphasis::Plain)
}

/// Lines with a caption.
pub fn exhibit(caption: impl Into<String>, lines: Vec<Vec<Span>>) -> Exhibit {
    Exhibit { caption: caption.into(), lines }
}

/// A text in lines of [`WIDTH`] columns.
pub fn wrapped(text: &str, emphasis: Emphasis) -> Vec<Vec<Span>> {
    let shown: Vec<char> = safe::line(text).chars().collect();
    let chunks = shown.chunks(WIDTH).take(MOST_LINES);
    chunks.map(|chunk| vec![Span { text: chunk.iter().collect(), emphasis }]).collect()
}

/// Octets as they were hashed, each line end written out.
pub fn octets(lang: Lang, caption: String, kept: &Kept, emphasis: Emphasis) -> Exhibit {
    let mut lines = Vec::new();
    let text = safe::text_of(kept.octets.as_slice());
    for line in text.split_inclusive("\r\n") {
        let (line, ends) = line.strip_suffix("\r\n").map_or((line, false), |line| (line, true));
        let mut shown = wrapped(line, emphasis);
        if shown.is_empty() {
            shown.push(Vec::new());
        }
        if let (true, Some(last)) = (ends, shown.last_mut()) {
            last.push(Span { text: LINE_END.to_owned(), emphasis: Emphasis::Quiet });
        }
        lines.append(&mut shown);
    }
    let cut = lines.len() > MOST_LINES || !kept.is_whole();
    lines.truncate(MOST_LINES);
    if cut {
        let length = kept.length;
        let rest = text!(lang, en: "… ({length} octets in all)", ja: "……（全部で{length}バイト）");
        lines.push(vec![Span { text: rest, emphasis: Emphasis::Quiet }]);
    }
    exhibit(caption, lines)
}

/// White space made visible: a space as `␣`, a tab as `\t`, a line end as `\r\n`.
pub fn visible(octets: &[u8]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for c in safe::text_of(octets).chars() {
        let (text, emphasis) = match c {
            ' ' => ("␣".to_owned(), Emphasis::Quiet),
            '\t' => ("\\t".to_owned(), Emphasis::Quiet),
            '\r' => ("\\r".to_owned(), Emphasis::Quiet),
            '\n' => ("\\n".to_owned(), Emphasis::Quiet),
            c => (safe::line(c.encode_utf8(&mut [0; 4])), Emphasis::Plain),
        };
        match spans.last_mut() {
            Some(last) if last.emphasis == emphasis => last.text.push_str(&text),
            _ => spans.push(Span { text, emphasis }),
        }
    }
    spans
}
