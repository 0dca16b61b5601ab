//! Mistakes of shape: keys that nobody knows, values of another type, numbers out of range, texts without words.

use super::{alternatives, quoted};
use crate::lang::Lang;
use crate::{text, words};

/// A mistake of shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeMistake {
    /// A key that has no meaning here.
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that have one.
        known: Vec<String>,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// A name with dots that TOML takes for several keys.
    Unquoted {
        /// The name.
        name: String,
    },
    /// A value of another type.
    WrongType {
        /// What is expected.
        expected: Shape,
        /// What stands there.
        found: Shape,
    },
    /// A key that must be there.
    Missing {
        /// The key.
        key: String,
    },
    /// A word that is none of those that can stand here.
    UnknownWord {
        /// The word.
        word: String,
        /// Those that can.
        allowed: Vec<String>,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// A number that is too small or too large.
    OutOfRange {
        /// The smallest.
        min: u64,
        /// The largest.
        max: u64,
    },
    /// A text that is too long.
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// Too many entries.
    TooMany {
        /// The most.
        max: usize,
    },
    /// A list or a text with nothing in it.
    Nothing,
    /// The same twice.
    Doubled {
        /// What.
        what: String,
    },
    /// A time that cannot be read.
    BadDuration {
        /// What stands there.
        text: String,
    },
    /// A text in neither language.
    NoText,
    /// Texts in one language only.
    MissingLanguage {
        /// The language that is missing.
        lang: Lang,
        /// How many texts lack it.
        texts: usize,
    },
}

/// The types of values, as an author sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A text in quotation marks.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list in brackets.
    List,
    /// Keys with values.
    Table,
    /// A text, or a list of texts.
    TextOrList,
    /// A number such as 550, or a text such as `"550 5.7.1"`.
    NumberOrText,
    /// A text in each language.
    Languages,
    /// Some table in a list of tables.
    Tables,
    /// A decimal number.
    Decimal,
    /// A date.
    Date,
}

impl Shape {
    /// As it is called in a sentence.
    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Text => words!(lang, en: "a text in quotation marks", ja: "引用符で囲んだ文字列"),
            Self::Number => words!(lang, en: "a whole number", ja: "整数"),
            Self::Boolean => words!(lang, en: "true or false", ja: "true または false"),
            Self::List => words!(lang, en: "a list in brackets", ja: "角括弧 [ ] のリスト"),
            Self::Table => words!(lang, en: "a table of keys and values", ja: "キーと値のテーブル"),
            Self::TextOrList => words!(lang, en: "a text or a list of texts", ja: "文字列か、文字列のリスト"),
            Self::NumberOrText => words!(lang, en: "a number or a text", ja: "整数か文字列"),
            Self::Languages => words!(lang,
                en: "a text for each language (`.en = …`, `.ja = …`)",
                ja: "言語ごとの文字列（`.en = …`、`.ja = …`）"),
            Self::Tables => words!(lang, en: "tables that each begin with [[…]]", ja: "[[…]] で始まるテーブル"),
            Self::Decimal => words!(lang, en: "a decimal number", ja: "小数"),
            Self::Date => words!(lang, en: "a date", ja: "日付"),
        }
    }
}

