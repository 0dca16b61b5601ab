//! The panes, one after another, as they look; and what pointing, jumping and searching do to them.

use super::frames::{SIZES, everywhere};
use super::*;
use crate::tui::state::Screen;

const HEADERS: &str = "9G5";
const MAILBOXES: &str = "9G7";
const VERDICTS: &str = "8G6";

/// What keys of names and characters do, one after another.
fn pressed(text: &str, more: &[KeyCode]) -> Vec<Event> {
    keys(text).into_iter().chain(more.iter().map(|code| key(*code))).collect()
}

async fn shown(lang: Lang, size: (u16, u16), events: Vec<Event>) -> String {
    after(reading(lang, fixture::forged_from()), size, events).await
}

#[tokio::test]
async fn headers_are_explained() {
    everywhere("headers", fixture::forged_from, HEADERS).await;
}

#[tokio::test]
async fn mailboxes_show_what_is_new() {
    everywhere("mailboxes", fixture::forged_from, MAILBOXES).await;
}

#[tokio::test]
async fn a_proof_is_a_tree_whose_reasons_fold() {
    for lang in Lang::ALL {
        for size in SIZES {
            let open = shown(lang, size, pressed(VERDICTS, &[KeyCode::Enter, KeyCode::Down, KeyCode::Enter])).await;
            insta::assert_snapshot!(format!("proof_{lang}_{}x{}", size.0, size.1), open);
        }
    }
    let whole = pressed(VERDICTS, &[KeyCode::Enter]);
    let folded = pressed(VERDICTS, &[KeyCode::Enter, KeyCode::Enter]);
    let again = pressed(VERDICTS, &[KeyCode::Enter, KeyCode::Enter, KeyCode::Enter]);
    let closed = pressed(VERDICTS, &[KeyCode::Enter, KeyCode::Esc]);
    let at = |events| shown(Lang::En, (80, 24), events);
    let (whole, folded, again, closed) = (at(whole).await, at(folded).await, at(again).await, at(closed).await);
    assert!(whole.contains("ip4:198.51.100.25  It is the address") && !folded.contains("It is the address"), "{whole}");
    assert_eq!((whole, closed), (again, at(keys(VERDICTS)).await));
}

#[tokio::test]
async fn inside_tls_the_wire_stands_beside_the_two_ends() {
    let wide = shown(Lang::En, (120, 40), keys("3G3")).await;
    insta::assert_snapshot!("wire", wide);
    assert!(wide.contains("C ► ░░░░░░░░░░         ║ C ► MAIL FROM:<mallory@evil.example>"), "{wide}");
    let narrow = shown(Lang::En, (80, 24), keys("3GL3")).await;
    assert!(narrow.contains("MAIL FROM:<mallory@evil.example>"), "{narrow}");
}

#[tokio::test]
async fn a_cause_is_followed_and_the_way_back_is_found() {
    let here = shown(Lang::En, (80, 24), keys("7Gl1l")).await;
    let cause = shown(Lang::En, (80, 24), keys("7Gl1lc")).await;
    assert!(cause.contains("SPF: pass for evil.example"), "{cause}");
    for way_back in [KeyCode::Backspace, KeyCode::Esc] {
        assert_eq!(shown(Lang::En, (80, 24), pressed("7Gl1lc", &[way_back])).await, here);
    }
    let two_back = pressed("7Gl1lce", &[KeyCode::Backspace, KeyCode::Backspace]);
    assert_eq!(shown(Lang::En, (80, 24), two_back).await, here);
}

#[tokio::test]
async fn a_header_field_leads_to_the_step_that_wrote_it_and_back() {
    let chosen = [KeyCode::Down, KeyCode::Down, KeyCode::Down];
    let before = shown(Lang::En, (120, 60), pressed(HEADERS, &chosen)).await;
    let there = pressed(HEADERS, &[chosen.as_slice(), &[KeyCode::Enter]].concat());
    assert!(shown(Lang::En, (120, 60), there.clone()).await.contains(" 8/12"), "the third link is the DMARC step");
    let back = [there, vec![key(KeyCode::Backspace)]].concat();
    assert_eq!(shown(Lang::En, (120, 60), back).await, before);
}

