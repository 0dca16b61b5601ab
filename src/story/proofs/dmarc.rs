//! The proof of DMARC.

use crate::lang::Lang;
use crate::story::model::Proof;
use crate::trace::{DmarcCheck, EventId};

/// Why the check came out as it did; none where the trace does not say.
pub fn proof(_event: EventId, _check: &DmarcCheck, _lang: Lang) -> Option<Proof> {
    None
}
