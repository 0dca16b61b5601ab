//! What was signed beside what arrived, line by line, and inside the lines.
//!
//! A receiver has a hash and no more: it sees that something has changed, and not what. The trace was there when the
//! letter was signed, so the story can show it.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::show::{MOST_LINES, exhibit};
use crate::lang::Lang;
use crate::story::model::{Emphasis, Reason, Sign, Span};
use crate::story::safe;
use crate::trace::proof::dkim::{DkimProof, Kept, SignedOctets};
use crate::trace::{EventId, Fact, Field, Trace};
use crate::words;

/// The longest line whose inside is compared, in characters.
const LONGEST: usize = 400;

/// How many lines without a change are shown around one.
const AROUND: usize = 1;

/// What the signer hashed.
pub struct AsSigned<'a> {
    octets: &'a SignedOctets,
    /// The fact that the signature was put on the letter.
    event: EventId,
}

impl<'a> AsSigned<'a> {
    /// The signing of this very signature, where the trace has seen it: the last one before the check with the same `b=`.
    pub fn of(trace: &'a Trace, check: EventId, facts: &DkimProof) -> Option<Self> {
        let wanted = signature_of(&facts.field)?;
        let before = trace.events.iter().filter(|event| event.id < check);
        let mut signings = before.filter_map(|event| match &event.fact {
            Fact::HeaderAdded { field, signed: Some(octets) } => Some((event.id, field, octets)),
            _ => None,
        });
        let (event, _, octets) = signings.rfind(|(_, field, _)| signature_of(field).as_ref() == Some(&wanted))?;
        Some(Self { octets, event })
    }

    /// What has changed in the body.
    pub fn body(&self, arrived: &Kept, lang: Lang) -> Option<Reason> {
        self.reason(&self.octets.body, arrived, lang)
    }

    /// What has changed in the signed fields.
    pub fn header(&self, arrived: &Kept, lang: Lang) -> Option<Reason> {
        self.reason(&self.octets.header, arrived, lang)
    }

    fn reason(&self, signed: &Kept, arrived: &Kept, lang: Lang) -> Option<Reason> {
        let lines = compare(signed.octets.as_slice(), arrived.octets.as_slice());
        let text = words!(
            lang,
            en: "What was signed (-) beside what arrived (+). A real receiver cannot see this: it has only the hash, \
                 not the letter as it was signed. Here the letter was recorded at the signing, so both can be shown.",
            ja: "署名されたもの (-) と、届いたもの (+) の違いです。実際の受信者に分かるのはハッシュ値だけで、\
                 元の手紙は分かりません。ここでは署名のときの手紙も記録してあるので、比べられます。"
        );
        let reason = Reason::new(Sign::Note, "- / +", text).clause("RFC 6376 §3.7").because([self.event]);
        (!lines.is_empty()).then(|| reason.showing([exhibit("", lines)]))
    }
}

/// The value of `b=`, without its folding: no two signings have the same.
fn signature_of(field: &Field) -> Option<Vec<u8>> {
    let value: Vec<u8> = field.value.as_slice().iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let signature = value.split(|byte| *byte == b';').find_map(|tag| tag.strip_prefix(b"b="))?;
    (field.name.eq_ignore_ascii_case("DKIM-Signature") && !signature.is_empty()).then(|| signature.to_vec())
}

/// The lines that differ, with their neighbours; empty where none does.
fn compare(signed: &[u8], arrived: &[u8]) -> Vec<Vec<Span>> {
    let ((old, _), (new, _)) = (safe::octet_lines(signed), safe::octet_lines(arrived));
    let mut lines = Vec::new();
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let last = operations.len().saturating_sub(1);
    for (number, operation) in operations.iter().enumerate() {
        match operation {
            DiffOp::Equal { old_index, len, .. } => {
                let all = old.get(*old_index..old_index + len).unwrap_or_default();
                lines.extend(neighbours(all, number > 0, number < last));
            }
            _ => lines.extend(changed(
                old.get(operation.old_range()).unwrap_or_default(),
                new.get(operation.new_range()).unwrap_or_default(),
            )),
        }
    }
    if operations.iter().all(|operation| matches!(operation, DiffOp::Equal { .. })) {
        lines.clear();
    }
    lines.truncate(MOST_LINES);
    lines
}

