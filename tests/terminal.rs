//! The screen on a real terminal: it draws, it follows the size of the window, and whatever ends it (`q`, a signal, a
//! panic, a dropped task), the terminal is as it was before.
//!
//! Each test runs the screen in a process of its own (this test program again, told by a variable to be the child) on a
//! pseudo-terminal, ends it in one way, and then looks at the modes of the terminal and at what was written to it.

#![cfg(unix)]

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, ioctl_tiocsctty, kill_process, setsid};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{ControlModes, InputModes, LocalModes, OutputModes, Winsize, tcgetattr, tcsetwinsize};
use tegami::lang::Lang;
use tegami::tui::{self, Classroom, Colours, Open, Options};
use tokio::signal::unix::{SignalKind, signal};

/// Set for the child.
const CHILD: &str = "TEGAMI_TEST_IS_CHILD";
/// How long anything may take before the test fails.
const LONG: Duration = Duration::from_secs(30);

/// The child: opens the screen; panics at SIGUSR1, drops the screen's task at SIGUSR2, and lets another thread panic at
/// SIGALRM.
#[tokio::test]
async fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    // The pseudo-terminal is this process's own, as a window is a shell's: it is told when its size changes.
    let _ = setsid().and_then(|_| ioctl_tiocsctty(std::io::stdin()));
    let mut panics = signal(SignalKind::user_defined1()).expect("a signal can be listened to");
    let mut drops = signal(SignalKind::user_defined2()).expect("a signal can be listened to");
    let mut alarms = signal(SignalKind::alarm()).expect("a signal can be listened to");
    let options = Options {
        lang: Lang::En,
        open: Open::Lessons(Vec::new()),
        step: None,
        mouse: true,
        motion: true,
        ascii: false,
        theme: Colours::Terminal,
        classroom: Classroom::default(),
    };
    let screen = tui::run(options);
    tokio::pin!(screen);
    loop {
        tokio::select! {
            result = &mut screen => return result.expect("the screen ends well"),
            _ = panics.recv() => panic!("the child panics"),
            _ = drops.recv() => return,
            _ = alarms.recv() => panic_beside_the_screen(),
        }
    }
}

/// Lets a thread panic, and then sets the window's title, so that the parent knows that it has.
fn panic_beside_the_screen() {
    let ended = std::thread::spawn(|| panic!("a thread panics")).join();
    assert!(ended.is_err());
    let mut out = std::io::stdout();
    write!(out, "\x1b]0;it has panicked\x07").and_then(|()| out.flush()).expect("the terminal is there");
}

#[test]
fn q_gives_the_terminal_back() {
    let mut screen = Screen::open();
    screen.keys(b"q");
    assert!(screen.ended().success());
}

#[test]
fn the_program_gives_the_terminal_back() {
    let mut screen = Screen::of_the_program();
    screen.wait_for("submission");
    screen.keys(b" q");
    assert!(screen.ended().success());
    let screen = Screen::of_the_program();
    screen.signal(Signal::TERM);
    assert!(screen.ended().success());
}

#[test]
fn typing_smtp_gives_the_terminal_back_also_for_the_story_in_between() {
    let mut screen = Screen::of_typing();
    screen.wait_for("ready");
    screen.keys(b"\t\r\x0f");
    screen.wait_for("1/");
    screen.keys(b"q");
    screen.wait_for("HELO");
    screen.keys(b"\x03");
    assert!(screen.ended().success());
    let screen = Screen::of_typing();
    screen.signal(Signal::TERM);
    assert!(screen.ended().success());
}

#[test]
fn the_screen_follows_the_steps_and_the_size_of_the_window() {
    let mut screen = Screen::open();
    screen.keys(b"\r");
    screen.wait_for("1/");
    screen.keys(b"\x1b[C");
    screen.wait_for("EHLO");
    // Too small for a story, and large again: each time the screen is drawn for its new size, down to its last row.
    screen.resize(40, 10);
    screen.wait_for("larger");
    screen.resize(160, 50);
    screen.wait_for("2/");
    screen.wait_for("\x1b[50;");
    screen.keys(b"q");
    assert!(screen.ended().success());
}

