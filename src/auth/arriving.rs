//! What a receiver knows when it begins to check: the letter, and the conversation in which it came.

use std::net::IpAddr;

use crate::trace::{Address, EventId, LetterId, Mistake, Stage, Time};

/// A letter that has just arrived, and how.
#[derive(Debug, Clone)]
pub struct Arriving<'a> {
    /// The server that checks.
    pub host: &'a str,
    /// The address that called.
    pub client_ip: IpAddr,
    /// What it said in HELO or EHLO.
    pub helo: &'a str,
    /// The reverse-path.
    pub mail_from: &'a Address,
    /// The forward-paths.
    pub rcpt_to: &'a [Address],
    /// The letter as it arrived, before anything is added.
    pub source: &'a [u8],
    /// In which stage.
    pub stage: Stage,
    /// Which letter.
    pub letter: Option<LetterId>,
    /// The facts that made the server check: usually the end of DATA.
    pub because: Vec<EventId>,
    /// When, in virtual time: signatures expire by it.
    pub at: Time,
    /// The mistakes that the server makes; an honest one makes none.
    pub mistakes: &'a [Mistake],
}
