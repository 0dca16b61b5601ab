//! The mistake: a `MAIL FROM` that is no address is taken all the same, such as `<(kimura@a-corp.example>`.
//!
//! Several large providers did so when Chen, Paxson and Jiang looked (“Composition Kills”, USENIX Security 2020). The harm
//! comes later: the part that checks SPF finds no address and falls back to the name in HELO, which the attacker owns; the
//! part that checks DMARC reads the domain behind the `@`, and believes that SPF has passed for it.
//!
//! What forbids it: RFC 5321 §4.1.2 gives the form of a reverse-path, and §4.2.3 the reply, 501. Our own door says so.

use crate::trace::Address;

/// Whatever stands in the brackets, as long as there is an `@` in it.
pub(super) fn sender(line: &[u8]) -> Option<Address> {
    super::path(line).filter(|path| path.contains('@')).map(Address::from)
}
