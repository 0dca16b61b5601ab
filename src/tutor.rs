//! SMTP typed by hand: what may be said next, what an answer means, and what the server knows so far (RFC 5321).
//!
//! ```text
//!   what is typed ──► Dialogue ──► what the server knows: HELO name, envelope From, envelope To
//!   what is answered ──►  │
//!                         └──► what could be typed next ──► a Course, for a first letter
//! ```
//!
//! Nothing here decides anything: the server does, and its answer is what counts. A command in the wrong order is sent as
//! it was typed, and the real 503 is explained.

mod caller;
mod command;
mod course;
mod dialogue;
mod letter;
mod reply;
mod verdict;

pub use caller::{Ask, Caller, Heard};
pub use command::{Command, complete, named};
pub use course::Course;
pub use dialogue::{Dialogue, Known, Phase};
pub use letter::{Part, about_letter_line};
pub use reply::explain;
pub use verdict::{Judged, judged};
