//! Greylisting (RFC 6647): whoever is not known yet is asked to come back later. A real mail server does; much of the
//! software that sends spam does not.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::trace::{Address, Time};

/// Who called for whom: the three things that a greylist remembers.
type Triplet = (IpAddr, Address, Address);

/// How many triplets are remembered; beyond that everybody is let in, so that no memory is filled by strangers.
const MOST_TRIPLETS: usize = 10_000;

/// The memory of one server.
#[derive(Debug, Default)]
pub struct Greylist(Mutex<HashMap<Triplet, Time>>);

impl Greylist {
    /// How long the caller still has to wait; none where the letter is welcome.
    pub fn must_wait(&self, ip: IpAddr, from: &Address, to: &Address, wait: Duration, now: Time) -> Option<Duration> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let triplet = (ip, from.clone(), to.clone());
        if seen.len() >= MOST_TRIPLETS && !seen.contains_key(&triplet) {
            return None;
        }
        let first = *seen.entry(triplet).or_insert(now);
        let left = wait.saturating_sub(now.since(first));
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_waits_once_and_is_known_afterwards() {
        let greylist = Greylist::default();
        let ask = |now| {
            let ip = "192.0.2.25".parse().unwrap();
            greylist.must_wait(ip, &"a@x.example".into(), &"b@y.example".into(), Duration::from_mins(5), Time(now))
        };
        assert_eq!(ask(1000), Some(Duration::from_mins(5)));
        assert_eq!(ask(1100), Some(Duration::from_secs(200)));
        assert_eq!(ask(1300), None);
        assert_eq!(ask(9000), None);
    }
}
