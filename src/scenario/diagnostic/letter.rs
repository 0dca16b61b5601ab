//! Mistakes in a letter to be sent: its way, its envelope, its header.

use super::quoted;
use crate::lang::Lang;
use crate::{text, words};

/// A mistake in a `send` step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterMistake {
    /// A PC that sends without a server.
    NoVia {
        /// The PC.
        pc: String,
    },
    /// A key that only makes sense where a PC sends.
    OnlyForPcs {
        /// The key.
        key: String,
    },
    /// Not a mailbox address.
    BadAddress {
        /// What stands there.
        text: String,
        /// What is wrong with it.
        flaw: AddressFlaw,
    },
    /// `<>` as a recipient.
    NullRecipient,
    /// A name that no header field can have.
    BadFieldName {
        /// The name.
        name: String,
    },
    /// A line end inside a field would begin another one.
    BreaksField {
        /// The field's name.
        name: String,
    },
    /// A name to say in EHLO that would break the command.
    BadHelo,
    /// A letter that goes out again, before it has been sent.
    NotSentYet {
        /// How many letters have been sent before that step.
        before: usize,
    },
    /// A letter that goes out again is what it was.
    WrittenAlready {
        /// The key that would write it anew.
        key: String,
    },
    /// A text to be added below a letter that is written anew.
    NothingToAppendTo,
    /// A backslash in a typed line that stands for no octet.
    BadEscape {
        /// The backslash and what follows it.
        escape: String,
    },
}

/// What is wrong with a mailbox address (RFC 5321 §4.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressFlaw {
    /// No `@`.
    NoAt,
    /// Several addresses in one text.
    Several,
    /// `Name <address>`: that is how a header has it.
    Named,
    /// What stands before the `@`.
    Local,
    /// What stands behind the `@`.
    Domain,
    /// It is too long.
    TooLong,
}

