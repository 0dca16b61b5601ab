//! A screen as it changed, in the format of asciinema (asciicast v2): a line of JSON about the screen, then one for each
//! time something was written to it.
//!
//! ```text
//!   {"version": 2, "width": 80, "height": 24, "title": "…"}
//!   [0.033, "o", "\u001b[1;1H…"]
//! ```

use std::time::Duration;

use serde_json::json;

use super::json::line;

/// The recording of a screen of so many columns and rows; each thing that was written, with the time since the beginning.
pub fn recording<'a>(
    title: &str,
    (width, height): (u16, u16),
    written: impl IntoIterator<Item = (Duration, &'a str)>,
) -> String {
    let head = json!({
        "version": 2, "width": width, "height": height, "title": title,
        "env": { "TERM": "xterm-256color" },
    });
    let events = written.into_iter().map(|(at, text)| line(&json!([seconds(at), "o", text])));
    std::iter::once(line(&head)).chain(events).collect()
}

/// With three digits, which is finer than any screen.
fn seconds(at: Duration) -> f64 {
    f64::from(u32::try_from(at.as_millis()).unwrap_or(u32::MAX)) / 1000.0
}
