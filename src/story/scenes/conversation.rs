//! To which scene a line of a conversation belongs.
//!
//! ```text
//!   SMTP   220 EHLO │ STARTTLS EHLO │ AUTH │ MAIL RCPT │ DATA letter 250 QUIT
//!   IMAP   * OK     │               │ LOGIN│           │ SELECT FETCH letter LOGOUT, or STORE EXPUNGE
//!          Greeting │ Encrypt       │ Login│ Envelope  │ Data, Fetch, Empty
//! ```

use super::{Grouping, Kind, Scene};
use crate::trace::{Event, Fact, LetterId, Service, SessionId, Side, Stage};

/// A conversation that is being grouped.
pub(super) struct Conversation {
    /// The scene that it is in.
    scene: usize,
    letter: Option<LetterId>,
    imap: bool,
    /// A page is fetched, and that is one scene.
    web: bool,
    /// Both ends, where the trace says who they are.
    hosts: Vec<String>,
    /// Whether the next lines of the client belong to a login, whatever they look like.
    logging_in: bool,
}

impl<'a> Grouping<'a> {
    /// A fact of a conversation goes into the scene that the conversation is in, or moves it on to the next one.
    pub(super) fn said(&mut self, session: SessionId, event: &'a Event) {
        let next = self.conversations.get_mut(&session).map(|conversation| {
            conversation.letter = event.letter.or(conversation.letter);
            conversation.next(event)
        });
        let current = self.conversations.get(&session).map(|conversation| conversation.scene);
        let current = current.and_then(|index| self.scenes.get_mut(index));
        match (next, current) {
            // The folder was opened to be emptied, and not to fetch anything.
            (Some(Some(Kind::Empty)), Some(scene)) if scene.kind == Kind::Fetch => {
                scene.kind = Kind::Empty;
                scene.events.push(event);
            }
            (Some(Some(kind)), Some(scene)) if scene.kind != kind => self.move_on(session, kind, event),
            (Some(_), Some(scene)) => {
                scene.events.push(event);
                self.goes_on_about(session, event);
            }
            _ => self.open(session, event),
        }
        if let Fact::Closed { .. } = event.fact {
            self.conversations.remove(&session);
        }
    }

    /// With MAIL another letter may begin, which has no number before the server has heard of it.
    fn goes_on_about(&mut self, session: SessionId, event: &Event) {
        let Some(index) = self.conversations.get(&session).map(|conversation| conversation.scene) else { return };
        let Some(scene) = self.scenes.get_mut(index) else { return };
        if scene.kind == Kind::Envelope && event.letter.is_some() && scene.letter != event.letter {
            scene.letter = event.letter;
            self.newest.insert(event.letter, index);
        }
    }

    fn open(&mut self, session: SessionId, event: &'a Event) {
        let mut conversation = Conversation::new(event, self.scenes.len());
        let first = if conversation.web { Kind::Policy } else { Kind::Greeting };
        let kind = conversation.next(event).unwrap_or(first);
        self.conversations.insert(session, conversation);
        self.push(Scene::begin(kind, event, Some(session)));
    }

    fn move_on(&mut self, session: SessionId, kind: Kind, event: &'a Event) {
        let index = self.scenes.len();
        if let Some(conversation) = self.conversations.get_mut(&session) {
            conversation.scene = index;
        }
        self.push(Scene::begin(kind, event, Some(session)));
    }

    /// The machine in the middle has done something. Where that is the letter, nothing of it has crossed yet: the scene
    /// that DATA has opened is the machine's.
    pub(super) fn intercepted(&mut self, session: SessionId, event: &'a Event) {
        let current = self.conversations.get(&session).map(|conversation| conversation.scene);
        match current.and_then(|index| self.scenes.get_mut(index)) {
            Some(scene) if scene.kind == Kind::Intercept => scene.events.push(event),
            Some(scene) if scene.kind == Kind::Data && !scene.holds_letter() => {
                (scene.kind, scene.host) = (Kind::Intercept, &event.host);
                scene.events.push(event);
            }
            _ => self.move_on(session, Kind::Intercept, event),
        }
    }

    /// The letter has been filed, passed on or refused: what is still said about it belongs to that scene.
    pub(super) fn lead_conversations_here(&mut self, event: &Event) {
        let Some(index) = self.newest.get(&event.letter).copied() else { return };
        for conversation in self.conversations.values_mut() {
            if conversation.letter == event.letter && conversation.hosts.contains(&event.host) {
                conversation.scene = index;
            }
        }
    }
}

impl Scene<'_> {
    fn holds_letter(&self) -> bool {
        self.facts().any(|fact| matches!(fact, Fact::Content { .. } | Fact::Accepted { .. }))
    }
}

impl Conversation {
    fn new(event: &Event, scene: usize) -> Self {
        let (imap, hosts) = match &event.fact {
            Fact::Connected { service, client, server, .. } => {
                (*service == Service::Imap, vec![client.host.clone(), server.host.clone()])
            }
            _ => (event.stage == Some(Stage::Retrieval), vec![event.host.clone()]),
        };
        let web = matches!(event.fact, Fact::Connected { service: Service::Https, .. });
        Self { scene, letter: event.letter, imap, web, hosts, logging_in: false }
    }

    /// The kind of scene that this fact opens, where it opens one.
    fn next(&mut self, event: &Event) -> Option<Kind> {
        match &event.fact {
            _ if self.web => None,
            Fact::Line { from: Side::Server, octets, .. } => {
                self.logging_in &= octets.as_slice().starts_with(b"334") || octets.as_slice().starts_with(b"+");
                None
            }
            Fact::Line { from: Side::Client, .. } if self.logging_in => None,
            Fact::Line { from: Side::Client, octets, .. } => self.command(octets.as_slice()),
            Fact::Content { .. } => Some(if self.imap { Kind::Fetch } else { Kind::Data }),
            _ => None,
        }
    }

    fn command(&mut self, line: &[u8]) -> Option<Kind> {
        let mut words = line.split(u8::is_ascii_whitespace).map(<[u8]>::to_ascii_uppercase);
        let verb = if self.imap { words.nth(1) } else { words.next() };
        let kind = match (verb?.as_slice(), self.imap) {
            (b"STARTTLS", _) => Kind::Encrypt,
            (b"AUTH", false) | (b"LOGIN" | b"AUTHENTICATE", true) => Kind::Login,
            (b"MAIL" | b"RCPT", false) => Kind::Envelope,
            (b"DATA", false) => Kind::Data,
            (b"STORE" | b"EXPUNGE", true) => Kind::Empty,
            (b"LIST" | b"SELECT" | b"EXAMINE" | b"FETCH" | b"UID" | b"SEARCH", true) => Kind::Fetch,
            _ => return None,
        };
        self.logging_in = kind == Kind::Login;
        Some(kind)
    }
}
