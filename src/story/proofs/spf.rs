//! The proof of SPF.

use crate::lang::Lang;
use crate::story::model::Proof;
use crate::trace::{EventId, SpfCheck};

/// Why the check came out as it did; none where the trace does not say.
pub fn proof(_event: EventId, _check: &SpfCheck, _lang: Lang) -> Option<Proof> {
    None
}
