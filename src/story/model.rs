//! The story: steps in order, each with all that a screen needs to draw it.
//!
//! Everything in here is already in the reader's language and safe to show: control characters and bytes that are not
//! text have been escaped. A front end lays it out and adds nothing.
//!
//! ```text
//!   Story ─┬─ Actor                       who takes part
//!          ├─ Step ─┬─ Motion             what moves on the map
//!          │        ├─ Line               what was really said
//!          │        ├─ LetterView         the letter at that moment, each field with its Origin
//!          │        ├─ Verdict            what is known so far
//!          │        ├─ Link               what caused this step, and what it caused
//!          │        └─ Place              mailboxes and queues, and what lies in them
//!          ├─ Question
//!          ├─ Proof ── Reason ── …        why a verdict is what it is
//!          └─ Ending                      where each letter ended
//! ```

mod compared;
mod ending;
mod lesson;
mod letter;
mod place;
mod proof;
mod provenance;
mod step;

use serde::Serialize;

pub use compared::{Apart, Beside, Cell, ComparedLetter, ComparedRow};
pub use ending::{Ending, Summary, SummaryRow};
pub use lesson::{Asking, Question};
pub use letter::{FieldView, LetterView, Mark, SenderComparison, Unsigned};
pub use place::{Place, PlaceKind, Placed};
pub use proof::{Emphasis, Exhibit, Proof, Reason, Sign, Span};
pub use provenance::{Link, Origin, Part, Word};
pub use step::{Cargo, Line, LineKind, Motion, Outcome, Phase, Speaker, Step, Tone, Verdict};

use crate::lang::Lang;

/// A whole story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    /// The scenario's name.
    pub name: String,
    /// In which language.
    pub lang: Lang,
    /// The lesson's title.
    pub title: String,
    /// Its goal; empty where the author gave none.
    pub goal: String,
    /// Who takes part, left to right as the stages go, others behind them.
    pub actors: Vec<Actor>,
    /// What happens.
    pub steps: Vec<Step>,
    /// The questions, in the order in which they come up.
    pub questions: Vec<Question>,
    /// Why each check came out as it did.
    pub proofs: Vec<Proof>,
    /// How each letter that was sent ended.
    pub endings: Vec<Ending>,
    /// Where a naive server takes part: what it made of a letter, beside what another server made of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
}

/// A host, or DNS, as it stands on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// The host's name; `dns` for DNS.
    pub host: String,
    /// What it is in this story.
    pub kind: ActorKind,
    /// What it is in the reader's words: “receiver's mail server”.
    pub label: String,
    /// Its addresses, joined by `, `; empty for DNS.
    pub address: String,
}

/// What an actor is in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// The first sender's PC.
    SenderPc,
    /// The first sender's server.
    SenderServer,
    /// DNS.
    Dns,
    /// The server of the first recipient.
    ReceiverServer,
    /// The PC of the first recipient.
    ReceiverPc,
    /// Any other host.
    Other,
}
