//! Mistakes in zone text (RFC 1035 §5).

use super::quoted;
use crate::lang::Lang;
use crate::{text, words};

/// A mistake in zone text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZoneMistake {
    /// `"` without a second one.
    OpenQuote,
    /// `(` without `)`.
    OpenParenthesis,
    /// `)` without `(`.
    ClosedParenthesis,
    /// `\` at the end, or `\999`.
    BadEscape,
    /// `$INCLUDE`: a scenario is one file.
    Include,
    /// Some other word with `$`.
    UnknownDirective {
        /// The word.
        word: String,
        /// The nearest one that there is.
        nearest: Option<String>,
    },
    /// `$TTL` or `$ORIGIN` without a value, or with a wrong one.
    BadDirective {
        /// The word.
        word: String,
    },
    /// The first record begins with a blank, which stands for the name above.
    NoOwner,
    /// A name that is none.
    BadName {
        /// The name.
        name: String,
    },
    /// A record whose name does not lie in the zone.
    OutsideZone {
        /// The name.
        name: String,
        /// The zone.
        zone: String,
    },
    /// A class other than `IN`.
    OtherClass {
        /// The class.
        class: String,
    },
    /// A name with nothing behind it.
    NoType,
    /// A type that nobody knows.
    UnknownType {
        /// The type.
        word: String,
        /// The nearest one that there is.
        nearest: Option<String>,
    },
    /// A type that cannot be written in zone text here.
    UnsupportedType {
        /// The type.
        word: String,
    },
    /// Data that does not fit the type.
    BadData {
        /// The type.
        rtype: String,
        /// Data that would.
        example: &'static str,
    },
    /// A string that does not fit into its one length octet.
    LongString {
        /// Its length in octets.
        length: usize,
    },
    /// Words of a TXT record without quotation marks: each is a string of its own.
    LooseStrings,
    /// A TXT record without quotation marks that ends at its first `;`.
    CutText,
    /// A name that ends in the zone's name and has no final dot, so that the zone's name is added to it.
    NoFinalDot {
        /// The name as it is written.
        name: String,
        /// What it becomes.
        becomes: String,
    },
    /// A record that does not fit into a DNS message.
    LongRecord,
    /// Two SOA records, or one that is not at the top.
    MisplacedSoa,
    /// A CNAME beside other records (RFC 1034 §3.6.2).
    CnameBesideOthers {
        /// The name.
        name: String,
    },
    /// CNAMEs that lead in a circle.
    CnameLoop {
        /// A name on the circle.
        name: String,
    },
}

