//! Each crate that the program uses directly is justified in one line of the book, and no other.

use std::fs;
use std::path::Path;

use crate::pages::{LANGUAGES, pages};

#[test]
fn every_dependency_is_justified() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let table = rest.split("\n[").next().unwrap();
    let used: Vec<&str> = table.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
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
