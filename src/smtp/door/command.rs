//! One command line of a client, understood (RFC 5321 §4.1.1 and its extensions), or the reply that says why it cannot be.

use super::path::{is_domain, parameters, take_path};
use crate::trace::{Address, Reply};

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `EHLO name`, or `HELO name` where `esmtp` is false.
    Hello {
        /// What the client calls itself.
        name: String,
        /// Whether it speaks the extended protocol.
        esmtp: bool,
    },
    /// `STARTTLS` (RFC 3207).
    StartTls,
    /// `AUTH mechanism [initial response]` (RFC 4954).
    Auth {
        /// `PLAIN` or `LOGIN`.
        mechanism: String,
        /// What the client sent along.
        initial: Option<String>,
    },
    /// `MAIL FROM:<reverse-path>`.
    Mail {
        /// The reverse-path.
        from: Address,
        /// `SIZE=` (RFC 1870).
        size: Option<usize>,
        /// `SMTPUTF8` (RFC 6531).
        utf8: bool,
    },
    /// `RCPT TO:<forward-path>`.
    Rcpt {
        /// The forward-path.
        to: Address,
    },
    /// `DATA`.
    Data,
    /// `RSET`.
    Rset,
    /// `NOOP [anything]`.
    Noop,
    /// `HELP [anything]`.
    Help,
    /// `VRFY name`.
    Vrfy,
    /// `QUIT`.
    Quit,
}

impl Command {
    /// Understands a line, which still has its line end.
    pub fn parse(line: &[u8]) -> Result<Self, Reply> {
        let Some(line) = line.strip_suffix(b"\r\n") else {
            return Err(Reply::new(500, "5.5.2 a line ends in CRLF, not in a bare LF"));
        };
        let Some(text) = std::str::from_utf8(line).ok().filter(|text| !text.contains(char::is_control)) else {
            return Err(Reply::new(500, "5.5.2 a command is text without control characters"));
        };
        let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
        Self::by_verb(&verb.to_ascii_uppercase(), rest)
    }

    fn by_verb(verb: &str, rest: &str) -> Result<Self, Reply> {
        match verb {
            "EHLO" => hello(rest, true),
            "HELO" => hello(rest, false),
            "MAIL" => mail(rest),
            "RCPT" => rcpt(rest),
            "AUTH" => auth(rest),
            "NOOP" => Ok(Self::Noop),
            "HELP" => Ok(Self::Help),
            "VRFY" if rest.trim().is_empty() => Err(Reply::new(501, "5.5.4 syntax: VRFY name")),
            "VRFY" => Ok(Self::Vrfy),
            "STARTTLS" => alone(Self::StartTls, verb, rest),
            "DATA" => alone(Self::Data, verb, rest),
            "RSET" => alone(Self::Rset, verb, rest),
            "QUIT" => alone(Self::Quit, verb, rest),
            "EXPN" | "TURN" | "ETRN" | "BDAT" => Err(Reply::new(502, format!("5.5.1 {verb} is not offered here"))),
            _ => Err(Reply::new(500, "5.5.2 this command is not known here; HELP lists those that are")),
        }
    }
}

fn alone(command: Command, verb: &str, rest: &str) -> Result<Command, Reply> {
    if rest.trim().is_empty() { Ok(command) } else { Err(Reply::new(501, format!("5.5.4 {verb} stands alone"))) }
}

fn hello(rest: &str, esmtp: bool) -> Result<Command, Reply> {
    let name = rest.trim();
    if is_domain(name) || Address::is_literal(name) {
        return Ok(Command::Hello { name: name.to_owned(), esmtp });
    }
    let verb = if esmtp { "EHLO" } else { "HELO" };
    Err(Reply::new(501, format!("5.5.4 syntax: {verb} host.example or {verb} [192.0.2.1]")))
}

fn auth(rest: &str) -> Result<Command, Reply> {
    let mut words = rest.split_ascii_whitespace();
    let mechanism = words.next().unwrap_or_default().to_ascii_uppercase();
    let initial = words.next().map(str::to_owned);
    match mechanism.as_str() {
        _ if words.next().is_some() => Err(Reply::new(501, "5.5.4 syntax: AUTH mechanism [response]")),
        "PLAIN" | "LOGIN" if initial.as_deref().is_some_and(|response| !is_base64(response)) => Err(undecodable()),
        "PLAIN" | "LOGIN" => Ok(Command::Auth { mechanism, initial }),
        "" => Err(Reply::new(501, "5.5.4 syntax: AUTH mechanism [response]")),
        _ => Err(Reply::new(504, "5.5.4 the mechanisms here are PLAIN and LOGIN")),
    }
}

