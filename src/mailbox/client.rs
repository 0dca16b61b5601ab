//! The mail client's side: a visit to the mailbox that brings one letter home.
//!
//! ```text
//!  C: connect, TLS; the server's certificate has to bear its name
//!  S: * OK … ready
//!  C: A1 LOGIN …          who I am
//!  C: A2 LIST "" *        which folders there are
//!  C: A3 SELECT INBOX     open one
//!  C: A4 UID FETCH 1 BODY[]
//!  S: * 1 FETCH (UID 1 BODY[] {342} …       the letter
//!  C: A5 LOGOUT
//! ```

use std::borrow::Cow;
use std::io;
use std::net::IpAddr;
use std::time::Duration;

use imap_codec::imap_types::command::{Command, CommandBody};
use imap_codec::imap_types::core::{NString8, Tag};
use imap_codec::imap_types::fetch::{MessageDataItem, MessageDataItemName};
use imap_codec::imap_types::flag::{Flag, StoreResponse, StoreType};
use imap_codec::imap_types::response::{Capability, Code, Data, Greeting, GreetingKind, Status, StatusKind, Tagged};
use imap_codec::imap_types::sequence::SequenceSet;
use imap_next::client::{Client, Event, Options};
use imap_next::{Interrupt, Io, State};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::store::MOST_OCTETS;
use crate::net::{Authority, Call, Connection, Network, Stream, Unreachable};
use crate::trace::{Draft, EventId, Fact, Octets, Service, SessionId, Stage};

/// How long a whole visit may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// How much is read from the socket at once.
const CHUNK: usize = 16 * 1024;

/// How many responses with data one command may bring.
const MOST_DATA: usize = 1_000;

/// A visit to be made.
pub struct Visit<'a> {
    /// The network of the world.
    pub network: &'a Network,
    /// Who makes it, and why.
    pub call: Call,
    /// The name of the mail server, which its certificate has to bear.
    pub server: &'a str,
    /// Where the mail server is.
    pub ip: IpAddr,
    /// Whose mailbox.
    pub user: &'a str,
    /// Their password.
    pub password: &'a str,
    /// From which folder.
    pub folder: &'a str,
    /// Which letter there.
    pub uid: u32,
}

/// Why a letter was not fetched. It still lies in its folder.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Nobody answers at the server's address.
    #[error("the mail server cannot be reached")]
    Unreachable(Unreachable),
    /// No TLS, or the certificate is not the server's.
    #[error("no TLS with the mail server: {0}")]
    Tls(io::Error),
    /// The connection broke.
    #[error("the connection broke: {0}")]
    Connection(#[from] io::Error),
    /// The server took too long.
    #[error("the mail server took too long")]
    Silent,
    /// The server ended the session.
    #[error("the mail server ended the session: {0}")]
    Goodbye(String),
    /// The server would not do what it was asked.
    #[error("the mail server refused {command}: {reason}")]
    Refused {
        /// The command.
        command: &'static str,
        /// What the server said.
        reason: String,
    },
    /// The server said something that is not IMAP, or far too much.
    #[error("the mail server does not speak IMAP: {0}")]
    Protocol(String),
    /// Nothing can be asked for under that name, password or number.
    #[error("IMAP cannot ask for that")]
    Unspeakable,
    /// There is no such letter.
    #[error("there is no such letter in the folder")]
    Missing,
}

/// Fetches one letter and records [`Fact::Fetched`], whose number is returned.
///
/// # Errors
/// [`FetchError`] where it cannot be had.
pub async fn fetch(visit: Visit<'_>) -> Result<EventId, FetchError> {
    tokio::time::timeout(PATIENCE, visit.make()).await.map_err(|_| FetchError::Silent)?
}

/// A folder to be cleared out: the letters are marked `\Deleted` and expunged, and [`Fact::Emptied`] is recorded.
///
/// ```text
///  C: A3 SELECT INBOX
///  C: A4 STORE 1:* +FLAGS.SILENT (\Deleted)
///  C: A5 EXPUNGE
/// ```
///
/// # Errors
/// [`FetchError`] where it cannot be done.
pub async fn empty(visit: Visit<'_>) -> Result<EventId, FetchError> {
    tokio::time::timeout(PATIENCE, visit.clear()).await.map_err(|_| FetchError::Silent)?
}

