//! Mistakes about hosts, their addresses and users, and the names that DNS knows.

mod words;

use std::net::IpAddr;

/// A mistake about hosts, addresses and names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetworkMistake {
    /// A name that no host can have.
    BadHostName {
        /// The name.
        name: String,
    },
    /// A name that means something else.
    ReservedName {
        /// The name.
        name: String,
    },
    /// Not an IP address.
    BadAddress {
        /// What stands there.
        text: String,
    },
    /// An address that may belong to somebody.
    OutsideAddress {
        /// The address.
        ip: IpAddr,
    },
    /// An address that another host has.
    DoubledAddress {
        /// The address.
        ip: IpAddr,
        /// The host that has it.
        host: String,
    },
    /// A host that is not in the file.
    UnknownHost {
        /// Its name.
        name: String,
        /// The nearest name that is.
        nearest: Option<String>,
    },
    /// A PC where a server is needed.
    NotAServer {
        /// Its name.
        name: String,
    },
    /// A name that no user can have.
    BadUser {
        /// The name.
        user: String,
    },
    /// A user without a mailbox on that server, or on any.
    UnknownUser {
        /// The name.
        user: String,
        /// The nearest name that has one.
        nearest: Option<String>,
    },
    /// A PC whose user has no mailbox.
    NobodysPc {
        /// Its name.
        name: String,
    },
    /// A user with mailboxes on more than one server.
    AmbiguousUser {
        /// The name.
        user: String,
    },
    /// Not a domain.
    BadDomain {
        /// What stands there.
        text: String,
    },
    /// A zone for the second time.
    DoubledZone {
        /// Its name.
        name: String,
    },
    /// A domain that lies in no zone.
    NoZone {
        /// The domain.
        domain: String,
        /// The nearest zone.
        nearest: Option<String>,
    },
    /// A server that receives for no domain, although it has users.
    NoDomain {
        /// The server.
        host: String,
        /// The zone that its name nearly lies in.
        nearest: Option<String>,
    },
    /// A domain that has a key and no server that signs with it.
    NeverSigns {
        /// The domain.
        domain: String,
    },
    /// A domain that no server receives for.
    NoServerFor {
        /// The domain.
        domain: String,
        /// The nearest one that a server receives for.
        nearest: Option<String>,
    },
    /// An alias or a list with the address of a user.
    HasMailbox {
        /// The address.
        address: String,
        /// The server with the mailbox.
        host: String,
    },
    /// An alias of itself.
    ForwardsToItself {
        /// The address.
        address: String,
    },
    /// A list on a server without users.
    NobodyForBounces {
        /// The server.
        host: String,
    },
    /// A text of a list that becomes part of a header field, and has a line end in it.
    NotOneLine {
        /// Its key.
        key: String,
    },
    /// A machine in the middle that does not stand between two other hosts.
    NotBetween,
    /// Two machines in the middle of the same way.
    TwoInTheMiddle {
        /// One end.
        one: String,
        /// The other end.
        other: String,
    },
    /// A text that is looked for within one line, and has a line end in it.
    BeyondALine {
        /// Its key.
        key: String,
    },
    /// A list that signs for a domain without a key.
    NoKey {
        /// The domain.
        domain: String,
    },
    /// A name that has no records.
    UnknownName {
        /// The name.
        name: String,
        /// The nearest name that has some.
        nearest: Option<String>,
    },
    /// Not a name and a type.
    BadQuestion {
        /// What stands there.
        text: String,
    },
}

impl NetworkMistake {
    /// Whether something that was looked for is not there.
    pub(super) fn is_about_something_missing(&self) -> bool {
        matches!(
            self,
            Self::UnknownHost { .. }
                | Self::UnknownUser { .. }
                | Self::NoZone { .. }
                | Self::NoDomain { .. }
                | Self::NeverSigns { .. }
                | Self::NoServerFor { .. }
                | Self::NobodyForBounces { .. }
                | Self::NoKey { .. }
                | Self::UnknownName { .. }
        )
    }
}