#[tokio::test]
async fn what_comes_after_a_question_is_in_no_pane_before() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        for pane in 1..=7 {
            let events = format!("7G{pane}");
            let frame = shown(Lang::En, size, keys(&events)).await;
            let frame = frame.lines().filter(|line| !line.contains("quit")).collect::<Vec<_>>().join("\n");
            assert!(!frame.contains("DMARC") && !frame.contains("junk"), "pane {pane} at {size:?}:\n{frame}");
        }
    }
    let effect = shown(Lang::En, (80, 24), keys("7Ge")).await;
    assert!(effect.contains("A question comes first") && effect.contains(" 7/12"), "{effect}");
}

#[tokio::test]
async fn a_search_finds_what_is_new_with_a_step_and_goes_round() {
    let searched = |more: &str| pressed("1G/smtp.mailfrom", &[KeyCode::Enter]).into_iter().chain(keys(more)).collect();
    let veiled = shown(Lang::En, (80, 24), searched("")).await;
    assert!(veiled.contains("not found (not searched: what comes after the question)"), "{veiled}");
    let answered = [keys("7Gl1l"), searched("")].concat();
    let found = shown(Lang::En, (80, 24), answered.clone()).await;
    assert!(found.contains(" 9/12") && found.contains("► + Authentication-Results"), "{found}");
    assert!(found.contains("match 1 of 1"), "{found}");
    assert_eq!(shown(Lang::En, (80, 24), [answered, keys("n")].concat()).await, found, "there is only one");
}

#[tokio::test]
async fn a_search_goes_forward_and_back_and_japanese_is_searched_too() {
    let typed = |more: &str| pressed("1G/銀行", &[KeyCode::Enter]).into_iter().chain(keys(more)).collect::<Vec<_>>();
    let first = shown(Lang::Ja, (80, 24), typed("")).await;
    assert!(first.contains(" 1/12") && first.contains("検索") == first.contains("件中1件目"), "{first}");
    let [there, back] = [typed("n"), typed("nN")].map(|events| shown(Lang::Ja, (80, 24), events));
    assert_eq!(back.await, first);
    assert!(there.await.contains("件目"));
}

#[tokio::test]
async fn a_search_can_be_left_and_what_was_typed_does_nothing_else() {
    let before = shown(Lang::En, (80, 24), keys("5G")).await;
    let typing = shown(Lang::En, (80, 24), keys("5G/quit?")).await;
    assert!(typing.contains(" Search: quit?"), "{typing}");
    assert_eq!(shown(Lang::En, (80, 24), pressed("5G/quit?", &[KeyCode::Esc])).await, before);
}

#[test]
fn a_match_is_marked_without_colour() {
    let mut app = reading(Lang::En, fixture::forged_from());
    app.resize(80, 24);
    for event in pressed("/envelope", &[KeyCode::Enter]) {
        app.event(&event);
    }
    let frame = drawn(&app, (80, 24));
    let marked = |at: &(u16, u16)| frame[*at].modifier.contains(Modifier::UNDERLINED | Modifier::REVERSED);
    let places = frame.area.positions().map(|at| (at.x, at.y)).filter(marked);
    let text: String = places.map(|at| frame[at].symbol().to_ascii_lowercase()).collect();
    assert!(text.starts_with("envelope") && text.len().is_multiple_of("envelope".len()), "{text}");
}

#[tokio::test]
async fn the_questions_are_counted_at_the_end_each_with_its_reason() {
    for (events, result) in [("7Gl3lG2", "1 of 1 answered right"), ("7Gl1lG2", "0 of 1 answered right")] {
        let end = shown(Lang::En, (80, 24), keys(events)).await;
        assert!(end.contains(result) && end.contains("SPF checked evil.example"), "{end}");
    }
    let mut app = reading(Lang::En, fixture::forged_from());
    for event in keys("7Gl3l") {
        app.event(&event);
    }
    let Screen::Story(player) = &app.screen else { panic!("the story is open") };
    let answers: Vec<_> = player.quiz.answers().map(|answer| (answer.chosen, answer.right)).collect();
    assert_eq!(answers, [(Some(2), 2)]);
}

#[tokio::test]
async fn a_match_in_a_proof_opens_it_there() {
    let found = shown(Lang::En, (120, 60), pressed("1G/bit by bit", &[KeyCode::Enter])).await;
    assert!(found.contains(" 7/12") && found.contains("198.51.100.9   11000110 00110010"), "{found}");
    let marks = format!("{}^", "=".repeat("11000110 0011001".len()));
    assert!(found.contains(&marks), "what differs is marked without colour:\n{found}");
}
