//! No link of the book leads to nothing.

use tegami::scenario::library;

use crate::pages::{LANGUAGES, between, pages, source, stories};

#[test]
fn every_link_leads_to_a_page() {
    let mut links = 0;
    for lang in LANGUAGES {
        for page in pages(lang) {
            let folder = page.path.parent().unwrap();
            for link in between(&page.text, "](", ")") {
                let file = link.split('#').next().unwrap_or_default();
                if file.is_empty() || link.starts_with("https://") {
                    continue;
                }
                links += 1;
                assert!(folder.join(file).is_file(), "{}: {link}", page.path.display());
                assert!(folder.join(file).canonicalize().unwrap().starts_with(source(lang).canonicalize().unwrap()));
            }
        }
    }
    assert!(links > 10, "only {links} links were found");
}

#[test]
fn every_embedded_story_is_that_of_a_lesson() {
    let mut embedded = 0;
    for page in LANGUAGES.into_iter().flat_map(pages) {
        for lesson in stories(&page.text) {
            embedded += 1;
            assert!(library::find(lesson).is_some(), "{}: {lesson}", page.path.display());
            let depth = "../".repeat(page.name.matches('/').count());
            assert!(page.text.contains(&format!("\"{depth}stories/{lesson}.html\"")), "{}", page.path.display());
        }
    }
    assert!(embedded > 5, "only {embedded} stories were found");
}

#[test]
fn every_lesson_that_is_named_exists() {
    let folders: Vec<&str> = library::all().iter().filter_map(|lesson| Some(lesson.name.split_once('/')?.0)).collect();
    let mut named = 0;
    for page in LANGUAGES.into_iter().flat_map(pages) {
        for code in between(&page.text, "`", "`") {
            if code.split_once('/').is_some_and(|(folder, _)| folders.contains(&folder)) {
                named += 1;
                assert!(library::find(code).is_some(), "{}: {code}", page.path.display());
            }
        }
    }
    assert!(named > 10, "only {named} lessons were found");
}
