//! The suite of the company Valimail for ARC (RFC 8617), over the DNS of a world. It is read where it is there and copied nowhere.

use std::collections::HashSet;
use std::path::PathBuf;

use tegami::auth::keys::SigningKey;
use tegami::auth::seal::Sealer;
use tegami::auth::verify::{Arriving, Findings, verify};
use tegami::dns::Dns;
use tegami::lang::Lang;
use tegami::net::Faults;
use tegami::scenario::{self, DkimKey, Zone};
use tegami::trace::{Address, ArcCheck, Recorder, Stage, Time};
use yaml_rust2::{Yaml, YamlLoader};

const HOST: &str = "mx.school.example";

/// A scenario is the way to zones.
const CAST: &str = r#"
format = 1
title.en = "A test"
title.ja = "試験"
goal.en = "Zones."
goal.ja = "ゾーン"
level = "beginner"

[hosts]
pc = { role = "client", ip = "203.0.113.7" }
"mx.school.example" = { role = "server", ip = "203.0.113.25", users = ["aoi"] }

[zones]
"school.example" = "@ MX 10 mx\nmx A 203.0.113.25\n"
"#;

const STEP: &str = r#"
[[step]]
do = "send"
from = "pc"
via = "mx.school.example"
envelope = { from = "aoi@school.example", to = ["aoi@school.example"] }
header.From = "aoi@school.example"
body = "x"
"#;

/// The cases in which this program does not come out as the suite expects, and why: the book says more.
const DIFFERS: [(&str, &str); 2] = [
    // The suite is from a draft in which relaxed was the default. RFC 8617 §4.1.2 takes that of RFC 6376 §3.5: simple.
    ("ams_fields_c_na", "fail"),
    // RFC 6376 §3.5: h= must not be empty, and must name From.
    ("ams_fields_h_empty", "fail"),
];

/// A group of cases with the DNS they share.
struct Group {
    zones: Vec<Zone>,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    source: Vec<u8>,
    expected: String,
    link: Option<Link>,
}

/// The link that a sealer is expected to add.
struct Link {
    fields: String,
    cv: String,
}

impl Link {
    fn of(case: &Yaml) -> Option<Self> {
        let field = |name: &str, key: &str| {
            let value = case[key].as_str().filter(|value: &&str| !value.trim().is_empty())?;
            Some(format!("{name}: {}\r\n", unfolded(value)))
        };
        let seal = field("ARC-Seal", "AS")?;
        let cv = seal.split(';').find_map(|tag| tag.trim().strip_prefix("cv=")).unwrap_or_default().to_owned();
        let fields = [seal, field("ARC-Message-Signature", "AMS")?, field("ARC-Authentication-Results", "AAR")?];
        Some(Self { fields: fields.concat(), cv })
    }
}

fn suite(name: &str) -> Option<Vec<Yaml>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/suites").join(name);
    let text = std::fs::read_to_string(&path);
    if text.is_err() {
        println!("skipped: {} is not there", path.display());
    }
    Some(YamlLoader::load_from_str(&with_names_of_their_own(&text.ok()?)).unwrap())
}

/// As it was when it was sealed: what the suite's authors have folded was one line, and base64 is folded anywhere.
fn unfolded(value: &str) -> String {
    value.lines().map(str::trim).fold(String::new(), |line, next| {
        let space = if line.ends_with([';', ':']) { " " } else { "" };
        line + space + next
    })
}

/// The suite gives one name to two cases, which YAML forbids.
fn with_names_of_their_own(text: &str) -> String {
    let mut seen = HashSet::new();
    let line = |line: &str| {
        let name = line.strip_prefix("  ").and_then(|rest| rest.strip_suffix(':'));
        let again = name.is_some_and(|name| !name.starts_with(' ') && !seen.insert(name.to_owned()));
        if again { format!("{}_again:\n", line.trim_end_matches(':')) } else { format!("{line}\n") }
    };
    text.lines().map(line).collect()
}

fn groups(documents: &[Yaml]) -> Vec<Group> {
    documents.iter().map(|document| Group { zones: zones(&document["txt-records"]), cases: cases(document) }).collect()
}

fn cases(document: &Yaml) -> Vec<Case> {
    let cases = document["tests"].as_hash().unwrap().iter().map(|(name, case)| Case {
        name: name.as_str().unwrap().to_owned(),
        source: case["message"].as_str().unwrap_or_default().replace('\n', "\r\n").into_bytes(),
        expected: case["cv"].as_str().unwrap_or_default().trim().to_lowercase(),
        link: Link::of(case),
    });
    cases.collect()
}

/// The records as the zones of a scenario.
fn zones(records: &Yaml) -> Vec<Zone> {
    let zone = |domain: &str| {
        let lines = records.as_hash().unwrap().iter().filter_map(|(name, value)| {
            let label = name.as_str()?.strip_suffix(domain)?.strip_suffix('.')?;
            Some(format!("{label} TXT {}\n", quoted(value.as_str()?)))
        });
        format!("\"{domain}\" = '''\n{}'''\n", lines.collect::<String>())
    };
    let text = [CAST, &zone("example.org"), &zone("example2.org"), STEP].concat();
    let parsed = scenario::parse("suite", "suite.toml", &text);
    let rendered = scenario::render(&parsed.diagnostics, "suite.toml", &text, Lang::En, false);
    parsed.scenario.unwrap_or_else(|| panic!("{rendered}")).zones
}

