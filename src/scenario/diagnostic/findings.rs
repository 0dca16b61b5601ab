//! Collecting mistakes: all of one pass, in order, bounded, and without those that only follow from others.

use std::ops::Range;

use super::{Diagnostic, FileMistake, Kind, LessonMistake, NetworkMistake, ShapeMistake, ZoneMistake};
use crate::scenario::limits;

/// The mistakes found so far, in one pass over a file.
#[derive(Debug)]
pub(in crate::scenario) struct Findings<'s> {
    source: &'s str,
    list: Vec<Diagnostic>,
    /// How many were not even kept.
    lost: usize,
    fine: bool,
}

impl<'s> Findings<'s> {
    /// None yet.
    pub(in crate::scenario) fn new(source: &'s str) -> Self {
        Self { source, list: Vec::new(), lost: 0, fine: true }
    }

    /// The file's text.
    pub(in crate::scenario) fn source(&self) -> &'s str {
        self.source
    }

    /// One more.
    pub(in crate::scenario) fn report(&mut self, kind: impl Into<Kind>, span: Range<usize>) {
        self.push(Diagnostic::new(kind, span));
    }

    /// One more, which has to do with another place too.
    pub(in crate::scenario) fn report_beside(
        &mut self,
        kind: impl Into<Kind>,
        span: Range<usize>,
        related: Range<usize>,
    ) {
        let related = Some(self.first_line_of(related));
        self.push(Diagnostic { related, ..Diagnostic::new(kind, span) });
    }

    /// Whether the text of the record there lacks its quotation marks: then it says something else than its author means.
    pub(in crate::scenario) fn is_loose_text(&self, record: &Range<usize>) -> bool {
        let is_loose = |kind: &Kind| matches!(kind, Kind::Zone(ZoneMistake::LooseStrings | ZoneMistake::CutText));
        self.list.iter().any(|d| is_loose(&d.kind) && record.contains(&d.span.start))
    }

    /// Whether the file can still be used.
    pub(in crate::scenario) fn is_fine(&self) -> bool {
        self.fine
    }

    /// All of them in the order of the file, without those that only follow from a broken line of TOML.
    pub(in crate::scenario) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.forget_what_only_follows();
        self.forget_what_is_misspelt();
        if !self.fine {
            // What is missing may be what could not be read.
            let is_doubt = |d: &Diagnostic| matches!(d.kind, Kind::Network(NetworkMistake::NoDomain { .. }));
            self.list.retain(|d| !is_doubt(d));
        }
        self.list.sort_by_key(|d| (d.span.start, d.span.end));
        self.list.dedup();
        if let Some(first) = self.list.get(limits::MISTAKES) {
            let rest = self.list.len() - limits::MISTAKES + self.lost;
            let more = Diagnostic::new(FileMistake::AndMore { rest }, first.span.clone());
            self.list.truncate(limits::MISTAKES);
            self.list.push(more);
        }
        self.list
    }

    /// A line of TOML that could not be read makes other things look wrong: what it should have said seems to be
    /// missing, and the keys below a broken `[table]` line seem to belong to the table above.
    fn forget_what_only_follows(&mut self) {
        let broken: Vec<usize> = self
            .list
            .iter()
            .filter(|d| matches!(d.kind, Kind::File(FileMistake::Toml(_))))
            .map(|d| d.span.start)
            .collect();
        let headers = broken.iter().filter(|at| self.is_in_header(**at));
        let Some(header) = headers.min().copied().or((!broken.is_empty()).then_some(usize::MAX)) else { return };
        self.list.retain(|d| match d.kind {
            Kind::Shape(ShapeMistake::UnknownKey { .. }) => d.span.start < header,
            _ => !d.kind.may_follow_from_broken_toml(),
        });
    }

    /// What is missing and stands there under a wrong name is told once: at the wrong name.
    fn forget_what_is_misspelt(&mut self) {
        let wrong = self.list.iter().filter_map(|d| match &d.kind {
            Kind::Shape(ShapeMistake::UnknownKey { nearest: Some(meant), .. }) => Some((meant.clone(), d.span.start)),
            _ => None,
        });
        for (meant, at) in wrong.collect::<Vec<_>>() {
            let is_it = |d: &Diagnostic| match &d.kind {
                Kind::Shape(ShapeMistake::Missing { key }) => *key == meant && d.span.start <= at,
                Kind::Lesson(LessonMistake::NoSteps) => meant == "step",
                _ => false,
            };
            let nearby = self.list.iter().enumerate().filter(|(_, d)| is_it(d)).max_by_key(|(_, d)| d.span.start);
            if let Some((index, _)) = nearby {
                self.list.remove(index);
            }
        }
    }

    fn is_in_header(&self, at: usize) -> bool {
        let before = self.source.get(..at).unwrap_or_default();
        let line = &self.source[before.rfind('\n').map_or(0, |end| end + 1)..];
        line.trim_start().starts_with('[')
    }

    fn push(&mut self, mut diagnostic: Diagnostic) {
        self.fine &= !diagnostic.is_error();
        if self.list.len() == limits::MISTAKES_KEPT {
            self.lost += 1;
            return;
        }
        diagnostic.span = self.first_line_of(diagnostic.span);
        self.list.push(diagnostic);
    }

    /// A place within one line and within the file: pointing at a whole table would show all of it.
    fn first_line_of(&self, span: Range<usize>) -> Range<usize> {
        let start = self.source.floor_char_boundary(span.start);
        let end = self.source.ceil_char_boundary(span.end.max(start));
        let text = self.source.get(start..end).unwrap_or_default();
        let line = text.split(['\n', '\r']).next().unwrap_or_default();
        start..start + line.len()
    }
}
