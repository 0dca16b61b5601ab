//! The lessons that come with the program, told: everything that happened has its place, in both languages alike.

use std::collections::HashSet;
use std::sync::LazyLock;

use tegami::lang::Lang;
use tegami::scenario::{Moment, Scenario, Step, StepKind, library};
use tegami::story::{ActorKind, LineKind, Link, Phase, Story, tell};
use tegami::trace::{DkimResult, Fact, Time, Trace};
use tegami::world::{self, Options};

/// All lessons and what happened in them: played once for all tests, as many at a time as there are cores.
fn lessons() -> &'static [(Scenario, Trace)] {
    static PLAYED: LazyLock<Vec<(Scenario, Trace)>> = LazyLock::new(|| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let play = |lesson: &'static library::Builtin| {
            let scenario = lesson.parse().scenario.unwrap();
            let options = Options { start: Some(Time(1_795_498_200)) };
            runtime.spawn(async move {
                let trace = world::run(&scenario, options).await.unwrap();
                (scenario, trace)
            })
        };
        let playing: Vec<_> = library::all().iter().map(play).collect();
        runtime.block_on(async {
            let mut played = Vec::new();
            for one in playing {
                played.push(one.await.unwrap());
            }
            played
        })
    });
    &PLAYED
}

#[test]
fn every_fact_of_every_lesson_is_told_once() {
    for (scenario, trace) in lessons() {
        let story = tell(scenario, trace, Lang::En);
        let told: Vec<_> = story.steps.iter().flat_map(|step| step.events.iter().copied()).collect();
        let once: HashSet<_> = told.iter().copied().collect();
        assert_eq!(told.len(), once.len(), "{}", scenario.name);
        for event in trace.events.iter().filter(|event| !matches!(event.fact, Fact::StepBegan { .. })) {
            assert!(once.contains(&event.id), "{}: nobody tells {event:?}", scenario.name);
        }
    }
}

#[test]
fn both_languages_tell_the_same_lesson() {
    let outline = |story: &Story| -> Vec<_> {
        let said = |step: &tegami::story::Step| step.lines.iter().filter(|line| line.kind != LineKind::Note).count();
        story.steps.iter().map(|step| (step.phase, step.tone, step.events.clone(), said(step))).collect()
    };
    for (scenario, trace) in lessons() {
        let [en, ja] = Lang::ALL.map(|lang| tell(scenario, trace, lang));
        assert_eq!(outline(&en), outline(&ja), "{}", scenario.name);
        assert_eq!(en.questions.len(), ja.questions.len());
        assert_eq!(en.endings.len(), ja.endings.len());
    }
}

#[test]
fn a_change_of_dns_shows_the_new_record() {
    let (scenario, trace) = lessons().iter().find(|(scenario, _)| scenario.name == "forged-from").unwrap();
    let story = tell(scenario, trace, Lang::En);
    let change = story.steps.iter().find(|step| step.phase == Phase::World).unwrap();
    assert!(change.lines[0].text.ends_with(" IN TXT \"v=DMARC1; p=quarantine\""), "{:?}", change.lines);
}

#[test]
fn a_lesson_has_its_questions_and_everybody_is_on_the_map() {
    for (scenario, trace) in lessons() {
        let story = tell(scenario, trace, Lang::Ja);
        let is_send = |step: &&Step| matches!(step.kind, StepKind::Send(_) | StepKind::Raw(_));
        let sends = scenario.steps.iter().filter(is_send).count();
        let writes = story.steps.iter().filter(|step| step.phase == Phase::Write).count();
        let ends: usize = trace.outcomes().iter().map(|outcome| outcome.recipients.len()).sum();
        assert_eq!((writes, story.endings.len()), (sends, ends), "{}", scenario.name);
        assert!(story.questions.len() >= scenario.asks.len() && story.questions.len() >= sends);
        let hosts: HashSet<&str> = story.actors.iter().map(|actor| actor.host.as_str()).collect();
        for motion in story.steps.iter().filter_map(|step| step.motion.as_ref()) {
            assert!(hosts.contains(motion.from.as_str()) && hosts.contains(motion.to.as_str()), "{motion:?}");
        }
    }
}

