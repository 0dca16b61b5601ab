//! What `check` says of scenarios that hold, that fail, and that have mistakes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command::{LESSONS, tegami};

/// A lesson's text, with one thing written otherwise.
fn changed(lesson: &str, from: &str, to: &str) -> String {
    let source = tegami::scenario::library::find(lesson).unwrap().source;
    assert!(source.contains(from), "{lesson} does not say {from}");
    source.replacen(from, to, 1)
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_lessons_hold() {
    let text = tegami(&["check"]).ends_with(0);
    for lesson in LESSONS {
        assert!(text.contains(&format!("✓ {lesson}")), "{text}");
    }
    let all = tegami::scenario::library::all().len();
    assert!(text.contains(&format!("{all} scenarios: {all} as expected")), "{text}");
    assert!(tegami(&["check", "--lang", "ja"]).ends_with(0).contains(&format!("期待どおり{all}件")));
}

#[test]
fn a_failed_expectation_names_its_line_what_is_so_and_the_step() {
    let folder = tempfile::tempdir().unwrap();
    let text = changed("legitimate", "dmarc = \"pass\"", "dmarc = \"fail\"");
    let line = 1 + text[..text.find("dmarc = \"fail\"").unwrap()].matches('\n').count();
    let path = written(folder.path(), "wrong.toml", &text);
    let outcome = tegami(&["check", &path]);
    assert_eq!(outcome.code, 4, "{}", outcome.stderr);
    assert!(outcome.stdout.contains(&format!("wrong.toml:{line}:")), "{}", outcome.stdout);
    let words: Vec<&str> = outcome.stdout.split_whitespace().collect();
    assert!(words.windows(4).any(|four| four == ["expected", "fail", "actual", "pass"]), "{}", outcome.stdout);
    assert!(words.windows(2).any(|two| two == ["see", "step"]), "{}", outcome.stdout);

    let json = tegami(&["check", &path, "--format", "json"]);
    let failure = serde_json::from_str::<Value>(&json.stdout).unwrap()["scenarios"][0]["failures"][0].clone();
    assert_eq!((json.code, &failure["line"], &failure["actual"]), (4, &Value::from(line), &Value::from("pass")));
    assert!(failure["story_step"].as_u64().unwrap() > 5, "{failure}");
}

#[test]
fn a_folder_is_checked_whole_in_order_whatever_fails_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let good = tegami::scenario::library::find("failed-spf").unwrap().source;
    written(folder.path(), "1-good.toml", good);
    written(folder.path(), "2-mistake.toml", &changed("legitimate", "format", "fromat"));
    written(folder.path(), "3-fails.toml", &changed("legitimate", "spf = \"pass\"", "spf = \"softfail\""));
    written(folder.path(), "4-good.toml", good);
    written(folder.path(), "notes.txt", "not a scenario");
    let outcome = tegami(&["check", folder.path().to_str().unwrap(), "--format", "json"]);
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let results: Vec<_> = report["scenarios"].as_array().unwrap().iter().map(|one| one["result"].clone()).collect();
    assert_eq!(results, ["held", "unreadable", "failed", "held"]);
    let message = report["scenarios"][1]["message"].as_str().unwrap();
    assert!(message.contains("2-mistake.toml:") && message.contains("format"), "{message}");

    fs::remove_file(folder.path().join("2-mistake.toml")).unwrap();
    assert_eq!(tegami(&["check", folder.path().to_str().unwrap()]).code, 4);
    fs::remove_file(folder.path().join("3-fails.toml")).unwrap();
    assert_eq!(tegami(&["check", folder.path().to_str().unwrap()]).code, 0);
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    assert!(tegami(&["check", folder.path().to_str().unwrap()]).complains(2).contains("no scenario"));
    let outcome = tegami(&["check", "legitmate", "failed-spf"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stdout.contains("legitimate") && outcome.stdout.contains("✓ failed-spf"), "{}", outcome.stdout);
}

/// The letter is turned away for a while in the first step, delivered in the second; the third has two recipients, one of
/// whom does not exist.
const EXPECTATIONS: &str = include_str!("expectations.toml");

#[test]
fn a_step_is_judged_when_it_is_over_and_for_every_recipient() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "x.toml", EXPECTATIONS);
    assert!(tegami(&["check", &path]).ends_with(0).contains("16 expectations"));
    for (from, to, actual) in [
        ("reply = \"451\"", "reply = \"250\"", "451 4.7.1"),
        ("tries = 2", "tries = 1", "2"),
        ("[\"none\", \"INBOX\"]", "\"INBOX\"", "none"),
        ("bounce = true", "bounce = false", "true"),
        ("\"にち\"", "\"さよ\"", "こんにちは"),
    ] {
        let path = written(folder.path(), "x.toml", &EXPECTATIONS.replacen(from, to, 1));
        let outcome = tegami(&["check", &path, "--format", "json"]);
        let failures = serde_json::from_str::<Value>(&outcome.stdout).unwrap()["scenarios"][0]["failures"].clone();
        assert_eq!((outcome.code, failures.as_array().unwrap().len()), (4, 1), "{from}: {failures}");
        assert!(failures[0]["actual"].as_str().unwrap().starts_with(actual), "{from}: {failures}");
        assert!(failures[0]["story_step"].is_u64(), "{from}: {failures}");
    }
}
