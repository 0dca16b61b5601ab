//! What every story must be, whatever it tells.

use std::collections::HashMap;

use pretty_assertions::assert_eq;

use super::lesson::{scenario, told};
use super::tape::{Judgement, delivery};
use crate::lang::Lang;
use crate::scenario::Moment;
use crate::story::{ActorKind, Asking, Cargo, LineKind, Mark, Outcome, Phase, Step, Story, Tone, tell};
use crate::trace::{Disposition, EventId, Stage};

const JUNK: Judgement = Judgement { disposition: Disposition::Junk, ..Judgement::FORGED };

fn phases(story: &Story) -> Vec<Phase> {
    story.steps.iter().map(|step| step.phase).collect()
}

fn step(story: &Story, phase: Phase) -> &Step {
    story.steps.iter().find(|step| step.phase == phase).unwrap()
}

#[test]
fn a_delivery_is_told_breath_by_breath() {
    use Phase::{
        Connect, Data, Decision, Dkim, Dmarc, Encrypt, Envelope, Fetch, File, Login, Lookup, Read, Spf, Stamp, Write,
    };
    let story = told(Judgement::GOOD, Lang::En);
    let expected = [
        vec![Write, Connect, Encrypt, Login, Envelope, Data, Stamp, Stamp],
        vec![Lookup, Lookup],
        vec![Connect, Envelope, Data, Spf, Dkim, Dmarc, Decision, Stamp, Stamp, Stamp, File],
        vec![Connect, Login, Fetch, Read],
    ];
    assert_eq!(phases(&story), expected.concat());
    let stages: Vec<Option<Stage>> = story.steps.iter().map(|step| step.stage).collect();
    assert!(stages.is_sorted() && stages.first() == Some(&Some(Stage::Submission)));
    assert!(story.steps.iter().enumerate().all(|(index, step)| step.number == index + 1));
}

#[test]
fn no_fact_is_told_twice_and_none_that_counts_is_left_out() {
    for judgement in [Judgement::GOOD, Judgement::FORGED, JUNK] {
        let trace = delivery(judgement);
        let mut told: HashMap<EventId, usize> = HashMap::new();
        for id in tell(&scenario(&[]), &trace, Lang::En).steps.iter().flat_map(|step| step.events.clone()) {
            *told.entry(id).or_default() += 1;
        }
        assert!(told.values().all(|times| *times == 1));
        assert_eq!(told.len(), trace.events.len(), "everything that happened in a plain delivery has its place");
    }
}

#[test]
fn both_languages_tell_the_same() {
    for judgement in [Judgement::GOOD, Judgement::FORGED, JUNK] {
        let (en, ja) = (told(judgement, Lang::En), told(judgement, Lang::Ja));
        assert_eq!(phases(&en), phases(&ja));
        for (en, ja) in en.steps.iter().zip(&ja.steps) {
            assert_eq!((&en.events, en.tone, &en.motion), (&ja.events, ja.tone, &ja.motion));
            assert_ne!((&en.title, &en.text), (&ja.title, &ja.text));
            let spoken = |step: &Step| -> Vec<String> {
                step.lines.iter().filter(|line| line.kind != LineKind::Note).map(|line| line.text.clone()).collect()
            };
            assert_eq!(spoken(en), spoken(ja));
            assert_eq!(en.lines.len(), ja.lines.len());
            assert!(ja.text.chars().any(|c| ('ぁ'..='ん').contains(&c)), "{}", ja.text);
            assert!(!en.text.replace("木村", "").chars().any(|c| c > '\u{2fff}'), "{}", en.text);
        }
    }
}

#[test]
fn the_letter_grows_on_its_way_and_loses_its_envelope_at_the_end() {
    let story = told(Judgement::GOOD, Lang::En);
    let written = step(&story, Phase::Write).view.as_ref().unwrap();
    assert_eq!(written.mail_from.as_deref(), Some("kimura@a-corp.example"));
    let names: Vec<&str> = written.header.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["From", "To", "Subject", "Date", "Message-ID"]);
    assert_eq!(written.header[2].shown, "予定");
    assert_eq!(written.header[0].shown, "木村 <kimura@a-corp.example>");
    for stamp in story.steps.iter().filter(|step| step.phase == Phase::Stamp) {
        let view = stamp.view.as_ref().unwrap();
        let new: Vec<_> = view.header.iter().filter(|field| field.mark == Mark::New).collect();
        assert_eq!(new.len(), 1, "{}", stamp.title);
        assert_eq!(new[0].added_by, stamp.events.first().copied());
    }
    let read = story.steps.last().unwrap().view.as_ref().unwrap();
    assert_eq!((read.mail_from.as_deref(), read.header[0].name.as_str()), (None, "Return-Path"));
    assert!(read.header[..3].iter().all(|field| field.added_by.is_some() && field.mark == Mark::Old));
    assert!(read.senders.as_ref().unwrap().same_domain);
    assert_eq!(read.body, "こんにちは");
}

#[test]
fn passwords_are_never_shown() {
    for step in told(Judgement::GOOD, Lang::En).steps {
        for line in &step.lines {
            assert!(!line.text.contains("secret") || line.kind == LineKind::Note, "{}", line.text);
            assert!(!line.text.contains("AGtpbXVyYQ"), "{}", line.text);
        }
    }
}

