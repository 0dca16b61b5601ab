//! `[mta_sts]`: a domain says over HTTPS that its mail has to be encrypted (RFC 8461).

use std::ops::Range;
use std::time::Duration;

use crate::trace::StsMode;

/// The policy of a domain. Its servers serve it at `https://mta-sts.DOMAIN/.well-known/mta-sts.txt`; that there is one, the
/// zone says with a TXT record at `_mta-sts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MtaSts {
    /// The domain.
    pub domain: String,
    /// What a sender does where the policy cannot be kept.
    pub mode: StsMode,
    /// The names that the domain's mail servers may have; `*.` stands for one label.
    pub mx: Vec<String>,
    /// How long a sender keeps the policy.
    pub max_age: Duration,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

impl MtaSts {
    /// The policy as it is served (RFC 8461 §3.2).
    pub fn text(&self) -> String {
        let (mode, mx) = (format!("mode: {}", self.mode), self.mx.iter().map(|mx| format!("mx: {mx}")));
        let max_age = format!("max_age: {}", self.max_age.as_secs());
        let lines = ["version: STSv1".to_owned(), mode].into_iter().chain(mx).chain([max_age, String::new()]);
        lines.collect::<Vec<_>>().join("\r\n")
    }
}
