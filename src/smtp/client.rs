//! The calling side of an SMTP conversation, one command at a time, on lettre's low-level connection.
//!
//! A mail client uses it to submit a letter (stage ①), a server to pass one on (stage ③):
//!
//! ```text
//!   connect ─► EHLO ─► [STARTTLS ─► EHLO] ─► [AUTH] ─► MAIL FROM ─► RCPT TO … ─► DATA ─► letter ─► QUIT
//! ```
//!
//! The wire is recorded by the door on the other side; this side only says what came of it.

use std::error::Error as _;
use std::net::IpAddr;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error as SmtpError, response::Response};

use crate::net::{Authority, Call, Network};
use crate::trace::{Address, Envelope, EventId, Peer, Reply, Service, SessionId};

/// Why a conversation came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answered at that address.
    Unreachable {
        /// The recorded fact.
        event: EventId,
    },
    /// The server said no.
    Refused(Reply),
    /// The connection broke, or what came back was not SMTP.
    Broken(String),
}

impl Trouble {
    /// The trouble as a reply: the server's own, or what RFC 3463 has for a connection that came to nothing.
    pub fn reply(&self, whom: &str) -> Reply {
        match self {
            Self::Unreachable { .. } => Reply::new(451, format!("4.4.1 {whom} does not answer")),
            Self::Refused(reply) => reply.clone(),
            Self::Broken(why) => Reply::new(451, format!("4.4.2 the connection to {whom} broke: {why}")),
        }
    }
}

impl From<SmtpError> for Trouble {
    fn from(error: SmtpError) -> Self {
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        match error.status() {
            Some(code) => Self::Refused(Reply::new(u16::from(code), said)),
            None => Self::Broken(error.to_string()),
        }
    }
}

/// Whom a client believes that it talks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust<'a> {
    /// Anybody: the line is encrypted, and nobody knows up to whom.
    Anybody,
    /// Only a server with a certificate in that name.
    Named(&'a str),
}

/// What the server said to a letter, recipient by recipient.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Those it took the letter for.
    pub accepted: Vec<Address>,
    /// Those it did not, and what it said.
    pub refused: Vec<(Address, Reply)>,
    /// Its reply to the letter as a whole, where it got that far.
    pub reply: Option<Reply>,
}

/// An open conversation.
pub struct Conversation {
    smtp: AsyncSmtpConnection,
    network: Network,
    hello: ClientId,
    lost: bool,
    /// Whom it is with.
    pub server: Peer,
    /// Its number.
    pub session: SessionId,
}

impl Conversation {
    /// Connects, waits for the greeting and says EHLO.
    pub async fn open(
        network: &Network,
        call: Call,
        to: IpAddr,
        service: Service,
        hello: &str,
    ) -> Result<Self, Trouble> {
        let connected = network.connect(call, to, service).await;
        let connection = connected.map_err(|unreachable| Trouble::Unreachable { event: unreachable.event })?;
        let hello = ClientId::Domain(hello.to_owned());
        let stream = Box::new(connection.stream);
        match AsyncSmtpConnection::connect_with_transport(stream, &hello).await {
            Ok(smtp) => {
                let network = network.clone();
                Ok(Self { smtp, network, hello, lost: false, server: connection.server, session: connection.session })
            }
            Err(error) => {
                network.parted(connection.session).await;
                Err(error.into())
            }
        }
    }

    /// Whether the server offers STARTTLS.
    pub fn offers_starttls(&self) -> bool {
        self.smtp.can_starttls()
    }

    /// STARTTLS: looks at the server's certificate as closely as is asked for, and says EHLO again.
    pub async fn encrypt(&mut self, trust: Trust<'_>) -> Result<(), Trouble> {
        let parameters = tls_parameters(&self.server.host, trust)?;
        let begun = self.smtp.starttls(parameters, &self.hello).await;
        // A handshake that fails leaves a line behind on which nothing can be said any more.
        self.lost = begun.as_ref().is_err_and(|error| error.status().is_none());
        Ok(begun?)
    }

