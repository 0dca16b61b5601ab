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
mod again;
mod answer;
mod check;
mod connection;
mod event;
mod interception;
mod letter;
mod log;
mod mistake;
mod octets;
mod outcome;
mod passing;
pub mod proof;
mod recorder;
mod route;
mod saved;
mod stage;
mod sts;
mod time;
mod writing;

pub use address::Address;
pub use again::{Taken, as_held};
pub use answer::{Answer, Rcode, Record, Transport};
pub use check::{
    ArcCheck, Check, Disposition, DispositionReason, Dkim2Check, DkimCheck, DkimResult, DmarcCheck, DmarcResult,
    Policy, SpfCheck, SpfIdentity, SpfResult,
};
pub use connection::{Origin, Peer, Service, SessionId, Side};
pub use event::{Event, EventId, Fact, LetterId};
pub use interception::Interception;
pub use letter::{Envelope, Field, Reply};
pub use mistake::Mistake;
pub use octets::Octets;
pub use outcome::{Checks, Fate, LetterOutcome, RecipientOutcome};
pub use passing::{NoFooter, Passing};
pub use recorder::{Draft, Recorder};
pub use route::{Route, RouteTarget};
pub use saved::{FORMAT, Header, LoadError, Trace};
pub use stage::Stage;
pub use sts::{StsFailure, StsFound, StsMode, StsPolicy, StsTrouble};
pub use time::Time;
pub use writing::Writing;
