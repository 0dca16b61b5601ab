//! At the end of the lesson: how the questions were answered, each with its reason.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use crate::story::{Question, Tone};
use crate::tui::look::Look;
use crate::tui::player::Answered;
use crate::tui::typeset::hang;
use crate::{text, words};

/// The result in one line; none where there was nothing to answer.
pub(super) fn summary(scene: Scene<'_>) -> Option<Line<'static>> {
    let answers: Vec<Answered> = scene.player.quiz.answers().collect();
    let (all, right) = (answers.len(), answers.iter().filter(|answer| answer.is_right()).count());
    let text = text!(
        scene.lang,
        en: "Questions: {right} of {all} answered right",
        ja: "質問：{all}問中{right}問正解",
    );
    (all > 0).then(|| Line::styled(text, Look::strong()))
}

/// Every question: what was answered, what is right, and why.
pub(super) fn lines(scene: Scene<'_>, width: usize) -> Vec<Line<'static>> {
    let questions = &scene.player.story(scene.lang).questions;
    let mut lines: Vec<Line<'static>> = summary(scene).into_iter().collect();
    for answer in scene.player.quiz.answers() {
        lines.extend(
            questions.get(answer.question).into_iter().flat_map(|question| one(scene, question, answer, width)),
        );
    }
    lines
}

fn one(scene: Scene<'_>, question: &Question, answer: Answered, width: usize) -> Vec<Line<'static>> {
    let tone = match answer.chosen {
        Some(_) if answer.is_right() => Tone::Good,
        Some(_) => Tone::Bad,
        None => Tone::Plain,
    };
    let symbol = if tone == Tone::Plain { "-" } else { scene.look.symbol(tone) };
    let lead = Span::styled(format!("{symbol} "), scene.look.tone(tone));
    let mut lines = hang(vec![lead], &question.text, Look::strong(), width);
    let choice = |at: usize| question.choices.get(at).map(String::as_str).unwrap_or_default();
    let row = |label: &'static str, text: &str, style: Style| {
        hang(vec![Span::raw("  "), Span::styled(label, Look::faint())], text, style, width)
    };
    let yours = words!(scene.lang, en: "Your answer: ", ja: "あなたの答え：");
    let right = words!(scene.lang, en: "Right: ", ja: "正解：");
    let skipped = words!(scene.lang, en: "not answered", ja: "未回答");
    lines.extend(row(yours, answer.chosen.map_or(skipped, choice), scene.look.tone(tone)));
    if !answer.is_right() {
        lines.extend(row(right, choice(answer.right), Look::strong()));
    }
    lines.extend(row("", &question.why, Style::new()));
    lines
}
