//! The lessons as text, whole, in both languages: `tests/golden/NAME.LANG.txt`; of one of them also why SPF failed.
//!
//! Each begins at the same time, so that nothing in it depends on when or where it is run. `TEGAMI_BLESS=1` writes the
//! files anew; the diff is then to be read like any other change.

use std::fs;
use std::path::Path;

use crate::command::{START, tegami};

#[test]
fn the_lessons_are_told_as_they_were() {
    std::thread::scope(|scope| {
        for lang in ["en", "ja"] {
            scope.spawn(move || {
                for lesson in tegami::scenario::library::all() {
                    compare(&format!("{}.{lang}.txt", lesson.name), &told(lesson.name, lang, &[]));
                }
            });
        }
    });
}

#[test]
fn why_spf_failed_is_told_as_it_was() {
    for (lang, from, to) in [("en", "\nWhy\n", "\nAnswers\n"), ("ja", "\n判定の理由\n", "\n質問の答え\n")] {
        let told = told("failed-spf", lang, &["--proofs"]);
        let (_, why) = told.split_once(from).unwrap();
        compare(&format!("failed-spf.why.{lang}.txt"), why.split_once(to).unwrap().0);
    }
}

fn compare(name: &str, told: &str) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("TEGAMI_BLESS").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, told).unwrap();
    }
    let before = fs::read_to_string(&golden).unwrap_or_default();
    assert!(told == before, "{} is otherwise now:\n{}", golden.display(), first_difference(&before, told));
}

fn told(lesson: &str, lang: &str, more: &[&str]) -> String {
    tegami(&[&["run", lesson, "--lang", lang, "--start", START], more].concat()).ends_with(0)
}

fn first_difference(before: &str, now: &str) -> String {
    let (mut old, mut new) = (before.lines(), now.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (was, is) if was == is => {}
            (was, is) => {
                let [was, is] = [was, is].map(Option::unwrap_or_default);
                return format!("line {number}\n- {was}\n+ {is}");
            }
        }
    }
    "only the line ends differ".to_owned()
}
