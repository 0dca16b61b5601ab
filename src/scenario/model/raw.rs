//! `do = "raw"`: SMTP typed by hand, octet by octet, as no decent mail client would send it.

use crate::trace::{Address, Envelope, Octets, Service};

/// Lines typed at the door of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The host on which somebody types; the server sees its address.
    pub from: String,
    /// The server that is called.
    pub to: String,
    /// At which of its doors: [`Service::Smtp`] or [`Service::Submission`].
    pub service: Service,
    /// What is typed, line by line. A CRLF is sent behind each; any other line end in it is sent as it stands.
    pub lines: Vec<Octets>,
    /// Whether the typing goes on after the server has said no.
    pub stubborn: bool,
}

/// What typed lines mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The envelope, word for word: what stands there need not be an address.
    pub envelope: Envelope,
    /// What is typed between DATA and the dot, with single dots.
    pub source: Vec<u8>,
}

impl Raw {
    /// The first letter that these lines hand over, as it is meant; none where they name no sender.
    pub fn letter(&self) -> Option<Typed> {
        let mut envelope: Option<Envelope> = None;
        for (at, line) in self.lines.iter().enumerate() {
            let line = line.as_slice();
            match envelope.as_mut() {
                None => envelope = path_after(line, b"MAIL FROM:").map(|from| Envelope { from, to: Vec::new() }),
                Some(envelope) if is_data(line) => {
                    let source = content(self.lines.get(at + 1..).unwrap_or_default());
                    return Some(Typed { envelope: envelope.clone(), source });
                }
                Some(envelope) => envelope.to.extend(path_after(line, b"RCPT TO:")),
            }
        }
        envelope.map(|envelope| Typed { envelope, source: Vec::new() })
    }
}

/// Whether a line announces a letter.
pub fn is_data(line: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(b"DATA")
}

/// What stands in `<…>` behind a command.
fn path_after(line: &[u8], command: &[u8]) -> Option<Address> {
    let rest = line.get(command.len()..).filter(|_| line[..command.len()].eq_ignore_ascii_case(command))?;
    let rest = String::from_utf8_lossy(rest);
    let inner = rest.trim_start().strip_prefix('<').unwrap_or(&rest);
    let path = inner.rsplit_once('>').map_or(inner, |(path, _)| path);
    Some(Address(path.to_owned()))
}

fn content(lines: &[Octets]) -> Vec<u8> {
    let lines = lines.iter().map(Octets::as_slice).take_while(|line| *line != b".");
    lines.flat_map(|line| [line.strip_prefix(b".").unwrap_or(line), b"\r\n"].concat()).collect()
}
