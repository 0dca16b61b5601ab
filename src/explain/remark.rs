//! What is worth a look, without words: the sentences stand in `prose/remarks.rs`.

use super::outcome::Outcome;
use crate::auth::aggregate::Report;
use crate::story::Tone;

/// Something worth a look. `field` is the index of the field it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remark {
    ByteOrderMark,
    MboxLine,
    CarriageReturns,
    Quoted,
    HeaderOnly,
    BrokenFold { line: usize },
    LongField { name: String, octets: usize },
    ControlCharacters { field: usize, name: String },
    Doubled { field: usize, name: &'static str },
    Missing { name: &'static str },

    NoReceived,
    TrustNotFound { host: String },
    OwnNameBelow { field: usize, by: String },
    NotEncrypted { field: usize },
    TimeGoesBack { field: usize, hop: usize, seconds: i64 },
    LongWait { field: usize, hop: usize, seconds: i64 },
    DateUnclear { field: usize },
    DateInFuture { field: usize, seconds: i64 },
    DateLongAgo { field: usize, seconds: i64 },

    SeveralFrom { field: usize },
    SeveralAuthors { field: usize, count: usize },
    GroupInFrom { field: usize },
    FromWithoutAddress { field: usize },
    AddressInName { field: usize, address: String, real: String },
    DomainInName { field: usize, domain: String, real: String },
    MixedScripts { field: usize, text: String },
    LooksLike { field: usize, domain: String, like: String },
    International { field: usize, domain: String, ascii: String },
    Invisible { field: usize, name: &'static str },
    NullReturnPath { field: usize },
    ForgedReturnPath { field: usize, checked: String },
    OtherReturnPath { field: usize, other: String, from: String },
    OtherReplyTo { field: usize, other: String, from: String },
    OtherSender { field: usize, other: String, from: String },

    Result { field: usize, method: &'static str, outcome: Box<Outcome> },
    NoResults { unbelieved: usize },
    ForgedResults { field: usize, server: String },

    NotSigned,
    OtherSigner { field: usize, domain: String, author: String },
    FromNotSigned { field: usize, domain: String },
    BodyLength { field: usize, domain: String },
    WeakAlgorithm { field: usize, domain: String },
    Expired { field: usize, domain: String, seconds: i64 },

    FilterSaysSpam { field: usize, name: String },
    MailingList { field: usize },
    AggregateReport { report: Box<Report> },
}

impl Remark {
    /// Its name in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte-order-mark",
            Self::MboxLine => "mbox-line",
            Self::CarriageReturns => "carriage-returns",
            Self::Quoted => "quoted",
            Self::HeaderOnly => "header-only",
            Self::BrokenFold { .. } => "broken-fold",
            Self::LongField { .. } => "long-field",
            Self::ControlCharacters { .. } => "control-characters",
            Self::Doubled { .. } => "doubled-field",
            Self::Missing { .. } => "missing-field",
            Self::NoReceived => "no-received",
            Self::TrustNotFound { .. } => "trust-not-found",
            Self::OwnNameBelow { .. } => "own-name-below",
            Self::NotEncrypted { .. } => "not-encrypted",
            Self::TimeGoesBack { .. } => "time-goes-back",
            Self::LongWait { .. } => "long-wait",
            Self::DateUnclear { .. } => "date-unclear",
            Self::DateInFuture { .. } => "date-in-future",
            Self::DateLongAgo { .. } => "date-long-ago",
            Self::SeveralFrom { .. } => "several-from",
            Self::SeveralAuthors { .. } => "several-authors",
            Self::GroupInFrom { .. } => "group-in-from",
            Self::FromWithoutAddress { .. } => "from-without-address",
            Self::AddressInName { .. } => "address-in-name",
            Self::DomainInName { .. } => "domain-in-name",
            Self::MixedScripts { .. } => "mixed-scripts",
            Self::LooksLike { .. } => "look-alike",
            Self::International { .. } => "international-domain",
            Self::Invisible { .. } => "invisible-characters",
            Self::NullReturnPath { .. } => "null-return-path",
            Self::ForgedReturnPath { .. } => "forged-return-path",
            Self::OtherReturnPath { .. } => "other-return-path",
            Self::OtherReplyTo { .. } => "other-reply-to",
            Self::OtherSender { .. } => "other-sender",
            Self::Result { .. } => "result",
            Self::NoResults { .. } => "no-results",
            Self::ForgedResults { .. } => "forged-results",
            Self::NotSigned => "not-signed",
            Self::OtherSigner { .. } => "other-signer",
            Self::FromNotSigned { .. } => "from-not-signed",
            Self::BodyLength { .. } => "body-length",
            Self::WeakAlgorithm { .. } => "weak-algorithm",
            Self::Expired { .. } => "expired",
            Self::FilterSaysSpam { .. } => "filter-says-spam",
            Self::MailingList { .. } => "mailing-list",
            Self::AggregateReport { .. } => "aggregate-report",
        }
    }

    /// How grave it is.
    pub fn tone(&self) -> Tone {
        match self {
            Self::AddressInName { .. }
            | Self::LooksLike { .. }
            | Self::MixedScripts { .. }
            | Self::Invisible { .. }
            | Self::SeveralFrom { .. }
            | Self::ForgedResults { .. }
            | Self::OwnNameBelow { .. }
            | Self::FromNotSigned { .. } => Tone::Bad,
            Self::Missing { name: "Message-ID" } => Tone::Plain,
            Self::Result { method, outcome, .. } => result_tone(method, &outcome.result),
            Self::DomainInName { .. }
            | Self::OtherReplyTo { .. }
            | Self::ForgedReturnPath { .. }
            | Self::FromWithoutAddress { .. }
            | Self::SeveralAuthors { .. }
            | Self::GroupInFrom { .. }
            | Self::Doubled { .. }
            | Self::ControlCharacters { .. }
            | Self::TimeGoesBack { .. }
            | Self::DateUnclear { .. }
            | Self::DateInFuture { .. }
            | Self::TrustNotFound { .. }
            | Self::BodyLength { .. }
            | Self::WeakAlgorithm { .. }
            | Self::Expired { .. }
            | Self::Missing { .. }
            | Self::NoReceived
            | Self::FilterSaysSpam { .. }
            | Self::NoResults { .. } => Tone::Warn,
            _ => Tone::Plain,
        }
    }

    /// The field it is about.
    pub fn field(&self) -> Option<usize> {
        match self {
            Self::ControlCharacters { field, .. }
            | Self::Doubled { field, .. }
            | Self::OwnNameBelow { field, .. }
            | Self::NotEncrypted { field }
            | Self::TimeGoesBack { field, .. }
            | Self::LongWait { field, .. }
            | Self::DateUnclear { field }
            | Self::DateInFuture { field, .. }
            | Self::DateLongAgo { field, .. }
            | Self::SeveralFrom { field }
            | Self::SeveralAuthors { field, .. }
            | Self::GroupInFrom { field }
            | Self::FromWithoutAddress { field }
            | Self::AddressInName { field, .. }
            | Self::DomainInName { field, .. }
            | Self::MixedScripts { field, .. }
            | Self::LooksLike { field, .. }
            | Self::International { field, .. }
            | Self::Invisible { field, .. }
            | Self::NullReturnPath { field }
            | Self::ForgedReturnPath { field, .. }
            | Self::OtherReturnPath { field, .. }
            | Self::OtherReplyTo { field, .. }
            | Self::OtherSender { field, .. }
            | Self::Result { field, .. }
            | Self::ForgedResults { field, .. }
            | Self::OtherSigner { field, .. }
            | Self::FromNotSigned { field, .. }
            | Self::BodyLength { field, .. }
            | Self::WeakAlgorithm { field, .. }
            | Self::Expired { field, .. }
            | Self::FilterSaysSpam { field, .. }
            | Self::MailingList { field } => Some(*field),
            _ => None,
        }
    }
}

/// How a result of that method came out. A `fail` of SPF or DKIM alone says little; DMARC's says much.
pub(super) fn result_tone(method: &str, result: &str) -> Tone {
    match (method, result) {
        (_, "pass" | "bestguesspass") => Tone::Good,
        ("dmarc", "fail") => Tone::Bad,
        (_, "fail" | "hardfail" | "softfail" | "temperror" | "permerror" | "policy") => Tone::Warn,
        _ => Tone::Plain,
    }
}
