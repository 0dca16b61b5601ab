//! What was said, up to this step: its own lines, and before them, faint, those of the same stage.
//!
//! Client and server are told apart by a letter, an arrow and an indent. Inside TLS only the two ends understand a line.
//! Where there is room, what the wire sees stands beside what they understand:
//!
//! ```text
//!   On the wire          At the two ends
//!   C ► STARTTLS       │ C ► STARTTLS
//!      S ◄ 220 ready   │    S ◄ 220 ready
//!   C ► ░░░░░░░░░░░░░  │ C ► MAIL FROM:<mallory@evil.example>
//! ```
//!
//! How long a single encrypted line was on the wire is not recorded, and so it is not drawn: the blocks mean only that
//! something passed.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::{Opens, Page};
use crate::story::{self, LineKind, Speaker, Step};
use crate::tui::look::Look;
use crate::tui::typeset::{bounded, cut, hang, line_width, pad, paragraph};
use crate::words;

/// The most lines of earlier steps that are kept in sight.
const MOST_BEFORE: usize = 400;
/// From this many columns on the wire stands beside the two ends.
const BESIDE: usize = 66;
/// The columns of the wire.
const WIRE: usize = 22;

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let Some(step) = scene.player.step(scene.lang) else { return Page::of(Vec::new()) };
    let before: Vec<&story::Line> = before(scene, step);
    let secret = step.lines.iter().chain(before.iter().copied()).any(|line| line.secret);
    let set = Set { scene, width, beside: secret && width >= BESIDE };
    let mut page = Page::of(set.heading(secret));
    page.add(bounded(before.iter().flat_map(|line| set.line(line, Shade::Old))));
    if !before.is_empty() && !step.lines.is_empty() {
        page.add([new_here(scene, width)]);
    }
    let begins = page.lines.len();
    page.opens = if before.is_empty() { Opens::Top } else { Opens::At(begins) };
    for (at, line) in step.lines.iter().enumerate().take(2_000) {
        let shade = match scene.player.line {
            Some(here) if here == at => Shade::Pointed,
            Some(here) if here < at => Shade::Old,
            _ => Shade::New,
        };
        if shade == Shade::Pointed {
            page.opens = Opens::Around(page.lines.len());
        }
        page.add(set.line(line, shade));
    }
    if step.lines.is_empty() {
        let nothing =
            words!(scene.lang, en: "Nothing crosses the wire in this step.", ja: "このステップでは何も流れません。");
        page.add([Line::styled(nothing, Look::faint())]);
    }
    page
}

