//! Before a letter is handed over: is the line encrypted, and does that have to be?
//!
//! ```text
//!   no policy   STARTTLS where it is offered, whatever the certificate says; otherwise clear text (RFC 7435)
//!   testing     the same; what does not keep to the policy is written down
//!   enforce     name of the server ── STARTTLS ── certificate ──► all three right, or the letter stays here: 4.7.x
//! ```
//!
//! Without a policy a certificate proves nothing: the name to compare it with comes from DNS, where nobody has protected it,
//! and a client that would go on in clear text anyway gains nothing by turning an encrypted line down.

use super::client::{Conversation, Trouble, Trust};
use super::sts::{Finding, policy_names};
use crate::trace::{Draft, EventId, Fact, LetterId, Recorder, Reply, Stage, StsFailure, StsMode, StsPolicy};

/// What a server has to keep to, and who holds it to that.
pub(super) struct Checker<'a> {
    /// The server that sends.
    pub(super) host: &'a str,
    pub(super) recorder: &'a Recorder,
    pub(super) letter: LetterId,
    pub(super) domain: &'a str,
    /// What is known of the domain's policy; none where nobody looks for one.
    pub(super) finding: Option<&'a Finding>,
}

impl Checker<'_> {
    fn policy(&self) -> Option<(&StsPolicy, EventId)> {
        let finding = self.finding?;
        Some((finding.found.policy()?, finding.event))
    }

    /// The same server held to nothing.
    pub(super) fn without_policy(&self) -> Self {
        Self { finding: None, ..*self }
    }

    /// Whether that server may be called at all: `Err` with what is said of it where not.
    pub(super) fn admits(&self, server: &str) -> Result<(), (Reply, EventId)> {
        match self.policy() {
            Some((policy, _)) if !policy_names(policy, server) => self.fails(server, StsFailure::OtherName, None),
            _ => Ok(()),
        }
    }

    /// Encrypts the line as far as has to be. `last` is the last word of the conversation so far.
    pub(super) async fn secure(
        &self,
        conversation: &mut Conversation,
        server: &str,
        last: impl Fn() -> EventId,
    ) -> Result<(), Insecure> {
        let Some((policy, _)) = self.policy() else { return opportunistic(conversation).await };
        if !conversation.offers_starttls() {
            return self.fails(server, StsFailure::NoStarttls, Some(last())).map_err(Insecure::Forbidden);
        }
        match conversation.encrypt(Trust::Named(server)).await {
            Ok(()) => {
                if policy_names(policy, server) {
                    self.record(server, None, Some(last()));
                }
                Ok(())
            }
            Err(Trouble::Broken(_)) => match self.fails(server, StsFailure::Certificate, Some(last())) {
                Err(forbidden) => Err(Insecure::Forbidden(forbidden)),
                Ok(()) => Err(Insecure::Untrusted),
            },
            Err(trouble) => Err(Insecure::Trouble(trouble)),
        }
    }

    /// Writes down what is wrong; `Err` where the letter must not go on.
    fn fails(&self, server: &str, failure: StsFailure, last: Option<EventId>) -> Result<(), (Reply, EventId)> {
        let event = self.record(server, Some(failure), last);
        let enforced = self.policy().is_some_and(|(policy, _)| policy.mode == StsMode::Enforce);
        if enforced { Err((self.reply(server, failure), event)) } else { Ok(()) }
    }

    fn reply(&self, server: &str, failure: StsFailure) -> Reply {
        let domain = self.domain;
        let text = match failure {
            StsFailure::OtherName => format!("4.7.0 {server} is none of the servers that {domain} names (MTA-STS)"),
            StsFailure::NoStarttls => {
                format!("4.7.4 {domain} wants encryption (MTA-STS), and {server} does not offer it")
            }
            StsFailure::Certificate => {
                format!("4.7.5 the certificate of {server} is not trusted (MTA-STS of {domain})")
            }
        };
        Reply::new(451, text)
    }

    fn record(&self, server: &str, failure: Option<StsFailure>, last: Option<EventId>) -> EventId {
        let (policy, found) = match self.policy() {
            Some((policy, event)) => (policy.mode, Some(event)),
            None => (StsMode::None, None),
        };
        let (domain, server) = (self.domain.to_owned(), server.to_owned());
        let fact = Fact::StsChecked { domain, server, mode: policy, failure };
        let draft = Draft::new(self.host, fact).in_stage(Stage::Transfer).about(self.letter);
        self.recorder.record(draft.because(last.into_iter().chain(found)))
    }
}

/// Why a letter is not handed over on this line.
pub(super) enum Insecure {
    /// The policy forbids it.
    Forbidden((Reply, EventId)),
    /// The certificate is not to be trusted, and the policy is only tested: another line may be opened, without it.
    Untrusted,
    /// Something else went wrong.
    Trouble(Trouble),
}

async fn opportunistic(conversation: &mut Conversation) -> Result<(), Insecure> {
    if conversation.offers_starttls() {
        conversation.encrypt(Trust::Anybody).await.map_err(Insecure::Trouble)?;
    }
    Ok(())
}
