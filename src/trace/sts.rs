//! MTA-STS (RFC 8461): what a domain asks of those who send to it, and whether it could be kept.

use serde::{Deserialize, Serialize};

/// What a sender does where the policy cannot be kept (RFC 8461 §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StsMode {
    /// It does not send.
    Enforce,
    /// It sends, and reports.
    Testing,
    /// There is no policy any more.
    None,
}

impl std::fmt::Display for StsMode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Enforce => "enforce",
            Self::Testing => "testing",
            Self::None => "none",
        })
    }
}

/// A policy (RFC 8461 §3.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StsPolicy {
    /// What to do where it cannot be kept.
    pub mode: StsMode,
    /// The names that the domain's mail servers may have.
    pub mx: Vec<String>,
    /// How long to keep it, in seconds.
    pub max_age: u64,
}

/// What came of looking for a domain's policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum StsFound {
    /// The domain has none.
    Nothing,
    /// It was fetched.
    Fetched {
        /// It.
        #[serde(flatten)]
        policy: StsPolicy,
    },
    /// The sender has it from an earlier time.
    Kept {
        /// It.
        #[serde(flatten)]
        policy: StsPolicy,
    },
    /// There should be one, and it could not be fetched.
    Failed {
        /// Why.
        why: StsTrouble,
    },
}

impl StsFound {
    /// The policy, where there is one that asks for something.
    pub fn policy(&self) -> Option<&StsPolicy> {
        match self {
            Self::Fetched { policy } | Self::Kept { policy } if policy.mode != StsMode::None => Some(policy),
            _ => None,
        }
    }
}

/// Why a policy could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StsTrouble {
    /// `mta-sts.DOMAIN` has no address, or nobody answers there.
    Unreachable,
    /// The certificate is not that of `mta-sts.DOMAIN`.
    Certificate,
    /// The server has no such page.
    NotThere,
    /// What it has is no policy.
    Unreadable,
}

/// Why a mail server does not keep to the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StsFailure {
    /// Its name is none of those in the policy.
    OtherName,
    /// It does not offer STARTTLS.
    NoStarttls,
    /// Its certificate does not bear its name, or nobody trusts who has signed it.
    Certificate,
}
