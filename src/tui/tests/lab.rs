//! A lab on the screen: its guide, its story while it grows, and what its keys do.

use super::*;
use crate::guide::{Guide, Row, Section};
use crate::trace::EventId;
use crate::words;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn guide(lang: Lang) -> Guide {
    let doors = words!(lang, en: "The doors", ja: "入口").to_owned();
    let line = "swaks --server 127.0.0.1 --port 2525 --from mallory@evil.example --to aoi@school.example --h-From \
                support@bank.example";
    let rows = vec![
        Row::Pair("127.0.0.1:2525".to_owned(), "SMTP".to_owned()),
        Row::Pair("127.0.0.1:2143".to_owned(), "IMAP".to_owned()),
    ];
    let section = |title: String, rows| Section { title, rows };
    let many = (0..30).map(|port| Row::Type(format!("dig @127.0.0.1 -p {port}"))).collect();
    Guide {
        sections: vec![
            section(doors, rows),
            section("swaks".to_owned(), vec![Row::Type(line.to_owned())]),
            section("dig".to_owned(), many),
        ],
    }
}

/// The first steps of the story, as many as have happened.
fn so_far(steps: usize) -> Tale {
    fixture::forged_from().with(|story| {
        story.steps.truncate(steps);
        for (number, step) in (0..).zip(&mut story.steps) {
            step.events = vec![EventId(number)];
        }
        story.questions.clear();
    })
}

fn lab(lang: Lang, steps: usize) -> App {
    app(lang).watching(so_far(steps), Box::new(Lang::ALL.map(guide)))
}

fn shown(app: &App) -> String {
    text_of(&drawn(app, (80, 24)))
}

#[tokio::test]
async fn the_guide_is_the_first_page_and_the_story_is_behind_it() {
    for lang in Lang::ALL {
        for (width, height) in SIZES {
            let screen = after(lab(lang, 0), (width, height), Vec::new()).await;
            insta::assert_snapshot!(format!("lab_guide_{lang}_{width}x{height}"), screen);
        }
    }
    let nobody = after(lab(Lang::En, 0), (80, 24), vec![key(KeyCode::Enter)]).await;
    assert!(nobody.contains("Nobody has come yet"), "{nobody}");
    let scrolled = after(lab(Lang::En, 0), (80, 24), keys("  ")).await;
    assert!(!scrolled.contains("The doors") && scrolled.contains("-p 9"), "{scrolled}");
    let back = after(lab(Lang::En, 0), (80, 24), [vec![key(KeyCode::Enter)], keys("d")].concat()).await;
    assert!(back.contains("The doors"), "{back}");
    let left = after(lab(Lang::En, 3), (80, 24), vec![key(KeyCode::Enter), key(KeyCode::Esc)]).await;
    assert!(left.contains("The doors"), "leaving the story leads to the guide: {left}");
}

#[test]
fn whoever_is_at_the_end_follows_and_whoever_has_gone_back_sees_how_much_is_new() {
    let mut app = lab(Lang::En, 3);
    app.event(&key(KeyCode::Enter));
    assert!(shown(&app).contains("3/3"), "{}", shown(&app));
    app.grown(so_far(5));
    assert!(shown(&app).contains("5/5") && !shown(&app).contains("new"), "{}", shown(&app));
    app.event(&key(KeyCode::Left));
    app.event(&key(KeyCode::Left));
    app.grown(so_far(8));
    assert!(shown(&app).contains("3 new (End)") && shown(&app).contains("3/8"), "{}", shown(&app));
    app.event(&key(KeyCode::End));
    assert!(shown(&app).contains("8/8") && !shown(&app).contains("new"), "{}", shown(&app));
}

#[test]
fn a_story_whose_oldest_steps_have_gone_stays_at_the_same_step() {
    let mut app = lab(Lang::En, 8);
    app.event(&key(KeyCode::Enter));
    app.event(&key(KeyCode::Left));
    let Screen::Story(player) = &app.screen else { panic!("a story") };
    let title = player.step(Lang::En).unwrap().title.clone();
    app.grown(so_far(9).with(|story| drop(story.steps.drain(..4))));
    let Screen::Story(player) = &app.screen else { panic!("a story") };
    assert_eq!((player.step(Lang::En).unwrap().title.as_str(), player.cursor()), (title.as_str(), 2));
    app.grown(so_far(0));
    assert!(shown(&app).contains("Nobody has come yet"), "{}", shown(&app));
}

#[test]
fn what_a_lab_cannot_do_is_said() {
    let mut app = lab(Lang::En, 3);
    app.event(&key(KeyCode::Enter));
    for letter in ['w', 'r'] {
        app.event(&key(KeyCode::Char(letter)));
        assert!(shown(&app).contains("Not while the lab is open"), "{}", shown(&app));
    }
    assert_eq!(app.event(&key(KeyCode::Char('H'))), Request::Hurry);
    app.hurried(false);
    assert!(shown(&app).contains("No letter is waiting"), "{}", shown(&app));
}
