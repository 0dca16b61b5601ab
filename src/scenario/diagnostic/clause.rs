//! Where the book says more: its page for authors explains the file piece by piece, under these headings.
//!
//! Which piece a mistake is in follows from its place in the file.

use crate::lang::Lang;
use crate::words;

/// A heading of that page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clause {
    /// `format`, `title`, `goal`, `level`, `tags`.
    Head,
    /// `[hosts]`.
    Hosts,
    /// `[middle]`, `[mta_sts]`.
    OnTheWay,
    /// `[zones]`.
    Zones,
    /// `[dkim]`.
    Signing,
    /// `[receivers]`.
    Receivers,
    /// `[forward]`, `[list]`.
    Forwarding,
    /// `[[step]]`.
    Steps,
    /// `expect`.
    Expectations,
    /// `[[ask]]`.
    Questions,
    /// `[[say]]`.
    Remarks,
}

/// Which table of the file is explained where; all else is the head of the file.
const TABLES: &[(&str, Clause)] = &[
    ("hosts", Clause::Hosts),
    ("middle", Clause::OnTheWay),
    ("mta_sts", Clause::OnTheWay),
    ("zones", Clause::Zones),
    ("dkim", Clause::Signing),
    ("receivers", Clause::Receivers),
    ("forward", Clause::Forwarding),
    ("list", Clause::Forwarding),
    ("step", Clause::Steps),
    ("ask", Clause::Questions),
    ("say", Clause::Remarks),
];

impl Clause {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Head,
        Self::Hosts,
        Self::OnTheWay,
        Self::Zones,
        Self::Signing,
        Self::Receivers,
        Self::Forwarding,
        Self::Steps,
        Self::Expectations,
        Self::Questions,
        Self::Remarks,
    ];
    /// The page, below each language's `src`.
    pub const PAGE: &str = "authors/language.md";

    /// What explains that place of a file.
    pub fn of(source: &str, at: usize) -> Self {
        let before = source.get(..source.floor_char_boundary(at)).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = source.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let lines = std::iter::once(line).chain(before.lines().rev());
        let table = lines.map(str::trim_start).find_map(|line| line.strip_prefix('['));
        let name = first_word(table.unwrap_or(line).trim_start_matches('['));
        let clause = TABLES.iter().find(|(table, _)| *table == name).map_or(Self::Head, |(_, clause)| *clause);
        if clause == Self::Steps && first_word(line) == "expect" { Self::Expectations } else { clause }
    }

    /// As it is headed in the book.
    pub fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::Head => words!(lang, en: "The head of the file", ja: "ファイルの先頭"),
            Self::Hosts => words!(lang, en: "Hosts", ja: "ホスト"),
            Self::OnTheWay => words!(lang, en: "On the way", ja: "通り道"),
            Self::Zones => words!(lang, en: "Zones", ja: "ゾーン"),
            Self::Signing => words!(lang, en: "Signing", ja: "署名"),
            Self::Receivers => words!(lang, en: "How a receiver treats mail", ja: "受信側の扱い"),
            Self::Forwarding => words!(lang, en: "Forwarding and lists", ja: "転送とメーリングリスト"),
            Self::Steps => words!(lang, en: "Steps", ja: "ステップ"),
            Self::Expectations => words!(lang, en: "Expectations", ja: "期待"),
            Self::Questions => words!(lang, en: "Questions", ja: "質問"),
            Self::Remarks => words!(lang, en: "Remarks", ja: "先生のひとこと"),
        }
    }
}

fn first_word(line: &str) -> &str {
    line.trim_start().split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_explained_where_its_table_is() {
        let file = "format = 1\n[zones]\n\"a.example\" = '''\n@ A x\n'''\n[[step]]\ndo = \"send\"\nexpect = { a = 1 }\n[dkim.\"a.example\"]\nx = 1";
        for (piece, clause) in [
            ("format", Clause::Head),
            ("@ A", Clause::Zones),
            ("do =", Clause::Steps),
            ("a = 1 }", Clause::Expectations),
            ("x = 1", Clause::Signing),
        ] {
            assert_eq!(Clause::of(file, file.find(piece).unwrap()), clause, "{piece}");
        }
        assert_eq!(Clause::of("", 9), Clause::Head);
    }
}
