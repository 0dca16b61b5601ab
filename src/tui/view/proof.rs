//! The proof of a verdict as a tree: what was looked at, in order, what it means, and the clause that says so.
//!
//! ```text
//!   ▾ ✓ yes  v=spf1 ip4:192.0.2.25 -all
//!            The record that was found.              RFC 7208 §4.5
//!     ▸ ✗ no   ip4:192.0.2.25 …
//!     ▾ ✓ yes  -all
//!              matches every address: fail           RFC 7208 §5.1
//! ```

mod exhibit;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::Page;
use crate::lang::Lang;
use crate::story::{Proof, Reason, Sign, Tone};
use crate::tui::look::Look;
use crate::tui::player::{Branch, Pane, Proving, Stop};
use crate::tui::typeset::{bounded, cut, hang, paragraph, width as cells};
use crate::{text, words};

pub(super) fn page(scene: Scene<'_>, proving: &Proving, proof: &Proof, width: usize) -> Page {
    let mut page = Page::of(paragraph(&proof.question, Look::strong(), width));
    let tone = scene.look.tone(proof.tone);
    let lead = Span::styled(format!("{} {} ", proof.method, scene.look.symbol(proof.tone)), tone);
    page.add(hang(vec![lead], &proof.conclusion, tone, width));
    page.add([hint(scene, width)]);
    for branch in proving.branches(proof) {
        let stop = Stop::Reason(branch.number);
        let chosen = scene.pointed(Pane::Verdicts) == Some(stop);
        page.add_stop(stop, lines(scene, &branch, chosen, width));
    }
    page
}

fn hint(scene: Scene<'_>, width: usize) -> Line<'static> {
    let [_, _, up_down] = scene.look.glyphs.arrows;
    let hint = text!(
        scene.lang,
        en: "{up_down} choose, Enter folds and unfolds, Esc closes",
        ja: "{up_down}で選び、Enterで開閉、Escで閉じます",
    );
    Line::styled(cut(&hint, width, scene.look.glyphs.ellipsis), Look::faint())
}

fn lines(scene: Scene<'_>, branch: &Branch<'_>, chosen: bool, width: usize) -> Vec<Line<'static>> {
    let reason = branch.reason;
    let indent = (branch.depth * 2).min(width / 3);
    let glyphs = scene.look.glyphs;
    let fold = if branch.folded { glyphs.right } else { glyphs.down };
    let tone = scene.look.tone(tone(reason.sign));
    let style = if chosen { Look::selected() } else { Look::strong() };
    let sign = sign(scene, reason.sign);
    let lead = vec![
        Span::styled(format!("{}{fold} ", " ".repeat(indent)), Look::faint()),
        Span::styled(if sign.is_empty() { sign.clone() } else { format!("{sign}  ") }, tone),
    ];
    let taken = indent + 2 + cells(&sign);
    if branch.folded {
        return vec![folded(scene, reason, lead, style, width)];
    }
    let mut lines = hang(lead, &reason.label, style, width);
    lines.extend(inside(scene, reason, taken.min(indent + 4), width));
    lines
}

/// On one line: the label, and the beginning of what it means.
fn folded(scene: Scene<'_>, reason: &Reason, lead: Vec<Span<'static>>, style: Style, width: usize) -> Line<'static> {
    let ellipsis = scene.look.glyphs.ellipsis;
    let mut line = Line::from(lead);
    let room = width.saturating_sub(line.width());
    let label = cut(&reason.label, room, ellipsis);
    let rest = room.saturating_sub(cells(&label) + 2);
    line.push_span(Span::styled(label, style));
    if rest > 8 {
        let text = reason.text.lines().next().unwrap_or_default();
        line.push_span(Span::styled(format!("  {}", cut(text, rest, ellipsis)), Look::faint()));
    }
    line
}

/// What it means, the clause, and the exhibits.
fn inside(scene: Scene<'_>, reason: &Reason, indent: usize, width: usize) -> Vec<Line<'static>> {
    let lead = || vec![Span::raw(" ".repeat(indent))];
    let mut lines = Vec::new();
    if !reason.text.is_empty() {
        lines.extend(reason.text.lines().flat_map(|text| hang(lead(), text, Style::new(), width)));
    }
    if let Some(clause) = &reason.clause {
        lines.extend(hang(lead(), clause, Look::faint(), width));
    }
    lines.extend(reason.exhibits.iter().flat_map(|exhibit| exhibit::lines(scene, exhibit, indent, width)));
    bounded(lines.into_iter())
}

/// The symbol and the word for how something came out.
fn sign(scene: Scene<'_>, sign: Sign) -> String {
    let symbol = match sign {
        Sign::Skipped => "-",
        Sign::Note => return scene.look.glyphs.dot.to_owned(),
        _ => scene.look.symbol(tone(sign)),
    };
    format!("{symbol} {}", word(sign, scene.lang))
}

fn word(sign: Sign, lang: Lang) -> &'static str {
    match sign {
        Sign::Yes => words!(lang, en: "yes", ja: "成立"),
        Sign::No => words!(lang, en: "no", ja: "不成立"),
        Sign::Error => words!(lang, en: "error", ja: "エラー"),
        Sign::Warn => words!(lang, en: "caution", ja: "注意"),
        Sign::Skipped => words!(lang, en: "not looked at", ja: "調べず"),
        Sign::Note => "",
    }
}

fn tone(sign: Sign) -> Tone {
    match sign {
        Sign::Yes => Tone::Good,
        Sign::No => Tone::Bad,
        Sign::Error | Sign::Warn => Tone::Warn,
        Sign::Skipped | Sign::Note => Tone::Plain,
    }
}