impl Visit<'_> {
    async fn clear(self) -> Result<EventId, FetchError> {
        let connected = self.network.connect(self.call.clone(), self.ip, Service::Imap).await;
        let connection = connected.map_err(FetchError::Unreachable)?;
        let session = connection.session;
        let mut dialogue = Dialogue::begin(connection, self.server).await?;
        let letters = dialogue.clear(&self).await;
        if !matches!(&letters, Err(FetchError::Connection(_) | FetchError::Protocol(_))) {
            dialogue.leave().await;
        }
        self.network.parted(session).await;
        let (user, folder) = (self.user.to_owned(), self.folder.to_owned());
        let fact = Fact::Emptied { user, folder, letters: letters? };
        let draft = Draft::new(&self.call.from, fact).in_stage(Stage::Retrieval);
        let recorder = self.network.recorder();
        Ok(recorder.record(draft.because(recorder.last_line(session))))
    }

    async fn make(self) -> Result<EventId, FetchError> {
        let call = self.call.clone();
        let connected = self.network.connect(call, self.ip, Service::Imap).await;
        let connection = connected.map_err(FetchError::Unreachable)?;
        let session = connection.session;
        let fetched = self.converse(connection).await;
        self.network.parted(session).await;
        fetched
    }

    async fn converse(&self, connection: Connection) -> Result<EventId, FetchError> {
        let session = connection.session;
        let mut dialogue = Dialogue::begin(connection, self.server).await?;
        let fetched = dialogue.letter(self).await.map(|source| self.record(session, source));
        // With a server that has gone, or that says what is not IMAP, there is no way to take leave.
        if !matches!(&fetched, Err(FetchError::Connection(_) | FetchError::Protocol(_))) {
            dialogue.leave().await;
        }
        fetched
    }

    fn record(&self, session: SessionId, source: Vec<u8>) -> EventId {
        let recorder = self.network.recorder();
        let (user, folder) = (self.user.to_owned(), self.folder.to_owned());
        let fact = Fact::Fetched { user, folder, uid: self.uid, source: Octets(source) };
        let draft = Draft::new(&self.call.from, fact).in_stage(Stage::Retrieval).about(self.call.letter);
        recorder.record(draft.because(recorder.last_line(session)))
    }
}

/// The client's end of a connection.
struct Dialogue {
    stream: Stream,
    client: Client,
    buffer: Vec<u8>,
    commands: u32,
}

impl Dialogue {
    async fn begin(connection: Connection, server: &str) -> Result<Self, FetchError> {
        let config = Authority::shared().client_config();
        let stream = Stream::plain(connection.stream).connect_tls(server, config).await.map_err(FetchError::Tls)?;
        let mut options = Options::default();
        options.max_response_size = u32::try_from(MOST_OCTETS + CHUNK).unwrap_or(u32::MAX);
        Ok(Self { stream, client: Client::new(options), buffer: vec![0; CHUNK], commands: 0 })
    }

    async fn letter(&mut self, visit: &Visit<'_>) -> Result<Vec<u8>, FetchError> {
        let knows_binary = self.open(visit).await?;
        let body = MessageDataItemName::BodyExt { section: None, partial: None, peek: false };
        match self.fetch(visit.uid, body).await {
            Err(FetchError::Refused { .. }) if knows_binary => {
                let binary = MessageDataItemName::Binary { section: Vec::new(), partial: None, peek: false };
                self.fetch(visit.uid, binary).await
            }
            fetched => fetched,
        }
    }

    /// Throws away all letters of the folder, and says how many there were.
    async fn clear(&mut self, visit: &Visit<'_>) -> Result<usize, FetchError> {
        self.open(visit).await?;
        let (add, silent) = (StoreType::Add, StoreResponse::Silent);
        let store = CommandBody::store("1:*", add, silent, vec![Flag::Deleted], false);
        self.run("STORE", store.map_err(|_| FetchError::Unspeakable)?).await?;
        let gone = self.run("EXPUNGE", CommandBody::Expunge).await?;
        Ok(gone.iter().filter(|data| matches!(data, Data::Expunge(_))).count())
    }

    /// Logs in and selects the folder. Whether the server can send strings with a NUL in them is said there.
    async fn open(&mut self, visit: &Visit<'_>) -> Result<bool, FetchError> {
        let knows_binary = self.greeting().await?;
        let login = CommandBody::login(visit.user.to_owned(), visit.password.to_owned());
        self.run("LOGIN", login.map_err(|_| FetchError::Unspeakable)?).await?;
        self.run("LIST", CommandBody::list("", "*").map_err(|_| FetchError::Unspeakable)?).await?;
        let select = CommandBody::select(visit.folder.to_owned()).map_err(|_| FetchError::Unspeakable)?;
        self.run("SELECT", select).await?;
        Ok(knows_binary)
    }

