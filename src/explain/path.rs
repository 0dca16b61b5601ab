//! The way of a letter, read from the top, and how far down it can be believed.
//!
//! Every server puts its own `Received` line on top of what it got. So the lines at the top are those of the reader's own
//! servers, and everything below the last of them came in with the letter: whoever sent it may have made it up.
//!
//! ```text
//!   Received: by the mailbox server, from mx       own ┐
//!   Received: by mx, from 198.51.100.25            own ┘ believed: mx saw that address itself
//!   ─────────────── trust boundary ───────────────
//!   Received: by mail.evil.example, from …         anyone's
//! ```
//!
//! The topmost line is always believed. The next one is, where the line above says that the letter came from inside: from
//! a private address, without a `from`, or from a host of the same organization. Whoever knows better says which host is
//! theirs ([`Options::trust`](super::Options::trust)).

use std::net::IpAddr;

use super::decode;
use super::domains::{self, Relation};
use super::header::Header;
use super::received::Received;
use super::remark::Remark;

/// The most lines that are looked at.
pub(super) const MOST_HOPS: usize = 100;

/// A clock may be this far off before anybody needs to know, in seconds.
const TOLERANCE: i64 = 60;

/// A letter that waits longer has waited long, in seconds.
const LONG: i64 = 60 * 60;

/// The lines, and where trust ends.
#[derive(Debug, Default)]
pub(super) struct Way {
    /// From the top, each with the index of its field.
    pub lines: Vec<(usize, Received)>,
    pub left_out: usize,
    /// How many lines are believed.
    pub believed: usize,
    /// The domains that are taken for the reader's own.
    pub own: Vec<String>,
    /// Why the boundary is there.
    pub boundary: Boundary,
    pub remarks: Vec<Remark>,
}

/// Why trust ends where it does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Boundary {
    /// There is no line at all.
    #[default]
    None,
    /// Below it, the letter came from outside.
    Outside,
    /// The line above only repeats a name that the client gave; the line below fits it.
    Claimed,
    /// No line was written by the hosts that the reader named.
    NotFound,
    /// Every line is one of the reader's own servers.
    AllOwn,
}

impl Way {
    pub fn of(header: &Header<'_>, trust: &[String]) -> Self {
        let mut all = header.all("Received");
        let lines: Vec<(usize, Received)> =
            all.by_ref().take(MOST_HOPS).map(|(index, field)| (index, Received::read(field.value))).collect();
        let mut way = Self { lines, left_out: all.count(), ..Self::default() };
        way.find_own(trust);
        way.find_boundary(!trust.is_empty());
        way.notice_times(header);
        way.notice_forgeries();
        way
    }

    /// The hop at which the letter came in from outside.
    pub fn entrance(&self) -> Option<&Received> {
        self.believed.checked_sub(1).and_then(|last| self.lines.get(last)).map(|(_, line)| line)
    }

    /// The index of the field below which anyone may have written; none where everything is inside.
    pub fn outside_from(&self) -> Option<usize> {
        self.lines.get(self.believed).map(|(index, _)| *index)
    }

    /// The index of the field at the entrance.
    pub fn entrance_at(&self) -> Option<usize> {
        self.believed.checked_sub(1).and_then(|last| self.lines.get(last)).map(|(index, _)| *index)
    }

    /// Whether a field came in with the letter, so that anyone may have written it.
    pub fn is_below(&self, field: usize) -> bool {
        self.entrance_at().is_some_and(|entrance| field > entrance) && self.boundary != Boundary::AllOwn
    }

    /// Whether this host is one of the reader's own.
    pub fn is_own(&self, host: &str) -> bool {
        self.own.iter().any(|own| domains::is_within(host, own))
    }

    /// Whether two names seem to be those of one own host. Microsoft's servers have two, alike in their first label.
    fn is_one_host(&self, one: &str, other: &str) -> bool {
        let (one, other) = (domains::plain(one), domains::plain(other));
        one == other || (self.is_own(&one) && self.is_own(&other) && one.split('.').next() == other.split('.').next())
    }

