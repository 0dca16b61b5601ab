//! A story as one page that a class takes home: it moves, it asks, it prints, and it asks nobody for anything.
//!
//! ```text
//!   page.html     ┌─ page.css            the looks: light, dark, paper
//!     frame  ◄────┼─ handout             the whole story as text, in both languages: without JavaScript, and on paper
//!                 ├─ data                both stories and the drawings of each step, as JSON   ◄── pack
//!                 └─ page.js             makes the page out of the data
//! ```
//!
//! The page may load nothing: its content security policy forbids every request, and allows only the style sheet and the
//! script whose hashes it names (CSP Level 3 §8.2). What comes from outside is text: escaped in the handout, and put into
//! elements as text by the script.

mod data;
mod handout;
mod pack;
mod words;

use mail_auth::common::crypto::HashAlgorithm;

use super::markup::escape;
use crate::auth::base64;
use crate::lang::Lang;
use crate::story::Story;

const FRAME: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// The page of a story in English and in Japanese, opened in that language.
pub fn page(english: &Story, japanese: &Story, lang: Lang) -> String {
    let stories = [english, japanese];
    let story = if lang == Lang::En { english } else { japanese };
    let parts = [
        ("lang", lang.tag().to_owned()),
        ("title", escape(&story.title)),
        ("description", escape(&story.goal)),
        ("policy", policy()),
        ("style", STYLE.to_owned()),
        ("handouts", stories.map(|one| handout::article(one, one.lang == lang)).concat()),
        ("data", data::json(stories, lang)),
        ("script", SCRIPT.to_owned()),
    ];
    filled(FRAME, &parts)
}

/// What the browser is to refuse: all but the style sheet and the script that are in the page.
fn policy() -> String {
    let hash = |text: &str| base64::encode(HashAlgorithm::Sha256.hash(text.as_bytes()).as_ref());
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

/// The frame with each `{{name}}` replaced; what has been filled in is not looked at again.
fn filled(frame: &str, parts: &[(&str, String)]) -> String {
    let mut pieces = frame.split("{{");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or(("", piece));
        page.extend(parts.iter().filter(|(part, _)| *part == name).map(|(_, text)| text.as_str()));
        page.push_str(rest);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_its_place_and_is_filled_in_once() {
        let names = ["lang", "title", "description", "policy", "style", "handouts", "data", "script"];
        for name in names {
            assert!(FRAME.contains(&format!("{{{{{name}}}}}")), "{name}");
        }
        let parts = [("a", "{{b}}".to_owned()), ("b", "x".to_owned())];
        assert_eq!(filled("1{{a}}2{{b}}3{{a}}", &parts), "1{{b}}2x3{{b}}");
    }
}
