//! One thing is changed, and both outcomes stand side by side.

use super::*;

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
