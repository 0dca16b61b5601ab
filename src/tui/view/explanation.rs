//! What the step means, in the story's words and the teacher's; below, the verdicts, and where no other pane is in sight
//! what was said, or what is new on the letter. Then the words in both languages, and what led here and what came of it.
//! At the end of the lesson also how the questions were answered.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::headers::link_line;
use super::page::Page;
use super::{Scene, conversation, letter, result, verdicts};
use crate::story::{Phase, Step};
use crate::tui::look::Look;
use crate::tui::player::{Pane, Stop};
use crate::tui::terms;
use crate::tui::typeset::{hang, paragraph};
use crate::words;

/// The most words that are named in both languages.
const MOST_TERMS: usize = 3;

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let Some(step) = scene.player.step(scene.lang) else { return Page::of(Vec::new()) };
    let mut page = told(scene, step, width);
    if scene.player.at_end() {
        page.gap();
        page.add(result::lines(scene, width));
    } else if scene.alone {
        page.gap();
        page.add(shown(scene, step, width));
    }
    page.gap();
    page.add(both_languages(scene, step, width));
    links(scene, step, width, &mut page);
    page
}

/// How many rows that takes which has to be read first: what the step means.
pub(super) fn rows(scene: Scene<'_>, width: usize) -> usize {
    scene.player.step(scene.lang).map_or(0, |step| told(scene, step, width).lines.len())
}

fn told(scene: Scene<'_>, step: &Step, width: usize) -> Page {
    let mut page = Page::of(paragraph(&step.text, Style::new(), width.saturating_sub(1)));
    if let Some(remark) = &step.remark {
        let teacher = words!(scene.lang, en: "Teacher: ", ja: "先生から：");
        page.add(hang(vec![Span::styled(teacher, Look::strong())], remark, Style::new(), width.saturating_sub(1)));
    }
    if !step.verdicts.is_empty() {
        page.gap();
        page.add([verdicts::chips(scene, &step.verdicts)]);
    }
    let reports = matches!(step.phase, Phase::Report | Phase::Read);
    if let Some(view) = step.view.as_ref().filter(|view| reports && !view.report.is_empty()) {
        page.gap();
        page.add(letter::report(scene, view, width.saturating_sub(1)));
    }
    page
}

fn shown(scene: Scene<'_>, step: &Step, width: usize) -> Vec<Line<'static>> {
    if step.lines.is_empty() {
        return letter::news(scene, step, width);
    }
    conversation::new_lines(scene, step, width)
}

/// The step's words, each beside its counterpart in the other language.
fn both_languages(scene: Scene<'_>, step: &Step, width: usize) -> Vec<Line<'static>> {
    let terms = terms::in_text(&format!("{} {}", step.title, step.text), scene.lang);
    let row = |(word, counterpart): (&'static str, &'static str)| {
        let lead = vec![Span::raw(" "), Span::styled(word, Look::strong()), Span::styled("  =  ", Look::faint())];
        hang(lead, counterpart, Style::new(), width)
    };
    let title = Line::styled(words!(scene.lang, en: "In both languages", ja: "英語では"), Look::faint());
    let rows: Vec<_> = terms.into_iter().filter(|(one, other)| one != other).take(MOST_TERMS).flat_map(row).collect();
    if rows.is_empty() { rows } else { std::iter::once(title).chain(rows).collect() }
}

/// What led to this step and what came of it, as ways that can be gone.
fn links(scene: Scene<'_>, step: &Step, width: usize, page: &mut Page) {
    let glyphs = scene.look.glyphs;
    let causes = step.causes.iter().enumerate().map(|(at, link)| (Stop::Cause(at), link, glyphs.left));
    let effects = step.effects.iter().enumerate().map(|(at, link)| (Stop::Effect(at), link, glyphs.right));
    let titles = [
        words!(scene.lang, en: "Why it happened (key c)", ja: "なぜ起きたか（cキー）"),
        words!(scene.lang, en: "What came of it (key e)", ja: "何につながるか（eキー）"),
    ];
    for (title, links) in titles.into_iter().zip([causes.collect::<Vec<_>>(), effects.collect()]) {
        if !links.is_empty() {
            page.gap();
            page.add([Line::styled(title, Look::faint())]);
        }
        // Of all that stands behind a question, one line says that there is something.
        let mut veiled = false;
        for (stop, link, arrow) in links {
            if scene.player.veiled(link.step) && std::mem::replace(&mut veiled, true) {
                continue;
            }
            let chosen = scene.pointed(Pane::Explanation) == Some(stop);
            page.add_stop(stop, [link_line(scene, link, arrow, chosen, width)]);
        }
    }
}
