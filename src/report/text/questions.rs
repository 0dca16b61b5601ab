//! Questions where they come up, and their answers at the end.

use crate::report::page::Page;
use crate::story::{Question, Story};
use crate::{text, words};

pub(super) fn question(page: &mut Page, number: usize, question: &Question) {
    page.gap();
    page.hanging(&text!(page.look.lang, en: "Question {number}: ", ja: "質問{number}："), &question.text);
    for (index, choice) in question.choices.iter().enumerate() {
        page.hanging(&format!("  {}) ", index + 1), choice);
    }
}

pub(super) fn answers(page: &mut Page, story: &Story) {
    if story.questions.is_empty() {
        return;
    }
    page.heading(words!(page.look.lang, en: "Answers", ja: "質問の答え"));
    for (index, question) in story.questions.iter().enumerate() {
        page.gap();
        let number = index + 1;
        page.hanging(&text!(page.look.lang, en: "Question {number}: ", ja: "質問{number}："), &question.text);
        let answer = question.choices.get(question.answer).map_or("", String::as_str);
        page.hanging(&format!("  {}) ", question.answer + 1), answer);
        page.paragraph(2, &question.why);
    }
}
