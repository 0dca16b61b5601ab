//! IDLE: a client that waits is told at once what happens in its folder (RFC 2177).
//!
//! ```text
//!  C: A6 IDLE
//!  S: + idling
//!        … a letter is filed …
//!  S: * 2 EXISTS
//!  C: DONE
//!  S: A6 OK IDLE completed
//! ```

use std::time::Duration;

use imap_codec::imap_types::core::Tag;
use imap_next::server::Event;
use tokio::time::Instant;

use super::answer::Answer;
use super::session::{Flow, Session};
use super::talk::{End, Heard};

/// How long a client may wait; RFC 2177 asks it to begin anew every 29 minutes.
const LONGEST_WAIT: Duration = Duration::from_mins(30);

impl Session {
    /// Waits together with the client until it has enough.
    pub(super) async fn idle(&mut self, tag: Tag<'static>) -> Result<Flow, End> {
        if self.user.is_none() {
            self.talk.not_idle(Answer::bad("IDLE is for those who have logged in").to(Some(tag)));
            return Ok(Flow::On);
        }
        self.talk.be_idle();
        let end = Instant::now() + LONGEST_WAIT;
        loop {
            self.bell.mark_unchanged();
            self.news(true).await?;
            let heard =
                tokio::time::timeout_at(end, self.talk.hear_or(&mut self.bell)).await.map_err(|_| End::Idle)??;
            match heard {
                None => {}
                Some(Heard::Event(Event::IdleDoneReceived)) => {
                    self.talk.status(Answer::ok("IDLE completed").to(Some(tag)));
                    return Ok(Flow::On);
                }
                Some(_) => self.talk.status(Answer::bad("only DONE ends IDLE").to(None)),
            }
        }
    }
}
