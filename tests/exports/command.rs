//! The exports as a user asks for them.

use std::path::Path;
use std::process::{Command, Output};

use tegami::trace::{Fact, LetterId, Trace};

use crate::lessons;

fn tegami(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tegami")).args(words).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn save(trace: &Trace, path: &Path) {
    trace.save(&mut std::fs::File::create(path).unwrap()).unwrap();
}

#[test]
fn a_letter_leaves_as_it_was_received_to_the_last_octet() {
    let folder = tempfile::tempdir().unwrap();
    let (saved, out) = (folder.path().join("saved.jsonl"), folder.path().join("letter.eml"));
    let (_, trace) = lessons().iter().find(|(scenario, _)| scenario.name == "forged-from").unwrap();
    let mut trace = trace.clone();
    let filed = trace.events.iter_mut().find_map(|event| match &mut event.fact {
        Fact::Filed { source, .. } if event.letter == Some(LetterId(2)) => Some(source),
        _ => None,
    });
    let source = filed.unwrap();
    source.0.extend(b"\xe9\x00\xff bare\nlines\r");
    let expected = source.as_slice().to_vec();
    save(&trace, &saved);
    let saved = saved.to_str().unwrap();
    assert_eq!(tegami(&["run", saved, "--format", "eml", "--letter", "2"]).stdout, expected);
    let written = tegami(&["run", saved, "--format", "eml", "-o", out.to_str().unwrap()]);
    assert!(written.status.success() && written.stdout.is_empty());
    assert_eq!(std::fs::read(&out).unwrap(), expected, "of the letters that arrived the first one");
    let missing = tegami(&["run", saved, "--format", "eml", "--letter", "1"]);
    assert_eq!(missing.status.code(), Some(3), "it was refused");
    assert!(String::from_utf8(missing.stderr).unwrap().contains("Delivered: 2."));
}

#[test]
fn what_does_not_go_together_is_said_before_anything_is_run() {
    let wrong = [
        (["--format", "md", "--step", "2"], "--step does not go with --format md. It goes with: text, svg."),
        (["--format", "svg", "--letter", "2"], "--letter does not go with --format svg."),
        (["--format", "eml", "--theme", "dark"], "--theme does not go with --format eml."),
        (["--format", "svg", "--step", "0"], "there is no step 0: this story has steps 1 to"),
        (["--format", "pdf", "--step", "1"], "Allowed: text, json, html, svg, md, mermaid, eml."),
        (["--step", "x", "--format", "svg"], "cannot be `x`"),
    ];
    for (words, said) in wrong {
        let output = tegami(&[&["run", "legitimate"], words.as_slice()].concat());
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && complaint.contains(said), "{words:?}: {complaint}");
        let japanese = tegami(&[&["run", "legitimate", "--lang", "ja"], words.as_slice()].concat());
        assert!(String::from_utf8(japanese.stderr).unwrap().contains("エラー"), "{words:?}");
    }
    let proofs = tegami(&["run", "legitimate", "--format", "mermaid", "--proofs"]);
    assert_eq!(proofs.status.code(), Some(1));
}

#[test]
fn one_step_is_printed_alone() {
    let output = tegami(&["run", "legitimate", "--step", "2"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("Step 2. ") && !text.contains("Step 3. "), "{text}");
}
