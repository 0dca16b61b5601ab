//! What a receiver does with a letter: its author's policy first, its own rules where that says nothing.
//!
//! ```text
//!   DKIM2 fail and a rule for it ────────────► 550
//!   DMARC pass ──────────────────────────────► inbox
//!   DMARC fail ──► unbroken chain (ARC) of trusted sealers, the first saw it pass ─► inbox
//!              ├─► p=reject ─► 550, p=quarantine ─► junk
//!              └─► p=none  ─┐
//!   no DMARC ───────────────┴─► SPF fail and a rule for it ─► 550 or junk
//!                           └─► anything else ──────────────► inbox
//!   DMARC temperror: DNS did not answer ─────► 451: try again
//!   DMARC permerror ─┬► no author, or several ► 550
//!                    └► a record without a policy: as if there were no DMARC
//! ```

use super::findings::Findings;
use crate::scenario::{Receiver, SpfFailRule};
use crate::trace::proof::arc::Link;
use crate::trace::{Disposition, DispositionReason, DkimResult, DmarcResult, Policy, Reply, SpfResult};

/// The rule for letters that fail SPF: a key of the scenario file.
pub const SPF_FAIL: &str = "spf_fail";

/// The rule for letters whose signed envelope is another one (DKIM2): a key of the scenario file.
pub const DKIM2_FAIL: &str = "dkim2_fail";

/// The rule that a letter waits where DNS did not answer (RFC 7208 §8.6, RFC 9989 §5.3.6).
pub const TEMPERROR: &str = "temperror";

/// The rule that a letter has one author: one `From` field with addresses of one domain (RFC 5322 §3.6.2, RFC 9989).
pub const ONE_AUTHOR: &str = "one_author";

/// The longest piece of somebody else's text in a reply.
const LONGEST: usize = 120;

/// Decides, and says by what.
pub fn decide(findings: &Findings, rules: &Receiver) -> (Disposition, DispositionReason) {
    if rules.refuses_broken_dkim2 && findings.dkim2().is_some_and(|dkim2| is_broken(dkim2.result)) {
        return (Disposition::Reject, rule(DKIM2_FAIL));
    }
    let dmarc = findings.dmarc();
    let policy = dmarc.and_then(|dmarc| dmarc.policy).unwrap_or(Policy::None);
    match (dmarc.map_or(DmarcResult::None, |dmarc| dmarc.result), policy) {
        (DmarcResult::Pass, _) => (Disposition::Inbox, DispositionReason::Nothing),
        (DmarcResult::Fail, Policy::Reject | Policy::Quarantine)
            if let Some(domain) = trusted_sealer(findings, rules) =>
        {
            (Disposition::Inbox, DispositionReason::TrustedSealer { policy, domain })
        }
        (DmarcResult::Fail, Policy::Reject) => (Disposition::Reject, DispositionReason::DmarcPolicy { policy }),
        (DmarcResult::Fail, Policy::Quarantine) => (Disposition::Junk, DispositionReason::DmarcPolicy { policy }),
        (DmarcResult::Temperror, _) => (Disposition::Defer, rule(TEMPERROR)),
        // RFC 9989 §4.10.1: a record that cannot be used is the domain's mistake, and not the letter's.
        (DmarcResult::Permerror, _) if dmarc.is_some_and(|dmarc| dmarc.record.is_some()) => by_spf(findings, rules),
        (DmarcResult::Permerror, _) => (Disposition::Reject, rule(ONE_AUTHOR)),
        (DmarcResult::None, _) => by_spf(findings, rules),
        (DmarcResult::Fail, Policy::None) => match by_spf(findings, rules) {
            (disposition, DispositionReason::Nothing) => (disposition, DispositionReason::DmarcPolicy { policy }),
            by_rule => by_rule,
        },
    }
}

fn is_broken(result: DkimResult) -> bool {
    matches!(result, DkimResult::Fail | DkimResult::Permerror)
}

