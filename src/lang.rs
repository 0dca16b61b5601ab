//! The two languages of every text a learner reads.
//!
//! A text lives in one place, with its English and its Japanese side by side, in [`text!`](crate::text). Leaving one of
//! them out, or naming a value in one that the other does not have at hand, does not compile. That is the whole
//! translation system.
//!
//! A third language is a variant of [`Lang`], its arm in the two macros below, and its field in the
//! [`Text`](crate::scenario::Text) of scenario files; the compiler then names every text that has to be written.

use serde::{Deserialize, Serialize};

/// A language that a learner can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// Both languages, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::En, Self::Ja];

    /// The language tag, as `--lang` takes it and scenario files write it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ja,
            Self::Ja => Self::En,
        }
    }

    /// The language that a locale name such as `ja_JP.UTF-8` asks for; English for any that is not Japanese.
    pub fn from_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("ja") { Self::Ja } else { Self::En }
    }
}

impl std::str::FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag).ok_or(UnknownLang)
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}

/// A language tag that is neither `en` nor `ja`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the languages are en and ja")]
pub struct UnknownLang;

/// A text in the language asked for, with `{names}` filled in as by [`format!`].
///
/// ```
/// use tegami::{lang::Lang, text};
/// let who = "mx.school.example";
/// assert_eq!(text!(Lang::En, en: "{who} accepts.", ja: "{who} が受け取ります。"), "mx.school.example accepts.");
/// ```
#[macro_export]
macro_rules! text {
    ($lang:expr, en: $en:literal, ja: $ja:literal $(,)?) => {
        match $lang {
            $crate::lang::Lang::En => format!($en),
            $crate::lang::Lang::Ja => format!($ja),
        }
    };
}

/// As [`text!`](crate::text), for a text with nothing to fill in.
///
/// ```
/// use tegami::{lang::Lang, words};
/// assert_eq!(words!(Lang::Ja, en: "envelope", ja: "エンベロープ"), "エンベロープ");
/// ```
#[macro_export]
macro_rules! words {
    ($lang:expr, en: $en:literal, ja: $ja:literal $(,)?) => {
        match $lang {
            $crate::lang::Lang::En => $en,
            $crate::lang::Lang::Ja => $ja,
        }
    };
}
