//! neomutt on a pseudo-terminal: the letter is in its list, and is read.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::{LONG, Room, is_filed, is_installed, only, said};

/// A program on a terminal.
struct Terminal {
    child: Child,
    keyboard: File,
    output: Receiver<Vec<u8>>,
    written: Vec<u8>,
}

impl Terminal {
    fn start(mut command: Command) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).and_then(|()| unlockpt(&master)).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let terminal = OpenOptions::new().read(true).write(true).open(name).unwrap();
        tcsetwinsize(&terminal, Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let end = || terminal.try_clone().unwrap();
        let child = command.stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
        let keyboard = File::from(master);
        let mut heard = keyboard.try_clone().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = heard.read(&mut buffer) {
                if send.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { child, keyboard, output, written: Vec::new() }
    }

    fn wait_for(&mut self, text: &str) {
        let deadline = Instant::now() + LONG;
        while !self.written.windows(text.len()).any(|window| window == text.as_bytes()) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.written.extend(bytes),
                Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&self.written)),
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_read() {
    if !is_installed("neomutt") || !is_installed("swaks") || !is_installed("setsid") {
        return;
    }
    let room = Room::open(None).await;
    let letter = " --h-Subject Excursion --body Wednesday";
    let output = room.run(&(room.lines("swaks")[1].clone() + letter), "").await.unwrap();
    assert!(output.status.success(), "{}", said(&output));
    room.wait_for(is_filed).await;
    // The pseudo-terminal has to be the program's own, as a window is a shell's.
    let mut command = Command::new("setsid");
    command.args(["--ctty", "sh", "-c", &room.lines("neomutt")[0]]).current_dir(room.folder.path());
    command.env("HOME", room.folder.path()).env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
    let mut terminal = Terminal::start(command);
    let terminal = tokio::task::spawn_blocking(move || {
        terminal.wait_for("Excursion");
        terminal.keyboard.write_all(b"\r").unwrap();
        terminal.wait_for("Wednesday");
        terminal
    });
    drop(terminal.await.unwrap());
    let letter = only(&room.close().await);
    assert!(letter.recipients[0].fetched.is_some(), "{letter:?}");
}
