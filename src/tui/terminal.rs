//! The learner's terminal: taken over when the screen opens, given back as it was whatever ends it.
//!
//! Giving it back hangs on a guard that is dropped: at the end, on an error, when the task is dropped. A panic prints
//! its message before anything is dropped, so a hook gives the terminal back first. A panic on another thread (a server
//! of a world) must not disturb the screen: its message waits until the screen has closed.

mod signals;
mod synchronized;

use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::sync::{Mutex, Once, PoisonError};
use std::thread::ThreadId;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::style::force_color_output;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

pub use signals::asked_to_stop;
pub(super) use synchronized::Synchronized;

/// The most messages of other threads' panics that are kept.
const MOST_MESSAGES: usize = 32;

static SCREEN: Mutex<Option<Taken>> = Mutex::new(None);
static HOOK: Once = Once::new();

/// That the terminal is taken over, and by whom.
struct Taken {
    thread: ThreadId,
    mouse: bool,
    messages: Vec<String>,
}

/// As long as this lives, the terminal is ours.
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal over: alternate screen, raw mode, no cursor, pastes in one piece, and the mouse where it
    /// is wanted.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        HOOK.call_once(give_back_before_panicking);
        let thread = std::thread::current().id();
        *lock() = Some(Taken { thread, mouse, messages: Vec::new() });
        let guard = Self(());
        // Under NO_COLOR crossterm would drop reverse video as well, and the selection with it. `Colours::None` paints none.
        force_color_output(true);
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, Hide)?;
        // What is pasted comes as one piece, not as keys. Only old consoles of Windows cannot say so.
        let _ = execute!(io::stdout(), EnableBracketedPaste);
        if mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, once. There is nobody left to tell about an error: the terminal may be gone.
fn give_back() {
    let Some(taken) = lock().take() else { return };
    let mut out = io::stdout();
    if taken.mouse {
        let _ = execute!(out, DisableMouseCapture);
    }
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    for message in taken.messages {
        let _ = writeln!(io::stderr(), "{message}");
    }
}

fn give_back_before_panicking() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !kept_for_later(panic) {
            give_back();
            before(panic);
        }
    }));
}

/// Whether a panic happened beside the screen, so that its message can wait.
fn kept_for_later(panic: &PanicHookInfo<'_>) -> bool {
    let mut screen = lock();
    let Some(taken) = screen.as_mut().filter(|taken| taken.thread != std::thread::current().id()) else {
        return false;
    };
    if taken.messages.len() < MOST_MESSAGES {
        taken.messages.push(panic.to_string());
    }
    true
}

fn lock() -> std::sync::MutexGuard<'static, Option<Taken>> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}