#[test]
fn a_second_letter_is_told_in_fewer_words_and_says_what_is_the_same() {
    let (scenario, trace) = lessons().iter().find(|(scenario, _)| scenario.name == "forged-from").unwrap();
    let story = tell(scenario, trace, Lang::En);
    let of = |phase: Phase| story.steps.iter().filter(move |step| step.phase == phase).collect::<Vec<_>>();
    let [first, second] = of(Phase::Spf)[..] else { panic!("SPF is checked once for each letter") };
    assert!(second.text.len() < first.text.len() && second.text.ends_with("As before."), "{}", second.text);
    let [first, second] = of(Phase::Dmarc)[..] else { panic!("DMARC too") };
    assert!(first.text.ends_with("p=reject.") && second.text.ends_with("p=quarantine."), "what differs is said");
}

#[test]
fn no_step_says_what_becomes_of_the_letter_before_the_decision_is_asked_about() {
    for (scenario, trace) in lessons() {
        let story = tell(scenario, trace, Lang::En);
        for question in story.questions.iter().filter(|question| question.moment == Moment::Decision) {
            let letter = story.steps[question.before].letter;
            let before = story.steps[..question.before].iter().filter(|step| step.letter == letter);
            // A recipient may be refused before: that is about the envelope, and the letter has not been seen yet. And
            // whoever passes a letter on has decided before its receiver does.
            for step in before.filter(|step| ![Phase::Envelope, Phase::Decision].contains(&step.phase)) {
                let told = format!("{} {} {}", step.title, step.text, step.remark.clone().unwrap_or_default());
                let words = ["refuse", "junk", "inbox", "put aside"];
                assert!(!words.iter().any(|word| told.contains(word)), "{}: {told}", scenario.name);
            }
        }
    }
}

#[test]
fn the_server_that_took_the_letter_stands_in_the_row_of_the_map() {
    let file = "format = 1\ntitle = { en = 'T', ja = 'T' }\ngoal = { en = 'G', ja = 'G' }\nlevel = 'beginner'\n\
        [hosts]\n\
        kimura-pc = { role = 'client', ip = '192.0.2.7' }\n\
        'mail.a.example' = { role = 'server', ip = '192.0.2.25', users = ['kimura'] }\n\
        'mx1.b.example' = { role = 'server', ip = '203.0.113.25', users = ['aoi'] }\n\
        'mx2.b.example' = { role = 'server', ip = '203.0.113.26', users = ['aoi'] }\n\
        aoi-pc = { role = 'client', ip = '203.0.113.7', server = 'mx2.b.example' }\n\
        [zones]\n\
        'a.example' = '''\n@ MX 10 mail\nmail A 192.0.2.25\n'''\n\
        'b.example' = '''\n@ MX 10 mx1\n@ MX 20 mx2\nmx1 A 203.0.113.25\nmx2 A 203.0.113.26\n'''\n\
        [[step]]\ndo = 'host'\nhost = 'mx1.b.example'\nstate = 'down'\n\
        [[step]]\ndo = 'send'\nfrom = 'kimura-pc'\nvia = 'mail.a.example'\n\
        envelope = { from = 'kimura@a.example', to = ['aoi@b.example'] }\n\
        header.From = 'kimura@a.example'\nheader.To = 'aoi@b.example'\nheader.Subject = 'S'\nbody = 'Hello'\n";
    let parsed = tegami::scenario::parse("mx", "mx.toml", file);
    let scenario = parsed.scenario.unwrap_or_else(|| panic!("{:?}", parsed.diagnostics));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let trace = runtime.block_on(world::run(&scenario, Options { start: Some(Time(1_795_498_200)) })).unwrap();
    let story = tell(&scenario, &trace, Lang::En);
    let kind = |host: &str| story.actors.iter().find(|actor| actor.host == host).map(|actor| actor.kind);
    assert_eq!(kind("mx2.b.example"), Some(ActorKind::ReceiverServer));
    assert_eq!(kind("aoi-pc"), Some(ActorKind::ReceiverPc));
    assert_eq!(kind("mx1.b.example"), Some(ActorKind::Other));
}

