//! Real programs in a lab, with the very lines that its guide prints: what a learner copies works.
//!
//! Where a program is not installed, its tests say that they were skipped.
//!
//! ```text
//!   swaks  dig  curl  openssl  python   one line each, run by a shell
//!   neomutt                             on a pseudo-terminal
//!   postfix                             a real mail server, which relays into the world and receives from it
//!   program                             `tegami lab` itself: text, JSON Lines, the end
//! ```

#![cfg(unix)]

mod curl;
mod dig;
mod neomutt;
mod openssl;
mod postfix;
mod program;
mod python;
mod swaks;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tegami::guide::{Guide, Row};
use tegami::lang::Lang;
use tegami::net::Authority;
use tegami::trace::{Event, Fact, LetterOutcome, Trace};
use tegami::world::lab::{Lab, Options, Ports};
use tempfile::TempDir;

/// How long anything may take before a test fails.
const LONG: Duration = Duration::from_secs(30);

/// A lab at any ports, with a folder that has a letter and the certificate in it.
struct Room {
    lab: Lab,
    folder: TempDir,
}

const LETTER: &str =
    "From: Kimura <kimura@a-corp.example>\r\nTo: aoi@school.example\r\nSubject: By hand\r\n\r\nHello.\r\n";

impl Room {
    /// On the lesson `legitimate`; a visitor plays that host.
    async fn open(visitor: Option<&str>) -> Self {
        let visitor = visitor.map(str::to_owned);
        Self::with(Options { ports: Ports::ANY, visitor, ..Options::default() }).await
    }

    async fn with(options: Options) -> Self {
        let scenario = tegami::scenario::load("legitimate").unwrap().parsed.scenario.unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("letter.eml"), LETTER).unwrap();
        std::fs::write(folder.path().join("ca.pem"), Authority::for_visitors().certificate_pem()).unwrap();
        Self { lab: Lab::open(&scenario, &options).await.unwrap(), folder }
    }

    /// The lines that the guide prints for that program.
    fn lines(&self, program: &str) -> Vec<String> {
        let certificate: PathBuf = self.folder.path().join("ca.pem");
        let guide = Guide::of(&self.lab, Some(&certificate), Lang::En);
        let section = guide.sections.into_iter().find(|section| section.title == program).unwrap();
        let lines =
            section.rows.into_iter().filter_map(|row| if let Row::Type(line) = row { Some(line) } else { None });
        lines.collect()
    }

    /// Runs a line as a shell does, in the folder. None where its program is not installed.
    async fn run(&self, line: &str, input: &str) -> Option<Output> {
        let program = line.split(' ').next().unwrap();
        if !is_installed(program) {
            return None;
        }
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(self.folder.path());
        Some(finish(command, input.to_owned()).await)
    }

    /// Waits until there is such a fact.
    async fn wait_for(&self, wanted: impl Fn(&Event) -> bool) {
        assert!(self.happens(wanted).await, "it does not happen in time");
    }

    /// Whether there is such a fact in time.
    async fn happens(&self, wanted: impl Fn(&Event) -> bool) -> bool {
        let found = async {
            for known in 0.. {
                self.lab.recorder().grown(known).await;
                if !self.lab.recorder().pick(known, |event| wanted(event).then_some(())).is_empty() {
                    return;
                }
            }
        };
        tokio::time::timeout(LONG, found).await.is_ok()
    }

    async fn close(self) -> Trace {
        self.lab.close().await
    }
}

/// Whether a program is there; where not, the test says that it was skipped.
fn is_installed(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

/// Runs a program to its end.
async fn finish(mut command: Command, input: String) -> Output {
    use std::io::Write;
    let ran = tokio::task::spawn_blocking(move || {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        // A program that reads nothing may be gone already.
        child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
        child.wait_with_output().unwrap()
    });
    tokio::time::timeout(LONG, ran).await.expect("it ends in time").unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The only letter of a trace.
fn only(trace: &Trace) -> LetterOutcome {
    let mut outcomes = trace.outcomes();
    assert_eq!(outcomes.len(), 1, "{outcomes:#?}");
    outcomes.remove(0)
}

fn is_filed(event: &Event) -> bool {
    matches!(event.fact, Fact::Filed { .. })
}
