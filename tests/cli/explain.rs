//! `tegami explain`: messages from files and standard input, letters of lessons, words.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::command::{Outcome, tegami};

/// A letter of the collection that the library is tested with.
fn letter(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain").join(name).to_str().unwrap().to_owned()
}

/// Runs it with this on standard input.
fn piped(words: &[&str], input: &[u8]) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tegami"))
        .args(words)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn a_file_and_standard_input_are_explained_alike() {
    let path = letter("gmail-phishing.eml");
    let from_file = tegami(&["explain", &path]).ends_with(0);
    assert!(from_file.contains("security@bank.example") && from_file.contains("trust boundary"), "{from_file}");
    assert!(from_file.contains("Nothing was verified here."), "{from_file}");
    let source = fs::read(&path).unwrap();
    assert_eq!(piped(&["explain", "-"], &source).ends_with(0), from_file);
    assert_eq!(piped(&["explain"], &source).ends_with(0), from_file);
    let japanese = tegami(&["play", &path, "--lang", "ja"]).ends_with(0);
    assert!(japanese.contains("まず見るところ"), "{japanese}");
}

#[test]
fn json_has_what_a_program_wants() {
    let printed = tegami(&["explain", &letter("forged-results-below.eml"), "--format", "json"]).ends_with(0);
    let reading: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(reading["path"]["believed"], 1);
    assert_eq!(reading["path"]["hops"][0]["ip"], "198.51.100.5");
    assert!(reading["findings"].as_array().unwrap().iter().any(|finding| finding["kind"] == "forged-results"));
    assert_eq!(reading["again"], serde_json::Value::Null);
}

#[test]
fn a_letter_of_a_lesson_is_explained_as_it_was_delivered() {
    let told = tegami(&["explain", "--from", "forged-from"]).ends_with(0);
    assert!(told.contains("DMARC failed") && told.contains("mallory@evil.example"), "{told}");
    let complaint = tegami(&["explain", "--from", "failed-spf"]).complains(3);
    assert!(complaint.contains("delivers no letter"), "{complaint}");
    let complaint = tegami(&["explain", "--from", "legitimate", "--letter", "9", "--lang", "ja"]).complains(3);
    assert!(complaint.contains("届いたメール：1"), "{complaint}");
}

#[test]
fn words_are_explained_and_slips_are_forgiven() {
    let told = tegami(&["explain", "--field", "return-path"]).ends_with(0);
    assert!(told.contains("RFC 5321") && told.contains("Return-Path: <"), "{told}");
    let told = tegami(&["explain", "--field", "DKIM-Signature", "bh"]).ends_with(0);
    assert!(told.contains("The hash of the body."), "{told}");
    let complaint = tegami(&["explain", "--field", "Recieved"]).complains(1);
    assert!(complaint.contains("Did you mean Received"), "{complaint}");
    let all = tegami(&["explain", "--fields", "--lang", "ja"]).ends_with(0);
    assert_eq!(tegami(&["explain", "--field", "--lang", "ja"]).ends_with(0), all);
    for word in ["Authentication-Results", "X-Forefront-Antispam-Report", "header.from", "redirect", "件名です。"]
    {
        assert!(all.contains(word), "{word}");
    }
}

#[test]
fn what_cannot_be_read_ends_with_3_and_wrong_arguments_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    for (words, code, english, japanese) in [
        (&["explain", &letter("web-page.eml")][..], 3, "web page", "ウェブページ"),
        (&["explain", &letter("utf-16.eml")], 3, "UTF-16", "UTF-16"),
        (&["explain", "-"], 3, "nothing in it", "中身がありません"),
        (&["explain", "no-such-file.eml"], 3, "cannot read no-such-file.eml", "読めません"),
        (&["explain", folder], 3, "cannot read", "読めません"),
        (&["explain", "x.eml", "--dns", "192.0.2.53"], 1, "its own machine only", "外とは通信しません"),
        (&["explain", "x.eml", "--dns", "dns.example"], 1, "an address of this machine", "このパソコンのアドレス"),
        (
            &["explain", "x.eml", "--from", "legitimate"],
            1,
            "together with something that excludes it",
            "同時に使えない",
        ),
        (&["explain", "--from", "no-lesson"], 2, "no-lesson", "no-lesson"),
        (&["explain", "--field", "zzqqzz"], 1, "--fields", "--fields"),
    ] {
        let complaint = tegami(words).complains(code);
        assert!(complaint.contains(english), "{words:?}: {complaint}");
        let complaint = tegami(&[words, &["--lang", "ja"]].concat()).complains(code);
        assert!(complaint.contains(japanese), "{words:?}: {complaint}");
    }
}
