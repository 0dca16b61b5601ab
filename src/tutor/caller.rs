//! Whoever holds the connection to a door of a lab: says what is typed, and tells what came of it.
//!
//! A screen is no part of it: it hands out what is to be said, and is told what was heard.

use std::future::pending;
use std::io;

use tokio::sync::mpsc;

use super::dialogue::Dialogue;
use super::verdict::{Judged, judged};
use crate::trace::Reply;
use crate::world::lab::{Door, Hand, Lab};

/// What is wanted of whoever holds the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// To say a line.
    Say(String),
    /// To call once more.
    Call,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The server says something.
    Reply(Reply),
    /// The line is encrypted from now on.
    Encrypted,
    /// The connection is gone.
    HungUp,
    /// What became of the last letter.
    Judged(Judged),
}

/// A caller at a door.
pub struct Caller<'a> {
    lab: &'a Lab,
    door: &'a Door,
    hand: Option<Hand>,
    dialogue: Dialogue,
}

impl<'a> Caller<'a> {
    /// Somebody who has not called yet.
    pub fn new(lab: &'a Lab, door: &'a Door) -> Self {
        Self { lab, door, hand: None, dialogue: Dialogue::default() }
    }

    /// What is known of the session.
    pub fn dialogue(&self) -> &Dialogue {
        &self.dialogue
    }

    /// Calls, and then does what is asked, until nobody asks any more.
    pub async fn serve(mut self, mut asked: mpsc::Receiver<Ask>, tell: mpsc::Sender<Heard>) {
        self.call().await;
        loop {
            let heard = tokio::select! {
                ask = asked.recv() => match ask {
                    Some(ask) => self.act(ask).await,
                    None => return,
                },
                heard = self.hear() => heard,
            };
            for one in heard {
                if tell.send(one).await.is_err() {
                    return;
                }
            }
        }
    }

    /// Calls the door.
    pub async fn call(&mut self) {
        self.dialogue = Dialogue::default();
        self.hand = Hand::call(&self.door.host, self.door.address).await.ok();
    }

    async fn act(&mut self, ask: Ask) -> Vec<Heard> {
        match ask {
            Ask::Say(line) => {
                self.say(&line).await;
                Vec::new()
            }
            Ask::Call => {
                self.call().await;
                if self.hand.is_none() { vec![Heard::HungUp] } else { Vec::new() }
            }
        }
    }

    /// Says a line. Where that fails, [`hear`](Self::hear) tells of it.
    pub async fn say(&mut self, line: &str) {
        self.dialogue.say(line);
        if let Some(hand) = &mut self.hand {
            // A connection that is gone is heard to be gone.
            let _ = hand.say(line).await;
        }
    }

    /// What comes of what was said; for ever nothing, where nobody is there. Whoever waits may stop, and go on later.
    pub async fn hear(&mut self) -> Vec<Heard> {
        let Some(hand) = &mut self.hand else { return pending().await };
        match hand.hear().await {
            Ok(Some(reply)) => self.take(reply).await,
            Ok(None) | Err(_) => self.hang_up(),
        }
    }

    async fn take(&mut self, reply: Reply) -> Vec<Heard> {
        let (encrypts, from) = (self.dialogue.asks_for_tls() && reply.code == 220, self.dialogue.known().from.clone());
        let is_verdict = self.dialogue.hear(&reply);
        let mut heard = vec![Heard::Reply(reply)];
        if encrypts {
            heard.extend(match self.encrypt().await {
                Ok(()) => vec![Heard::Encrypted],
                Err(_) => self.hang_up(),
            });
        }
        if is_verdict {
            heard.extend(judged(&self.lab.feed().trace(), from.as_deref().unwrap_or_default()).map(Heard::Judged));
        }
        heard
    }

    async fn encrypt(&mut self) -> io::Result<()> {
        if let Some(hand) = self.hand.take() {
            self.hand = Some(hand.encrypt().await?);
            self.dialogue.encrypted();
        }
        Ok(())
    }

    fn hang_up(&mut self) -> Vec<Heard> {
        self.hand = None;
        self.dialogue.hung_up();
        vec![Heard::HungUp]
    }
}
