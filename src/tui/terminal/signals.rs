//! Being asked to stop from outside, so that the terminal is given back before the program goes.

use std::io;

/// Begins to listen, and returns what ends when somebody asks the program to stop: SIGTERM, SIGINT or SIGHUP.
///
/// # Errors
/// Where the system does not let it listen.
#[cfg(unix)]
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}

/// Begins to listen, and returns what ends when the window is closed or Ctrl-Break is pressed.
///
/// # Errors
/// Where the system does not let it listen.
#[cfg(windows)]
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close};
    let (mut close, mut break_key, mut interrupt) = (ctrl_close()?, ctrl_break()?, ctrl_c()?);
    Ok(async move {
        tokio::select! {
            _ = close.recv() => {}
            _ = break_key.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