#[test]
fn a_letter_to_nobody_has_a_way_to_the_end_on_the_map_all_the_same() {
    let lesson = library::all().iter().find(|lesson| lesson.name == "legitimate").unwrap();
    let mut scenario = lesson.parse().scenario.unwrap();
    let StepKind::Send(send) = &mut scenario.steps[0].kind else { panic!("the first step sends") };
    send.envelope.to = vec![tegami::trace::Address("nobody@school.example".to_owned())];
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let trace = runtime.block_on(world::run(&scenario, Options { start: Some(Time(1_795_498_200)) })).unwrap();
    let story = tell(&scenario, &trace, Lang::En);
    let kinds: Vec<ActorKind> = story.actors.iter().map(|actor| actor.kind).collect();
    assert!(kinds.contains(&ActorKind::ReceiverPc), "{kinds:?}");
}

/// All links of a story, each with the step that it stands in.
fn links(story: &Story) -> Vec<(usize, Link)> {
    let of = |(index, step): (usize, &tegami::story::Step)| -> Vec<(usize, Link)> {
        let origins = step.view.iter().flat_map(|view| &view.header).filter_map(|field| field.origin.as_ref());
        let links = step.causes.iter().chain(&step.effects).chain(origins.flat_map(|origin| &origin.links));
        links.map(|link| (index, link.clone())).collect()
    };
    story.steps.iter().enumerate().flat_map(of).collect()
}

#[test]
fn every_link_leads_to_the_step_that_tells_its_fact_and_every_cause_is_the_other_side_of_an_effect() {
    for (scenario, trace) in lessons() {
        for story in Lang::ALL.map(|lang| tell(scenario, trace, lang)) {
            for (_, link) in links(&story) {
                assert!(story.steps[link.step].events.contains(&link.event) && !link.text.is_empty(), "{link:?}");
                assert!(!link.text.contains("secret"), "no password in {link:?}");
            }
            let pairs = |of: fn(&tegami::story::Step) -> &Vec<Link>, turn: fn((usize, usize)) -> (usize, usize)| {
                let all =
                    story.steps.iter().enumerate().flat_map(|(at, step)| of(step).iter().map(move |l| (at, l.step)));
                all.map(turn).collect::<HashSet<(usize, usize)>>()
            };
            let causes = pairs(|step| &step.causes, |(at, cause)| (cause, at));
            assert_eq!(causes, pairs(|step| &step.effects, |pair| pair), "{}", scenario.name);
            assert!(causes.iter().all(|(cause, effect)| cause < effect));
            let for_a_reason: HashSet<usize> = causes.iter().map(|(_, effect)| *effect).collect();
            let begins = |step: &tegami::story::Step| matches!(step.phase, Phase::Write | Phase::World);
            let lost = story.steps.iter().find(|step| !begins(step) && !for_a_reason.contains(&(step.number - 1)));
            assert_eq!(lost.map(|step| &step.title), None, "{}: something happens for no reason", scenario.name);
        }
    }
}

#[test]
fn every_field_knows_who_put_it_there_and_its_pieces_are_the_whole() {
    for (scenario, trace) in lessons() {
        for story in Lang::ALL.map(|lang| tell(scenario, trace, lang)) {
            let fields = story.steps.iter().filter_map(|step| step.view.as_ref()).flat_map(|view| &view.header);
            for field in fields {
                let origin = field.origin.as_ref().unwrap_or_else(|| panic!("{field:?} has no origin"));
                assert!(!origin.text.is_empty() && scenario.host(&origin.host).is_some(), "{origin:?}");
                let first = field.added_by.unwrap_or(origin.links[0].event);
                assert_eq!(origin.links[0].event, first, "the first link leads to who added it");
                let joined: String = field.parts.iter().map(|part| part.text.as_str()).collect();
                let in_pieces = ["Received", "Return-Path", "Authentication-Results"].contains(&field.name.as_str());
                assert!(if in_pieces { joined == field.raw } else { joined.is_empty() }, "{field:?}");
            }
        }
    }
}

#[test]
fn a_line_on_the_letter_leads_to_the_words_that_it_rests_on() {
    let (scenario, trace) = lessons().iter().find(|(scenario, _)| scenario.name == "legitimate").unwrap();
    let story = tell(scenario, trace, Lang::En);
    let read = story.steps.last().unwrap().view.as_ref().unwrap();
    let texts = |name: &str| -> Vec<String> {
        let field = read.header.iter().find(|field| field.name == name).unwrap();
        field.origin.as_ref().unwrap().links.iter().map(|link| link.text.clone()).collect()
    };
    assert!(texts("Return-Path").iter().any(|text| text.starts_with("MAIL FROM:<kimura@a-corp.example>")));
    let results = texts("Authentication-Results");
    assert!(["SPF: pass", "DKIM: pass", "DMARC: pass"].iter().all(|check| results.contains(&(*check).to_owned())));
    let received = texts("Received");
    assert!(received.contains(&"EHLO mail.a-corp.example".to_owned()), "{received:?}");
    let spf = story.steps.iter().find(|step| step.phase == Phase::Spf).unwrap();
    let effects: Vec<&str> = spf.effects.iter().map(|link| link.text.as_str()).collect();
    assert_eq!(effects, ["DMARC: pass", "decision: inbox", "Authentication-Results added"]);
}

