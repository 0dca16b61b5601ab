//! Watching the file that is shown, so that an author sees at once what a change does.
//!
//! How a change is found stands in [`scenario::watch`](crate::scenario::watch); here it is done beside the screen, and told.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::scenario::watch::{EVERY, Watched};

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
        self.watched.send_replace(Watched::new(path));
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
    let mut watched = Watched::default();
    loop {
        ticks.tick().await;
        if files.has_changed().unwrap_or(false) {
            watched = files.borrow_and_update().clone();
        }
        let mut looking = watched.clone();
        let looked = tokio::task::spawn_blocking(move || (looking.look(), looking)).await;
        let Ok((found, after)) = looked else { continue };
        watched = after;
        if !found.is_empty() {
            changed.notify_one();
        }
    }
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
