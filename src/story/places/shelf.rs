//! Rooms for letters, and what lies in each of them now.

use crate::lang::Lang;
use crate::story::model::{Place, PlaceKind, Placed};
use crate::story::{prose, safe};
use crate::trace::{Address, LetterId};

/// The most rooms that are watched.
const MOST_ROOMS: usize = 24;

/// The most letters of a room that are kept and shown: those that came last.
const MOST_LETTERS: usize = 20;

/// Which folder of whom, or which queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    host: String,
    kind: PlaceKind,
    owner: String,
}

impl Room {
    /// A folder of a user, or a queue, whose owner is empty.
    pub fn new(host: &str, kind: PlaceKind, owner: &str) -> Self {
        Self { host: safe::line(host), kind, owner: safe::line(owner) }
    }

    /// Mailboxes before queues; of one user the inbox before the junk folder.
    fn rank(&self, owners: &[(String, String)]) -> (bool, usize, bool) {
        let owner = owners.iter().position(|(host, owner)| *host == self.host && *owner == self.owner);
        (self.kind == PlaceKind::Queue, owner.unwrap_or(owners.len()), self.kind == PlaceKind::Junk)
    }
}

/// All rooms that hold something, or have held something.
#[derive(Default)]
pub struct Shelves(Vec<(Room, Vec<Placed>)>);

impl Shelves {
    /// Shows a room from now on, even while it is empty.
    pub fn open(&mut self, room: &Room) {
        self.letters(room);
    }

    /// A letter comes into a folder.
    pub fn file(&mut self, room: &Room, letter: LetterId, who: String, subject: String) {
        self.add(room, Placed { letter, who, subject, note: None, new: true });
    }

    /// A letter comes into a queue, once for each recipient.
    pub fn enqueue(&mut self, room: &Room, letter: LetterId, to: &[Address], subject: &str, next: &str) {
        for recipient in to {
            let (who, subject, note) = (safe::line(&recipient.0), subject.to_owned(), Some(next.to_owned()));
            self.add(room, Placed { letter, who, subject, note, new: true });
        }
    }

    /// A letter stays in a queue until its next try; one that nobody has seen come stands there from now on.
    pub fn put_off(&mut self, room: &Room, letter: LetterId, to: &[Address], next: &str) {
        let known: Vec<String> = self.waiting(room, letter).map(|placed| placed.who.clone()).collect();
        let unseen: Vec<Address> = to.iter().filter(|to| !known.contains(&safe::line(&to.0))).cloned().collect();
        self.enqueue(room, letter, &unseen, "", next);
        let who: Vec<String> = to.iter().map(|to| safe::line(&to.0)).collect();
        for placed in self.waiting(room, letter).filter(|placed| who.contains(&placed.who)) {
            placed.note = Some(next.to_owned());
        }
    }

    fn waiting(&mut self, room: &Room, letter: LetterId) -> impl Iterator<Item = &mut Placed> {
        let letters = self.0.iter_mut().filter(move |(one, _)| one == room).flat_map(|(_, letters)| letters);
        letters.filter(move |placed| placed.letter == letter)
    }

    /// A letter leaves a queue.
    pub fn take(&mut self, room: &Room, letter: LetterId, recipient: &Address) {
        let who = safe::line(&recipient.0);
        for (_, letters) in self.0.iter_mut().filter(|(one, _)| one == room) {
            letters.retain(|placed| placed.letter != letter || placed.who != who);
        }
    }

    /// What has been shown as new is old from now on.
    pub fn settle(&mut self) {
        self.0.iter_mut().flat_map(|(_, letters)| letters).for_each(|placed| placed.new = false);
    }

    /// All rooms, for a screen.
    pub fn view(&self, lang: Lang) -> Vec<Place> {
        let mut owners: Vec<(String, String)> = Vec::new();
        for (room, _) in &self.0 {
            owners.push((room.host.clone(), room.owner.clone()));
        }
        let mut rooms: Vec<&(Room, Vec<Placed>)> = self.0.iter().collect();
        rooms.sort_by_key(|(room, _)| room.rank(&owners));
        rooms.into_iter().map(|(room, letters)| place(room, letters, lang)).collect()
    }

    fn add(&mut self, room: &Room, placed: Placed) {
        if let Some(letters) = self.letters(room) {
            if letters.len() == MOST_LETTERS {
                letters.remove(0);
            }
            letters.push(placed);
        }
    }

    /// The letters of a room; none where there is no place for another room.
    fn letters(&mut self, room: &Room) -> Option<&mut Vec<Placed>> {
        let at = self.0.iter().position(|(one, _)| one == room);
        if at.is_none() && self.0.len() < MOST_ROOMS {
            self.0.push((room.clone(), Vec::new()));
            return self.0.last_mut().map(|(_, letters)| letters);
        }
        self.0.get_mut(at?).map(|(_, letters)| letters)
    }
}

fn place(room: &Room, letters: &[Placed], lang: Lang) -> Place {
    let Room { host, kind, owner } = room.clone();
    let label = prose::place(lang, kind, &owner, &host);
    Place { host, kind, owner, label, letters: together(letters) }
}

/// A letter that waits in a queue for several recipients stands there once, as long as they wait for the same try.
fn together(letters: &[Placed]) -> Vec<Placed> {
    let mut shown: Vec<Placed> = Vec::new();
    for placed in letters {
        match shown.last_mut() {
            Some(last) if last.letter == placed.letter && last.note.is_some() && last.note == placed.note => {
                last.who = safe::line(&format!("{}, {}", last.who, placed.who));
                last.new |= placed.new;
            }
            _ => shown.push(placed.clone()),
        }
    }
    shown
}
