//! A story written by hand, so that the screen is tested without servers: the forged header From.

mod because;
mod steps;

use super::library::{Lesson, Library, Opened, Tale, Trouble};
use crate::lang::Lang;
use crate::scenario::{Level, Moment, Scenario, Text};
use crate::story::{
    Actor, ActorKind, Asking, Cargo, Ending, FieldView, LetterView, Line, LineKind, Mark, Motion, Outcome, Question,
    SenderComparison, Speaker, Story, Summary, SummaryRow, Tone, Verdict,
};
use crate::trace::{EventId, LetterId, Time};
use crate::words;

const MALLORY: &str = "mallory-pc";
const EVIL: &str = "mail.evil.example";
const SCHOOL: &str = "mx.school.example";
const AOI: &str = "aoi-pc";

/// The lessons of the tests: two that open, one that does not.
pub(super) struct Shelf;

impl Library for Shelf {
    fn lessons(&self) -> Vec<Lesson> {
        let lesson = |name: &str, en: &str, ja: &str| Lesson {
            name: name.to_owned(),
            title: Text { en: Some(en.to_owned()), ja: Some(ja.to_owned()) },
            goal: Text {
                en: Some("Tell the sender on the envelope from the sender on the letter.".to_owned()),
                ja: Some("封筒の差出人（エンベロープFrom）と便せんの差出人（ヘッダーFrom）を見分ける。".to_owned()),
            },
            subject: None,
            level: Some(Level::Beginner),
            tags: vec!["spoofing".to_owned(), "dmarc".to_owned()],
            flaw: None,
        };
        vec![
            lesson("forged-from", "A forged header From", "ヘッダーFromの偽装"),
            lesson("again", "The same once more", "もう一度"),
            lesson("broken", "A lesson that breaks", "実行できないレッスン"),
        ]
    }

    fn open(&self, name: &str, _start: Option<Time>) -> impl Future<Output = Opened> + Send + 'static {
        let broken = || Trouble::not_run(&"no socket is left");
        std::future::ready(if name == "broken" { Err(broken()) } else { Ok(forged_from()) })
    }

    fn run(&self, _scenario: Scenario, _start: Time) -> impl Future<Output = Opened> + Send + 'static {
        std::future::ready(Ok(forged_from()))
    }

    fn write(&self, path: &str, _text: &str) -> Result<String, Text> {
        Ok(path.to_owned())
    }
}

/// The story, in both languages.
pub(super) fn forged_from() -> Tale {
    Tale::tell(story)
}

/// A story in which nothing happens.
pub(super) fn nothing() -> Tale {
    Tale::tell(|lang| Story { steps: Vec::new(), questions: Vec::new(), endings: Vec::new(), ..story(lang) })
}

fn story(lang: Lang) -> Story {
    Story {
        name: "forged-from".to_owned(),
        lang,
        title: words!(lang, en: "A forged header From", ja: "ヘッダーFromの偽装").to_owned(),
        goal: String::new(),
        actors: actors(lang),
        steps: because::told(steps::all(lang), lang),
        questions: questions(lang),
        proofs: because::proofs(lang),
        endings: vec![ending(lang)],
        beside: Vec::new(),
    }
}

fn actors(lang: Lang) -> Vec<Actor> {
    let actor = |host: &str, kind, label: &str, address: &str| Actor {
        host: host.to_owned(),
        kind,
        label: label.to_owned(),
        address: address.to_owned(),
    };
    vec![
        actor(MALLORY, ActorKind::SenderPc, words!(lang, en: "sender's PC", ja: "送信者のPC"), "198.51.100.7"),
        actor(
            EVIL,
            ActorKind::SenderServer,
            words!(lang, en: "sender's mail server", ja: "送信者のメールサーバー"),
            "198.51.100.25",
        ),
        actor("dns", ActorKind::Dns, words!(lang, en: "DNS server", ja: "DNSサーバー"), ""),
        actor(
            SCHOOL,
            ActorKind::ReceiverServer,
            words!(lang, en: "receiver's mail server", ja: "受信者のメールサーバー"),
            "203.0.113.25",
        ),
        actor(AOI, ActorKind::ReceiverPc, words!(lang, en: "receiver's PC", ja: "受信者のPC"), "203.0.113.7"),
        actor(
            "mx.other.example",
            ActorKind::Other,
            words!(lang, en: "another server", ja: "他のサーバー"),
            "192.0.2.9",
        ),
    ]
}