/// What is said to a response that is not base64 (RFC 4954 §4).
pub fn undecodable() -> Reply {
    Reply::new(501, "5.5.2 this is not base64")
}

/// Whether mailin can decode it.
pub fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'+' || b == b'/';
    !text.is_empty() && text.len().is_multiple_of(4) && text.len() - digits.len() <= 2 && digits.bytes().all(fits)
}

/// Takes `FROM:` or `TO:` off, in whatever case.
fn after<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let head = rest.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &rest[word.len()..])
}

fn mail(rest: &str) -> Result<Command, Reply> {
    let Some(path) = after(rest, "FROM:") else { return Err(Reply::new(501, "5.5.4 syntax: MAIL FROM:<address>")) };
    let (from, rest) =
        take_path(path).ok_or_else(|| Reply::new(501, "5.1.7 the sender is not an address: MAIL FROM:<address>"))?;
    let mut command = (None, false);
    for (name, value) in parameters(rest).ok_or_else(ill_written)? {
        match (name.as_str(), value) {
            ("SIZE", Some(octets)) => command.0 = Some(octets.parse().map_err(|_| ill_written())?),
            ("SMTPUTF8", None) => command.1 = true,
            ("BODY", Some(kind)) if ["7BIT", "8BITMIME"].contains(&kind.to_ascii_uppercase().as_str()) => {}
            ("AUTH", Some(_)) => {} // RFC 4954 §5: who wrote it first; taken, and trusted by nobody
            ("SIZE" | "SMTPUTF8" | "BODY" | "AUTH", _) => return Err(ill_written()),
            _ => return Err(Reply::new(555, format!("5.5.4 {name}= is not offered here"))),
        }
    }
    let (size, utf8) = command;
    if !utf8 && !from.0.is_ascii() {
        return Err(Reply::new(553, "5.6.7 an address beyond ASCII wants SMTPUTF8 behind it"));
    }
    Ok(Command::Mail { from, size, utf8 })
}

fn rcpt(rest: &str) -> Result<Command, Reply> {
    let Some(path) = after(rest, "TO:") else { return Err(Reply::new(501, "5.5.4 syntax: RCPT TO:<address>")) };
    let parsed = take_path(path).filter(|(to, _)| !to.is_null());
    let (to, rest) =
        parsed.ok_or_else(|| Reply::new(501, "5.1.3 the recipient is not an address: RCPT TO:<address>"))?;
    match parameters(rest).ok_or_else(ill_written)?.first() {
        Some((name, _)) => Err(Reply::new(555, format!("5.5.4 {name}= is not offered here"))),
        None => Ok(Command::Rcpt { to }),
    }
}

fn ill_written() -> Reply {
    Reply::new(501, "5.5.4 the parameters behind the address are not written as they should be")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> u16 {
        Command::parse(line.as_bytes()).map_or_else(|reply| reply.code, |_| 250)
    }

    #[test]
    fn what_mailin_cannot_parse_is_understood() {
        for line in [
            "MAIL FROM:<>\r\n",
            "mail from:<a@x.example> size=100 body=8bitmime\r\n",
            "MAIL FROM:<葵@x.example> SMTPUTF8\r\n",
            "MAIL FROM:<\"a b\"@x.example>\r\n",
            "NOOP x y\r\n",
            "HELP\r\n",
            "HELP MAIL\r\n",
            "EHLO [192.0.2.1]\r\n",
            "VRFY aoi\r\n",
        ] {
            assert_eq!(code(line), 250, "{line}");
        }
    }

    #[test]
    fn what_is_wrong_gets_its_code() {
        for (line, expected) in [
            ("MAIL FROM: <a@x.example>\r\n", 501),
            ("MAIL FROM:a@x.example\r\n", 501),
            ("MAIL FROM:<a@x.example> RET=HDRS\r\n", 555),
            ("MAIL FROM:<葵@x.example>\r\n", 553),
            ("RCPT TO:<>\r\n", 501),
            ("RCPT TO:<a@x.example> NOTIFY=NEVER\r\n", 555),
            ("EHLO\r\n", 501),
            ("EHLO a b\r\n", 501),
            ("DATA now\r\n", 501),
            ("AUTH CRAM-MD5\r\n", 504),
            ("AUTH PLAIN !\r\n", 501),
            ("EXPN list\r\n", 502),
            ("XYZZY\r\n", 500),
            ("NOOP\n", 500),
            ("NO\u{0}OP\r\n", 500),
            ("\r\n", 500),
            ("é", 500),
        ] {
            assert_eq!(code(line), expected, "{line:?}");
        }
    }
}
