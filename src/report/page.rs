//! A page of plain text: paragraphs wrapped to a width, labels before lines, and colour where it is wanted.

use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lang::Lang;
use crate::story::Tone;

/// How something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// In which language.
    pub lang: Lang,
    /// Columns to wrap to; a Japanese character takes two.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
}

impl Look {
    /// What a pipe gets: 80 columns and no colour.
    pub fn plain(lang: Lang) -> Self {
        Self { lang, width: 80, color: false }
    }

    /// In bold.
    pub fn strong(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// In the colour of how it came out. The words must say it too: not everybody sees the colour.
    pub fn toned(self, tone: Tone, text: &str) -> String {
        match tone {
            Tone::Plain => text.to_owned(),
            Tone::Good => self.paint("32", text),
            Tone::Bad => self.paint("31", text),
            Tone::Warn => self.paint("33", text),
        }
    }

    /// Less to be seen than the rest.
    pub fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// Lines being written from the top to the bottom.
#[derive(Debug)]
pub(super) struct Page {
    pub look: Look,
    text: String,
}

impl Page {
    pub fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    pub fn finish(self) -> String {
        self.text
    }

    /// One line as it is.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// An empty line; never two, and none at the top.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading with its line below; prose readers know it from Markdown.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.line(&self.look.strong(text));
        self.line(&"=".repeat(text.width().min(self.look.width)));
        self.gap();
    }

    /// A paragraph, wrapped.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), text);
    }

    /// A text behind a label: wrapped, with all of its lines beginning in the same column.
    ///
    /// ```text
    ///   server:  250-mail.a-corp.example greets
    ///            hanako-pc
    /// ```
    pub fn hanging(&mut self, label: &str, text: &str) {
        let indent = " ".repeat(label.width());
        let options = Options::new(self.look.width.max(label.width() + 20))
            .subsequent_indent(&indent)
            .word_separator(WordSeparator::UnicodeBreakProperties)
            .word_splitter(WordSplitter::NoHyphenation);
        let mut first = label;
        for paragraph in text.split('\n') {
            for line in textwrap::wrap(paragraph, options.clone().initial_indent(first)) {
                self.line(&line);
            }
            first = &indent;
        }
    }

    /// As [`hanging`](Self::hanging), for what is not prose: every character stands, and a line is cut where it must be.
    pub fn verbatim(&mut self, label: &str, text: &str) {
        let indent = " ".repeat(label.width());
        let room = self.look.width.saturating_sub(label.width()).max(20);
        let mut first = label;
        for piece in text.split('\n').flat_map(|line| cut(line, room)) {
            self.line(&format!("{first}{piece}"));
            first = &indent;
        }
    }

    /// Label and text in two columns, the left one as wide as the widest label.
    pub fn table<'a>(&mut self, indent: usize, rows: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) {
        let widest = rows.clone().into_iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        for (label, text) in rows {
            let padding = widest - label.width() + 2;
            self.hanging(&format!("{}{label}{}", " ".repeat(indent), " ".repeat(padding)), text);
        }
    }

    /// Two cases side by side under their names, with a label before each row.
    ///
    /// ```text
    ///             mx.school.example  mx.old.example
    ///   ────────  ─────────────────  ─────────────────
    ///   ≠ DMARC   permerror          pass (it holds)
    /// ```
    pub fn two_sides(&mut self, names: [&str; 2], rows: &[(String, [&str; 2])]) {
        let column = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        let room = (self.look.width.saturating_sub(column + 4) / 2).max(16);
        let options = Options::new(room)
            .word_separator(WordSeparator::UnicodeBreakProperties)
            .word_splitter(WordSplitter::NoHyphenation);
        let padded = |text: &str, to: usize| format!("{text}{}", " ".repeat(to.saturating_sub(text.width()) + 2));
        let mut row = |label: &str, cells: [&str; 2]| {
            let [one, other] = cells.map(|cell| textwrap::wrap(cell, &options));
            for at in 0..one.len().max(other.len()) {
                let [one, other] = [&one, &other].map(|lines| lines.get(at).map_or("", |line| line.as_ref()));
                let label = if at == 0 { label } else { "" };
                self.line(&format!("{}{}{other}", padded(label, column), padded(one, room)));
            }
        };
        let rule = "─".repeat(room);
        row("", names);
        row(&format!("  {}", "─".repeat(column.saturating_sub(2))), [&rule, &rule]);
        for (label, cells) in rows {
            row(label, *cells);
        }
    }

    /// As [`table`](Self::table), for pieces of which some are wide: what is wider than `widest` has a line of its own.
    pub fn columns<'a>(
        &mut self,
        indent: usize,
        widest: usize,
        rows: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) {
        let widths = rows.clone().map(|(piece, _)| piece.width());
        let column = widths.filter(|width| *width <= widest).max().unwrap_or(0);
        for (piece, note) in rows {
            let padding = " ".repeat((column + 2).saturating_sub(piece.width()));
            let label = format!("{}{piece}{padding}", " ".repeat(indent));
            if piece.width() <= column {
                self.hanging(&label, note);
            } else {
                self.verbatim(&" ".repeat(indent), piece);
                self.paragraph(indent + column + 2, note);
            }
        }
    }
}

