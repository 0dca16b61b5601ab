//! The clauses of a `Received` line (RFC 5321 §4.4) and whose word each of them is.

use super::cutting::{Cutting, comment, space};
use crate::lang::Lang;
use crate::story::model::{Part, Word};
use crate::story::prose::{self, Clause};

/// The pieces of a `Received` line that `host` has added.
pub fn parts(lang: Lang, raw: &str, host: &str) -> Vec<Part> {
    let mut cutting = Cutting::new(raw);
    let mut clause = None;
    while let Some(c) = cutting.rest().chars().next() {
        let rest = cutting.rest();
        match (c, begins(rest)) {
            ('(', _) => {
                let length = comment(rest);
                said(&mut cutting, length, remark(clause, &rest[..length]), lang, host);
            }
            (';', _) => {
                let before = 1 + space(&rest[1..]);
                cutting.skip(before);
                said(&mut cutting, rest.len() - before, Some(Clause::Date), lang, host);
            }
            (_, Some((begun, length))) => {
                clause = Some(begun);
                said(&mut cutting, length, clause, lang, host);
            }
            (c, None) => cutting.skip(if c.is_whitespace() { space(rest) } else { word(rest) }),
        }
    }
    cutting.finish()
}

fn said(cutting: &mut Cutting<'_>, length: usize, clause: Option<Clause>, lang: Lang, host: &str) {
    let Some(clause) = clause else { return cutting.skip(length) };
    let text = cutting.rest().get(..length).unwrap_or_default();
    let note = prose::clause(lang, clause, host, text.rsplit(char::is_whitespace).next().unwrap_or_default());
    let word = if matches!(clause, Clause::From | Clause::For) { Word::Repeated } else { Word::Own };
    cutting.cut(length, word, note);
}

/// The clause that begins here, and how long it is with its value.
fn begins(text: &str) -> Option<(Clause, usize)> {
    let keyword = word(text);
    let clause = match text.get(..keyword)?.to_ascii_lowercase().as_str() {
        "from" => Clause::From,
        "by" => Clause::By,
        "with" => Clause::With,
        "id" => Clause::Id,
        "for" => Clause::For,
        _ => return None,
    };
    let behind = text.get(keyword..)?;
    let gap = space(behind);
    let value = word(behind.get(gap..)?);
    (gap > 0 && value > 0).then_some((clause, keyword + gap + value))
}

/// What a remark in parentheses is about: behind the name the address, elsewhere what TLS has agreed on.
fn remark(clause: Option<Clause>, text: &str) -> Option<Clause> {
    match clause {
        Some(Clause::From) => Some(Clause::Address),
        _ if text.contains("TLS") => Some(Clause::Tls),
        _ => None,
    }
}

/// How long a word is: up to white space, a remark, or the date.
fn word(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || matches!(c, '(' | ';')).unwrap_or(text.len())
}
