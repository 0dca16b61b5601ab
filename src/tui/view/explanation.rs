//! What the step means, in the story's words and the teacher's; below, the verdicts, and where no other pane is in sight
//! what was said, or what is new on the letter.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::page::{Opens, Page};
use super::{Scene, conversation, letter, verdicts};
use crate::tui::look::Look;
use crate::tui::typeset::{hang, paragraph};
use crate::words;

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let Some(step) = scene.player.step(scene.lang) else { return Page { lines: Vec::new(), opens: Opens::Top } };
    let mut lines = paragraph(&step.text, Style::new(), width.saturating_sub(1));
    if let Some(remark) = &step.remark {
        let teacher = words!(scene.lang, en: "Teacher: ", ja: "先生から：");
        lines.extend(hang(vec![Span::styled(teacher, Look::strong())], remark, Style::new(), width.saturating_sub(1)));
    }
    if !step.verdicts.is_empty() {
        lines.push(Line::default());
        lines.push(verdicts::chips(scene, &step.verdicts));
    }
    if scene.alone && !step.lines.is_empty() {
        lines.push(Line::default());
        lines.extend(conversation::new_lines(scene, step, width));
    }
    if scene.alone && step.lines.is_empty() {
        lines.extend(letter::news(scene, step, width));
    }
    Page { lines, opens: Opens::Top }
}
