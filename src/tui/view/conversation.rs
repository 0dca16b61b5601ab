//! What went over the wire: this step's lines, and before them, faint, those of the same stage.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::{Opens, Page};
use crate::story::{self, LineKind, Speaker, Step};
use crate::tui::look::Look;
use crate::tui::typeset::{bounded, hang};
use crate::words;

/// The most lines of earlier steps that are kept in sight.
const MOST_BEFORE: usize = 400;

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let Some(step) = scene.player.step(scene.lang) else { return Page { lines: Vec::new(), opens: Opens::Top } };
    let mut lines: Vec<Line<'static>> =
        before(scene, step).flat_map(|line| set(scene, line, Shade::Old, width)).collect();
    let begins = lines.len();
    let shade = |at: usize| match scene.player.line {
        Some(here) if here == at => Shade::Pointed,
        Some(here) if here < at => Shade::Old,
        _ => Shade::New,
    };
    let set_line = |(at, line)| set(scene, line, shade(at), width);
    let opens = match scene.player.line {
        Some(here) => Opens::Around(begins + step.lines.iter().enumerate().take(here).flat_map(set_line).count()),
        None => Opens::At(begins),
    };
    lines.extend(bounded(step.lines.iter().enumerate().flat_map(set_line)));
    if step.lines.is_empty() {
        let nothing =
            words!(scene.lang, en: "Nothing crosses the wire in this step.", ja: "このステップでは何も流れません。");
        lines.push(Line::styled(nothing, Look::faint()));
    }
    Page { lines, opens }
}

/// The lines that are new with this step, alone.
pub(super) fn new_lines(scene: Scene<'_>, step: &Step, width: usize) -> Vec<Line<'static>> {
    bounded(step.lines.iter().flat_map(|line| set(scene, line, Shade::New, width)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shade {
    Old,
    New,
    Pointed,
}

/// Lines of the steps before this one, as far as they share its stage and letter.
fn before<'a>(scene: Scene<'a>, step: &Step) -> impl Iterator<Item = &'a story::Line> {
    let steps = &scene.player.story(scene.lang).steps;
    let (stage, letter) = (step.stage, step.letter);
    let until = scene.player.cursor();
    let same = |before: &&Step| before.stage == stage && before.letter == letter;
    let from = until - steps.iter().take(until).rev().take_while(same).count();
    let lines: Vec<&story::Line> = steps.iter().take(until).skip(from).flat_map(|step| &step.lines).collect();
    let skip = lines.len().saturating_sub(MOST_BEFORE);
    lines.into_iter().skip(skip)
}

fn set(scene: Scene<'_>, line: &story::Line, shade: Shade, width: usize) -> Vec<Line<'static>> {
    let glyphs = scene.look.glyphs;
    let wire = if line.secret { glyphs.upright_secret } else { glyphs.upright };
    let (who, arrow) = match (line.speaker, line.kind) {
        (Speaker::Client, LineKind::Dns) => ("?", glyphs.right),
        (Speaker::Server, LineKind::Dns) => ("=", glyphs.left),
        (Speaker::Client, _) => ("C", glyphs.right),
        (Speaker::Server, _) => ("S", glyphs.left),
        (Speaker::Nobody, _) => (" ", glyphs.dot),
    };
    let style = match (shade, line.speaker) {
        (Shade::Old, _) => Look::faint(),
        (Shade::Pointed, _) => Look::selected(),
        (Shade::New, Speaker::Server) => Look::strong(),
        (Shade::New, _) => Style::new(),
    };
    let lead = vec![Span::styled(wire, Look::faint()), Span::styled(format!("{who} {arrow} "), style)];
    hang(lead, &line.text, style, width)
}
