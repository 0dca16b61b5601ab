//! What a teacher writes: the lesson, the world, the mail and the test, in one TOML file.
//!
//! ```text
//!   text ──parse──► Scenario (typed, every value knows its place in the file)
//!             └───► Diagnostics (every mistake in one pass, each with its place and a suggestion)
//! ```

mod model;

pub use model::{
    Ask, Choice, DkimKey, DkimSigner, DnsStep, Expect, Expectation, Fact, Greylist, Host, HostStep, Level, Moment,
    Receiver, Role, Say, Scenario, Send, Spanned, SpfFailRule, Step, StepKind, Text, Zone, ZoneRecord,
};
