//! What is asked: may this address send for this domain?

use std::net::IpAddr;

use mail_auth::common::to_a_label;

use crate::trace::Time;

/// The arguments of `check_host()` (RFC 7208 §4.1), and what explanations may speak of.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// `<ip>`: the address that called.
    pub ip: IpAddr,
    /// `<domain>`: whose record it is.
    pub domain: &'a str,
    /// `<sender>`: the whole reverse-path, or `postmaster@` the HELO name.
    pub sender: &'a str,
    /// What the client said in HELO or EHLO.
    pub helo: &'a str,
    /// The host that checks.
    pub host: &'a str,
    /// When.
    pub at: Time,
}

/// The same, as the evaluation uses it.
pub(super) struct Subject<'a> {
    /// An IPv4 address that is mapped into IPv6 counts as the IPv4 address (RFC 7208 §5).
    pub(super) ip: IpAddr,
    /// In the form that DNS has (RFC 7208 §4.3), as the two names below.
    pub(super) domain: String,
    /// `postmaster` where there is none (RFC 7208 §4.3).
    pub(super) local_part: &'a str,
    pub(super) sender_domain: String,
    pub(super) helo: String,
    pub(super) host: &'a str,
    pub(super) at: Time,
}

impl<'a> Subject<'a> {
    pub(super) fn of(query: &Query<'a>) -> Self {
        let (local_part, sender_domain) = query.sender.rsplit_once('@').unwrap_or(("", query.sender));
        let Query { domain, helo, host, at, .. } = *query;
        Self {
            ip: query.ip.to_canonical(),
            domain: in_dns_form(domain),
            local_part: if local_part.is_empty() { "postmaster" } else { local_part },
            sender_domain: in_dns_form(sender_domain),
            helo: in_dns_form(helo),
            host,
            at,
        }
    }
}

/// Without a final dot, and in ASCII where it can be (RFC 5890 §2.3.2.1; RFC 8616 §4).
fn in_dns_form(domain: &str) -> String {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    if domain.is_ascii() { domain.to_owned() } else { to_a_label(domain).into_owned() }
}
