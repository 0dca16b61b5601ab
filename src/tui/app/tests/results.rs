//! What was answered is kept when a lesson ends.

use super::*;

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
