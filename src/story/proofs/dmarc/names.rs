//! Two names, one above the other, with their ends in line: that is how domains are compared.
//!
//! ```text
//!   From  news.a-corp.example
//!   d=    mail.a-corp.example
//!         ~~~~                 differs
//! ```

use crate::story::model::{Emphasis, Exhibit, Span};

/// How many labels of a name are shown.
const MOST_LABELS: usize = 30;

/// The two names; where they are of one organization, it stands below them.
pub fn exhibit(author: &str, speaker: &str, other: &str, organization: Option<&str>) -> Exhibit {
    let (upper, lower) = (labels(author), labels(other));
    let mut lines = vec![line("From", &upper, &lower), line(speaker, &lower, &upper)];
    lines.extend(organization.map(|domain| {
        let domain = labels(domain);
        line("", &domain, &domain)
    }));
    align(&mut lines);
    Exhibit { caption: String::new(), lines }
}

/// The labels from the right.
fn labels(name: &str) -> Vec<&str> {
    name.rsplit('.').take(MOST_LABELS).collect()
}

/// A name label by label, each compared with the one that stands at the same place from the right. Once one differs, all
/// to the left of it are different names.
fn line(title: &str, name: &[&str], counterpart: &[&str]) -> Vec<Span> {
    let same = name.iter().zip(counterpart).take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count();
    let span = |(place, label): (usize, &&str)| {
        let dot = if place == 0 { "" } else { "." };
        let emphasis = if place < same { Emphasis::Same } else { Emphasis::Differs };
        Span { text: format!("{label}{dot}"), emphasis }
    };
    let spans = name.iter().enumerate().map(span);
    std::iter::once(Span { text: title.to_owned(), emphasis: Emphasis::Plain }).chain(spans.rev()).collect()
}

/// Puts the ends of all lines in one column. Names in DNS are ASCII, so that characters are cells.
fn align(lines: &mut [Vec<Span>]) {
    let width = |spans: &[Span]| spans.iter().map(|span| span.text.chars().count()).sum::<usize>();
    let title =
        lines.iter().filter_map(|line| line.first()).map(|span| span.text.chars().count()).max().unwrap_or(0) + 2;
    let name = lines.iter().filter_map(|line| line.get(1..)).map(width).max().unwrap_or(0);
    for line in lines {
        let own = line.get(1..).map(width).unwrap_or_default();
        if let Some(first) = line.first_mut() {
            let padding = (title + name).saturating_sub(own + first.text.chars().count());
            first.text.push_str(&" ".repeat(padding));
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    /// As a screen without colours would draw it: what differs in `[ ]`.
    fn drawn(exhibit: &Exhibit) -> Vec<String> {
        let piece = |span: &Span| match span.emphasis {
            Emphasis::Differs => format!("[{}]", span.text),
            _ => span.text.clone(),
        };
        exhibit.lines.iter().map(|line| line.iter().map(piece).collect()).collect()
    }

    #[test]
    fn names_stand_with_their_ends_in_line_and_what_differs_is_marked() {
        let shown = exhibit("news.a-corp.example", "d=", "mx.a-corp.example", Some("a-corp.example"));
        let expected = ["From  [news.]a-corp.example", "d=      [mx.]a-corp.example", "           a-corp.example"];
        assert_eq!(drawn(&shown), expected);
        let shown = exhibit("a-corp.example", "SPF", "a-corp.evil.example", None);
        assert_eq!(drawn(&shown), ["From       [a-corp.]example", "SPF   [a-corp.][evil.]example"]);
        let shown = exhibit("A-corp.example", "SPF", "a-corp.example", None);
        assert_eq!(drawn(&shown), ["From  A-corp.example", "SPF   a-corp.example"]);
    }
}
