//! Where a letter is taken: the servers of a domain, as DNS names them (RFC 5321 §5.1).

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// Where the servers of a domain were looked for, and what was found (RFC 5321 §5.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "route", rename_all = "kebab-case")]
pub enum Route {
    /// These servers, best first.
    Mx {
        /// In the order in which they are tried.
        targets: Vec<RouteTarget>,
    },
    /// No MX record, so the domain's own address is used.
    ImplicitMx {
        /// The domain itself.
        targets: Vec<RouteTarget>,
    },
    /// The domain says that it takes no mail (RFC 7505).
    NullMx,
    /// The domain does not exist, or has neither MX nor address, or no MX has an address.
    Nowhere,
    /// DNS did not answer.
    Unknown,
}

/// One server that a letter may be taken to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteTarget {
    /// The MX preference; lower is tried first.
    pub preference: u16,
    /// Its name.
    pub name: String,
    /// Its addresses, in the order in which they are tried.
    pub ips: Vec<IpAddr>,
}
