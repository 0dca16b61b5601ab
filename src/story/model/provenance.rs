//! What caused what: from a header line to the moment that put it there, and from a moment to what came of it.

use serde::Serialize;

use crate::trace::EventId;

/// A way from one step to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The fact at the other end.
    pub event: EventId,
    /// The step that tells it, as an index into [`Story::steps`](super::Story::steps).
    pub step: usize,
    /// What is there, in a few words: `MAIL FROM:<…>`, “SPF: fail”.
    pub text: String,
}

/// Where a header field that was added on the way comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The host that put it there.
    pub host: String,
    /// In one sentence: who added it and why.
    pub text: String,
    /// The step that put it there, and those that gave it its content.
    pub links: Vec<Link>,
}

/// A piece of a field's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The piece as it stands in `raw`.
    pub text: String,
    /// Whose word it is.
    pub word: Word,
    /// What it says and how far it can be believed; empty where it says nothing, such as a space.
    pub note: String,
}

/// Whose word a piece of a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// The adder saw it for itself: the address that called, the time.
    Own,
    /// The adder repeats what somebody said: the name in EHLO.
    Repeated,
    /// It says nothing by itself.
    Neutral,
}
