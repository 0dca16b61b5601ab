//! Saved traces.

use std::fs;

use crate::command::{LESSONS, START, tegami};

#[test]
fn a_saved_trace_tells_the_same_story_without_servers() {
    let folder = tempfile::tempdir().unwrap();
    let (trace, text) = (folder.path().join("t.jsonl"), folder.path().join("story.txt"));
    let (trace, text) = (trace.to_str().unwrap(), text.to_str().unwrap());
    for lesson in LESSONS {
        let printed = tegami(&["run", lesson, "--start", START, "--save", trace, "-o", text]).ends_with(0);
        assert_eq!(printed, "");
        let live = fs::read_to_string(text).unwrap();
        assert_eq!(tegami(&["run", trace]).ends_with(0), live);
        let told = tegami(&["play", trace, "--plain"]).ends_with(0);
        let offer = live.strip_prefix(&told).unwrap_or_else(|| panic!("{lesson} is told otherwise"));
        assert!(offer.trim().ends_with("`--proofs` shows it."), "{offer}");
        let json = |subject: &str| tegami(&["run", subject, "--start", START, "--format", "json"]).ends_with(0);
        assert_eq!(json(trace), json(lesson));
    }
}

#[test]
fn a_trace_that_is_damaged_is_refused_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.jsonl");
    let path = path.to_str().unwrap();
    tegami(&["run", LESSONS[0], "--save", path]).ends_with(0);
    let whole = fs::read_to_string(path).unwrap();
    let damaged = |text: &str, english: &str, japanese: &str| {
        fs::write(path, text).unwrap();
        let complaint = tegami(&["run", path]).complains(2);
        assert!(complaint.contains(english), "{complaint}");
        let complaint = tegami(&["play", path, "--lang", "ja"]).complains(2);
        assert!(complaint.contains(japanese), "{complaint}");
    };
    damaged(&whole[..whole.len() - 20], "cut off", "切れています");
    damaged(&whole[..30], "cut off", "切れています");
    damaged(&whole.replacen("\"tegami_trace\":1", "\"tegami_trace\":99", 1), "format 99", "形式99");
    let (first, rest) = whole.split_once('\n').unwrap();
    damaged(&format!("{first}\n{}\n", rest.split_once('\n').unwrap().1.trim_end()), "missing", "抜けている");
    damaged("{\"a\":1}\n", "saved trace", "保存されたトレース");
    damaged(&format!("{first}\n{{\"id\":\u{0}}}\n"), "line 2 is damaged", "2行目が壊れています");
}
