//! Every letter is explained as it was, and what makes it special is seen.

use std::fs;
use std::path::{Path, PathBuf};

use tegami::explain::{Options, Reading, explain, unreadable};
use tegami::lang::Lang;
use tegami::report::Look;
use tegami::report::explain::text;
use tegami::report::text::Proofs;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain")
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let letters = files.filter(|path| path.extension().is_some_and(|extension| extension == "eml"));
    let mut names: Vec<String> = letters.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn source(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("{name}.eml"))).unwrap()
}

/// The letter, read in English.
pub fn reading(name: &str) -> Reading {
    explain(&source(name), &Options::default(), Lang::En).unwrap()
}

fn kinds(name: &str) -> Vec<&'static str> {
    reading(name).findings.iter().map(|finding| finding.kind).collect()
}

#[test]
fn the_letters_are_explained_as_they_were() {
    let bless = std::env::var_os("TEGAMI_BLESS").is_some();
    let names = names();
    assert!(names.len() >= 40, "{}", names.len());
    for name in &names {
        for (lang, ending) in [(Lang::En, "txt"), (Lang::Ja, "ja.txt")] {
            let told = match explain(&source(name), &Options::default(), lang) {
                Ok(reading) => text(&reading, Proofs::LeftOut, Look::plain(lang)),
                Err(why) => format!("{}\n", unreadable(lang, why)),
            };
            let golden = folder().join(format!("{name}.{ending}"));
            if bless {
                fs::write(&golden, &told).unwrap();
            }
            let before = fs::read_to_string(&golden).unwrap_or_default();
            pretty_assertions::assert_str_eq!(before, told, "{}", golden.display());
        }
    }
}

#[test]
fn what_is_wrong_with_a_letter_is_found() {
    for (name, kind) in [
        ("forged-return-path", "forged-return-path"),
        ("gmail-phishing", "address-in-name"),
        ("gmail-phishing", "other-reply-to"),
        ("exchange-phishing", "filter-says-spam"),
        ("look-alike-cyrillic", "look-alike"),
        ("look-alike-punycode", "look-alike"),
        ("look-alike-punycode", "mixed-scripts"),
        ("look-alike-digit", "look-alike"),
        ("domain-in-name", "domain-in-name"),
        ("boss-fraud", "domain-in-name"),
        ("forged-results-below", "forged-results"),
        ("forged-results-beside", "forged-results"),
        ("forged-received", "own-name-below"),
        ("clock-skew", "time-goes-back"),
        ("greylisted", "long-wait"),
        ("missing-date", "missing-field"),
        ("date-in-future", "date-in-future"),
        ("date-unclear", "date-unclear"),
        ("date-long-ago", "date-long-ago"),
        ("broken-folding", "broken-fold"),
        ("nul-octets", "control-characters"),
        ("huge-header", "long-field"),
        ("several-from", "several-from"),
        ("several-from", "doubled-field"),
        ("group-from", "group-in-from"),
        ("right-to-left", "invisible-characters"),
        ("weak-signature", "weak-algorithm"),
        ("weak-signature", "body-length"),
        ("weak-signature", "expired"),
        ("weak-signature", "from-not-signed"),
        ("mailchimp-bulk", "other-signer"),
        ("bounce", "null-return-path"),
        ("aggregate-report", "aggregate-report"),
        ("outlook-headers-only", "header-only"),
        ("apple-mail-saved", "no-received"),
    ] {
        assert!(kinds(name).contains(&kind), "{name}: {:?}", kinds(name));
    }
}

#[test]
fn an_honest_letter_raises_no_alarm() {
    let honest = [
        "gmail-original",
        "gmail-takeout",
        "outlook-headers-only",
        "yahoo-inbound",
        "icloud-inbound",
        "proton-inbound",
        "fastmail-inbound",
        "ses-bulk",
        "sendgrid-bulk",
        "forwarder-srs",
        "iso-2022-jp",
        "internal-only",
    ];
    for name in honest {
        let bad = reading(name).findings.into_iter().filter(|finding| finding.tone == tegami::story::Tone::Bad);
        assert_eq!(bad.collect::<Vec<_>>(), [], "{name}");
    }
}

#[test]
fn the_boundary_is_where_the_letter_came_in() {
    for (name, believed, client) in [
        ("gmail-original", 2, "192.0.2.25"),
        ("outlook-headers-only", 4, "192.0.2.25"),
        ("exchange-phishing", 3, "198.51.100.99"),
        ("yahoo-inbound", 1, "192.0.2.25"),
        ("icloud-inbound", 2, "192.0.2.25"),
        ("proton-inbound", 1, "192.0.2.25"),
        ("fastmail-inbound", 4, "192.0.2.25"),
        ("forged-received", 1, "198.51.100.5"),
        ("spamassassin", 2, "198.51.100.6"),
        ("qmail", 2, "192.0.2.25"),
        ("exim-hosting", 1, "192.0.2.25"),
        ("gateway-filters", 1, "203.0.113.200"),
    ] {
        let path = reading(name).path;
        let entrance = path.believed.checked_sub(1).and_then(|last| path.hops[last].ip.clone());
        assert_eq!((path.believed, entrance.as_deref()), (believed, Some(client)), "{name}");
    }
}

#[test]
fn a_filter_in_front_is_believed_where_the_reader_names_it() {
    let options = Options { trust: vec!["school.example".to_owned(), "filter.example".to_owned()] };
    let reading = explain(&source("gateway-filters"), &options, Lang::En).unwrap();
    assert_eq!(reading.path.believed, 2);
    assert!(reading.results[0].believed);
}

#[test]
fn both_languages_find_the_same() {
    for name in names() {
        let told = |lang| explain(&source(&name), &Options::default(), lang).ok();
        let [english, japanese] = Lang::ALL.map(told);
        let kinds = |reading: &Option<Reading>| {
            let findings = reading.iter().flat_map(|reading| &reading.findings);
            findings.map(|finding| (finding.kind, finding.field)).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&english), kinds(&japanese), "{name}");
        let english = english.into_iter().flat_map(|reading| reading.findings);
        let foreign: Vec<String> = english.map(|finding| finding.text).filter(|text| text.contains('。')).collect();
        assert!(foreign.is_empty(), "{name}: {foreign:?}");
    }
}

#[test]
fn places_in_the_file_are_exact() {
    for name in ["gmail-original", "bom", "mbox", "cr-only", "thunderbird-saved"] {
        let (source, reading) = (source(name), reading(name));
        for row in &reading.fields {
            assert!(source[row.offset..].starts_with(row.name.as_bytes()), "{name}: {}", row.name);
            let before =
                source[..row.offset].iter().filter(|byte| **byte == if name == "cr-only" { b'\r' } else { b'\n' });
            assert_eq!(before.count() + 1, row.line, "{name}: {}", row.name);
        }
    }
}