/// Whom to believe rather than DMARC (RFC 8617 §7.2 leaves it to the receiver): the chain is unbroken, all who have added
/// to it are trusted, since each may have changed the letter, and the first of them has seen DMARC pass for the same
/// author. A seal of somebody unknown says nothing.
fn trusted_sealer(findings: &Findings, rules: &Receiver) -> Option<String> {
    let arc = findings.arc().filter(|arc| arc.result == DkimResult::Pass)?;
    let links = &arc.proof.as_ref()?.links;
    let sealed_by = |link: &Link| link.seal.as_ref().and_then(|seal| seal.domain.clone());
    let trusts = |domain: &str| rules.trusted_sealers.iter().any(|trusted| trusted.eq_ignore_ascii_case(domain));
    if !links.iter().all(|link| sealed_by(link).is_some_and(|domain| trusts(&domain))) {
        return None;
    }
    let first = links.first()?;
    let author = format!("header.from={}", findings.dmarc()?.author_domain);
    let passed = |method: &String| {
        let mut words = method.split_ascii_whitespace();
        words.next() == Some("dmarc=pass") && words.any(|word| word.eq_ignore_ascii_case(&author))
    };
    first.results.as_ref()?.methods.iter().any(passed).then(|| sealed_by(first)).flatten()
}

/// RFC 7208 §8 leaves it to the receiver what SPF leads to.
fn by_spf(findings: &Findings, rules: &Receiver) -> (Disposition, DispositionReason) {
    let result = findings.spf().map_or(SpfResult::None, |spf| spf.result);
    match (result, rules.spf_fail) {
        (SpfResult::Fail, SpfFailRule::Reject) => (Disposition::Reject, rule(SPF_FAIL)),
        (SpfResult::Fail, SpfFailRule::Junk) => (Disposition::Junk, rule(SPF_FAIL)),
        (SpfResult::Temperror, SpfFailRule::Reject | SpfFailRule::Junk) => (Disposition::Defer, rule(TEMPERROR)),
        _ => (Disposition::Inbox, DispositionReason::Nothing),
    }
}

fn rule(key: &str) -> DispositionReason {
    DispositionReason::LocalRule { rule: key.to_owned() }
}

/// What the server says to the client.
pub fn reply(findings: &Findings, disposition: Disposition, reason: &DispositionReason) -> Reply {
    match disposition {
        Disposition::Inbox | Disposition::Junk | Disposition::Forward | Disposition::Queue => {
            Reply::new(250, "2.0.0 accepted")
        }
        Disposition::Defer => deferral(findings),
        Disposition::Reject => match reason {
            DispositionReason::LocalRule { rule } if rule == SPF_FAIL => spf_refusal(findings),
            DispositionReason::LocalRule { rule } if rule == ONE_AUTHOR => {
                Reply::new(550, "5.7.1 rejected: the header From must name authors of exactly one domain")
            }
            DispositionReason::LocalRule { rule } if rule == DKIM2_FAIL => {
                Reply::new(550, "5.7.1 rejected: this is not the envelope that was signed (DKIM2)")
            }
            _ => Reply::new(550, format!("5.7.1 rejected by the DMARC policy of {}", author(findings))),
        },
    }
}

/// RFC 7372 §3.2; what the domain itself says is added (RFC 7208 §6.2).
fn spf_refusal(findings: &Findings) -> Reply {
    let Some(spf) = findings.spf() else { return Reply::new(550, "5.7.23 rejected: SPF failed") };
    let said = spf.explanation.as_deref().map(|text| format!("; {} explains: {}", clean(&spf.domain), clean(text)));
    let text = format!("5.7.23 rejected: {} may not send for {}", spf.ip, clean(&spf.domain));
    Reply::new(550, format!("{text} (SPF){}", said.unwrap_or_default()))
}

fn deferral(findings: &Findings) -> Reply {
    if findings.dmarc().is_some_and(|dmarc| dmarc.result == DmarcResult::Temperror) {
        let text = format!("4.4.3 DNS does not answer: DMARC cannot be checked for {}", author(findings));
        return Reply::new(451, text);
    }
    let domain = findings.spf().map(|spf| clean(&spf.domain)).unwrap_or_default();
    Reply::new(451, format!("4.7.24 DNS does not answer: SPF cannot be checked for {domain}"))
}

fn author(findings: &Findings) -> String {
    findings.dmarc().map(|dmarc| clean(&dmarc.author_domain)).unwrap_or_default()
}

/// Text from outside, fit for one line of a reply.
fn clean(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(LONGEST).collect()
}