impl ShapeMistake {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownKey { key, .. } => {
                let key = quoted(key);
                text!(lang, en: "the key `{key}` is unknown here", ja: "`{key}` というキーはここにはありません")
            }
            Self::WrongType { expected, found } => {
                let (expected, found) = (expected.name(lang), found.name(lang));
                text!(lang, en: "expected {expected}, found {found}", ja: "{expected}が必要ですが、{found}が書かれています")
            }
            Self::Missing { key } => text!(lang, en: "`{key}` is missing", ja: "`{key}` がありません"),
            Self::UnknownWord { word, .. } => {
                let word = quoted(word);
                text!(lang, en: "`{word}` is not a word for this", ja: "ここに `{word}` は書けません")
            }
            Self::OutOfRange { min, max } => text!(lang,
                en: "the number must lie between {min} and {max}",
                ja: "{min}から{max}までの数にしてください"),
            Self::TooLong { max } => {
                text!(lang, en: "more than {max} characters are too many", ja: "{max}文字より長くはできません")
            }
            Self::TooMany { max } => {
                text!(lang, en: "more than {max} of these are too many", ja: "{max}個より多くは書けません")
            }
            Self::Doubled { what } => {
                let what = quoted(what);
                text!(lang, en: "`{what}` is written twice", ja: "`{what}` が2回書かれています")
            }
            Self::BadDuration { text } => {
                let text = quoted(text);
                text!(lang, en: "`{text}` is not a time", ja: "`{text}` は時間として読めません")
            }
            Self::MissingLanguage { lang: missing, texts } => missing_language(*missing, *texts, lang),
            _ => self.plain_message(lang).to_owned(),
        }
    }

    fn plain_message(&self, lang: Lang) -> &'static str {
        match self {
            Self::Unquoted { .. } => {
                words!(lang, en: "a name with dots stands in quotation marks", ja: "点を含む名前は引用符で囲んでください")
            }
            Self::Nothing => words!(lang, en: "nothing stands here", ja: "中身がありません"),
            _ => words!(lang, en: "the text is missing", ja: "文がありません"),
        }
    }

    pub(super) fn help(&self, lang: Lang) -> Option<String> {
        match self {
            Self::UnknownKey { known: words, .. } | Self::UnknownWord { allowed: words, .. } => {
                let words = alternatives(words, lang);
                Some(text!(lang, en: "expected {words}", ja: "書けるもの：{words}"))
            }
            Self::Unquoted { name } => {
                let name = quoted(name);
                Some(text!(lang, en: "write `\"{name}\"`", ja: "`\"{name}\"` と書きます"))
            }
            Self::BadDuration { .. } => Some(
                words!(lang,
                    en: "write seconds, minutes, hours or days: \"30s\", \"5m\", \"4h\", \"1d\", \"1h30m\"",
                    ja: "\"30s\"（秒）、\"5m\"（分）、\"4h\"（時間）、\"1d\"（日）、\"1h30m\" のように書きます")
                .to_owned(),
            ),
            Self::WrongType { expected: Shape::Tables, .. } => Some(
                words!(lang,
                    en: "each begins with double brackets, such as `[[step]]`",
                    ja: "1つずつ `[[step]]` のように二重の角括弧で始めます")
                .to_owned(),
            ),
            Self::WrongType { expected: Shape::Languages, found: Shape::List } => Some(
                words!(lang,
                    en: "write one list for each language, such as `choices.en = [\"…\"]` and `choices.ja = [\"…\"]`",
                    ja: "`choices.en = [\"…\"]` と `choices.ja = [\"…\"]` のように、言語ごとに書きます")
                .to_owned(),
            ),
            Self::WrongType { expected: Shape::Number, found: Shape::Text } => {
                Some(words!(lang, en: "numbers stand without quotation marks", ja: "数は引用符で囲みません").to_owned())
            }
            Self::NoText | Self::WrongType { expected: Shape::Languages, .. } => Some(
                words!(lang,
                    en: "write one text for each language, such as `title.en = \"…\"` and `title.ja = \"…\"`",
                    ja: "`title.en = \"…\"` と `title.ja = \"…\"` のように、言語ごとに書きます")
                .to_owned(),
            ),
            _ => None,
        }
    }

    pub(super) fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { nearest, .. } | Self::UnknownWord { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

fn missing_language(missing: Lang, texts: usize, lang: Lang) -> String {
    let language = match missing {
        Lang::En => words!(lang, en: "English", ja: "英語"),
        Lang::Ja => words!(lang, en: "Japanese", ja: "日本語"),
    };
    if texts == 1 {
        return text!(lang,
            en: "one text has no {language}; the other language is shown instead",
            ja: "{language}のない文が1つあります。もう一方の言語で表示します");
    }
    text!(lang,
        en: "{texts} texts have no {language}, this one first; the other language is shown instead",
        ja: "{language}のない文が{texts}つあります（最初はここ）。もう一方の言語で表示します")
}
