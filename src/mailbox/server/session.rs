//! One IMAP session from greeting to goodbye, and what may be said in which state (RFC 3501 §3).
//!
//! ```text
//!  greeting ──► not authenticated ──LOGIN──► authenticated ──SELECT──► selected ──► logout
//!               STARTTLS first, where        LIST, STATUS, CREATE,     FETCH, SEARCH, STORE,
//!               the door is not secret       APPEND, IDLE …            COPY, EXPUNGE …
//!                                            ▲                         │
//!               CAPABILITY, NOOP, ID,        └───────── CLOSE ─────────┘
//!               LOGOUT at any time
//! ```

use imap_codec::imap_types::auth::{AuthMechanism, AuthenticateData};
use imap_codec::imap_types::command::{Command, CommandBody};
use imap_codec::imap_types::core::Tag;
use imap_codec::imap_types::response::{Bye, Data, Status};
use imap_next::server::Event;
use imap_next::types::CommandAuthenticate;
use tokio::sync::watch;

use super::super::Store;
use super::answer::Answer;
use super::capability::{capabilities, id};
use super::selected::{Open, may_renumber};
use super::talk::{End, Heard, Talk, text};
use crate::trace::Fact;

/// How often a client may show a wrong password.
const MOST_WRONG: usize = 3;

/// Whether the conversation goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    On,
    /// On, inside TLS.
    Secretly,
    Over,
}

/// A session and its state.
pub(super) struct Session {
    pub(super) talk: Talk,
    pub(super) store: Store,
    /// Who has logged in.
    pub(super) user: Option<String>,
    /// Which folder is selected.
    pub(super) open: Option<Open>,
    /// Rings when letters or flags have changed.
    pub(super) bell: watch::Receiver<()>,
    /// The tag of the AUTHENTICATE that goes on.
    authenticating: Option<Tag<'static>>,
    wrong: usize,
}

impl Session {
    pub(super) fn new(talk: Talk, store: Store) -> Self {
        let bell = store.bell();
        Self { talk, store, user: None, open: None, bell, authenticating: None, wrong: 0 }
    }

    /// Answers commands until the client leaves or has to. None where the connection was lost over STARTTLS.
    pub(super) async fn run(mut self) -> Option<Talk> {
        let end = loop {
            match self.turn().await {
                Ok(Flow::On) => {}
                Ok(Flow::Secretly) => self = Self::new(self.talk.start_tls().await?, self.store),
                Ok(Flow::Over) => break None,
                Err(end) => break Some(end),
            }
        };
        match end {
            Some(End::Idle) => self.talk.status(bye("you have been silent for too long")),
            Some(End::TooMuch) => self.talk.status(bye("that is enough for one session")),
            Some(End::NoRoom) => self.talk.status(bye("too many letters are coming in at once, come back later")),
            Some(End::Gone) | None => {}
        }
        // A client that has hung up does not hear it, and need not.
        let _ = self.talk.send().await;
        Some(self.talk)
    }

    async fn turn(&mut self) -> Result<Flow, End> {
        match self.talk.hear().await? {
            Heard::Event(event) => self.event(event).await,
            Heard::Unclear(tag) => Ok(self.unclear(tag)),
            Heard::Refused => Ok(Flow::On),
            Heard::TooLong => {
                self.talk.status(Answer::bad("that line is too long").to(None));
                Ok(Flow::On)
            }
        }
    }

    async fn event(&mut self, event: Event) -> Result<Flow, End> {
        match event {
            Event::CommandReceived { command: Command { tag, body: CommandBody::Logout } } => {
                self.talk.status(bye("until next time"));
                self.talk.status(Answer::ok("LOGOUT completed").to(Some(tag)));
                return Ok(Flow::Over);
            }
            Event::CommandReceived { command: Command { tag, body: CommandBody::StartTLS } } => {
                return Ok(self.start_tls(tag));
            }
            Event::CommandReceived { command: Command { tag, body } } => self.command(tag, body).await?,
            Event::CommandAuthenticateReceived { command_authenticate } => self.authenticate(command_authenticate),
            Event::AuthenticateDataReceived { authenticate_data } => self.credentials(&authenticate_data),
            Event::IdleCommandReceived { tag } => return self.idle(tag).await,
            Event::IdleDoneReceived | Event::GreetingSent { .. } | Event::ResponseSent { .. } => {}
        }
        Ok(self.patience())
    }

    /// Answers a command; before the answer the client is told what has changed in its folder meanwhile.
    async fn command(&mut self, tag: Tag<'static>, body: CommandBody<'static>) -> Result<(), End> {
        let (was_known, renumber) = (self.user.is_some(), may_renumber(&body));
        let answer = self.answer(body).await?;
        self.news(renumber).await?;
        self.talk.status(answer.to(Some(tag)));
        if !was_known && self.user.is_some() {
            self.talk.admit();
        }
        Ok(())
    }

