//! A report as XML under gzip, ready to be attached to a letter.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use mail_auth::report::{self, ActionDisposition, PolicyOverride, PolicyOverrideReason, SPFDomainScope};

use super::{Done, Report, Row, understand};
use crate::auth::base64;
use crate::trace::{DkimResult, SpfResult};

/// How long a line of base64 is (RFC 2045 §6.8).
const LINE: usize = 76;

impl Report {
    /// How the attachment is called: `receiver!domain!begin!end.xml.gz` (RFC 9990).
    pub fn file_name(&self) -> String {
        format!("{}!{}!{}!{}.xml.gz", self.receiver, self.domain, self.begin.0, self.end.0)
    }

    /// The attachment, in base64 with CRLF line ends. `record` is the policy record that was applied.
    ///
    /// # Errors
    /// Where it cannot be packed.
    pub fn attachment(&self, record: &str) -> io::Result<String> {
        let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
        packed.write_all(self.to_xml(record).as_bytes())?;
        let encoded = base64::encode(&packed.finish()?);
        let lines = encoded.as_bytes().chunks(LINE).map(|line| String::from_utf8_lossy(line) + "\r\n");
        Ok(lines.collect())
    }

    fn to_xml(&self, record: &str) -> String {
        let published = understand(record).map(|record| report::PolicyPublished::from_record(&self.domain, &record));
        let seconds = |time: crate::trace::Time| u64::try_from(time.0).unwrap_or_default();
        let mut report = report::Report::new()
            .with_version(1.0)
            .with_org_name(&self.receiver)
            .with_email(&self.email)
            .with_report_id(&self.id)
            .with_date_range_begin(seconds(self.begin))
            .with_date_range_end(seconds(self.end))
            .with_generator(concat!("tegami ", env!("CARGO_PKG_VERSION")))
            .with_domain(&self.domain);
        if let Some(published) = published {
            report = report.with_policy_published(published);
        }
        self.rows.iter().for_each(|row| report.add_record(row.record()));
        report.to_xml()
    }
}

impl Row {
    fn record(&self) -> report::Record {
        let aligned = |aligned| if aligned { report::DmarcResult::Pass } else { report::DmarcResult::Fail };
        let reason = PolicyOverrideReason { type_: PolicyOverride::LocalPolicy, comment: None };
        let policy_evaluated = report::PolicyEvaluated {
            disposition: match self.done {
                Done::Passed => ActionDisposition::Pass,
                Done::Nothing => ActionDisposition::None,
                Done::Quarantined => ActionDisposition::Quarantine,
                Done::Rejected => ActionDisposition::Reject,
            },
            dkim: aligned(self.dkim_aligned),
            spf: aligned(self.spf_aligned),
            reason: self.overridden.then_some(reason).into_iter().collect(),
        };
        report::Record {
            row: report::Row { source_ip: self.ip, count: self.letters, policy_evaluated },
            identifiers: report::Identifier {
                envelope_to: None,
                envelope_from: self.envelope_from.clone(),
                header_from: self.header_from.clone(),
            },
            auth_results: report::AuthResult {
                dkim: self.dkim.iter().map(|(domain, selector, result)| dkim(domain, selector, *result)).collect(),
                spf: self.spf.iter().map(|(domain, result)| spf(domain, *result)).collect(),
            },
            extensions: Vec::new(),
        }
    }
}

fn dkim(domain: &str, selector: &str, result: DkimResult) -> report::DKIMAuthResult {
    let result = match result {
        DkimResult::None => report::DkimResult::None,
        DkimResult::Pass => report::DkimResult::Pass,
        DkimResult::Fail => report::DkimResult::Fail,
        DkimResult::Policy => report::DkimResult::Policy,
        DkimResult::Neutral => report::DkimResult::Neutral,
        DkimResult::Temperror => report::DkimResult::TempError,
        DkimResult::Permerror => report::DkimResult::PermError,
    };
    report::DKIMAuthResult { domain: domain.to_owned(), selector: selector.to_owned(), result, human_result: None }
}

fn spf(domain: &str, result: SpfResult) -> report::SPFAuthResult {
    let result = match result {
        SpfResult::None => report::SpfResult::None,
        SpfResult::Neutral => report::SpfResult::Neutral,
        SpfResult::Pass => report::SpfResult::Pass,
        SpfResult::Fail => report::SpfResult::Fail,
        SpfResult::Softfail => report::SpfResult::SoftFail,
        SpfResult::Temperror => report::SpfResult::TempError,
        SpfResult::Permerror => report::SpfResult::PermError,
    };
    report::SPFAuthResult { domain: domain.to_owned(), scope: SPFDomainScope::MailFrom, result, human_result: None }
}
