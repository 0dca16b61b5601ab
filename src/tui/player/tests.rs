//! Keys that lead through a story, without a screen.

use super::*;
use crate::tui::fixture;

fn player() -> Player {
    Player::new(fixture::forged_from(), 0, true)
}

fn answer_all(player: &mut Player) {
    while player.quiz.popup().is_some() {
        player.act(Action::Next);
    }
}

#[test]
fn a_question_stands_before_its_step() {
    let mut player = player();
    let before = player.story(Lang::En).questions[0].before;
    player.jump(before - 1);
    player.act(Action::Next);
    assert_eq!((player.cursor(), player.quiz.popup().is_some()), (before - 1, true));
    player.act(Action::Digit(1));
    assert_eq!(player.cursor(), before - 1, "the reason is read first");
    player.act(Action::Next);
    assert_eq!((player.cursor(), player.quiz.popup().is_none()), (before, true));
    player.act(Action::Back);
    player.act(Action::Next);
    assert_eq!(player.cursor(), before, "a question is asked once");
}

#[test]
fn a_number_before_g_goes_to_that_step_and_leaves_the_pane_alone() {
    let mut player = player();
    for action in [Action::Digit(1), Action::Digit(2), Action::Last] {
        player.act(action);
    }
    assert_eq!((player.cursor(), player.panes), (11, (Pane::Explanation, Pane::Verdicts)));
}

#[test]
fn a_digit_for_a_pane_is_no_part_of_a_number_that_would_be_too_great() {
    let mut player = player();
    for action in [Action::Digit(4), Action::Digit(1), Action::Digit(2), Action::Last] {
        player.act(action);
    }
    assert_eq!(player.cursor(), 11);
}

#[test]
fn no_key_for_a_stage_leaps_over_a_question() {
    let mut player = player();
    let before = player.story(Lang::En).questions[0].before;
    player.jump(before - 2);
    player.act(Action::NextStage);
    assert_eq!(
        (player.cursor(), player.quiz.popup().is_some()),
        (before - 1, true),
        "it is asked right before its step"
    );
    player.act(Action::Escape);
    player.act(Action::NextStage);
    assert_eq!((player.cursor(), player.quiz.popup().is_some()), (before - 1, true), "not yet is not never");
    player.act(Action::Next);
    assert_eq!(player.cursor(), before, "and then the step that it was about");
}

#[test]
fn stages_are_jumped_to_and_back() {
    let mut player = player();
    let stages: Vec<_> = (0..3)
        .map(|_| {
            let before = player.step(Lang::En).and_then(|step| step.stage);
            while player.step(Lang::En).and_then(|step| step.stage) == before {
                player.act(Action::NextStage);
                answer_all(&mut player);
            }
            player.step(Lang::En).and_then(|step| step.stage).map(crate::trace::Stage::number)
        })
        .collect();
    assert_eq!(stages, [Some(2), Some(3), Some(4)]);
    player.act(Action::PreviousStage);
    assert_eq!(player.step(Lang::En).and_then(|step| step.stage).map(crate::trace::Stage::number), Some(3));
}

#[test]
fn a_motion_ends_by_itself_and_then_nothing_wakes_the_screen() {
    let mut player = player();
    player.act(Action::Next);
    let mut frames = 0;
    while player.alarm().is_some() {
        player.tick();
        frames += 1;
        assert!(frames <= FRAMES);
    }
    assert_eq!((frames, player.moved()), (FRAMES, 1000));
}

#[test]
fn playing_stops_at_a_stage_and_at_a_question() {
    let mut player = player();
    player.act(Action::Play);
    while player.alarm().is_some() {
        player.tick();
    }
    assert!(!player.autoplay.is_on());
    assert_eq!(player.step(Lang::En).and_then(|step| step.stage).map(crate::trace::Stage::number), Some(2));
    player.act(Action::Play);
    while player.alarm().is_some() {
        player.tick();
    }
    assert!(player.cursor() > 0);
}
