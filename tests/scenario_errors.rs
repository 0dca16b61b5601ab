//! Every kind of mistake in a scenario file, as an author sees it: `tests/errors/NAME.toml` must be told as in
//! `NAME.err`, and in Japanese as in `NAME.ja.err` where there is one. `TEGAMI_BLESS=1 cargo test --test
//! scenario_errors` writes what is told now.

use std::fs;
use std::path::{Path, PathBuf};

use pretty_assertions::assert_eq;
use proptest::prelude::*;
use tegami::lang::Lang;
use tegami::scenario::{
    self, Clause, FileMistake, Kind, NetworkMistake, Parsed, ShapeMistake, ZoneMistake, library, limits,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

/// The names of all files to be told about.
fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files.filter_map(|file| file.strip_suffix(".toml").map(str::to_owned)).collect();
    names.sort();
    names
}

fn read(name: &str) -> (String, Parsed) {
    let bytes = fs::read(folder().join(format!("{name}.toml"))).unwrap();
    let parsed = scenario::parse_bytes(name, &format!("{name}.toml"), &bytes);
    (String::from_utf8_lossy(&bytes).into_owned(), parsed)
}

fn told(name: &str, lang: Lang) -> String {
    let (source, parsed) = read(name);
    let is_wrong = parsed.diagnostics.iter().any(scenario::Diagnostic::is_error);
    assert_eq!(parsed.scenario.is_none(), is_wrong, "{name}");
    scenario::render(&parsed.diagnostics, &format!("{name}.toml"), &source, lang, false)
}

