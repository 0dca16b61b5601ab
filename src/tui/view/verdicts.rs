//! The verdicts so far; at the last step what a mail client shows as “show original”.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use super::letter::compared;
use super::page::{Opens, Page};
use crate::story::{Ending, Phase, Verdict};
use crate::tui::look::Look;
use crate::tui::typeset::{bounded, hang, pad, paragraph, width as cells};
use crate::{text, words};

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let reads = scene.player.step(scene.lang).is_some_and(|step| step.phase == Phase::Read);
    let lines = match (scene.player.at_end(), reads) {
        (true, _) => all_endings(scene, width),
        (false, true) => endings(scene, true, width),
        (false, false) => so_far(scene, width),
    };
    Page { lines, opens: Opens::Top }
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

fn so_far(scene: Scene<'_>, width: usize) -> Vec<Line<'static>> {
    let verdicts = scene.player.step(scene.lang).map(|step| step.verdicts.as_slice()).unwrap_or_default();
    if verdicts.is_empty() {
        let none = words!(scene.lang, en: "The letter has not been checked yet.", ja: "手紙はまだ確認されていません。");
        return vec![Line::styled(none, Look::faint())];
    }
    verdicts.iter().flat_map(|verdict| verdict_lines(scene, verdict, width)).collect()
}

fn verdict_lines(scene: Scene<'_>, verdict: &Verdict, width: usize) -> Vec<Line<'static>> {
    let tone = scene.look.tone(verdict.tone);
    let lead = vec![
        Span::styled(format!("{:<5} ", verdict.method), Look::strong()),
        Span::styled(format!("{} ", scene.look.symbol(verdict.tone)), tone),
    ];
    let mut lines = hang(lead, &verdict.gloss, tone, width);
    lines.extend(hang(vec![Span::raw("        ")], &verdict.about, Style::new(), width));
    lines
}

/// How every letter of the story ended, that of this step first; and how the questions were answered.
fn all_endings(scene: Scene<'_>, width: usize) -> Vec<Line<'static>> {
    let mut lines = endings(scene, true, width);
    lines.extend(endings(scene, false, width));
    let (right, answered, all) = scene.player.quiz.score();
    if answered > 0 {
        lines.push(Line::from(text!(
            scene.lang,
            en: "Questions: {all}, answered: {answered}, right: {right}.",
            ja: "質問：全{all}問、回答{answered}問、正解{right}問。",
        )));
    }
    lines
}

/// How the letter of this step ended, or how all others did, for each of their recipients.
fn endings(scene: Scene<'_>, this: bool, width: usize) -> Vec<Line<'static>> {
    let letter = scene.player.step(scene.lang).and_then(|step| step.letter);
    let chosen = scene.player.story(scene.lang).endings.iter().filter(|ending| (Some(ending.letter) == letter) == this);
    let mut lines = Vec::new();
    for ending in chosen {
        lines.extend(ending_lines(scene, ending, width));
        lines.push(Line::styled(scene.look.glyphs.level.repeat(width), Look::faint()));
    }
    lines
}

fn ending_lines(scene: Scene<'_>, ending: &Ending, width: usize) -> Vec<Line<'static>> {
    let tone = scene.look.tone(ending.tone);
    let lead = vec![Span::styled(format!("{} ", scene.look.symbol(ending.tone)), tone)];
    let mut lines = hang(lead, &ending.outcome, tone, width);
    lines.extend(ending.senders.iter().flat_map(|senders| compared(scene, senders, width)));
    lines.extend(facts(scene, ending, width));
    lines.push(Line::default());
    if !ending.source.is_empty() {
        let title = words!(scene.lang, en: "Source", ja: "ソース（原文）");
        lines.push(Line::styled(title, Look::strong()));
        lines.extend(bounded(ending.source.lines().flat_map(|line| paragraph(line, Look::faint(), width))));
        lines.push(Line::default());
    }
    lines
}

/// The table above the source, and where the letter lies. What the checks have found stands first.
fn facts(scene: Scene<'_>, ending: &Ending, width: usize) -> Vec<Line<'static>> {
    let folder = words!(scene.lang, en: "Folder", ja: "フォルダー");
    let reply = words!(scene.lang, en: "Reply", ja: "サーバーの応答");
    let summary = ending.summary.rows.iter().map(|row| (row.label.as_str(), row.value.as_str(), row.tone));
    let (found, written): (Vec<_>, Vec<_>) =
        summary.partition(|(label, ..)| matches!(*label, "SPF" | "DKIM" | "DMARC"));
    let filed = [(folder, ending.folder.as_deref()), (reply, ending.reply.as_deref())];
    let filed = filed.into_iter().filter_map(|(label, value)| Some((label, value?, crate::story::Tone::Plain)));
    let rows: Vec<_> = found.into_iter().chain(filed).chain(written).collect();
    let column = rows.iter().map(|(label, ..)| cells(label)).max().unwrap_or(0).min(width / 3);
    let row = |(label, value, tone): &(&str, &str, crate::story::Tone)| {
        let lead = vec![
            Span::styled(pad(label, column, scene.look.glyphs.ellipsis), Look::faint()),
            Span::styled(format!(" {} ", scene.look.symbol(*tone)), scene.look.tone(*tone)),
        ];
        hang(lead, value, scene.look.tone(*tone), width)
    };
    rows.iter().flat_map(row).collect()
}
