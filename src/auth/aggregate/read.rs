//! A report out of a letter that somebody got: from this world or from any other.

use mail_auth::report::{self, ActionDisposition};

use super::{Done, MOST_ROWS, Report, Row};
use crate::trace::{DkimResult, Policy, SpfResult, Time};

/// How large a report may be when it is unpacked, in octets: what is larger is somebody's trick.
const LARGEST: usize = 1024 * 1024;

/// How large a letter with a report may be. An archive may hold many files, each of which is unpacked.
const LARGEST_LETTER: usize = 256 * 1024;

/// The report in a letter, where there is one that can be read.
pub fn read(source: &[u8]) -> Option<Report> {
    if source.len() > LARGEST_LETTER {
        return None;
    }
    let report = report::Report::parse_rfc5322(source, LARGEST).ok()?;
    let time = |seconds: u64| Time(i64::try_from(seconds).unwrap_or_default());
    Some(Report {
        id: report.report_id().to_owned(),
        receiver: report.org_name().to_owned(),
        email: report.email().to_owned(),
        domain: report.domain().to_owned(),
        policy: match report.p() {
            report::Disposition::Quarantine => Policy::Quarantine,
            report::Disposition::Reject => Policy::Reject,
            report::Disposition::None | report::Disposition::Unspecified => Policy::None,
        },
        begin: time(report.date_range_begin()),
        end: time(report.date_range_end()),
        rows: report.records().iter().take(MOST_ROWS).map(row).collect(),
    })
}

fn row(record: &report::Record) -> Row {
    let evaluated = &record.row.policy_evaluated;
    let aligned = |result| result == report::DmarcResult::Pass;
    let (dkim_aligned, spf_aligned) = (aligned(evaluated.dkim), aligned(evaluated.spf));
    Row {
        ip: record.row.source_ip,
        letters: record.row.count,
        done: match evaluated.disposition {
            ActionDisposition::Quarantine => Done::Quarantined,
            ActionDisposition::Reject => Done::Rejected,
            // Before RFC 9990 there was one word, `none`, for a pass and for a failure that has no consequence.
            _ if dkim_aligned || spf_aligned => Done::Passed,
            _ => Done::Nothing,
        },
        overridden: !evaluated.reason.is_empty(),
        dkim_aligned,
        spf_aligned,
        header_from: record.identifiers.header_from.clone(),
        envelope_from: record.identifiers.envelope_from.clone(),
        dkim: record.auth_results.dkim.iter().map(dkim).collect(),
        spf: record.auth_results.spf.first().map(spf),
    }
}

fn dkim(result: &report::DKIMAuthResult) -> (String, String, DkimResult) {
    let word = match result.result {
        report::DkimResult::None => DkimResult::None,
        report::DkimResult::Pass => DkimResult::Pass,
        report::DkimResult::Fail => DkimResult::Fail,
        report::DkimResult::Policy => DkimResult::Policy,
        report::DkimResult::Neutral => DkimResult::Neutral,
        report::DkimResult::TempError => DkimResult::Temperror,
        report::DkimResult::PermError => DkimResult::Permerror,
    };
    (result.domain.clone(), result.selector.clone(), word)
}

fn spf(result: &report::SPFAuthResult) -> (String, SpfResult) {
    let word = match result.result {
        report::SpfResult::None => SpfResult::None,
        report::SpfResult::Neutral => SpfResult::Neutral,
        report::SpfResult::Pass => SpfResult::Pass,
        report::SpfResult::Fail => SpfResult::Fail,
        report::SpfResult::SoftFail => SpfResult::Softfail,
        report::SpfResult::TempError => SpfResult::Temperror,
        report::SpfResult::PermError => SpfResult::Permerror,
    };
    (result.domain.clone(), word)
}
