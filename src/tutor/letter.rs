//! A letter that is being typed: which part of it a line belongs to, and what is to be known about that line.
//!
//! ```text
//!   From: …        ┐
//!   Subject: …     ├ the header: fields, each a name, a colon and a value (RFC 5322 §2.2)
//!                  ┘ an empty line ends it (§2.1)
//!   Hello          ┐
//!   .              ┘ the body; a line of a single dot ends the letter (RFC 5321 §4.5.2)
//! ```

use crate::lang::Lang;
use crate::words;

/// The fields that a learner is asked to type.
const FIELDS: [&str; 3] = ["From", "To", "Subject"];

/// The part of a letter that the next line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Its fields.
    #[default]
    Header,
    /// Its text.
    Body,
}

/// A letter as far as it has been typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Draft {
    part: Part,
    /// Which of [`FIELDS`] it has.
    has: [bool; FIELDS.len()],
    /// Whether its body has a line.
    pub has_text: bool,
}

impl Draft {
    pub fn part(&self) -> Part {
        self.part
    }

    /// One more line of it.
    pub fn add(&mut self, line: &str) {
        match self.part {
            Part::Body => self.has_text = true,
            Part::Header if line.is_empty() => self.part = Part::Body,
            Part::Header => {
                let name = line.split_once(':').map_or("", |(name, _)| name);
                for (has, field) in self.has.iter_mut().zip(FIELDS) {
                    *has |= name.eq_ignore_ascii_case(field);
                }
            }
        }
    }

    /// The first field that it still lacks.
    pub fn lacks(&self) -> Option<&'static str> {
        self.has.iter().zip(FIELDS).find(|(has, _)| !**has).map(|(_, field)| field)
    }
}

/// What is to be known about a line of a letter, where that is not plain from the line itself.
pub fn about_letter_line(line: &str, part: Part, lang: Lang) -> Option<&'static str> {
    Some(match (line, part) {
        (".", _) => {
            words!(lang, en: "A dot alone: the letter ends here.", ja: "点1つだけの行。手紙はここで終わりです。")
        }
        ("", Part::Header) => words!(
            lang,
            en: "An empty line. It ends the header; the body begins.",
            ja: "空行。ここでヘッダーが終わり、本文が始まります。"
        ),
        _ if line.starts_with("..") => words!(
            lang,
            en: "Two dots: the server takes the first one off, and one stays in the letter (dot-stuffing).",
            ja: "点が2つ。サーバーが先頭の点を1つ取り、手紙には1つ残ります（ドットスタッフィング）。"
        ),
        _ if line.starts_with('.') => words!(
            lang,
            en: "The server will take this dot off. To keep it, type two: that is what a mail client does (dot-stuffing).",
            ja: "この先頭の点はサーバーが取り除きます。残すには点を2つ打ちます。メールソフトはいつもそうしています。"
        ),
        (_, Part::Header) if !is_of_header(line) => words!(
            lang,
            en: "Not a field of the header (Name: value). An empty line has to come before the body.",
            ja: "「名前: 値」の形でないので、ヘッダーの行になりません。本文の前に空行が1つ必要です。"
        ),
        _ => return None,
    })
}

/// Whether a line is a field, or goes on with one (RFC 5322 §2.2, §2.2.3).
fn is_of_header(line: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|octet| octet.is_ascii_graphic());
    line.starts_with([' ', '\t']) || line.split_once(':').is_some_and(|(name, _)| is_name(name.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_without_an_empty_line_is_noticed() {
        let about = |line: &str, part| about_letter_line(line, part, Lang::En);
        assert!(about("Hello", Part::Header).is_some_and(|said| said.contains("empty line")));
        assert!(about("Dear sir: hello", Part::Header).is_some());
        assert_eq!((about("X-Note: hello", Part::Header), about(" goes on", Part::Header)), (None, None));
        assert_eq!((about("Hello", Part::Body), about("", Part::Body)), (None, None));
    }

    #[test]
    fn a_draft_says_what_it_lacks_in_whatever_order_it_is_typed() {
        let mut draft = Draft::default();
        for line in ["subject: Hi", "X-Note: From: nobody"] {
            draft.add(line);
        }
        assert_eq!((draft.lacks(), draft.part()), (Some("From"), Part::Header));
        for line in ["From: a@x.example", "To: b@x.example", ""] {
            draft.add(line);
        }
        assert_eq!((draft.lacks(), draft.part(), draft.has_text), (None, Part::Body, false));
    }
}
