//! What can be wrong with a domain, and with the writing of a term.

use serde::{Deserialize, Serialize};

/// Why a domain cannot have an SPF record (RFC 7208 §4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DomainFlaw {
    /// There is none.
    Empty,
    /// It is an address in brackets.
    Literal,
    /// It has one label only.
    OneLabel,
    /// There is nothing between two of its dots.
    EmptyLabel,
    /// A label is longer than 63 octets.
    LongLabel,
    /// It is longer than 253 octets.
    TooLong,
    /// It has characters beyond ASCII that have no form in DNS.
    NotAscii,
}

/// What is wrong with the writing of a term (RFC 7208 §4.6.1, §7.1, §12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mistake {
    /// There is no such mechanism.
    UnknownMechanism,
    /// `redirect:` or `exp:`: a modifier has a `=` behind its name.
    ColonForEquals,
    /// A sign before a modifier.
    SignBeforeModifier,
    /// What stands before the `=` cannot be the name of a modifier.
    ModifierName,
    /// `redirect` or `exp` for the second time.
    Twice,
    /// Something stands behind a mechanism that has nothing behind it.
    Unexpected,
    /// The mechanism or modifier needs a domain.
    NeedsDomain,
    /// The mechanism needs a network.
    NeedsNetwork,
    /// That is no IPv4 address.
    NotAnIp4,
    /// That is no IPv6 address.
    NotAnIp6,
    /// What stands behind the `/` is no length that the network can have.
    Prefix,
    /// A name cannot end like this.
    TopLabel,
    /// An address stands where a name has to stand.
    AddressForName,
    /// A character that may not stand here.
    Character,
    /// A `%` that begins no macro.
    Percent,
    /// A macro without its `}`, or with something in it that does not belong there.
    Macro,
    /// There is no macro with this letter.
    MacroLetter,
    /// `c`, `r` and `t` are for explanations only.
    ExplanationOnly,
    /// A macro that keeps no part at all.
    ZeroParts,
}
