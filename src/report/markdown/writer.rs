//! Blocks of Markdown, one below the other with an empty line between.

use super::escape::{fence, inline};
use crate::report::markup;

/// A page being written from the top to the bottom.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
}

impl Writer {
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A block that is Markdown already.
    pub(super) fn block(&mut self, block: &str) {
        self.gap();
        self.text.push_str(block.trim_end());
        self.text.push('\n');
    }

    /// An empty line; never two, and none at the top.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}", "#".repeat(level), inline(text)));
    }

    /// A block with a bar beside it.
    pub(super) fn quote(&mut self, block: &str) {
        let lines: Vec<String> = block.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        self.block(&lines.join("\n"));
    }

    /// A table; cells are Markdown already.
    pub(super) fn table<const N: usize>(&mut self, head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) {
        let row = |cells: [&str; N]| format!("| {} |", cells.join(" | "));
        let mut lines = vec![row(head), row(["---"; N])];
        lines.extend(rows.into_iter().map(|cells| row(cells.each_ref().map(String::as_str))));
        self.block(&lines.join("\n"));
    }

    /// Lines as they stand, indented so that they belong to an item of a list.
    pub(super) fn fence(&mut self, text: &str, indent: usize) {
        let fence = fence(text);
        self.block(&indented(&format!("{fence}text\n{text}\n{fence}"), indent));
    }

    /// Something that opens when its title is clicked.
    pub(super) fn folded(&mut self, title: &str, fill: impl FnOnce(&mut Self)) {
        self.block(&format!("<details>\n<summary>{}</summary>", markup::escape(title)));
        fill(self);
        self.block("</details>");
    }

    /// A line right below the one before.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// Each line that many spaces further in.
fn indented(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    text.lines().map(|line| format!("{space}{line}")).collect::<Vec<_>>().join("\n")
}
