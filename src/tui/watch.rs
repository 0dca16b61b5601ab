//! Watching the file that is shown, so that an author sees at once what a change does.
//!
//! The file is looked at a few times a second. That costs nothing one could measure, and it works where messages of the
//! system do not come: on network drives, in containers, and with editors that put a new file in the place of the old
//! one. A change counts once the file has stopped changing, so that nobody reads half of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// How often the file is looked at.
const EVERY: Duration = Duration::from_millis(250);

/// What shows that a file is another one than before: when it was written, and how long it is.
type Mark = (SystemTime, u64);

/// The file to watch, and as it was when it was read.
#[derive(Debug, Clone, Default)]
struct Watched {
    path: Option<PathBuf>,
    mark: Option<Mark>,
}

/// A file being watched; dropping this ends it.
pub(super) struct Watch {
    watched: watch::Sender<Watched>,
    changed: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Watch {
    /// Begins, with no file yet.
    pub(super) fn start() -> Self {
        let (watched, files) = watch::channel(Watched::default());
        let changed = Arc::new(Notify::new());
        let task = tokio::spawn(look(files, changed.clone()));
        Self { watched, changed, task }
    }

    /// Watches this file from now on, as it is now; none at all, where there is none.
    pub(super) fn look_at(&self, path: Option<PathBuf>) {
        let mark = path.as_deref().and_then(mark);
        self.watched.send_replace(Watched { path, mark });
    }

    /// Ends when the file has changed.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn look(mut files: watch::Receiver<Watched>, changed: Arc<Notify>) {
    let mut ticks = tokio::time::interval(EVERY);
    let (mut known, mut before) = (None, None);
    loop {
        ticks.tick().await;
        if files.has_changed().unwrap_or(false) {
            known = files.borrow_and_update().mark;
            before = known;
        }
        let Some(path) = files.borrow().path.clone() else { continue };
        let Ok(now) = tokio::task::spawn_blocking(move || mark(&path)).await else { continue };
        // A file that is gone for a moment is being replaced.
        if now.is_some() && now != known && now == before {
            known = now;
            changed.notify_one();
        }
        before = now;
    }
}

fn mark(path: &Path) -> Option<Mark> {
    let data = std::fs::metadata(path).ok()?;
    Some((data.modified().ok()?, data.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_that_is_written_or_replaced_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "one").unwrap();
        let watch = Watch::start();
        watch.look_at(Some(path.clone()));
        std::fs::write(&path, "another").unwrap();
        watch.changed().await;
        std::fs::remove_file(&path).unwrap();
        std::fs::write(folder.path().join("b.toml"), "a third one").unwrap();
        std::fs::rename(folder.path().join("b.toml"), &path).unwrap();
        watch.changed().await;
        let again = tokio::time::timeout(4 * EVERY, watch.changed()).await;
        assert!(again.is_err(), "nothing has changed since");
    }
}
