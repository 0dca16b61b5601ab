//! The Sender Rewriting Scheme: a forwarder puts its own domain into the reverse-path, so that SPF asks about the server
//! that really calls, and can still find the way back when a bounce comes.
//!
//! ```text
//!   kimura@a-corp.example              ──►  SRS0=HASH=DAY=a-corp.example=kimura@alumni.example
//!   SRS0=HASH=DAY=…@alumni.example     ──►  SRS1=HASH=alumni.example==HASH=DAY=…@club.example
//! ```
//!
//! Only the server that wrote such an address can read it back: the hash is keyed, so that nobody makes it send letters
//! to an address of their own choice. It is no RFC; the scheme is that of Shevek and Meng Wong's paper of 2004.

use mail_auth::common::crypto::HashAlgorithm;

use crate::trace::{Address, Time};

/// For how many days a rewritten address is good.
const GOOD_FOR: i64 = 21;

/// The days are counted up to here, then from 0 again: two digits of base32.
const DAYS: i64 = 1024;

/// How many digits of the hash are written.
const HASH: usize = 4;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The block of SHA-256, in octets (RFC 2104).
const BLOCK: usize = 64;

/// What is wrong with an address that looks like a rewritten one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It is not of that form.
    Form,
    /// The hash is none of this server's.
    Hash,
    /// It is too old.
    Expired,
}

/// The scheme with the key of one server.
pub struct Srs {
    key: [u8; BLOCK],
}

impl Srs {
    /// The key of a server of the world: the same each time, so that a scenario leaves the same trace each time.
    pub fn of(host: &str) -> Self {
        let mut key = [0; BLOCK];
        let name = format!("the SRS key of {host}");
        for (octet, hashed) in key.iter_mut().zip(hash(&[name.as_bytes()])) {
            *octet = hashed;
        }
        Self { key }
    }

    /// The reverse-path in a domain of this server; none where it is null or of that domain already, and where the result
    /// could not stand in an envelope.
    pub fn rewrite(&self, from: &Address, domain: &str, now: Time) -> Option<Address> {
        if from.is_null() || from.domain().eq_ignore_ascii_case(domain) {
            return None;
        }
        let local = match scheme(from.local()) {
            Some(("SRS0", rest)) => self.second(from.domain(), rest),
            // The address of the first forwarder stays; only the last one is exchanged.
            Some((_, rest)) => {
                let (_, kept) = rest.get(1..)?.split_once('=')?;
                let (first, rest) = kept.split_once('=')?;
                self.second(first, rest)
            }
            None => {
                let day = day(now);
                let hash = self.tag(&[&day, from.domain(), from.local()]);
                format!("SRS0={hash}={day}={}={}", from.domain(), from.local())
            }
        };
        Address::is_local_part(&local).then(|| Address(format!("{local}@{domain}")))
    }

    /// The address that was rewritten into this one; none where it does not look like one.
    ///
    /// # Errors
    /// [`Flaw`] where it looks like one, and is none of this server's.
    pub fn undo(&self, address: &Address, now: Time) -> Result<Option<Address>, Flaw> {
        let Some((scheme, rest)) = scheme(address.local()) else { return Ok(None) };
        let (hash, signed) = rest.get(1..).and_then(|rest| rest.split_once('=')).ok_or(Flaw::Form)?;
        let (first, behind) = signed.split_once('=').ok_or(Flaw::Form)?;
        if scheme == "SRS1" {
            self.agree(hash, &[first, behind])?;
            return Ok(Some(Address(format!("SRS0{behind}@{first}"))));
        }
        let (domain, local) = behind.split_once('=').ok_or(Flaw::Form)?;
        self.agree(hash, &[first, domain, local])?;
        let age = number(&day(now)).zip(number(first)).map(|(now, then)| (now - then).rem_euclid(DAYS));
        match age.ok_or(Flaw::Form)? {
            0..=GOOD_FOR => Ok(Some(Address(format!("{local}@{domain}")))),
            _ => Err(Flaw::Expired),
        }
    }

    /// `SRS1`: names the first forwarder, which alone can read what it has written.
    fn second(&self, first: &str, rest: &str) -> String {
        format!("SRS1={}={first}={rest}", self.tag(&[first, rest]))
    }

    fn agree(&self, hash: &str, signed: &[&str]) -> Result<(), Flaw> {
        if self.tag(signed).eq_ignore_ascii_case(hash) { Ok(()) } else { Err(Flaw::Hash) }
    }

