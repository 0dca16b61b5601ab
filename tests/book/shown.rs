//! What the book shows of the program is what the program shows.
//!
//! A fence ```` ```story LESSON "TITLE" ```` holds the first step of that title, as text; a number behind it names a later
//! one. A fence ```` ```screen LESSON "TITLE" 80x24 ```` holds the screen at that step. `TEGAMI_BLESS=1` writes them anew.

use std::collections::HashMap;
use std::fs;

use tegami::lang::Lang;
use tegami::report::{Look, text};
use tegami::scenario::library;
use tegami::story::{Story, tell};
use tegami::trace::Time;
use tegami::tui::{Colours, Pictures, text_of};
use tegami::world::{self, Options};

use crate::pages::{Fence, LANGUAGES, Page, fences, pages};

/// All stories of the book begin at this moment: Tuesday, 24 November 2026, 05:30 UTC.
const START: Time = Time(1_795_498_200);

#[test]
fn every_step_and_every_screen_is_what_the_program_shows() {
    let mut told = Told::default();
    let mut shown = 0;
    for lang in [Lang::En, Lang::Ja] {
        for page in pages(LANGUAGES[usize::from(lang == Lang::Ja)]) {
            let fences = fences(&page.text);
            let drawn = fences.iter().filter_map(|fence| Some((fence, told.draw(fence, lang, &page)?)));
            let drawn: Vec<_> = drawn.collect();
            shown += drawn.len();
            compare(&page, &drawn);
        }
    }
    assert!(shown > 10, "only {shown} steps and screens were found");
}

fn compare(page: &Page, drawn: &[(&Fence<'_>, String)]) {
    if std::env::var_os("TEGAMI_BLESS").is_some() {
        let mut text = page.text.clone();
        for (fence, now) in drawn {
            let written = |inside: &str| format!("\n```{}\n{inside}\n```", fence.info);
            let old = if fence.text.is_empty() { format!("\n```{}\n```", fence.info) } else { written(fence.text) };
            text = text.replacen(&old, &written(now), 1);
        }
        fs::write(&page.path, text).unwrap();
        return;
    }
    for (fence, now) in drawn {
        assert_eq!(fence.text, now, "{}: ```{}", page.path.display(), fence.info);
    }
}

/// Stories that have been told already: each is run once.
#[derive(Default)]
struct Told(HashMap<(String, Lang), Story>);

impl Told {
    /// What belongs into a fence; nothing where it is of another kind.
    fn draw(&mut self, fence: &Fence<'_>, lang: Lang, page: &Page) -> Option<String> {
        let (kind, rest) = fence.info.split_once(' ')?;
        if !["story", "screen"].contains(&kind) {
            return None;
        }
        let (lesson, rest) = rest.split_once(" \"").unwrap();
        let (title, more) = rest.split_once('"').unwrap();
        let story = self.of(lesson, lang);
        let which = if kind == "story" { more.trim().parse().unwrap_or(1) } else { 1 };
        let mut steps = story.steps.iter().filter(|step| step.title.contains(title));
        let Some(step) = steps.nth(which - 1) else {
            panic!("{}: {lesson} has no step “{title}”", page.path.display())
        };
        Some(match kind {
            "story" => text::one_step(story, step, Look::plain(lang)).trim_end().to_owned(),
            _ => screen(story, step.number, more.trim()),
        })
    }

    fn of(&mut self, lesson: &str, lang: Lang) -> &Story {
        self.0.entry((lesson.to_owned(), lang)).or_insert_with(|| {
            let scenario = library::find(lesson).and_then(|lesson| lesson.parse().scenario).unwrap();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let trace = runtime.block_on(world::run(&scenario, Options { start: Some(START) })).unwrap();
            tell(&scenario, &trace, lang)
        })
    }
}

fn screen(story: &Story, step: usize, size: &str) -> String {
    let (width, height) = size.split_once('x').unwrap();
    let size = (width.parse().unwrap(), height.parse().unwrap());
    text_of(&Pictures::of(story, Colours::None, false).at(step, size))
}
