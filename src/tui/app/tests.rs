//! What if, lists, files that change and results: driven by keys through the program's own loop, with real worlds.

use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use futures_util::{StreamExt, stream};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::lang::Lang;
use crate::scenario::{Scenario, Text, library as built_in, parse};
use crate::trace::Time;
use crate::tui::drive::{Run, drive};
use crate::tui::library::{Lesson, Library, Opened};
use crate::tui::look::{Colours, Look};
use crate::tui::picture::text_of;
use crate::tui::shelf::{self, Shelf};
use crate::tui::state::App;
use crate::tui::tests::glass::Glass;
use crate::tui::view;
use crate::tui::watch::Watch;
use crate::world::{self, expect};

/// Real lessons; what is kept goes into memory.
struct Room {
    shelf: Shelf,
    kept: RefCell<Vec<String>>,
    full: bool,
}

impl Room {
    fn of(lessons: &[&str]) -> Self {
        let shelf = Shelf::open(lessons.iter().map(ToString::to_string).collect());
        Self { shelf, kept: RefCell::default(), full: false }
    }
}

impl Library for Room {
    fn lessons(&self) -> Vec<Lesson> {
        self.shelf.lessons()
    }

    fn open(&self, name: &str, start: Option<Time>) -> impl Future<Output = Opened> + Send + 'static {
        self.shelf.open(name, start)
    }

    fn run(&self, scenario: Scenario, start: Time) -> impl Future<Output = Opened> + Send + 'static {
        self.shelf.run(scenario, start)
    }

    fn write(&self, path: &str, text: &str) -> Result<String, Text> {
        self.shelf.write(path, text)
    }

    fn keep(&self, result: &str) -> Result<(), Text> {
        if self.full {
            return Err(Text { en: Some("the disk is full".to_owned()), ja: None });
        }
        self.kept.borrow_mut().push(result.to_owned());
        Ok(())
    }
}

fn app(room: &Room, lang: Lang) -> App {
    App::new(lang, Look::new(Colours::None, false), room.lessons()).moving(false)
}

fn press(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// Keys by name in angle brackets, every other character as itself.
fn keys(text: &str) -> Vec<Event> {
    let named = [
        ("<Enter>", KeyCode::Enter),
        ("<Esc>", KeyCode::Esc),
        ("<Up>", KeyCode::Up),
        ("<Down>", KeyCode::Down),
        ("<Tab>", KeyCode::Tab),
        ("<Home>", KeyCode::Home),
        ("<BS>", KeyCode::Backspace),
    ];
    let mut rest = text;
    let mut events = Vec::new();
    while let Some(c) = rest.chars().next() {
        let found = named.iter().find_map(|(name, code)| Some((rest.strip_prefix(name)?, *code)));
        let (after, code) = found.unwrap_or((rest.get(c.len_utf8()..).unwrap_or_default(), KeyCode::Char(c)));
        events.push(press(code));
        rest = after;
    }
    events
}

fn shown(app: &App, (width, height): (u16, u16)) -> String {
    let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
    view::draw(app, frame.area, &mut frame);
    (0..height).map(|y| row(&frame, y)).collect::<Vec<_>>().join("\n")
}

/// The text of a row, in which no half of a wide character stands.
fn row(frame: &Buffer, y: u16) -> String {
    let (mut text, mut x) = (String::new(), 0);
    while x < frame.area.width {
        let symbol = frame[(x, y)].symbol();
        let cells = u16::try_from(symbol.width()).unwrap_or(1).max(1);
        assert!(x + cells <= frame.area.width, "half of {symbol} at {x}, {y}");
        assert!(
            (x + 1..x + cells).all(|behind| frame[(behind, y)].symbol() == " "),
            "{symbol} at {x}, {y} of {:?} {text}",
            frame.area
        );
        text.push_str(symbol);
        x += cells;
    }
    text.trim_end().to_owned()
}

/// Drives the screen with these keys. `|` waits until whatever runs has come to its end.
async fn driven(room: &Room, app: &mut App, size: (u16, u16), text: &str) -> String {
    for part in text.split('|') {
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
        let events = stream::iter(keys(part).into_iter().map(io::Result::Ok));
        drive(&mut terminal, app, room, None, events, std::future::pending()).await.expect("nothing can fail");
    }
    shown(app, size)
}

async fn reading(room: &Room, lang: Lang, lesson: &str) -> App {
    let mut app = app(room, lang);
    app.opened(room.open(lesson, Some(Time(1_795_498_200))).await);
    app
}

#[tokio::test]
async fn a_policy_is_changed_and_both_outcomes_stand_side_by_side() {
    let room = Room::of(&[]);
    for (lang, inbox) in [(Lang::En, "Folder"), (Lang::Ja, "フォルダー")] {
        for size in [(80, 24), (100, 30), (120, 40), (200, 60)] {
            let mut app = reading(&room, lang, "forged-from").await;
            let choose = driven(&room, &mut app, size, "18Gw").await;
            insta::assert_snapshot!(format!("choose_{lang}_{}x{}", size.0, size.1), choose);
            // From reject over quarantine to none.
            let outcome = driven(&room, &mut app, size, "<Enter><Up><Up><Enter>|").await;
            insta::assert_snapshot!(format!("outcome_{lang}_{}x{}", size.0, size.1), outcome);
            assert!(outcome.lines().any(|line| line.contains(inbox) && line.contains("INBOX")), "{outcome}");
        }
    }
}

#[tokio::test]
async fn the_changed_story_opens_where_it_differs_and_leads_back() {
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::En, "forged-from").await;
    let before = driven(&room, &mut app, (80, 24), "18G").await;
    let changed = driven(&room, &mut app, (80, 24), "w<Enter><Up><Up><Enter>|<Enter>").await;
    assert!(changed.contains("What if: A forged header From"), "{changed}");
    assert!(changed.contains("16/"), "{changed}");
    // On to the end without a question: the author's answers are about another world.
    let end = driven(&room, &mut app, (80, 24), "lllllG").await;
    assert!(!end.contains("Question"), "{end}");
    let outcome = driven(&room, &mut app, (80, 60), "<Esc>").await;
    assert!(outcome.contains("The first difference: step 16"), "{outcome}");
    let after = driven(&room, &mut app, (80, 24), "<Esc>").await;
    assert_eq!(after, before);
}