/// A lesson as its author might have written it otherwise.
fn rewritten(name: &str, from: &str, to: &str) -> (Scenario, Trace) {
    let lesson = library::find(name).unwrap();
    assert!(lesson.source.contains(from), "{name}");
    let source = lesson.source.replacen(from, to, 1);
    let scenario = tegami::scenario::parse(name, lesson.path, &source).scenario.unwrap();
    let options = Options { start: Some(Time(1_795_498_200)) };
    let trace = tokio::runtime::Runtime::new().unwrap().block_on(world::run(&scenario, options)).unwrap();
    (scenario, trace)
}

#[test]
fn a_letter_that_goes_out_again_is_the_one_that_was_read_and_its_fields_are_known() {
    let (scenario, trace) = rewritten("dkim/append-attack", "body_length = true", "body_length = true");
    let written = trace.events.iter().filter(|event| matches!(event.fact, Fact::Written { .. })).nth(1).unwrap();
    let taken = trace.taken(written).unwrap();
    assert!(matches!(trace.event(taken.event).unwrap().fact, Fact::Fetched { .. }), "{taken:?}");
    assert!(String::from_utf8_lossy(taken.appended).starts_with("\r\n【追伸】"), "{taken:?}");
    let story = tell(&scenario, &trace, Lang::En);
    let again = story.steps.iter().filter(|step| step.phase == Phase::Write).nth(1).unwrap();
    let signature = again.view.as_ref().unwrap().header.iter().find(|field| field.name == "DKIM-Signature").unwrap();
    assert_eq!(signature.origin.as_ref().unwrap().host, "mail.a-corp.example");
}

#[test]
fn a_text_below_the_signed_part_is_marked_and_without_l_it_breaks_the_signature() {
    let result = |trace: &Trace| trace.outcomes()[1].checks.dkim.as_ref().unwrap().1.result;
    let (scenario, trace) = rewritten("dkim/append-attack", "body_length = true", "body_length = true");
    assert_eq!(result(&trace), DkimResult::Pass);
    let marked: Vec<_> = tell(&scenario, &trace, Lang::En).steps.into_iter().filter_map(|step| step.view).collect();
    let view = marked.iter().rev().find(|view| view.unsigned.is_some()).unwrap();
    let (signed, below): (Vec<_>, Vec<_>) =
        view.body.lines().enumerate().partition(|(line, _)| *line < view.unsigned.as_ref().unwrap().from_line);
    assert_eq!(signed.last().unwrap().1, "A社 広報部 木村");
    assert!(below.iter().any(|(_, line)| line.starts_with("【追伸】")), "{below:?}");

    let (scenario, trace) = rewritten("dkim/append-attack", "body_length = true", "body_length = false");
    assert_eq!(result(&trace), DkimResult::Fail);
    let story = tell(&scenario, &trace, Lang::En);
    assert!(story.steps.iter().filter_map(|step| step.view.as_ref()).all(|view| view.unsigned.is_none()));
}

#[test]
fn a_question_about_a_check_is_asked_where_the_letter_ends() {
    let (scenario, trace) = rewritten("forwarding/list-seals", "before   = \"end\"", "before   = \"spf\"");
    let story = tell(&scenario, &trace, Lang::En);
    let checks: Vec<_> = story.steps.iter().filter(|step| step.phase == Phase::Spf).collect();
    assert_eq!(
        checks.iter().map(|step| step.host.as_str()).collect::<Vec<_>>(),
        ["mail.list.example", "mx.school.example"]
    );
    let asked = story.questions.iter().find(|question| question.moment == Moment::Spf).unwrap();
    assert_eq!(story.steps[asked.before].host, "mx.school.example");
}
