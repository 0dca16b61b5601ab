//! The lessons as text, whole, in both languages: `tests/golden/NAME.LANG.txt`.
//!
//! Each begins at the same time, so that nothing in it depends on when or where it is run. `TEGAMI_BLESS=1` writes the
//! files anew; the diff is then to be read like any other change.

use std::fs;
use std::path::Path;

use pretty_assertions::StrComparison;

use crate::command::{START, tegami};

#[test]
fn the_lessons_are_told_as_they_were() {
    let bless = std::env::var_os("TEGAMI_BLESS").is_some();
    for lesson in tegami::scenario::library::all() {
        for lang in ["en", "ja"] {
            let told = told(lesson.name, lang);
            let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{}.{lang}.txt", lesson.name));
            if bless {
                fs::create_dir_all(golden.parent().unwrap()).unwrap();
                fs::write(&golden, &told).unwrap();
            }
            let before = fs::read_to_string(&golden).unwrap_or_default();
            let shown = golden.display();
            assert!(told == before, "{shown} is otherwise now:\n{}", StrComparison::new(&before, &told));
        }
    }
}

fn told(lesson: &str, lang: &str) -> String {
    tegami(&["run", lesson, "--lang", lang, "--start", START]).ends_with(0)
}
