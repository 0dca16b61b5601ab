//! An aggregate report as a tree: one reason for each row, and below it what SPF and DKIM said (RFC 9990).

use crate::auth::aggregate::{self, Done, Report, Row};
use crate::lang::Lang;
use crate::story::model::{Proof, Reason, Sign, Tone};
use crate::story::{prose, safe};
use crate::trace::{Event, Fact, Trace};

/// The most rows that are told.
const MOST_ROWS: usize = 50;

/// What the report says that was written because of that fact.
pub(super) fn proof(trace: &Trace, reported: &Event, lang: Lang) -> Option<Proof> {
    let source = trace.events.iter().skip(reported.id.0 as usize).find_map(|event| match &event.fact {
        Fact::Written { source, .. } if event.letter == reported.letter => Some(source),
        _ => None,
    })?;
    let report = aggregate::read(source.as_slice())?;
    let letters = |passed: bool| {
        let rows = report.rows.iter().filter(|row| row.passed() == passed);
        rows.fold(0_u32, |sum, row| sum.saturating_add(row.letters))
    };
    let (domain, receiver) = (safe::line(&report.domain), safe::line(&report.receiver));
    let policy =
        Reason::new(Sign::Note, format!("p={}", report.policy), prose::report_policy(lang, &domain, report.policy));
    let rows = report.rows.iter().take(MOST_ROWS).map(|row| of_row(row, lang));
    Some(Proof {
        event: reported.id,
        method: "REPORT".to_owned(),
        question: prose::report_question(lang, &domain, &receiver),
        result: prose::report_counts(lang, report.letters(), report.sources()),
        tone: tone(&report),
        conclusion: prose::report_conclusion(lang, letters(true), letters(false)),
        reasons: std::iter::once(policy.clause("RFC 9990")).chain(rows).collect(),
    })
}

/// Whether anything in it wants to be looked at.
pub(in crate::story) fn tone(report: &Report) -> Tone {
    if report.rows.iter().all(Row::passed) { Tone::Good } else { Tone::Warn }
}

fn of_row(row: &Row, lang: Lang) -> Reason {
    let ip = row.ip.map_or_else(|| "?".to_owned(), |ip| ip.to_string());
    let sign = match row.done {
        Done::Passed => Sign::Yes,
        Done::Nothing | Done::Quarantined => Sign::Warn,
        Done::Rejected => Sign::No,
    };
    let label = format!("{ip} × {}", row.letters);
    Reason::new(sign, label, safe::line(&prose::report_row(lang, &ip, row))).resting_on(results(row, lang))
}

fn results(row: &Row, lang: Lang) -> Vec<Reason> {
    let sign = |aligned| if aligned { Sign::Yes } else { Sign::No };
    let from = Reason::new(Sign::Note, format!("header_from={}", safe::line(&row.header_from)), String::new());
    let spf = row.spf.iter().map(|(domain, result)| {
        let text = prose::report_spf(lang, domain, *result, row.spf_aligned);
        Reason::new(sign(row.spf_aligned), format!("spf={result}"), safe::line(&text))
    });
    let signatures = row.dkim.iter().map(|(domain, _, result)| {
        let text = prose::report_dkim(lang, domain, *result, row.dkim_aligned);
        Reason::new(sign(row.dkim_aligned), format!("dkim={result}"), safe::line(&text))
    });
    std::iter::once(from).chain(spf).chain(signatures).collect()
}
