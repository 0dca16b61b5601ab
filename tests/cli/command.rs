//! Runs the built program.

use std::process::{Command, Stdio};

/// The lessons of the beginning.
pub const LESSONS: [&str; 3] = ["legitimate", "forged-from", "failed-spf"];

/// When stories begin that are compared.
pub const START: &str = "2026-11-24T05:30:00Z";

/// How the program ended.
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs it with these arguments, in English where they do not say otherwise, without a terminal.
pub fn tegami(words: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_tegami"))
        .args(words)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

impl Outcome {
    /// It ended with this code, and said nothing on standard error: what it printed.
    pub fn ends_with(self, code: i32) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (code, ""), "{}", self.stdout);
        self.stdout
    }

    /// It ended with this code, and printed nothing: what it said on standard error.
    pub fn complains(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (code, ""), "{}", self.stderr);
        self.stderr
    }
}
