//! What if? A scenario is changed at one place, run again, and the two stories are laid side by side.

use tegami::lang::Lang;
use tegami::scenario::patch::{Subject, apply, pieces};
use tegami::scenario::{library, parse};
use tegami::story::{Comparison, Phase, Story, compare, tell};
use tegami::trace::Time;
use tegami::world::{self, Options};

fn played(source: &str) -> Story {
    let parsed = parse("what-if", "what-if.toml", source);
    let scenario = parsed.scenario.unwrap_or_else(|| panic!("{:?}", parsed.diagnostics));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let trace = runtime.block_on(world::run(&scenario, Options { start: Some(Time(1_795_498_200)) })).unwrap();
    tell(&scenario, &trace, Lang::En)
}

fn lesson(name: &str) -> &'static str {
    library::find(name).unwrap().source
}

fn changed(source: &str, subject: &Subject, new: &str) -> String {
    let piece = pieces(source).into_iter().find(|piece| piece.subject == *subject).unwrap();
    apply(source, &piece, new)
}

/// The rows that differ: letter, label, before, after.
fn differing(comparison: &Comparison) -> Vec<(usize, &str, &str, &str)> {
    let rows =
        comparison.letters.iter().enumerate().flat_map(|(letter, compared)| {
            compared.rows.iter().filter(|row| row.differs()).map(move |row| (letter, row))
        });
    rows.map(|(letter, row)| (letter, row.label.as_str(), row.before.text.as_str(), row.after.text.as_str())).collect()
}

#[test]
fn a_scenario_that_is_not_changed_makes_no_difference() {
    let unchanged = |builtin: &library::Builtin| {
        let comparison = compare(&played(builtin.source), &played(builtin.source));
        assert_eq!((differing(&comparison), comparison.first.clone()), (vec![], None), "{}", builtin.name);
        assert!(!comparison.letters.is_empty());
    };
    let (all, threads) = (library::all(), std::thread::available_parallelism().map_or(2, usize::from));
    std::thread::scope(|scope| {
        for some in all.chunks(all.len().div_ceil(threads)) {
            scope.spawn(move || some.iter().for_each(unchanged));
        }
    });
}

#[test]
fn a_milder_policy_lets_the_forged_letter_in() {
    let source = lesson("forged-from");
    let policy = Subject::Policy { domain: "a-corp.example".to_owned(), tag: "p", step: None };
    let (before, after) = (played(source), played(&changed(source, &policy, "none")));
    let comparison = compare(&before, &after);
    let rows = differing(&comparison);
    assert!(rows.iter().all(|(letter, ..)| *letter == 0), "the second letter has a policy of its own: {rows:#?}");
    assert!(rows.contains(&(0, "Folder", "none", "INBOX")), "{rows:#?}");
    let reply = rows.iter().find(|row| row.1 == "Reply").unwrap();
    assert!(reply.2.starts_with("550") && reply.3.starts_with("250"), "{reply:?}");

    let first = comparison.first.unwrap();
    assert_eq!(before.steps[first.step].phase, Phase::Dmarc);
    let lines = |side: Option<tegami::story::Side>| side.unwrap().lines.join("\n");
    assert!(lines(first.before).contains("p=reject"));
    assert!(lines(first.after).contains("p=none"));
}

#[test]
fn another_recipient_is_compared_with_the_one_before() {
    let source = lesson("legitimate");
    let after = played(&changed(source, &Subject::EnvelopeTo { send: 0 }, "nobody@school.example"));
    let comparison = compare(&played(source), &after);
    assert!(comparison.letters[0].title.contains("aoi@school.example / nobody@school.example"));
    let rows = differing(&comparison);
    assert!(rows.iter().any(|row| row.1 == "Folder" && (row.2, row.3) == ("INBOX", "none")), "{rows:#?}");
    assert_eq!(comparison.first.unwrap().step, 0, "the envelope is another one from the beginning");
}
