//! A conversation, and the envelope that was said in it.

use crate::trace::{Address, Origin, Peer, Service};

/// A conversation as far as it has come.
#[derive(Debug, Clone)]
pub struct Session<'a> {
    /// What is served.
    pub service: Service,
    /// Who called.
    pub client: &'a Peer,
    /// Who was called.
    pub server: &'a Peer,
    /// Whether the caller is a visitor from outside the world.
    pub origin: Origin,
    /// The envelope From that was said last.
    pub mail_from: Address,
    /// The envelope To that were said for it, without those that were refused.
    pub rcpt_to: Vec<Address>,
    /// The machine in the middle.
    pub through: Option<&'a Peer>,
    /// Whether it has changed a letter.
    pub altered: bool,
}

impl Session<'_> {
    /// Takes note of the envelope as the client says it.
    pub(super) fn hear(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        if let Some(path) = path_after(&line, "MAIL FROM:") {
            (self.mail_from, self.rcpt_to) = (path, Vec::new());
        } else if let Some(path) = path_after(&line, "RCPT TO:") {
            self.rcpt_to.push(path);
        }
    }
}

/// `a@x.example` of `MAIL FROM:<a@x.example> SIZE=100`.
fn path_after(line: &str, command: &str) -> Option<Address> {
    let said = line.get(..command.len())?;
    let rest = line.get(command.len()..)?.trim_start();
    let path = rest.strip_prefix('<').map_or(rest, |path| path.split_once('>').map_or(path, |(path, _)| path));
    said.eq_ignore_ascii_case(command).then(|| Address(path.to_owned()))
}