/// In strings of at most 255 octets (RFC 1035 §3.3).
fn quoted(value: &str) -> String {
    let value: Vec<char> = value.trim().chars().filter(|c| !c.is_control()).collect();
    let strings = value.chunks(200).map(|chunk| format!("\"{}\"", chunk.iter().collect::<String>()));
    strings.collect::<Vec<_>>().join(" ")
}

/// A world in which these zones are published, and a letter that arrives in it.
struct World {
    recorder: Recorder,
    dns: Dns,
}

impl World {
    fn with(zones: &[Zone]) -> Self {
        let recorder = Recorder::starting_at(Time(1_795_500_000));
        let dns = Dns::new(recorder.clone(), zones, Faults::default()).unwrap();
        Self { recorder, dns }
    }

    async fn receive(&self, source: &[u8]) -> Findings {
        let arriving = Arriving {
            host: HOST,
            client_ip: "192.0.2.25".parse().unwrap(),
            helo: "mail.a-corp.example",
            mail_from: &Address::from(""),
            rcpt_to: &[],
            source,
            stage: Stage::Transfer,
            letter: None,
            because: Vec::new(),
            at: self.recorder.now(),
            mistakes: &[],
        };
        verify(&self.dns.resolver(HOST), &self.recorder, arriving).await
    }

    /// The letter with a link of ours on top, where the chain takes one more.
    async fn sealed(&self, source: &[u8]) -> Option<Vec<u8>> {
        let key = SigningKey::demonstration(DkimKey::Rsa2048, 0).unwrap();
        assert!(self.dns.publish_key("example.org", "ours", &key.txt()).await.unwrap());
        let findings = self.receive(source).await;
        let sealer = Sealer { key: &key, domain: "example.org", selector: "ours", host: HOST };
        let fields = sealer.seal(source, &findings, self.recorder.now()).unwrap()?;
        Some(fields.iter().rev().fold(source.to_vec(), |letter, field| {
            [field.name.as_bytes(), b":", field.value.as_slice(), b"\r\n", &letter].concat()
        }))
    }
}

/// How a chain is judged; whatever the result, the reasons must lead to it.
async fn judged(world: &World, name: &str, source: &[u8]) -> ArcCheck {
    let check = world.receive(source).await.arc().unwrap().clone();
    let disagrees = check.proof.as_ref().and_then(|proof| proof.disagrees);
    assert_eq!(disagrees, None, "{name}: {check:?}");
    check
}

#[tokio::test]
async fn a_chain_is_judged_as_the_suite_expects() {
    let Some(documents) = suite("arc-draft-validation-tests.yml") else { return };
    let (mut count, mut right, mut differs) = (0, 0, Vec::new());
    for Group { zones, cases } in groups(&documents) {
        for Case { name, source, expected, .. } in cases {
            let world = World::with(&zones);
            let check = judged(&world, &name, &source).await;
            count += 1;
            // Three cases leave it open: a seal of the chain says cv=fail, and RFC 8617 §5.2 calls that a failure.
            let expected = if expected.is_empty() { "fail" } else { &expected };
            if check.result.word() == expected {
                right += 1;
            } else {
                println!("{name}: expected {expected}, got {} {:?}", check.result, check.reason);
                differs.push((name, check.result.word()));
            }
            world.dns.close().await;
        }
    }
    println!("ARC validation suite: {right} of {count}");
    differs.sort_unstable();
    let differs: Vec<_> = differs.iter().map(|(name, result)| (name.as_str(), *result)).collect();
    assert_eq!(differs, DIFFERS, "a case begins to pass, or fails newly");
}

/// Octets cannot be compared, because tags may stand in any order: the suite's own seals must verify, and so must ours,
/// with the same `i=` and the same `cv=`.
#[tokio::test]
async fn a_chain_grows_as_the_suite_expects() {
    let Some(documents) = suite("arc-draft-sign-tests.yml") else { return };
    let mut count = 0;
    for Group { zones, cases } in groups(&documents) {
        for Case { name, source, link, .. } in cases {
            let world = World::with(&zones);
            let alike = grows_alike(&world, &name, &source, link.as_ref()).await;
            assert!(alike, "{name}");
            count += 1;
            world.dns.close().await;
        }
    }
    println!("ARC signing suite: {count} of {count}");
}

async fn grows_alike(world: &World, name: &str, source: &[u8], link: Option<&Link>) -> bool {
    let (ours, link) = match (world.sealed(source).await, link) {
        (Some(ours), Some(link)) => (ours, link),
        (ours, link) => return ours.is_none() && link.is_none(),
    };
    let theirs = judged(world, name, &[link.fields.as_bytes(), source].concat()).await;
    let ours = judged(world, name, &ours).await;
    let top = |check: &ArcCheck| {
        let link = check.proof.as_ref()?.links.last()?;
        Some((link.instance, link.seal.as_ref()?.cv.clone()?))
    };
    let expected = if link.cv == "fail" { "fail" } else { "pass" };
    let as_expected = [&theirs, &ours].iter().all(|check| check.result.word() == expected);
    as_expected && top(&theirs) == top(&ours) && top(&ours).is_some_and(|(_, cv)| cv == link.cv)
}
