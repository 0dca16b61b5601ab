//! What a user who has logged in may ask for (RFC 3501 §6.3 and §6.4), and where it is done.

use imap_codec::imap_types::command::CommandBody;
use imap_codec::imap_types::mailbox::Mailbox;
use imap_codec::imap_types::response::{Code, Data};
use imap_codec::imap_types::status::StatusDataItemName;

use super::super::store::Trouble;
use super::answer::Answer;
use super::append::Appended;
use super::capability::{enabled, namespace};
use super::folders;
use super::selected::{Open, Selected};
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
                let (all, subscribed) = (self.store.folders(user), self.store.subscribed(user));
                self.all(folders::lsub(&all, &subscribed, &pattern), "LSUB completed").await
            }
            CommandBody::Status { mailbox, item_names } => self.status(user, mailbox, &item_names).await,
            CommandBody::Namespace => self.all(vec![namespace()], "NAMESPACE completed").await,
            CommandBody::Enable { .. } => self.all(vec![enabled()], "ENABLE completed").await,
            CommandBody::Append { mailbox, flags, date, message } => {
                let now = self.talk.wire().now();
                Ok(Appended::new(&mailbox, flags, date.as_ref(), message).keep(&self.store, user, now))
            }
            body if is_about_folders(&body) => Ok(self.rearrange(user, &body)),
            body => self.answer_selected(user, body).await,
        }
    }

    fn rearrange(&mut self, user: &str, body: &CommandBody<'static>) -> Answer {
        let done = match body {
            CommandBody::Create { mailbox } => self.store.create(user, &folders::name_of(mailbox)),
            CommandBody::Delete { mailbox } => self.store.delete(user, &folders::name_of(mailbox)),
            CommandBody::Rename { from, to } => self.store.rename(user, &folders::name_of(from), &folders::name_of(to)),
            CommandBody::Subscribe { mailbox } => self.store.subscribe(user, &folders::name_of(mailbox)),
            CommandBody::Unsubscribe { mailbox } => self.store.unsubscribe(user, &folders::name_of(mailbox)),
            _ => return not_offered(body),
        };
        done.map_or_else(Answer::from, |()| Answer::ok(format!("{} completed", body.name())))
    }

    async fn answer_selected(&mut self, user: &str, body: CommandBody<'static>) -> Result<Answer, End> {
        let Self { talk, store, open: Some(open), .. } = self else { return Ok(not_offered(&body)) };
        let mut selected = Selected { talk, store, user, open };
        match body {
            CommandBody::Check => Ok(Answer::ok("CHECK completed")),
            CommandBody::Close => {
                selected.expunge_silently();
                self.open = None;
                Ok(Answer::ok("CLOSE completed"))
            }
            CommandBody::Unselect => {
                self.open = None;
                Ok(Answer::ok("UNSELECT completed"))
            }
            CommandBody::Fetch { sequence_set, macro_or_item_names, uid } => {
                selected.fetch(&sequence_set, &macro_or_item_names, uid).await
            }
            CommandBody::Search { charset, criteria, uid } => selected.search(charset.as_ref(), &criteria, uid).await,
            CommandBody::Store { sequence_set, kind, response, flags, uid } => {
                selected.store(&sequence_set, kind, response, &flags, uid).await
            }
            CommandBody::Copy { sequence_set, mailbox, uid } => {
                Ok(selected.copy(&sequence_set, &folders::name_of(&mailbox), uid))
            }
            CommandBody::Move { sequence_set, mailbox, uid } => {
                Ok(selected.move_to(&sequence_set, &folders::name_of(&mailbox), uid))
            }
            CommandBody::Expunge => Ok(selected.expunge(None)),
            CommandBody::ExpungeUid { sequence_set } => Ok(selected.expunge(Some(&sequence_set))),
            body => Ok(not_offered(&body)),
        }
    }

    async fn select(&mut self, user: &str, name: &str, writable: bool) -> Result<Answer, End> {
        self.open = None;
        let Some(folder) = self.store.folder(user, name) else { return Ok(Trouble::Missing.into()) };
        let open = Open::new(&folder, &self.store.letters(user, name), writable);
        for data in folders::counts(&folder) {
            self.talk.data(data).await?;
        }
        for answer in folders::codes(&folder, writable) {
            self.talk.status(answer.to(None));
        }
        self.open = Some(open);
        Ok(if writable {
            self.store.announce(user, &folder.name);
            Answer::ok("SELECT completed").with(Code::ReadWrite)
        } else {
            Answer::ok("EXAMINE completed").with(Code::ReadOnly)
        })
    }

    async fn status(
        &mut self,
        user: &str,
        mailbox: Mailbox<'static>,
        names: &[StatusDataItemName],
    ) -> Result<Answer, End> {
        let name = folders::name_of(&mailbox);
        match self.store.folder(user, &name) {
            Some(folder) => {
                let letters = self.store.letters(user, &name);
                self.all(folders::status(mailbox, &folder, &letters, names), "STATUS completed").await
            }
            None => Ok(Trouble::Missing.into()),
        }
    }

    /// Tells of what has changed in the selected folder.
    pub(super) async fn news(&mut self, may_renumber: bool) -> Result<(), End> {
        let (Some(user), Some(open)) = (&self.user, &mut self.open) else { return Ok(()) };
        let which = open.which.clone();
        // Of a folder that is gone all letters are gone.
        let look = self.store.look(user, &which, |letters| open.news(letters, may_renumber));
        let news = look.unwrap_or_else(|| open.news(&[], may_renumber));
        if open.writable && news.iter().any(|data| matches!(data, Data::Exists(_))) {
            self.store.announce(user, &which.name);
        }
        for data in news {
            self.talk.data(data).await?;
        }
        Ok(())
    }

    async fn all(&mut self, data: Vec<Data<'static>>, words: &str) -> Result<Answer, End> {
        for data in data {
            self.talk.data(data).await?;
        }
        Ok(Answer::ok(words))
    }
}

fn is_about_folders(body: &CommandBody<'_>) -> bool {
    matches!(
        body,
        CommandBody::Create { .. }
            | CommandBody::Delete { .. }
            | CommandBody::Rename { .. }
            | CommandBody::Subscribe { .. }
            | CommandBody::Unsubscribe { .. }
    )
}

/// Any other command that RFC 3501 or an extension knows.
fn not_offered(body: &CommandBody<'static>) -> Answer {
    match body {
        CommandBody::Fetch { .. }
        | CommandBody::Search { .. }
        | CommandBody::Store { .. }
        | CommandBody::Copy { .. }
        | CommandBody::Move { .. }
        | CommandBody::Expunge
        | CommandBody::ExpungeUid { .. }
        | CommandBody::Check
        | CommandBody::Close
        | CommandBody::Unselect => Answer::bad(format!("{} is for those who have selected a folder", body.name())),
        CommandBody::Login { .. } | CommandBody::Logout => Answer::bad("not now"),
        _ => Answer::no(format!("this server does not offer {}", body.name())),
    }
}
