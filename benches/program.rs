//! The program from outside: how fast it starts, how many scenarios it checks in a second, and how much memory it takes.
//!
//! `cargo bench --bench program`. Compare within one run; memory and the first screen are measured where there is a
//! `/proc` and a pseudo-terminal.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tegami::scenario::library;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tegami");

fn main() {
    report("the program starts, says its version and ends", median(20, || run(&["--version"])));
    report("one lesson as text, start to end", median(20, || run(&["run", "legitimate"])));
    for copies in [10, 100, 1_000] {
        check(copies);
    }
    #[cfg(unix)]
    first_screen::measure();
}

/// Checks so many copies of the built-in lessons.
fn check(copies: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    for builtin in library::all() {
        for copy in 0..copies {
            let file = folder.path().join(format!("{}-{copy}.toml", builtin.name.replace('/', "-")));
            fs::write(file, builtin.source).expect("a file");
        }
    }
    let start = Instant::now();
    let mut child = spawn(&["check", &folder.path().to_string_lossy()]);
    let peak = watch(&mut child);
    let time = start.elapsed();
    let scenarios = copies * library::all().len();
    let rate = f64::from(u32::try_from(scenarios).expect("few")) / time.as_secs_f64();
    println!("{time:>10.2?}  check of {scenarios} scenarios: {rate:.0} a second, peak memory {peak}");
}

/// Waits for the end, and says the most memory that was seen on the way.
fn watch(child: &mut Child) -> String {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = "unknown".to_owned();
    while child.try_wait().expect("it can be waited for").is_none() {
        if let Some(now) = peak_of(Path::new(&status)) {
            peak = now;
        }
        std::thread::yield_now();
    }
    peak
}

fn peak_of(status: &Path) -> Option<String> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}

fn spawn(arguments: &[&str]) -> Child {
    Command::new(PROGRAM).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("it starts")
}

fn run(arguments: &[&str]) {
    assert!(spawn(arguments).wait().expect("it ends").success());
}

fn median(rounds: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[rounds / 2]
}

fn report(what: &str, time: Duration) {
    println!("{time:>10.2?}  {what}");
}

#[cfg(unix)]
mod first_screen {
    use std::fs::{File, OpenOptions};
    use std::io::{Read, Write};
    use std::process::Command;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Winsize, tcsetwinsize};

    /// From the start of the process until the screen shows this.
    const SCREENS: [(&str, &[&str]); 2] =
        [("A legitimate letter", &["--lang", "en"]), ("mx.school.example", &["play", "legitimate", "--lang", "en"])];

    pub(super) fn measure() {
        for (text, arguments) in SCREENS {
            let time = super::median(20, || until(text, arguments));
            super::report(&format!("tegami {}: until {text:?} stands on the screen", arguments.join(" ")), time);
        }
    }

    fn until(text: &str, arguments: &[&str]) {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&master).and_then(|()| unlockpt(&master)).expect("it is ours");
        tcsetwinsize(&master, Winsize { ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 }).expect("a size");
        let name = ptsname(&master, Vec::new()).expect("a name");
        let open = || OpenOptions::new().read(true).write(true).open(name.to_str().expect("ASCII")).expect("it opens");
        let mut program = Command::new(super::PROGRAM);
        program.args(arguments).env("TERM", "xterm-256color").stdin(open()).stdout(open()).stderr(open());
        let mut child = program.spawn().expect("it starts");
        drop(program);
        let mut master = File::from(master);
        let (mut seen, mut chunk) = (Vec::new(), [0; 8_192]);
        while !String::from_utf8_lossy(&seen).contains(text) {
            let read = master.read(&mut chunk).expect("it draws");
            seen.extend_from_slice(&chunk[..read]);
        }
        master.write_all(b"q").expect("it hears");
        while master.read(&mut chunk).is_ok_and(|read| read > 0) {}
        child.wait().expect("it ends");
    }
}
