//! `X-Warning`: what a receiver writes on a letter that it takes with doubts.
//!
//! Between a yes and a no there are letters that must not be refused and still deserve a second look: RFC 7208 §8.5 wants a
//! softfail to be taken, and tells the receiver to treat it with suspicion; RFC 6376 §8.2 warns of a signature that covers
//! only the beginning of the body (`l=`). No RFC gives such a doubt a field of its own, so each receiver has one; mail
//! clients and filters act on it.

use super::findings::Findings;
use crate::trace::{DkimCheck, DkimResult, Field, SpfCheck, SpfResult};

/// The field.
pub const NAME: &str = "X-Warning";

/// The longest name that is repeated from the letter.
const LONGEST: usize = 120;

/// One field for each doubt. A signature over all of the body leaves none about another one that covers a part.
pub fn fields(findings: &Findings) -> Vec<Field> {
    let softfail = findings.spf().filter(|spf| spf.result == SpfResult::Softfail).map(softfail);
    let whole = findings.dkim().any(|dkim| dkim.result == DkimResult::Pass && dkim.in_part().is_none());
    let in_part = findings.dkim().find_map(in_part).filter(|_| !whole);
    let field = |text: String| Field { name: NAME.to_owned(), value: format!(" {text}").into() };
    softfail.into_iter().chain(in_part).map(field).collect()
}

fn softfail(spf: &SpfCheck) -> String {
    format!("SPF softfail:\r\n {} is probably no server of {}", spf.ip, clean(&spf.domain))
}

fn in_part(dkim: &DkimCheck) -> Option<String> {
    let (signed, unsigned) = dkim.in_part()?;
    let domain = clean(dkim.domain.as_deref().unwrap_or_default());
    Some(format!(
        "DKIM l={signed}:\r\n {domain} has signed only the beginning of the body;\r\n the last {unsigned} octets may be by \
         anybody"
    ))
}

/// A name from outside, fit for a header field.
fn clean(name: &str) -> String {
    name.chars().filter(char::is_ascii_graphic).take(LONGEST).collect()
}