#[test]
fn verdicts_appear_one_by_one_and_nothing_gives_the_answer_away_before() {
    let story = told(Judgement::FORGED, Lang::En);
    let known = |phase: Phase| -> Vec<String> {
        step(&story, phase).verdicts.iter().map(|verdict| format!("{}={}", verdict.method, verdict.result)).collect()
    };
    assert_eq!(known(Phase::Data), Vec::<String>::new());
    assert_eq!(known(Phase::Spf), ["SPF=pass"]);
    assert_eq!(known(Phase::Dkim), ["SPF=pass", "DKIM=none"]);
    assert_eq!(known(Phase::Dmarc), ["SPF=pass", "DKIM=none", "DMARC=fail"]);
    let decision = story.steps.iter().position(|step| step.phase == Phase::Decision).unwrap();
    for step in &story.steps[..decision] {
        assert!(step.lines.iter().all(|line| !line.text.starts_with("550")), "{}", step.title);
        assert_ne!(step.motion.as_ref().map(|motion| motion.outcome), Some(Outcome::Refused));
    }
    let refusal = &story.steps[decision + 1];
    assert!(refusal.lines.iter().any(|line| line.text.starts_with("550 5.7.1")));
    assert_eq!((refusal.phase, refusal.tone), (Phase::Data, Tone::Bad));
    let motion = refusal.motion.as_ref().unwrap();
    assert_eq!((motion.to.as_str(), motion.outcome), ("mx.school.example", Outcome::Refused));
    assert!(matches!(&motion.cargo, Cargo::Letter { bounce: false, .. }));
}

#[test]
fn questions_and_remarks_stand_at_their_moments() {
    let moments = [
        (Moment::End, Phase::Read),
        (Moment::Decision, Phase::Decision),
        (Moment::Dmarc, Phase::Dmarc),
        (Moment::Dkim, Phase::Dkim),
        (Moment::Spf, Phase::Spf),
        (Moment::Stage(Stage::Transfer), Phase::Connect),
    ];
    let lesson = scenario(&moments.map(|(moment, _)| moment));
    let story = tell(&lesson, &delivery(Judgement::GOOD), Lang::Ja);
    assert!(story.questions.is_sorted_by_key(|question| question.before));
    assert!(story.questions.iter().all(|question| question.asked_by == Asking::Author && question.text == "次は？"));
    for (moment, phase) in moments {
        let question = story.questions.iter().find(|question| question.moment == moment).unwrap();
        let step = &story.steps[question.before];
        assert_eq!((step.phase, step.remark.as_deref()), (phase, Some("ここに注目。")), "{moment:?}");
    }
}

#[test]
fn where_the_author_asks_nothing_about_the_decision_the_program_does() {
    for (judgement, answer) in [(Judgement::GOOD, 0), (JUNK, 1), (Judgement::FORGED, 2)] {
        let story = told(judgement, Lang::En);
        let [question] = story.questions.as_slice() else { panic!("{:?}", story.questions) };
        assert_eq!((question.answer, question.asked_by), (answer, Asking::Program));
        assert_eq!(story.steps[question.before].phase, Phase::Decision);
    }
}

#[test]
fn a_moment_that_never_comes_is_the_end_of_the_letter() {
    let story = tell(&scenario(&[Moment::End]), &delivery(Judgement::FORGED), Lang::En);
    let question = story.questions.iter().find(|question| question.moment == Moment::End).unwrap();
    assert!(story.steps[question.before].title.contains("gives up"), "{}", story.steps[question.before].title);
}

#[test]
fn the_end_is_what_show_original_shows() {
    let story = told(Judgement::GOOD, Lang::En);
    let [ending] = story.endings.as_slice() else { panic!("{:?}", story.endings) };
    let rows: Vec<String> = ending.summary.rows.iter().map(|row| format!("{}: {}", row.label, row.value)).collect();
    let expected = [
        "Message-ID: <1@a-corp.example>",
        "Created: Tue, 24 Nov 2026 05:30:00 +0000 (delivered after 0 seconds)",
        "From: 木村 <kimura@a-corp.example>",
        "To: Aoi <aoi@school.example>",
        "Subject: 予定",
        "SPF: PASS with IP 192.0.2.25",
        "DKIM: PASS with domain a-corp.example",
        "DMARC: PASS",
    ];
    assert_eq!(rows, expected);
    assert_eq!((ending.folder.as_deref(), ending.tone), (Some("INBOX"), Tone::Good));
    assert!(ending.source.starts_with("Return-Path: <kimura@a-corp.example>\nAuthentication-Results:"));
}

#[test]
fn a_refused_letter_ends_with_the_reply_and_a_bounce() {
    let story = told(Judgement::FORGED, Lang::En);
    let ending = &story.endings[0];
    assert_eq!((ending.folder.as_deref(), ending.tone, ending.source.as_str()), (None, Tone::Bad, ""));
    assert_eq!(ending.reply.as_deref(), Some("550 5.7.1 rejected by DMARC policy"));
    assert!(ending.outcome.contains("bounce"), "{}", ending.outcome);
    let bounce = story.steps.last().unwrap();
    assert_eq!((bounce.phase, bounce.view.as_ref().unwrap().mail_from.as_deref()), (Phase::Bounce, Some("<>")));
}

#[test]
fn the_cast_stands_as_the_stages_go() {
    let story = told(Judgement::GOOD, Lang::En);
    let cast: Vec<(&str, ActorKind)> = story.actors.iter().map(|actor| (actor.host.as_str(), actor.kind)).collect();
    let expected = [
        ("kimura-pc", ActorKind::SenderPc),
        ("mail.a-corp.example", ActorKind::SenderServer),
        ("dns", ActorKind::Dns),
        ("mx.school.example", ActorKind::ReceiverServer),
        ("aoi-pc", ActorKind::ReceiverPc),
    ];
    assert_eq!(cast, expected);
}
