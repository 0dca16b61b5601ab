//! What came of each letter, in both stories.

use crate::lang::Lang;
use crate::story::model::{Cargo, Cell, ComparedLetter, ComparedRow, Ending, Story, Tone, Verdict};
use crate::trace::LetterId;
use crate::{text, words};

/// Letters belong together by their order, recipients by their address; those that are left, by their order too.
pub(super) fn compare(before: &Story, after: &Story) -> Vec<ComparedLetter> {
    let mut compared = Vec::new();
    for bounces in [false, true] {
        let (ours, theirs) = (letters(before, bounces), letters(after, bounces));
        for number in 0..ours.len().max(theirs.len()) {
            let here = ours.get(number).map_or(Vec::new(), |letter| endings(before, *letter));
            let there = theirs.get(number).map_or(Vec::new(), |letter| endings(after, *letter));
            for (one, other) in pairs(here, there) {
                compared.push(letter(before, after, (one, other), number + 1, bounces));
            }
        }
    }
    compared
}

/// The letters of a story, in the order in which they were written: those of people, or the bounces.
fn letters(story: &Story, bounces: bool) -> Vec<LetterId> {
    let mut letters: Vec<LetterId> = story.endings.iter().map(|ending| ending.letter).collect();
    letters.dedup();
    letters.retain(|letter| is_bounce(story, *letter) == bounces);
    letters
}

fn is_bounce(story: &Story, letter: LetterId) -> bool {
    let mut motions = story.steps.iter().filter(|step| step.letter == Some(letter)).filter_map(|s| s.motion.as_ref());
    motions.any(|motion| matches!(motion.cargo, Cargo::Letter { bounce: true, .. }))
}

fn endings(story: &Story, letter: LetterId) -> Vec<&Ending> {
    story.endings.iter().filter(|ending| ending.letter == letter).collect()
}

fn pairs<'a>(mut here: Vec<&'a Ending>, mut there: Vec<&'a Ending>) -> Vec<(Option<&'a Ending>, Option<&'a Ending>)> {
    let mut pairs = Vec::new();
    here.retain(|one| {
        let found = there.iter().position(|other| other.recipient == one.recipient);
        pairs.extend(found.map(|at| (Some(*one), Some(there.remove(at)))));
        found.is_none()
    });
    let longest = here.len().max(there.len());
    pairs.extend((0..longest).map(|at| (here.get(at).copied(), there.get(at).copied())));
    pairs
}

fn letter(
    before: &Story,
    after: &Story,
    (one, other): (Option<&Ending>, Option<&Ending>),
    number: usize,
    bounce: bool,
) -> ComparedLetter {
    let rows = rows(before.lang, (verdicts_of(before, one), one), (verdicts_of(after, other), other));
    ComparedLetter { title: title(one, other, number, bounce, before.lang), rows }
}

/// What came of a letter in two cases, each with the verdicts that were known in the end.
pub(super) fn rows(
    lang: Lang,
    (ours, one): (&[Verdict], Option<&Ending>),
    (theirs, other): (&[Verdict], Option<&Ending>),
) -> Vec<ComparedRow> {
    let mut rows = verdicts(ours, theirs);
    let mut row = |label: &str, of: &dyn Fn(&Ending) -> Cell| {
        rows.push(ComparedRow {
            label: label.to_owned(),
            before: one.map_or(EMPTY, of),
            after: other.map_or(EMPTY, of),
        });
    };
    row(words!(lang, en: "Reply", ja: "返事"), &|ending| plain(ending.reply.as_deref().unwrap_or_default()));
    row(words!(lang, en: "Folder", ja: "フォルダー"), &|ending| plain(&folder(ending, lang)));
    row(words!(lang, en: "In the end", ja: "結果"), &|ending| Cell {
        text: ending.outcome.clone(),
        tone: ending.tone,
    });
    rows
}

const EMPTY: Cell = Cell { text: String::new(), tone: Tone::Plain };

fn plain(text: &str) -> Cell {
    Cell { text: text.to_owned(), tone: Tone::Plain }
}

fn folder(ending: &Ending, lang: Lang) -> String {
    ending.folder.clone().unwrap_or_else(|| words!(lang, en: "none", ja: "なし").to_owned())
}

fn title(one: Option<&Ending>, other: Option<&Ending>, number: usize, bounce: bool, lang: Lang) -> String {
    let recipient = |ending: Option<&Ending>| ending.map(|ending| ending.recipient.clone()).unwrap_or_default();
    let to = match (recipient(one), recipient(other)) {
        (one, other) if one == other || other.is_empty() => one,
        (one, other) if one.is_empty() => other,
        (one, other) => format!("{one} / {other}"),
    };
    match (bounce, to.is_empty()) {
        (true, _) => text!(lang, en: "Bounce {number}, to {to}", ja: "不達通知{number}（{to} あて）"),
        (false, true) => text!(lang, en: "Letter {number}", ja: "手紙{number}"),
        (false, false) => text!(lang, en: "Letter {number}, to {to}", ja: "手紙{number}（{to} あて）"),
    }
}

/// The verdicts that were known in the end.
fn verdicts_of<'a>(story: &'a Story, ending: Option<&Ending>) -> &'a [Verdict] {
    let Some(ending) = ending else { return &[] };
    let steps = story.steps.iter().filter(|step| step.letter == Some(ending.letter));
    steps.map(|step| step.verdicts.as_slice()).rfind(|verdicts| !verdicts.is_empty()).unwrap_or_default()
}

/// One row for each check; a letter may have several signatures.
fn verdicts(before: &[Verdict], after: &[Verdict]) -> Vec<ComparedRow> {
    let mut methods: Vec<&str> = before.iter().chain(after).map(|verdict| verdict.method.as_str()).collect();
    let order = |method: &str| ["SPF", "DKIM", "ARC", "DMARC"].iter().position(|known| *known == method);
    methods.sort_by_key(|method| order(method));
    methods.dedup();
    let of = |verdicts: &[Verdict], method: &str| -> Vec<Cell> {
        verdicts.iter().filter(|verdict| verdict.method == method).map(cell).collect()
    };
    let mut rows = Vec::new();
    for method in methods {
        let (ours, theirs) = (of(before, method), of(after, method));
        rows.extend((0..ours.len().max(theirs.len())).map(|at| ComparedRow {
            label: method.to_owned(),
            before: ours.get(at).cloned().unwrap_or(EMPTY),
            after: theirs.get(at).cloned().unwrap_or(EMPTY),
        }));
    }
    rows
}

fn cell(verdict: &Verdict) -> Cell {
    Cell { text: format!("{} {}", verdict.gloss, verdict.about).trim().to_owned(), tone: verdict.tone }
}

/// What verdicts say; not which facts they stand on, whose numbers a change may move.
pub(super) fn results(verdicts: &[Verdict]) -> impl Iterator<Item = (&str, &str, &str)> {
    verdicts.iter().map(|verdict| (verdict.method.as_str(), verdict.result.as_str(), verdict.about.as_str()))
}
