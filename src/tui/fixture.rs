//! A story written by hand, so that the screen is tested without servers: the forged header From.

use super::library::{Lesson, Library, Tale};
use crate::lang::Lang;
use crate::scenario::{Level, Moment, Text};
use crate::story::{
    Actor, ActorKind, Asking, Cargo, Ending, FieldView, LetterView, Line, LineKind, Mark, Motion, Outcome, Phase,
    Question, SenderComparison, Speaker, Step, Story, Summary, SummaryRow, Tone, Verdict,
};
use crate::trace::{EventId, LetterId, Stage};
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
            level: Level::Beginner,
        };
        vec![
            lesson("forged-from", "A forged header From", "ヘッダーFromの偽装"),
            lesson("again", "The same once more", "もう一度"),
            lesson("broken", "A lesson that breaks", "実行できないレッスン"),
        ]
    }

    fn open(&self, lesson: usize) -> impl Future<Output = Result<Tale, String>> + Send + 'static {
        std::future::ready(if lesson < 2 { Ok(forged_from()) } else { Err("no socket is left".to_owned()) })
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
        steps: steps(lang),
        questions: questions(lang),
        endings: vec![ending(lang)],
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

fn step(number: usize, stage: Stage, phase: Phase, host: &str, title: &str, text: &str) -> Step {
    Step {
        number,
        stage: Some(stage),
        phase,
        letter: Some(LetterId(1)),
        time: "2026-11-24 05:30:00".to_owned(),
        host: host.to_owned(),
        motion: None,
        title: title.to_owned(),
        text: text.to_owned(),
        remark: None,
        tone: Tone::Plain,
        lines: Vec::new(),
        view: None,
        verdicts: Vec::new(),
        events: Vec::new(),
    }
}

fn steps(lang: Lang) -> Vec<Step> {
    let mut steps = submission(lang);
    steps.extend(resolution(lang));
    steps.extend(transfer(lang));
    steps.extend(retrieval(lang));
    steps
}

fn submission(lang: Lang) -> Vec<Step> {
    let s = |number, phase, host, title: &str, text: &str| step(number, Stage::Submission, phase, host, title, text);
    vec![
        Step {
            view: Some(view(lang, Some("mallory@evil.example"), &[])),
            remark: Some(
                words!(
                    lang,
                    en: "Look at the two senders. Which of them does Aoi see?",
                    ja: "差出人が2つあります。葵さんに見えるのはどちらでしょうか。",
                )
                .to_owned(),
            ),
            ..s(
                1,
                Phase::Write,
                MALLORY,
                words!(lang, en: "Mallory writes a letter in the bank's name", ja: "マロリーが銀行の名前で手紙を書く"),
                words!(
                    lang,
                    en: "The letter says that it comes from the bank. The envelope, which the servers read, bears Mallory's own \
                         address.",
                    ja: "便せんには銀行の名前が書かれています。サーバーが読む封筒（エンベロープ）には、マロリー自身のアドレスが書かれています。",
                ),
            )
        },
        Step {
            motion: Some(motion(MALLORY, EVIL, Cargo::Words, Outcome::Arrived)),
            lines: vec![
                line(Speaker::Server, LineKind::Smtp, "220 mail.evil.example ESMTP", false),
                line(Speaker::Client, LineKind::Smtp, "EHLO mallory-pc", false),
                line(Speaker::Server, LineKind::Smtp, "250-mail.evil.example", false),
                line(Speaker::Server, LineKind::Smtp, "250 STARTTLS", false),
            ],
            ..s(
                2,
                Phase::Connect,
                EVIL,
                words!(lang, en: "The PC connects to its server", ja: "PCが自分のサーバーに接続する"),
                words!(lang, en: "The two greet each other (EHLO).", ja: "お互いにあいさつをします（EHLO）。"),
            )
        },
        Step {
            motion: Some(letter_motion(MALLORY, EVIL, Outcome::Arrived)),
            view: Some(view(lang, Some("mallory@evil.example"), &[])),
            lines: vec![
                line(Speaker::Client, LineKind::Smtp, "MAIL FROM:<mallory@evil.example>", true),
                line(Speaker::Server, LineKind::Smtp, "250 OK", true),
                line(Speaker::Client, LineKind::Smtp, "RCPT TO:<aoi@school.example>", true),
                line(Speaker::Server, LineKind::Smtp, "250 OK", true),
                line(
                    Speaker::Nobody,
                    LineKind::Note,
                    words!(lang, en: "the letter follows", ja: "続いて手紙の本体"),
                    true,
                ),
                line(Speaker::Client, LineKind::Letter, "From: \"Your Bank\" <support@bank.example>", true),
                line(Speaker::Client, LineKind::Letter, "Subject: 至急のご確認", true),
            ],
            tone: Tone::Good,
            ..s(
                3,
                Phase::Data,
                EVIL,
                words!(lang, en: "The server takes the letter", ja: "サーバーが手紙を受け付ける"),
                words!(
                    lang,
                    en: "Nobody compares the envelope with the letter here.",
                    ja: "ここでは封筒と便せんを誰も見比べません。",
                ),
            )
        },
    ]
}

