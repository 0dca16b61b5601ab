//! What the machine could not give to a world: a socket, a port, a thread.
//!
//! What happens after that says nothing about mail, so it must not be told as if it did. Whoever notices reports it here,
//! and the run ends with an error instead of a story.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

/// The faults of one world. A clone hears of the same ones.
#[derive(Clone, Default)]
pub struct Faults(Arc<Inner>);

#[derive(Default)]
struct Inner {
    first: Mutex<Option<io::Error>>,
    any: CancellationToken,
}

impl Faults {
    /// Takes note of a fault; the first one counts.
    pub fn report(&self, error: io::Error) {
        self.0.first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        self.0.any.cancel();
    }

    /// Waits for a fault, for ever where there is none.
    pub async fn any(&self) {
        self.0.any.cancelled().await;
    }

    /// The first fault, where there was one.
    pub fn first(&self) -> Option<io::Error> {
        self.0.first.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
