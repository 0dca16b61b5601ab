//! The clause of RFC 7208 that each part of the tree rests on.

use super::{Ending, Explanation, Ground, Kind, Look, Mistake, Outcome, Problem, Term};

const LIMITS: &str = "RFC 7208 §4.6.4";
const TERMS: &str = "RFC 7208 §4.6.1";
const MACRO_SYNTAX: &str = "RFC 7208 §7.1";

impl Ground {
    /// Where the RFC says that a check ends so.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "RFC 7208 §4.3",
            Self::NoAnswer => "RFC 7208 §4.4",
            Self::TooLate => LIMITS,
            Self::NoRecord | Self::SeveralRecords => "RFC 7208 §4.5",
            Self::NotAscii => "RFC 7208 §3.1",
            Self::Mistake => "RFC 7208 §4.6",
            Self::Matched | Self::Problem => "RFC 7208 §4.6.2",
            Self::Redirected => Kind::Redirect.clause(),
            Self::Default => "RFC 7208 §4.7",
        }
    }
}

impl Term {
    /// Where the RFC says that the term comes out so.
    pub fn clause(&self) -> &'static str {
        match &self.outcome {
            Outcome::Problem { problem } => problem.clause(self.kind),
            _ => self.kind.clause(),
        }
    }
}

impl Kind {
    /// Where the RFC defines it.
    pub fn clause(self) -> &'static str {
        match self {
            Self::All => "RFC 7208 §5.1",
            Self::Include => "RFC 7208 §5.2",
            Self::A => "RFC 7208 §5.3",
            Self::Mx => "RFC 7208 §5.4",
            Self::Ptr => "RFC 7208 §5.5",
            Self::Ip4 | Self::Ip6 => "RFC 7208 §5.6",
            Self::Exists => "RFC 7208 §5.7",
            Self::Redirect => "RFC 7208 §6.1",
            Self::Exp => "RFC 7208 §6.2",
            Self::OtherModifier => "RFC 7208 §6",
            Self::Unknown => TERMS,
        }
    }
}

impl Problem {
    /// Where the RFC says that it ends the evaluation of such a term.
    pub fn clause(&self, kind: Kind) -> &'static str {
        match self {
            Self::Mistake { mistake, .. } => mistake.clause(kind),
            Self::TooManyLookups | Self::TooManyVoids | Self::TooManyServers { .. } | Self::TooLate => LIMITS,
            Self::NoAnswer => "RFC 7208 §5",
            Self::NoRecord | Self::Within { .. } => kind.clause(),
        }
    }
}

impl Mistake {
    /// Where the RFC says how to write it.
    pub fn clause(self, kind: Kind) -> &'static str {
        match self {
            Self::UnknownMechanism | Self::ColonForEquals | Self::SignBeforeModifier | Self::ModifierName => TERMS,
            Self::Twice => "RFC 7208 §6",
            Self::Unexpected
            | Self::NeedsDomain
            | Self::NeedsNetwork
            | Self::NotAnIp4
            | Self::NotAnIp6
            | Self::Prefix => kind.clause(),
            Self::TopLabel | Self::AddressForName | Self::Character | Self::Percent | Self::Macro => MACRO_SYNTAX,
            Self::MacroLetter | Self::ExplanationOnly => "RFC 7208 §7.2",
            Self::ZeroParts => "RFC 7208 §7.3",
        }
    }
}

impl Look {
    /// Where the RFC says that this is looked at for such a term.
    pub fn clause(&self, kind: Kind) -> &'static str {
        match self {
            Self::Named { .. } => Kind::Ptr.clause(),
            Self::Asked(_) | Self::Compared(_) => kind.clause(),
        }
    }
}

impl Explanation {
    /// Where the RFC says what becomes of an explanation.
    pub fn clause(&self) -> &'static str {
        match self.ending {
            Ending::Mistake { .. } => MACRO_SYNTAX,
            _ => Kind::Exp.clause(),
        }
    }
}
