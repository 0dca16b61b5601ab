//! Sequence diagrams. That Mermaid draws them was tried with it; here stands what its grammar asks for.

use tegami::report::mermaid;

use crate::{stories, wild_story};

/// Each line is one of four kinds, and speaks only of participants that were named.
fn check(diagram: &str) {
    let mut lines = diagram.lines();
    assert_eq!(lines.next(), Some("sequenceDiagram"));
    let mut known = Vec::new();
    for line in lines.map(str::trim) {
        let text = line.replace("<br/>", " ");
        let text = text.replace("->>", " ").replace("-x", " ").replace("-)", " ");
        assert!(!text.contains(['<', '>', '`', '"', '{', '%']), "{line}");
        assert!(text.match_indices(';').all(|(at, _)| is_code(&text[..at])), "{line}");
        if let Some(rest) = line.strip_prefix("participant ") {
            known.push(rest.split(' ').next().unwrap().to_owned());
        } else if let Some(rest) = line.strip_prefix("Note over ") {
            let (over, _) = rest.split_once(": ").unwrap();
            assert!(over.split(',').all(|one| known.iter().any(|known| known == one)), "{line}");
        } else if !line.starts_with("accTitle: ") {
            let (ends, _) = line.split_once(": ").unwrap();
            let ends = ends.replace("-->>", " ").replace("->>", " ").replace("-x", " ").replace("-)", " ");
            assert!(ends.split(' ').all(|one| known.iter().any(|known| known == one)), "{line}");
        }
    }
}

/// Whether what stands before a semicolon is the code of a character.
fn is_code(before: &str) -> bool {
    let code = before.rsplit('#').next().unwrap_or_default();
    code.len() < before.len() && !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric())
}

#[test]
fn every_lesson_is_a_diagram() {
    for story in stories() {
        let diagram = mermaid::story(&story);
        check(&diagram);
        let hosts = story.steps.iter().filter_map(|step| step.motion.as_ref());
        assert!(
            hosts.count()
                <= diagram.matches("->>").count() + diagram.matches("-x").count() + diagram.matches("-)").count()
        );
    }
}

#[test]
fn a_diagram_has_the_questions_the_dialogue_and_the_verdicts() {
    let story = stories().find(|story| story.name == "forged-from").unwrap();
    let diagram = mermaid::story(&story);
    for shown in [
        "p1->>p2: school.example MX",
        "p2-->>p1: school.example 3600 IN MX 10 mx.school.example",
        "MAIL FROM:#lt;mallory@evil.example#gt;",
        "Note over p3: DMARC: fail",
        "p1-xp3: ✉",
        "p3-->>p1: 550 5.7.1",
    ] {
        assert!(diagram.contains(shown), "{shown}\n{diagram}");
    }
}

#[test]
fn text_from_outside_stays_text() {
    check(&mermaid::story(&wild_story()));
}
