//! A story that is still happening: the world of a lab, told anew whenever something has come in.
//!
//! ```text
//!   Feed ──► a task that tells the story ──► Tale ──► the loop ──► the player, which follows or stays where it is
//! ```

use std::time::{Duration, Instant};

use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;

use super::library::Tale;
use crate::guide::Guide;
use crate::lang::Lang;
use crate::scenario::Scenario;
use crate::story;
use crate::trace::Trace;
use crate::world::lab::Feed;

/// How long to wait for more before the story is told anew.
const BREATH: Duration = Duration::from_millis(100);

/// A story takes longer to tell the longer it is. Between two tellings at least so many times as long passes.
const REST: u32 = 8;

/// A lab to be shown.
#[derive(Debug, Clone)]
pub struct Live {
    /// Its scenario.
    pub scenario: Scenario,
    /// What happens in it.
    pub feed: Feed,
    /// How to come in, in English and in Japanese.
    pub guides: Box<[Guide; 2]>,
}

impl Live {
    /// The story so far. The lesson's questions are about its own letters, so they are left out.
    pub(super) fn tell(&self, trace: &Trace) -> Tale {
        let scenario = self.scenario.without_lesson();
        let quiet = |lang| story::Story { questions: Vec::new(), ..story::tell(&scenario, trace, lang) };
        Tale::tell(quiet)
    }
}

/// The page of the guide, and how far it is scrolled where it is open.
#[derive(Debug, Clone)]
pub(super) struct Page {
    guides: Box<[Guide; 2]>,
    pub(super) open: Option<usize>,
}

impl Page {
    /// Open at its top.
    pub(super) fn new(guides: Box<[Guide; 2]>) -> Self {
        Self { guides, open: Some(0) }
    }

    pub(super) fn guide(&self, lang: Lang) -> &Guide {
        let [english, japanese] = self.guides.as_ref();
        match lang {
            Lang::En => english,
            Lang::Ja => japanese,
        }
    }
}

/// The task that tells the story while it goes on; dropping it stops the task.
pub(super) struct Telling {
    tales: Mutex<mpsc::Receiver<Tale>>,
    task: JoinHandle<()>,
    feed: Feed,
}

impl Telling {
    pub(super) fn start(live: Live) -> Self {
        let (send, tales) = mpsc::channel(1);
        let feed = live.feed.clone();
        Self { tales: Mutex::new(tales), task: tokio::spawn(go_on(live, send)), feed }
    }

    /// The story, once there is more of it.
    pub(super) async fn news(&self) -> Tale {
        match self.tales.lock().await.recv().await {
            Some(tale) => tale,
            None => std::future::pending().await,
        }
    }

    /// Lets the next letter that waits be tried now; says whether one waits.
    pub(super) fn hurry(&self) -> bool {
        self.feed.hurry()
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn go_on(live: Live, send: mpsc::Sender<Tale>) {
    let (mut known, mut pause) = (0, BREATH);
    loop {
        live.feed.grown(known).await;
        tokio::time::sleep(pause).await;
        let began = Instant::now();
        let trace = live.feed.trace();
        known = trace.next();
        if send.send(live.tell(&trace)).await.is_err() {
            return;
        }
        pause = BREATH.max(began.elapsed() * REST);
    }
}