#[test]
fn signals_give_the_terminal_back() {
    for kind in [Signal::TERM, Signal::INT, Signal::HUP] {
        let screen = Screen::open();
        screen.signal(kind);
        assert!(screen.ended().success(), "{kind:?}");
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_then_says_what_happened() {
    let screen = Screen::open();
    screen.signal(Signal::USR1);
    let (status, written) = screen.end();
    assert!(!status.success());
    let left = written.find("\x1b[?1049l").expect("the alternate screen is left");
    let message = written.find("the child panics").expect("the message is shown");
    assert!(left < message, "the message stays on the screen that the user has afterwards");
}

#[test]
fn a_panic_of_another_thread_waits_until_the_screen_has_closed() {
    let mut screen = Screen::open();
    screen.signal(Signal::ALARM);
    screen.wait_for("it has panicked");
    screen.keys(b"q");
    let (status, written) = screen.end();
    assert!(status.success());
    let left = written.rfind("\x1b[?1049l").expect("the alternate screen is left");
    assert!(written.find("a thread panics").is_some_and(|message| left < message), "{written:?}");
}

#[test]
fn a_dropped_task_gives_the_terminal_back() {
    let screen = Screen::open();
    screen.signal(Signal::USR2);
    assert!(screen.ended().success());
}

/// A child whose screen is open, on a pseudo-terminal.
struct Screen {
    child: Child,
    terminal: File,
    keyboard: File,
    output: Receiver<Vec<u8>>,
    written: Vec<u8>,
    /// How much of that has been waited for.
    read: usize,
    before: Modes,
}

/// All modes of a terminal: how it takes what is typed, how it shows what is written, its line, and its editing.
type Modes = (InputModes, OutputModes, ControlModes, LocalModes);

impl Screen {
    /// The screen alone, in a child of this test.
    fn open() -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"));
        child.args(["--exact", "child", "--nocapture"]).env(CHILD, "1");
        Self::of(child)
    }

    /// The whole program, on a lesson.
    fn of_the_program() -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tegami"));
        program.args(["play", "legitimate", "--lang", "en"]);
        Self::of(program)
    }

    /// The whole program, before the door of a lab.
    fn of_typing() -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tegami"));
        program.args(["lab", "--play", "smtp", "--lang", "en"]);
        program.args(["--smtp-port", "0", "--submission-port", "0", "--imap-port", "0", "--dns-port", "0"]);
        Self::of(program)
    }

    /// Starts a process on a terminal of its own and waits until its screen stands.
    fn of(mut command: Command) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&master).and_then(|()| unlockpt(&master)).expect("it is ours");
        let name = ptsname(&master, Vec::new()).expect("it has a name").into_string().expect("in ASCII");
        let terminal = OpenOptions::new().read(true).write(true).open(name).expect("its other end");
        set_size(&terminal, 80, 24);
        let before = modes(&terminal);
        let child = spawn(&mut command, &terminal);
        let keyboard = File::from(master);
        let output = listen(keyboard.try_clone().expect("one more handle"));
        let mut screen = Self { child, terminal, keyboard, output, written: Vec::new(), read: 0, before };
        screen.wait_for("quit");
        assert!(!modes(&screen.terminal).3.contains(LocalModes::ICANON), "the screen is in raw mode");
        screen
    }

    /// Waits until this has been written after what was waited for before.
    fn wait_for(&mut self, text: &str) {
        let deadline = Instant::now() + LONG;
        loop {
            let new = &self.written[self.read..];
            if let Some(at) = new.windows(text.len()).position(|window| window == text.as_bytes()) {
                self.read += at + text.len();
                return;
            }
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.written.extend(bytes),
                Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&self.written)),
            }
        }
    }

    fn resize(&self, columns: u16, rows: u16) {
        set_size(&self.terminal, columns, rows);
    }

    fn keys(&mut self, keys: &[u8]) {
        self.keyboard.write_all(keys).expect("keys are typed");
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).expect("a child has a number");
        kill_process(pid, signal).expect("the child is there");
    }

    /// How the child ended.
    fn ended(self) -> ExitStatus {
        self.end().0
    }

    /// Waits until the child has ended and checks that nothing of the screen is left in the terminal.
    fn end(mut self) -> (ExitStatus, String) {
        let status = wait(self.child);
        assert_eq!(modes(&self.terminal), self.before, "all is as it was");
        // The reader sees the end only when nobody holds the terminal's other end any more.
        drop(self.terminal);
        loop {
            match self.output.recv_timeout(LONG) {
                Ok(bytes) => self.written.extend(bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the terminal never fell silent"),
            }
        }
        let written = String::from_utf8_lossy(&self.written).into_owned();
        let modes = [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?2004h", "\x1b[?2004l"),
        ];
        for (on, off) in modes {
            let (on, off) = (written.rfind(on), written.rfind(off));
            assert!(on.is_some() && on < off, "alternate screen, cursor, mouse and paste are given back: {written:?}");
        }
        (status, written)
    }
}

fn set_size(terminal: &File, columns: u16, rows: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).expect("a terminal has a size");
}

fn modes(terminal: impl AsFd) -> Modes {
    let modes = tcgetattr(terminal).expect("a terminal has modes");
    (modes.input_modes, modes.output_modes, modes.control_modes, modes.local_modes)
}

fn wait(mut child: Child) -> ExitStatus {
    let (sender, ended) = channel();
    std::thread::spawn(move || sender.send(child.wait()));
    ended.recv_timeout(LONG).expect("the child ends in time").expect("the child ends")
}

fn spawn(command: &mut Command, terminal: &File) -> Child {
    let end = || terminal.try_clone().expect("one more handle");
    command.env("TERM", "xterm-256color").stdin(end()).stdout(end()).stderr(end()).spawn().expect("it runs")
}

/// Reads all that the child writes. The channel closes when the terminal does.
fn listen(mut terminal: File) -> Receiver<Vec<u8>> {
    let (sender, output) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = terminal.read(&mut buffer) {
            if sender.send(buffer[..length].to_vec()).is_err() {
                return;
            }
        }
    });
    output
}
