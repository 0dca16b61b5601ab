//! Under the map, in words: what it is that moves, and how it fared.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::map::outcome_tone;
use super::{Scene, put};
use crate::lang::Lang;
use crate::story::{Cargo, Motion, Outcome, Speaker, Step};
use crate::tui::look::Look;
use crate::tui::typeset;
use crate::words;

/// The two machines are named where no map shows them.
pub(super) fn draw(scene: Scene<'_>, rect: Rect, map: bool, buf: &mut Buffer) {
    let Some(step) = scene.player.step(scene.lang) else { return };
    let line = match &step.motion {
        Some(motion) => moving(scene, step, motion, map, rect.width.into()),
        None => resting(scene, step),
    };
    put(buf, rect, (rect.x, rect.y), &line);
}

fn moving(scene: Scene<'_>, step: &Step, motion: &Motion, map: bool, width: usize) -> Line<'static> {
    let glyphs = scene.look.glyphs;
    let fared = fared(motion.outcome, scene.lang);
    let tone = outcome_tone(motion.outcome);
    let end = if fared.is_empty() { String::new() } else { format!("  {} {fared}", scene.look.symbol(tone)) };
    let what = if map { " ".to_owned() } else { format!(" {} {} {}  ", motion.from, glyphs.right, motion.to) };
    let mut spans = vec![Span::styled(what, Look::faint())];
    spans.extend(cargo(scene, step, motion));
    let room = width.saturating_sub(typeset::width(&end));
    let mut line = cut(spans, room, glyphs.ellipsis);
    line.push_span(Span::styled(end, scene.look.tone(tone)));
    line
}

fn resting(scene: Scene<'_>, step: &Step) -> Line<'static> {
    let glyphs = scene.look.glyphs;
    let symbol = if step.view.is_some() { glyphs.letter } else { glyphs.here };
    Line::styled(format!(" {symbol} {}   {}", step.host, step.time), Look::faint())
}

fn cargo(scene: Scene<'_>, step: &Step, motion: &Motion) -> Vec<Span<'static>> {
    let glyphs = scene.look.glyphs;
    let strong = |text: &str| Span::styled(text.to_owned(), Look::strong());
    match &motion.cargo {
        Cargo::Letter { rcpt_to, .. } if rcpt_to.is_empty() => {
            let letter = words!(scene.lang, en: "the letter, out of its envelope", ja: "封筒から出された手紙");
            vec![Span::raw(format!("{} {letter}", glyphs.letter))]
        }
        Cargo::Letter { mail_from, rcpt_to, bounce } => {
            let envelope = if *bounce {
                words!(scene.lang, en: "bounce, envelope", ja: "不達通知、封筒")
            } else {
                words!(scene.lang, en: "envelope", ja: "封筒")
            };
            vec![
                Span::raw(format!("{} {envelope}  ", glyphs.letter)),
                strong(mail_from),
                Span::raw(format!(" {} ", glyphs.right)),
                strong(rcpt_to),
            ]
        }
        Cargo::Question { question } => {
            let mut spans = vec![Span::raw("? "), strong(question)];
            spans.extend(only_answer(step).map(|answer| Span::raw(format!("  = {answer}"))));
            spans
        }
        Cargo::Words => {
            let line = said(step, Speaker::Server).or_else(|| said(step, Speaker::Client)).unwrap_or_default();
            vec![Span::raw(format!("{} {line}", glyphs.words))]
        }
    }
}

fn said(step: &Step, speaker: Speaker) -> Option<&str> {
    step.lines.iter().find(|line| line.speaker == speaker).map(|line| line.text.as_str())
}

/// The answer of DNS, where it is one line: which of several belongs to the question is for the conversation to show.
fn only_answer(step: &Step) -> Option<&str> {
    let mut answers = step.lines.iter().filter(|line| line.speaker == Speaker::Server);
    answers.next().filter(|_| answers.next().is_none()).map(|line| line.text.as_str())
}

fn fared(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Arrived => "",
        Outcome::Refused => words!(lang, en: "refused", ja: "拒否"),
        Outcome::Deferred => words!(lang, en: "not now", ja: "後でもう一度"),
        Outcome::Lost => words!(lang, en: "no answer", ja: "応答なし"),
        Outcome::Junked => words!(lang, en: "to the junk folder", ja: "迷惑メールフォルダーへ"),
    }
}

fn cut(spans: Vec<Span<'static>>, room: usize, ellipsis: &str) -> Line<'static> {
    let mut left = room;
    let mut line = Line::default();
    for span in spans {
        let text = typeset::cut(&span.content, left, ellipsis);
        left = left.saturating_sub(typeset::width(&text));
        line.push_span(Span::styled(text, span.style));
    }
    line
}
