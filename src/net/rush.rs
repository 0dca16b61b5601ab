//! What all visitors together may take of the machine while their letters come in.
//!
//! A letter is in memory until its last octet has come, and a judgement opens sockets to ask DNS. For one visitor that is nothing; two
//! hundred with a large letter each would leave nothing for anybody else. The hosts of a world send one letter after
//! another and take what they need.

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::trace::Origin;

/// In pieces of this many octets the room is given out.
const PIECE: usize = 64 * 1024;

/// How many of them there are for the letters of all visitors that have not been judged yet: 128 MiB.
static ROOM: Semaphore = Semaphore::const_new(2_048);

/// How many letters of visitors are judged at once; others wait their turn.
static TURNS: Semaphore = Semaphore::const_new(8);

/// What one letter takes of it.
pub(crate) struct Share {
    origin: Origin,
    room: Option<SemaphorePermit<'static>>,
}

impl Share {
    /// Nothing yet, of somebody who comes from there.
    pub(crate) fn of(origin: Origin) -> Self {
        Self { origin, room: None }
    }

    /// Takes what a letter of that many octets needs; false where others have taken it.
    pub(crate) fn holds(&mut self, octets: usize) -> bool {
        if self.origin == Origin::Host {
            return true;
        }
        let has = self.room.as_ref().map_or(0, SemaphorePermit::num_permits);
        let missing = u32::try_from(octets.div_ceil(PIECE).saturating_sub(has)).unwrap_or(u32::MAX);
        if missing == 0 {
            return true;
        }
        let Ok(more) = ROOM.try_acquire_many(missing) else { return false };
        match &mut self.room {
            Some(room) => room.merge(more),
            none => *none = Some(more),
        }
        true
    }

    /// Gives all of it back.
    pub(crate) fn give_back(&mut self) {
        self.room = None;
    }

    /// Waits until the letter may be judged. A host does not wait.
    pub(crate) async fn turn(&self) -> Option<SemaphorePermit<'static>> {
        if self.origin == Origin::Host {
            return None;
        }
        TURNS.acquire().await.ok()
    }
}
