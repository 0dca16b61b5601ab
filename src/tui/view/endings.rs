//! How letters ended: what a mail client shows as “show original”, and where the letter lies.

use ratatui::text::{Line, Span};

use super::letter::compared;
use super::page::Page;
use super::{Scene, result, sides};
use crate::story::{Beside, Ending, Tone};
use crate::tui::look::Look;
use crate::tui::player::{Pane, Stop};
use crate::tui::typeset::{bounded, hang, pad, paragraph, width as cells};
use crate::{text, words};

/// Adds how the letter of this step ended, for each of its recipients. At the last step strict and naive stand side by side
/// above that, and below it how all other letters ended.
pub(super) fn add(scene: Scene<'_>, width: usize, page: &mut Page) {
    // A step about no letter, such as a question to DNS, leaves the last letter in sight.
    let steps = scene.player.story(scene.lang).steps.iter().take(scene.player.cursor() + 1);
    let letter = steps.rev().find_map(|step| step.letter);
    let endings = &scene.player.story(scene.lang).endings;
    let (this, others): (Vec<_>, Vec<_>) = endings.iter().partition(|ending| Some(ending.letter) == letter);
    let others = others.into_iter().filter(|_| scene.player.at_end());
    // Where a lesson sets two servers side by side, that is what it is about.
    if scene.player.at_end() {
        page.add(bounded(scene.player.story(scene.lang).beside.iter().flat_map(|one| beside(scene, one, width))));
    }
    for (at, ending) in this.iter().copied().enumerate() {
        ended(scene, ending, (at == 0).then_some(scene.player.at_end()), width, page);
    }
    for ending in others {
        ended(scene, ending, None, width, page);
    }
}

/// What a naive server made of a letter, beside what another one made of it.
fn beside(scene: Scene<'_>, beside: &Beside, width: usize) -> Vec<Line<'static>> {
    let title = words!(scene.lang, en: "Done right, and naively", ja: "正しいサーバーと、誤りのあるサーバー");
    let mut lines = vec![Line::styled(format!("{title}: {}", beside.title), Look::strong())];
    lines.push(sides::columns(&beside.strict, &beside.naive, width));
    lines.extend(beside.rows.iter().flat_map(|row| sides::row(&scene.look, row, width)));
    for apart in &beside.apart {
        let number = apart.step + 1;
        let lead = text!(scene.lang, en: "They part in step {number}: ", ja: "分かれ目はステップ{number}：");
        lines.extend(hang(vec![Span::styled(lead, Look::strong())], &apart.text, scene.look.tone(Tone::Bad), width));
    }
    lines.push(Line::default());
    lines
}

/// One ending. The first one of this step's letter opens the proofs; at the last step it has the result of the questions.
fn ended(scene: Scene<'_>, ending: &Ending, first: Option<bool>, width: usize, page: &mut Page) {
    let tone = scene.look.tone(ending.tone);
    let lead = vec![Span::styled(format!("{} ", scene.look.symbol(ending.tone)), tone)];
    page.add(hang(lead, &ending.outcome, tone, width));
    page.add(ending.senders.iter().flat_map(|senders| compared(scene, senders, width)));
    facts(scene, ending, first.is_some(), width, page);
    if first == Some(true) {
        page.add(questions(scene));
    }
    page.add([Line::default()]);
    if !ending.source.is_empty() {
        let title = words!(scene.lang, en: "Source", ja: "ソース（原文）");
        page.add([Line::styled(title, Look::strong())]);
        page.add(bounded(ending.source.lines().flat_map(|line| paragraph(line, Look::faint(), width))));
        page.add([Line::default()]);
    }
    page.add([Line::styled(scene.look.glyphs.level.repeat(width), Look::faint())]);
}

/// How many questions were answered right, and where the reasons stand.
fn questions(scene: Scene<'_>) -> Vec<Line<'static>> {
    let Some(mut line) = result::summary(scene) else { return Vec::new() };
    let more = words!(scene.lang, en: "   (key 2: each with its reason)", ja: "   （2キーで解説）");
    line.push_span(Span::styled(more, Look::faint()));
    vec![Line::default(), line]
}

/// A row of the table: label, value, tone.
type Row<'a> = (&'a str, &'a str, Tone);

/// The table above the source, and where the letter lies. What the checks have found stands first.
fn facts(scene: Scene<'_>, ending: &Ending, opens: bool, width: usize, page: &mut Page) {
    let rows = rows(scene, ending);
    let column = rows.iter().map(|(label, ..)| cells(label)).max().unwrap_or(0).min(width / 3);
    let mut hinted = false;
    for row in rows {
        match verdict(scene, row.0).filter(|_| opens) {
            Some(at) => {
                page.add_stop(Stop::Verdict(at), line(scene, row, Some(at), !hinted, column, width));
                hinted = true;
            }
            None => page.add(line(scene, row, None, false, column, width)),
        }
    }
}

fn rows<'a>(scene: Scene<'_>, ending: &'a Ending) -> Vec<Row<'a>> {
    let folder = words!(scene.lang, en: "Folder", ja: "フォルダー");
    let reply = words!(scene.lang, en: "Reply", ja: "サーバーの返事");
    let summary = ending.summary.rows.iter().map(|row| (row.label.as_str(), row.value.as_str(), row.tone));
    let (found, written): (Vec<_>, Vec<_>) =
        summary.partition(|(label, ..)| matches!(*label, "REPORT" | "SPF" | "DKIM" | "DMARC"));
    let filed = [(folder, ending.folder.as_deref()), (reply, ending.reply.as_deref())];
    let filed = filed.into_iter().filter_map(|(label, value)| Some((label, value?, Tone::Plain)));
    found.into_iter().chain(filed).chain(written).collect()
}

/// The verdict of this step that a row of the table is about, where there is a proof of it.
fn verdict(scene: Scene<'_>, method: &str) -> Option<usize> {
    let verdicts = &scene.player.step(scene.lang)?.verdicts;
    verdicts.iter().position(|verdict| verdict.method == method && scene.proves(verdict))
}

fn line(
    scene: Scene<'_>,
    (label, value, tone): Row<'_>,
    opens: Option<usize>,
    hint: bool,
    column: usize,
    width: usize,
) -> Vec<Line<'static>> {
    let chosen = opens.is_some() && scene.pointed(Pane::Verdicts) == opens.map(Stop::Verdict);
    let style = if chosen { Look::selected() } else { Look::faint() };
    let lead = vec![
        Span::styled(pad(label, column, scene.look.glyphs.ellipsis), style),
        Span::styled(format!(" {} ", scene.look.symbol(tone)), scene.look.tone(tone)),
    ];
    let why = text!(scene.lang, en: "{value}   (Enter: why?)", ja: "{value}   （Enterで「なぜ？」）");
    hang(lead, if hint { &why } else { value }, scene.look.tone(tone), width)
}
