//! From what somebody typed, a built-in name or a path, to a scenario.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::diagnostic::quoted;
use super::{Parsed, course, library, limits, parse_bytes};
use crate::lang::Lang;
use crate::text;

/// A scenario that was found, whether it is right or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The built-in name, or the path without its ending.
    pub name: String,
    /// The path as messages show it.
    pub path: String,
    /// The text; what is not UTF-8 in it is replaced by `�`.
    pub source: String,
    /// What became of it.
    pub parsed: Parsed,
}

/// There is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Neither a built-in scenario nor a file.
    #[error("{}", self.message(Lang::En))]
    NotFound {
        /// What was typed.
        argument: String,
        /// The nearest built-in name.
        nearest: Option<&'static str>,
    },
    /// A folder, where a scenario was wanted.
    #[error("{}", self.message(Lang::En))]
    Folder {
        /// Its path.
        path: String,
    },
    /// A file, and the system does not give it out.
    #[error("{}", self.message(Lang::En))]
    CannotRead {
        /// Its path.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl LoadError {
    /// What is wrong, in a sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotFound { argument, nearest: Some(nearest) } => {
                let argument = quoted(argument);
                text!(lang,
                    en: "there is no scenario `{argument}`; did you mean `{nearest}`?",
                    ja: "`{argument}` というシナリオはありません。`{nearest}` のことですか？")
            }
            Self::NotFound { argument, .. } if is_file_name(argument) => {
                let argument = quoted(argument);
                text!(lang, en: "there is no file {argument}", ja: "{argument} というファイルはありません")
            }
            Self::NotFound { argument, nearest: None } => {
                let argument = quoted(argument);
                text!(lang,
                    en: "there is no scenario `{argument}`; `tegami list` shows all",
                    ja: "`{argument}` というシナリオはありません。`tegami list` で一覧を表示します")
            }
            Self::Folder { path } => {
                let path = quoted(path);
                text!(lang,
                    en: "{path} is a folder: `tegami check {path}` runs all scenarios in it, `tegami play {path}` lets you choose one",
                    ja: "{path} はフォルダーです。`tegami check {path}` なら中のシナリオをすべて実行し、`tegami play {path}` なら1つ選べます")
            }
            Self::CannotRead { path, source } => {
                let path = quoted(path);
                text!(lang, en: "{path} cannot be read: {source}", ja: "{path} を読めません：{source}")
            }
        }
    }
}

/// Whether somebody means a file of their own, and no built-in lesson.
fn is_file_name(argument: &str) -> bool {
    Path::new(argument).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// Reads the scenario that `argument` names. A built-in name comes first; it may have a `/` in it, and never an ending.
pub fn load(argument: &str) -> Result<Loaded, LoadError> {
    if let Some(builtin) = library::find(argument) {
        let (name, path, source) = (builtin.name.into(), builtin.path.into(), builtin.source.into());
        return Ok(Loaded { name, path, source, parsed: builtin.parse() });
    }
    if looks_like_a_path(argument) || Path::new(argument).exists() {
        return read(argument);
    }
    Err(LoadError::NotFound { argument: argument.to_owned(), nearest: library::nearest(argument) })
}

fn looks_like_a_path(argument: &str) -> bool {
    let ending = Path::new(argument).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    argument.contains(['/', '\\']) || ending
}

fn read(path: &str) -> Result<Loaded, LoadError> {
    if Path::new(path).is_dir() {
        return Err(LoadError::Folder { path: path.to_owned() });
    }
    let bytes = bytes_of(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => {
            let stem = Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or(path);
            LoadError::NotFound { argument: path.to_owned(), nearest: library::nearest(stem) }
        }
        _ => LoadError::CannotRead { path: path.to_owned(), source },
    })?;
    let name = path.strip_suffix(".toml").unwrap_or(path).to_owned();
    let parsed = parse_bytes(&name, path, &bytes);
    Ok(Loaded { name, path: path.to_owned(), source: String::from_utf8_lossy(&bytes).into_owned(), parsed })
}

/// The scenario files of a folder and of the folders in it, in the order of their paths.
pub fn files_in(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for (path, is_folder) in entries(&folder)? {
            if is_folder {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") && !is_course(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found.into_iter().map(|path| path.to_string_lossy().into_owned()).collect())
}

/// Whether a file orders lessons and is none itself.
fn is_course(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == course::FILE_NAME)
}

/// What lies in a folder, and whether it is a folder itself. A link to a folder is not followed: it may lead in a circle.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    std::fs::read_dir(folder)?.map(|entry| entry.and_then(|e| Ok((e.path(), e.file_type()?.is_dir())))).collect()
}

/// One octet beyond the limit is enough to know that a file is too large.
fn bytes_of(path: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limits::FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_built_in_name_a_path_or_a_mistake() {
        let loaded = load("legitimate").unwrap();
        assert_eq!((loaded.name.as_str(), loaded.path.as_str()), ("legitimate", "scenarios/legitimate.toml"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        std::fs::write(&path, b"format = 1\n\xff").unwrap();
        let loaded = load(path.to_str().unwrap()).unwrap();
        assert_eq!(loaded.name, path.to_str().unwrap().strip_suffix(".toml").unwrap());
        assert!(loaded.parsed.scenario.is_none());
        assert!(matches!(load("legitimat"), Err(LoadError::NotFound { nearest: Some("legitimate"), .. })));
        assert!(matches!(load("no/such.toml"), Err(LoadError::NotFound { nearest: None, .. })));
        assert!(matches!(load(folder.path().to_str().unwrap()), Err(LoadError::Folder { .. })));
    }
}
