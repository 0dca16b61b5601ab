//! Naive servers: each mistake lets in, octet by octet, what a server without it refuses; and nobody makes one by accident.

use pretty_assertions::assert_eq;
use tegami::lang::Lang;
use tegami::scenario::{self, library};
use tegami::story::tell;
use tegami::trace::{Fact, Fate, LetterOutcome, Mistake, Time, Trace};
use tegami::world::{self, Options};

const WORLD: &str = r#"
format = 1
title = { en = "t", ja = "t" }
[hosts]
mallory-pc          = { role = "client", ip = "198.51.100.7" }
"mail.news.example" = { role = "server", ip = "198.51.100.40", users = ["staff", "mallory"], bounces = false }
"mx.old.example"    = { role = "server", ip = "203.0.113.35", users = ["sora"] }
[zones]
"a-corp.example" = '''
@       TXT  "v=spf1 ip4:192.0.2.25 -all"
_dmarc  TXT  "v=DMARC1; p=reject"
'''
"evil.example" = '''
@       TXT  "v=spf1 ip4:198.51.100.7 -all"
*       TXT  "v=spf1 ip4:198.51.100.7 -all"
_dmarc  TXT  "v=DMARC1; p=none"
'''
"news.example" = '''
@       MX   10 mail
mail    A    198.51.100.40
@       TXT  "v=spf1 ip4:198.51.100.40 -all"
'''
"old.example" = '''
@       MX   10 mx
mx      A    203.0.113.35
'''
"#;

/// A raw step at the old server.
fn typed(mail_from: &str, letter: &str) -> String {
    format!(
        "[[step]]\ndo = 'raw'\nfrom = 'mallory-pc'\nto = 'mx.old.example'\nlines = '''\nEHLO mail.evil.example\n\
         MAIL FROM:<{mail_from}>\nRCPT TO:<sora@old.example>\nDATA\n{letter}\n.\nQUIT\n'''\n"
    )
}

