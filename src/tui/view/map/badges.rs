//! On the lower border of a server: how many letters lie in its mailboxes and its queue.
//!
//! ```text
//!   └[inbox 2][✉ junk 1]┘   the letter that came with this step is there
//! ```
//!
//! A machine that is only a name has no border: a letter that comes to it is shown over the name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::flight;
use super::plan::Site;
use crate::lang::Lang;
use crate::story::{Motion, Outcome, PlaceKind, Step};
use crate::tui::look::Look;
use crate::tui::typeset::line_width;
use crate::tui::view::{Scene, put};
use crate::words;

const KINDS: [PlaceKind; 3] = [PlaceKind::Inbox, PlaceKind::Junk, PlaceKind::Queue];

/// What is to be seen of one kind of place on a host.
struct Badge {
    kind: PlaceKind,
    /// None where it is only known that something came.
    letters: Option<usize>,
    new: bool,
}

pub(super) fn draw(scene: Scene<'_>, site: &Site<'_>, area: Rect, buf: &mut Buffer) {
    let Some(step) = scene.player.step(scene.lang) else { return };
    let mut badges: Vec<Badge> =
        KINDS.into_iter().filter_map(|kind| badge(scene, step, &site.actor.host, kind)).collect();
    let room = usize::from(site.rect.width.saturating_sub(2));
    // Where there is not room for all, what has not changed goes first.
    while line_width(&line(scene, &badges)) > room && badges.pop_if(|badge| !badge.new).is_some() {}
    while line_width(&line(scene, &badges)) > room && !badges.is_empty() {
        badges.remove(0);
    }
    let y = site.rect.bottom().saturating_sub(1);
    put(buf, area, (site.rect.x + 1, y), &line(scene, &badges));
}

/// What came with this step to a machine that is only a name.
pub(super) fn over_name(scene: Scene<'_>, site: &Site<'_>, area: Rect, buf: &mut Buffer) {
    let Some(step) = scene.player.step(scene.lang) else { return };
    let badges = KINDS.into_iter().filter_map(|kind| badge(scene, step, &site.actor.host, kind));
    let new: Vec<Badge> = badges.filter(|badge| badge.new).collect();
    if let Some(y) = site.rect.y.checked_sub(1).filter(|_| !new.is_empty()) {
        let line = line(scene, &new);
        let width = u16::try_from(line_width(&line)).unwrap_or(area.width);
        let x = (site.centre() + 2).min(area.right().saturating_sub(width));
        put(buf, area, (x, y), &line);
    }
}

fn badge(scene: Scene<'_>, step: &Step, host: &str, kind: PlaceKind) -> Option<Badge> {
    let places: Vec<_> = step.places.iter().filter(|place| place.host == host && place.kind == kind).collect();
    let lands = step.motion.as_ref().is_some_and(|motion| lands(motion, host, kind));
    // Something that is still on its way lies nowhere yet.
    let under_way = lands && !flight::has_landed(scene);
    let new = places.iter().flat_map(|place| &place.letters).filter(|placed| placed.new).count();
    let letters: usize = places.iter().map(|place| place.letters.len()).sum();
    let letters = if under_way { letters - new } else { letters };
    if letters == 0 && (!lands || under_way) {
        return None;
    }
    let is_new = !under_way && (new > 0 || lands);
    Some(Badge { kind, letters: (!places.is_empty()).then_some(letters), new: is_new })
}

/// Whether what moves ends up in that place.
fn lands(motion: &Motion, host: &str, kind: PlaceKind) -> bool {
    match motion.outcome {
        Outcome::Junked => motion.to == host && kind == PlaceKind::Junk,
        _ => false,
    }
}

fn line(scene: Scene<'_>, badges: &[Badge]) -> Line<'static> {
    let span = |badge: &Badge| {
        let letter = if badge.new { format!("{} ", scene.look.glyphs.letter) } else { String::new() };
        let count = badge.letters.map(|letters| format!(" {letters}")).unwrap_or_default();
        let style = if badge.new { scene.look.new_here() } else { Style::new() };
        let style = if badge.new { style.patch(Look::selected()) } else { style };
        Span::styled(format!("[{letter}{}{count}]", name(badge.kind, scene.lang)), style)
    };
    Line::from(badges.iter().map(span).collect::<Vec<_>>())
}

fn name(kind: PlaceKind, lang: Lang) -> &'static str {
    match kind {
        PlaceKind::Inbox => words!(lang, en: "inbox", ja: "受信"),
        PlaceKind::Junk => words!(lang, en: "junk", ja: "迷惑"),
        PlaceKind::Queue => words!(lang, en: "queue", ja: "送信待ち"),
    }
}
