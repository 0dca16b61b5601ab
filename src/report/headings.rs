//! What stands above a step and beside a line, alike in every report.

use crate::lang::Lang;
use crate::story::{Line, LineKind, Proof, Sign, Speaker, Step, Story};
use crate::trace::Stage;
use crate::{text, words};

/// The heading above a step: its stage. Letters are told apart where there are several.
pub(super) fn place(story: &Story, step: &Step) -> String {
    let lang = story.lang;
    let stage = match step.stage {
        Some(stage) => stage_heading(lang, stage).to_owned(),
        None => words!(lang, en: "Between the deliveries", ja: "配送と配送のあいだ").to_owned(),
    };
    match step.letter.filter(|_| several_letters(story)) {
        Some(letter) => {
            let number = letter.0;
            text!(lang, en: "Letter {number}, {stage}", ja: "{number}通目のメール {stage}")
        }
        None => stage,
    }
}

fn several_letters(story: &Story) -> bool {
    let mut letters = story.steps.iter().filter_map(|step| step.letter);
    let first = letters.next();
    letters.any(|letter| Some(letter) != first)
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

/// The name of a stage alone.
pub(super) fn stage_name(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Submission => words!(lang, en: "submission", ja: "送信の受け付け"),
        Stage::Resolution => words!(lang, en: "resolution", ja: "宛先の問い合わせ"),
        Stage::Transfer => words!(lang, en: "transfer", ja: "サーバー間の配送"),
        Stage::Retrieval => words!(lang, en: "retrieval", ja: "受け取り"),
    }
}

/// The number of a stage in its circle.
pub(super) fn stage_number(stage: Stage) -> &'static str {
    match stage {
        Stage::Submission => "①",
        Stage::Resolution => "②",
        Stage::Transfer => "③",
        Stage::Retrieval => "④",
    }
}

/// Number and title of a step.
pub(super) fn title(story: &Story, step: &Step) -> String {
    let (number, title) = (step.number, &step.title);
    text!(story.lang, en: "Step {number}. {title}", ja: "ステップ{number} {title}")
}

/// Method and result of a proof, and the step that tells the check; which letter, where there are several.
pub(super) fn proved(story: &Story, proof: &Proof) -> String {
    let lang = story.lang;
    let what = format!("{}: {}", proof.method, proof.result);
    let Some(step) = story.steps.iter().find(|step| step.events.contains(&proof.event)) else { return what };
    let number = step.number;
    match step.letter.filter(|_| several_letters(story)) {
        Some(letter) => {
            let letter = letter.0;
            text!(lang, en: "{what} (letter {letter}, step {number})", ja: "{what}（{letter}通目のメール、ステップ{number}）")
        }
        None => text!(lang, en: "{what} (step {number})", ja: "{what}（ステップ{number}）"),
    }
}

/// Who speaks.
pub(super) fn speaker(lang: Lang, line: &Line) -> &'static str {
    match (line.speaker, line.kind) {
        (Speaker::Client, LineKind::Dns) => words!(lang, en: "question", ja: "質問"),
        (Speaker::Server, LineKind::Dns) => words!(lang, en: "answer", ja: "答え"),
        (Speaker::Client, _) => words!(lang, en: "client", ja: "クライアント"),
        (Speaker::Server, _) => words!(lang, en: "server", ja: "サーバー"),
        (Speaker::Nobody, _) => words!(lang, en: "note", ja: "注"),
    }
}

/// How one thing in a proof came out, as a symbol and as a word.
pub(super) fn sign(lang: Lang, sign: Sign) -> (&'static str, &'static str) {
    match sign {
        Sign::Yes => ("✓", words!(lang, en: "holds", ja: "成立")),
        Sign::No => ("✗", words!(lang, en: "does not hold", ja: "不成立")),
        Sign::Error => ("!", words!(lang, en: "error", ja: "エラー")),
        Sign::Warn => ("?", words!(lang, en: "look twice", ja: "要注意")),
        Sign::Skipped => ("–", words!(lang, en: "not looked at", ja: "調べていない")),
        Sign::Note => ("•", words!(lang, en: "note", ja: "説明")),
    }
}
