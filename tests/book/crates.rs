//! Each crate that the program uses directly is justified in one line of the book, and no other.

use std::fs;
use std::path::Path;

use crate::pages::{LANGUAGES, pages};

#[test]
fn every_dependency_is_justified() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut used: Vec<&str> =
        manifest.split("\n[").filter_map(dependencies).flat_map(str::lines).filter_map(name).collect();
    used.sort_unstable();
    for lang in LANGUAGES {
        let pages = pages(lang);
        let page = pages.iter().find(|page| page.name == "contribute/architecture.md").unwrap();
        let (_, section) = page.text.rsplit_once("\n## ").unwrap();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
        let (justified, why): (Vec<&str>, Vec<&str>) = rows.unzip();
        assert_eq!(justified, used, "{lang}");
        assert!(why.iter().all(|why| why.len() > 10), "{lang}: each has a reason");
    }
}

/// The lines of a table of dependencies: for all systems, or for some.
fn dependencies(table: &str) -> Option<&str> {
    let (heading, lines) = table.split_once("]\n")?;
    let is_one = heading == "dependencies" || (heading.starts_with("target.") && heading.ends_with("'.dependencies"));
    is_one.then_some(lines)
}

fn name(line: &str) -> Option<&str> {
    line.split_once(" = ").map(|(name, _)| name)
}