/// Of lines that are the same, those next to a change.
fn neighbours(lines: &[String], below: bool, above: bool) -> Vec<Vec<Span>> {
    let head = if below { AROUND.min(lines.len()) } else { 0 };
    let tail = if above { AROUND.min(lines.len() - head) } else { 0 };
    let line = |text: &String| vec![span(&format!("  {text}"), Emphasis::Plain)];
    let (first, rest) = lines.split_at(head);
    let (left_out, last) = rest.split_at(rest.len() - tail);
    let gap = (!left_out.is_empty()).then(|| vec![span("  …", Emphasis::Quiet)]);
    first.iter().map(line).chain(gap).chain(last.iter().map(line)).collect()
}

/// Lines that have changed: in pairs as far as there are pairs, the others as a whole. A front end draws the sign of a
/// line that is all of one kind.
fn changed(old: &[String], new: &[String]) -> Vec<Vec<Span>> {
    let pairs = old.len().min(new.len());
    let whole = |text: &String, emphasis| vec![span(&format!("  {text}"), emphasis)];
    let mut lines: Vec<Vec<Span>> = old.iter().zip(new).flat_map(|(old, new)| inside(old, new)).collect();
    lines.extend(old.iter().skip(pairs).map(|text| whole(text, Emphasis::Removed)));
    lines.extend(new.iter().skip(pairs).map(|text| whole(text, Emphasis::Added)));
    lines
}

/// A line before and after, with the characters marked that have changed.
fn inside(old: &str, new: &str) -> [Vec<Span>; 2] {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let (mut before, mut after) = (vec![span("- ", Emphasis::Removed)], vec![span("+ ", Emphasis::Added)]);
    if old.len() > LONGEST || new.len() > LONGEST {
        before.push(piece(&old, Emphasis::Removed));
        after.push(piece(&new, Emphasis::Added));
        return [before, after];
    }
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let is_same = matches!(operation, DiffOp::Equal { .. });
        let emphasis = |changed| if is_same { Emphasis::Plain } else { changed };
        let pieces = [
            (&mut before, &old, operation.old_range(), Emphasis::Removed),
            (&mut after, &new, operation.new_range(), Emphasis::Added),
        ];
        for (line, chars, range, changed) in pieces {
            let chars = chars.get(range).unwrap_or_default();
            if !chars.is_empty() {
                line.push(piece(chars, emphasis(changed)));
            }
        }
    }
    [before, after]
}

fn piece(chars: &[char], emphasis: Emphasis) -> Span {
    Span { text: chars.iter().collect(), emphasis }
}

/// The text has been escaped already.
fn span(text: &str, emphasis: Emphasis) -> Span {
    Span { text: text.to_owned(), emphasis }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    /// As a screen without colours would draw it: what was removed in `[ ]`, what was added in `{ }`.
    fn drawn(signed: &str, arrived: &str) -> Vec<String> {
        let piece = |span: &Span| match span.emphasis {
            Emphasis::Removed => format!("[{}]", span.text),
            Emphasis::Added => format!("{{{}}}", span.text),
            _ => span.text.clone(),
        };
        compare(signed.as_bytes(), arrived.as_bytes()).iter().map(|line| line.iter().map(piece).collect()).collect()
    }

    #[test]
    fn what_has_changed_is_marked_line_by_line_and_inside_the_line() {
        let signed = "one\r\ntwo\r\nPay 100 yen.\r\nfour\r\nfive\r\n";
        let arrived = "one\r\ntwo\r\nPay 1900 yen.\r\nfour\r\nfive\r\nsix\r\n";
        let expected = ["  …", "  two", "[- ]Pay 100 yen.", "{+ }Pay 1{9}00 yen.", "  four", "  five", "{  six}"];
        assert_eq!(drawn(signed, arrived), expected);
        assert_eq!(drawn("a\r\nb\r\n", "b\r\n"), ["[  a]", "  b"]);
        assert_eq!(drawn("件名\r\n", "件の名\r\n"), ["[- ]件名", "{+ }件{の}名"]);
        assert!(drawn(signed, signed).is_empty());
    }

    #[test]
    fn nothing_makes_it_long() {
        let (many, other) = ("a\r\n".repeat(5_000), "b\r\n".repeat(5_000));
        assert!(compare(many.as_bytes(), other.as_bytes()).len() <= MOST_LINES);
        let (long, longer) = ("a".repeat(100_000), "b".repeat(100_000));
        assert_eq!(compare(long.as_bytes(), longer.as_bytes()).len(), 2);
    }
}
