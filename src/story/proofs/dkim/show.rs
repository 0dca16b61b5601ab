//! Octets as exhibits: what was hashed, with its line ends, so that nothing of it stays invisible.

use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Span};
use crate::story::safe;
use crate::text;
use crate::trace::proof::dkim::Kept;

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

/// Octets as they were hashed, each line end written out. A front end breaks what is too long for it.
pub fn octets(lang: Lang, caption: String, kept: &Kept, emphasis: Emphasis) -> Exhibit {
    let mut lines = Vec::new();
    let text = safe::text_of(kept.octets.as_slice());
    for line in text.split_inclusive("\r\n") {
        let (line, ends) = line.strip_suffix("\r\n").map_or((line, false), |line| (line, true));
        let mut shown = if line.is_empty() { Vec::new() } else { vec![span(line, emphasis)] };
        shown.extend(ends.then(|| plain(LINE_END)));
        lines.push(shown);
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
pub fn visible(octets: &[u8]) -> Span {
    let shown = |c: char| match c {
        ' ' => "␣".to_owned(),
        '\t' => "\\t".to_owned(),
        '\r' => "\\r".to_owned(),
        '\n' => "\\n".to_owned(),
        c => safe::line(c.encode_utf8(&mut [0; 4])),
    };
    Span { text: safe::text_of(octets).chars().map(shown).collect(), emphasis: Emphasis::Plain }
}
