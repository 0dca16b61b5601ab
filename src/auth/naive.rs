//! Naive checks: mistakes that real receivers have made while they checked a sender, each in a file of its own.
//!
//! A receiver makes exactly those that its scenario names (`naive = ["…"]`), and records each one that it makes. The checks
//! themselves are never wrong here: SPF, DKIM and DMARC are asked by the same code as ever, but they are handed something
//! else than what arrived. That is how these mistakes work outside, too: each part is right, and they do not agree on what
//! they speak of.
//!
//! | file | who is misled | what forbids it |
//! |---|---|---|
//! | `from_fields` | DMARC, by a second `From` | RFC 5322 §3.6, RFC 9989 §5.3.1 |
//! | `first_address_wins` | DMARC, by a second author | RFC 9989 §5.3.1 |
//! | `malformed_mail_from` | DMARC, by a sender that SPF did not check | RFC 5321 §4.1.2 |
//! | `comment_in_mail_from` | DMARC, by its own reading of a result | RFC 8601 §2.2 |
//! | `nul_ends_name` | DKIM, by a name that ends too soon | RFC 6376 §3.1 |

mod comment_in_mail_from;
mod first_address_wins;
mod from_fields;
mod malformed_mail_from;
mod nul_ends_name;

use crate::trace::{Address, Mistake};

/// Something else than what arrived, and by which mistake.
pub(super) struct Instead<T> {
    pub(super) mistake: Mistake,
    pub(super) value: T,
    /// What it comes to: a From field, a domain, a name.
    pub(super) believed: String,
}

/// The letter as DMARC gets to see it.
pub(super) fn letter(mistakes: &[Mistake], source: &[u8]) -> Option<Instead<Vec<u8>>> {
    mistakes.iter().find_map(|mistake| {
        let (value, believed) = match mistake {
            Mistake::FirstFromWins => from_fields::only_first(source)?,
            Mistake::LastFromWins => from_fields::only_last(source)?,
            Mistake::FirstAddressWins => first_address_wins::only_first(source)?,
            _ => return None,
        };
        Some(Instead { mistake: *mistake, value, believed })
    })
}

/// Whether SPF passes over the sender and asks about HELO alone.
pub(super) fn passes_over(mistakes: &[Mistake], mail_from: &Address) -> bool {
    mistakes.contains(&Mistake::MalformedMailFrom) && malformed_mail_from::is_malformed(mail_from)
}

/// The domain that DMARC takes the result of SPF to be about.
pub(super) fn domain_of_spf(mistakes: &[Mistake], mail_from: &Address) -> Option<Instead<String>> {
    mistakes.iter().find_map(|mistake| {
        let domain = match mistake {
            Mistake::MalformedMailFrom => malformed_mail_from::domain(mail_from)?,
            Mistake::CommentInMailFrom => comment_in_mail_from::domain(mail_from)?,
            _ => return None,
        };
        Some(Instead { mistake: *mistake, value: domain.clone(), believed: domain })
    })
}

/// The name at which a DKIM key is looked for.
pub(super) fn key_name(mistakes: &[Mistake], name: &str) -> Option<Instead<String>> {
    let mistake = Mistake::NulEndsName;
    let value = mistakes.contains(&mistake).then(|| nul_ends_name::cut(name)).flatten()?;
    Some(Instead { mistake, believed: value.trim_end_matches('.').to_owned(), value })
}
