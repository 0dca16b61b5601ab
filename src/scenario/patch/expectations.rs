//! What a file expects, said anew in its text.

use std::ops::Range;

use super::quoting::spliced;

/// The text with other values for some of its expectations, each named by the place of its value; without those that
/// get none. Whether what is left makes sense is for [`parse`](crate::scenario::parse()) to say.
pub fn expecting(source: &str, mut values: Vec<(Range<usize>, Option<String>)>) -> String {
    values.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    values.into_iter().fold(source.to_owned(), |text, (place, value)| match value {
        Some(value) => spliced(&text, place, &value),
        None => spliced(&text, entry(&text, place), ""),
    })
}

/// Where a key and its value stand, with the comma that parts them from others; with their line, where they have it to
/// themselves.
fn entry(source: &str, value: Range<usize>) -> Range<usize> {
    let before = source.get(..value.start).unwrap_or_default();
    let key = before.rfind(['{', ',', '\n']).map_or(0, |at| at + 1);
    let after = source.get(value.end..).unwrap_or_default();
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let opens = before.get(..key).and_then(|before| before.chars().next_back());
    let next = after.get(blanks..).and_then(|rest| rest.chars().next());
    match (opens, next) {
        (Some('{' | ','), Some(',')) => key..value.end + blanks + 1,
        (Some(','), _) => key - 1..value.end,
        (Some('{'), _) => key..value.end,
        _ => key..value.end + after.find('\n').map_or(after.len(), |end| end + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(source: &str, value: &str, new: Option<&str>) -> String {
        let at = source.find(value).expect("it is there");
        expecting(source, vec![(at..at + value.len(), new.map(str::to_owned))])
    }

    #[test]
    fn an_expectation_goes_with_its_comma_or_its_line() {
        let inline = "expect = { spf = \"pass\", reply = 550, tries = 1 }  # all\n";
        assert_eq!(changed(inline, "\"pass\"", None), "expect = { reply = 550, tries = 1 }  # all\n");
        assert_eq!(changed(inline, "550", None), "expect = { spf = \"pass\", tries = 1 }  # all\n");
        assert_eq!(changed(inline, "1 ", None), "expect = { spf = \"pass\", reply = 550}  # all\n");
        assert_eq!(changed("expect = { tries = 1 }\n", "1", None), "expect = { }\n");
        assert_eq!(changed("a = 1\nexpect.tries = 2  # two\nb = 3\n", "2", None), "a = 1\nb = 3\n");
        assert_eq!(changed(inline, "550", Some("250")), "expect = { spf = \"pass\", reply = 250, tries = 1 }  # all\n");
    }
}