#[tokio::test]
async fn changes_add_up() {
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::En, "forged-from").await;
    let both = driven(&room, &mut app, (120, 40), "18Gw<Enter><Up><Up><Enter>|w<Down><Down><Enter>").await;
    assert!(both.contains("it was: (nothing)"), "a new record is offered: {both}");
    let both = driven(&room, &mut app, (120, 40), "www A 192.0.2.80<Enter>|").await;
    assert!(both.contains("reject ► none") && both.contains("www A 192.0.2.80"), "{both}");
}

#[tokio::test]
async fn a_change_that_does_not_parse_is_told_in_place_and_can_be_mended() {
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::En, "failed-spf").await;
    let wrong = driven(&room, &mut app, (80, 24), "14Gw<Enter><BS><Enter>|").await;
    assert!(wrong.contains("scenarios/failed-spf.toml:") && wrong.contains("^^^"), "{wrong}");
    insta::assert_snapshot!("mistake", wrong);
    let mended = driven(&room, &mut app, (80, 24), "<BS><BS><BS><BS>~all\"<Enter>|").await;
    assert!(mended.contains("softfail"), "{mended}");
}

#[tokio::test]
async fn nothing_to_change_and_nothing_changed_are_said() {
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::Ja, "legitimate").await;
    let same = driven(&room, &mut app, (80, 24), "w<Enter><Enter>").await;
    assert!(same.contains("まだ何も変わっていません"), "{same}");
    let back = driven(&room, &mut app, (80, 24), "<Esc><Esc>").await;
    assert!(back.contains("1/26"), "the story is there again: {back}");
}

#[tokio::test]
async fn a_change_is_written_out_as_a_scenario_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.toml");
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::En, "forged-from").await;
    let rub_out = "<BS>".repeat(40);
    let typed = format!("18Gw<Enter><Up><Up><Enter>|s{rub_out}{}<Enter>", path.display());
    let saved = driven(&room, &mut app, (200, 40), &typed).await;
    assert!(saved.contains("Saved as") && saved.contains("mine.toml"), "{saved}");
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert!(text.starts_with("# What if: DMARC policy of a-corp.example (p=): reject -> none\n"), "{text}");
    let parsed = parse("mine", "mine.toml", &text).scenario.expect("it is a scenario");
    assert_eq!(parsed.steps.len(), 3);
    assert!(text.contains("reply = 250 }") && text.contains("# What it expects is what came of that."), "{text}");
    let trace = world::run(&parsed, world::Options { start: None }).await.expect("it runs");
    let unmet: Vec<_> = expect::check(&parsed, &trace).into_iter().filter(|finding| !finding.ok).collect();
    assert_eq!(unmet, [], "what it expects comes true");
    let again = driven(&room, &mut app, (200, 40), &format!("s{rub_out}{}<Enter>", path.display())).await;
    assert!(again.contains("is there already"), "{again}");
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text);
}

#[tokio::test]
async fn a_changed_scenario_that_runs_can_be_stopped() {
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::En, "legitimate").await;
    let stopped = driven(&room, &mut app, (80, 24), "14Gw<Enter>x<Enter><Esc>").await;
    assert!(stopped.contains("it was:") && !stopped.contains("before"), "{stopped}");
}

