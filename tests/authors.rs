//! What an author has: `tegami new` in all its ways writes files that are right, run, and come out as they expect.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tegami::lang::Lang;
use tegami::scenario::{self, library};

fn tegami(arguments: &[&str], folder: &Path, input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tegami"));
    let command = command.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it is built");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

/// Writes a new scenario that must be without a complaint.
fn new(arguments: &[&str], folder: &Path, input: &str) -> String {
    let output = tegami(&[&["new"], arguments].concat(), folder, input);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
    let file = fs::read_to_string(folder.join(arguments[0])).unwrap();
    assert_eq!(scenario::parse("x", "x.toml", &file).diagnostics, [], "{arguments:?}\n{file}");
    file
}

fn check(folder: &Path) {
    let output = tegami(&["check", "."], folder, "");
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn a_template_a_lesson_and_answers_become_files_that_run() {
    let folder = tempfile::tempdir().unwrap();
    for lang in Lang::ALL {
        let tag = lang.tag();
        new(&[&format!("plain-{tag}.toml"), "--lang", tag], folder.path(), "");
        let asked =
            new(&[&format!("asked-{tag}.toml"), "--ask", "--lang", tag], folder.path(), "y\n\n\n\n\n\n\n\nnone\n");
        assert!(asked.contains("mallory@evil.example") && asked.contains("folder = \"none\", reply = 550"), "{asked}");
    }
    for lesson in library::all() {
        let name = format!("{}.toml", lesson.name.replace('/', "-"));
        let copy = new(&[&name, "--from", lesson.name], folder.path(), "");
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(comments(&copy), comments(lesson.source), "{name}");
        assert!(copy.contains("My own: ") && copy.contains("自作："), "{name}");
    }
    check(folder.path());
}

#[test]
fn a_file_that_is_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.toml"), "precious").unwrap();
    let output = tegami(&["new", "mine.toml"], folder.path(), "");
    assert_eq!((output.status.code(), text(&output.stderr).contains("--force")), (Some(3), true));
    assert_eq!(fs::read_to_string(folder.path().join("mine.toml")).unwrap(), "precious");
    fs::write(folder.path().join("scenario.schema.json"), "{}").unwrap();
    assert!(new(&["mine.toml", "--force"], folder.path(), "").starts_with("#:schema scenario.schema.json\n"));
}

fn letters() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut letters: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "eml")).collect();
    letters.sort();
    letters
}

#[test]
fn every_letter_becomes_a_scenario_that_is_right_and_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = 0;
    for (at, letter) in letters().iter().enumerate() {
        let name = format!("{}.toml", letter.file_stem().unwrap().to_str().unwrap());
        let lang = Lang::ALL[at % 2].tag();
        let mut arguments = vec![name.as_str(), "--from-eml", letter.to_str().unwrap(), "--lang", lang];
        arguments.extend((at % 3 == 0).then_some("--keep-names"));
        let output = tegami(&[&["new"], arguments.as_slice()].concat(), folder.path(), "");
        if output.status.code() == Some(2) && text(&output.stderr).lines().count() == 1 {
            // There is no letter in it.
            continue;
        }
        written += 1;
        assert_eq!(output.status.code(), Some(0), "{name}: {}", text(&output.stderr));
        let file = fs::read_to_string(folder.path().join(&name)).unwrap();
        assert_eq!(scenario::parse("x", "x.toml", &file).diagnostics, [], "{name}\n{file}");
    }
    assert!(written >= 50, "only {written}");
    check(folder.path());
}

#[test]
fn an_import_says_what_its_receiver_found_and_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let letter = "Return-Path: <bounce@news.kimura.co.jp>\nDelivered-To: aoi.tanaka@gakko.ac.jp\n\
        Received: from mx1.news.kimura.co.jp (mx1.news.kimura.co.jp [8.8.8.8]) by mx.gakko.ac.jp with ESMTPS; Tue, 24 Nov 2026 05:30:00 +0000\n\
        Authentication-Results: mx.gakko.ac.jp; spf=pass smtp.mailfrom=news.kimura.co.jp;\n dkim=pass header.d=kimura.co.jp; dmarc=pass (p=QUARANTINE) header.from=kimura.co.jp\n\
        From: Taro Kimura <taro@kimura.co.jp>\nTo: Aoi <aoi.tanaka@gakko.ac.jp>\nSubject: Hello\n\n\
        Dear Aoi,\nwrite to taro@kimura.co.jp or see https://www.kimura-web.com/private?id=7\n";
    fs::write(folder.path().join("a.eml"), letter).unwrap();
    let file = new(&["a.toml", "--from-eml", "a.eml"], folder.path(), "");
    for real in ["kimura", "taro", "gakko", "tanaka", "8.8.8.8"] {
        assert!(!file.to_lowercase().contains(real), "{real}: {file}");
    }
    for expected in ["spf=pass, dkim=pass, dmarc=pass", "p=quarantine", "dmarc = \"pass\"", "folder = \"INBOX\""] {
        assert!(file.contains(expected), "{expected}: {file}");
    }
    let kept = new(&["b.toml", "--from-eml", "a.eml", "--keep-names"], folder.path(), "");
    assert!(kept.contains("\"Taro Kimura\\\" <taro@kimura.co.jp>") && !kept.contains("8.8.8.8"), "{kept}");
}

#[test]
fn a_zone_file_becomes_a_scenario_that_runs() {
    let folder = tempfile::tempdir().unwrap();
    let zone = "$TTL 300\n@ IN SOA ns1 hostmaster 1 3600 600 604800 300\n@ IN NS ns1\nns1 A 8.8.4.4\n@ MX 10 mail\n\
        mail A 8.8.8.8\n@ TXT \"v=spf1 mx ~all\"\n_dmarc TXT \"v=DMARC1; p=none\"\n";
    fs::write(folder.path().join("db.example.org"), zone).unwrap();
    let file = new(&["zone.toml", "--from-zone", "db.example.org"], folder.path(), "");
    assert!(file.contains("spf = \"pass\"") && !file.contains("example.org"), "{file}");
    check(folder.path());
}

#[cfg(unix)]
#[test]
fn check_goes_on_and_looks_again_when_a_file_is_saved() {
    use std::io::{BufRead, BufReader};

    let folder = tempfile::tempdir().unwrap();
    new(&["a.toml"], folder.path(), "");
    new(&["b.toml"], folder.path(), "");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tegami"));
    let command = command.args(["check", "--watch", ".", "--lang", "en"]).current_dir(folder.path());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("Waiting for changes")));
    let wrong = fs::read_to_string(folder.path().join("b.toml")).unwrap().replace("spf = \"pass\"", "spf = \"fail\"");
    fs::write(folder.path().join("b.toml"), wrong).unwrap();
    let again: Vec<String> =
        lines.by_ref().map(Result::unwrap).take_while(|line| !line.contains("1 otherwise")).collect();
    let again = again.join("\n");
    assert!(again.contains("Z ./b.toml") && !again.contains("a.toml"), "{again}");
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(4));
}
