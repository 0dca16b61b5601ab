//! What the checks of one letter have found, and which of several results counts.

use crate::trace::{ArcCheck, Check, Dkim2Check, DkimCheck, DmarcCheck, EventId, SpfCheck, SpfIdentity};

/// What was found, in the order in which it was checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// Each check with the fact that records it.
    pub checks: Vec<(EventId, Check)>,
}

impl Findings {
    /// The facts that record the checks.
    pub fn events(&self) -> Vec<EventId> {
        self.checks.iter().map(|(event, _)| *event).collect()
    }

    /// SPF of every identity that was checked.
    pub fn spf_all(&self) -> impl Iterator<Item = &SpfCheck> {
        self.checks.iter().filter_map(|(_, check)| if let Check::Spf(spf) = check { Some(spf) } else { None })
    }

    /// SPF of the identity that counts: `MAIL FROM`, or HELO where the reverse-path is null (RFC 7208 §2.4).
    pub fn spf(&self) -> Option<&SpfCheck> {
        let mail_from = self.spf_all().find(|spf| spf.identity == SpfIdentity::MailFrom);
        mail_from.or_else(|| self.spf_all().next())
    }

    /// DKIM of every signature; one check with `none` where there is none.
    pub fn dkim(&self) -> impl Iterator<Item = &DkimCheck> {
        self.checks.iter().filter_map(|(_, check)| if let Check::Dkim(dkim) = check { Some(dkim) } else { None })
    }

    /// ARC.
    pub fn arc(&self) -> Option<&ArcCheck> {
        self.checks.iter().find_map(|(_, check)| if let Check::Arc(arc) = check { Some(arc) } else { None })
    }

    /// DKIM2, where the letter has any.
    pub fn dkim2(&self) -> Option<&Dkim2Check> {
        self.checks.iter().find_map(|(_, check)| if let Check::Dkim2(dkim2) = check { Some(dkim2) } else { None })
    }

    /// DMARC.
    pub fn dmarc(&self) -> Option<&DmarcCheck> {
        self.checks.iter().find_map(|(_, check)| if let Check::Dmarc(dmarc) = check { Some(dmarc) } else { None })
    }
}
