//! The two names that a client gives, each checked by itself (RFC 7208 §2.3 and §2.4).

use std::net::IpAddr;

use mail_auth::SpfResult as Verdict;

use super::{Query, evaluate};
use crate::auth::arriving::Arriving;
use crate::dns::Resolver;
use crate::trace::proof::spf::Evaluation;
use crate::trace::{Address, SpfCheck, SpfIdentity, SpfResult};

/// The question: this address, for this identity.
pub(in crate::auth) struct Identity<'a> {
    which: SpfIdentity,
    domain: &'a str,
    sender: Address,
    ip: IpAddr,
}

impl<'a> Identity<'a> {
    /// The name that the client gave in HELO or EHLO (RFC 7208 §2.3).
    pub(in crate::auth) fn helo(arriving: &Arriving<'a>) -> Self {
        let sender = Address(format!("postmaster@{}", arriving.helo));
        Self { which: SpfIdentity::Helo, domain: arriving.helo, sender, ip: arriving.client_ip }
    }

    /// The reverse-path (RFC 7208 §2.4); none where it is null, because then the HELO name speaks for it.
    pub(in crate::auth) fn mail_from(arriving: &Arriving<'a>) -> Option<Self> {
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
    pub(in crate::auth) fn unknown(self) -> SpfCheck {
        self.check(SpfResult::Temperror)
    }

    fn check(self, result: SpfResult) -> SpfCheck {
        let Self { which: identity, domain, sender, ip } = self;
        let domain = domain.to_owned();
        SpfCheck { identity, domain, sender, ip, result, record: None, term: None, explanation: None, proof: None }
    }

    fn proven(self, proof: Evaluation) -> SpfCheck {
        let mut check = self.check(proof.result());
        check.record = proof.record().map(str::to_owned);
        check.term = proof.term().map(str::to_owned);
        check.explanation = proof.said().map(str::to_owned);
        check.proof = Some(Box::new(proof));
        check
    }
}

/// Checks one identity, asking as this host.
pub(in crate::auth) async fn check(resolver: &Resolver, arriving: &Arriving<'_>, identity: Identity<'_>) -> SpfCheck {
    let query = Query {
        ip: identity.ip,
        domain: identity.domain,
        sender: &identity.sender.0,
        helo: arriving.helo,
        host: arriving.host,
        at: arriving.at,
    };
    let proof = evaluate(resolver, query).await;
    identity.proven(proof)
}

/// Our result, for DMARC to use.
pub(in crate::auth) fn verdict(result: SpfResult) -> Verdict {
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
