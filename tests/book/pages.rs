//! How a page of the book is read.

use std::fs;
use std::path::{Path, PathBuf};

/// The languages, by the names of their folders.
pub const LANGUAGES: [&str; 2] = ["en", "ja"];

/// A page in one language.
#[derive(Debug)]
pub struct Page {
    /// Its path below `src`, such as `learn/spf.md`.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// A fenced block: the words behind the fence, and the lines in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Fence<'a> {
    pub info: &'a str,
    pub text: &'a str,
}

/// The folder with the pages of that language.
pub fn source(lang: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("book").join(lang).join("src")
}

/// All pages of that language, its table of contents among them.
pub fn pages(lang: &str) -> Vec<Page> {
    let source = source(lang);
    let mut pages: Vec<Page> = files_in(&source).into_iter().map(|path| page(&source, path)).collect();
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    pages
}

fn page(source: &Path, path: PathBuf) -> Page {
    let name = path.strip_prefix(source).unwrap().to_str().unwrap().replace('\\', "/");
    let text = fs::read_to_string(&path).unwrap();
    Page { name, path, text }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect()
}

/// The fenced blocks of a page, in their order.
pub fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut parts = text.split("\n```");
    parts.next();
    let fenced = parts.step_by(2).map(|part| part.split_once('\n').unwrap_or((part, "")));
    fenced.map(|(info, text)| Fence { info, text }).collect()
}

/// What stands between two marks, wherever they stand.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(inside, _)| inside).collect()
}

/// The stories that are embedded in a page, by the names of their lessons.
pub fn stories(text: &str) -> Vec<&str> {
    between(text, "stories/", ".html\"")
}
