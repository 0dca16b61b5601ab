//! Lists of lessons, and files that change while they are shown.

use super::*;

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
    assert!(tagged.contains("tag: ") && !tagged.contains("A failed SPF"), "{tagged}");
    let all = driven(&room, &mut app, (80, 24), "<Esc>g").await;
    assert!(all.contains("A failed SPF"), "{all}");
}
