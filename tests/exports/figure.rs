//! Figures.

use roxmltree::{Document, Node};
use tegami::report::{Theme, svg};
use tegami::story::{Step, Story};

use crate::{stories, wild_story};

/// A figure is one picture of 16 to 9 that asks nobody for anything, and none of its text is outside.
fn check(story: &Story, step: Option<&Step>, theme: Theme) {
    let drawn = svg::figure(story, step, theme);
    let figure = Document::parse(&drawn).unwrap_or_else(|error| panic!("{}: {error}", story.name));
    let root = figure.root_element();
    assert_eq!(root.attribute("viewBox"), Some("0 0 1280 720"));
    let named = |name: &str| root.children().any(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
    assert!(named("title") && named("desc"), "a reader who does not see it is told what it shows");
    for node in root.descendants().filter(Node::is_element) {
        assert!(!["script", "image", "foreignObject", "a", "use"].contains(&node.tag_name().name()));
        assert!(
            node.attributes()
                .all(|attribute| !attribute.name().contains("href") && !attribute.name().starts_with("on"))
        );
    }
    assert!(!drawn.contains("url("));
    let hosts: Vec<_> = root.descendants().filter_map(|node| node.attribute("data-host")).collect();
    assert!(story.actors.iter().all(|actor| hosts.contains(&actor.host.as_str())), "{}: {hosts:?}", story.name);
}

#[test]
fn every_step_of_every_lesson_is_a_figure() {
    for story in stories() {
        check(&story, None, Theme::Auto);
        for step in &story.steps {
            check(&story, Some(step), Theme::Light);
        }
    }
}

#[test]
fn a_figure_shows_what_moves_what_was_found_and_where_it_lies() {
    let story = stories().find(|story| story.name == "forged-from").unwrap();
    let at = |title: &str| story.steps.iter().find(|step| step.title == title).unwrap();
    let refused = svg::figure(&story, Some(at("The letter is refused")), Theme::Light);
    for shown in
        ["mallory@evil.example", "aoi@school.example", "550 5.7.1", "class=\"stamp\"", "fail (it does not hold)"]
    {
        assert!(refused.contains(shown), "{shown}");
    }
    let junk = svg::figure(&story, Some(at("Into the junk folder")), Theme::Dark);
    assert!(junk.contains("✉ junk 1") && !junk.contains("class=\"stamp\""));
    assert!(
        !svg::figure(&story, None, Theme::Light).contains("550"),
        "before anything has happened nothing is given away"
    );
}

#[test]
fn text_from_outside_stays_text() {
    let story = wild_story();
    check(&story, None, Theme::Light);
    for step in &story.steps {
        check(&story, Some(step), Theme::Light);
    }
}
