//! Naive servers: mistakes that real mail software has made, each in a file of its own, so that a lesson can show what comes
//! of it beside a server that does it right.
//!
//! A server makes exactly those that its scenario names (`naive = ["…"]`), and records each time it makes one
//! ([`Fact::Mistaken`]). Without that line nothing in this folder is ever reached. The mistakes that happen while the sender
//! is checked stand in `auth::naive`.
//!
//! | file | what goes wrong | what forbids it |
//! |---|---|---|
//! | `bare_lf_ends_data` | a letter ends where it does not | RFC 5321 §2.3.8, §4.1.1.4 |
//! | `passes_bare_lf` | a letter that is not in lines is passed on | RFC 5321 §2.3.8 |
//! | `malformed_mail_from` | a sender is taken that is no address | RFC 5321 §4.1.2 |
//! | `comment_in_mail_from` | a sender is taken that has a comment in it | RFC 5321 §4.1.2 |
//! | `keeps_forged_results` | somebody else's results stay under the server's name | RFC 8601 §5 |

pub(super) mod bare_lf_ends_data;
pub(super) mod comment_in_mail_from;
pub(super) mod keeps_forged_results;
mod malformed_mail_from;
pub(super) mod passes_bare_lf;

#[cfg(doc)]
use crate::trace::Fact;
use crate::trace::{Address, Mistake};

/// The sender that such a server makes of a MAIL command that the door cannot understand, and by which mistake.
pub(super) fn sender(mistakes: &[Mistake], line: &[u8]) -> Option<(Address, Mistake)> {
    let makes = |mistake: &Mistake| mistakes.contains(mistake);
    let comment = comment_in_mail_from::sender(line).map(|from| (from, Mistake::CommentInMailFrom));
    let malformed = malformed_mail_from::sender(line).map(|from| (from, Mistake::MalformedMailFrom));
    [comment, malformed].into_iter().flatten().find(|(_, mistake)| makes(mistake))
}

/// What stands between the outer angle brackets of a MAIL command.
fn path(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line.strip_suffix(b"\r\n")?).ok()?;
    let verb = line.get(.."MAIL FROM:".len())?;
    let rest = line.get("MAIL FROM:".len()..).filter(|_| verb.eq_ignore_ascii_case("MAIL FROM:"))?;
    let (path, _) = rest.strip_prefix('<')?.rsplit_once('>')?;
    (!path.is_empty() && !path.contains(char::is_control)).then_some(path)
}
