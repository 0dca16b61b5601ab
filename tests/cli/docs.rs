//! Every command in README and book is run, in a folder that holds the files that the page tells its reader to save.
//!
//! A block ```` ```console ```` holds commands behind `$ `; those of `tegami` are run without a terminal, so that what would
//! draw a screen prints text. A block ```` ```toml NAME ```` or ```` ```eml NAME ```` is a file; a page that explains a file
//! piece by piece has them in blocks ```` ```toml +NAME ````.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A fenced block: what stands behind the fence, and what is in it.
struct Block<'a> {
    info: &'a str,
    text: &'a str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut parts = page.split("\n```");
    parts.next();
    let fenced = parts.step_by(2).filter_map(|part| part.split_once('\n'));
    fenced.map(|(info, text)| Block { info, text }).collect()
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("README.ja.md")];
    pages.extend(["book/en/src", "book/ja/src"].iter().flat_map(|folder| files_in(&root.join(folder))));
    pages.sort();
    pages
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

#[test]
fn every_command_does_what_the_page_says() {
    let mut commands = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for block in blocks(&text) {
            match block.info.split_once(' ') {
                Some(("toml" | "eml", name)) => write(folder.path(), name, block.text),
                _ if block.info == "console" => commands += run_all(&page, block.text, folder.path()),
                _ => {}
            }
        }
    }
    assert!(commands > 20, "only {commands} commands were found");
}

/// Writes a file; the next piece of one where the name begins with a plus.
fn write(folder: &Path, name: &str, text: &str) {
    match name.strip_prefix('+') {
        None => fs::write(folder.join(name), text).unwrap(),
        Some(name) => {
            let before = fs::read_to_string(folder.join(name)).unwrap_or_default();
            fs::write(folder.join(name), format!("{before}{text}\n\n")).unwrap();
        }
    }
}

/// Runs the lines of `tegami`; those of cargo are what runs this test.
fn run_all(page: &Path, text: &str, folder: &Path) -> usize {
    let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("$ tegami")).collect();
    for line in &lines {
        let output = Command::new(env!("CARGO_BIN_EXE_tegami"))
            .args(line.split_whitespace())
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let (code, error) = (output.status.code(), String::from_utf8_lossy(&output.stderr));
        assert_eq!((code, &*error), (Some(0), ""), "{}: `tegami{line}`", page.display());
        let printed = printed(line, folder, output.stdout);
        assert!(!printed.is_empty(), "{}: `tegami{line}` prints nothing", page.display());
    }
    lines.len()
}

/// What a command prints; with `-o FILE`, into that file.
fn printed(line: &str, folder: &Path, stdout: Vec<u8>) -> Vec<u8> {
    let file = line.split_whitespace().skip_while(|word| !matches!(*word, "-o" | "--output")).nth(1);
    file.map_or(stdout, |file| fs::read(folder.join(file)).unwrap())
}

#[test]
fn both_languages_name_the_same_commands() {
    let commands = |page: &str| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let lines =
            blocks(&text).into_iter().filter(|block| block.info == "console").flat_map(|block| block.text.lines());
        let without_language = |line: &str| line.replace(" --lang ja", "");
        lines.map(without_language).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(commands("README.md"), commands("README.ja.md"));
}
