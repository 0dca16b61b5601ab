//! Pages: what they are made of, and how they are read in a real browser (`browser.mjs`).

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tegami::lang::Lang;
use tegami::report::html;
use tegami::story::tell;

use crate::{WILD, lessons, wild_story};

/// More would be slow to load where it is taken home to.
const LARGEST: usize = 640 * 1024;

/// The text between two marks.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("{begin}"));
    rest.split_once(end).unwrap().0
}

/// No element asks anybody for anything, and each one that is opened is closed.
fn check(page: &str) {
    let policy = between(page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.matches("<script").count(), 2, "the data and the script");
    assert_eq!(page.matches("</script>").count(), 2);
    let markup = page.replace(between(page, "<style>", "</style>"), "");
    let markup = markup.replace(between(page, "id=\"data\">", "</script>"), "");
    let script = page.rsplit_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let markup = markup.replace(script, "");
    for asking in [" src=", "url(", "<iframe", "<object", "<embed", "<base", "<form", "@import", " style=", " onclick="]
    {
        assert!(!markup.contains(asking), "{asking}");
    }
    assert_eq!(markup.matches(" href=").count(), 1, "the icon");
    assert!(markup.contains(" href=\"data:"));
    for name in
        ["article", "section", "div", "table", "tr", "td", "th", "p", "pre", "svg", "g", "text", "ol", "li", "dl", "h2"]
    {
        let opened = markup.matches(&format!("<{name}>")).count() + markup.matches(&format!("<{name} ")).count();
        assert_eq!(opened, markup.matches(&format!("</{name}>")).count(), "{name}");
    }
}

#[test]
fn every_lesson_is_a_page_in_both_languages() {
    for (scenario, trace) in lessons() {
        let [english, japanese] = Lang::ALL.map(|lang| tell(scenario, trace, lang));
        let page = html::page(&english, &japanese, Lang::Ja);
        check(&page);
        assert!(page.starts_with("<!doctype html>\n<html lang=\"ja\">"));
        assert!(page.len() < LARGEST, "{}: {} octets", scenario.name, page.len());
        let data: Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
        let told = data["root"]["told"].as_object().unwrap();
        assert_eq!(told.keys().collect::<Vec<_>>(), ["en", "ja"]);
        for (article, hidden) in [
            ("<article class=\"handout\" lang=\"en\" hidden>", "en"),
            ("<article class=\"handout\" lang=\"ja\">", "ja"),
        ] {
            assert!(page.contains(article), "{}: {hidden}", scenario.name);
        }
    }
}

#[test]
fn text_from_outside_stays_text() {
    let story = wild_story();
    let page = html::page(&story, &story, Lang::En);
    check(&page);
    let data: Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
    assert!(
        data.to_string().contains(&serde_json::to_string(WILD).unwrap().replace('"', "")[1..20]),
        "and loses nothing"
    );
}

/// Where playwright-core and axe-core are; none where they are not.
fn modules() -> Option<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let tools = std::env::var_os("TEGAMI_TOOLS").map(PathBuf::from).or_else(|| Some(cache?.join("tegami-ci")))?;
    let there = |name: &str| tools.join("node_modules").join(name).is_dir();
    (there("playwright-core") && there("axe-core")).then_some(tools)
}

fn chromium() -> PathBuf {
    std::env::var_os("TEGAMI_CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}

/// What is missing for a browser to read the pages.
fn missing() -> Option<&'static str> {
    let node = Command::new("node").arg("--version").output();
    match (node.is_ok_and(|node| node.status.success()), chromium().is_file(), modules()) {
        (false, ..) => Some("node is not installed"),
        (_, false, _) => Some("chromium is not installed (Debian: chromium)"),
        (.., None) => Some("playwright-core and axe-core are not in TEGAMI_TOOLS (npm install --prefix)"),
        _ => None,
    }
}

/// Lessons of all kinds: one with everything that is looked for, and a few others.
fn chosen() -> impl Iterator<Item = &'static str> {
    let others = lessons().iter().map(|(scenario, _)| scenario.name.as_str()).filter(|name| *name != "forged-from");
    std::iter::once("forged-from").chain(others.step_by((lessons().len() / 3).max(1)))
}

#[test]
fn a_browser_reads_the_pages_as_a_class_would() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let pages: Vec<PathBuf> = chosen().map(|name| written(folder.path(), name)).collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exports/browser.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(modules().unwrap())
        .args(pages)
        .env("TEGAMI_CHROMIUM", chromium())
        .output();
    let output = output.unwrap();
    let [said, complained] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{said}\n{complained}");
}

fn written(folder: &Path, name: &str) -> PathBuf {
    let (scenario, trace) = lessons().iter().find(|(scenario, _)| scenario.name == name).unwrap();
    let [english, japanese] = Lang::ALL.map(|lang| tell(scenario, trace, lang));
    let path = folder.join(format!("{}.html", name.replace('/', "-")));
    std::fs::write(&path, html::page(&english, &japanese, Lang::En)).unwrap();
    path
}
