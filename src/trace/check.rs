//! How a receiver's checks came out. The result words are those of RFC 8601 §2.7; a `fail` is a value, not an error.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::Address;
use super::proof::arc::ArcProof;
use super::proof::dkim::DkimProof;
use super::proof::dkim2::Dkim2Proof;
use super::proof::dmarc::DmarcProof;
use super::proof::spf::Evaluation;

/// Result words share their spelling between files, headers and screens: this writes them once.
macro_rules! result_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$var_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$var_doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All of them, in the order of the RFC.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word itself.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

result_words! {
    /// RFC 7208 §2.6.
    SpfResult {
        /// No record was found.
        None = "none",
        /// The domain says that nothing can be said.
        Neutral = "neutral",
        /// The address may send for the domain.
        Pass = "pass",
        /// The address may not send for the domain.
        Fail = "fail",
        /// The address probably may not.
        Softfail = "softfail",
        /// DNS did not answer; later it may.
        Temperror = "temperror",
        /// The record cannot be understood.
        Permerror = "permerror",
    }
}

result_words! {
    /// RFC 6376 and RFC 8601 §2.7.1; also the words for an ARC chain, of which it knows `none`, `pass` and `fail`.
    DkimResult {
        /// The letter is not signed.
        None = "none",
        /// The signature holds.
        Pass = "pass",
        /// The signature does not hold.
        Fail = "fail",
        /// The signature holds and local policy does not accept it.
        Policy = "policy",
        /// The signature cannot be understood.
        Neutral = "neutral",
        /// The key could not be fetched; later it may.
        Temperror = "temperror",
        /// The key is missing or wrong for good.
        Permerror = "permerror",
    }
}

result_words! {
    /// RFC 9989 §4 and RFC 8601.
    DmarcResult {
        /// The Author Domain has no DMARC record.
        None = "none",
        /// SPF or DKIM passed for a domain aligned with the header From.
        Pass = "pass",
        /// Neither did.
        Fail = "fail",
        /// DNS did not answer; later it may.
        Temperror = "temperror",
        /// The record or the header From cannot be understood.
        Permerror = "permerror",
    }
}

result_words! {
    /// What a domain asks receivers to do with a letter that fails DMARC: `p=`, `sp=`, `np=`.
    Policy {
        /// Nothing: only report.
        None = "none",
        /// Treat with suspicion: the junk folder.
        Quarantine = "quarantine",
        /// Refuse it.
        Reject = "reject",
    }
}

result_words! {
    /// Which of the two names that a client gives SPF was asked about (RFC 7208 §2.3 and §2.4).
    SpfIdentity {
        /// The domain in `HELO` or `EHLO`.
        Helo = "helo",
        /// The domain in `MAIL FROM`.
        MailFrom = "mailfrom",
    }
}

result_words! {
    /// What the receiver does with the letter.
    Disposition {
        /// Into the inbox.
        Inbox = "inbox",
        /// Into the junk folder.
        Junk = "junk",
        /// Taken, and passed on to whom the address stands for.
        Forward = "forward",
        /// Taken without knowing whether there is such a recipient; that is looked up afterwards.
        Queue = "queue",
        /// Refused in the SMTP session, with a 5xx reply.
        Reject = "reject",
        /// Refused for now, with a 4xx reply.
        Defer = "defer",
    }
}

/// One check and how it came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "lowercase")]
pub enum Check {
    /// May this address send for this domain?
    Spf(SpfCheck),
    /// Does one signature hold? A letter without a signature has one of these too, with `none`.
    Dkim(DkimCheck),
    /// Has each hop signed to whom it handed the letter? Only where a letter has such signatures.
    Dkim2(Dkim2Check),
    /// Do SPF and DKIM speak for the header From?
    Dmarc(DmarcCheck),
    /// Is the chain of earlier receivers' findings unbroken?
    Arc(ArcCheck),
}

/// SPF for one identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpfCheck {
    /// Which name was asked about.
    pub identity: SpfIdentity,
    /// The domain that was asked about.
    pub domain: String,
    /// The whole sender (`MAIL FROM`), or `postmaster@` the HELO name where there is none.
    pub sender: Address,
    /// The address that called.
    pub ip: IpAddr,
    /// The result.
    pub result: SpfResult,
    /// The record that was found, where one was.
    pub record: Option<String>,
    /// The term of the record that decided, such as `-all`, where it is known.
    pub term: Option<String>,
    /// What the domain says to those who fail (`exp=`).
    pub explanation: Option<String>,
    /// The evaluation, of which all of the above are parts; none in a trace of an earlier version, and where DNS could
    /// not be asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<Evaluation>>,
}

/// DKIM for one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DkimCheck {
    /// The result.
    pub result: DkimResult,
    /// `d=`, the domain that takes responsibility.
    pub domain: Option<String>,
    /// `s=`, which of its keys.
    pub selector: Option<String>,
    /// `a=`, such as `rsa-sha256`.
    pub algorithm: Option<String>,
    /// Why it is not a pass, in the words of the verifier, English.
    pub reason: Option<String>,
    /// What was looked at; none where there is no signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<DkimProof>>,
}

impl DkimCheck {
    /// How many octets of the body a signature that holds covers, and how many it does not (`l=`, RFC 6376 §8.2); none
    /// where it covers all of them.
    pub fn in_part(&self) -> Option<(u64, u64)> {
        let body = self.proof.as_ref().filter(|_| self.result == DkimResult::Pass)?.body.as_ref()?;
        Some((body.octets.length, body.rest.as_ref()?.length))
    }
}

/// DKIM2 for the letter (draft-ietf-dkim-dkim2-spec).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dkim2Check {
    /// The result.
    pub result: DkimResult,
    /// How many hops have signed.
    pub hops: u32,
    /// Why it is not a pass, in the words of the verifier, English.
    pub reason: Option<String>,
    /// What was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<Dkim2Proof>>,
}

/// DMARC for the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DmarcCheck {
    /// The result.
    pub result: DmarcResult,
    /// The Author Domain: that of the header From.
    pub author_domain: String,
    /// Where the record was found, such as `a-corp.example` for `_dmarc.a-corp.example`.
    pub record_domain: Option<String>,
    /// The record.
    pub record: Option<String>,
    /// What the domain asks for on failure, as it applies to this letter.
    pub policy: Option<Policy>,
    /// SPF passed and its domain is aligned with the Author Domain.
    pub spf_aligned: bool,
    /// A signature passed and its `d=` is aligned with the Author Domain.
    pub dkim_aligned: bool,
    /// What the result rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<DmarcProof>>,
}

/// ARC for the letter (RFC 8617).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArcCheck {
    /// `none`, `pass` or `fail`.
    pub result: DkimResult,
    /// How many links the chain has.
    pub links: u32,
    /// Why it is not a pass.
    pub reason: Option<String>,
    /// What the result rests on; none where there is no chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<ArcProof>>,
}

/// What made the receiver decide as it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum DispositionReason {
    /// DMARC failed, and the domain's policy was followed.
    DmarcPolicy {
        /// The policy.
        policy: Policy,
    },
    /// A rule of the receiver's own: the key of the scenario file (`spf_fail`, `greylist`, …).
    LocalRule {
        /// The key.
        rule: String,
    },
    /// DMARC failed, but a sealer whom the receiver trusts has seen it pass before the letter was changed (RFC 8617 §7.2).
    TrustedSealer {
        /// The policy that was overridden.
        policy: Policy,
        /// The sealer that saw it.
        domain: String,
    },
    /// Nothing spoke against it.
    Nothing,
}
