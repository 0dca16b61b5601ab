//! The steps, under the heading of their stage.

use crate::lang::Lang;
use crate::report::page::Page;
use crate::story::{Line, LineKind, Speaker, Step, Story};
use crate::trace::Stage;
use crate::{text, words};

use super::{letter, questions};

/// How much of a letter is shown each time it crosses a wire: it stands whole at the beginning and at the end.
const LETTER_LINES: usize = 4;

pub(super) fn steps(page: &mut Page, story: &Story) {
    let mut heading = String::new();
    for (index, one) in story.steps.iter().enumerate() {
        let place = place(page.look.lang, story, one);
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

/// The heading above a step. Letters are told apart where there are several.
pub(super) fn place(lang: Lang, story: &Story, step: &Step) -> String {
    let stage = match step.stage {
        Some(stage) => stage_heading(lang, stage).to_owned(),
        None => words!(lang, en: "Between the deliveries", ja: "配送と配送のあいだ").to_owned(),
    };
    let first = story.steps.iter().find_map(|step| step.letter);
    let several = story.steps.iter().any(|step| step.letter.is_some() && step.letter != first);
    match step.letter.filter(|_| several) {
        Some(letter) => {
            let number = letter.0;
            text!(lang, en: "Letter {number}, {stage}", ja: "{number}通目のメール {stage}")
        }
        None => stage,
    }
}

fn stage_heading(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Submission => words!(
            lang,
            en: "Stage 1: submission (sender's PC → sender's mail server)",
            ja: "段階① 送信の受け付け（送信者のPC → 送信者のメールサーバー）"
        ),
        Stage::Resolution => words!(
            lang,
            en: "Stage 2: resolution (sender's mail server → DNS)",
            ja: "段階② 宛先の問い合わせ（送信者のメールサーバー → DNSサーバー）"
        ),
        Stage::Transfer => words!(
            lang,
            en: "Stage 3: transfer (sender's mail server → receiver's mail server)",
            ja: "段階③ サーバー間の配送（送信側 → 受信側のメールサーバー）"
        ),
        Stage::Retrieval => words!(
            lang,
            en: "Stage 4: retrieval (receiver's mail server → receiver's PC)",
            ja: "段階④ 受け取り（受信者のメールサーバー → 受信者のPC）"
        ),
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