impl ZoneMistake {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::BadName { .. }
            | Self::OutsideZone { .. }
            | Self::NoFinalDot { .. }
            | Self::CnameBesideOthers { .. }
            | Self::CnameLoop { .. } => self.name_message(lang),
            Self::UnknownDirective { word, .. } | Self::BadDirective { word } => {
                let word = quoted(word);
                text!(lang, en: "`{word}` cannot be read", ja: "`{word}` を読めません")
            }
            Self::OtherClass { class } => {
                let class = quoted(class);
                text!(lang, en: "only the class IN is served, not {class}", ja: "使えるクラスは IN だけです（{class} は不可）")
            }
            Self::UnknownType { word, .. } => {
                let word = quoted(word);
                text!(lang, en: "`{word}` is not a record type", ja: "`{word}` というレコード型はありません")
            }
            Self::UnsupportedType { word } => {
                let word = quoted(word);
                text!(lang, en: "{word} records cannot be written here", ja: "{word} レコードはここには書けません")
            }
            Self::BadData { rtype, .. } => text!(lang,
                en: "this is not the data of a record of type {rtype}",
                ja: "{rtype} レコードのデータとして読めません"),
            Self::LongString { length } => text!(lang,
                en: "a string in DNS has at most 255 octets, this one has {length}",
                ja: "DNSの1つの文字列は255オクテットまでです（ここでは{length}）"),
            _ => self.plain_message(lang).to_owned(),
        }
    }

    fn name_message(&self, lang: Lang) -> String {
        match self {
            Self::OutsideZone { name, zone } => {
                let (name, zone) = (quoted(name), quoted(zone));
                text!(lang, en: "`{name}` does not lie in the zone `{zone}`", ja: "`{name}` は `{zone}` のゾーンの外です")
            }
            Self::NoFinalDot { name, becomes } => {
                let (name, becomes) = (quoted(name), quoted(becomes));
                text!(lang,
                    en: "`{name}` without a dot at its end means `{becomes}`",
                    ja: "`{name}` は、最後に点がないので `{becomes}` という意味になります")
            }
            Self::CnameBesideOthers { name } => {
                let name = quoted(name);
                text!(lang,
                    en: "`{name}` has a CNAME, so it can have no other record",
                    ja: "`{name}` にはCNAMEがあるため、ほかのレコードは置けません")
            }
            Self::CnameLoop { name } => {
                let name = quoted(name);
                text!(lang, en: "the CNAME of `{name}` leads in a circle", ja: "`{name}` のCNAMEが循環しています")
            }
            Self::BadName { name } => {
                let name = quoted(name);
                text!(lang, en: "`{name}` is not a name", ja: "`{name}` は名前として読めません")
            }
            _ => String::new(),
        }
    }

    fn plain_message(&self, lang: Lang) -> &'static str {
        match self {
            Self::OpenQuote => {
                words!(lang, en: "the string does not end: \" is missing", ja: "文字列の終わりの \" がありません")
            }
            Self::LooseStrings => words!(lang,
                en: "these are several strings, and whoever reads the record joins them without a blank",
                ja: "別々の文字列になり、読む側では空白なしでつながります"),
            Self::CutText => words!(lang,
                en: "the text ends here: a `;` outside of quotation marks begins a comment",
                ja: "文字列はここで終わります。引用符の外の `;` から後ろはコメントです"),
            Self::OpenParenthesis => words!(lang, en: "`)` is missing", ja: "`)` がありません"),
            Self::ClosedParenthesis => {
                words!(lang, en: "this `)` has no `(`", ja: "この `)` に対応する `(` がありません")
            }
            Self::BadEscape => words!(lang, en: "this `\\` escapes nothing", ja: "`\\` の使い方が正しくありません"),
            Self::Include => {
                words!(lang, en: "a scenario is one file: $INCLUDE is not read", ja: "$INCLUDE は使えません。シナリオは1つのファイルです")
            }
            Self::NoOwner => words!(lang, en: "the record has no name", ja: "レコードに名前がありません"),
            Self::NoType => words!(lang, en: "the record has no type", ja: "レコードの型がありません"),
            Self::MisplacedSoa => {
                words!(lang, en: "a zone has one SOA, at its top", ja: "SOAはゾーンの先頭の名前に1つだけ置けます")
            }
            _ => words!(lang, en: "the record is too long for DNS", ja: "レコードが長すぎてDNSでは扱えません"),
        }
    }

    pub(super) fn help(&self, lang: Lang) -> Option<String> {
        let help = match self {
            Self::BadData { rtype, example } => {
                return Some(
                    text!(lang, en: "expected such as `{rtype} {example}`", ja: "`{rtype} {example}` のように書きます"),
                );
            }
            Self::NoOwner => words!(lang,
                en: "a line that begins with a blank belongs to the name above it; begin with a name, or with @ for the zone itself",
                ja: "空白で始まる行は上の名前の続きです。名前か、ゾーン自身を表す @ で始めてください"),
            Self::LooseStrings => words!(lang,
                en: "put the whole text in quotation marks: TXT \"v=spf1 mx -all\"",
                ja: "全体を引用符で囲みます：TXT \"v=spf1 mx -all\""),
            Self::CutText => words!(lang,
                en: "put the whole text in quotation marks: TXT \"v=DMARC1; p=reject\"",
                ja: "全体を引用符で囲みます：TXT \"v=DMARC1; p=reject\""),
            Self::OutsideZone { .. } | Self::NoFinalDot { .. } => words!(lang,
                en: "a name with a dot at its end stands for itself; without one, the zone's name is added",
                ja: "最後に点のある名前はそのまま、点のない名前にはゾーンの名前が付きます"),
            Self::UnknownType { .. } | Self::NoType => words!(lang,
                en: "a record is: name, TTL (may be left out), type, data; such as `mail A 192.0.2.25`",
                ja: "レコードは「名前、TTL（省略可）、型、データ」の順に書きます。例：`mail A 192.0.2.25`"),
            Self::LongString { .. } => words!(lang,
                en: "write it as several strings: \"…\" \"…\"; whoever reads the record joins them",
                ja: "\"…\" \"…\" のように分けて書いてください。読む側がつなげます"),
            Self::UnknownDirective { .. } | Self::BadDirective { .. } => words!(lang,
                en: "expected such as `$TTL 300` or `$ORIGIN mail.a-corp.example.`",
                ja: "`$TTL 300` や `$ORIGIN mail.a-corp.example.` のように書きます"),
            Self::CnameLoop { .. } => words!(lang,
                en: "it is served as it is written; a resolver will give up",
                ja: "書かれたとおりに応答します。問い合わせた側はあきらめることになります"),
            Self::UnsupportedType { .. } => words!(lang,
                en: "any type can be written as in RFC 3597: `TYPE99 \\# 2 abcd`",
                ja: "どの型もRFC 3597の形で書けます：`TYPE99 \\# 2 abcd`"),
            _ => return None,
        };
        Some(help.to_owned())
    }

    pub(super) fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownType { nearest, .. } | Self::UnknownDirective { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}