fn questions(lang: Lang) -> Vec<Question> {
    let choice = |text: &str| text.to_owned();
    vec![Question {
        before: 7,
        moment: Moment::Dmarc,
        text: words!(
            lang,
            en: "SPF passed. Is the bank the sender?",
            ja: "SPFは成功しました。差出人は本当に銀行ですか？",
        )
        .to_owned(),
        choices: vec![
            choice(words!(lang, en: "Yes", ja: "はい")),
            choice(words!(lang, en: "No", ja: "いいえ")),
            choice(words!(lang, en: "SPF cannot tell", ja: "SPFだけでは分からない")),
        ],
        answer: 2,
        why: words!(
            lang,
            en: "SPF checked evil.example, the envelope's domain.",
            ja: "SPFが調べたのは封筒のドメイン evil.example です。",
        )
        .to_owned(),
        asked_by: Asking::Author,
    }]
}

fn ending(lang: Lang) -> Ending {
    let row = |label: &str, value: &str, tone| SummaryRow { label: label.to_owned(), value: value.to_owned(), tone };
    Ending {
        letter: LetterId(1),
        recipient: "aoi@school.example".to_owned(),
        event: None,
        folder: Some("Junk".to_owned()),
        reply: Some("250 2.0.0 OK".to_owned()),
        outcome: words!(lang, en: "The letter lies in the junk folder.", ja: "手紙は迷惑メールフォルダーにあります。").to_owned(),
        tone: Tone::Warn,
        summary: Summary {
            rows: vec![
                row("Message-ID", "<1@evil.example>", Tone::Plain),
                row("From", "Your Bank <support@bank.example>", Tone::Plain),
                row("SPF", "pass, 198.51.100.25", Tone::Good),
                row("DMARC", "fail", Tone::Bad),
            ],
        },
        source: "Return-Path: <mallory@evil.example>\nFrom: Your Bank <support@bank.example>\n\nhttps://bank.example.evil.example/"
            .to_owned(),
        senders: Some(senders(lang)),
    }
}

fn view(lang: Lang, mail_from: Option<&str>, new: &[&str]) -> LetterView {
    let field = |name: &str, value: &str, mark| FieldView {
        name: name.to_owned(),
        raw: value.to_owned(),
        shown: value.to_owned(),
        mark,
        ..FieldView::default()
    };
    let mut header: Vec<FieldView> =
        new.iter().map(|name| field(name, "mx.school.example; spf=pass; dmarc=fail", Mark::New)).collect();
    header.extend([
        field("From", "Your Bank <support@bank.example>", Mark::Old),
        field("To", "葵 <aoi@school.example>", Mark::Old),
        field("Subject", "至急のご確認", Mark::Old),
    ]);
    LetterView {
        mail_from: mail_from.map(str::to_owned),
        rcpt_to: vec!["aoi@school.example".to_owned()],
        header,
        body: "お客様の口座を確認してください。\nhttps://bank.example.evil.example/".to_owned(),
        report: Vec::new(),
        senders: Some(senders(lang)),
        unsigned: None,
    }
}

fn senders(lang: Lang) -> SenderComparison {
    SenderComparison {
        envelope: "mallory@evil.example".to_owned(),
        header: "support@bank.example".to_owned(),
        same_domain: false,
        text: words!(
            lang,
            en: "The envelope comes from evil.example, the letter says bank.example.",
            ja: "封筒の差出人は evil.example、便せんの差出人は bank.example です。",
        )
        .to_owned(),
    }
}

fn verdict(method: &str, result: &str, gloss: &str, about: &str, tone: Tone) -> Verdict {
    let [method, result, gloss, about] = [method, result, gloss, about].map(str::to_owned);
    Verdict { method, result, gloss, about, tone, event: EventId(0) }
}

fn line(speaker: Speaker, kind: LineKind, text: &str, secret: bool) -> Line {
    Line { speaker, kind, text: text.to_owned(), secret, event: EventId(0) }
}

fn motion(from: &str, to: &str, cargo: Cargo, outcome: Outcome) -> Motion {
    Motion { from: from.to_owned(), to: to.to_owned(), cargo, outcome }
}

fn letter_motion(from: &str, to: &str, outcome: Outcome) -> Motion {
    let cargo = Cargo::Letter {
        mail_from: "mallory@evil.example".to_owned(),
        rcpt_to: "aoi@school.example".to_owned(),
        bounce: false,
    };
    motion(from, to, cargo, outcome)
}
