//! Mistakes of the file as a whole: that it is no text, or no TOML, or of another version.

use super::quoted;
use crate::lang::Lang;
use crate::scenario::limits;
use crate::{text, words};

/// A mistake of the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileMistake {
    /// It has NUL octets: an image, a program, UTF-16.
    Binary,
    /// It is not UTF-8, from this place on.
    NotUtf8,
    /// Nothing is in it.
    Empty,
    /// It is larger than any scenario.
    TooLarge,
    /// It is not TOML.
    Toml(TomlMistake),
    /// It does not say in which version of the format it is written.
    NoFormat,
    /// It is written in a version that this program does not read.
    OtherFormat {
        /// The version.
        found: String,
    },
    /// There are more mistakes than are told.
    AndMore {
        /// How many more.
        rest: usize,
    },
}

/// A mistake in the TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TomlMistake {
    /// A character that cannot stand here.
    Unexpected(char),
    /// A character that cannot stand in a string.
    InString(char),
    /// `\` and a character that mean nothing together.
    Escape(char),
    /// The file ends in the middle of something.
    End,
    /// A string does not end; this is what would end it.
    Unterminated(char),
    /// A number or a date that is none.
    Number,
    /// The same key twice.
    DoubledKey,
    /// The same table twice, or once as a table and once as something else.
    DoubledTable,
    /// A text without quotation marks.
    Unquoted,
    /// A list or a table does not end; this is what would end it.
    Unclosed(char),
    /// No comma between two values.
    NoComma,
    /// Lists within lists within lists.
    TooDeep,
    /// Something else must stand here.
    Expected {
        /// What, in the words of the TOML reader.
        expected: String,
    },
    /// Something else.
    Other(String),
}

impl FileMistake {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Binary => {
                words!(lang, en: "this is not a text file", ja: "テキストファイルではありません").to_owned()
            }
            Self::NotUtf8 => words!(lang, en: "this is not UTF-8 text", ja: "UTF-8のテキストではありません").to_owned(),
            Self::Empty => words!(lang, en: "the file is empty", ja: "ファイルが空です").to_owned(),
            Self::TooLarge => {
                let limit = limits::FILE / 1024;
                text!(lang, en: "the file is larger than {limit} KiB", ja: "ファイルが{limit} KiBより大きいです")
            }
            Self::Toml(mistake) => mistake.message(lang),
            Self::NoFormat => {
                words!(lang, en: "the file does not say its format", ja: "フォーマットの版が書かれていません")
                    .to_owned()
            }
            Self::OtherFormat { found } => {
                let found = quoted(found);
                text!(lang, en: "format {found} is not one that this program reads", ja: "フォーマット {found} は読めません")
            }
            Self::AndMore { rest } => {
                text!(lang, en: "{rest} more mistakes are not shown", ja: "ほかに{rest}件の誤りがあります")
            }
        }
    }

    pub(super) fn help(&self, lang: Lang) -> Option<String> {
        let help = match self {
            Self::Binary | Self::NotUtf8 => words!(lang,
                en: "save the file as text in UTF-8",
                ja: "文字コードをUTF-8にして、テキストとして保存してください"),
            Self::Empty | Self::TooLarge => words!(lang,
                en: "a scenario is a TOML file of a page or two; see the built-in ones",
                ja: "シナリオは1〜2ページほどのTOMLファイルです。組み込みのシナリオを見てください"),
            Self::NoFormat => words!(lang,
                en: "write `format = 1` on the first line",
                ja: "1行目に `format = 1` と書いてください"),
            Self::OtherFormat { .. } => words!(lang,
                en: "this program reads `format = 1`",
                ja: "このプログラムが読めるのは `format = 1` です"),
            Self::AndMore { .. } => words!(lang, en: "correct those above first", ja: "まず上の誤りを直してください"),
            Self::Toml(mistake) => return mistake.help(lang),
        };
        Some(help.to_owned())
    }
}

