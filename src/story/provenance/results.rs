//! The results in an `Authentication-Results` line (RFC 8601 §2.2).

use super::cutting::{Cutting, comment, space};
use crate::lang::Lang;
use crate::story::model::{Part, Word};
use crate::story::prose;

/// The pieces of the line that a server has added: its own name, and each result.
pub fn parts(lang: Lang, raw: &str) -> Vec<Part> {
    let mut cutting = Cutting::new(raw);
    let mut first = true;
    while !cutting.rest().is_empty() {
        cutting.skip(space(cutting.rest()));
        let text = cutting.rest().get(..item(cutting.rest())).unwrap_or_default().trim_end();
        match (first, method(text)) {
            (true, _) => cutting.cut(text.len(), Word::Own, prose::results_by(lang).to_owned()),
            (false, Some((method, result))) => {
                let note = prose::result(lang, &method.to_ascii_uppercase(), result, text.contains("smtp.helo"));
                cutting.cut(text.len(), Word::Own, note);
            }
            (false, None) => cutting.skip(text.len()),
        }
        first = false;
        let rest = cutting.rest();
        let gap = space(rest);
        cutting.skip(gap + usize::from(rest[gap..].starts_with(';')));
    }
    cutting.finish()
}

/// `spf` and `pass` of `spf=pass smtp.mailfrom=…`.
fn method(text: &str) -> Option<(&str, &str)> {
    let (method, rest) = text.split_once('=')?;
    let result = rest.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let known = !method.is_empty() && method.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (known && !result.is_empty()).then_some((method, result))
}

/// How long it is to the next `;` that is in neither quotes nor a comment.
fn item(text: &str) -> usize {
    let (mut at, mut quoted) = (0, false);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match c {
            ';' if !quoted => return at,
            '(' if !quoted => {
                at += comment(&text[at..]);
                continue;
            }
            '"' => quoted = !quoted,
            '\\' if quoted => at += text[at + 1..].chars().next().map_or(0, char::len_utf8),
            _ => {}
        }
        at += c.len_utf8();
    }
    text.len()
}
