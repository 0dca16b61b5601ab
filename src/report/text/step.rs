//! The steps, under the heading of their stage.

use crate::lang::Lang;
use crate::report::page::Page;
use crate::story::{Line, LineKind, Speaker, Step, Story};
use crate::{text, words};

use super::{heading, letter, questions};

/// How much of a letter is shown each time it crosses a wire: it stands whole at the beginning and at the end.
const LETTER_LINES: usize = 4;

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
    let (lang, number, title) = (page.look.lang, step.number, &step.title);
    page.gap();
    let title = text!(lang, en: "Step {number}. {title}", ja: "ステップ{number} {title}");
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
    for run in lines.chunk_by(|one, next| one.kind == next.kind) {
        let shown = if is_letter(run) && run.len() > LETTER_LINES + 1 { LETTER_LINES } else { run.len() };
        for line in &run[..shown] {
            page.verbatim(&format!("    {}", speaker(page.look.lang, line)), &line.text);
        }
        if shown < run.len() {
            let rest = run.len() - shown;
            page.line(&text!(
                page.look.lang,
                en: "    … and {rest} more lines of the letter",
                ja: "    … 以下、メールの残り{rest}行"
            ));
        }
    }
}

fn is_letter(run: &[Line]) -> bool {
    run.first().is_some_and(|line| line.kind == LineKind::Letter)
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