fn copy(folder: &Path, name: &str, from: &str) -> String {
    let path = folder.join(name);
    let source = built_in::find(from).expect("a built-in lesson").source;
    std::fs::write(&path, source).expect("it can be written");
    path.to_string_lossy().into_owned()
}

/// What happens when the screen shows something for the first time.
type Cue<'a> = (&'a str, Box<dyn FnMut() -> Vec<Event> + 'a>);

/// Drives the screen as long as there are cues. Without a key nothing but the library can change what is shown.
async fn cued(shelf: &Shelf, app: &mut App, size: (u16, u16), cues: Vec<Cue<'_>>) -> String {
    let glass = Glass::new(size);
    let mut terminal = Terminal::new(glass.clone()).expect("a screen in memory");
    let (mut cues, mut events) = (cues.into_iter().peekable(), Vec::new().into_iter());
    let events = stream::poll_fn(|_| {
        let shown = text_of(&glass.shown());
        if let Some((_, act)) = cues.next_if(|(cue, _)| events.len() == 0 && shown.contains(cue)) {
            events = { act }().into_iter();
        }
        match events.next() {
            Some(event) => Poll::Ready(Some(Ok(event))),
            None if cues.peek().is_none() => Poll::Ready(None),
            None => Poll::Pending,
        }
    });
    let driven = drive(&mut terminal, app, shelf, None, events, std::future::pending());
    let driven = tokio::time::timeout(Duration::from_mins(1), driven).await;
    driven.unwrap_or_else(|_| panic!("{}", text_of(&glass.shown()))).expect("nothing can fail");
    text_of(&glass.shown())
}

#[tokio::test]
async fn a_file_that_changes_is_told_anew_at_the_same_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = copy(folder.path(), "a.toml", "forged-from");
    let source = std::fs::read_to_string(&path).expect("it is there");
    let write = |from: &str, to: &str| {
        std::fs::write(&path, source.replacen(from, to, 1)).expect("it can be written");
        Vec::new()
    };
    let shelf = Shelf::open(vec![path.clone()]).watching(Some(Watch::start()));
    let mut app = App::new(Lang::En, Look::new(Colours::None, false), shelf.lessons()).moving(false);
    let cues: Vec<Cue<'_>> = vec![
        ("A forged header From", Box::new(|| keys("<Enter>"))),
        ("1/45", Box::new(|| keys("16G"))),
        ("16/45", Box::new(|| write("A forged header From", "Another title"))),
        ("Another title", Box::new(|| write("level", "levle"))),
        ("did you mean `level`?", Box::new(|| write("A forged header From", "A third title"))),
        ("A third title", Box::new(Vec::new)),
    ];
    let told = cued(&shelf, &mut app, (120, 40), cues).await;
    assert!(told.contains("16/45") && told.contains("You are at the same step"), "{told}");
    assert!(!told.contains("did you mean"), "what is mended is not complained of: {told}");
}

#[tokio::test]
async fn r_reads_a_file_again_and_its_mistakes_stand_over_the_story_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = copy(folder.path(), "a.toml", "forged-from");
    let room = Room::of(&[&path]);
    let mut app = reading(&room, Lang::En, &path).await;
    let source = std::fs::read_to_string(&path).expect("it is there");
    std::fs::write(&path, source.replacen("A forged header From", "Another title", 1)).expect("it can be written");
    let told = driven(&room, &mut app, (120, 40), "16Gr|").await;
    assert!(told.contains("Another title") && told.contains("You are at the same step"), "{told}");
    assert!(told.contains("16/"), "{told}");

    std::fs::write(&path, source.replacen("level", "levle", 1)).expect("it can be written");
    let broken = driven(&room, &mut app, (120, 40), "r|").await;
    assert!(broken.contains("did you mean `level`?") && broken.contains("Another title"), "{broken}");
    let closed = driven(&room, &mut app, (120, 40), "<Enter>").await;
    assert!(!closed.contains("did you mean") && closed.contains("16/"), "{closed}");
}

#[tokio::test]
async fn a_folder_is_listed_with_its_mistakes_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(folder.path(), "a.toml", "forged-from");
    let broken = copy(folder.path(), "b.toml", "legitimate");
    std::fs::write(&broken, "format = 1\nlevle = \"beginner\"\n").expect("it can be written");
    let room = Room::of(&[&folder.path().to_string_lossy()]);
    let mut app = app(&room, Lang::En);
    let list = driven(&room, &mut app, (100, 40), "").await;
    assert!(list.contains("b.toml") && list.contains("did you mean `level`?"), "{list}");
    copy(folder.path(), "b.toml", "legitimate");
    let list = driven(&room, &mut app, (100, 40), "r").await;
    assert!(list.contains("A legitimate letter") && !list.contains("did you mean"), "{list}");
}