    /// What the reader named; else the organization of the first server at the top that has a name.
    fn find_own(&mut self, trust: &[String]) {
        if !trust.is_empty() {
            self.own = trust.to_vec();
            return;
        }
        for (_, line) in &self.lines {
            let named = line.by.as_deref().filter(|by| domains::is_name(by) && !is_local_name(by));
            if let Some(by) = named {
                self.own = vec![domains::organization(by)];
                return;
            }
            if !comes_from_inside(line, &[]) {
                return;
            }
        }
    }

    fn find_boundary(&mut self, named: bool) {
        let mut claimed = false;
        for (at, (_, line)) in self.lines.iter().enumerate() {
            let by = line.by.as_deref().unwrap_or_default();
            let is_own = self.is_own(by);
            if !is_own && (named && domains::is_name(by) || at > 0 && domains::is_name(by) && !is_local_name(by)) {
                break;
            }
            self.believed = at + 1;
            if comes_from_inside(line, &self.own) {
                continue;
            }
            let below = self.lines.get(at + 1).and_then(|(_, below)| below.by.as_deref());
            let says = line.helo.as_deref().filter(|helo| line.rdns.is_none() && self.is_own(helo));
            if !says.zip(below).is_some_and(|(helo, by)| self.is_one_host(helo, by)) {
                break;
            }
            claimed = true;
        }
        self.boundary = match (self.lines.len(), self.believed) {
            (0, _) => Boundary::None,
            (_, 0) => Boundary::NotFound,
            (all, believed)
                if all == believed && self.entrance().is_some_and(|line| comes_from_inside(line, &self.own)) =>
            {
                Boundary::AllOwn
            }
            _ if claimed && !named => Boundary::Claimed,
            _ => Boundary::Outside,
        };
    }

    fn notice_times(&mut self, header: &Header<'_>) {
        let mut remarks = Vec::new();
        for (hop, pair) in self.lines.windows(2).enumerate() {
            let (Some(newer), Some(older)) = (pair[0].1.time, pair[1].1.time) else { continue };
            let (wait, field) = (newer.saturating_sub(older), pair[0].0);
            if wait < -TOLERANCE {
                remarks.push(Remark::TimeGoesBack { field, hop: hop + 1, seconds: wait.saturating_neg() });
            } else if wait > LONG {
                remarks.push(Remark::LongWait { field, hop: hop + 1, seconds: wait });
            }
        }
        remarks.truncate(5);
        self.remarks.append(&mut remarks);
        let arrived = self.entrance().and_then(|line| line.time);
        let date = header.first("Date").map(|(index, field)| (index, decode::time(&decode::text(field.value))));
        match (date, arrived) {
            (None, _) => self.remarks.push(Remark::Missing { name: "Date" }),
            (Some((field, None)), _) => self.remarks.push(Remark::DateUnclear { field }),
            (Some((field, Some(date))), Some(arrived)) => {
                let age = arrived.saturating_sub(date);
                if age < -TOLERANCE * 5 {
                    self.remarks.push(Remark::DateInFuture { field, seconds: age.saturating_neg() });
                } else if age > LONG * 24 {
                    self.remarks.push(Remark::DateLongAgo { field, seconds: age });
                }
            }
            _ => {}
        }
    }

    /// Below the boundary a line may claim to be an own server's.
    fn notice_forgeries(&mut self) {
        let below = self.lines.get(self.believed..).unwrap_or_default();
        let claims = below.iter().find(|(_, line)| line.by.as_deref().is_some_and(|by| self.is_own(by)));
        if let Some((field, line)) = claims.filter(|_| self.believed > 0) {
            let by = line.by.clone().unwrap_or_default();
            self.remarks.push(Remark::OwnNameBelow { field: *field, by });
        }
        if let Some((field, line)) = self.believed.checked_sub(1).and_then(|last| self.lines.get(last))
            && line.tls == Some(false)
            && !comes_from_inside(line, &self.own)
        {
            self.remarks.push(Remark::NotEncrypted { field: *field });
        }
        match self.boundary {
            Boundary::None => self.remarks.push(Remark::NoReceived),
            Boundary::NotFound => self.remarks.push(Remark::TrustNotFound { host: self.own.join(", ") }),
            _ => {}
        }
    }
}

