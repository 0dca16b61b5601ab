//! What happened: the facts of a run, in order, each with its time, its place and its causes.
//!
//! A [`Trace`] is all that a run leaves behind and all that the story is told from. Facts carry no prose and no opinion;
//! whoever does something records it, together with the earlier facts that made it happen ([`Event::because`]).
//!
//! ```text
//!   Recorder ──record(fact)──► Trace ──save──► JSON Lines ──load──► the same Trace
//!   (many writers, one order)
//! ```

mod address;
mod check;
mod event;
mod letter;
mod octets;
mod outcome;
mod recorder;
mod saved;
mod time;

pub use address::Address;
pub use check::{
    ArcCheck, Check, Disposition, DispositionReason, DkimCheck, DkimResult, DmarcCheck, DmarcResult, Policy, SpfCheck,
    SpfIdentity, SpfResult,
};
pub use event::{
    Answer, Event, EventId, Fact, LetterId, Origin, Peer, Rcode, Record, Route, RouteTarget, Service, SessionId, Side,
    Stage, Transport,
};
pub use letter::{Envelope, Field, Reply};
pub use octets::Octets;
pub use outcome::{Checks, Fate, LetterOutcome, RecipientOutcome};
pub use recorder::{Draft, Recorder};
pub use saved::{FORMAT, Header, LoadError, Trace};
pub use time::Time;
