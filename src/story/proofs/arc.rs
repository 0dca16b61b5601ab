//! The proof of ARC.

use crate::lang::Lang;
use crate::story::model::Proof;
use crate::trace::{ArcCheck, EventId};

/// Why the check came out as it did; none where the trace does not say.
pub fn proof(_event: EventId, _check: &ArcCheck, _lang: Lang) -> Option<Proof> {
    None
}
