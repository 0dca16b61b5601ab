//! What the machine in the middle did, line by line: what was said, and what of it the other end heard.

use super::{note, speaker};
use crate::lang::Lang;
use crate::story::model::{Line, LineKind, Speaker};
use crate::story::{prose, safe};
use crate::trace::{Event, Interception, Octets};

/// Adds the lines of one act.
pub(super) fn lines(event: &Event, act: &Interception, lang: Lang, lines: &mut Vec<Line>) {
    let said = |speaker: Speaker, kind: LineKind, octets: &Octets| {
        let text = safe::octet_line(octets.as_slice());
        Line { speaker, kind, text, secret: false, event: event.id }
    };
    let (id, machine) = (event.id, &event.host);
    match act {
        Interception::Removed { from, octets } => {
            lines.push(said(speaker(*from), LineKind::Smtp, octets));
            lines.push(note(id, &prose::line_removed(lang, machine)));
        }
        Interception::Replaced { from, was, now } => {
            lines.push(said(speaker(*from), LineKind::Letter, was));
            lines.push(note(id, &prose::line_changed(lang, machine)));
            lines.push(said(speaker(*from), LineKind::Letter, now));
        }
        Interception::Answered { said: asked, reply } => {
            lines.push(said(Speaker::Client, LineKind::Smtp, asked));
            lines.push(note(id, &prose::line_answered(lang, machine)));
            lines.push(said(Speaker::Server, LineKind::Smtp, reply));
        }
    }
}
