//! DMARC (RFC 9989): do SPF or DKIM speak for the author, and what does the author's domain want done if not?

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::to_a_label;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::dmarc::{Dmarc, Policy as Wish};
use mail_auth::{
    AuthenticatedMessage, DkimOutput, DmarcOutput, DmarcResult as Verdict, MessageAuthenticator, SpfOutput,
};

use super::evidence::{self, Question};
use super::spf;
use crate::trace::{DmarcCheck, DmarcResult, Policy, SpfCheck};

/// Whom the header From names, as far as DMARC is concerned.
pub(super) enum Author {
    /// One domain: the Author Domain.
    One(String),
    /// No field, several fields, or several domains; the first one, where there is one. DMARC cannot speak for such a
    /// letter (RFC 9989).
    Unclear(Option<String>),
}

impl Author {
    /// Reads the header From of a letter; none where it has no header at all.
    pub(super) fn of(message: Option<&AuthenticatedMessage<'_>>) -> Self {
        let Some(message) = message else { return Self::Unclear(None) };
        let is_from = |(name, _): &&(&[u8], &[u8])| name.trim_ascii().eq_ignore_ascii_case(b"From");
        let fields = message.headers.iter().filter(is_from).count();
        let mut domains: Vec<String> = message.from.iter().map(|address| domain_of(address)).collect();
        domains.dedup();
        match (fields, domains.as_slice()) {
            (1, [domain]) if !domain.is_empty() => Self::One(domain.clone()),
            _ => Self::Unclear(domains.into_iter().find(|domain| !domain.is_empty())),
        }
    }

    /// The result where DMARC says nothing but this.
    pub(super) fn only(self, result: DmarcResult) -> DmarcCheck {
        let (Self::One(domain) | Self::Unclear(Some(domain))) = self else { return bare(result, String::new()) };
        bare(result, domain)
    }
}

/// The domain of an address, as DNS writes it (RFC 5890 §2.3.2.1).
fn domain_of(address: &str) -> String {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain.trim_end_matches('.'));
    to_a_label(domain).to_ascii_lowercase()
}

fn bare(result: DmarcResult, author_domain: String) -> DmarcCheck {
    DmarcCheck {
        result,
        author_domain,
        record_domain: None,
        record: None,
        policy: None,
        spf_aligned: false,
        dkim_aligned: false,
    }
}

/// What DMARC starts from: the letter, and what SPF and DKIM found.
pub(super) struct Basis<'a> {
    pub(super) message: &'a AuthenticatedMessage<'a>,
    pub(super) spf: &'a SpfCheck,
    pub(super) dkim: &'a [DkimOutput<'a>],
}

/// Checks the letter of one author. `asked` is called once the verdict stands and says which questions were asked for it.
pub(super) async fn check(
    authenticator: &MessageAuthenticator,
    basis: Basis<'_>,
    author: String,
    asked: impl FnOnce() -> Vec<Question>,
) -> (DmarcCheck, Vec<Question>) {
    let domain = basis.spf.domain.to_ascii_lowercase();
    let spf = SpfOutput::new(domain.clone()).with_result(spf::verdict(basis.spf.result));
    let output = authenticator.verify_dmarc(DmarcParameters::new(basis.message, basis.dkim, &domain, &spf)).await;
    let questions = asked();
    let mut check = bare(result(&output.result()), author);
    check.spf_aligned = *output.spf_result() == Verdict::Pass;
    check.dkim_aligned = *output.dkim_result() == Verdict::Pass;
    if let Some(record) = output.dmarc_record() {
        check.policy = Some(policy(&output));
        if let Some((domain, text)) = found(&questions, &check.author_domain, record) {
            (check.record_domain, check.record) = (Some(domain), Some(text));
        }
    }
    (check, questions)
}

/// Where the record that applied was found, and its text. The author's own is preferred, then the one highest up
/// (RFC 9989 §4.10.1).
fn found(questions: &[Question], author: &str, record: &Dmarc) -> Option<(String, String)> {
    let domains = std::iter::successors(Some(author), |domain| domain.split_once('.').map(|(_, above)| above));
    let read_at = |domain: &str| {
        let mut texts = evidence::texts_at(questions, &format!("_dmarc.{domain}")).into_iter();
        let text = texts.find(|text| Dmarc::parse(text.as_bytes()).is_ok_and(|parsed| parsed == *record))?;
        Some((domain.to_owned(), text))
    };
    read_at(author).or_else(|| domains.skip(1).filter_map(read_at).last())
}

/// What the domain wants done, as it applies to this letter: `p=`, `sp=` or `np=`, one level lower with `t=y`.
fn policy(output: &DmarcOutput) -> Policy {
    match output.policy() {
        Wish::None | Wish::Unspecified => Policy::None,
        Wish::Quarantine => Policy::Quarantine,
        Wish::Reject => Policy::Reject,
    }
}

fn result(verdict: &Verdict) -> DmarcResult {
    match verdict {
        Verdict::Pass => DmarcResult::Pass,
        Verdict::Fail(_) => DmarcResult::Fail,
        Verdict::TempError(_) => DmarcResult::Temperror,
        Verdict::PermError(_) => DmarcResult::Permerror,
        Verdict::None => DmarcResult::None,
    }
}
