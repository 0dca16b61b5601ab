//! The screen: how long a frame takes to draw, how long a key takes to be seen, and what the screen costs while nothing
//! happens.
//!
//! `cargo bench --bench screen`. The goals, on a machine of today: a frame of 200×60 in less than a millisecond (median),
//! a key seen within ten milliseconds (99 of 100), and idle less than 0.5 % of a core. Keys are typed into the real
//! program on a pseudo-terminal; what it costs is read from `/proc` where there is one.

use std::time::{Duration, Instant};

use tegami::lang::Lang;
use tegami::scenario::library;
use tegami::story::{self, Story};
use tegami::tui::{Colours, Pictures};
use tegami::world;

/// The sizes that are measured, the one with the goal last.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn main() {
    let story = tell("forged-from");
    for size in SIZES {
        frames(&story, size);
    }
    #[cfg(unix)]
    {
        keys::measure();
        idle::measure();
    }
}

/// Runs a built-in lesson and tells its story.
fn tell(name: &str) -> Story {
    let builtin = library::all().iter().find(|builtin| builtin.name == name).expect("it is built in");
    let scenario = builtin.parse().scenario.expect("it parses");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let trace = runtime.block_on(world::run(&scenario, world::Options::default())).expect("it runs");
    story::tell(&scenario, &trace, Lang::Ja)
}

/// Draws each step many times.
fn frames(story: &Story, size: (u16, u16)) {
    let mut pictures = Pictures::of(story, Colours::OkabeIto, false);
    let mut times = Vec::new();
    for _ in 0..20 {
        for step in 1..=story.steps.len() {
            let start = Instant::now();
            std::hint::black_box(pictures.at(step, size));
            times.push(start.elapsed());
        }
    }
    report(&format!("a frame of {}x{}", size.0, size.1), times);
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let share = |hundredths: usize| times[(times.len() - 1) * hundredths / 100];
    println!("{:>10.2?}  {what}, median; 99 of 100 within {:.2?}, worst {:.2?}", share(50), share(99), share(100));
}

/// The program on a pseudo-terminal.
#[cfg(unix)]
mod terminal {
    use std::fs::{File, OpenOptions};
    use std::io::{Read, Write};
    use std::process::{Child, Command};

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Winsize, tcsetwinsize};

    /// What ends each frame.
    const END: &[u8] = b"\x1b[?2026l";

    pub(super) struct Terminal {
        pub(super) child: Child,
        master: File,
        seen: Vec<u8>,
    }

    impl Terminal {
        pub(super) fn open(arguments: &[&str]) -> Self {
            let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
            grantpt(&master).and_then(|()| unlockpt(&master)).expect("it is ours");
            let size = Winsize { ws_row: 60, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0 };
            tcsetwinsize(&master, size).expect("a size");
            let name = ptsname(&master, Vec::new()).expect("a name");
            let open =
                || OpenOptions::new().read(true).write(true).open(name.to_str().expect("ASCII")).expect("it opens");
            let mut program = Command::new(env!("CARGO_BIN_EXE_tegami"));
            program.args(arguments).env("TERM", "xterm-256color").stdin(open()).stdout(open()).stderr(open());
            Self { child: program.spawn().expect("it starts"), master: File::from(master), seen: Vec::new() }
        }

        /// Reads until this has been written since the last call of [`frame`](Self::frame).
        pub(super) fn until(&mut self, text: &[u8]) {
            let mut chunk = [0; 16_384];
            while !self.seen.windows(text.len()).any(|window| window == text) {
                let read = self.master.read(&mut chunk).expect("it draws");
                self.seen.extend_from_slice(&chunk[..read]);
            }
        }

        /// Types keys and waits until the next frame is whole.
        pub(super) fn frame(&mut self, keys: &[u8]) {
            self.seen.clear();
            self.master.write_all(keys).expect("it hears");
            self.until(END);
        }

        pub(super) fn quit(mut self) {
            self.master.write_all(b"q").expect("it hears");
            let mut chunk = [0; 16_384];
            while self.master.read(&mut chunk).is_ok_and(|read| read > 0) {}
            self.child.wait().expect("it ends");
        }
    }
}

#[cfg(unix)]
mod keys {
    use std::time::Instant;

    use super::terminal::Terminal;

    /// How often each key is typed.
    const ROUNDS: usize = 500;

    /// From a key until its frame has been written.
    pub(super) fn measure() {
        let mut terminal = Terminal::open(&["play", "forged-from", "--lang", "en", "--no-motion"]);
        terminal.until(b"mx.school.example");
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            for key in [b"\x1b[C".as_slice(), b"\x1b[D", if round % 2 == 0 { b"2" } else { b"3" }] {
                let start = Instant::now();
                terminal.frame(key);
                times.push(start.elapsed());
            }
        }
        super::report("from a key to its frame at 200x60", times);
        terminal.quit();
    }
}

#[cfg(unix)]
mod idle {
    use std::fs;
    use std::time::Duration;

    use super::terminal::Terminal;

    /// How long nothing happens.
    const WATCHED: Duration = Duration::from_secs(10);
    /// Ticks of `/proc` in a second: `USER_HZ`, which Linux has fixed at 100.
    const TICKS: f64 = 100.0;

    /// The time of a processor that the screen takes while nobody does anything.
    pub(super) fn measure() {
        let mut terminal = Terminal::open(&["play", "forged-from", "--lang", "en", "--no-motion"]);
        terminal.until(b"mx.school.example");
        terminal.frame(b"\x1b[C");
        let before = ticks(terminal.child.id());
        std::thread::sleep(WATCHED);
        match before.zip(ticks(terminal.child.id())) {
            Some((before, after)) => {
                let share = f64::from(after - before) / TICKS / WATCHED.as_secs_f64() * 100.0;
                println!("{share:>9.2}%  of a core, while nothing happens for {WATCHED:?}");
            }
            None => println!("   unknown  of a core, while nothing happens: there is no /proc"),
        }
        terminal.quit();
    }

    /// The processor time of a process, its own and the system's for it: fields 14 and 15 of `stat`, proc(5).
    fn ticks(pid: u32) -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
        Some(fields.next()?.parse::<u32>().ok()? + fields.next()?.parse::<u32>().ok()?)
    }
}