    /// Waits for the first words of the server. Whether it can send strings with a NUL in them is said there.
    async fn greeting(&mut self) -> Result<bool, FetchError> {
        loop {
            if let Event::GreetingReceived { greeting: Greeting { kind, code, text } } = self.next().await? {
                if kind == GreetingKind::Bye {
                    return Err(FetchError::Goodbye(text.to_string()));
                }
                let can = |all: &[Capability<'_>]| all.contains(&Capability::Binary);
                return Ok(matches!(code, Some(Code::Capability(all)) if can(all.as_ref())));
            }
        }
    }

    async fn fetch(&mut self, uid: u32, item: MessageDataItemName<'static>) -> Result<Vec<u8>, FetchError> {
        let set = SequenceSet::try_from(uid).map_err(|_| FetchError::Unspeakable)?;
        let body = CommandBody::Fetch { sequence_set: set, macro_or_item_names: vec![item].into(), uid: true };
        let data = self.run("FETCH", body).await?;
        data.into_iter().find_map(|data| source_in(data, uid)).ok_or(FetchError::Missing)
    }

    /// Says goodbye, and waits until the server has hung up.
    async fn leave(mut self) {
        if self.run("LOGOUT", CommandBody::Logout).await.is_ok() {
            while matches!(self.stream.read(&mut self.buffer).await, Ok(1..)) {}
        }
    }

    /// Sends a command and collects the data that comes before its tagged answer.
    async fn run(&mut self, name: &'static str, body: CommandBody<'static>) -> Result<Vec<Data<'static>>, FetchError> {
        self.commands += 1;
        let tag = Tag::try_from(format!("A{}", self.commands)).map_err(|_| FetchError::Unspeakable)?;
        let leaving = matches!(body, CommandBody::Logout);
        self.client.enqueue_command(Command { tag: tag.clone(), body });
        let mut gathered = Vec::new();
        while gathered.len() < MOST_DATA {
            match self.next().await? {
                Event::DataReceived { data } => gathered.push(data),
                Event::CommandRejected { status, .. } => return Err(refused(name, &status)),
                Event::StatusReceived { status: Status::Tagged(answer) } if answer.tag == tag => {
                    return answered(name, answer).map(|()| gathered);
                }
                Event::StatusReceived { status: Status::Bye(bye) } if !leaving => {
                    return Err(FetchError::Goodbye(bye.text.to_string()));
                }
                _ => {}
            }
        }
        Err(FetchError::Protocol("far too many responses".to_owned()))
    }

    async fn next(&mut self) -> Result<Event, FetchError> {
        loop {
            match self.client.next() {
                Ok(event) => return Ok(event),
                Err(Interrupt::Io(Io::Output(octets))) => {
                    self.stream.write_all(&octets).await?;
                    self.stream.flush().await?;
                }
                Err(Interrupt::Io(Io::NeedMoreInput)) => match self.stream.read(&mut self.buffer).await? {
                    0 => return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
                    read => self.client.enqueue_input(&self.buffer[..read]),
                },
                Err(Interrupt::Error(error)) => return Err(FetchError::Protocol(error.to_string())),
            }
        }
    }
}

fn answered(command: &'static str, answer: Tagged<'static>) -> Result<(), FetchError> {
    match answer.body.kind {
        StatusKind::Ok => Ok(()),
        StatusKind::No | StatusKind::Bad => Err(refused(command, &Status::Tagged(answer))),
    }
}

fn refused(command: &'static str, status: &Status<'_>) -> FetchError {
    FetchError::Refused { command, reason: status.text().to_string() }
}

/// The letter in a FETCH response, where it is the one with that UID.
fn source_in(data: Data<'static>, wanted: u32) -> Option<Vec<u8>> {
    let Data::Fetch { items, .. } = data else { return None };
    let (mut source, mut is_wanted) = (None, false);
    for item in items.into_inner() {
        match item {
            MessageDataItem::Uid(uid) => is_wanted = uid.get() == wanted,
            MessageDataItem::BodyExt { section: None, data, .. } => source = data.into_option(),
            MessageDataItem::Binary { value, .. } => source = octets_of(value),
            _ => {}
        }
    }
    source.filter(|_| is_wanted).map(Cow::into_owned)
}

fn octets_of(string: NString8<'static>) -> Option<Cow<'static, [u8]>> {
    match string {
        NString8::NString(string) => string.into_option(),
        NString8::Literal8(literal) => Some(literal.data),
    }
}
