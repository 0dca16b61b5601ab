//! What moves: that it is seen on its way, that the next key ends it, and that nothing moves for long.

use std::time::Duration;

use super::*;
use crate::story::{Cargo, Outcome};

fn moving(step: usize) -> App {
    let mut app = app(Lang::En).moving(true);
    app.opened(Ok(fixture::forged_from()));
    for event in keys(&format!("{}Gl", step - 1)) {
        app.event(&event);
    }
    app
}

/// The first step whose motion is like that, from 1.
fn step_with(fits: impl Fn(&Cargo, Outcome) -> bool) -> usize {
    let story = fixture::forged_from().in_lang(Lang::En).clone();
    let found = story
        .steps
        .iter()
        .skip(1)
        .find(|step| step.motion.as_ref().is_some_and(|motion| fits(&motion.cargo, motion.outcome)));
    found.expect("the story has such a step").number
}

/// Every picture until nothing moves any more.
fn pictures(app: &mut App) -> Vec<String> {
    let mut pictures = vec![text_of(&drawn(app, (120, 40)))];
    while let Some(wait) = app.alarm() {
        assert!(wait <= Duration::from_millis(34), "30 pictures a second");
        app.tick();
        pictures.push(text_of(&drawn(app, (120, 40))));
        assert!(pictures.len() < 100, "it ends");
    }
    pictures
}

#[test]
fn a_letter_is_seen_on_its_way_and_then_rests_where_a_still_screen_shows_it() {
    let step = step_with(|cargo, _| matches!(cargo, Cargo::Letter { .. }));
    let mut app = moving(step);
    let seen = pictures(&mut app);
    let mut different = seen.clone();
    different.dedup();
    assert!(different.len() > 8, "{} pictures differ", different.len());
    let mut still = reading(Lang::En, fixture::forged_from());
    for event in keys(&format!("{step}G")) {
        still.event(&event);
    }
    assert_eq!(seen.last(), Some(&text_of(&drawn(&still, (120, 40)))));
}

#[test]
fn a_question_goes_and_its_answer_comes_back() {
    let step = step_with(|cargo, _| matches!(cargo, Cargo::Question { .. }));
    let mut app = moving(step);
    let seen = pictures(&mut app);
    // On the map, which ends above the caption.
    let on_the_map = |picture: &String, mark: char| picture.lines().skip(1).take(8).any(|line| line.contains(mark));
    let half = seen.len() / 2;
    assert!(seen[1..half - 1].iter().all(|picture| on_the_map(picture, '?') && !on_the_map(picture, '=')));
    assert!(seen[half + 1..seen.len() - 2].iter().all(|picture| on_the_map(picture, '=')));
}

#[test]
fn the_next_key_ends_a_motion_at_once() {
    let mut app = moving(step_with(|_, _| true));
    assert!(app.alarm().is_some());
    app.event(&key(KeyCode::Char('j')));
    assert_eq!(app.alarm(), None, "nothing wakes the screen any more");
}

#[test]
fn without_motion_nothing_ever_moves() {
    let mut app = reading(Lang::En, fixture::forged_from());
    for number in 1..=fixture::forged_from().in_lang(Lang::En).steps.len() {
        for event in keys(&format!("{number}G")) {
            app.event(&event);
        }
        app.event(&key(KeyCode::Right));
        assert_eq!(app.alarm(), None);
    }
}
