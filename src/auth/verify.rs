//! All checks of an arriving letter, in order, each recorded with the DNS questions it rests on.
//!
//! ```text
//!   HELO ──────► SPF ─┐
//!   MAIL FROM ─► SPF ─┼──────────────┐
//!   signatures ► DKIM ┼──────────────┼─► DMARC ◄── header From
//!   seals ─────► ARC ─┘              │
//!        (each: its questions, then its Fact::Checked)
//! ```

use mail_auth::{AuthenticatedMessage, MessageAuthenticator};

pub use super::arriving::Arriving;
use super::dmarc::{Author, Basis};
use super::evidence::{Question, questions};
pub use super::findings::Findings;
use super::naive::{self, Instead};
use super::spf::Identity;
use super::{arc, dkim, dkim2, dmarc, spf};
use crate::dns::{Context, Resolver};
use crate::trace::{Check, DmarcResult, Draft, EventId, Fact, Recorder, SpfCheck};

/// Checks a letter, asking DNS as this host.
pub async fn verify(resolver: &Resolver, recorder: &Recorder, arriving: Arriving<'_>) -> Findings {
    let Arriving { stage, letter, .. } = arriving;
    let context = Context { stage: Some(stage), letter, because: arriving.because.clone() };
    let resolver = resolver.asking(context);
    let authenticator = resolver.inner().cloned().map(MessageAuthenticator);
    let source = arriving.source;
    // Without a strict reading, signatures that cover only the beginning of the body (`l=`) are checked too.
    let message = AuthenticatedMessage::parse_with_opts(source, None, false);
    let bench = Bench { resolver, recorder, arriving, findings: Findings::default() };
    match authenticator {
        Some(authenticator) => bench.verify(&authenticator, message).await,
        None => bench.give_up(message.as_ref()),
    }
}

struct Bench<'a> {
    resolver: Resolver,
    recorder: &'a Recorder,
    arriving: Arriving<'a>,
    findings: Findings,
}

impl Bench<'_> {
    async fn verify(
        mut self,
        authenticator: &MessageAuthenticator,
        message: Option<AuthenticatedMessage<'_>>,
    ) -> Findings {
        let spf = self.spf().await;
        let Some(mut message) = message else {
            return self.without_header();
        };
        let at = self.arriving.at;
        let signatures = dkim::Signatures::prepare(&mut message, at);
        arc::prepare(&mut message, at);
        dkim2::prepare(&mut message, at);
        dmarc::prepare(&mut message);
        let (keys, cut) = signatures.keys(&self.resolver, self.arriving.mistakes).await;
        for instead in &cut {
            self.mistaken(instead);
        }
        let dkim::Verified { checks, outputs } = signatures.verify(authenticator, &message, &keys).await;
        // What the library asked beyond the keys is nobody's reason.
        self.asked();
        for (check, because) in checks {
            self.found(Check::Dkim(check), because);
        }
        if dkim2::is_there(&message) {
            let (check, asked) = dkim2::check(authenticator, &self.resolver, &message, &self.arriving).await;
            self.found(Check::Dkim2(check), asked);
        }
        let (check, asked) = arc::check(authenticator, &self.resolver, &message, at).await;
        self.found(Check::Arc(check), asked);
        let rests_on = self.findings.events();
        let seen = self.letter_for_dmarc();
        let mut seen = seen.as_deref().and_then(|source| AuthenticatedMessage::parse_with_opts(source, None, false));
        seen.iter_mut().for_each(dmarc::prepare);
        let message = seen.as_ref().unwrap_or(&message);
        let (spf, findings) = self.spf_for_dmarc(spf);
        let author = Author::of(Some(message));
        let basis = Basis { message, spf: &spf, dkim: &outputs, findings: &findings };
        let (check, asked) = dmarc::check(authenticator, &self.resolver, self.recorder, basis, author).await;
        self.found(Check::Dmarc(check), asked.into_iter().chain(rests_on));
        self.findings
    }

    /// The letter as DMARC sees it, where that is not the one that arrived.
    fn letter_for_dmarc(&self) -> Option<Vec<u8>> {
        let instead = naive::letter(self.arriving.mistakes, self.arriving.source)?;
        self.mistaken(&instead);
        Some(instead.value)
    }

    /// SPF and all findings as DMARC sees them: usually as they are.
    fn spf_for_dmarc(&self, mut spf: SpfCheck) -> (SpfCheck, Findings) {
        let mut findings = self.findings.clone();
        let Some(instead) = naive::domain_of_spf(self.arriving.mistakes, self.arriving.mail_from) else {
            return (spf, findings);
        };
        self.mistaken(&instead);
        for (_, check) in &mut findings.checks {
            if let Check::Spf(known) = check
                && *known == spf
            {
                known.domain.clone_from(&instead.value);
            }
        }
        spf.domain = instead.value;
        (spf, findings)
    }

    fn mistaken<T>(&self, instead: &Instead<T>) {
        let Arriving { host, stage, letter, because, .. } = &self.arriving;
        let fact = Fact::Mistaken { mistake: instead.mistake, believed: Some(instead.believed.clone()) };
        let draft = Draft::new(*host, fact).in_stage(*stage).about(*letter);
        self.recorder.record(draft.because(because.iter().copied()));
    }

    /// SPF for HELO and MAIL FROM; hands back the one that counts.
    async fn spf(&mut self) -> SpfCheck {
        let (helo, mail_from) = (Identity::helo(&self.arriving), Identity::mail_from(&self.arriving));
        let mail_from = mail_from.filter(|_| !naive::passes_over(self.arriving.mistakes, self.arriving.mail_from));
        let mut counts = self.spf_of(helo).await;
        if let Some(identity) = mail_from {
            counts = self.spf_of(identity).await;
        }
        counts
    }

    async fn spf_of(&mut self, identity: Identity<'_>) -> SpfCheck {
        let check = spf::check(&self.resolver, &self.arriving, identity).await;
        let because = check.proof.as_ref().map(|proof| proof.events()).unwrap_or_default();
        self.found(Check::Spf(check.clone()), because);
        check
    }

    /// A letter that is all body.
    fn without_header(mut self) -> Findings {
        self.found(Check::Dkim(dkim::none()), []);
        self.found(Check::Arc(arc::none()), []);
        let rests_on = self.findings.events();
        self.found(Check::Dmarc(Author::of(None).only(DmarcResult::Permerror)), rests_on);
        self.findings
    }

    /// DNS cannot be asked, because this machine has no socket left: later it may.
    fn give_up(mut self, message: Option<&AuthenticatedMessage<'_>>) -> Findings {
        let identities = [Some(Identity::helo(&self.arriving)), Identity::mail_from(&self.arriving)];
        let spf: Vec<SpfCheck> = identities.into_iter().flatten().map(Identity::unknown).collect();
        for check in spf {
            self.found(Check::Spf(check), []);
        }
        for check in dkim::unknown(message) {
            self.found(Check::Dkim(check), []);
        }
        self.found(Check::Arc(arc::none()), []);
        self.found(Check::Dmarc(Author::of(message).only(DmarcResult::Temperror)), []);
        self.findings
    }

    fn asked(&self) -> Vec<Question> {
        questions(&self.resolver, self.recorder)
    }

    fn found(&mut self, check: Check, because: impl IntoIterator<Item = EventId>) {
        let Arriving { host, stage, letter, because: cause, .. } = &self.arriving;
        let draft = Draft::new(*host, Fact::Checked { check: check.clone() }).in_stage(*stage).about(*letter);
        let event = self.recorder.record(draft.because(because).because(cause.iter().copied()));
        self.findings.checks.push((event, check));
    }
}
