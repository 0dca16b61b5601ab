//! The proof of DKIM.

use crate::lang::Lang;
use crate::story::model::Proof;
use crate::trace::{DkimCheck, EventId};

/// Why the check came out as it did; none where the trace does not say.
pub fn proof(_event: EventId, _check: &DkimCheck, _lang: Lang) -> Option<Proof> {
    None
}
