//! `AUTH` (RFC 4954): a dialog within the dialog. mailin leads it; the door lets the client break it off.

use std::io;

use super::command::{is_base64, undecodable};
use super::{Door, Next, enhanced};
use crate::net::Line;
use crate::trace::{Reply, Service};

impl Door {
    pub(super) async fn login(&mut self, mechanism: &str, initial: Option<&str>) -> io::Result<Next> {
        if let Some(reply) = self.cannot_log_in() {
            return self.refuse(reply).await;
        }
        let response = initial.map(|response| format!(" {response}")).unwrap_or_default();
        let mut reply = self.backline.ask(&format!("AUTH {mechanism}{response}\r\n")).await?;
        while reply.code == 334 {
            self.porch.say(&reply).await?;
            reply = match self.response().await? {
                Ok(response) => self.backline.ask(&response).await?,
                Err(why) => {
                    self.break_off().await?;
                    why
                }
            };
        }
        self.answer(enhanced(reply)).await
    }

    fn cannot_log_in(&self) -> Option<Reply> {
        if self.service != Service::Submission {
            return Some(Reply::new(502, "5.5.1 nobody logs in on this port"));
        }
        if !self.porch.secret {
            return Some(Reply::new(538, "5.7.11 not in clear text: STARTTLS first"));
        }
        let taken = self.visit().user.is_some() || self.recipients.is_some();
        taken.then(|| Reply::new(503, "5.5.1 not now: logged in already, or in the middle of a letter"))
    }

    /// The client's answer to a challenge, or what to say to one that is none.
    async fn response(&mut self) -> io::Result<Result<String, Reply>> {
        let Line::Whole(line) = self.porch.lines.next(self.bounds.line).await? else { return Ok(Err(undecodable())) };
        self.porch.heard(&line);
        self.take_note();
        let text = String::from_utf8_lossy(&line);
        Ok(match text.strip_suffix("\r\n") {
            Some("*") => Err(Reply::new(501, "5.7.0 the login was broken off")),
            Some(response) if is_base64(response) => Ok(text.into_owned()),
            _ => Err(undecodable()),
        })
    }

    /// mailin has no way out of a login but through it: the door answers for the client, and nobody is logged in.
    async fn break_off(&mut self) -> io::Result<()> {
        self.registered.session.state().broken_off = true;
        while self.backline.ask("AA==\r\n").await?.code == 334 {}
        self.registered.session.state().broken_off = false;
        Ok(())
    }

    /// After EHLO and RSET mailin has forgotten who is logged in; the handler has not.
    pub(super) async fn log_in_again(&mut self) -> io::Result<()> {
        if self.visit().user.is_some() {
            self.backline.ask("AUTH PLAIN AGEAYg==\r\n").await?;
        }
        Ok(())
    }
}
