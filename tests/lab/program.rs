//! `tegami lab` itself: what it prints, how it ends, and what it leaves.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tegami::trace::{Fact, Trace};

const ANY: [&str; 8] = ["--smtp-port", "0", "--submission-port", "0", "--imap-port", "0", "--dns-port", "0"];

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tegami"));
    command.args(["lab", "--lang", "en", "--color", "never"]).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The lab as text, and what it has printed of its doors.
struct Told {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Told {
    fn start(args: &[&str]) -> Self {
        let mut child = program(args).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output }
    }

    /// Reads on until a line has this in it.
    fn line_with(&mut self, text: &str) -> String {
        let mut line = String::new();
        while self.output.read_line(&mut line).unwrap() > 0 {
            if line.contains(text) {
                return line;
            }
            line.clear();
        }
        panic!("{text} is not printed");
    }

    /// Ctrl-C.
    fn interrupt(mut self) -> String {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).unwrap();
        kill_process(pid, Signal::INT).unwrap();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        rest
    }
}

/// Says these lines at a door, and hears everything.
fn say(door: &str, lines: &[&str]) -> String {
    use std::io::Write;
    let mut stream = std::net::TcpStream::connect(door).unwrap();
    stream.write_all((lines.join("\r\n") + "\r\n").as_bytes()).unwrap();
    let mut heard = String::new();
    stream.read_to_string(&mut heard).unwrap();
    heard
}

const FORGED: [&str; 8] = [
    "EHLO mail.evil.example",
    "MAIL FROM:<mallory@evil.example>",
    "RCPT TO:<aoi@school.example>",
    "DATA",
    "From: kimura@a-corp.example",
    "",
    ".",
    "QUIT",
];

#[test]
fn what_comes_in_is_told_and_the_saved_trace_is_replayed() {
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("mine.jsonl");
    let saved = saved.to_str().unwrap();
    let mut lab = Told::start(&[&["forged-from", "--plain", "--save", saved], &ANY[..]].concat());
    let doors = lab.line_with("mail for mx.school.example from other servers");
    let door = doors.split_whitespace().next().unwrap();
    assert!(say(door, &FORGED).contains("550 5.7.1 rejected"));
    lab.line_with("DMARC: fail");
    lab.line_with("The letter is refused");
    lab.interrupt();
    let trace = Trace::load(BufReader::new(std::fs::File::open(saved).unwrap())).unwrap();
    assert_eq!(trace.outcomes().len(), 1);
    let again = Command::new(env!("CARGO_BIN_EXE_tegami")).args(["run", saved, "--lang", "en"]).output().unwrap();
    let again = String::from_utf8(again.stdout).unwrap();
    assert!(again.contains("mail.evil.example [198.51.100.25] connects to mx.school.example"), "{again}");
}

#[test]
fn as_json_each_fact_is_a_line_of_the_trace() {
    let mut lab = Told::start(&[&["--plain", "--json"], &ANY[..]].concat());
    let mut told = BufReader::new(lab.child.stderr.take().unwrap());
    let mut door = String::new();
    while !door.contains("mail for mx.school.example") {
        door.clear();
        assert!(told.read_line(&mut door).unwrap() > 0);
    }
    say(door.split_whitespace().next().unwrap(), &FORGED);
    let header = lab.line_with("tegami_trace");
    let mut lines = header;
    while !lines.ends_with("\"}\n") || !lines.contains("\"fact\":\"closed\"") {
        let read = lab.output.read_line(&mut lines).unwrap();
        assert!(read > 0);
        if lines.lines().last().is_some_and(|line| line.contains("\"fact\":\"closed\"")) {
            break;
        }
    }
    let trace = Trace::load(lines.as_bytes()).unwrap();
    assert!(trace.events.iter().any(|event| matches!(event.fact, Fact::Refused { .. })), "{lines}");
    lab.interrupt();
}

#[test]
fn a_port_that_is_taken_is_said_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program(&["--plain", "--smtp-port", &port]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains(&format!("port {port}")) && said.contains("--smtp-port PORT"), "{said}");
    let output = program(&["--plain", "--as", "nobody.example"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}
