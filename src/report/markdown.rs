//! A story as Markdown: a handout for a class, a page of a wiki, an answer in a forum.
//!
//! It is Markdown as GitHub reads it (tables, `<details>`). The order is that of the text: questions stand where they come
//! up, so that a reader can think first, and their answers stand at the end.
//!
//! ```text
//!   # title, goal          table: who takes part
//!   ## stage 1             ### step 1: text, teacher, conversation, what changed on the letter
//!   …
//!   ## how it ended        one table for each recipient, the source folded
//!   ## why                 the proof of each check, folded: a list that nests as the reasons do
//!   ## answers
//! ```

mod escape;
mod proof;
mod step;
mod writer;

use self::escape::{code, inline};
use self::writer::Writer;
use super::{heading, labels};
use crate::lang::Lang;
use crate::story::{Beside, Cell, Ending, Question, Story};
use crate::{text, words};

/// The whole story.
pub fn story(story: &Story) -> String {
    let mut page = Writer::default();
    opening(&mut page, story);
    steps(&mut page, story);
    endings(&mut page, story);
    beside(&mut page, story);
    proof::section(&mut page, story);
    answers(&mut page, story);
    page.finish()
}

fn opening(page: &mut Writer, story: &Story) {
    let lang = story.lang;
    page.heading(1, &story.title);
    if !story.goal.is_empty() {
        let goal = words!(lang, en: "Goal:", ja: "ねらい：");
        page.block(&format!("**{goal}** {}", inline(&story.goal)));
    }
    page.heading(2, words!(lang, en: "Who takes part", ja: "登場するもの"));
    let head = [
        words!(lang, en: "Host", ja: "ホスト"),
        words!(lang, en: "What it is", ja: "役割"),
        words!(lang, en: "Address", ja: "アドレス"),
    ];
    let rows = story.actors.iter().map(|actor| [code(&actor.host), inline(&actor.label), code(&actor.address)]);
    page.table(head, rows);
}

fn steps(page: &mut Writer, story: &Story) {
    let mut heading = String::new();
    for (index, one) in story.steps.iter().enumerate() {
        let place = heading::of(story.lang, story, index);
        if heading != place {
            page.heading(2, &place);
            heading = place;
        }
        for (number, question) in story.questions.iter().enumerate().filter(|(_, question)| question.before == index) {
            ask(page, story, number + 1, question);
        }
        step::step(page, story, one);
    }
}

fn ask(page: &mut Writer, story: &Story, number: usize, question: &Question) {
    let label = text!(story.lang, en: "Question {number}:", ja: "質問{number}：");
    let mut lines = vec![format!("**{label}** {}", inline(&question.text)), String::new()];
    lines.extend(question.choices.iter().enumerate().map(|(at, choice)| format!("{}. {}", at + 1, inline(choice))));
    page.quote(&lines.join("\n"));
}

fn answers(page: &mut Writer, story: &Story) {
    let lang = story.lang;
    if story.questions.is_empty() {
        return;
    }
    page.heading(2, words!(lang, en: "Answers", ja: "質問の答え"));
    for (index, question) in story.questions.iter().enumerate() {
        let number = index + 1;
        let label = text!(lang, en: "Question {number}:", ja: "質問{number}：");
        let choice = question.choices.get(question.answer).map_or("", String::as_str);
        let (right, choice) = (question.answer + 1, inline(choice));
        let answer = text!(lang, en: "Answer {right}: {choice}.", ja: "答え{right}：{choice}。");
        page.block(&format!("**{label}** {}", inline(&question.text)));
        page.block(&format!("**{answer}** {}", inline(&question.why)));
    }
}

fn endings(page: &mut Writer, story: &Story) {
    if story.endings.is_empty() {
        return;
    }
    page.heading(2, words!(story.lang, en: "How it ended", ja: "結果"));
    for ending in &story.endings {
        one_ending(page, story, ending);
    }
}

/// What a server that does it right made of a letter, and what a naive one made of it.
fn beside(page: &mut Writer, story: &Story) {
    if !story.beside.is_empty() {
        page.heading(2, labels::beside(story.lang));
    }
    for one in &story.beside {
        compared(page, story.lang, one);
    }
}

fn compared(page: &mut Writer, lang: Lang, one: &Beside) {
    page.heading(3, &one.title);
    let cell = |cell: &Cell| if cell.text.is_empty() { "–".to_owned() } else { inline(&cell.text) };
    let rows = one.rows.iter().map(|row| {
        let differs = if row.differs() { "≠ " } else { "" };
        [format!("{differs}{}", inline(&row.label)), cell(&row.before), cell(&row.after)]
    });
    page.table(["", &code(&one.strict), &code(&one.naive)], rows);
    for apart in &one.apart {
        let number = apart.step + 1;
        let lead = text!(lang, en: "They part in step {number}:", ja: "分かれ目はステップ{number}：");
        page.block(&format!("**{lead}** {}", inline(&apart.text)));
    }
}

fn one_ending(page: &mut Writer, story: &Story, ending: &Ending) {
    let lang = story.lang;
    if story.endings.len() > 1 {
        page.heading(3, &labels::ended(lang, ending));
    }
    page.block(&format!("**{}**", inline(&ending.outcome)));
    if let Some(reply) = &ending.reply {
        let said = words!(lang, en: "The server's last word:", ja: "サーバーの最後の返事：");
        page.block(&format!("{said} {}", code(reply)));
    }
    if !ending.summary.rows.is_empty() {
        let head = [words!(lang, en: "Show original", ja: "原文の表示"), ""];
        page.table(head, ending.summary.rows.iter().map(|row| [inline(&row.label), inline(&row.value)]));
    }
    if let Some(senders) = &ending.senders {
        page.block(&inline(&senders.text));
    }
    if !ending.source.is_empty() {
        let title = words!(lang, en: "The source of the letter", ja: "メールのソース（原文）");
        page.folded(title, |page| page.fence(ending.source.trim_end(), 0));
    }
}
