//! A question of the lesson, over the panes: the map stays in sight, for the question is about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Scene, popup};
use crate::story::{Question, Tone};
use crate::tui::geometry::Reach;
use crate::tui::look::Look;
use crate::tui::player::Popup;
use crate::tui::typeset::{hang, paragraph};
use crate::words;

/// As wide as a line may be and still be read easily.
const WIDTH: u16 = 72;

pub(super) fn draw(scene: Scene<'_>, asked: Popup, below_map: Rect, screen: Rect, buf: &mut Buffer) {
    if let Some(popup) = popup(scene, asked, below_map, screen) {
        popup.draw(scene.look, buf);
    }
}

/// How far the question is scrolled, and how far it can be.
pub(super) fn reach(scene: Scene<'_>, asked: Popup, below_map: Rect, screen: Rect) -> Reach {
    popup(scene, asked, below_map, screen).map_or_else(Reach::default, |popup| Reach {
        offset: popup.offset(),
        last: popup.last(),
        ..Reach::default()
    })
}

fn popup(scene: Scene<'_>, asked: Popup, below_map: Rect, screen: Rect) -> Option<popup::Popup> {
    let question = scene.player.story(scene.lang).questions.get(asked.question)?;
    let width = WIDTH.min(screen.width.saturating_sub(4));
    let lines = lines(scene, question, asked.answer, popup::inner(width));
    let area = if lines.len() + 2 <= below_map.height.into() { below_map } else { screen };
    let title = words!(scene.lang, en: "Question", ja: "質問");
    // The answer's reason stands at the end; where there is not room for all, that is what is wanted.
    let scroll = asked.scroll.unwrap_or(if asked.answer.is_some() { usize::MAX } else { 0 });
    Some(popup::Popup { title, lines, width, area, scroll })
}

fn lines(scene: Scene<'_>, question: &Question, answer: Option<usize>, width: usize) -> Vec<Line<'static>> {
    let mut lines = paragraph(&question.text, Look::strong(), width);
    lines.push(Line::default());
    for (at, choice) in question.choices.iter().enumerate() {
        lines.extend(choice_lines(scene, question, answer, at, choice, width));
    }
    lines.push(Line::default());
    match answer {
        None => lines.push(Line::styled(
            words!(scene.lang, en: "A number answers. Space skips.", ja: "数字キーで答えます。Spaceで飛ばします。"),
            Look::faint(),
        )),
        Some(given) => lines.extend(reason(scene, question, given == question.answer, width)),
    }
    lines
}

/// After the answer the right choice is marked, and the given one too where it is wrong.
fn choice_lines(
    scene: Scene<'_>,
    question: &Question,
    answer: Option<usize>,
    at: usize,
    choice: &str,
    width: usize,
) -> Vec<Line<'static>> {
    let tone = match answer {
        Some(_) if at == question.answer => Tone::Good,
        Some(given) if at == given => Tone::Bad,
        _ => Tone::Plain,
    };
    let style = scene.look.tone(tone);
    let lead = vec![
        Span::styled(format!("{} ", scene.look.symbol(tone)), style),
        Span::styled(format!(" {} ", at + 1), Look::selected()),
        Span::raw(" "),
    ];
    hang(lead, choice, style, width)
}

/// Set close, so that the map stays in sight on a small screen.
fn reason(scene: Scene<'_>, question: &Question, right: bool, width: usize) -> Vec<Line<'static>> {
    let (tone, word) = if right {
        (Tone::Good, words!(scene.lang, en: "Right. ", ja: "正解です。"))
    } else {
        (Tone::Bad, words!(scene.lang, en: "Not quite. ", ja: "残念、違います。"))
    };
    let lead = Span::styled(format!("{} ", scene.look.symbol(tone)), scene.look.tone(tone));
    let mut lines = hang(vec![lead], &format!("{word}{}", question.why), Style::new(), width);
    lines.push(Line::styled(words!(scene.lang, en: "Space goes on.", ja: "Spaceで先へ進みます。"), Look::faint()));
    lines
}
