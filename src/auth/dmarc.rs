//! DMARC (RFC 9989): do SPF or DKIM speak for the author, and what does the author's domain want done if not?
//!
//! The header From names the Author Domain. SPF speaks for it if it passed for an aligned domain on the envelope, DKIM if
//! an aligned domain has signed: the same one, or one of the same organization unless the author's record asks for more
//! (`aspf=s`, `adkim=s`). The record is found by walking up from the Author Domain ([`walk`]).
//!
//! ```text
//!   header From ─► author ─► walk ─► record ─┬─► alignment of SPF and of each signature ─► pass or fail
//!                                            └─► p, sp or np; t ─► what the domain wants done
//! ```
//!
//! The verdict is that of `mail-auth`, on the answers of our own walk; [`weigh`] goes the same way with the reasons.

mod author;
mod organization;
mod record;
mod walk;
mod weigh;

use mail_auth::common::to_a_label;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::{
    AuthenticatedMessage, DkimOutput, DmarcOutput, DmarcResult as Verdict, MessageAuthenticator, Parameters, SpfOutput,
};

pub(super) use self::author::Author;
pub(super) use self::record::understand;
use self::walk::Walks;
use self::weigh::{Applied, Identifier};
use super::evidence::{Question, questions};
use super::findings::Findings;
use super::spf;
use crate::dns::Resolver;
use crate::trace::proof::dmarc::{DmarcProof, Existence, Speaker, Usable};
use crate::trace::{Check, DmarcCheck, DmarcResult, EventId, Policy, Rcode, Recorder, SpfCheck};

/// How many domains are compared with the author's.
const MOST_IDENTIFIERS: usize = 24;

/// What DMARC starts from: the letter, and what SPF and DKIM found.
pub(super) struct Basis<'a> {
    pub(super) message: &'a AuthenticatedMessage<'a>,
    /// SPF of the identity that counts.
    pub(super) spf: &'a SpfCheck,
    pub(super) dkim: &'a [DkimOutput<'a>],
    /// The checks as they are recorded.
    pub(super) findings: &'a Findings,
}

/// Writes the domains of the header From as DNS writes them, so that the library looks for what is asked for here.
pub(super) fn prepare(message: &mut AuthenticatedMessage<'_>) {
    for address in &mut message.from {
        if let Some((local, _)) = address.rsplit_once('@') {
            *address = format!("{local}@{}", author::domain_of(address));
        }
    }
}

/// Checks the letter of one author, and says which questions it has asked.
pub(super) async fn check(
    authenticator: &MessageAuthenticator,
    resolver: &Resolver,
    recorder: &Recorder,
    basis: Basis<'_>,
    author: Author,
) -> (DmarcCheck, Vec<EventId>) {
    let Some(domain) = author.domain().map(str::to_owned) else {
        return (author.only(DmarcResult::Permerror), Vec::new());
    };
    let mut walks = Walks::default();
    walks.walk(resolver, &domain).await;
    let applied = walks.from(&domain).and_then(|walk| Applied::find(&walks, walk));
    let identifiers = identifiers(&basis);
    if let (Some(walk), Some(applied)) = (walks.from(&domain).cloned(), &applied) {
        for one in &identifiers {
            if weigh::needs_walk(&walk, one, applied.strict(one.speaker)) {
                walks.walk(resolver, &one.domain).await;
            }
        }
    }
    let output = library(authenticator, &basis, &walks).await;
    let asked = questions(resolver, recorder);
    let ours = reckon(author, &walks, applied, &identifiers, existence(&asked, &domain));
    let events = walks.events.into_iter().chain(asked.iter().map(|question| question.event)).collect();
    (agreed(ours, &output), events)
}

/// The verdict of the library, on our answers.
async fn library(authenticator: &MessageAuthenticator, basis: &Basis<'_>, walks: &Walks) -> DmarcOutput {
    let domain = domain_of_spf(basis.spf);
    let spf = SpfOutput::new(domain.clone()).with_result(spf::verdict(basis.spf.result));
    let parameters = Parameters::new(DmarcParameters::new(basis.message, basis.dkim, &domain, &spf));
    authenticator.verify_dmarc(parameters.with_txt_cache(&walks.answers)).await
}