/// Whether a server got the letter from one beside it.
fn comes_from_inside(line: &Received, own: &[String]) -> bool {
    if !line.has_from {
        return true;
    }
    let beside = line.ip.is_some_and(is_private);
    let known = line.rdns.as_deref().is_some_and(|name| own.iter().any(|own| domains::is_within(name, own)));
    let unaddressed = line.ip.is_none()
        && line.helo.as_deref().is_some_and(|name| {
            is_local_name(name)
                || line.by.as_deref().is_none_or(is_local_name)
                || own.iter().any(|own| Relation::of(name, own) != Relation::Different)
        });
    beside || known || unaddressed
}

fn is_local_name(name: &str) -> bool {
    let name = domains::plain(name);
    !name.contains('.') || [".local", ".localdomain", ".internal", ".lan"].iter().any(|end| name.ends_with(end))
}

/// Addresses that nobody outside can have (RFC 1918, RFC 4193, RFC 6598, loopback, link-local).
pub(super) fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let shared = ip.octets()[0] == 100 && (64..128).contains(&ip.octets()[1]);
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || shared
        }
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(lines: &[&str], trust: &[&str]) -> Way {
        let source: String = lines.iter().flat_map(|line| ["Received: ", *line, "\n"]).collect();
        let trust: Vec<String> = trust.iter().map(ToString::to_string).collect();
        Way::of(&Header::read(source.as_bytes()), &trust)
    }

    const INSIDE: &str = "from mx.s.example (mx.s.example [192.0.2.9]) by box.s.example";
    const ENTRANCE: &str = "from x.e.example (x.e.example [198.51.100.1]) by mx.s.example";
    const FORGED: &str = "from a.b.example (a.b.example [203.0.113.1]) by mx.s.example";

    #[test]
    fn trust_ends_where_the_letter_came_in() {
        let way = way(&[INSIDE, ENTRANCE, FORGED], &[]);
        assert_eq!((way.believed, way.boundary.clone()), (2, Boundary::Outside));
        assert!(way.remarks.iter().any(|remark| matches!(remark, Remark::OwnNameBelow { .. })));
        assert_eq!(way.entrance().and_then(Received::client).as_deref(), Some("x.e.example"));
    }

    #[test]
    fn a_handover_without_from_or_from_a_private_address_is_inside() {
        assert_eq!(way(&["by 2002:a05::1 with SMTP id x", ENTRANCE, FORGED], &[]).believed, 2);
        assert_eq!(way(&["from localhost (localhost [127.0.0.1]) by mx.s.example", ENTRANCE, FORGED], &[]).believed, 2);
        assert_eq!(way(&["from x.e.example (HELO y) (198.51.100.1) by 10.1.2.3", ENTRANCE], &[]).believed, 1);
    }

    #[test]
    fn a_name_that_only_the_client_gave_is_a_guess() {
        let says = "from mx.s.example (198.51.100.1) by box.s.example";
        let guessed = way(&[says, ENTRANCE], &[]);
        assert_eq!((guessed.believed, guessed.boundary), (2, Boundary::Claimed));
        assert_eq!(way(&[says, FORGED.replace("by mx", "by other").as_str()], &[]).believed, 1);
    }

    #[test]
    fn who_knows_their_own_server_says_so() {
        let relay = "from mx.s.example (mx.s.example [192.0.2.9]) by home.h.example";
        assert_eq!(way(&[relay, ENTRANCE], &[]).believed, 1);
        assert_eq!(way(&[relay, ENTRANCE], &["home.h.example", "s.example"]).believed, 2);
        assert_eq!(way(&[relay, ENTRANCE], &["other.example"]).boundary, Boundary::NotFound);
        assert_eq!(way(&[], &[]).boundary, Boundary::None);
    }
}