#[tokio::test]
async fn lessons_are_found_by_words_and_tags() {
    let room = Room::of(&[]);
    let mut app = app(&room, Lang::En);
    let found = driven(&room, &mut app, (80, 24), "/偽装<Enter>").await;
    assert!(found.contains("A forged header From") && !found.contains("A failed SPF"), "{found}");
    let opened = driven(&room, &mut app, (80, 24), "<Enter>|").await;
    assert!(opened.contains("A forged header From") && opened.contains("1/"), "{opened}");
    let none = driven(&room, &mut app, (80, 24), "<Esc>/zzz").await;
    assert!(none.contains("No lesson is like that."), "{none}");
    let tagged = driven(&room, &mut app, (80, 24), "<Esc><Tab>").await;
    assert!(tagged.contains("tag: arc") && !tagged.contains("A failed SPF"), "{tagged}");
    let all = driven(&room, &mut app, (80, 24), "<Esc>").await;
    assert!(all.contains("A failed SPF"), "{all}");
}

/// Every question answered with 1, to the last step.
fn through(app: &App) -> String {
    let story = app.story().expect("a story is read");
    let questions = story.story(Lang::En).questions.len();
    let steps = story.story(Lang::En).steps.len();
    " 1".repeat(steps + questions)
}

#[tokio::test]
async fn a_lesson_that_is_finished_is_kept_once_and_marked_in_the_list() {
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::En, "forged-from").await;
    app.learnt("Aoi".to_owned(), []);
    let keys = through(&app);
    driven(&room, &mut app, (80, 24), &keys).await;
    let again = driven(&room, &mut app, (80, 24), "gG").await;
    assert!(again.contains("45/45"), "{again}");
    let kept = room.kept.borrow().clone();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let result: serde_json::Value = serde_json::from_str(&kept[0]).expect("a line of JSON");
    assert_eq!((&result["name"], &result["scenario"]), (&"Aoi".into(), &"forged-from".into()));
    assert_eq!((&result["finished"], &result["right"]), (&true.into(), &1.into()));
    let questions = app.story().map(|player| player.story(Lang::En).questions.len());
    assert_eq!(result["answers"].as_array().map(Vec::len), questions);
    assert_eq!(result["answers"][0]["chosen"], "pass");
    let list = driven(&room, &mut app, (80, 24), "<Esc>").await;
    let done = format!("1 of {} done", crate::scenario::library::all().len());
    assert!(list.contains(&done), "{list}");
}

#[tokio::test]
async fn a_lesson_that_is_left_is_kept_with_what_was_answered() {
    let room = Room::of(&[]);
    let mut app = reading(&room, Lang::En, "forged-from").await;
    driven(&room, &mut app, (80, 24), "13G 2 q").await;
    let kept = room.kept.borrow().clone();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(
        kept[0].contains("\"finished\":false") && kept[0].contains("\"chosen\":\"fail\",\"right\":false"),
        "{kept:?}"
    );
    let mut app = reading(&room, Lang::En, "forged-from").await;
    driven(&room, &mut app, (80, 24), "l<Esc>").await;
    assert_eq!(room.kept.borrow().len(), 1, "who has answered nothing has no result");
}

#[tokio::test]
async fn results_that_cannot_be_kept_are_said_and_not_lost() {
    let room = Room { full: true, ..Room::of(&["forged-from"]) };
    let mut app = reading(&room, Lang::En, "forged-from").await;
    let end = driven(&room, &mut app, (80, 24), "13G 1 G").await;
    assert_eq!(app.record.unkept.len(), 1);
    assert!(end.contains("the disk is full"), "{end}");
    let room = Room { full: false, ..room };
    driven(&room, &mut app, (80, 24), "<Esc><Enter>|13G 1 <Esc>").await;
    assert_eq!((room.kept.borrow().len(), app.record.unkept.len()), (2, 0), "both go there as soon as there is room");
}

#[tokio::test]
async fn no_key_and_no_size_breaks_what_if() {
    let room = Room::of(&[]);
    let source = built_in::find("forged-from").expect("a built-in lesson").parse().scenario.expect("it is right");
    for (number, keys) in ["w", "wG<Enter>", "w<Enter>x<Enter>|", "w<Enter><BS><Enter>|jjjj", "w<Enter>x<Enter>|s", "/"]
        .iter()
        .enumerate()
    {
        let mut app = app(&room, if number % 2 == 0 { Lang::En } else { Lang::Ja }).opening();
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
        let run = Run::start(shelf::run(source.clone(), None));
        drive(&mut terminal, &mut app, &room, Some(run), stream::empty().boxed(), std::future::pending())
            .await
            .expect("nothing can fail");
        driven(&room, &mut app, (80, 24), keys).await;
        for width in (1..=130).step_by(7) {
            for height in (1..=40).step_by(3) {
                shown(&app, (width, height));
            }
        }
    }
}
