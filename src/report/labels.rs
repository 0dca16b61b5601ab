//! What stands above a step and beside a line, alike in every report. The heading of a stage is in [`heading`](super::heading).

use crate::lang::Lang;
use crate::story::{Ending, Line, LineKind, Proof, Sign, Speaker, Step, Story};
use crate::trace::Stage;
use crate::{text, words};

fn several_letters(story: &Story) -> bool {
    let mut letters = story.steps.iter().filter_map(|step| step.letter);
    let first = letters.next();
    letters.any(|letter| Some(letter) != first)
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

/// Which letter ended, and for whom.
pub(super) fn ended(lang: Lang, ending: &Ending) -> String {
    let (number, recipient) = (ending.letter.0, &ending.recipient);
    if recipient.is_empty() {
        text!(lang, en: "Letter {number}", ja: "{number}通目のメール")
    } else {
        text!(lang, en: "Letter {number}, for {recipient}", ja: "{number}通目のメール（{recipient} あて）")
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

/// Above what a server that does it right made of a letter, beside what a naive one made of it.
pub(super) fn beside(lang: Lang) -> &'static str {
    words!(lang, en: "Done right, and naively", ja: "正しいサーバーと、誤りのあるサーバー")
}