    fn start_tls(&mut self, tag: Tag<'static>) -> Flow {
        let (answer, flow) = if self.talk.is_secret() {
            (Answer::bad("this conversation is inside TLS already"), Flow::On)
        } else {
            (Answer::ok("begin TLS now"), Flow::Secretly)
        };
        self.talk.status(answer.to(Some(tag)));
        flow
    }

    pub(super) fn unclear(&mut self, tag: Option<Tag<'static>>) -> Flow {
        match self.authenticating.take() {
            Some(tag) => self.talk.authenticated(Answer::bad("that is not BASE64").to(Some(tag))),
            None => self.talk.status(Answer::bad("that is not a command").to(tag)),
        }
        Flow::On
    }

    /// Who guesses passwords has to call again for each few of them.
    fn patience(&mut self) -> Flow {
        if self.wrong < MOST_WRONG {
            return Flow::On;
        }
        self.talk.status(bye("too many wrong passwords"));
        Flow::Over
    }

    async fn answer(&mut self, body: CommandBody<'static>) -> Result<Answer, End> {
        match body {
            CommandBody::Capability => {
                let all = capabilities(self.talk.is_secret(), self.user.is_some());
                self.talk.data(Data::Capability(all)).await?;
                Ok(Answer::ok("CAPABILITY completed"))
            }
            CommandBody::Id { .. } => {
                self.talk.data(id()).await?;
                Ok(Answer::ok("ID completed"))
            }
            CommandBody::Noop => Ok(Answer::ok("NOOP completed")),
            CommandBody::Login { .. } if self.user.is_some() => Ok(Answer::bad("you have logged in already")),
            CommandBody::Login { .. } if !self.talk.is_secret() => Ok(not_in_the_open()),
            CommandBody::Login { username, password } => {
                Ok(self.log_in(username.as_ref(), password.declassify().as_ref()))
            }
            body => match self.user.clone() {
                Some(user) => self.answer_user(&user, body).await,
                None => Ok(Answer::bad(format!("{} is for those who have logged in", body.name()))),
            },
        }
    }

    /// Looks at a name and a password, and writes down how that came out.
    fn log_in(&mut self, user: &[u8], password: &[u8]) -> Answer {
        let (user, password) = (String::from_utf8_lossy(user).into_owned(), String::from_utf8_lossy(password));
        let accepted = self.store.check_password(&user, &password);
        self.talk.wire().note(Fact::Authenticated { user: user.clone(), accepted });
        if accepted {
            self.user = Some(user);
            return Answer::ok("you are logged in");
        }
        self.wrong += 1;
        Answer::no("wrong user or password").with_word("AUTHENTICATIONFAILED")
    }

    fn authenticate(&mut self, command: CommandAuthenticate) {
        let CommandAuthenticate { tag, mechanism, initial_response } = command;
        let refusal = match (&self.user, mechanism) {
            (Some(_), _) => Some(Answer::bad("you have logged in already")),
            (None, _) if !self.talk.is_secret() => Some(not_in_the_open()),
            (None, AuthMechanism::Plain) => None,
            (None, _) => Some(Answer::no("PLAIN is the only mechanism here")),
        };
        if let Some(refusal) = refusal {
            return self.talk.authenticated(refusal.to(Some(tag)));
        }
        self.authenticating = Some(tag);
        match initial_response {
            Some(secret) => self.credentials(&AuthenticateData::Continue(secret)),
            None => self.talk.go_on(),
        }
    }

    /// PLAIN (RFC 4616): whom to act for, who it is, and the password, with NUL between them.
    fn credentials(&mut self, data: &AuthenticateData<'static>) {
        let tag = self.authenticating.take();
        let answer = match data {
            AuthenticateData::Cancel => Answer::bad("AUTHENTICATE cancelled"),
            AuthenticateData::Continue(secret) => {
                let parts: Vec<&[u8]> = secret.declassify().split(|octet| *octet == 0).collect();
                match parts[..] {
                    [_, user, password] => self.log_in(user, password),
                    _ => Answer::bad("PLAIN has three parts"),
                }
            }
        };
        self.talk.authenticated(answer.to(tag));
        if self.user.is_some() {
            self.talk.admit();
        }
    }
}

/// A password is not shown in plain text (RFC 5530).
fn not_in_the_open() -> Answer {
    Answer::no("STARTTLS first").with_word("PRIVACYREQUIRED")
}

pub(super) fn bye(words: &str) -> Status<'static> {
    Status::Bye(Bye { code: None, text: text(words) })
}
