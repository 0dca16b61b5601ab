//! The kinds of scenes: the moments of a delivery that a newcomer takes in as one thing each.

/// What kind of scene it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A `dns` step of the scenario.
    DnsChange,
    /// A `host` step.
    HostChange,
    /// A `wait` step.
    Waiting,
    /// A letter is written.
    Write,
    /// A connection is made, and both sides introduce themselves.
    Greeting,
    /// A connection could not be made.
    NoAnswer,
    /// TLS begins.
    Encrypt,
    /// A user logs in.
    Login,
    /// The envelope is handed over.
    Envelope,
    /// The letter is handed over.
    Data,
    /// A machine in the middle takes a hand in a conversation.
    Intercept,
    /// A header field is added.
    Added,
    /// A header field is changed.
    Changed,
    /// A footer is put under the body, or is not.
    Footer,
    /// The fields are added that a mailing list is known by.
    ListFields,
    /// What was found is sealed (ARC).
    Seal,
    /// The letter is passed on to others, in a new envelope.
    Forward,
    /// Header fields are removed.
    Removed,
    /// DNS is asked for the servers of a domain.
    LookupMx,
    /// DNS is asked for anything else: mostly the addresses of a server.
    Lookup,
    /// What the domain says about encryption is looked for.
    Policy,
    /// A server is held against that.
    PolicyCheck,
    /// There is no way to the recipient.
    NoRoute,
    /// SPF.
    Spf,
    /// DKIM.
    Dkim,
    /// DKIM2.
    Dkim2,
    /// ARC.
    Arc,
    /// DMARC.
    Dmarc,
    /// A naive server makes a mistake.
    Mistake,
    /// The receiver decides.
    Decision,
    /// A letter, or one of its recipients, is refused.
    Refusal,
    /// The letter is filed.
    File,
    /// The letter waits for another try.
    Deferral,
    /// The server gives up.
    GivenUp,
    /// A bounce is written.
    Bounce,
    /// An `empty` step.
    Tidying,
    /// A mailbox is cleared out.
    Empty,
    /// A report to the owner of a domain is written (RFC 9990), or left unwritten.
    Report,
    /// The letter is fetched from the mailbox.
    Fetch,
    /// The letter is read.
    Read,
}