    /// AUTH PLAIN (RFC 4954).
    pub async fn login(&mut self, user: &str, password: &str) -> Result<(), Trouble> {
        let credentials = Credentials::new(user.to_owned(), password.to_owned());
        self.smtp.auth(&[Mechanism::Plain], &credentials).await?;
        Ok(())
    }

    /// Hands the envelope and then the letter over. `Err` where the server refused the sender.
    pub async fn deliver(&mut self, envelope: &Envelope, source: &[u8]) -> Result<Outcome, Trouble> {
        let parameters = self.mail_parameters(envelope, source);
        self.smtp.command(Mail::new(path(&envelope.from), parameters)).await?;
        let mut outcome = Outcome::default();
        for recipient in &envelope.to {
            match self.rcpt(recipient).await {
                Ok(_) => outcome.accepted.push(recipient.clone()),
                Err(Trouble::Refused(reply)) => outcome.refused.push((recipient.clone(), reply)),
                Err(trouble) => return Err(trouble),
            }
        }
        if outcome.accepted.is_empty() {
            return Ok(outcome);
        }
        match self.content(source).await {
            Ok(response) => outcome.reply = Some(reply_of(&response)),
            Err(Trouble::Refused(reply)) => {
                outcome.refused.extend(outcome.accepted.drain(..).map(|recipient| (recipient, reply.clone())));
                outcome.reply = Some(reply);
            }
            Err(trouble) => return Err(trouble),
        }
        Ok(outcome)
    }

    /// QUIT. A server that does not even answer that has lost nothing of ours.
    pub async fn quit(mut self) {
        if !self.lost && !self.smtp.has_broken() && self.smtp.quit().await.is_ok() {
            // The server hangs up. Until then it may still have something to read.
            self.network.parted(self.session).await;
        }
        drop(self.smtp);
        self.network.parted(self.session).await;
    }

    async fn rcpt(&mut self, recipient: &Address) -> Result<Response, Trouble> {
        match path(recipient) {
            Some(address) => Ok(self.smtp.command(Rcpt::new(address, Vec::new())).await?),
            None => Err(Trouble::Refused(Reply::new(501, "5.1.3 an empty address is nobody's"))),
        }
    }

    async fn content(&mut self, source: &[u8]) -> Result<Response, Trouble> {
        self.smtp.command(Data).await?;
        // lettre ends the letter with a line end of its own before the dot.
        let text = source.strip_suffix(b"\r\n").unwrap_or(source);
        Ok(self.smtp.message(text).await?)
    }

    fn mail_parameters(&self, envelope: &Envelope, source: &[u8]) -> Vec<MailParameter> {
        let offers = |extension| self.smtp.server_info().supports_feature(extension);
        let mut parameters = Vec::new();
        if !source.is_ascii() && offers(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let addresses = envelope.to.iter().chain([&envelope.from]);
        if addresses.into_iter().any(|address| !address.0.is_ascii()) && offers(Extension::SmtpUtfEight) {
            parameters.push(MailParameter::SmtpUtfEight);
        }
        parameters
    }
}

/// The address as lettre wants it; none for the null reverse-path. The scenario, or the door, has checked it.
fn path(address: &Address) -> Option<lettre::Address> {
    (!address.is_null()).then(|| lettre::Address::new_dangerous(address.local(), address.domain()))
}

fn reply_of(response: &Response) -> Reply {
    Reply::new(u16::from(response.code()), response.message().collect::<Vec<_>>().join("\n"))
}

fn tls_parameters(host: &str, trust: Trust<'_>) -> Result<TlsParameters, Trouble> {
    let root = Certificate::from_der(Authority::shared().certificate_der().to_vec())?;
    let (name, anybody) = match trust {
        Trust::Anybody => (host, true),
        Trust::Named(name) => (name, false),
    };
    let builder = TlsParameters::builder(name.to_owned()).certificate_store(CertificateStore::None);
    let builder = builder.dangerous_accept_invalid_certs(anybody).dangerous_accept_invalid_hostnames(anybody);
    Ok(builder.add_root_certificate(root).build_rustls()?)
}
