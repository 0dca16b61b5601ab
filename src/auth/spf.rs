//! SPF (RFC 7208): may this address send for this domain?
//!
//! The domain publishes a text record, `v=spf1` and a row of terms. Each term that matches the calling address decides by
//! the sign before it: `+` pass, `-` fail, `~` softfail, `?` neutral. The first match counts.
//!
//! ```text
//!   v=spf1  ip4:192.0.2.0/24  mx  include:_spf.example  -all
//!           │                 │   │                     └─ everybody else: fail
//!           │                 │   └─ whoever that record lets pass
//!           │                 └─ the domain's own mail servers
//!           └─ this network
//! ```
//!
//! [`evaluate()`] is `check_host()` of the RFC, §4 to §7, and what it returns is the whole way to the result: a tree whose
//! root is the verdict ([`Evaluation`]). It asks through [`Lookups`], so it works on DNS of a world as on any other.
//!
//! | file | RFC 7208 |
//! |---|---|
//! | `query`, `names`, `target` | §4.1, §4.3, §4.8: what is asked, and which names DNS can hold |
//! | `record`, `term`, `domain_spec`, `macro_string`, `network` | §4.5, §4.6, §12: reading, all of it before anything counts |
//! | `evaluate`, `mechanisms`, `reverse` | §4.6.2, §5, §6.1: which term matches |
//! | `expand` | §7: macros |
//! | `asker` | §4.6.4: the limits |
//! | `explain` | §6.2: the explanation |

mod asker;
mod domain_spec;
mod evaluate;
mod expand;
mod explain;
mod identity;
mod lookups;
mod macro_string;
mod mechanisms;
mod names;
mod network;
mod query;
mod record;
mod reverse;
mod target;
mod term;
mod told;

#[cfg(test)]
pub(crate) mod tests;

pub use evaluate::evaluate;
pub(super) use identity::{Identity, check, verdict};
pub use lookups::Lookups;
pub use query::Query;

#[cfg(doc)]
use crate::trace::proof::spf::Evaluation;
