//! What a user who has logged in may ask for (RFC 3501 §6.3 and §6.4).

use imap_codec::imap_types::command::CommandBody;
use imap_codec::imap_types::fetch::MacroOrMessageDataItemNames;
use imap_codec::imap_types::response::{Code, Data};
use imap_codec::imap_types::sequence::SequenceSet;

use super::answer::Answer;
use super::fetch::{self, Refusal};
use super::folders::{self, Open};
use super::session::Session;
use super::talk::End;

impl Session {
    /// A command in the authenticated state, or in the selected one.
    pub(super) async fn answer_user(&mut self, user: &str, body: CommandBody<'static>) -> Result<Answer, End> {
        match body {
            CommandBody::Select { mailbox } => self.select(user, &folders::name_of(&mailbox), true).await,
            CommandBody::Examine { mailbox } => self.select(user, &folders::name_of(&mailbox), false).await,
            CommandBody::List { reference, mailbox_wildcard } => {
                let pattern = folders::pattern_of(&reference, &mailbox_wildcard);
                self.all(folders::list(&self.store.folders(user), &pattern), "LIST completed").await
            }
            CommandBody::Lsub { reference, mailbox_wildcard } => {
                let pattern = folders::pattern_of(&reference, &mailbox_wildcard);
                self.all(folders::lsub(&self.store.folders(user), &pattern), "LSUB completed").await
            }
            CommandBody::Status { mailbox, item_names } => match self.store.folder(user, &folders::name_of(&mailbox)) {
                Some(folder) => self.all(folders::status(mailbox, &folder, &item_names), "STATUS completed").await,
                None => Ok(Answer::no("there is no such folder")),
            },
            body => match self.open.clone() {
                Some(open) => self.answer_selected(user, open, body).await,
                None => Ok(not_offered(&body)),
            },
        }
    }

    async fn answer_selected(&mut self, user: &str, open: Open, body: CommandBody<'static>) -> Result<Answer, End> {
        match body {
            CommandBody::Check => self.news("CHECK completed").await,
            CommandBody::Close | CommandBody::Unselect => {
                self.open = None;
                Ok(Answer::ok(format!("{} completed", body.name())))
            }
            CommandBody::Fetch { sequence_set, macro_or_item_names, uid } => {
                self.fetch(user, &open, &sequence_set, &macro_or_item_names, uid).await
            }
            body => Ok(not_offered(&body)),
        }
    }

    async fn select(&mut self, user: &str, name: &str, writable: bool) -> Result<Answer, End> {
        self.open = None;
        let Some(folder) = self.store.folder(user, name) else {
            return Ok(Answer::no("there is no such folder"));
        };
        for data in folders::counts(&folder) {
            self.talk.data(data).await?;
        }
        for answer in folders::codes(&folder) {
            self.talk.status(answer.to(None));
        }
        let first_recent = folder.letters - folder.recent;
        self.open = Some(Open { name: folder.name.clone(), letters: folder.letters, first_recent, writable });
        Ok(if writable {
            self.store.announce(user, &folder.name);
            Answer::ok("SELECT completed").with(Code::ReadWrite)
        } else {
            Answer::ok("EXAMINE completed").with(Code::ReadOnly)
        })
    }

    /// Tells of letters that have come since the folder was selected.
    pub(super) async fn news(&mut self, words: &str) -> Result<Answer, End> {
        if let (Some(user), Some(open)) = (&self.user, &mut self.open)
            && let Some(folder) = self.store.folder(user, &open.name)
            && folder.letters != open.letters
        {
            open.letters = folder.letters;
            if open.writable {
                self.store.announce(user, &open.name);
            }
            for data in folders::news(open) {
                self.talk.data(data).await?;
            }
        }
        Ok(Answer::ok(words))
    }

    async fn fetch(
        &mut self,
        user: &str,
        open: &Open,
        set: &SequenceSet,
        names: &MacroOrMessageDataItemNames<'static>,
        by_uid: bool,
    ) -> Result<Answer, End> {
        let names = fetch::names(names, by_uid);
        let (mut refusal, mut found) = (None, false);
        for place in fetch::places(set, open.letters) {
            let Some(mut letter) = self.store.letter(user, &open.name, place) else { continue };
            found = true;
            let was_seen = letter.seen;
            letter.seen |= open.writable && names.iter().any(fetch::makes_seen);
            match fetch::response(&letter, place >= open.first_recent, &names, letter.seen != was_seen) {
                Ok(data) => {
                    if letter.seen != was_seen {
                        self.store.mark_seen(user, &open.name, place);
                    }
                    self.talk.data(data).await?;
                }
                Err(refused) => refusal = Some(refused),
            }
        }
        Ok(match refusal {
            Some(refusal) => refused(refusal),
            // A UID that is not there is no mistake; a place in the folder that is not there is one (RFC 3501 §6.4.8).
            None if !found && !by_uid => Answer::bad("there is no such letter"),
            None => Answer::ok("FETCH completed"),
        })
    }

    async fn all(&mut self, data: Vec<Data<'static>>, words: &str) -> Result<Answer, End> {
        for data in data {
            self.talk.data(data).await?;
        }
        Ok(Answer::ok(words))
    }
}

fn refused(refusal: Refusal) -> Answer {
    let answer = Answer::no(refusal.to_string());
    if refusal == Refusal::Undecoded { answer.with(Code::UnknownCte) } else { answer }
}

/// Any other command that RFC 3501 or an extension knows.
fn not_offered(body: &CommandBody<'static>) -> Answer {
    match body {
        CommandBody::Fetch { .. } | CommandBody::Check | CommandBody::Close | CommandBody::Unselect => {
            Answer::bad(format!("{} is for those who have selected a folder", body.name()))
        }
        CommandBody::Login { .. } | CommandBody::Logout => Answer::bad("not now"),
        _ => Answer::no(format!("this server does not offer {}", body.name())),
    }
}
