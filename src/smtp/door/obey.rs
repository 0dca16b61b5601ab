//! What the door does with each command: most go on to mailin in words that it knows, some the door answers itself.

use std::io;

use super::command::Command;
use super::{Door, Next, enhanced};
use crate::trace::{Address, Reply, Service};

/// Stands for the client's address in what mailin gets to read; the handler knows the real one.
const PLACEHOLDER: &str = "path@door.invalid";

const HELP: &str = "2.0.0 EHLO HELO STARTTLS AUTH MAIL RCPT DATA RSET NOOP VRFY HELP QUIT (RFC 5321)";

impl Door {
    pub(super) async fn obey(&mut self, command: Command) -> io::Result<Next> {
        match command {
            Command::Hello { name, esmtp } => self.hello(name, esmtp).await,
            Command::StartTls => self.start_tls().await,
            Command::Auth { mechanism, initial } => self.login(&mechanism, initial.as_deref()).await,
            Command::Mail { from, size, utf8 } => self.mail(from, size, utf8).await,
            Command::Rcpt { to } => self.rcpt(to).await,
            Command::Data => self.data().await,
            Command::Rset => self.rset().await,
            Command::Noop => self.pass_on("NOOP\r\n", "2.0.0 nothing done, as asked").await,
            Command::Help => self.answer(Reply::new(214, HELP)).await,
            Command::Vrfy => {
                self.answer(Reply::new(252, "2.1.5 this server does not say who is here; send, and see")).await
            }
            Command::Quit => {
                let reply = self.backline.ask("QUIT\r\n").await?;
                self.leave(Reply::new(reply.code, format!("2.0.0 {} says goodbye", self.host))).await
            }
        }
    }

    /// Passes a command on; the client hears `good` where mailin agrees.
    async fn pass_on(&mut self, line: &str, good: &str) -> io::Result<Next> {
        let reply = self.backline.ask(line).await?;
        let reply = if reply.is_positive() { Reply::new(reply.code, good) } else { enhanced(reply) };
        self.answer(reply).await
    }

    async fn hello(&mut self, name: String, esmtp: bool) -> io::Result<Next> {
        let reply = self.backline.ask(&format!("EHLO {}\r\n", self.registered.introduction())).await?;
        if !reply.is_positive() {
            return self.answer(enhanced(reply)).await;
        }
        self.recipients = None;
        self.porch.lines.hurry(self.bounds.idle);
        self.log_in_again().await?;
        let greeting = format!("{} greets {name}", self.host);
        let mut text = vec![greeting];
        if esmtp {
            text.extend(reply.text.split('\n').skip(1).map(str::to_owned));
            text.extend(self.own_extensions());
        }
        {
            let mut state = self.registered.session.state();
            (state.visit.helo, state.visit.esmtp) = (name, esmtp);
            state.visit.trail.hello = Some(state.visit.last);
        }
        self.answer(Reply::new(250, text.join("\n"))).await
    }

    /// The extensions that the door has and mailin has not.
    fn own_extensions(&self) -> Vec<String> {
        let mut extensions: Vec<String> =
            ["SMTPUTF8", "PIPELINING", "ENHANCEDSTATUSCODES", "HELP"].map(str::to_owned).into();
        extensions.insert(0, format!("SIZE {}", self.registered.session.server.max_size()));
        if self.service == Service::Smtp && !self.porch.secret {
            extensions.insert(0, "STARTTLS".to_owned());
        }
        extensions
    }

    async fn start_tls(&mut self) -> io::Result<Next> {
        let ready = Reply::new(220, "2.0.0 ready to start TLS");
        let reply = match self.service {
            _ if self.porch.secret || self.recipients.is_some() || !self.is_greeted() => Reply::new(503, ""),
            Service::Submission => self.backline.ask("STARTTLS\r\n").await?,
            _ => ready.clone(),
        };
        if reply.code != 220 {
            return self.answer(enhanced(reply)).await;
        }
        self.porch.say(&ready).await?;
        // Whatever was sent ahead in clear text may be somebody else's (RFC 3207 §4.2).
        self.porch.lines.forget();
        Ok(Next::Encrypt)
    }

    fn is_greeted(&self) -> bool {
        !self.registered.session.state().visit.helo.is_empty()
    }

    async fn mail(&mut self, from: Address, size: Option<usize>, utf8: bool) -> io::Result<Next> {
        if !self.is_greeted() {
            return self.refuse(Reply::new(503, "5.5.1 say EHLO first")).await;
        }
        let most = self.registered.session.server.max_size();
        if size.is_some_and(|size| size > most) {
            return self.refuse(Reply::new(552, format!("5.3.4 a letter has at most {most} octets here"))).await;
        }
        self.begin_letter(&from, utf8);
        let reply = self.backline.ask(&format!("MAIL FROM:<{PLACEHOLDER}> BODY=8BITMIME\r\n")).await?;
        if reply.is_positive() {
            self.recipients = Some(0);
            self.take_note_of_sender();
            return self.answer(Reply::new(250, format!("2.1.0 <{from}> is the sender"))).await;
        }
        // mailin calls it a bad sequence; RFC 4954 §6 has a word of its own for it.
        let needs_login = self.service == Service::Submission && self.visit().user.is_none();
        let reply = if needs_login { Reply::new(530, "5.7.0 log in first") } else { enhanced(reply) };
        self.answer(reply).await
    }

    /// A letter from outside gets its number when it is announced; any other has one already.
    fn begin_letter(&self, from: &Address, utf8: bool) {
        let mut state = self.registered.session.state();
        state.path = from.clone();
        state.utf8 = utf8;
        if self.strange && self.recipients.is_none() {
            let letter = self.porch.wire.new_letter();
            state.visit.letter = Some(letter);
        }
    }

    fn take_note_of_sender(&self) {
        let visit = &mut self.registered.session.state().visit;
        (visit.trail.mail, visit.trail.rcpt) = (Some(visit.last), Vec::new());
    }

    fn take_note_of_recipient(&self) {
        let visit = &mut self.registered.session.state().visit;
        visit.trail.rcpt.push(visit.last);
    }

    async fn rcpt(&mut self, to: Address) -> io::Result<Next> {
        let utf8 = {
            let mut state = self.registered.session.state();
            state.path = to.clone();
            state.utf8
        };
        match self.recipients {
            Some(_) if !utf8 && !to.0.is_ascii() => {
                return self.refuse(Reply::new(553, "5.6.7 an address beyond ASCII wants SMTPUTF8 in MAIL")).await;
            }
            Some(count) if count >= self.bounds.recipients => {
                let most = self.bounds.recipients;
                return self.answer(Reply::new(452, format!("4.5.3 a letter has at most {most} recipients"))).await;
            }
            _ => {}
        }
        let reply = self.backline.ask(&format!("RCPT TO:<{PLACEHOLDER}>\r\n")).await?;
        if !reply.is_positive() {
            return self.answer(enhanced(reply)).await;
        }
        self.recipients = self.recipients.map(|count| count + 1);
        self.take_note_of_recipient();
        self.answer(Reply::new(250, format!("2.1.5 <{to}> is a recipient"))).await
    }

    async fn rset(&mut self) -> io::Result<Next> {
        let reply = self.backline.ask("RSET\r\n").await?;
        self.recipients = None;
        self.log_in_again().await?;
        let reply =
            if reply.is_positive() { Reply::new(250, "2.0.0 the letter is forgotten") } else { enhanced(reply) };
        self.answer(reply).await
    }
}
