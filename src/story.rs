//! What happened, told: a pure function from scenario, trace and language to a story that every screen and report draws.

mod model;

pub use model::{
    Actor, ActorKind, Asking, Cargo, Ending, FieldView, LetterView, Line, LineKind, Mark, Motion, Outcome, Phase,
    Question, SenderComparison, Speaker, Step, Story, Summary, SummaryRow, Tone, Verdict,
};
