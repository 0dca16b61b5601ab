//! SPF (RFC 7208): may this address send for this domain?
//!
//! The domain publishes a text record, `v=spf1` and a row of terms. Each term that matches the calling address decides by
//! the sign before it: `+` pass, `-` fail, `~` softfail, `?` neutral. The first match counts.
//!
//! The verdict comes from `mail-auth` behind [`check`] alone, so that an evaluator of our own can take its place. What
//! decided is told only where it is certain ([`term`]).

mod term;

use std::net::IpAddr;

use mail_auth::spf::verify::SpfParameters;
use mail_auth::{MessageAuthenticator, SpfResult as Verdict};

use super::arriving::Arriving;
use super::evidence::{self, Question};
use crate::trace::{Address, SpfCheck, SpfIdentity, SpfResult};

/// The question: this address, for this identity.
pub(super) struct Identity<'a> {
    which: SpfIdentity,
    domain: &'a str,
    sender: Address,
    ip: IpAddr,
}

impl<'a> Identity<'a> {
    /// The name that the client gave in HELO or EHLO (RFC 7208 §2.3).
    pub(super) fn helo(arriving: &Arriving<'a>) -> Self {
        let sender = Address(format!("postmaster@{}", arriving.helo));
        Self { which: SpfIdentity::Helo, domain: arriving.helo, sender, ip: arriving.client_ip }
    }

    /// The reverse-path (RFC 7208 §2.4); none where it is null, because then the HELO name speaks for it.
    pub(super) fn mail_from(arriving: &Arriving<'a>) -> Option<Self> {
        let path = arriving.mail_from;
        let identity = || Self {
            which: SpfIdentity::MailFrom,
            domain: path.domain(),
            sender: path.clone(),
            ip: arriving.client_ip,
        };
        (!path.is_null()).then(identity)
    }

    /// The result where DNS cannot be asked at all.
    pub(super) fn unknown(self) -> SpfCheck {
        self.check(SpfResult::Temperror)
    }

    fn check(self, result: SpfResult) -> SpfCheck {
        let Self { which: identity, domain, sender, ip } = self;
        let domain = domain.to_owned();
        SpfCheck { identity, domain, sender, ip, result, record: None, term: None, explanation: None }
    }
}

/// Checks one identity. `asked` is called once the verdict stands and says which questions were asked for it.
pub(super) async fn check(
    authenticator: &MessageAuthenticator,
    arriving: &Arriving<'_>,
    identity: Identity<'_>,
    asked: impl FnOnce() -> Vec<Question>,
) -> (SpfCheck, Vec<Question>) {
    let (ip, helo, host) = (arriving.client_ip, arriving.helo, arriving.host);
    let parameters = match identity.which {
        SpfIdentity::Helo => SpfParameters::verify_ehlo(ip, helo, host),
        SpfIdentity::MailFrom => SpfParameters::verify_mail_from(ip, helo, host, &identity.sender.0),
    };
    let output = authenticator.verify_spf(parameters).await;
    let questions = asked();
    let mut records = evidence::texts_at(&questions, identity.domain.trim_end_matches('.'));
    records.retain(|record| is_spf(record));
    let mut check = identity.check(result(output.result()));
    check.explanation = output.explanation().map(str::to_owned);
    if let [record] = records.as_slice() {
        check.record = Some(record.clone());
        check.term = term::deciding_term(record, ip, check.result);
    } else if records.len() > 1 {
        // RFC 7208 §4.5: which of them would it be?
        check.result = SpfResult::Permerror;
        check.explanation = None;
    }
    (check, questions)
}

/// RFC 7208 §4.5: the version, and then a space or nothing.
fn is_spf(record: &str) -> bool {
    let version = record.get(..6).filter(|version| version.eq_ignore_ascii_case("v=spf1"));
    version.is_some() && matches!(record.as_bytes().get(6), None | Some(b' '))
}

fn result(verdict: Verdict) -> SpfResult {
    match verdict {
        Verdict::Pass => SpfResult::Pass,
        Verdict::Fail => SpfResult::Fail,
        Verdict::SoftFail => SpfResult::Softfail,
        Verdict::Neutral => SpfResult::Neutral,
        Verdict::TempError => SpfResult::Temperror,
        Verdict::PermError => SpfResult::Permerror,
        Verdict::None => SpfResult::None,
    }
}

/// Our result, for DMARC to use.
pub(super) fn verdict(result: SpfResult) -> Verdict {
    match result {
        SpfResult::Pass => Verdict::Pass,
        SpfResult::Fail => Verdict::Fail,
        SpfResult::Softfail => Verdict::SoftFail,
        SpfResult::Neutral => Verdict::Neutral,
        SpfResult::Temperror => Verdict::TempError,
        SpfResult::Permerror => Verdict::PermError,
        SpfResult::None => Verdict::None,
    }
}
