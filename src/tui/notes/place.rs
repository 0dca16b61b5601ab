//! Where a speaker can be found: a small file with a port and a token, for as long as the lesson lasts.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What the names of these files begin with.
const LEAD: &str = "tegami-notes-";
/// Longer than any of them, in octets.
const LONGEST: u64 = 256;

/// Port and token of a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) port: u16,
    pub(super) token: String,
}

/// The file. It goes when this is dropped.
#[derive(Debug)]
pub(super) struct Place(PathBuf);

impl Place {
    /// Writes the file into that folder. Only its owner can read it.
    pub(super) fn take(folder: &Path, address: &Address) -> io::Result<Self> {
        let path = folder.join(format!("{LEAD}{}-{}", std::process::id(), address.port));
        let mut file = private().open(&path)?;
        let place = Self(path);
        writeln!(file, "{} {}", address.port, address.token)?;
        Ok(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // If it is gone already, somebody has cleaned up.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(unix)]
fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
}

/// The folder for temporary files is the user's own.
#[cfg(not(unix))]
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
}

/// The folder for what lasts as long as a program runs: that of the user, or the one for temporary files.
pub(super) fn folder() -> PathBuf {
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_dir());
    own.unwrap_or_else(std::env::temp_dir)
}

/// All speakers of that folder, the newest first. What another user has put there is passed over.
pub(super) fn all(folder: &Path) -> Vec<(PathBuf, Address)> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(LEAD));
    let mut found: Vec<_> = named
        .filter_map(|entry| {
            let data = entry.metadata().ok().filter(|data| data.is_file() && is_ours(data))?;
            Some((data.modified().ok()?, entry.path(), read(&entry.path())?))
        })
        .collect();
    found.sort_by_key(|(written, ..)| std::cmp::Reverse(*written));
    found.into_iter().map(|(_, path, address)| (path, address)).collect()
}

fn read(path: &Path) -> Option<Address> {
    let mut text = String::new();
    fs::File::open(path).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    let (port, token) = text.trim_end().split_once(' ')?;
    Some(Address { port: port.parse().ok()?, token: token.to_owned() })
}

/// Whether a file belongs to whoever runs this program: such a one, made here and now, tells who that is.
#[cfg(unix)]
fn is_ours(data: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = tempfile::tempfile().and_then(|file| file.metadata());
    own.is_ok_and(|own| own.uid() == data.uid() && data.mode().trailing_zeros() >= 6)
}

#[cfg(not(unix))]
fn is_ours(_data: &fs::Metadata) -> bool {
    true
}