    /// The beginning of HMAC-SHA-256 (RFC 2104) in base32. Local parts may change their case on the way, so it does not
    /// count.
    fn tag(&self, parts: &[&str]) -> String {
        let message = parts.join("=").to_ascii_lowercase();
        let padded = |with: u8| self.key.map(|octet| octet ^ with);
        let inner = hash(&[&padded(0x36), message.as_bytes()]);
        let outer = hash(&[&padded(0x5c), &inner]);
        outer.into_iter().take(HASH).map(|octet| digit(usize::from(octet))).collect()
    }
}

/// `SRS0` or `SRS1`, and what stands behind it, the separator first.
fn scheme(local: &str) -> Option<(&'static str, &str)> {
    let (word, rest) = local.split_at_checked(4)?;
    let known = ["SRS0", "SRS1"].into_iter().find(|known| known.eq_ignore_ascii_case(word))?;
    rest.starts_with(['=', '+', '-']).then_some((known, rest))
}

fn day(now: Time) -> String {
    let days = usize::try_from(now.0.div_euclid(24 * 60 * 60).rem_euclid(DAYS)).unwrap_or(0);
    [digit(days / 32), digit(days % 32)].iter().collect()
}

fn number(day: &str) -> Option<i64> {
    let digits = day.bytes().map(|byte| ALPHABET.iter().position(|one| one.eq_ignore_ascii_case(&byte)));
    let digits: Vec<i64> = digits.map(|at| i64::try_from(at?).ok()).collect::<Option<_>>()?;
    if let [high, low] = digits[..] { Some(high * 32 + low) } else { None }
}

fn digit(number: usize) -> char {
    char::from(ALPHABET[number % ALPHABET.len()])
}

fn hash(parts: &[&[u8]]) -> Vec<u8> {
    HashAlgorithm::Sha256.hash(parts.concat().as_slice()).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_800_000_000);

    fn there_and_back(srs: &Srs, from: &str, domain: &str) -> (Address, Address) {
        let rewritten = srs.rewrite(&from.into(), domain, NOW).unwrap();
        let undone = srs.undo(&rewritten, NOW).unwrap().unwrap();
        (rewritten, undone)
    }

    #[test]
    fn a_bounce_finds_its_way_back_over_two_forwarders() {
        let (alumni, club, third) = (Srs::of("mail.alumni"), Srs::of("mail.club"), Srs::of("mail.third"));
        let (first, back) = there_and_back(&alumni, "kimura@a-corp.example", "alumni.example");
        assert!(first.0.starts_with("SRS0=") && first.0.ends_with("=a-corp.example=kimura@alumni.example"), "{first}");
        assert_eq!(back.0, "kimura@a-corp.example");
        let (second, back) = there_and_back(&club, &first.0, "club.example");
        assert!(second.0.starts_with("SRS1=") && second.0.contains("=alumni.example=="), "{second}");
        assert_eq!(back, first);
        let (last, back) = there_and_back(&third, &second.0, "third.example");
        assert!(last.0.contains("=alumni.example==") && !last.0.contains("club.example"), "{last}");
        assert_eq!(back, first);
    }

    #[test]
    fn only_what_this_server_has_written_is_read_back() {
        let srs = Srs::of("mail.alumni");
        let (rewritten, _) = there_and_back(&srs, "kimura@a-corp.example", "alumni.example");
        let lower = Address(rewritten.0.to_ascii_lowercase());
        assert_eq!(srs.undo(&lower, NOW).unwrap().unwrap().0, "kimura@a-corp.example");
        for forged in [rewritten.0.replace("kimura", "aoi"), rewritten.0.replace("a-corp", "b-corp")] {
            assert_eq!(srs.undo(&Address(forged), NOW), Err(Flaw::Hash));
        }
        assert_eq!(Srs::of("mail.other").undo(&rewritten, NOW), Err(Flaw::Hash));
        assert_eq!(srs.undo(&rewritten, Time(NOW.0 + 22 * 86_400)), Err(Flaw::Expired));
        for odd in ["SRS0=@x", "SRS0=A=B@x", "SRS1=A@x", "SRS0=A=B=C@x"] {
            assert_eq!(srs.undo(&odd.into(), NOW), Err(Flaw::Form), "{odd}");
        }
        assert_eq!(srs.undo(&"SRS0@x".into(), NOW), Ok(None));
        assert_eq!(srs.undo(&"aoi@x".into(), NOW), Ok(None));
    }

    #[test]
    fn what_needs_no_rewriting_or_bears_none_stays() {
        let srs = Srs::of("mail.alumni");
        let long = format!("{}@a-corp.example", "a".repeat(50));
        for from in ["", "yui@ALUMNI.example", long.as_str(), "\"a b\"@x.example"] {
            assert_eq!(srs.rewrite(&from.into(), "alumni.example", NOW), None, "{from}");
        }
    }
}
