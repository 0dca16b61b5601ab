//! The zone texts of the lessons are what BIND reads too: a learner may copy them into a real server.

use std::io::Write;
use std::process::{Command, Stdio};

use tegami::scenario::{StepKind, library};

/// What every zone file has and no lesson should have to write.
const APEX: &str = "$TTL 300\n@ SOA ns hostmaster 1 3600 600 604800 300\n@ NS ns\nns A 192.0.2.53\n";

/// Whether BIND takes this zone; none where BIND is not installed.
fn accepted(origin: &str, text: &str) -> Option<Result<(), String>> {
    let mut command = Command::new("named-checkzone");
    let command = command.args(["-k", "fail", "-i", "local", origin, "/dev/stdin"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take().unwrap().write_all(format!("{APEX}{text}").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(if output.status.success() { Ok(()) } else { Err(said) })
}

#[test]
fn bind_reads_the_zones_of_the_lessons() {
    if accepted("a.example", "").is_none() {
        eprintln!("skipped: named-checkzone is not installed (Debian: bind9-utils)");
        return;
    }
    let mut read = 0;
    for lesson in library::all() {
        for (origin, text) in zone_texts(lesson.source) {
            assert_eq!(accepted(&origin, &text), Some(Ok(())), "{}: {origin}", lesson.path);
            read += 1;
        }
        let scenario = lesson.parse().scenario.unwrap();
        let changes =
            scenario.steps.iter().filter(|step| matches!(&step.kind, StepKind::Dns(dns) if !dns.set.is_empty()));
        let expected = scenario.zones.len() + changes.count();
        assert!(zone_texts(lesson.source).len() >= expected, "{}: a zone text was overlooked", lesson.path);
    }
    assert!(read >= library::all().len());
    assert!(accepted("a.example", "mx A 192.0.2.300\n").unwrap().is_err(), "BIND is asked, and says no");
}

/// The texts that are written `"origin" = '''…'''`, in zones and in changes.
fn zone_texts(source: &str) -> Vec<(String, String)> {
    let after_marks = source.split("\" = '''\n");
    let befores = after_marks.clone();
    let texts = after_marks.skip(1).filter_map(|rest| rest.split_once("'''").map(|(text, _)| text.to_owned()));
    befores.filter_map(|before| Some(before.rsplit_once('"')?.1.to_owned())).zip(texts).collect()
}
