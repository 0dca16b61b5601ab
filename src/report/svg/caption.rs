//! Around the map of a figure: which lesson and which step above it, what it means and the verdicts below it.

use super::fit::{Face, Spot, line, wrapped};
use super::point::count;
use super::{FOOT, HEIGHT, WIDTH, room_for_text};
use crate::report::labels::{stage_name, stage_number, title};
use crate::story::{Step, Story, Tone, Verdict};

const EDGE: f64 = 32.0;

pub(super) fn head(story: &Story, step: Option<&Step>) -> String {
    let Some(step) = step else {
        return words(&story.title, 44.0, 32.0, "strong") + &words(&story.goal, 82.0, 20.0, "faint");
    };
    let stage = step.stage.map(|stage| format!("  {} {}", stage_number(stage), stage_name(story.lang, stage)));
    let lesson = format!("{}{}", story.title, stage.unwrap_or_default());
    let class = format!("strong result {}", tone(step.tone));
    let mark = symbol(step.tone);
    words(&lesson, 38.0, 20.0, "faint") + &words(&format!("{mark}{}", title(story, step)), 82.0, 32.0, &class)
}

fn words(text: &str, y: f64, size: f64, class: &str) -> String {
    line(text, Spot { x: EDGE, y, size, room: WIDTH - 2.0 * EDGE, anchor: "start", class }, Face::Words)
}

pub(super) fn foot(story: &Story, step: Option<&Step>) -> String {
    let Some(step) = step else { return String::new() };
    text(story, step) + &verdicts(&step.verdicts)
}

/// The explanation, in the room that the map leaves.
fn text(story: &Story, step: &Step) -> String {
    let room = room_for_text(story) + if step.verdicts.is_empty() { FOOT - 20.0 } else { 0.0 };
    let most = (1..=4).take_while(|lines| count(*lines) * 29.0 <= room).count();
    if most == 0 {
        return String::new();
    }
    let lines = wrapped(&step.text, WIDTH - 2.0 * EDGE, 21.0, most);
    let bottom = HEIGHT - if step.verdicts.is_empty() { 24.0 } else { FOOT + 6.0 };
    let first = bottom - 29.0 * count(lines.len() - 1);
    lines.iter().enumerate().map(|(at, line)| words(line, first + 29.0 * count(at), 21.0, "explanation")).collect()
}

fn verdicts(verdicts: &[Verdict]) -> String {
    let gap = 16.0;
    let room = (WIDTH - 2.0 * EDGE + gap) / count(verdicts.len().max(1));
    let width = (room - gap).min(390.0);
    let chip = |(at, verdict)| chip(EDGE + (width + gap) * count(at), width, verdict);
    verdicts.iter().enumerate().map(chip).collect()
}

fn chip(x: f64, width: f64, verdict: &Verdict) -> String {
    let y = HEIGHT - FOOT + 10.0;
    let spot = |x, y, size, room, class| Spot { x, y, size, room, anchor: "start", class };
    let result = format!("{}{}", symbol(verdict.tone), verdict.gloss);
    let label = line(&verdict.method, spot(x + 16.0, y + 28.0, 20.0, 80.0, "strong"), Face::Words);
    let gloss = line(&result, spot(x + 106.0, y + 28.0, 20.0, width - 118.0, "result strong"), Face::Words);
    let about = line(&verdict.about, spot(x + 16.0, y + 53.0, 15.0, width - 32.0, "faint"), Face::Words);
    format!(
        "<g class=\"verdict {}\"><rect class=\"chip\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{width:.0}\" height=\"66\" rx=\"10\"/>\n\
         {label}{gloss}{about}</g>\n",
        tone(verdict.tone)
    )
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Warn => "warn",
    }
}

fn symbol(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "✓ ",
        Tone::Bad => "✗ ",
        Tone::Warn => "! ",
    }
}
