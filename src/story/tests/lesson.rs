//! The scenario that the hand-written deliveries belong to.

use super::tape::{AOI, Judgement, MAIL, MX, PC, delivery};
use crate::lang::Lang;
use crate::scenario::{Ask, Expect, Host, Level, Moment, Role, Say, Scenario, Send, Step, StepKind, Text};
use crate::trace::Envelope;

fn text(en: &str, ja: &str) -> Text {
    Text { en: Some(en.to_owned()), ja: Some(ja.to_owned()) }
}

/// The scenario of these deliveries, with a question and a remark at each moment.
pub fn scenario(moments: &[Moment]) -> Scenario {
    let host =
        |name: &str, ip: &str, role| Host { name: name.into(), ips: vec![ip.parse().unwrap()], role, span: 0..0 };
    let client = |server: &str, user: &str| Role::Client { server: Some(server.into()), user: Some(user.into()) };
    let server = |user: &str, domain: &str| Role::Server {
        users: vec![user.into()],
        domains: vec![domain.into()],
        bounces: true,
    };
    let send = Send {
        from: PC.into(),
        via: Some(MAIL.into()),
        helo: None,
        envelope: Envelope { from: "kimura@a-corp.example".into(), to: vec!["aoi@school.example".into()] },
        header: Vec::new(),
        body: String::new(),
        password: None,
        login: true,
        sign: true,
        again: None,
    };
    let ask = |moment: &Moment| Ask {
        before: *moment,
        send: 0,
        text: text("What now?", "次は？"),
        choices: vec![text("this", "これ"), text("that", "それ")],
        answer: 1,
        why: text("Because.", "だから。"),
        span: 0..0,
    };
    let say = |moment: &Moment| Say { at: *moment, send: 0, text: text("Mind this.", "ここに注目。") };
    Scenario {
        name: "by-hand".into(),
        path: "by-hand.toml".into(),
        source: String::new(),
        title: text("By hand", "手書き"),
        goal: Text::default(),
        level: Level::Beginner,
        tags: Vec::new(),
        hosts: vec![
            host(PC, "192.0.2.7", client(MAIL, "kimura")),
            host(MAIL, "192.0.2.25", server("kimura", "a-corp.example")),
            host(MX, "203.0.113.25", server("aoi", "school.example")),
            host(AOI, "203.0.113.7", client(MX, "aoi")),
        ],
        zones: Vec::new(),
        dkim: Vec::new(),
        receivers: Vec::new(),

        forwards: Vec::new(),
        lists: Vec::new(),
        middles: Vec::new(),
        visitor: None,
        mta_sts: Vec::new(),
        steps: vec![Step { kind: StepKind::Send(Box::new(send)), expect: Expect::default(), span: 0..0 }],
        asks: moments.iter().map(ask).collect(),
        says: moments.iter().map(say).collect(),
    }
}

/// The story of a delivery.
pub fn told(judgement: Judgement, lang: Lang) -> crate::story::Story {
    crate::story::tell(&scenario(&[]), &delivery(judgement), lang)
}
