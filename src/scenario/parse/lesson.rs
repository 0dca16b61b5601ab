//! What a learner reads: texts in two languages, `[[ask]]`, `[[say]]`.

use std::ops::Range;

use toml_spanner::Item;

use crate::lang::Lang;
use crate::scenario::diagnostic::{Findings, LessonMistake, Shape, ShapeMistake};
use crate::scenario::key::{self, Key, Keys, Value};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Ask, Choice, Moment, Say, Text, limits};
use crate::trace::Stage;
use crate::words;

/// A text in each language.
pub(in crate::scenario) const LANGUAGES: Keys = &[
    Key::may("en", Value::Text(limits::LONG), |l| words!(l, en: "In English.", ja: "英語の文。")),
    Key::may("ja", Value::Text(limits::LONG), |l| words!(l, en: "In Japanese.", ja: "日本語の文。")),
];

/// `[[ask]]`.
pub(super) const ASK: Keys = &[
    Key::must(
        "before",
        Value::Word(moments),
        |l| words!(l, en: "The moment before which the question stands.", ja: "どの場面の前に質問を出すか。"),
    ),
    Key::may("send", LETTER, about_letter),
    Key::must("text", PARAGRAPH, |l| words!(l, en: "The question.", ja: "質問の文。")),
    Key::must("choices", Value::Languages(&Value::List(&SHORT, limits::CHOICES)), |l| {
        words!(l,
            en: "The answers to choose from: as many in each language.",
            ja: "選択肢。どの言語にも同じ数を書きます。")
    }),
    Key::must(
        "answer",
        Value::Number(1, limits::CHOICES as u64),
        |l| words!(l, en: "The number of the right answer, from 1.", ja: "正解の番号（1から）。"),
    ),
    Key::must("why", PARAGRAPH, |l| words!(l, en: "Why this answer is right.", ja: "なぜそれが正解なのか。")),
];

/// `[[say]]`.
pub(super) const SAY: Keys = &[
    Key::must(
        "at",
        Value::Word(moments),
        |l| words!(l, en: "The moment at which the remark stands.", ja: "どの場面に言葉を添えるか。"),
    ),
    Key::may("send", LETTER, about_letter),
    Key::must(
        "text",
        PARAGRAPH,
        |l| words!(l, en: "The teacher's own words, beside the built-in explanation.", ja: "組み込みの説明に添える、先生の言葉。"),
    ),
];

const SHORT: Value = Value::Text(limits::SHORT);
const PARAGRAPH: Value = Value::Languages(&Value::Text(limits::LONG));
const LETTER: Value = Value::Number(1, limits::STEPS as u64);

fn about_letter(lang: Lang) -> &'static str {
    words!(lang,
        en: "Which letter it is about: the `send` steps are counted from 1. Left out: the first.",
        ja: "何通目のメールについてか（`send` のステップを上から1、2、3と数えます）。省略すると1通目。")
}

fn moments() -> Vec<&'static str> {
    key::words(MOMENTS)
}

const MOMENTS: &[(&str, Moment)] = &[
    ("submission", Moment::Stage(Stage::Submission)),
    ("resolution", Moment::Stage(Stage::Resolution)),
    ("transfer", Moment::Stage(Stage::Transfer)),
    ("retrieval", Moment::Stage(Stage::Retrieval)),
    ("spf", Moment::Spf),
    ("dkim", Moment::Dkim),
    ("dmarc", Moment::Dmarc),
    ("decision", Moment::Decision),
    ("end", Moment::End),
];

/// Reads texts, and remembers which of them lack a language: that is told once for each language.
#[derive(Default)]
pub(super) struct Texts {
    missing: Vec<(Lang, Range<usize>)>,
}

impl Texts {
    /// `{ en = "…", ja = "…" }`.
    pub(super) fn read(&mut self, item: &Item<'_>, max: usize, findings: &mut Findings<'_>) -> Option<Text> {
        let fields = languages(item, findings)?;
        let mut one = |lang: Lang| {
            let item = fields.get(lang.tag())?;
            Some(reader::text_up_to(item, max, findings).unwrap_or_default().to_owned())
        };
        let text = Text { en: one(Lang::En), ja: one(Lang::Ja) };
        self.note_missing(text.en.is_some(), text.ja.is_some(), fields.span(), findings);
        Some(text)
    }

