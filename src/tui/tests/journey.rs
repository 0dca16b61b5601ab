//! Every built-in lesson, from its first step to its last and back, in both languages and at several sizes: whoever comes
//! back to a step finds what was there before.

use super::*;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// The keys that lead from the first step to the last, with how many of them lead to each step: a question before a step
/// takes one more.
fn way_there(tale: &Tale) -> Vec<usize> {
    let story = tale.in_lang(Lang::En);
    let questions = |step: usize| story.questions.iter().filter(|question| question.before == step).count();
    (1..story.steps.len()).map(|step| 1 + questions(step)).collect()
}

/// Goes through a story with real keys, and keeps what was on the screen whenever the loop waited for the next one.
async fn screens(mut app: App, size: (u16, u16), keys: Vec<Event>) -> Vec<Buffer> {
    let glass = Glass::new(size);
    let mut terminal = Terminal::new(glass.clone()).expect("a screen in memory");
    let mut screens = Vec::new();
    let mut keys = keys.into_iter();
    let events = stream::poll_fn(|_| {
        screens.push(glass.shown());
        std::task::Poll::Ready(keys.next().map(io::Result::Ok))
    });
    drive(&mut terminal, &mut app, &Shelf, None, events, std::future::pending()).await.expect("nothing can fail");
    screens
}

/// There, back, and there again.
async fn journey(lesson: &str, lang: Lang, size: (u16, u16), tale: Tale) {
    let there = way_there(&tale);
    let steps = there.len() + 1;
    let (space, left) = (key(KeyCode::Char(' ')), key(KeyCode::Left));
    let first = vec![space.clone(); there.iter().sum::<usize>() + usize::from(asks_at_once(&tale))];
    let begins = first.len();
    let keys = [first, vec![left; steps - 1], vec![space; steps - 1]].concat();
    let screens = screens(reading(lang, tale), size, keys).await;
    let back = &screens[begins..begins + steps];
    let again = &screens[begins + steps - 1..];
    for (at, (back, again)) in back.iter().rev().zip(again).enumerate() {
        let place = format!("{lesson}, {lang}, {size:?}, step {}", at + 1);
        let text = text_of(back);
        assert!(text.contains(&format!("{}/{steps}", at + 1)), "{place}:\n{text}");
        assert_eq!(half_of_a_character(back), None, "{place}");
        if back != again {
            assert_eq!(text, text_of(again), "{place}");
        }
        assert_eq!(back, again, "{place}: not only the text, also how it looks");
    }
}

fn asks_at_once(tale: &Tale) -> bool {
    tale.in_lang(Lang::En).questions.iter().any(|question| question.before == 0)
}

/// Each language at another size, and the next lesson at others.
async fn journeys(number: usize, lesson: &str) {
    let tale = shelf::Shelf::open(Vec::new()).open(lesson, None).await.expect("a built-in lesson runs");
    assert!(tale.in_lang(Lang::En).steps.len() > 10, "{lesson} has steps");
    for (at, lang) in Lang::ALL.into_iter().enumerate() {
        journey(lesson, lang, SIZES[(number + at) % SIZES.len()], tale.clone()).await;
    }
}

#[test]
fn every_built_in_lesson_is_the_same_there_and_back() {
    let lessons: Vec<_> = shelf::Shelf::open(Vec::new()).lessons().into_iter().enumerate().collect();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for some in lessons.chunks(lessons.len().div_ceil(threads)) {
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                for (number, lesson) in some {
                    runtime.block_on(journeys(*number, &lesson.name));
                }
            });
        }
    });
}

#[tokio::test]
async fn a_step_looks_the_same_whichever_way_leads_to_it() {
    for size in SIZES {
        let tale = fixture::forged_from();
        let there: usize = way_there(&tale).iter().sum();
        let steps = tale.in_lang(Lang::En).steps.len();
        let forward = vec![key(KeyCode::Char(' ')); there];
        for number in (1..steps).rev() {
            let left = vec![key(KeyCode::Left); steps - number];
            let back = after(reading(Lang::Ja, tale.clone()), size, [forward.clone(), left].concat()).await;
            let jump = [forward.clone(), keys(&format!("g{number}G"))].concat();
            assert_eq!(back, after(reading(Lang::Ja, tale.clone()), size, jump).await, "step {number}");
        }
    }
}
