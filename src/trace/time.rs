//! Virtual time: starts at the wall clock, stands still while machines work, and jumps when somebody waits.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A moment of virtual time: seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// The wall clock, read once when a run begins.
    pub fn now() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Self(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    }

    /// This moment and `wait` later.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(wait.as_secs()).unwrap_or(i64::MAX)))
    }

    /// How long it is from `earlier` until now; nothing where `earlier` is later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_secs(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// As a header writes it (RFC 5322 §3.3), in UTC: `Tue, 24 Nov 2026 05:30:00 +0000`.
    pub fn rfc5322(self) -> String {
        mail_parser::DateTime::from_timestamp(self.0).to_rfc822()
    }

    /// As RFC 3339 writes it: `2026-11-24T05:30:00Z`.
    pub fn rfc3339(self) -> String {
        mail_parser::DateTime::from_timestamp(self.0).to_rfc3339()
    }
}