    /// `choices.en = […]` beside `choices.ja = […]`.
    fn read_choices(&mut self, item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Vec<Choice>> {
        let fields = languages(item, findings)?;
        let mut one = |lang: Lang| fields.get(lang.tag()).map(|item| choice_list(item, findings));
        let (en, ja) = (one(Lang::En), one(Lang::Ja));
        self.note_missing(en.is_some(), ja.is_some(), fields.span(), findings);
        if let (Some(en), Some(ja)) = (&en, &ja)
            && en.len() != ja.len()
        {
            let place = fields.key_span("ja").unwrap_or_else(|| fields.span());
            findings.report(LessonMistake::UnevenChoices { en: en.len(), ja: ja.len() }, place);
            return None;
        }
        let count = en.as_ref().or(ja.as_ref()).map_or(0, Vec::len);
        if count < 2 {
            findings.report(LessonMistake::TooFewChoices, fields.span());
        }
        let nth = |list: &Option<Vec<String>>, n: usize| list.as_ref().and_then(|list| list.get(n)).cloned();
        Some((0..count).map(|n| Text { en: nth(&en, n), ja: nth(&ja, n) }).collect())
    }

    fn note_missing(&mut self, en: bool, ja: bool, span: Range<usize>, findings: &mut Findings<'_>) {
        match (en, ja) {
            (true, true) => {}
            (true, false) => self.missing.push((Lang::Ja, span)),
            (false, true) => self.missing.push((Lang::En, span)),
            (false, false) => findings.report(ShapeMistake::NoText, span),
        }
    }

    /// One warning for each language that is missing somewhere.
    pub(super) fn report_missing(self, findings: &mut Findings<'_>) {
        for lang in Lang::ALL {
            let mut places = self.missing.iter().filter(|(missing, _)| *missing == lang).map(|(_, span)| span);
            if let Some(first) = places.next() {
                let texts = 1 + places.count();
                findings.report(ShapeMistake::MissingLanguage { lang, texts }, first.clone());
            }
        }
    }
}

fn languages<'a, 'de>(item: &'a Item<'de>, findings: &mut Findings<'_>) -> Option<Fields<'a, 'de>> {
    if item.as_table().is_none() {
        reader::wrong_type(item, Shape::Languages, findings);
        return None;
    }
    Fields::open(item, LANGUAGES, findings)
}

fn choice_list(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let items = reader::list(item, limits::CHOICES, findings);
    items.iter().map(|i| reader::text_up_to(i, limits::SHORT, findings).unwrap_or_default().to_owned()).collect()
}

/// The questions.
pub(super) fn asks(root: &Fields<'_, '_>, sends: usize, texts: &mut Texts, findings: &mut Findings<'_>) -> Vec<Ask> {
    let items = tables(root, "ask", limits::ASKS, findings);
    items.iter().filter_map(|item| ask(item, sends, texts, findings)).collect()
}

/// The remarks.
pub(super) fn says(root: &Fields<'_, '_>, sends: usize, texts: &mut Texts, findings: &mut Findings<'_>) -> Vec<Say> {
    let items = tables(root, "say", limits::ASKS, findings);
    items.iter().filter_map(|item| say(item, sends, texts, findings)).collect()
}

/// The tables that begin with `[[key]]`, at most `max` of them.
pub(super) fn tables<'a, 'de>(
    root: &Fields<'a, 'de>,
    key: &str,
    max: usize,
    findings: &mut Findings<'_>,
) -> &'a [Item<'de>] {
    match root.get(key) {
        None => &[],
        Some(item) if item.as_array().is_some() => reader::list(item, max, findings),
        Some(item) => {
            reader::wrong_type(item, Shape::Tables, findings);
            &[]
        }
    }
}

fn ask(item: &Item<'_>, sends: usize, texts: &mut Texts, findings: &mut Findings<'_>) -> Option<Ask> {
    let fields = Fields::open(item, ASK, findings)?;
    let before = fields.require("before", findings).and_then(|item| reader::word(item, MOMENTS, findings));
    let send = letter(&fields, sends, findings);
    let text = fields.require("text", findings).and_then(|item| texts.read(item, limits::LONG, findings));
    let choices = fields.require("choices", findings).and_then(|item| texts.read_choices(item, findings));
    let answer = fields.require("answer", findings).and_then(|item| answer(item, choices.as_deref(), findings));
    let why = fields.require("why", findings).and_then(|item| texts.read(item, limits::LONG, findings));
    let (before, text, choices) = (before?, text?, choices?);
    Some(Ask { before, send, text, choices, answer: answer?, why: why?, span: fields.span() })
}

/// The right answer: counted from 1 in the file, from 0 here.
fn answer(item: &Item<'_>, choices: Option<&[Choice]>, findings: &mut Findings<'_>) -> Option<usize> {
    let Some(choices) = choices else {
        let number = reader::number(item, 1..=limits::CHOICES as u64, findings)?;
        return usize::try_from(number).ok()?.checked_sub(1);
    };
    let number = item.as_i128().and_then(|number| usize::try_from(number).ok());
    let index = number.and_then(|number| number.checked_sub(1));
    let index = index.filter(|index| *index < choices.len());
    if index.is_none() {
        findings.report(LessonMistake::AnswerBeyond { choices: choices.len() }, item.span().range());
    }
    index
}

fn say(item: &Item<'_>, sends: usize, texts: &mut Texts, findings: &mut Findings<'_>) -> Option<Say> {
    let fields = Fields::open(item, SAY, findings)?;
    let at = fields.require("at", findings).and_then(|item| reader::word(item, MOMENTS, findings));
    let send = letter(&fields, sends, findings);
    let text = fields.require("text", findings).and_then(|item| texts.read(item, limits::LONG, findings));
    Some(Say { at: at?, send, text: text? })
}

/// Which letter it is about: counted from 1 in the file, from 0 here; the first where none is named.
fn letter(fields: &Fields<'_, '_>, sends: usize, findings: &mut Findings<'_>) -> usize {
    let Some(item) = fields.get("send") else { return 0 };
    let Some(number) = reader::number(item, 0..=u64::from(u32::MAX), findings) else { return 0 };
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).filter(|index| *index < sends);
    if index.is_none() {
        findings.report(LessonMistake::SendBeyond { number, sends }, item.span().range());
    }
    index.unwrap_or_default()
}