/// Everybody who speaks for a domain.
fn identifiers(basis: &Basis<'_>) -> Vec<Identifier> {
    let one = |(event, check): &(EventId, Check)| match check {
        Check::Spf(spf) if spf == basis.spf => Some((Speaker::Spf, *event, domain_of_spf(spf), spf.result.word())),
        Check::Dkim(dkim) => {
            Some((Speaker::Dkim, *event, to_a_label(dkim.domain.as_deref()?).into_owned(), dkim.result.word()))
        }
        _ => None,
    };
    let all = basis.findings.checks.iter().filter_map(one).take(MOST_IDENTIFIERS);
    all.map(|(speaker, check, domain, result)| Identifier { speaker, check, domain, result }).collect()
}

/// The domain that SPF speaks for: that of `MAIL FROM`, or the HELO name where the reverse-path is null.
fn domain_of_spf(spf: &SpfCheck) -> String {
    to_a_label(spf.domain.trim_end_matches('.')).to_ascii_lowercase()
}

/// What was learned about the Author Domain itself, where that mattered.
fn existence(asked: &[Question], author: &str) -> Option<Existence> {
    let about: Vec<&Question> = asked.iter().filter(|question| question.rtype == "A").collect();
    let first = about.first()?;
    let rcode = about.last().and_then(|question| question.answer.as_ref()).map(|answer| answer.rcode);
    let exists = match rcode {
        Some(Rcode::NoError) => Some(true),
        Some(Rcode::NxDomain) => Some(false),
        _ => None,
    };
    let asked = about.iter().map(|question| question.event).collect();
    first.name.eq_ignore_ascii_case(author).then_some(Existence { exists, asked })
}

/// The check as it follows from the facts, with its proof.
fn reckon(
    author: Author,
    walks: &Walks,
    applied: Option<Applied>,
    identifiers: &[Identifier],
    existence: Option<Existence>,
) -> DmarcCheck {
    let mut check = author.only(DmarcResult::None);
    let mut proof = check.proof.take().map(|proof| *proof).unwrap_or_default();
    proof.walks.clone_from(&walks.made);
    let unknown = walks.made.first().is_some_and(|walk| walk.organization.is_none());
    check.result = if unknown { DmarcResult::Temperror } else { DmarcResult::None };
    if let Some(applied) = applied {
        check.record_domain = Some(applied.domain.clone());
        check.record = Some(applied.published.text.clone());
        proof.record = Some(applied.told());
        check.result = DmarcResult::Permerror;
        if applied.usable() != Usable::No {
            weighed(&mut check, &mut proof, &applied, identifiers, existence);
        }
    }
    check.proof = Some(Box::new(proof));
    check
}

/// The part that needs a record which can be used.
fn weighed(
    check: &mut DmarcCheck,
    proof: &mut DmarcProof,
    applied: &Applied,
    identifiers: &[Identifier],
    existence: Option<Existence>,
) {
    let Some(author) = proof.walks.first().cloned() else { return };
    let compare = |one: &Identifier| {
        let walked = proof.walks.iter().find(|walk| walk.domain == one.domain);
        weigh::compare(&author, one, applied.strict(one.speaker), walked)
    };
    let alignments = identifiers.iter().map(compare).collect();
    proof.alignments = alignments;
    let policy = applied.policy(existence);
    check.policy = Some(policy.applied);
    proof.policy = Some(policy);
    check.spf_aligned = weigh::speaks(&proof.alignments, Speaker::Spf);
    check.dkim_aligned = weigh::speaks(&proof.alignments, Speaker::Dkim);
    check.result = weigh::result(&proof.alignments);
}

/// The verdict of the library on the facts of the proof. Where it differs from what follows from them, the proof says so,
/// but for what the library is known not to look at: an author whose domain is a single label, and a record that says
/// nothing, which is the domain's mistake and not the absence of a record.
fn agreed(mut ours: DmarcCheck, output: &DmarcOutput) -> DmarcCheck {
    let (result, theirs) = (result(&output.result()), policy(output));
    let single = !ours.author_domain.contains('.');
    let says_nothing = ours.result == DmarcResult::Permerror && result == DmarcResult::None;
    if single || says_nothing || (result == ours.result && theirs == ours.policy) {
        return ours;
    }
    if let Some(proof) = &mut ours.proof {
        proof.disagrees = Some(ours.result);
    }
    ours.result = result;
    ours.policy = theirs;
    ours.spf_aligned = *output.spf_result() == Verdict::Pass;
    ours.dkim_aligned = *output.dkim_result() == Verdict::Pass;
    ours
}

/// What the domain wants done, as it applies to this letter: `p=`, `sp=` or `np=`, one level lower with `t=y`.
fn policy(output: &DmarcOutput) -> Option<Policy> {
    output.dmarc_record().map(|_| weigh::policy(output.policy()))
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
