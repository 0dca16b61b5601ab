//! A piece of a scenario that stands in the guide by itself is right where its reader would put it.

use tegami::lang::Lang;
use tegami::scenario::{Clause, parse, render};

use crate::pages::{LANGUAGES, fences, pages};

/// Who plays in such pieces beside those of the lesson of the page.
const MALLORY: &str = "[hosts]\nmallory-pc = { role = \"client\", ip = \"198.51.100.7\" }\n";

#[test]
fn every_piece_fits_into_the_lesson_of_its_page() {
    for folder in LANGUAGES {
        let pages = pages(folder);
        let page = pages.iter().find(|page| page.name == Clause::PAGE).unwrap();
        let fences = fences(&page.text);
        let of = |info: &'static str| fences.iter().filter(move |fence| fence.info == info).map(|fence| fence.text);
        let lesson = of("toml +lesson.toml").collect::<Vec<_>>().join("\n\n").replacen("[hosts]\n", MALLORY, 1);
        let mut pieces = 0;
        for piece in of("toml") {
            pieces += 1;
            let source = format!("{lesson}\n\n{piece}\n");
            let parsed = parse("lesson", "lesson.toml", &source);
            let told = render(&parsed.diagnostics, "lesson.toml", &source, Lang::En, false);
            assert!(parsed.scenario.is_some(), "{}:\n{piece}\n{told}", page.path.display());
        }
        assert!(pieces > 2, "only {pieces} pieces were found");
    }
}
