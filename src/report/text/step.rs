//! The steps, under the heading of their stage.

use crate::lang::Lang;
use crate::report::page::Page;
use crate::report::{heading, labels, letters};
use crate::story::{Line, LineKind, Speaker, Step, Story};
use crate::{text, words};

use super::{letter, questions};

pub(super) fn steps(page: &mut Page, story: &Story) {
    let mut heading = String::new();
    for (index, one) in story.steps.iter().enumerate() {
        let place = heading::of(page.look.lang, story, index);
        if heading != place {
            page.heading(&place);
            heading = place;
        }
        for (number, question) in story.questions.iter().enumerate().filter(|(_, q)| q.before == index) {
            questions::question(page, number + 1, question);
        }
        step(page, story, one);
    }
}

pub(super) fn step(page: &mut Page, story: &Story, step: &Step) {
    let lang = page.look.lang;
    page.gap();
    let title = labels::title(story, step);
    page.line(&page.look.toned(step.tone, &page.look.strong(&title)));
    page.line(&format!("  {}, {}", step.host, step.time));
    page.paragraph(2, &step.text);
    if let Some(remark) = &step.remark {
        page.hanging(words!(lang, en: "  Teacher: ", ja: "  先生から："), remark);
    }
    lines(page, &step.lines);
    letter::changes(page, story, step);
}

fn lines(page: &mut Page, lines: &[Line]) {
    if !lines.is_empty() {
        page.gap();
    }
    for line in letters::shortened(lines) {
        match line {
            Ok(line) => page.verbatim(&format!("    {}", speaker(page.look.lang, line)), &line.text),
            Err(rest) => page.line(&text!(
                page.look.lang,
                en: "    … and {rest} more lines of the letter",
                ja: "    … 以下、メールの残り{rest}行"
            )),
        }
    }
}

/// Who speaks, in a column of one width for each language.
fn speaker(lang: Lang, line: &Line) -> &'static str {
    match (line.speaker, line.kind) {
        (Speaker::Client, LineKind::Dns) => words!(lang, en: "question: ", ja: "質問："),
        (Speaker::Server, LineKind::Dns) => words!(lang, en: "answer:   ", ja: "答え："),
        (Speaker::Client, _) => words!(lang, en: "client: ", ja: "クライアント："),
        (Speaker::Server, _) => words!(lang, en: "server: ", ja: "サーバー：    "),
        (Speaker::Nobody, _) => words!(lang, en: "note: ", ja: "注："),
    }
}
