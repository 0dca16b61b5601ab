//! Imports go down only. A single crate has no other wall between its floors.
//!
//! The floors are read from the table in `src/lib.rs`, so that the book and the building cannot disagree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules of one floor that must not know each other.
const STRANGERS: [(&str, &str); 2] = [("tui", "report"), ("report", "tui")];

type Floors = BTreeMap<String, usize>;

#[test]
fn imports_go_down_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let floors = floors(&fs::read_to_string(src.join("lib.rs")).unwrap());
    let mut wrong = Vec::new();
    for file in rust_files(&src) {
        let path = module_path(file.strip_prefix(&src).unwrap());
        let text = fs::read_to_string(&file).unwrap();
        wrong.extend(wrong_imports(&floors, &path, &text).into_iter().map(|why| format!("{}: {why}", file.display())));
    }
    assert!(wrong.is_empty(), "imports that go up:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_floor() {
    let lib = include_str!("../src/lib.rs");
    let floors = floors(lib);
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let homeless: Vec<&str> = modules.filter(|module| !floors.contains_key(*module)).collect();
    assert!(homeless.is_empty(), "not in the table of src/lib.rs: {homeless:?}");
}

#[test]
fn every_file_that_the_front_page_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lib = include_str!("../src/lib.rs");
    let named =
        lib.split('`').filter(|word| word.contains('/') && !word.contains([' ', '\n', ':']) && !word.contains("NAME"));
    let named: Vec<&str> = named.collect();
    assert!(named.len() >= 5, "{named:?}");
    for path in named {
        assert!(root.join(path).exists() || root.join("src").join(path).exists(), "{path}");
    }
}

#[test]
fn the_test_sees_what_it_has_to_see() {
    let floors = floors("//! | 0 | [`lang`], [`trace`] |\n//! | 1 | [`net`] |\n//! | 4 | [`tui`], [`report`] |\n");
    let wrong = |path: &[&str], text: &str| {
        wrong_imports(&floors, &path.iter().map(ToString::to_string).collect::<Vec<_>>(), text).len()
    };
    assert_eq!(wrong(&["net"], "use crate::trace::Event;\nuse crate::lang::Lang;"), 0);
    assert_eq!(wrong(&["trace", "event"], "use crate::net::Network;"), 1);
    assert_eq!(wrong(&["trace", "event"], "use crate::{lang::Lang, net::{self, Call}, text};"), 1);
    assert_eq!(wrong(&["trace", "event"], "fn f(x: super::super::net::Call) {}"), 1);
    assert_eq!(wrong(&["trace", "event"], "// use crate::net::Call;\n/// [`crate::net`]"), 0);
    assert_eq!(wrong(&["tui", "map"], "use crate::report::Look;"), 1);
    assert_eq!(wrong(&["report"], "use crate::{\n    lang::Lang,\n    tui,\n};"), 1);
    assert_eq!(wrong(&["main"], "use tegami::tui;"), 0);
}

/// The table of `src/lib.rs`: `//! | 1 | [`net`], [`dns`] |`.
fn floors(lib: &str) -> Floors {
    let mut floors = Floors::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let Some((number, modules)) = line.split_once(" | ") else { continue };
        let Ok(floor) = number.trim().parse() else { continue };
        floors.extend(modules.split('`').skip(1).step_by(2).map(|module| (module.to_owned(), floor)));
    }
    assert!(!floors.is_empty(), "no floors found");
    floors
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// `auth/spf.rs` is `auth::spf`.
fn module_path(file: &Path) -> Vec<String> {
    file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect()
}

fn wrong_imports(floors: &Floors, path: &[String], text: &str) -> Vec<String> {
    let (Some(own), Some(&floor)) = (path.first(), path.first().and_then(|own| floors.get(own))) else {
        return Vec::new();
    };
    let mut wrong: Vec<String> = imported(path, text)
        .into_iter()
        .filter(|module| floors.get(module).is_some_and(|&other| other > floor) || strangers(own, module))
        .map(|module| format!("{own} (floor {floor}) knows {module}"))
        .collect();
    wrong.dedup();
    wrong
}

fn strangers(one: &str, other: &str) -> bool {
    STRANGERS.contains(&(one, other))
}

/// The top-level modules that a file names, through `crate::` or through enough `super::`.
fn imported(path: &[String], text: &str) -> Vec<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect();
    let to_the_top = "super::".repeat(path.len());
    let mut names = Vec::new();
    for root in ["crate::", to_the_top.as_str()] {
        for (at, _) in code.match_indices(root) {
            names.extend(first_names(&code[at + root.len()..]));
        }
    }
    names
}

/// What stands behind `crate::`: one name, or the first names of a list in braces.
fn first_names(rest: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(list) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let (mut depth, mut names, mut at_start) = (1, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => at_start = true,
            c if at_start && !c.is_whitespace() => {
                names.push(word(&list[at..]));
                at_start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}
