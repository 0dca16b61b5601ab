//! The DNS questions that a check asked: what its verdict rests on.

use crate::dns::Resolver;
use crate::trace::{Answer, EventId, Fact, Recorder};

/// A question, and what was answered.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) event: EventId,
    pub(super) name: String,
    pub(super) rtype: String,
    pub(super) answer: Option<Answer>,
}

/// The questions asked on this errand since the last time.
pub(super) fn questions(resolver: &Resolver, recorder: &Recorder) -> Vec<Question> {
    let asked = resolver.take_asked();
    let Some(EventId(first)) = asked.first().copied() else { return Vec::new() };
    let events = recorder.since(first as usize).into_iter().filter(|event| asked.contains(&event.id));
    let questions = events.filter_map(|event| match event.fact {
        Fact::Asked { name, rtype, answer, .. } => Some(Question { event: event.id, name, rtype, answer }),
        _ => None,
    });
    questions.collect()
}

/// The text records that were found at a name or where its alias leads, their strings joined (RFC 7208 §3.3).
pub(super) fn texts_at(questions: &[Question], name: &str) -> Vec<String> {
    let mut name = name.to_owned();
    for _ in 0..=questions.len() {
        let about = |question: &&Question| question.rtype == "TXT" && question.name.eq_ignore_ascii_case(&name);
        let Some(answer) = questions.iter().filter(about).find_map(|question| question.answer.as_ref()) else { break };
        let data = |rtype: &'static str| answer.records.iter().filter(move |r| r.rtype == rtype).map(|r| &r.data);
        let texts: Vec<String> = data("TXT").map(|data| unquoted(data)).collect();
        match data("CNAME").next_back() {
            Some(target) if texts.is_empty() => target.clone_into(&mut name),
            _ => return texts,
        }
    }
    Vec::new()
}

/// The strings of a text record as a zone file writes them, joined without their quotes.
fn unquoted(data: &str) -> String {
    let mut octets = Vec::with_capacity(data.len());
    let (mut inside, mut rest) = (false, data.as_bytes());
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match (byte, rest) {
            (b'"', _) => inside = !inside,
            (b'\\', [a, b, c, tail @ ..]) if [a, b, c].iter().all(|digit| digit.is_ascii_digit()) => {
                let number = [a, b, c].iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(**digit - b'0'));
                octets.push(u8::try_from(number).unwrap_or(b'?'));
                rest = tail;
            }
            (b'\\', [escaped, tail @ ..]) => {
                octets.push(*escaped);
                rest = tail;
            }
            _ if inside => octets.push(*byte),
            _ => {}
        }
    }
    String::from_utf8_lossy(&octets).into_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn quoted_strings_are_joined() {
        assert_eq!(super::unquoted(r#""v=spf1 " "\"-all\\" "\101""#), r#"v=spf1 "-all\e"#);
        assert_eq!(super::unquoted(r#""open \"#), "open \\");
    }
}
