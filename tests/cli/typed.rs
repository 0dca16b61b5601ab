//! SMTP that is typed into a pipe.

use std::io::Write;
use std::process::{Command, Stdio};

/// Says these octets to the door of a lab, and what was printed.
fn typed(lang: &str, octets: &[u8]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tegami"))
        .args(["lab", "forged-from", "--play", "smtp", "--as", "mail.evil.example", "--lang", lang])
        .args(["--smtp-port", "0", "--submission-port", "0", "--imap-port", "0", "--dns-port", "0"])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    // Who has been hung up on reads no more.
    let _ = input.write_all(octets);
    drop(input);
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_session_from_a_pipe_is_a_conversation_with_its_meaning() {
    let session = b"RCPT TO:<aoi@school.example>\r\nEHLO mail.evil.example\nMAIL FROM:<mallory@evil.example>\n\
                    RCPT TO:<aoi@school.example>\nDATA\nFrom: kimura@a-corp.example\n\n..x\n.\nQUIT\nNOOP\n";
    let printed = typed("en", session);
    let mut rest = printed.as_str();
    for expected in [
        "S: 220 mx.school.example",
        "C: RCPT TO:<aoi@school.example>",
        "S: 503 5.5.1",
        "wrong order",
        "C: EHLO mail.evil.example",
        "S: 250-mx.school.example",
        "S: 354 ",
        "C: ..x",
        "dot-stuffing",
        "C: .",
        "S: 550 5.7.1 ",
        "+ SPF   pass",
        "x DMARC fail",
        "C: QUIT",
        "S: 221 ",
    ] {
        let at = rest.find(expected).unwrap_or_else(|| panic!("{expected:?} is missing in:\n{printed}"));
        rest = &rest[at + expected.len()..];
    }
    assert!(!printed.contains("NOOP"), "nothing is said after the goodbye");
    assert!(typed("ja", session).contains("順番が違います"));
}

#[test]
fn whatever_comes_through_the_pipe_is_bounded_and_ends() {
    let endless = [&b"x".repeat(100_000)[..], b"\n\xff\0\x1b[2J\nEHLO a\nDATA"].concat();
    let printed = typed("en", &endless);
    assert!(printed.contains("S: 500 ") && !printed.contains('\u{1b}'), "{printed}");
    assert!(typed("en", b"").contains("S: 220 "), "the greeting at least");
}
