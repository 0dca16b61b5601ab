//! It is the same book in both languages.

use crate::pages::{Page, between, fences, pages, stories};

#[test]
fn both_have_the_same_chapters_in_the_same_order() {
    let [en, ja] = ["en", "ja"].map(pages);
    let names = |pages: &[Page]| pages.iter().map(|page| page.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&en), names(&ja));
    let contents = |pages: &[Page]| {
        let page = pages.iter().find(|page| page.name == "SUMMARY.md").unwrap();
        between(&page.text, "](", ")").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(contents(&en), contents(&ja));
    let mut listed = contents(&en);
    listed.push("SUMMARY.md".to_owned());
    listed.sort();
    assert_eq!(listed, names(&en), "every page stands in the table of contents");
}

#[test]
fn both_show_the_same_things() {
    for (en, ja) in pages("en").iter().zip(&pages("ja")) {
        assert_eq!(skeleton(en), skeleton(ja), "{}", en.name);
    }
}

/// What a page has besides its sentences: headings, blocks, commands, embedded stories, questions, rows of tables.
fn skeleton(page: &Page) -> Vec<String> {
    let mut parts: Vec<String> = page.text.lines().filter(|line| line.starts_with('#')).map(level).collect();
    for fence in fences(&page.text) {
        match fence.info.split_once(" \"") {
            Some((kind, _)) => parts.push(kind.to_owned()),
            None if fence.info == "console" => {
                parts.extend(fence.text.lines().map(|line| line.replace(" --lang ja", "").replace(" --lang en", "")));
            }
            None => parts.push(fence.info.to_owned()),
        }
    }
    parts.extend(stories(&page.text).into_iter().map(str::to_owned));
    parts.push(format!("{} questions", page.text.matches("<details class=\"question\">").count()));
    parts.push(format!("{} rows", page.text.lines().filter(|line| line.starts_with('|')).count()));
    parts
}

fn level(heading: &str) -> String {
    heading.chars().take_while(|&sign| sign == '#').collect()
}
