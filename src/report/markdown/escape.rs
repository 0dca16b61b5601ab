//! Text inside Markdown: as prose, or as code that stands as it is.

/// What begins something of its own wherever it stands (GitHub Flavored Markdown §2.4; `$` begins a formula there).
const SPECIAL: &str = "\\`*_[]<>|~#&$";

/// Prose: nothing in it becomes a link, a tag or a list; a new line stays one.
pub(super) fn inline(text: &str) -> String {
    text.trim().lines().map(line).collect::<Vec<_>>().join("<br>")
}

fn line(text: &str) -> String {
    let text = text.trim();
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        if SPECIAL.contains(c) || begins_block(text, at, c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether a character would make an item of a list, or a heading of the line above, out of the line it stands in.
fn begins_block(line: &str, at: usize, c: char) -> bool {
    match c {
        '-' | '+' | '=' => at == 0,
        '.' | ')' => {
            let numbered = at > 0 && line[..at].bytes().all(|byte| byte.is_ascii_digit());
            numbered && line[at + 1..].chars().next().is_none_or(char::is_whitespace)
        }
        _ => false,
    }
}

/// Code on one line, between as many backticks as it takes; nothing where there is none. `|` would end a cell of a table.
pub(super) fn code(text: &str) -> String {
    let text = text.replace('\n', " ").replace('|', "\\|");
    if text.trim().is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// As many backticks as it takes to fence lines.
pub(super) fn fence(text: &str) -> String {
    "`".repeat((longest_run(text) + 1).max(3))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_stays_prose() {
        assert_eq!(inline("a_b *c* <d> [e](f) `g`"), r"a\_b \*c\* \<d\> \[e\](f) \`g\`");
        assert_eq!(inline("- one\n12. two\n# three"), r"\- one<br>12\. two<br>\# three");
        assert_eq!(inline("192.0.2.7 | 1.5 - 2"), r"192.0.2.7 \| 1.5 - 2");
    }

    #[test]
    fn code_stands_as_it_is_whatever_is_in_it() {
        assert_eq!(code("v=spf1 -all"), "`v=spf1 -all`");
        assert_eq!(code("`a``b"), "``` `a``b ```");
        assert_eq!(code(" "), "");
        assert_eq!(fence("x\n````\n"), "`````");
    }
}
