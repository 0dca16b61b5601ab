//! Which scenarios are meant: lessons by name, files, and all files of a folder.

use std::path::Path;

use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::lang::Lang;
use crate::scenario::{self, library};
use crate::text;

/// Every scenario that the arguments name, in their order; the files of a folder in the order of their paths. Without
/// arguments, the built-in lessons.
pub(super) fn all(arguments: &[String], lang: Lang) -> Result<Vec<String>, Failure> {
    if arguments.is_empty() {
        return Ok(library::all().iter().map(|lesson| lesson.name.to_owned()).collect());
    }
    let mut all = Vec::new();
    for argument in arguments {
        if is_folder(argument) {
            all.extend(folder(Path::new(argument), lang)?);
        } else {
            all.push(argument.clone());
        }
    }
    Ok(all)
}

/// Whether the argument names a folder of scenarios.
pub(super) fn is_folder(argument: &str) -> bool {
    Path::new(argument).is_dir() && library::find(argument).is_none()
}

fn folder(root: &Path, lang: Lang) -> Result<Vec<String>, Failure> {
    let found = scenario::files_in(root).map_err(|error| unreadable(root, &error, lang))?;
    if found.is_empty() { Err(empty(root, lang)) } else { Ok(found) }
}

fn unreadable(folder: &Path, error: &std::io::Error, lang: Lang) -> Failure {
    let path = folder.display();
    let message = text!(
        lang,
        en: "error: cannot read the folder {path}: {error}",
        ja: "エラー：フォルダー {path} を読めません：{error}"
    );
    Failure::new(exit::SCENARIO, message)
}

fn empty(folder: &Path, lang: Lang) -> Failure {
    let path = folder.display();
    let message = text!(
        lang,
        en: "error: there is no scenario in {path}: no file there ends in .toml.",
        ja: "エラー：{path} にシナリオがありません（.toml で終わるファイルが見つかりません）。"
    );
    Failure::new(exit::SCENARIO, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_files_in_order_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        for file in ["b.toml", "a/c.toml", "a/notes.txt", "z/deep/d.toml"] {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let argument = root.path().to_string_lossy().into_owned();
        let found = all(std::slice::from_ref(&argument), Lang::En).unwrap();
        let names: Vec<&Path> = found.iter().filter_map(|path| Path::new(path).strip_prefix(&argument).ok()).collect();
        assert_eq!(names, ["a/c.toml", "b.toml", "z/deep/d.toml"].map(Path::new));
        std::fs::create_dir(root.path().join("none")).unwrap();
        assert!(all(&[format!("{argument}/none")], Lang::En).is_err());
    }
}
