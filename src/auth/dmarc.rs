//! DMARC (RFC 9989): do SPF or DKIM speak for the author, and what does the author's domain want done if not?
//!
//! The header From names the Author Domain. SPF speaks for it if it passed for an aligned domain on the envelope, DKIM if
//! an aligned domain has signed: the same one, or one of the same organization unless the author's record asks for more
//! (`aspf=s`, `adkim=s`). The record is found by walking up from the Author Domain ([`walk`]).

mod walk;

use std::sync::Arc;

use mail_auth::common::to_a_label;
use mail_auth::dmarc::Policy as Wish;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::{
    AuthenticatedMessage, DkimOutput, DmarcOutput, DmarcResult as Verdict, MessageAuthenticator, Parameters, SpfOutput,
};

use self::walk::{Found, Walk};
use super::spf;
use crate::dns::Resolver;
use crate::trace::{DmarcCheck, DmarcResult, EventId, Policy, SpfCheck};

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
        proof: None,
    }
}

/// What DMARC starts from: the letter, and what SPF and DKIM found.
pub(super) struct Basis<'a> {
    pub(super) message: &'a AuthenticatedMessage<'a>,
    pub(super) spf: &'a SpfCheck,
    pub(super) dkim: &'a [DkimOutput<'a>],
}

/// Checks the letter of one author, and says which questions its walks through DNS have asked.
pub(super) async fn check(
    authenticator: &MessageAuthenticator,
    resolver: &Resolver,
    basis: Basis<'_>,
    author: String,
) -> (DmarcCheck, Vec<EventId>) {
    let domain = domain_of_spf(basis.spf);
    let signers = basis.dkim.iter().filter_map(|output| Some(output.signature()?.d.as_str()));
    let walk = Walk::up_from(resolver, &author, std::iter::once(domain.as_str()).chain(signers)).await;
    let spf = SpfOutput::new(domain.clone()).with_result(spf::verdict(basis.spf.result));
    let parameters = Parameters::new(DmarcParameters::new(basis.message, basis.dkim, &domain, &spf));
    let output = authenticator.verify_dmarc(parameters.with_txt_cache(&walk.answers)).await;
    let mut check = bare(result(&output.result()), author);
    check.spf_aligned = *output.spf_result() == Verdict::Pass;
    check.dkim_aligned = *output.dkim_result() == Verdict::Pass;
    if let Some(record) = output.dmarc_record_cloned() {
        check.policy = Some(policy(&output));
        rests_on(&mut check, walk.found.iter().find(|found| Arc::ptr_eq(&found.record, &record)));
    } else if let (DmarcResult::None, Some(found)) = (check.result, walk.unusable()) {
        check.result = DmarcResult::Permerror;
        rests_on(&mut check, Some(found));
    }
    (check, walk.events)
}

/// The domain that SPF speaks for: that of `MAIL FROM`, or the HELO name where the reverse-path is null.
fn domain_of_spf(spf: &SpfCheck) -> String {
    spf.domain.trim_end_matches('.').to_ascii_lowercase()
}

fn rests_on(check: &mut DmarcCheck, found: Option<&Found>) {
    check.record_domain = found.map(|found| found.domain.clone());
    check.record = found.map(|found| found.text.clone());
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
