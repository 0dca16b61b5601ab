//! What lies in mailboxes and queues, step by step.

use pretty_assertions::assert_eq;

use super::lesson::{scenario, told};
use super::tape::{Judgement, MAIL, START, Tape, delivery};
use crate::lang::Lang;
use crate::story::{Phase, PlaceKind, Step, Story, tell};
use crate::trace::{Disposition, Fact, LetterId, Reply, Time};

/// `who: subject (note)` of each letter in that place, new ones with a `*`.
fn lies(step: &Step, kind: PlaceKind) -> Vec<String> {
    let letters = step.places.iter().filter(|place| place.kind == kind).flat_map(|place| &place.letters);
    letters
        .map(|placed| {
            let (new, note) = (if placed.new { "*" } else { "" }, placed.note.clone().unwrap_or_default());
            format!("{new}{}: {} ({note})", placed.who, placed.subject)
        })
        .collect()
}

fn after(story: &Story, phase: Phase) -> &Step {
    story.steps.iter().find(|step| step.phase == phase).unwrap()
}

#[test]
fn a_letter_goes_from_the_queue_into_the_inbox_that_stood_there_empty() {
    let story = told(Judgement::GOOD, Lang::En);
    let first: Vec<_> = story.steps[0].places.iter().map(|place| (place.label.as_str(), place.letters.len())).collect();
    assert_eq!(first, [("aoi's inbox", 0), ("aoi's junk folder", 0)], "it could go to either");
    let taken = story.steps.iter().position(|step| step.phase == Phase::Data).unwrap();
    let waits = "aoi@school.example: 予定 (first try comes next)";
    assert_eq!(lies(&story.steps[taken], PlaceKind::Queue), [format!("*{waits}")]);
    assert_eq!(lies(&story.steps[taken + 1], PlaceKind::Queue), [waits]);
    let filed = after(&story, Phase::File);
    assert_eq!(lies(filed, PlaceKind::Inbox), ["*木村 <kimura@a-corp.example>: 予定 ()"]);
    assert_eq!(lies(filed, PlaceKind::Queue), [""; 0], "the other server has it now");
    assert_eq!(lies(after(&story, Phase::Read), PlaceKind::Inbox), ["木村 <kimura@a-corp.example>: 予定 ()"]);
    let order: Vec<PlaceKind> = filed.places.iter().map(|place| place.kind).collect();
    assert_eq!(order, [PlaceKind::Inbox, PlaceKind::Junk, PlaceKind::Queue]);
}

#[test]
fn junk_lies_beside_the_inbox_and_a_bounce_in_the_queue() {
    let junk = told(Judgement { disposition: Disposition::Junk, ..Judgement::FORGED }, Lang::Ja);
    let places = &after(&junk, Phase::File).places;
    let labels: Vec<&str> = places.iter().map(|place| place.label.as_str()).collect();
    assert_eq!(
        labels,
        ["aoi の受信トレイ", "aoi の迷惑メールフォルダー", "mail.a-corp.example の送信待ちの列（キュー）"]
    );
    assert_eq!(places.iter().map(|place| place.letters.len()).collect::<Vec<_>>(), [0, 1, 0]);
    let refused = told(Judgement::FORGED, Lang::En);
    let [.., given_up, bounce] = refused.steps.as_slice() else { panic!("two steps at least") };
    assert_eq!(lies(given_up, PlaceKind::Queue), [""; 0]);
    assert_eq!(lies(bounce, PlaceKind::Queue), ["*kimura@a-corp.example:  (first try comes next)"]);
}

#[test]
fn a_letter_that_was_put_off_says_when_its_next_try_is() {
    let mut tape = Tape::new();
    let (mut envelope, source) = tape.written(0, "kimura@a-corp.example", "kimura@a-corp.example");
    envelope.to.extend(["ren@school.example".into(), "mio@other.example".into()]);
    tape.submit(&envelope, &source);
    let (recipients, until) = (envelope.to[..2].to_vec(), Time(START.0 + 300));
    tape.fact(MAIL, Fact::Deferred { recipients, attempt: 1, until, reply: Reply::new(451, "4.4.1 silence") });
    tape.letter = Some(LetterId(9));
    let to = vec!["x@y.example".into()];
    tape.fact(MAIL, Fact::Deferred { recipients: to, attempt: 4, until, reply: Reply::new(451, "cut") });
    let story = tell(&scenario(&[]), &tape.end(), Lang::En);
    let expected = [
        "aoi@school.example, ren@school.example: 予定 (try 2: 2026-11-24 05:35:00)",
        "mio@other.example: 予定 (first try comes next)",
        "*x@y.example:  (try 5: 2026-11-24 05:35:00)",
    ];
    assert_eq!(lies(story.steps.last().unwrap(), PlaceKind::Queue), expected);
}

#[test]
fn however_much_is_filed_what_a_step_shows_has_bounds() {
    let mut trace = delivery(Judgement::GOOD);
    let filed = trace.events.iter().find(|event| matches!(event.fact, Fact::Filed { .. })).unwrap().clone();
    for number in 0..500_u32 {
        let mut event = filed.clone();
        event.id.0 = u32::try_from(trace.events.len()).unwrap();
        event.letter = Some(LetterId(number + 2));
        if let Fact::Filed { user, .. } = &mut event.fact {
            *user = format!("user{}", number % 100);
        }
        trace.events.push(event);
    }
    let story = tell(&scenario(&[]), &trace, Lang::En);
    let last = story.steps.last().unwrap();
    assert!(last.places.len() < 30 && last.places.iter().all(|place| place.letters.len() < 30));
}