fn resolution(lang: Lang) -> Vec<Step> {
    let asks = |number, question: &str, answer: &str, title: &str| Step {
        motion: Some(motion(EVIL, "dns", Cargo::Question { question: question.to_owned() }, Outcome::Arrived)),
        lines: vec![
            line(Speaker::Client, LineKind::Dns, question, false),
            line(Speaker::Server, LineKind::Dns, answer, false),
        ],
        ..step(
            number,
            Stage::Resolution,
            Phase::Lookup,
            EVIL,
            title,
            words!(
                lang,
                en: "The server asks DNS which machine takes mail for school.example, and at which address.",
                ja: "サーバーは、school.example 宛てのメールをどのサーバーが受け取るのか、そのIPアドレスは何かをDNSに問い合わせます。",
            ),
        )
    };
    vec![
        asks(
            4,
            "school.example MX",
            "MX 10 mx.school.example",
            words!(lang, en: "Which server takes mail for school.example?", ja: "school.example のメールサーバーは？"),
        ),
        asks(
            5,
            "mx.school.example A",
            "A 203.0.113.25",
            words!(lang, en: "At which address is it?", ja: "そのIPアドレスは？"),
        ),
    ]
}

fn transfer(lang: Lang) -> Vec<Step> {
    let s = |number, phase, title: &str, text: &str| step(number, Stage::Transfer, phase, SCHOOL, title, text);
    let spf =
        verdict("SPF", "pass", words!(lang, en: "pass", ja: "pass（成功）"), "evil.example, 198.51.100.25", Tone::Good);
    let dmarc = verdict(
        "DMARC",
        "fail",
        words!(lang, en: "fail", ja: "fail（失敗）"),
        "bank.example (p=quarantine)",
        Tone::Bad,
    );
    let view_now = || Some(view(lang, Some("mallory@evil.example"), &[]));
    vec![
        Step {
            motion: Some(letter_motion(EVIL, SCHOOL, Outcome::Arrived)),
            view: view_now(),
            lines: vec![line(Speaker::Client, LineKind::Smtp, "MAIL FROM:<mallory@evil.example>", false)],
            ..s(
                6,
                Phase::Data,
                words!(lang, en: "The letter arrives at the school's server", ja: "学校のサーバーに手紙が届く"),
                words!(lang, en: "It is not accepted yet.", ja: "まだ受け付けたわけではありません。"),
            )
        },
        Step {
            motion: Some(motion(
                SCHOOL,
                "dns",
                Cargo::Question { question: "evil.example TXT".to_owned() },
                Outcome::Arrived,
            )),
            view: view_now(),
            verdicts: vec![spf.clone()],
            tone: Tone::Good,
            lines: vec![
                line(Speaker::Client, LineKind::Dns, "evil.example TXT", false),
                line(Speaker::Server, LineKind::Dns, "\"v=spf1 ip4:198.51.100.25 -all\"", false),
            ],
            ..s(
                7,
                Phase::Spf,
                words!(lang, en: "SPF: pass for evil.example", ja: "SPF：evil.example について pass（成功）"),
                words!(
                    lang,
                    en: "SPF asks whether this address may send for the envelope's domain. It may.",
                    ja: "SPF（送信元IPアドレスの確認）は、封筒のドメインがこのIPアドレスからの送信を認めているかを調べます。認めています。",
                ),
            )
        },
        Step {
            view: view_now(),
            verdicts: vec![spf.clone(), dmarc.clone()],
            tone: Tone::Bad,
            ..s(
                8,
                Phase::Dmarc,
                words!(lang, en: "DMARC: fail for bank.example", ja: "DMARC：bank.example について fail（失敗）"),
                words!(
                    lang,
                    en: "The letter's domain is not the one that SPF passed for.",
                    ja: "便せんのドメインは、SPFが成功したドメインと一致しません。",
                ),
            )
        },
        Step {
            motion: Some(letter_motion(EVIL, SCHOOL, Outcome::Junked)),
            view: Some(view(lang, None, &["Authentication-Results", "Return-Path"])),
            verdicts: vec![spf.clone(), dmarc.clone()],
            tone: Tone::Warn,
            ..s(
                9,
                Phase::File,
                words!(lang, en: "The letter goes to the junk folder", ja: "手紙が迷惑メールフォルダーに入る"),
                words!(lang, en: "The bank's policy asks for it.", ja: "銀行のポリシーがそう求めています。"),
            )
        },
        Step {
            motion: Some(letter_motion(SCHOOL, "mx.other.example", Outcome::Refused)),
            verdicts: vec![spf, dmarc],
            tone: Tone::Bad,
            ..s(
                10,
                Phase::Data,
                words!(lang, en: "A copy for another server is refused", ja: "他のサーバーへの写しは拒否される"),
                words!(lang, en: "It follows the policy too.", ja: "こちらもポリシーに従います。"),
            )
        },
    ]
}

fn retrieval(lang: Lang) -> Vec<Step> {
    let s = |number, phase, title: &str, text: &str| step(number, Stage::Retrieval, phase, AOI, title, text);
    vec![
        Step {
            motion: Some(letter_motion(SCHOOL, AOI, Outcome::Arrived)),
            lines: vec![line(Speaker::Client, LineKind::Imap, "a3 SELECT Junk", true)],
            ..s(
                11,
                Phase::Fetch,
                words!(lang, en: "Aoi's PC fetches the letter", ja: "葵さんのPCが手紙を受け取る"),
                words!(lang, en: "It speaks IMAP.", ja: "IMAPで受け取ります。"),
            )
        },
        Step {
            view: Some(view(lang, None, &[])),
            tone: Tone::Warn,
            ..s(
                12,
                Phase::Read,
                words!(lang, en: "Aoi reads it, with a warning", ja: "葵さんが警告付きで読む"),
                words!(lang, en: "The source tells it all.", ja: "原文を見れば分かります。"),
            )
        },
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
        added_by: None,
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
        senders: Some(senders(lang)),
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