fn run(naive: &[(&str, &str)], step: &str) -> Trace {
    let rules: String = naive
        .iter()
        .flat_map(|(host, mistake)| ["[receivers.\"", host, "\"]\nnaive = [\"", mistake, "\"]\n"])
        .collect();
    let source = format!("{WORLD}{rules}{step}");
    let parsed = scenario::parse("test", "test.toml", &source);
    let rendered = scenario::render(&parsed.diagnostics, "test.toml", &source, Lang::En, false);
    let scenario = parsed.scenario.unwrap_or_else(|| panic!("{rendered}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let trace = runtime.block_on(world::run(&scenario, Options { start: Some(Time(1_800_000_000)) })).unwrap();
    assert!(!tell(&scenario, &trace, Lang::Ja).steps.is_empty());
    trace
}

fn mistakes(trace: &Trace) -> Vec<Mistake> {
    let made = |fact: &Fact| if let Fact::Mistaken { mistake, .. } = fact { Some(*mistake) } else { None };
    let mut all: Vec<Mistake> = trace.events.iter().filter_map(|event| made(&event.fact)).collect();
    all.dedup();
    all
}

fn last(trace: &Trace) -> LetterOutcome {
    trace.outcomes().pop().unwrap()
}

/// The code of the last reply, or 250 where the letter lies in a mailbox.
fn code(letter: &LetterOutcome) -> Option<u16> {
    let only = &letter.recipients[0];
    let filed = matches!(only.fate, Fate::Filed { .. });
    if filed { Some(250) } else { only.reply.as_ref().map(|reply| reply.code) }
}

fn dmarc(letter: &LetterOutcome) -> Option<&'static str> {
    letter.checks.dmarc.as_ref().map(|(_, dmarc)| dmarc.result.word())
}

#[test]
fn what_each_mistake_lets_in_a_server_without_it_refuses() {
    let kimura = "From: kimura@a-corp.example\n\nhello";
    let cases = [
        ("first-from-wins", "m@evil.example", "From: m@evil.example\nFrom: k@a-corp.example\n\nhello", 550),
        ("last-from-wins", "m@evil.example", "From: k@a-corp.example\nSubject: x\nfrom: m@evil.example\n\nhello", 550),
        ("first-address-wins", "m@evil.example", "From: m@evil.example,\n\tk@a-corp.example\n\nhello", 550),
        ("malformed-mail-from", "(kimura@a-corp.example", kimura, 501),
        ("comment-in-mail-from", "kimura@a-corp.example(.evil.example", kimura, 501),
    ];
    for (mistake, mail_from, letter, refused) in cases {
        let step = typed(mail_from, letter);
        let strict = run(&[], &step);
        assert_eq!((code(&last(&strict)), mistakes(&strict)), (Some(refused), vec![]), "{mistake}");
        let naive = run(&[("mx.old.example", mistake)], &step);
        assert_eq!((code(&last(&naive)), dmarc(&last(&naive))), (Some(250), Some("pass")), "{mistake}");
        let word = Mistake::WORDS.iter().find(|(word, _)| *word == mistake).unwrap().1;
        assert_eq!(mistakes(&naive), [word], "{mistake}");
        // Another mistake does not let it in.
        let other = run(&[("mx.old.example", "keeps-forged-results")], &step);
        assert_eq!(code(&last(&other)), Some(refused), "{mistake}");
    }
}

#[test]
fn a_dot_behind_a_bare_line_feed_ends_a_letter_for_a_naive_server_only() {
    let smuggled = "From: m@evil.example\n\nhello\\n.\nMAIL FROM:<staff@news.example>\nRCPT TO:<sora@old.example>\nDATA\n\
                    From: s@evil.example\n\nhello";
    let direct = typed("m@evil.example", smuggled);
    let strict = run(&[], &direct);
    assert_eq!(strict.outcomes().iter().map(code).collect::<Vec<_>>(), [Some(554)]);
    let naive = run(&[("mx.old.example", "bare-lf-ends-data")], &direct);
    let outcomes = naive.outcomes();
    assert_eq!(outcomes.iter().map(code).collect::<Vec<_>>(), [Some(250), Some(250)]);
    assert!(outcomes[1].source.to_string().starts_with("From: s@evil.example"), "{}", outcomes[1].source);
    assert_eq!(mistakes(&naive), [Mistake::BareLfEndsData]);
}

#[test]
fn a_letter_is_smuggled_where_two_mistakes_meet_and_nowhere_else() {
    let step = "[[step]]\ndo = 'raw'\nfrom = 'mallory-pc'\nto = 'mail.news.example'\nservice = 'submission'\nlines = '''\n\
                EHLO x\nSTARTTLS\nEHLO x\nAUTH PLAIN AG1hbGxvcnkAbWFsbG9yeS1zZWNyZXQ=\nMAIL FROM:<mallory@news.example>\n\
                RCPT TO:<sora@old.example>\nDATA\nFrom: mallory@news.example\n\n..one\\n.\nMAIL FROM:<staff@news.example>\n\
                RCPT TO:<sora@old.example>\nDATA\nFrom: staff@news.example\n\ntwo\n.\nQUIT\n'''\n";
    let (sender, receiver) = (("mail.news.example", "passes-bare-lf"), ("mx.old.example", "bare-lf-ends-data"));
    for (naive, codes) in [
        (vec![], vec![Some(554)]),
        (vec![receiver], vec![Some(554)]),
        (vec![sender], vec![Some(554)]),
        (vec![sender, receiver], vec![Some(250), Some(250)]),
    ] {
        let trace = run(&naive, step);
        let outcomes = trace.outcomes();
        assert_eq!(outcomes.iter().map(code).collect::<Vec<_>>(), codes, "{naive:?}");
        if let [_, smuggled] = outcomes.as_slice() {
            assert_eq!(smuggled.checks.spf.as_ref().unwrap().1.domain, "news.example");
        }
    }
}

#[test]
fn forged_results_stay_on_the_letter_of_a_naive_server_only() {
    let forged = "Authentication-Results: MX.old.example; dmarc=pass header.from=a-corp.example";
    let step = typed("m@evil.example", &format!("{forged}\nFrom: m@evil.example\n\nhello"));
    let filed = |trace: &Trace| match last(trace).recipients.remove(0).fate {
        Fate::Filed { source, .. } => source.to_string(),
        other => panic!("{other:?}"),
    };
    assert!(!filed(&run(&[], &step)).contains(forged));
    assert!(filed(&run(&[("mx.old.example", "keeps-forged-results")], &step)).contains(forged));
}

/// A server that cuts a name off at its NUL asks elsewhere; one that does not asks nobody. No signature passes for that alone.
#[test]
fn a_nul_in_a_signature_leads_nobody_astray_but_the_naive() {
    let asked = |trace: &Trace| {
        let of = |fact: &Fact| match fact {
            Fact::Asked { name, rtype, .. } if rtype == "TXT" && name.contains("_domainkey") => Some(name.clone()),
            _ => None,
        };
        trace.events.iter().filter_map(|event| of(&event.fact)).collect::<Vec<_>>()
    };
    for (domain, selector, elsewhere) in [
        ("a-corp.example", "s1._domainkey.evil.example.\\0x", Some("s1._domainkey.evil.example")),
        ("a-corp.example", "s1._domainkey.evil.example\\0", Some("s1._domainkey.evil.example")),
        ("a-corp.example", "\\0x", None),
        ("a-corp.example", "\\0", None),
        ("a-corp.example", ".\\0", None),
        ("a-corp.example\\0.evil.example", "s1", None),
        ("\\0", "\\0\\0", None),
    ] {
        let signature = format!(
            "DKIM-Signature: v=1; a=ed25519-sha256; d={domain}; s={selector}; h=From; \
             bh=LWEf3CHoyoH51SHZqaRuzQwMiMd841IdIDQU5Aabf/k=; b=V2qDdf47BixVWtV+ZvYafw=="
        );
        let step = typed("m@evil.example", &format!("{signature}\nFrom: kimura@a-corp.example\n\nhello"));
        let strict = run(&[], &step);
        assert_eq!(asked(&strict), [""; 0], "{domain} {selector}");
        assert_eq!((code(&last(&strict)), mistakes(&strict)), (Some(550), vec![]), "{domain} {selector}");
        let naive = run(&[("mx.old.example", "nul-ends-name")], &step);
        assert_eq!(code(&last(&naive)), Some(550), "{domain} {selector}");
        if let Some(elsewhere) = elsewhere {
            assert_eq!((asked(&naive), mistakes(&naive)), (vec![elsewhere.to_owned()], vec![Mistake::NulEndsName]));
        }
    }
}

#[test]
fn no_lesson_but_those_on_attacks_has_a_naive_server() {
    for builtin in library::all() {
        let scenario = builtin.parse().scenario.unwrap();
        let naive = scenario.receivers.iter().any(|receiver| !receiver.naive.is_empty());
        assert!(!naive || builtin.name.starts_with("attacks/"), "{}", builtin.name);
    }
}
