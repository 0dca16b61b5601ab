//! The verdicts so far; at the last step what a mail client shows as “show original”.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::Page;
use super::{endings, proof};
use crate::story::{Phase, Tone, Verdict};
use crate::tui::look::Look;
use crate::tui::player::{Pane, Stop};
use crate::tui::typeset::{cut, hang};
use crate::{text, words};

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    if let Some((proving, proof)) = scene.player.proof_in(scene.lang) {
        return proof::page(scene, proving, proof, width);
    }
    let step = scene.player.step(scene.lang);
    let reads = step.is_some_and(|step| step.phase == Phase::Read);
    let mut page = Page::of(Vec::new());
    if !reads && !scene.player.at_end() {
        so_far(scene, width, &mut page);
        return page;
    }
    endings::add(scene, width, &mut page);
    page
}

/// All verdicts in one line: `SPF ✓ pass`.
pub(super) fn chips(scene: Scene<'_>, verdicts: &[Verdict]) -> Line<'static> {
    let mut spans = Vec::new();
    for verdict in verdicts {
        let symbol = scene.look.symbol(verdict.tone);
        spans.push(Span::raw(format!("{} ", verdict.method)));
        spans.push(Span::styled(format!("{symbol} {}", verdict.result), scene.look.tone(verdict.tone)));
        spans.push(Span::raw("   "));
    }
    Line::from(spans)
}

fn so_far(scene: Scene<'_>, width: usize, page: &mut Page) {
    let verdicts = scene.player.step(scene.lang).map(|step| step.verdicts.as_slice()).unwrap_or_default();
    if verdicts.is_empty() {
        let none = words!(scene.lang, en: "The letter has not been checked yet.", ja: "手紙はまだ確認されていません。");
        return page.add([Line::styled(none, Look::faint())]);
    }
    rows(scene, verdicts, width, page);
    page.add(leads_to(scene, width));
}

/// The verdicts, each to be opened where there is a proof of it.
fn rows(scene: Scene<'_>, verdicts: &[Verdict], width: usize, page: &mut Page) {
    if verdicts.iter().any(|verdict| scene.proves(verdict)) {
        let [_, _, up_down] = scene.look.glyphs.arrows;
        let hint =
            text!(scene.lang, en: "{up_down} choose, Enter: why?", ja: "{up_down}で選び、Enterで「なぜ？」を見る");
        page.add([Line::styled(cut(&hint, width, scene.look.glyphs.ellipsis), Look::faint())]);
    }
    for (at, verdict) in verdicts.iter().enumerate() {
        page.add_stop(Stop::Verdict(at), verdict_lines(scene, at, verdict, width));
    }
}

fn verdict_lines(scene: Scene<'_>, at: usize, verdict: &Verdict, width: usize) -> Vec<Line<'static>> {
    let tone = scene.look.tone(verdict.tone);
    let chosen = scene.pointed(Pane::Verdicts) == Some(Stop::Verdict(at));
    let name = if chosen { Look::selected() } else { Look::strong() };
    let opens = if scene.proves(verdict) { scene.look.glyphs.right } else { " " };
    let lead = vec![
        Span::styled(format!("{opens} "), Look::faint()),
        Span::styled(format!("{:<5}", verdict.method), name),
        Span::styled(format!(" {} ", scene.look.symbol(verdict.tone)), tone),
    ];
    let mut lines = hang(lead, &verdict.gloss, tone, width);
    lines.extend(hang(vec![Span::raw("          ")], &verdict.about, Style::new(), width));
    lines
}

/// What the receiver made of the verdicts, as far as the story has come.
fn leads_to(scene: Scene<'_>, width: usize) -> Vec<Line<'static>> {
    let letter = scene.player.step(scene.lang).and_then(|step| step.letter);
    let steps = scene.player.story(scene.lang).steps.iter().take(scene.player.cursor() + 1).rev();
    let decision = steps.take_while(|step| step.letter == letter).find(|step| step.phase == Phase::Decision);
    let open = words!(scene.lang, en: "The receiver has not decided yet.", ja: "受信側の判断はまだです。");
    let (text, tone) = decision.map_or((open, Tone::Plain), |step| (step.title.as_str(), step.tone));
    let style = if decision.is_some() { scene.look.tone(tone).patch(Look::strong()) } else { Look::faint() };
    let label = words!(scene.lang, en: "leads to", ja: "その結果");
    let lead = vec![
        Span::styled(format!("{} {label}  ", scene.look.glyphs.right), Look::faint()),
        Span::styled(format!("{} ", scene.look.symbol(tone)), style),
    ];
    let mut lines = vec![Line::default()];
    lines.extend(hang(lead, text, style, width));
    lines
}
