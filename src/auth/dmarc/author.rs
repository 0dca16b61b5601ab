//! Whom the header From names, as far as DMARC is concerned (RFC 9989 §5.3.1).

use mail_auth::AuthenticatedMessage;
use mail_auth::common::to_a_label;

use super::record::short;
use crate::trace::proof::dmarc::{Author as Facts, DmarcProof};
use crate::trace::{DmarcCheck, DmarcResult};

/// How much of the field is told, and how many of its domains.
const LONGEST: usize = 500;
const MOST_DOMAINS: usize = 8;

/// The author: one domain, or none that DMARC can speak for.
pub(in crate::auth) struct Author(Facts);

impl Author {
    /// Reads the header From of a letter; none where it has no header at all.
    pub(in crate::auth) fn of(message: Option<&AuthenticatedMessage<'_>>) -> Self {
        let Some(message) = message else { return Self(Facts::default()) };
        let is_from = |(name, _): &&(&[u8], &[u8])| name.trim_ascii().eq_ignore_ascii_case(b"From");
        let fields: Vec<_> = message.headers.iter().filter(is_from).collect();
        let text = fields.first().map(|(_, value)| short(&unfolded(value), LONGEST));
        let mut domains: Vec<String> = message.from.iter().map(|address| domain_of(address)).collect();
        domains.dedup();
        domains.truncate(MOST_DOMAINS);
        Self(Facts { fields: u32::try_from(fields.len()).unwrap_or(u32::MAX), text, domains })
    }

    /// The Author Domain: that of one field with addresses of one domain.
    pub(in crate::auth) fn domain(&self) -> Option<&str> {
        match (self.0.fields, self.0.domains.as_slice()) {
            (1, [domain]) if !domain.is_empty() => Some(domain),
            _ => None,
        }
    }

    /// A check that says nothing but this.
    pub(in crate::auth) fn only(self, result: DmarcResult) -> DmarcCheck {
        let named = self.0.domains.iter().find(|domain| !domain.is_empty());
        DmarcCheck {
            result,
            author_domain: named.cloned().unwrap_or_default(),
            record_domain: None,
            record: None,
            policy: None,
            spf_aligned: false,
            dkim_aligned: false,
            proof: Some(Box::new(DmarcProof { author: self.0, ..DmarcProof::default() })),
        }
    }
}

fn unfolded(value: &[u8]) -> String {
    String::from_utf8_lossy(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The domain of an address, as DNS writes it (RFC 5890 §2.3.2.1).
pub(super) fn domain_of(address: &str) -> String {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain.trim_end_matches('.'));
    to_a_label(domain).to_ascii_lowercase()
}
