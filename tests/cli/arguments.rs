//! Help, languages, and command lines that are wrong.

use std::process::Command;

use crate::command::tegami;

#[test]
fn help_is_whole_in_both_languages_and_every_command_has_an_example() {
    for (lang, usage, example) in [("en", "Usage: tegami", "Examples:"), ("ja", "使い方: tegami", "例:")] {
        for command in ["", "play", "run", "lab", "check", "list", "explain", "notes", "new", "schema"] {
            let words: Vec<&str> =
                [command, "--help", "--lang", lang].into_iter().filter(|word| !word.is_empty()).collect();
            let help = tegami(&words).ends_with(0);
            assert!(help.contains(usage) && help.contains(example), "{command} {lang}: {help}");
            for line in help.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{command} {lang}: {line}");
            }
            if lang == "ja" {
                for english in ["Usage", "Options", "Arguments", "[default", "[possible"] {
                    assert!(!help.contains(english), "{command}: {english} in {help}");
                }
            }
        }
    }
    assert!(tegami(&["--version"]).ends_with(0).starts_with("tegami 0."));
}

#[test]
fn wrong_arguments_are_explained_and_end_with_1() {
    for (words, english, japanese) in [
        (&["chekc"][..], "Did you mean `check`?", "`check` のことですか？"),
        (&["run"], "SCENARIO> is missing", "足りません"),
        (&["run", "legitimate", "--format", "yaml"], "Allowed: text, json", "使える値：text, json"),
        (&["run", "legitimate", "--formt", "json"], "Did you mean `--format`?", "`--format` のことですか？"),
        (&["run", "legitimate", "--start", "now"], "2026-11-24T05:30:00Z", "2026-11-24T05:30:00Z"),
        (&["play", "--step", "0"], "`0`", "`0`"),
        (&["play", "--name", "Aoi"], "--score <FILE> is missing", "--score <FILE> が足りません"),
        (&["legitimate"], "`tegami play legitimate`", "`tegami play legitimate`"),
        (&["play", "legitimate", "--plain", "--step", "9999"], "no step 9999", "ステップ9999はありません"),
    ] {
        let complaint = tegami(words).complains(1);
        assert!(complaint.contains(english), "{words:?}: {complaint}");
        let complaint = tegami(&[words, &["--lang", "ja"]].concat()).complains(1);
        assert!(complaint.contains(japanese), "{words:?}: {complaint}");
    }
}

#[test]
fn notes_without_a_lesson_say_how_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, words) in [("en", "no lesson is being shown"), ("ja", "表示中のレッスンがありません")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tegami"));
        command.args(["notes", "--lang", lang]).env("XDG_RUNTIME_DIR", folder.path()).env("TMPDIR", folder.path());
        let run = command.output().unwrap();
        let error = String::from_utf8(run.stderr).unwrap();
        assert_eq!((run.status.code(), run.stdout.len()), (Some(3), 0));
        assert!(error.contains(words) && error.contains("`tegami play forged-from --notes`"), "{error}");
    }
}

#[test]
fn a_name_that_is_nearly_right_is_suggested() {
    for (lang, words) in [("en", "forged-from"), ("ja", "forged-from")] {
        let complaint = tegami(&["run", "forged-form", "--lang", lang]).complains(2);
        assert!(complaint.contains(words), "{complaint}");
    }
}

#[test]
fn the_locale_chooses_the_language_and_the_option_outranks_it() {
    let with = |locale: &str, words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tegami"));
        command.args(words).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", locale);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(with("ja_JP.UTF-8", &["list"]).contains("初級"));
    assert!(with("C.UTF-8", &["list"]).contains("beginner"));
    assert!(with("ja_JP.UTF-8", &["list", "--lang", "en"]).contains("beginner"));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_said_to_be_none() {
    use std::os::unix::ffi::OsStrExt;
    let name = std::ffi::OsStr::from_bytes(b"\xff.toml");
    let run = Command::new(env!("CARGO_BIN_EXE_tegami")).args(["run", "--lang", "en"]).arg(name).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("is not UTF-8 text"), "{run:?}");
}

/// A machine without sockets: that is said, and no story is told about it.
#[cfg(target_os = "linux")]
#[test]
fn too_few_open_files_are_no_story_about_mail() {
    let program = env!("CARGO_BIN_EXE_tegami");
    let with = |limit: u32, command: &str| {
        let line = format!("ulimit -n {limit}; exec '{program}' {command} --lang en");
        Command::new("sh").args(["-c", &line]).output().unwrap()
    };
    for limit in [12, 16] {
        let run = with(limit, "run legitimate");
        assert_eq!(run.status.code(), Some(3), "{limit}: {run:?}");
        assert!(String::from_utf8_lossy(&run.stderr).contains("Too many open files"), "{limit}: {run:?}");
        let check = with(limit, "check");
        assert_eq!(check.status.code(), Some(3), "{limit}: {check:?}");
    }
}

/// Certificates need no temporary folder, and nothing is left in it.
#[cfg(target_os = "linux")]
#[test]
fn a_run_needs_no_temporary_folder_and_leaves_nothing_there() {
    let folder = tempfile::tempdir().unwrap();
    for place in [folder.path(), std::path::Path::new("/nonexistent")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tegami"));
        let run = command.args(["check"]).env("TMPDIR", place).output().unwrap();
        assert!(run.status.success(), "{run:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
