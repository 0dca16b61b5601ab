//! Whole frames, compared with kept ones.

use super::*;

pub(super) const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// A frame in each size and language.
pub(super) async fn everywhere(name: &str, tale: fn() -> Tale, events: &str) {
    for lang in Lang::ALL {
        for size in SIZES {
            let frame = after(reading(lang, tale()), size, keys(events)).await;
            insta::assert_snapshot!(format!("{name}_{lang}_{}x{}", size.0, size.1), frame);
        }
    }
}

#[tokio::test]
async fn the_letter_is_written() {
    everywhere("written", fixture::forged_from, "").await;
}

#[tokio::test]
async fn a_letter_crosses_the_wire() {
    everywhere("letter", fixture::forged_from, "3G4").await;
}

#[tokio::test]
async fn dns_is_asked() {
    everywhere("dns", fixture::forged_from, "7G2").await;
}

#[tokio::test]
async fn another_host_comes_onto_the_map() {
    everywhere("other", fixture::forged_from, "10G1").await;
}

#[tokio::test]
async fn a_question_is_asked_and_answered() {
    everywhere("question", fixture::forged_from, "7Gl").await;
    everywhere("answered", fixture::forged_from, "7Gl1").await;
}

#[tokio::test]
async fn the_end_shows_the_original() {
    everywhere("end", fixture::forged_from, "G").await;
}

#[tokio::test]
async fn help_shows_all_keys() {
    everywhere("help", fixture::forged_from, "?").await;
}

#[tokio::test]
async fn plain_ascii_and_the_smallest_screens() {
    let mut ascii = reading(Lang::En, fixture::forged_from());
    ascii.look = Look::new(Colours::None, true);
    insta::assert_snapshot!("ascii", after(ascii, (80, 24), keys("10G")).await);
    insta::assert_snapshot!("small", after(reading(Lang::Ja, fixture::forged_from()), (60, 15), keys("3G")).await);
    insta::assert_snapshot!("narrow", after(reading(Lang::En, fixture::forged_from()), (62, 20), keys("3G")).await);
    insta::assert_snapshot!("too_small", after(reading(Lang::Ja, fixture::forged_from()), (30, 10), Vec::new()).await);
    insta::assert_snapshot!("nothing", after(reading(Lang::En, fixture::nothing()), (80, 24), keys("lG5")).await);
    insta::assert_snapshot!("large", after(reading(Lang::En, fixture::forged_from()), (180, 50), keys("8G")).await);
}