impl TomlMistake {
    /// The ASCII character that this one only looks like.
    pub(in crate::scenario) fn ascii_of(c: char) -> Option<char> {
        const FULL_WIDTH: u32 = '！' as u32 - '!' as u32;
        match c {
            '\u{3000}' | '\u{a0}' => Some(' '),
            '“' | '”' | '„' | '「' | '」' | '『' | '』' => Some('"'),
            '‘' | '’' => Some('\''),
            '、' => Some(','),
            '！'..='～' => char::from_u32(u32::from(c) - FULL_WIDTH),
            _ => None,
        }
    }

    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unexpected(c) => {
                let c = quoted(&c.to_string());
                text!(lang, en: "`{c}` cannot stand here", ja: "ここに `{c}` は書けません")
            }
            Self::InString(c) => {
                let c = quoted(&c.to_string());
                text!(lang, en: "`{c}` cannot stand in a text", ja: "文字列の中に `{c}` は書けません")
            }
            Self::Escape(c) => {
                let c = quoted(&c.to_string());
                text!(lang, en: "`\\{c}` means nothing in a text", ja: "文字列の中の `\\{c}` には意味がありません")
            }
            Self::Unterminated(c) => {
                text!(lang, en: "the text does not end: {c} is missing", ja: "文字列が閉じていません。{c} がありません")
            }
            Self::Unclosed(c) => text!(lang, en: "`{c}` is missing", ja: "`{c}` がありません"),
            Self::Expected { expected } => {
                let expected = token_name(expected, lang);
                text!(lang, en: "expected {expected} here", ja: "ここには{expected}が必要です")
            }
            Self::Other(message) => {
                let message = quoted(message);
                text!(lang, en: "this is not TOML: {message}", ja: "TOMLとして読めません：{message}")
            }
            _ => self.plain_message(lang).to_owned(),
        }
    }

    fn plain_message(&self, lang: Lang) -> &'static str {
        match self {
            Self::End => words!(lang, en: "the file ends too early", ja: "ファイルが途中で終わっています"),
            Self::Number => words!(lang, en: "this is not a number", ja: "数として読めません"),
            Self::DoubledKey => words!(lang, en: "this key is written twice", ja: "同じキーが2回書かれています"),
            Self::DoubledTable => {
                words!(lang, en: "this table is written twice", ja: "同じテーブルが2回書かれています")
            }
            Self::Unquoted => {
                words!(lang, en: "a text stands in quotation marks", ja: "文字列は引用符で囲んでください")
            }
            Self::NoComma => words!(lang, en: "a comma is missing", ja: "コンマがありません"),
            _ => words!(lang, en: "tables and lists are nested too deep", ja: "入れ子が深すぎます"),
        }
    }

    fn help(&self, lang: Lang) -> Option<String> {
        let help = match self {
            Self::Escape(_) => words!(lang,
                en: "write `\\\\` for a backslash, or put the text between single quotation marks",
                ja: "バックスラッシュは `\\\\` と書くか、文字列を ' で囲んでください"),
            Self::DoubledTable => words!(lang,
                en: "a second `send`, `ask` or `say` begins with double brackets: `[[step]]`",
                ja: "2つ目以降の手順や質問は、`[[step]]` のように二重の角括弧で始めます"),
            Self::Unexpected(c) => {
                let ascii = Self::ascii_of(*c)?;
                if ascii == ' ' {
                    return Some(
                        words!(lang, en: "write an ASCII blank", ja: "半角スペースを使ってください").to_owned(),
                    );
                }
                return Some(
                    text!(lang, en: "write the ASCII character: `{ascii}`", ja: "半角の `{ascii}` を使ってください"),
                );
            }
            Self::Unterminated('\'') => words!(lang,
                en: "a text of several lines stands between ''' and '''",
                ja: "複数行の文字列は ''' と ''' で囲みます"),
            _ => return None,
        };
        Some(help.to_owned())
    }
}

/// What the TOML reader expected, as an author would call it.
fn token_name(token: &str, lang: Lang) -> &str {
    match token {
        "newline" | "a newline" => words!(lang, en: "the end of the line", ja: "改行"),
        "a table key" | "an identifier" => words!(lang, en: "a key", ja: "キー"),
        "an equals" => words!(lang, en: "`=`", ja: "「=」"),
        "a right bracket" => words!(lang, en: "`]`", ja: "「]」"),
        "a right brace" => words!(lang, en: "`}`", ja: "「}」"),
        "a comma" => words!(lang, en: "`,`", ja: "「,」"),
        other => other,
    }
}
