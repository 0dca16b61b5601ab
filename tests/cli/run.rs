//! What `run` and `list` print.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::command::{LESSONS, tegami};

#[test]
fn without_a_terminal_it_tells_the_first_lesson() {
    let first = tegami(&["--lang", "en"]).ends_with(0);
    let lesson = tegami(&["run", LESSONS[0], "--lang", "en"]).ends_with(0);
    assert_eq!(first.lines().next(), lesson.lines().next());
    assert!(!first.contains('\u{1b}'));
    let colored = tegami(&["run", LESSONS[0], "--color", "always"]).ends_with(0);
    assert!(colored.contains('\u{1b}'));
}

#[test]
fn every_lesson_tells_all_four_stages_and_its_letters_as_data() {
    for lesson in LESSONS {
        for lang in ["en", "ja"] {
            let text = tegami(&["run", lesson, "--lang", lang]).ends_with(0);
            assert!(text.lines().count() > 60, "{text}");
            let json = tegami(&["run", lesson, "--lang", lang, "--format", "json"]).ends_with(0);
            let run: Value = serde_json::from_str(&json).unwrap();
            assert_eq!((&run["scenario"], &run["lang"]), (&Value::from(lesson), &Value::from(lang)));
            assert!(
                run["expectations"].as_array().unwrap().iter().all(|row| row["ok"] == true),
                "{}",
                run["expectations"]
            );
            assert!(run["expectations"].as_array().unwrap().len() >= 4);
            assert!(run["story"]["questions"].as_array().unwrap().len() >= 2);
            assert_eq!(run["story"]["lang"], lang);
        }
    }
}

#[test]
fn the_letters_of_the_lessons_end_as_the_lessons_say() {
    let letter = |lesson: &str| {
        let json = tegami(&["run", lesson, "--format", "json"]).ends_with(0);
        serde_json::from_str::<Value>(&json).unwrap()["letters"][0].clone()
    };
    let verdicts = |letter: &Value| ["spf", "dkim", "dmarc"].map(|method| letter[method].as_str().unwrap().to_owned());
    let legitimate = letter("legitimate");
    assert_eq!(verdicts(&legitimate), ["pass", "pass", "pass"]);
    assert_eq!(legitimate["folder"], "INBOX");
    let domain = |address: &Value| address.as_str().unwrap().rsplit_once('@').unwrap().1.to_owned();
    assert_eq!(domain(&legitimate["from"]), domain(&legitimate["mail_from"]));
    let forged = letter("forged-from");
    assert_eq!(verdicts(&forged), ["pass", "none", "fail"]);
    assert_ne!(domain(&forged["from"]), domain(&forged["mail_from"]));
    assert_eq!(letter("failed-spf")["spf"], "fail");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tegami"))
        .args(["run", LESSONS[0], "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn what_cannot_be_written_is_said() {
    let complaint = tegami(&["run", LESSONS[0], "-o", "/no/such/folder/x.txt"]).complains(3);
    assert!(complaint.contains("/no/such/folder/x.txt"), "{complaint}");
}

#[test]
fn a_folder_is_listed_where_there_is_no_screen_with_what_is_wrong_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let right = folder.path().join("a.toml");
    std::fs::copy("scenarios/forged-from.toml", &right).unwrap();
    let played = ["play", folder.path().to_str().unwrap(), "--plain", "--lang", "en"];
    let list = tegami(&played).ends_with(0);
    assert!(list.contains(right.to_str().unwrap()) && list.contains("A forged header From"), "{list}");
    std::fs::write(folder.path().join("b.toml"), "levle = 1\n").unwrap();
    let outcome = tegami(&played);
    assert_eq!((outcome.code, outcome.stdout), (2, list), "what is right is listed all the same");
    assert!(outcome.stderr.contains("b.toml:1:1") && outcome.stderr.contains("`level`"), "{}", outcome.stderr);
}