/// The lines that are new with this step, alone.
pub(super) fn new_lines(scene: Scene<'_>, step: &Step, width: usize) -> Vec<Line<'static>> {
    let set = Set { scene, width, beside: false };
    bounded(step.lines.iter().flat_map(|line| set.line(line, Shade::New)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shade {
    Old,
    New,
    Pointed,
}

/// Lines of the steps before this one, as far as they share its stage and letter.
fn before<'a>(scene: Scene<'a>, step: &Step) -> Vec<&'a story::Line> {
    let steps = &scene.player.story(scene.lang).steps;
    let (stage, letter) = (step.stage, step.letter);
    let until = scene.player.cursor();
    let same = |before: &&Step| before.stage == stage && before.letter == letter;
    let from = until - steps.iter().take(until).rev().take_while(same).count();
    let lines: Vec<&story::Line> = steps.iter().take(until).skip(from).flat_map(|step| &step.lines).collect();
    let skip = lines.len().saturating_sub(MOST_BEFORE);
    lines.into_iter().skip(skip).collect()
}

/// Between what was said before and what is said now.
fn new_here(scene: Scene<'_>, width: usize) -> Line<'static> {
    let level = scene.look.glyphs.level;
    let new = words!(scene.lang, en: " new in this step ", ja: " このステップの会話 ");
    let rule = format!("{}{new}", level.repeat(3));
    let rest = level.repeat(width.saturating_sub(line_width(&Line::from(rule.as_str()))));
    Line::styled(format!("{rule}{rest}"), Look::faint())
}

/// How lines are set: the room, and whether the wire has a column of its own.
#[derive(Clone, Copy)]
struct Set<'a> {
    scene: Scene<'a>,
    width: usize,
    beside: bool,
}

impl Set<'_> {
    fn heading(self, secret: bool) -> Vec<Line<'static>> {
        let lang = self.scene.lang;
        let glyphs = self.scene.look.glyphs;
        if self.beside {
            let wire = pad(words!(lang, en: "On the wire", ja: "途中で見えるもの"), WIRE, glyphs.ellipsis);
            let ends = words!(lang, en: "What client and server understand", ja: "両端で読めるもの");
            return vec![Line::styled(format!("{wire} {} {ends}", glyphs.upright), Look::strong())];
        }
        let sealed = words!(
            lang,
            en: "inside TLS: on the way only unreadable data is seen",
            ja: "TLSの中：途中では、読めないデータにしか見えません",
        );
        let sealed = format!("{} {sealed}", glyphs.upright_secret);
        if secret { paragraph(&sealed, Look::faint(), self.width) } else { Vec::new() }
    }

    fn line(self, line: &story::Line, shade: Shade) -> Vec<Line<'static>> {
        if !self.beside {
            return spoken(self.scene, wall(self.scene, line), line, shade, self.width);
        }
        let wire = self.on_the_wire(line);
        // The upright in the middle says whether the line is inside TLS.
        let ends = spoken(self.scene, "", line, shade, self.width.saturating_sub(WIRE + 3));
        let blank = pad("", WIRE, "");
        let columns = std::iter::once(wire).chain(std::iter::repeat(blank));
        let upright = wall(self.scene, line);
        let row = |(left, right): (String, Line<'static>)| {
            let mut spans = vec![Span::styled(format!("{left} {upright} "), Look::faint())];
            spans.extend(right.spans);
            Line::from(spans)
        };
        columns.zip(ends).map(row).collect()
    }

    /// What somebody on the way sees of a line: all of it, or that something passed.
    fn on_the_wire(self, line: &story::Line) -> String {
        let glyphs = self.scene.look.glyphs;
        if line.speaker == Speaker::Nobody {
            return pad("", WIRE, "");
        }
        let text = if line.secret { glyphs.opaque.repeat(10) } else { line.text.clone() };
        let whole = format!("{}{text}", lead(self.scene, line));
        pad(&cut(&whole, WIRE, glyphs.ellipsis), WIRE, glyphs.ellipsis)
    }
}

/// A double wall stands around what is inside TLS.
fn wall(scene: Scene<'_>, line: &story::Line) -> &'static str {
    if line.secret { scene.look.glyphs.upright_secret } else { scene.look.glyphs.upright }
}

fn spoken(scene: Scene<'_>, wall: &'static str, line: &story::Line, shade: Shade, width: usize) -> Vec<Line<'static>> {
    let style = match (shade, line.speaker) {
        (Shade::Old, _) => Look::faint(),
        (Shade::Pointed, _) => Look::selected(),
        (Shade::New, Speaker::Server) => Look::strong(),
        (Shade::New, _) => Style::new(),
    };
    hang(vec![Span::styled(wall, Look::faint()), Span::styled(lead(scene, line), style)], &line.text, style, width)
}

/// Who says it. What a server says is set in a little.
fn lead(scene: Scene<'_>, line: &story::Line) -> String {
    let glyphs = scene.look.glyphs;
    match (line.speaker, line.kind) {
        (Speaker::Client, LineKind::Dns) => format!("? {} ", glyphs.right),
        (Speaker::Server, LineKind::Dns) => format!("  = {} ", glyphs.left),
        (Speaker::Client, _) => format!("C {} ", glyphs.right),
        (Speaker::Server, _) => format!("  S {} ", glyphs.left),
        (Speaker::Nobody, _) => format!("  {} ", glyphs.dot),
    }
}
