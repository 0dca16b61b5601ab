//! The sender's mail client: hands a letter to its server. Stage ① of the delivery (RFC 6409).

use std::net::IpAddr;

use super::client::{Conversation, Outcome, Trouble, Trust};
use crate::net::{Call, Network};
use crate::trace::{Address, Draft, Envelope, EventId, Fact, LetterId, Reply, Service, SessionId, Stage};

/// A letter on its way from a PC to the server of its user.
pub struct Submit<'a> {
    /// The network that the PC is on.
    pub network: &'a Network,
    /// The PC.
    pub pc: &'a str,
    /// The server's address.
    pub server: IpAddr,
    /// The name to say in EHLO.
    pub hello: &'a str,
    /// Who logs in, and with which password; none where the client does not even try.
    pub login: Option<(&'a str, &'a str)>,
    /// Which letter.
    pub letter: LetterId,
    /// Its envelope.
    pub envelope: &'a Envelope,
    /// Header and body.
    pub source: &'a [u8],
    /// The fact that it was written.
    pub written: EventId,
}

impl Submit<'_> {
    /// Takes the letter there. What the server did not take stays on the PC, and is recorded as refused.
    pub async fn run(self) {
        let call = Call {
            from: self.pc.to_owned(),
            stage: Stage::Submission,
            letter: Some(self.letter),
            because: vec![self.written],
        };
        match Conversation::open(self.network, call, self.server, Service::Submission, self.hello).await {
            Ok(conversation) => self.converse(conversation).await,
            Err(trouble) => self.give_up(None, &trouble, self.written),
        }
    }

    async fn converse(&self, mut conversation: Conversation) {
        let session = conversation.session;
        match self.hand_over(&mut conversation).await {
            Ok(outcome) => {
                for (recipient, reply) in outcome.refused {
                    self.refused(Some(recipient), reply, self.last_word(session));
                }
            }
            Err(trouble) => self.give_up(Some(&conversation), &trouble, self.last_word(session)),
        }
        conversation.quit().await;
    }

    async fn hand_over(&self, conversation: &mut Conversation) -> Result<Outcome, Trouble> {
        if conversation.offers_starttls() {
            let own = conversation.server.host.clone();
            conversation.encrypt(Trust::Named(&own)).await?;
        }
        if let Some((user, password)) = self.login {
            conversation.login(user, password).await?;
        }
        conversation.deliver(self.envelope, self.source).await
    }

    fn give_up(&self, with: Option<&Conversation>, trouble: &Trouble, because: EventId) {
        let whom = with.map_or_else(|| self.server.to_string(), |conversation| conversation.server.host.clone());
        let because = if let Trouble::Unreachable { event } = trouble { *event } else { because };
        self.refused(None, trouble.reply(&whom), because);
    }

    fn refused(&self, recipient: Option<Address>, reply: Reply, because: EventId) {
        let draft = Draft::new(self.pc, Fact::Refused { recipient, reply });
        self.network.recorder().record(draft.in_stage(Stage::Submission).about(self.letter).because([because]));
    }

    fn last_word(&self, session: SessionId) -> EventId {
        self.network.recorder().last_line(session).unwrap_or(self.written)
    }
}
