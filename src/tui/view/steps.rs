//! The list of all steps, by stage, the current one marked.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::{Opens, Page};
use crate::lang::Lang;
use crate::story::Step;
use crate::trace::Stage;
use crate::tui::look::Look;
use crate::tui::player::{Pane, Stop};
use crate::tui::typeset;
use crate::words;

/// One row of the list.
enum Row<'a> {
    Heading(Option<Stage>),
    Step(usize, &'a Step),
    /// All steps behind a question, from this one on.
    Veiled(usize),
}

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let mut page = Page::of(Vec::new());
    for row in rows(scene) {
        let set = [line(scene, &row, width)];
        match row {
            Row::Heading(_) => page.add(set),
            Row::Step(at, _) => {
                if at == scene.player.cursor() {
                    page.opens = Opens::Around(page.lines.len());
                }
                page.add_stop(Stop::Step(at), set);
            }
            Row::Veiled(from) => page.add_stop(Stop::Step(from), set),
        }
    }
    page
}

/// What a stage is called on this screen.
pub(super) fn stage_name(stage: Option<Stage>, lang: Lang) -> &'static str {
    match stage {
        Some(Stage::Submission) => words!(lang, en: "submission", ja: "送信の受け付け"),
        Some(Stage::Resolution) => words!(lang, en: "DNS lookup", ja: "宛先の問い合わせ"),
        Some(Stage::Transfer) => words!(lang, en: "transfer", ja: "サーバー間の配送"),
        Some(Stage::Retrieval) => words!(lang, en: "retrieval", ja: "受け取り"),
        None => words!(lang, en: "in between", ja: "その間"),
    }
}

fn rows(scene: Scene<'_>) -> impl Iterator<Item = Row<'_>> {
    let steps = &scene.player.story(scene.lang).steps;
    let begins =
        |at: usize| at == 0 || steps.get(at - 1).map(|step| step.stage) != steps.get(at).map(|step| step.stage);
    let veil = scene.player.quiz.veil(scene.player.cursor()).filter(|veil| *veil < steps.len());
    let shown = steps.iter().enumerate().take(veil.unwrap_or(steps.len()));
    let rows = shown.flat_map(move |(at, step)| {
        let heading = begins(at).then_some(Row::Heading(step.stage));
        heading.into_iter().chain(std::iter::once(Row::Step(at, step)))
    });
    rows.chain(veil.map(Row::Veiled))
}

fn line(scene: Scene<'_>, row: &Row<'_>, width: usize) -> Line<'static> {
    let glyphs = scene.look.glyphs;
    match row {
        Row::Heading(stage) => {
            let number = stage.map_or(glyphs.dot, |stage| glyphs.stages[stage.number() - 1]);
            let text = format!("{number} {}", stage_name(*stage, scene.lang));
            Line::styled(typeset::cut(&text, width, glyphs.ellipsis), Look::strong())
        }
        Row::Veiled(from) => {
            let chosen = scene.player.stop(Pane::Steps) == Some(Stop::Step(*from));
            let style = if chosen { Look::selected() } else { Look::faint() };
            let (from, to) = (from + 1, scene.player.story(scene.lang).steps.len());
            let what = words!(scene.lang, en: "after the question", ja: "質問のあとで分かります");
            let text = format!("  {from:>3}{}{to} {what}", glyphs.ellipsis);
            Line::styled(typeset::cut(&text, width, glyphs.ellipsis), style)
        }
        Row::Step(at, step) => {
            let here = *at == scene.player.cursor();
            let marker = if here { glyphs.right } else { " " };
            let lead = format!("{marker} {:>3} ", step.number);
            let title = typeset::cut(&step.title, width.saturating_sub(8), glyphs.ellipsis);
            let chosen = scene.player.stop(Pane::Steps) == Some(Stop::Step(*at));
            let base = match (here, chosen) {
                (_, true) => Look::selected(),
                (true, false) => Look::strong(),
                (false, false) => Style::new(),
            };
            let line = Line::from(vec![
                Span::raw(lead),
                Span::styled(scene.look.symbol(step.tone), scene.look.tone(step.tone)),
                Span::raw(format!(" {title}")),
            ]);
            line.style(base)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::fixture;
    use crate::tui::look::Colours;
    use crate::tui::player::Player;

    fn shown(player: &Player) -> String {
        let scene = Scene { player, look: Look::new(Colours::None, true), lang: Lang::En, alone: false, large: false };
        page(scene, 80).lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_list_gives_no_answer_away() {
        let mut player = Player::new(fixture::forged_from(), 0, false);
        let story = player.story(Lang::En);
        let (before, secret) = (story.questions[0].before, story.steps[story.questions[0].before].title.clone());
        assert!(!shown(&player).contains(&secret));
        player.jump(before - 1);
        assert!(!shown(&player).contains(&secret));
        player.jump(before);
        assert!(shown(&player).contains(&secret), "who has jumped there has seen it");
    }
}
