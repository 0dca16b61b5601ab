//! What a lab opens to the outside.

use crate::trace::Service;

/// What stands behind a door of a lab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entrance {
    /// Mail from other servers.
    Smtp,
    /// Mail from users.
    Submission,
    /// Mailboxes.
    Imap,
    /// DNS.
    Dns,
}

impl Entrance {
    /// The service of the world that it leads to.
    pub fn service(self) -> Service {
        match self {
            Self::Smtp => Service::Smtp,
            Self::Submission => Service::Submission,
            Self::Imap => Service::Imap,
            Self::Dns => Service::Dns,
        }
    }
}
