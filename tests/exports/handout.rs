//! Handouts in Markdown.

use tegami::report::markdown;

use crate::{stories, wild_story};

/// The lines that are not inside a fence.
fn prose(page: &str) -> Vec<&str> {
    let mut fence: Option<String> = None;
    let mut prose = Vec::new();
    for line in page.lines() {
        let ticks: String = line.trim_start().chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if ticks == *open && line.trim() == ticks => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => prose.push(line),
        }
    }
    assert_eq!(fence, None, "a fence is left open");
    prose
}

#[test]
fn every_lesson_is_a_handout_with_the_answers_behind_all_questions() {
    for story in stories() {
        let page = markdown::story(&story);
        let prose = prose(&page);
        assert!(prose.iter().filter(|line| line.starts_with("### ")).count() >= story.steps.len());
        assert_eq!(
            prose.iter().filter(|line| line.starts_with("<details>")).count(),
            prose.iter().filter(|line| **line == "</details>").count()
        );
        assert!(prose.iter().filter(|line| **line == "<details>").count() >= story.proofs.len());
        let last_question = page.rfind("> **Question").or_else(|| page.rfind("> **質問"));
        let answers = page.find("\n## Answers").or_else(|| page.find("\n## 質問の答え"));
        assert_eq!(last_question.is_some(), !story.questions.is_empty());
        assert!(last_question <= answers, "{}", story.name);
    }
}

#[test]
fn text_from_outside_stays_text() {
    let page = markdown::story(&wild_story());
    for line in prose(&page) {
        let mut code = line.split('`').step_by(2);
        assert!(!code.any(|text| text.contains("<script") && !text.contains("\\<script")), "{line}");
        assert!(!line.contains("](javascript") || line.contains("\\](javascript"), "{line}");
    }
}
