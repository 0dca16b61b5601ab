//! “Did you mean”: the right word that is nearest to a wrong one.

/// The nearest of `candidates`, where one is near enough to be worth a question.
pub(super) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Longer words are no slips of the finger, and would take long to compare.
    const LONGEST: usize = 100;
    /// There are that many words to mix up in no lesson.
    const MOST: usize = 200;
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let scored =
        candidates.into_iter().take(MOST).map(|c| (c, likeness(&lower, &c.to_lowercase()))).filter(|(_, s)| *s >= 0.75);
    scored.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(candidate, _)| candidate)
}

/// From 0 to 1. Swapped and doubled letters count as one slip; a common beginning counts for the candidate.
fn likeness(word: &str, candidate: &str) -> f64 {
    let of_shape =
        strsim::normalized_damerau_levenshtein(word, candidate).max(strsim::jaro_winkler(word, candidate) - 0.1);
    if is_swapped(word, candidate) { of_shape.max(SWAPPED) } else { of_shape }
}

/// Two neighbouring letters in the wrong order are a slip even in a word so short that it looks like another one.
const SWAPPED: f64 = 0.8;

fn is_swapped(word: &str, candidate: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    word.chars().count() > 2 && sorted(word) == sorted(candidate) && strsim::damerau_levenshtein(word, candidate) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        let words = ["submission", "resolution", "transfer", "retrieval", "spf", "dkim", "dmarc"];
        for (slip, word) in [("tranfser", "transfer"), ("SPF", "spf"), ("dmark", "dmarc"), ("retreival", "retrieval")] {
            assert_eq!(nearest(slip, words), Some(word), "{slip}");
        }
        assert_eq!(nearest("aio", ["sora", "aoi"]), Some("aoi"));
        assert_eq!(nearest("xm", ["mx"]), None);
        for other in ["banana", "", "x", &"dmarc".repeat(100)] {
            assert_eq!(nearest(other, words), None, "{other}");
        }
    }
}
