//! The last row: the five to seven keys that are wanted most now, in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Scene, put};
use crate::lang::Lang;
use crate::tui::look::Look;
use crate::tui::player::Pane;
use crate::tui::typeset;
use crate::words;

/// A key, and what it does.
pub(super) type Key = (&'static str, &'static str);

/// The key that goes first where there is not room for all.
const STAGE: &str = "]";

pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let mut keys = keys(scene);
    // Whoever wants the next stage finds its key on the help page; how to leave has to be seen.
    if width(&keys) > usize::from(rect.width) {
        keys.retain(|(key, _)| *key != STAGE);
    }
    row(&keys, rect, buf);
}

/// The keys that make sense now, the most wanted first.
fn keys(scene: Scene<'_>) -> Vec<Key> {
    let mut keys = match scene.player.quiz.popup() {
        Some(popup) if popup.answer.is_none() => asked(scene),
        Some(_) => answered(scene),
        None if scene.player.autoplay.is_on() => playing(scene),
        None if scene.large => reading_large(scene),
        None if proves(scene) => proving(scene),
        None => reading(scene),
    };
    keys.push(("q", words!(scene.lang, en: "quit", ja: "終了")));
    keys
}

fn asked(scene: Scene<'_>) -> Vec<Key> {
    let lang = scene.lang;
    let choices = scene.player.quiz.popup().and_then(|popup| scene.player.story(lang).questions.get(popup.question));
    let numbers = match choices.map_or(0, |question| question.choices.len()) {
        0..=2 => "1 2",
        3 => "1 2 3",
        4 => "1 2 3 4",
        _ => "1-9",
    };
    vec![
        (numbers, words!(lang, en: "answer", ja: "答える")),
        ("Space", words!(lang, en: "skip", ja: "飛ばす")),
        ("Esc", words!(lang, en: "not yet", ja: "戻る")),
        help(lang),
        language(lang),
    ]
}

fn answered(scene: Scene<'_>) -> Vec<Key> {
    let [_, _, up_down] = scene.look.glyphs.arrows;
    vec![
        ("Space", words!(scene.lang, en: "go on", ja: "先へ進む")),
        (up_down, words!(scene.lang, en: "scroll", ja: "スクロール")),
        ("Esc", words!(scene.lang, en: "close", ja: "閉じる")),
        help(scene.lang),
        language(scene.lang),
    ]
}

fn playing(scene: Scene<'_>) -> Vec<Key> {
    vec![
        ("p", words!(scene.lang, en: "stop", ja: "停止")),
        (">", words!(scene.lang, en: "faster", ja: "速く")),
        ("<", words!(scene.lang, en: "slower", ja: "遅く")),
        next(scene),
        help(scene.lang),
    ]
}

fn reading_large(scene: Scene<'_>) -> Vec<Key> {
    let lang = scene.lang;
    let small = ("L", words!(lang, en: "small print", ja: "普通の文字"));
    vec![next(scene), back(scene), ("Tab", words!(lang, en: "pane", ja: "欄")), small, help(lang)]
}

/// Whether the keys go to a proof.
fn proves(scene: Scene<'_>) -> bool {
    scene.player.proof().is_some() && scene.player.pane() == Pane::Verdicts
}

fn proving(scene: Scene<'_>) -> Vec<Key> {
    let [_, _, up_down] = scene.look.glyphs.arrows;
    vec![
        (up_down, words!(scene.lang, en: "choose", ja: "選ぶ")),
        ("Enter", words!(scene.lang, en: "unfold", ja: "開閉")),
        ("Esc", words!(scene.lang, en: "close", ja: "閉じる")),
        next(scene),
        help(scene.lang),
        language(scene.lang),
    ]
}

fn reading(scene: Scene<'_>) -> Vec<Key> {
    let lang = scene.lang;
    let stage = (STAGE, words!(lang, en: "stage", ja: "段階"));
    let retrace = ("Backspace", words!(lang, en: "before the jump", ja: "元の場面へ"));
    let doors = ("d", words!(lang, en: "doors", ja: "入口"));
    let lessons =
        if scene.player.is_live() { doors } else { ("Esc", words!(lang, en: "lessons", ja: "レッスン一覧")) };
    let (first, stage) = match (scene.player.at_end(), scene.player.has_jumped()) {
        (true, true) => (retrace, stage),
        (true, false) => (lessons, stage),
        (false, true) => (next(scene), retrace),
        (false, false) => (next(scene), stage),
    };
    let fourth = if scene.player.stop(scene.player.pane()).is_some() {
        ("Enter", words!(lang, en: "open", ja: "開く"))
    } else {
        ("p", words!(lang, en: "play", ja: "再生"))
    };
    let pane = ("Tab", words!(lang, en: "pane", ja: "欄"));
    let what_if = match scene.player.is_live() {
        true if scene.player.at_end() => ("H", words!(lang, en: "hurry", ja: "急がせる")),
        true => ("End", words!(lang, en: "follow", ja: "最新へ")),
        false => ("w", words!(lang, en: "what if", ja: "もし変えたら")),
    };
    vec![first, back(scene), stage, pane, fourth, what_if, help(lang), language(lang)]
}

fn next(scene: Scene<'_>) -> Key {
    (scene.look.glyphs.arrows[0], words!(scene.lang, en: "next", ja: "次へ"))
}

fn back(scene: Scene<'_>) -> Key {
    (scene.look.glyphs.arrows[1], words!(scene.lang, en: "back", ja: "前へ"))
}

fn help(lang: Lang) -> Key {
    ("?", words!(lang, en: "keys", ja: "キー"))
}

fn language(lang: Lang) -> Key {
    ("t", other_language(lang))
}

/// The name of the other language, in that language.
pub(super) fn other_language(lang: Lang) -> &'static str {
    words!(lang, en: "日本語", ja: "English")
}

/// How many cells these take, with the blank behind the last one.
fn width(keys: &[(&str, &str)]) -> usize {
    keys.iter().map(|(key, does)| typeset::width(key) + typeset::width(does) + 3).sum()
}

/// Keys and what they do, as many as fit.
pub(super) fn row(keys: &[(&str, &str)], rect: Rect, buf: &mut Buffer) {
    let mut spans = Vec::new();
    let mut taken = 0;
    for (key, does) in keys {
        taken += width(&[(key, does)]);
        if taken > usize::from(rect.width) + 1 {
            break;
        }
        spans.push(Span::styled(format!(" {key} "), Look::selected()));
        spans.push(Span::raw(format!("{does} ")));
    }
    put(buf, rect, (rect.x, rect.y), &Line::from(spans));
}