impl LetterMistake {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::NoVia { pc } => {
                let pc = quoted(pc);
                text!(lang, en: "`{pc}` does not say which server it sends through", ja: "`{pc}` が使うサーバーが書かれていません")
            }
            Self::OnlyForPcs { key } => {
                text!(lang, en: "`{key}` makes no sense where a server sends", ja: "サーバーが送るときに `{key}` は使えません")
            }
            Self::BadAddress { text, .. } => {
                let text = quoted(text);
                text!(lang, en: "`{text}` is not an e-mail address", ja: "`{text}` はメールアドレスではありません")
            }
            Self::NullRecipient => {
                words!(lang, en: "nobody can receive at <>", ja: "<> を宛先にはできません").to_owned()
            }
            Self::BadFieldName { name } => {
                let name = quoted(name);
                text!(lang, en: "a header field cannot be called `{name}`", ja: "ヘッダーフィールドの名前を `{name}` にはできません")
            }
            Self::BreaksField { name } => {
                let name = quoted(name);
                text!(lang,
                    en: "a line end in `{name}` would begin another header field",
                    ja: "`{name}` の中に改行があると、別のヘッダーフィールドになってしまいます")
            }
            Self::BadHelo => words!(lang, en: "this cannot be said in EHLO", ja: "EHLOでは使えない名前です").to_owned(),
            Self::NotSentYet { .. } => {
                words!(lang, en: "no such letter has been sent before", ja: "その番号のメールは、まだ送られていません")
                    .to_owned()
            }
            Self::WrittenAlready { key } => {
                text!(lang, en: "`{key}` makes no sense beside `again`", ja: "`again` と一緒に `{key}` は使えません")
            }
            Self::NothingToAppendTo => {
                words!(lang, en: "`append` belongs beside `again`", ja: "`append` は `again` と一緒に使います")
                    .to_owned()
            }
            Self::BadEscape { escape } => {
                let escape = quoted(escape);
                text!(lang, en: "`{escape}` stands for no octet", ja: "`{escape}` という書き方はありません")
            }
        }
    }

    pub(super) fn help(&self, lang: Lang) -> String {
        let help = match self {
            Self::NoVia { .. } => words!(lang,
                en: "write `via = \"…\"` with the server of the sender",
                ja: "`via = \"…\"` に送信者のメールサーバーを書いてください"),
            Self::OnlyForPcs { .. } => words!(lang,
                en: "a PC logs in on a server and submits its letter; a server sends by itself",
                ja: "PCはサーバーにログインして送信を頼みます。サーバーは自分で送ります"),
            Self::BadAddress { flaw, .. } => flaw.help(lang),
            Self::NullRecipient => words!(lang,
                en: "<> is the sender of a bounce (RFC 5321 §4.5.5)",
                ja: "<> は不達通知の差出人です（RFC 5321 §4.5.5）"),
            Self::BadFieldName { .. } => words!(lang,
                en: "expected printable ASCII without blanks and colons (RFC 5322 §2.2)",
                ja: "空白とコロンを除くASCII文字で書きます（RFC 5322 §2.2）"),
            Self::BreaksField { .. } => words!(lang,
                en: "for several fields of one name write a list of texts; long lines are folded by themselves",
                ja: "同じ名前のフィールドを複数書くには文字列のリストにします。長い行は自動で折り返されます"),
            Self::BadHelo => words!(lang,
                en: "expected a name such as mail.a-corp.example, without blanks",
                ja: "mail.a-corp.example のような、空白のない名前を書きます"),
            Self::NotSentYet { before } => {
                return text!(lang,
                    en: "the letters are counted from 1, and {before} are sent before this step",
                    ja: "メールは1から数えます。このステップより前に送られるメールは{before}通です");
            }
            Self::WrittenAlready { .. } => words!(lang,
                en: "the letter goes out as it was received; `append` adds a text below it",
                ja: "メールは受け取ったときのまま送られます。下に書き足すには `append` を使います"),
            Self::NothingToAppendTo => words!(lang,
                en: "write what a new letter says into `body`",
                ja: "新しいメールの本文は `body` に書きます"),
            Self::BadEscape { .. } => words!(lang,
                en: "expected \\n (a bare line feed), \\r, \\t, \\0 (NUL), \\x1b (any octet) or \\\\ (the backslash itself)",
                ja: "使えるのは \\n（単独の改行LF）、\\r、\\t、\\0（NUL）、\\x1b（任意のオクテット）、\\\\（\\ そのもの）です"),
        };
        help.to_owned()
    }
}

impl AddressFlaw {
    fn help(self, lang: Lang) -> &'static str {
        match self {
            Self::NoAt => {
                words!(lang, en: "expected such as aoi@school.example", ja: "aoi@school.example のように書きます")
            }
            Self::Several => words!(lang,
                en: "write several addresses as a list: [\"aoi@school.example\", \"sora@school.example\"]",
                ja: "複数のアドレスはリストで書きます：[\"aoi@school.example\", \"sora@school.example\"]"),
            Self::Named => words!(lang,
                en: "the envelope has the address alone; the name belongs into the header",
                ja: "エンベロープにはアドレスだけを書きます。名前はヘッダーに書くものです"),
            Self::Local => words!(lang,
                en: "what stands before the @ needs quotation marks if there is a blank or a bracket in it: '\"a b\"@school.example'",
                ja: "@ の前に空白や括弧があるときは、'\"a b\"@school.example' のように引用符で囲みます"),
            Self::Domain => words!(lang,
                en: "behind the @ stands a domain, such as school.example",
                ja: "@ の後には school.example のようなドメインを書きます"),
            Self::TooLong => words!(lang,
                en: "at most 64 octets before the @, and 254 in all (RFC 5321 §4.5.3.1)",
                ja: "@ の前は64オクテット、全体で254オクテットまでです（RFC 5321 §4.5.3.1）"),
        }
    }
}
