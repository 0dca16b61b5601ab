//! Whether files have changed since they were read, so that an author sees at once what a change does.
//!
//! Who wants to know looks a few times a second. That costs nothing one could measure, and it works where messages of the
//! system do not come: on network drives, in containers, and with editors that put a new file in the place of the old
//! one. A change counts once the file has stopped changing, so that nobody reads half of it.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often to look.
pub const EVERY: Duration = Duration::from_millis(250);

/// What shows that a file is another one than before: when it was written, and how long it is.
type Mark = (SystemTime, u64);

/// Files, each as it was when it was read.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    files: Vec<Seen>,
}

#[derive(Debug, Clone)]
struct Seen {
    path: PathBuf,
    /// As it was when it was read.
    known: Option<Mark>,
    /// As it was when it was looked at last.
    before: Option<Mark>,
}

impl Watched {
    /// These files, as they are now.
    pub fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let seen = |path: PathBuf| {
            let mark = mark(&path);
            Seen { path, known: mark, before: mark }
        };
        Self { files: paths.into_iter().map(seen).collect() }
    }

    /// From now on these files: one that is new has changed, one that is gone is forgotten.
    pub fn follow(&mut self, paths: Vec<PathBuf>) {
        let old = std::mem::take(&mut self.files);
        let seen = |path: PathBuf| {
            let known = old.iter().find(|seen| seen.path == path).cloned();
            known.unwrap_or(Seen { path, known: None, before: None })
        };
        self.files = paths.into_iter().map(seen).collect();
    }

    /// Looks, and says which have changed since.
    pub fn look(&mut self) -> Vec<PathBuf> {
        self.files.iter_mut().filter_map(|seen| seen.look().then(|| seen.path.clone())).collect()
    }
}

impl Seen {
    fn look(&mut self) -> bool {
        let now = mark(&self.path);
        // A file that is gone for a moment is being replaced.
        let has_changed = now.is_some() && now != self.known && now == self.before;
        if has_changed {
            self.known = now;
        }
        self.before = now;
        has_changed
    }
}

fn mark(path: &Path) -> Option<Mark> {
    let data = std::fs::metadata(path).ok()?;
    Some((data.modified().ok()?, data.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_counts_once_and_when_it_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one.toml", "two.toml"].map(|name| folder.path().join(name));
        std::fs::write(&one, "a").unwrap();
        let mut watched = Watched::new([one.clone()]);
        assert!(watched.look().is_empty());
        std::fs::write(&one, "ab").unwrap();
        assert!(watched.look().is_empty(), "it may still be changing");
        std::fs::write(&one, "abc").unwrap();
        assert!(watched.look().is_empty(), "it was");
        assert_eq!(watched.look(), [one.as_path()]);
        assert!(watched.look().is_empty());
        std::fs::write(&two, "new").unwrap();
        watched.follow(vec![one.clone(), two.clone()]);
        assert!(watched.look().is_empty());
        assert_eq!(watched.look(), [two.as_path()]);
        std::fs::remove_file(&one).unwrap();
        assert!(watched.look().is_empty());
    }
}
