//! A map with ten hosts, from a real run: all of them are there, and what moves between any two of them is seen.

use super::*;
use crate::scenario::Scenario;
use crate::story::Cargo;

/// Sizes, and whether all names are whole there.
const SIZES: [((u16, u16), bool); 3] = [((80, 24), false), ((120, 40), true), ((200, 60), true)];

async fn crowd() -> Tale {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/screens/crowd.toml");
    let source = std::fs::read_to_string(file).expect("the file is there");
    let scenario: Scenario = crate::scenario::parse("crowd", file, &source).scenario.expect("it parses");
    shelf::run(scenario, None).await.expect("it runs")
}

#[tokio::test(flavor = "multi_thread")]
async fn all_hosts_stand_on_the_map_and_what_moves_between_them_is_seen() {
    let tale = crowd().await;
    let story = tale.in_lang(Lang::En).clone();
    for (size, whole) in SIZES {
        let mut app = reading(Lang::En, tale.clone());
        for step in &story.steps {
            for event in keys(&format!("{}G", step.number)) {
                app.event(&event);
            }
            let frame = drawn(&app, size);
            let text = text_of(&frame);
            assert_eq!(half_of_a_character(&frame), None);
            let shown = |host: &str| text.contains(if whole { host } else { &host[..host.len().min(12)] });
            let hosts = story.actors.iter().map(|actor| actor.host.as_str()).filter(|host| *host != "dns");
            assert_eq!(hosts.filter(|host| !shown(host)).collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
            let asks = step.motion.as_ref().is_some_and(|motion| matches!(motion.cargo, Cargo::Question { .. }));
            assert!(!asks || text.contains('='), "the answer is on the map at step {}:\n{text}", step.number);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fates_on_a_crowded_map() {
    let tale = crowd().await;
    let steps = &tale.in_lang(Lang::En).steps;
    let fates = [
        ("deferred", crate::story::Outcome::Deferred),
        ("junked", crate::story::Outcome::Junked),
        ("refused", crate::story::Outcome::Refused),
    ];
    for (name, outcome) in fates {
        let fared = steps.iter().find(|step| step.motion.as_ref().is_some_and(|motion| motion.outcome == outcome));
        let number = fared.expect("it happens").number;
        for (size, _) in SIZES {
            let frame = after(reading(Lang::En, tale.clone()), size, keys(&format!("{number}G"))).await;
            let map: Vec<&str> = frame.lines().skip(1).take_while(|line| !line.starts_with('─')).collect();
            insta::assert_snapshot!(format!("crowd_{name}_{}x{}", size.0, size.1), map.join("\n"));
        }
    }
}
