//! mailin reads its certificate and its key from files, and the key is nobody else's business.
//!
//! Where the system shows a program its own pipes as files, the two never touch a disk. Else they are files that only
//! this user can read, and they are gone again as soon as mailin has read them.

use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Shows two texts as files for as long as `read` takes, which gets their paths.
///
/// # Errors
/// Where there is no place for them.
pub(super) fn shown<T>(texts: [&str; 2], read: impl FnOnce([String; 2]) -> T) -> io::Result<T> {
    #[cfg(unix)]
    if let [Ok(one), Ok(other)] = texts.map(pipe::Pipe::holding) {
        return Ok(read([one.path(), other.path()]));
    }
    let [one, other] = texts.map(file);
    let (one, other) = (one?, other?);
    Ok(read([one.path(), other.path()].map(text_of)))
}

fn file(text: &str) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file)
}

fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(unix)]
mod pipe {
    use std::fs;
    use std::io::{self, PipeReader, Write};
    use std::os::fd::AsRawFd;

    /// As much as any pipe holds before its writer has to wait for a reader (POSIX, `PIPE_BUF`, on all systems of today).
    const ROOM: usize = 4096;

    /// A pipe that has been filled and can be read once.
    pub(super) struct Pipe(PipeReader);

    impl Pipe {
        pub(super) fn holding(text: &str) -> io::Result<Self> {
            if text.len() > ROOM {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            let (reader, mut writer) = io::pipe()?;
            writer.write_all(text.as_bytes())?;
            let pipe = Self(reader);
            fs::metadata(pipe.path())?;
            Ok(pipe)
        }

        pub(super) fn path(&self) -> String {
            format!("/dev/fd/{}", self.0.as_raw_fd())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn both_are_read_whole_and_nothing_stays() {
        let long = "x".repeat(100_000);
        for texts in [["certificate", "key"], [&long, "key"]] {
            let (read, paths) =
                shown(texts, |paths| (paths.clone().map(|path| fs::read_to_string(path).unwrap()), paths)).unwrap();
            assert_eq!(read, texts);
            assert!(paths.iter().all(|path| fs::read_to_string(path).is_err()), "{paths:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_for_this_user_only() {
        use std::os::unix::fs::PermissionsExt;
        let mode = file("key").unwrap().as_file().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}
