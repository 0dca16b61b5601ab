//! What if: what can be changed, the line in which it is changed, and what came of it.
//!
//! ```text
//!   What if …?                          What if …?
//!   ── DNS ──────────────────────       DMARC policy of a-corp.example (p=): reject ► none
//!     a-corp.example TXT  "v=spf1…      ── Letter 1, to aoi@school.example ──────────────
//!   ► DMARC policy (p=)   reject            before                  after
//!   ── Letter 1 ─────────────────         DMARC  ✗ fail …           ✗ fail …
//!     header From         …             ► Folder   none               INBOX
//! ```

mod choose;
mod outcome;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{footer, notice, put};
use crate::lang::Lang;
use crate::tui::geometry::Reach;
use crate::tui::look::Look;
use crate::tui::state::App;
use crate::tui::whatif::{Face, WhatIf};
use crate::words;

/// As wide as the lists may be and still be read easily.
const WIDTH: u16 = 140;

pub(super) fn draw(app: &App, whatif: &WhatIf, area: Rect, buf: &mut Buffer) {
    heading(app, whatif, Rect { height: 1, ..area }, buf);
    let body = body(area);
    let lines = match &whatif.face {
        Face::Outcome(outcome) => outcome::lines(app, whatif, outcome, body.width.into()),
        _ => choose::lines(app, whatif, body.width.into()),
    };
    let skip = match &whatif.face {
        Face::Outcome(_) => whatif.scroll.min(lines.all.len().saturating_sub(body.height.into())),
        _ => lines.skip(body.height.into()),
    };
    for (line, y) in lines.all.iter().skip(skip).zip(body.y..body.bottom()) {
        put(buf, body, (body.x, y), line);
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    footer::row(&keys(app.lang, app.look.glyphs.arrows[2], whatif), last, buf);
    notice::draw(app, last, buf);
}

/// How far the outcome is scrolled, and how far it can be.
pub(super) fn reach(app: &App, whatif: &WhatIf, area: Rect) -> Reach {
    let Face::Outcome(outcome) = &whatif.face else { return Reach::default() };
    let body = body(area);
    let last = outcome::lines(app, whatif, outcome, body.width.into()).all.len().saturating_sub(body.height.into());
    Reach { offset: whatif.scroll.min(last), last, ..Reach::default() }
}

/// Lines, and those of them that have to be in sight.
struct Lines {
    all: Vec<Line<'static>>,
    here: std::ops::Range<usize>,
}

impl Lines {
    /// The first line in sight: a third of the screen is kept for what stands above.
    fn skip(&self, height: usize) -> usize {
        let last = self.all.len().saturating_sub(height);
        let end = self.here.end.saturating_sub(height);
        self.here.start.saturating_sub(height / 3).max(end).min(self.here.start).min(last)
    }
}

fn body(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2).min(WIDTH);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + 2, width, height: area.height.saturating_sub(4) }
}

fn heading(app: &App, whatif: &WhatIf, rect: Rect, buf: &mut Buffer) {
    let title = words!(app.lang, en: "What if …?", ja: "もし変えたら…？");
    let line = Line::from(vec![
        Span::styled(format!(" {title}  "), Look::strong()),
        Span::raw(whatif.original().story(app.lang).title.clone()),
    ]);
    put(buf, rect, (rect.x, rect.y), &line);
}

fn keys(lang: Lang, up_down: &'static str, whatif: &WhatIf) -> Vec<(&'static str, &'static str)> {
    let back = ("Esc", words!(lang, en: "back", ja: "戻る"));
    match &whatif.face {
        Face::Choose => vec![
            (up_down, words!(lang, en: "choose", ja: "選ぶ")),
            ("Enter", words!(lang, en: "change it", ja: "変える")),
            ("Esc", words!(lang, en: "back to the story", ja: "元の画面に戻る")),
            ("t", footer::other_language(lang)),
        ],
        Face::Edit(_) => vec![("Enter", words!(lang, en: "run it", ja: "実行する")), back],
        Face::Running(_) => vec![("Esc", words!(lang, en: "stop", ja: "中止"))],
        Face::Outcome(outcome) if outcome.naming.is_some() => {
            vec![("Enter", words!(lang, en: "save", ja: "保存する")), back]
        }
        Face::Outcome(_) => vec![
            ("Enter", words!(lang, en: "see it from there", ja: "変わった所から見る")),
            ("w", words!(lang, en: "change more", ja: "さらに変える")),
            ("s", words!(lang, en: "save", ja: "保存")),
            ("Esc", words!(lang, en: "as it was", ja: "元に戻す")),
            (up_down, words!(lang, en: "scroll", ja: "スクロール")),
        ],
    }
}
