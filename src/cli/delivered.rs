//! A letter as it was filed: which one is meant, and what to say where it was not delivered.

use super::exit;
use super::failure::Failure;
use crate::lang::Lang;
use crate::trace::{Event, Fact, LetterId, Octets, Trace};
use crate::{text, words};

/// The octets of the letter of that number, as they were filed first; of the first letter where none is named.
pub(super) fn letter(trace: &Trace, number: Option<u32>, lang: Lang) -> Result<&[u8], Failure> {
    let wanted = number.map(LetterId);
    let mut letters = trace.events.iter().filter_map(filed);
    let found = letters.find(|(letter, _)| wanted.is_none() || *letter == wanted);
    found.map(|(_, source)| source.as_slice()).ok_or_else(|| not_delivered(trace, lang))
}

fn filed(event: &Event) -> Option<(Option<LetterId>, &Octets)> {
    if let Fact::Filed { source, .. } = &event.fact { Some((event.letter, source)) } else { None }
}

fn not_delivered(trace: &Trace, lang: Lang) -> Failure {
    let mut numbers: Vec<u32> =
        trace.events.iter().filter_map(filed).filter_map(|(letter, _)| Some(letter?.0)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let message = if numbers.is_empty() {
        words!(
            lang,
            en: "error: this scenario delivers no letter, so there is none to read.",
            ja: "エラー：このシナリオではメールが1通も届かないので、読むものがありません。",
        )
        .to_owned()
    } else {
        let numbers = numbers.join(", ");
        text!(
            lang,
            en: "error: that letter was not delivered. Delivered: {numbers}.",
            ja: "エラー：そのメールは届いていません。届いたメール：{numbers}"
        )
    };
    Failure::new(exit::NOT_RUN, message)
}