/// Pieces of a line that are no wider than `room`, cut behind a space where one is near the edge.
fn cut(line: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(edge) = edge(rest, room) {
        let near = rest[..edge].rfind(' ').map(|space| space + 1).filter(|space| *space > edge / 2);
        let (piece, others) = rest.split_at(near.unwrap_or(edge));
        pieces.push(piece);
        rest = others;
    }
    pieces.push(rest);
    pieces
}

/// Where the first character stands that has no room any more, behind the first one.
fn edge(line: &str, room: usize) -> Option<usize> {
    let mut columns = 0;
    line.char_indices().find_map(|(at, c)| {
        columns += c.width().unwrap_or(0);
        (columns > room && at > 0).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, fill: impl FnOnce(&mut Page)) -> String {
        let mut page = Page::new(Look { width, ..Look::plain(Lang::Ja) });
        fill(&mut page);
        page.finish()
    }

    #[test]
    fn japanese_is_wrapped_by_its_width_and_never_begins_a_line_with_a_full_stop() {
        let text = "封筒の差出人と便せんの差出人は、別のものです。受信者に見えるのは便せんの方だけです。";
        let wrapped = page(30, |page| page.paragraph(2, text));
        let lines: Vec<&str> = wrapped.lines().collect();
        assert!(lines.len() > 2 && lines.iter().all(|line| line.width() <= 30), "{wrapped}");
        assert!(lines.iter().all(|line| !line.trim_start().starts_with(['。', '、'])), "{wrapped}");
        assert_eq!(lines.iter().map(|line| line.trim_start()).collect::<String>(), text);
    }

    #[test]
    fn a_label_hangs_and_a_table_lines_up_whatever_the_script() {
        let text = page(40, |page| {
            page.table(2, [("件名", "a"), ("From", &"word ".repeat(12)), ("配送", "b\nc")]);
        });
        let expected = "  件名  a\n  From  word word word word word word\n        word word word word word word\n  配送  b\n        c\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_is_not_prose_loses_no_character() {
        let text = format!("b={} {}\n  next", "x/".repeat(20), "件名".repeat(8));
        let shown = page(40, |page| page.verbatim("client: ", &text));
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.iter().all(|line| line.width() <= 40), "{shown}");
        assert!(lines[0].starts_with("client: b=x/") && lines.last() == Some(&"          next"), "{shown}");
        let joined: String = lines.iter().map(|line| &line[8..]).collect();
        assert_eq!(joined.replace(' ', ""), text.replace([' ', '\n'], ""));
    }

    #[test]
    fn colour_is_there_only_where_it_is_wanted() {
        let look = Look::plain(Lang::En);
        assert_eq!(look.toned(Tone::Bad, "fail"), "fail");
        assert_eq!(Look { color: true, ..look }.toned(Tone::Bad, "fail"), "\u{1b}[31mfail\u{1b}[0m");
    }
}
