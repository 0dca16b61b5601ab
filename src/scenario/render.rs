//! Mistakes as a terminal shows them: `file:line:column`, the line, the place underlined, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::diagnostic::{Diagnostic, Severity, quoted};
use crate::lang::Lang;
use crate::{text, words};

/// All of them, one below the other, with a blank line between; empty where there are none.
pub fn render(diagnostics: &[Diagnostic], path: &str, source: &str, lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let source = shown(source);
    let path = quoted_path(path);
    let mut shown = String::new();
    for diagnostic in diagnostics {
        let groups = [group(diagnostic, &path, &source, lang)];
        shown.push_str(&renderer.render(&groups));
        shown.push_str("\n\n");
    }
    shown.truncate(shown.trim_end().len());
    if !shown.is_empty() {
        shown.push('\n');
    }
    shown
}

fn group<'a>(diagnostic: &Diagnostic, path: &'a str, source: &'a str, lang: Lang) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words!(lang, en: "error", ja: "エラー")),
        Severity::Warning => Level::WARNING.with_name(words!(lang, en: "warning", ja: "警告")),
    };
    let group = level.primary_title(diagnostic.message(lang));
    let group = if diagnostic.kind.is_everywhere() {
        group.element(Origin::path(path))
    } else {
        group.element(snippet(diagnostic, path, source, lang))
    };
    let group = match diagnostic.help(lang) {
        Some(help) => group.element(Level::HELP.with_name(words!(lang, en: "help", ja: "ヒント")).message(help)),
        None => group,
    };
    match diagnostic.clause(source) {
        Some(clause) => {
            let heading = clause.heading(lang);
            let heading = text!(lang, en: "“{heading}”, for authors", ja: "作者向けの「{heading}」");
            group.element(Level::NOTE.with_name(words!(lang, en: "book", ja: "本")).message(heading))
        }
        None => group,
    }
}

fn snippet<'a>(
    diagnostic: &Diagnostic,
    path: &'a str,
    source: &'a str,
    lang: Lang,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let span = within(source, &diagnostic.span);
    let related = diagnostic.related.as_ref().map(|related| within(source, related));
    // Only the lines concerned are handed on: a file of a mebibyte with a hundred mistakes is drawn in no time.
    let first = related.as_ref().map_or(span.start, |related| related.start.min(span.start));
    let last = related.as_ref().map_or(span.end, |related| related.end.max(span.end));
    let from = source[..first].rfind('\n').map_or(0, |at| at + 1);
    let to = source[last..].find('\n').map_or(source.len(), |at| last + at);
    let line = 1 + source[..from].bytes().filter(|byte| *byte == b'\n').count();
    let label = diagnostic.kind.nearest().map(|word| {
        let word = quoted(word);
        text!(lang, en: "did you mean `{word}`?", ja: "`{word}` のことですか？")
    });
    let moved = |range: Range<usize>| range.start - from..range.end - from;
    let primary = AnnotationKind::Primary.span(moved(span)).label(label);
    let first_place = words!(lang, en: "here first", ja: "最初はここ");
    let context = related.map(|related| AnnotationKind::Context.span(moved(related)).label(first_place));
    Snippet::source(&source[from..to]).line_start(line).path(path).annotation(primary).annotations(context)
}

/// A place that certainly lies in the source.
fn within(source: &str, span: &Range<usize>) -> Range<usize> {
    let start = source.floor_char_boundary(span.start);
    start..source.ceil_char_boundary(span.end.clamp(start, source.len()))
}

/// The source with nothing in it that a terminal would obey, octet for octet as long as before. What is below U+0080
/// the renderer makes visible by itself.
fn shown(source: &str) -> String {
    const MIDDLE_DOT: char = '\u{b7}';
    source.chars().map(|c| if matches!(c, '\u{80}'..='\u{9f}') { MIDDLE_DOT } else { c }).collect()
}

fn quoted_path(path: &str) -> String {
    path.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}