fn compare(path: &Path, told: &str) {
    if std::env::var_os("TEGAMI_BLESS").is_some() {
        fs::write(path, told).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(told, expected, "{}", path.display());
}

#[test]
fn every_mistake_is_told_as_in_its_golden_file() {
    let names = names();
    assert!(names.len() >= 30, "only {} files", names.len());
    for name in names {
        compare(&folder().join(format!("{name}.err")), &told(&name, Lang::En));
        let japanese = folder().join(format!("{name}.ja.err"));
        if japanese.exists() {
            compare(&japanese, &told(&name, Lang::Ja));
        }
    }
}

#[test]
fn every_heading_that_a_diagnostic_names_is_in_the_book() {
    for lang in Lang::ALL {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("book").join(lang.tag()).join("src").join(Clause::PAGE);
        let page = fs::read_to_string(page).unwrap();
        for clause in Clause::ALL {
            let heading = format!("## {}", clause.heading(lang));
            assert!(page.lines().any(|line| line == heading), "{heading}");
        }
    }
}

#[test]
fn colour_changes_nothing_but_the_colour() {
    let (source, parsed) = read("many-at-once");
    let plain = scenario::render(&parsed.diagnostics, "x.toml", &source, Lang::En, false);
    let coloured = scenario::render(&parsed.diagnostics, "x.toml", &source, Lang::En, true);
    assert!(coloured.contains('\u{1b}') && !plain.contains('\u{1b}'));
    let mut stripped = String::new();
    for (index, piece) in coloured.split("\u{1b}[").enumerate() {
        stripped.push_str(if index == 0 { piece } else { piece.split_once('m').map_or("", |(_, rest)| rest) });
    }
    assert_eq!(stripped, plain);
}

#[test]
fn what_a_terminal_would_obey_is_not_handed_on() {
    let source = "format = 1\n\"\\u001b[31m\\u009b2J\" = 1\ntitle.en = \"\u{9b}2J\"\nlevel = \"\u{9b}2J\"\n";
    let parsed = scenario::parse("x", "\u{1b}[2J.toml", source);
    let shown = scenario::render(&parsed.diagnostics, "\u{1b}[2J.toml", source, Lang::En, false);
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
}

#[test]
fn a_file_that_is_too_large_is_not_even_read() {
    let large = "# 0123456789\n".repeat(800_000);
    assert!(large.len() > 10_000_000);
    for parsed in [scenario::parse("x", "x.toml", &large), scenario::parse_bytes("x", "x.toml", large.as_bytes())] {
        assert_eq!(parsed.diagnostics.len(), 1);
        assert_eq!(parsed.diagnostics[0].kind, Kind::File(FileMistake::TooLarge));
    }
}

/// A whole file with that zone text.
fn with_zone(zone: &str) -> String {
    let builtin = library::find("failed-spf").unwrap();
    builtin.source.replace("@     MX   10 mx\n", &format!("@     MX   10 mx\n{zone}\n"))
}

#[test]
fn a_long_txt_record_is_legal_in_strings_and_only_there() {
    let strings = vec![format!("\"{}\"", "k".repeat(255)); 16].join(" ");
    let parsed = scenario::parse("x", "x.toml", &with_zone(&format!("long TXT ( {strings} )")));
    assert_eq!(parsed.diagnostics, []);
    let zones = parsed.scenario.unwrap().zones;
    let record = zones.iter().flat_map(|zone| &zone.records).find(|r| r.value.name.to_ascii().starts_with("long"));
    assert!(matches!(&record.unwrap().value.data, hickory_proto::rr::RData::TXT(txt)
        if txt.txt_data.len() == 16 && txt.txt_data.iter().all(|string| string.len() == 255)));
    let parsed = scenario::parse("x", "x.toml", &with_zone(&format!("long TXT \"{}\"", "k".repeat(4096))));
    assert_eq!(parsed.diagnostics[0].kind, Kind::Zone(ZoneMistake::LongString { length: 4096 }));
    let strings = vec![format!("\"{}\"", "k".repeat(255)); 300].join(" ");
    let parsed = scenario::parse("x", "x.toml", &with_zone(&format!("long TXT {strings}")));
    assert_eq!(parsed.diagnostics[0].kind, Kind::Zone(ZoneMistake::LongRecord));
}

#[test]
fn everything_has_a_bound() {
    let lines = |count: u32, line: &dyn Fn(u32) -> String| (0..count).map(line).collect::<Vec<_>>().join("\n");
    let hosts = lines(100, &|n| format!("pc{n} = {{ role = \"client\", ip = \"192.0.2.{n}\" }}"));
    let steps = "[[step]]\ndo = \"wait\"\nfor = \"1s\"\n".repeat(300);
    let zone = lines(5000, &|n| format!("h{n} A 192.0.2.1"));
    let title = "長".repeat(300);
    let source = format!(
        "format = 1\ntitle = {{ en = \"{title}\", ja = \"x\" }}\n[hosts]\n{hosts}\n[zones]\n\"a.example\" = '''\n{zone}\n'''\n{steps}"
    );
    let parsed = scenario::parse("x", "x.toml", &source);
    let kinds: Vec<_> = parsed.diagnostics.into_iter().map(|diagnostic| diagnostic.kind).collect();
    assert_eq!(
        kinds,
        [
            Kind::Shape(ShapeMistake::TooLong { max: limits::SHORT }),
            Kind::Shape(ShapeMistake::TooMany { max: limits::HOSTS }),
            Kind::Shape(ShapeMistake::TooMany { max: limits::RECORDS }),
            Kind::Shape(ShapeMistake::TooMany { max: limits::STEPS }),
        ]
    );
}

#[test]
fn a_flood_of_mistakes_ends() {
    let source = (0..1000).map(|n| format!("wrong{n} = 1")).collect::<Vec<_>>().join("\n");
    let diagnostics = scenario::parse("x", "x.toml", &source).diagnostics;
    assert_eq!(diagnostics.len(), limits::MISTAKES + 1);
    let last = diagnostics.last().map(|diagnostic| diagnostic.kind.clone());
    assert!(matches!(last, Some(Kind::File(FileMistake::AndMore { rest })) if rest > 900), "{last:?}");
}

#[test]
fn a_broken_line_does_not_make_the_rest_wrong() {
    let source =
        library::find("legitimate").unwrap().source.replace("ip = \"192.0.2.25\", users", "ip = 192.0.2.25, users");
    let diagnostics = scenario::parse("x", "x.toml", &source).diagnostics;
    assert!(
        diagnostics.iter().all(|diagnostic| matches!(diagnostic.kind, Kind::File(FileMistake::Toml(_)))),
        "{diagnostics:#?}"
    );
}

#[test]
fn only_documentation_addresses_are_taken() {
    for ip in
        ["8.8.8.8", "127.0.0.1", "192.0.3.1", "198.51.101.1", "203.0.112.255", "2001:db7::1", "::1", "::ffff:192.0.2.1"]
    {
        let rtype = if ip.contains(':') { "AAAA" } else { "A" };
        let kinds = scenario::parse("x", "x.toml", &with_zone(&format!("h {rtype} {ip}"))).diagnostics;
        let expected = Kind::Network(NetworkMistake::OutsideAddress { ip: ip.parse().unwrap() });
        assert_eq!(kinds.into_iter().map(|d| d.kind).collect::<Vec<_>>(), [expected], "{ip}");
    }
}

/// Whatever a file holds, it is read without a panic, and what is wrong with it can be told in both languages.
fn survives(bytes: &[u8]) {
    let parsed = scenario::parse_bytes("x", "x.toml", bytes);
    assert_eq!(parsed.scenario.is_none(), parsed.diagnostics.iter().any(scenario::Diagnostic::is_error));
    let source = String::from_utf8_lossy(bytes);
    for lang in Lang::ALL {
        scenario::render(&parsed.diagnostics, "x.toml", &source, lang, false);
    }
}

/// Pieces that such files are made of.
const PIECES: &[&str] = &[
    "",
    "\n",
    "'''",
    "\"\"\"",
    "\"",
    "'",
    "[",
    "]",
    "[[step]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\\",
    "$INCLUDE x",
    "$ORIGIN .",
    "$TTL 99999999999",
    "(",
    ")",
    ";",
    "@",
    "\u{9b}",
    "日本",
    "-1",
    "99999999999999999999",
    "1.5",
    "true",
    "1979-05-27",
    "format = 2",
    "do = \"dns\"",
    "expect = 1",
    "TXT",
    "A 1.2.3.4",
    "CNAME @",
    "NAPTR 1 1 \"\" \"\" \"\" .",
    "SVCB 1 . a=b",
    "HTTPS 1 . alpn=",
    "CAA 0 issue \"x\"",
    "TLSA 3 1 1 0",
    "SOA a b 1 1 1 1 1",
    "TYPE1 \\# 0",
    "TYPE999 \\# 1 ff",
    "\\000",
    "before = \"end\"",
    "answer = 0",
    "\r",
    "\r\n",
    "\u{301}",
];

proptest! {
    #[test]
    fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,200}|([a-z\\[\\]{}=.\"'\\n# 日]{0,200})") {
        survives(text.as_bytes());
    }

    #[test]
    fn no_change_of_a_valid_file_makes_the_parser_panic(
        which in 0..3_usize,
        cuts in proptest::collection::vec((any::<proptest::sample::Index>(), 0..40_usize, 0..PIECES.len()), 1..6),
    ) {
        let mut text = library::all()[which].source.to_owned();
        for (at, length, piece) in cuts {
            let start = text.floor_char_boundary(at.index(text.len()));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, PIECES[piece]);
        }
        survives(text.as_bytes());
    }

    #[test]
    fn no_zone_text_makes_the_parser_panic(words in proptest::collection::vec((0..PIECES.len(), "[ \\n]?"), 0..30)) {
        let zone = words.iter().map(|(piece, blank)| PIECES[*piece].to_owned() + blank).collect::<String>();
        survives(with_zone(&zone).as_bytes());
        survives(with_zone(&format!("x {zone}")).as_bytes());
    }
}
