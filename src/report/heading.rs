//! The heading above a run of steps: which letter, which stage, and between whom.

use crate::lang::Lang;
use crate::story::{ActorKind, Cargo, DNS, Motion, Step, Story};
use crate::trace::Stage;
use crate::{text, words};

/// The heading above the step of that index. Letters are told apart where there are several.
pub(super) fn of(lang: Lang, story: &Story, index: usize) -> String {
    let Some(step) = story.steps.get(index) else { return String::new() };
    let stage = match step.stage {
        Some(stage) => stage_heading(lang, stage, unusual_way(story, index, stage)),
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

fn stage_heading(lang: Lang, stage: Stage, way: Option<(&str, &str)>) -> String {
    let name = match stage {
        Stage::Submission => words!(lang, en: "Stage 1: submission", ja: "段階① 送信の受け付け"),
        Stage::Resolution => words!(lang, en: "Stage 2: resolution", ja: "段階② 宛先の問い合わせ"),
        Stage::Transfer => words!(lang, en: "Stage 3: transfer", ja: "段階③ サーバー間の配送"),
        Stage::Retrieval => words!(lang, en: "Stage 4: retrieval", ja: "段階④ 受け取り"),
    };
    let way = match (way, stage) {
        (Some((from, to)), _) => format!("{from} → {to}"),
        (None, Stage::Submission) => words!(
            lang,
            en: "sender's PC → sender's mail server",
            ja: "送信者のPC → 送信者のメールサーバー"
        )
        .to_owned(),
        (None, Stage::Resolution) => {
            words!(lang, en: "sender's mail server → DNS", ja: "送信者のメールサーバー → DNSサーバー").to_owned()
        }
        (None, Stage::Transfer) => words!(
            lang,
            en: "sender's mail server → receiver's mail server",
            ja: "送信側 → 受信側のメールサーバー"
        )
        .to_owned(),
        (None, Stage::Retrieval) => words!(
            lang,
            en: "receiver's mail server → receiver's PC",
            ja: "受信者のメールサーバー → 受信者のPC"
        )
        .to_owned(),
    };
    text!(lang, en: "{name} ({way})", ja: "{name}（{way}）")
}

/// Between which hosts the run of steps goes to which a step belongs, where these are not the ones of the usual four
/// stages: from a forwarder on, or from whoever types by hand.
fn unusual_way(story: &Story, index: usize, stage: Stage) -> Option<(&str, &str)> {
    let step = story.steps.get(index)?;
    let together = |other: &&Step| (other.stage, other.letter) == (step.stage, step.letter);
    let before = story.steps.get(..index)?.iter().rev().take_while(together);
    let behind = story.steps.get(index..)?.iter().take_while(together);
    let run: Vec<&Step> = before.collect::<Vec<_>>().into_iter().rev().chain(behind).collect();
    let motion = run.iter().filter_map(|step| step.motion.as_ref()).find(|motion| is_of(motion, stage))?;
    let usual = |host: &str, kind: ActorKind| story.actors.iter().any(|one| one.host == host && one.kind == kind);
    let as_ever = match stage {
        Stage::Resolution => usual(&motion.from, ActorKind::SenderServer),
        Stage::Transfer => usual(&motion.from, ActorKind::SenderServer) && usual(&motion.to, ActorKind::ReceiverServer),
        // A server's own letter comes from no PC, and anybody's PC is a PC.
        Stage::Submission | Stage::Retrieval => true,
    };
    (!as_ever).then_some((motion.from.as_str(), if motion.to == DNS { "DNS" } else { motion.to.as_str() }))
}

fn is_of(motion: &Motion, stage: Stage) -> bool {
    let asks = matches!(motion.cargo, Cargo::Question { .. });
    asks == (stage == Stage::Resolution)
}
