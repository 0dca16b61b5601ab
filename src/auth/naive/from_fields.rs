//! The mistakes: a letter has two `From` fields, and DMARC looks at the first one only, or at the last one only.
//!
//! Which of them a mail client shows is another question, and each client has its own answer. Where the two answers differ,
//! DMARC has passed for somebody whom the reader does not see (“Composition Kills”, USENIX Security 2020).
//!
//! What forbids it: RFC 5322 §3.6 allows one `From`; RFC 9989 §5.3.1 has nothing to do for a letter with several, and a
//! receiver may refuse it. Our own receiver does: 550 5.7.1.

/// A letter of which only one From is left, and what that one says.
type Seen = Option<(Vec<u8>, String)>;

/// The letter with its first `From` alone; none where it has no second one.
pub(super) fn only_first(source: &[u8]) -> Seen {
    only(source, |_| 0)
}

/// The letter with its last `From` alone; none where it has no second one.
pub(super) fn only_last(source: &[u8]) -> Seen {
    only(source, |count| count - 1)
}

fn only(source: &[u8], which: impl Fn(usize) -> usize) -> Seen {
    let (fields, rest) = fields(source);
    let from: Vec<usize> = (0..fields.len()).filter(|at| fields.get(*at).is_some_and(|field| is_from(field))).collect();
    if from.len() < 2 {
        return None;
    }
    let kept = *from.get(which(from.len()))?;
    let others = fields.iter().enumerate().filter(|(at, _)| *at == kept || !from.contains(at));
    let letter = others.flat_map(|(_, field)| field.iter().copied()).chain(rest.iter().copied()).collect();
    Some((letter, value(fields.get(kept)?)))
}

/// The fields of a letter with their line ends, and all behind them.
fn fields(source: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let (mut fields, mut rest) = (Vec::new(), source);
    while !rest.is_empty() && !rest.starts_with(b"\r\n") {
        let (field, behind) = rest.split_at(length(rest));
        fields.push(field);
        rest = behind;
    }
    (fields, rest)
}

/// How long the first field is, with its folded lines.
fn length(header: &[u8]) -> usize {
    let mut end = 0;
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        if end > 0 && !line.starts_with(b" ") && !line.starts_with(b"\t") {
            break;
        }
        end += line.len();
    }
    end
}

fn is_from(field: &[u8]) -> bool {
    let name = field.split(|byte| *byte == b':').next().unwrap_or_default();
    name.trim_ascii().eq_ignore_ascii_case(b"From")
}

fn value(field: &[u8]) -> String {
    let text = String::from_utf8_lossy(field);
    let value = text.split_once(':').map_or("", |(_, value)| value);
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}
