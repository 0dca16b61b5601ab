//! Strict beside naive: the same attack on a server that does it right and on one that makes a known mistake.
//!
//! ```text
//!   letter 1 ─► mx.school.example   501 ─────────────────────────► not taken
//!   letter 2 ─► mx.old.example      250, by a mistake ─► DMARC pass ─► inbox
//! ```
//!
//! Which letters belong together nobody has to say: each letter to a naive server belongs to the letter before it that went
//! to one without mistakes. One that has no partner (it was smuggled in) stands beside nothing, and that is the point.

use super::letters;
use crate::lang::Lang;
use crate::scenario::{Role, Scenario};
use crate::story::model::{Apart, Beside, Ending, Step, Verdict};
use crate::story::safe;
use crate::text;
use crate::trace::{Address, Event, EventId, Fact, LetterId, LetterOutcome, Trace};

/// One letter at the server that receives for its recipient.
#[derive(Clone, Copy)]
struct Case<'a> {
    letter: LetterId,
    recipient: &'a Address,
    host: &'a str,
    naive: bool,
}

/// All pairs; none where no server is naive, or all are.
pub fn of(
    scenario: &Scenario,
    trace: &Trace,
    outcomes: &[LetterOutcome],
    steps: &[Step],
    endings: &[Ending],
    lang: Lang,
) -> Vec<Beside> {
    let cases: Vec<Case<'_>> =
        outcomes.iter().filter(|outcome| outcome.about.is_none()).flat_map(cases(scenario)).collect();
    let Some(first) = cases.iter().find(|case| !case.naive) else { return Vec::new() };
    let mut partners: Vec<Case<'_>> = Vec::new();
    let mut beside = Vec::new();
    for case in &cases {
        if case.naive {
            let partner = partners.pop();
            let table =
                Table { trace, steps, endings, lang, strict: partner.map_or(first.host, |partner| partner.host) };
            beside.push(table.beside(partner, *case));
        } else {
            partners = vec![*case];
        }
    }
    beside
}

fn cases<'a>(scenario: &'a Scenario) -> impl Fn(&'a LetterOutcome) -> Vec<Case<'a>> {
    move |outcome| {
        let letter = outcome.letter;
        let case = |recipient: &'a Address| {
            let host = server_of(scenario, recipient)?;
            let naive = scenario.receivers.iter().any(|one| one.host == host && !one.naive.is_empty());
            Some(Case { letter, recipient, host, naive })
        };
        outcome.recipients.iter().filter_map(|one| case(&one.recipient)).collect()
    }
}

/// The first server that receives for an address.
fn server_of<'a>(scenario: &'a Scenario, recipient: &Address) -> Option<&'a str> {
    let domain = recipient.domain();
    let receives = |role: &Role| match role {
        Role::Server { domains, .. } => domains.iter().any(|own| own.eq_ignore_ascii_case(domain)),
        Role::Client { .. } => false,
    };
    scenario.hosts.iter().find(|host| receives(&host.role)).map(|host| host.name.as_str())
}

struct Table<'a> {
    trace: &'a Trace,
    steps: &'a [Step],
    endings: &'a [Ending],
    lang: Lang,
    strict: &'a str,
}

impl<'a> Table<'a> {
    fn beside(&self, strict: Option<Case<'a>>, naive: Case<'a>) -> Beside {
        let ours = strict.map_or((&[][..], None), |case| self.outcome(case));
        let (lang, letter) = (self.lang, naive.letter.0);
        let title = match strict {
            Some(strict) if strict.letter == naive.letter => {
                text!(lang, en: "Letter {letter}, at both servers", ja: "{letter}通目のメールを両方のサーバーで")
            }
            Some(strict) => {
                let other = strict.letter.0;
                text!(lang, en: "Letters {other} and {letter}", ja: "{other}通目と{letter}通目のメール")
            }
            None => text!(
                lang,
                en: "Letter {letter}, which the other server never saw",
                ja: "{letter}通目のメール（もう一方のサーバーには存在しません）"
            ),
        };
        Beside {
            title,
            strict: safe::line(self.strict),
            naive: safe::line(naive.host),
            rows: letters::rows(lang, ours, self.outcome(naive)),
            apart: self.mistakes(naive),
        }
    }

    fn outcome(&self, case: Case<'_>) -> (&'a [Verdict], Option<&'a Ending>) {
        let (host, recipient) = (safe::line(case.host), safe::line(&case.recipient.0));
        let there = self.steps.iter().filter(|step| step.letter == Some(case.letter) && step.host == host);
        let verdicts = there.map(|step| step.verdicts.as_slice()).rfind(|verdicts| !verdicts.is_empty());
        let is_it = |ending: &&Ending| {
            ending.letter == case.letter && (ending.recipient == recipient || ending.recipient.is_empty())
        };
        (verdicts.unwrap_or_default(), self.endings.iter().find(is_it))
    }

    /// The steps in which the naive server makes a mistake about the letter.
    fn mistakes(&self, case: Case<'_>) -> Vec<Apart> {
        let host = safe::line(case.host);
        let is_mistake =
            |id: &EventId| matches!(self.trace.event(*id), Some(Event { fact: Fact::Mistaken { .. }, .. }));
        let made =
            |step: &Step| step.letter == Some(case.letter) && step.host == host && step.events.iter().any(is_mistake);
        let told = self.steps.iter().enumerate().filter(|(_, step)| made(step));
        told.map(|(at, step)| Apart { step: at, text: step.text.clone() }).collect()
    }
}
