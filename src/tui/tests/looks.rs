//! Colours, glyphs, and wide characters: on every terminal the same is said.

use super::*;
use crate::story::Tone;

fn at(app: &mut App, step: usize) {
    for event in keys(&format!("{step}G")) {
        app.event(&event);
    }
}

/// Each step in this look, at two sizes.
fn frames(look: Look, lang: Lang) -> Vec<Buffer> {
    let mut app = reading(lang, fixture::forged_from());
    app.look = look;
    let steps = fixture::forged_from().in_lang(lang).steps.len();
    let mut frames = Vec::new();
    for step in 1..=steps {
        at(&mut app, step);
        frames.extend([(80, 24), (160, 50)].map(|size| drawn(&app, size)));
    }
    frames
}

#[test]
fn colours_add_nothing_that_the_text_does_not_say() {
    let text = |colours| frames(Look::new(colours, false), Lang::En).iter().map(text_of).collect::<Vec<_>>();
    let plain = text(Colours::None);
    assert_eq!(plain, text(Colours::Terminal));
    assert_eq!(plain, text(Colours::OkabeIto));
    let look = Look::new(Colours::None, false);
    let symbols = [Tone::Good, Tone::Bad, Tone::Warn].map(|tone| look.symbol(tone));
    assert!(symbols.iter().all(|symbol| symbol.trim() == *symbol && !symbol.is_empty()), "{symbols:?}");
}

#[test]
fn nothing_is_painted_where_no_colour_is_wanted_and_no_background_ever() {
    use ratatui::style::Color;
    for colours in [Colours::None, Colours::Terminal, Colours::OkabeIto] {
        for frame in frames(Look::new(colours, false), Lang::Ja) {
            assert!(frame.content.iter().all(|cell| cell.bg == Color::Reset));
            assert!(colours != Colours::None || frame.content.iter().all(|cell| cell.fg == Color::Reset));
            assert!(frame.content.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED)), "the selection shows");
        }
    }
}

#[test]
fn in_ascii_the_screen_adds_no_other_glyph() {
    // The story's own words are of the author's choosing; these are all that the program would draw.
    let drawn = "─│┌┐└┘━┃┏┓┗┛═║╔╗╚╝┴┬●✓✗✉►◄▲▼…·①②③④→←↑↓»«╲╱";
    for frame in frames(Look::new(Colours::None, true), Lang::Ja) {
        let text = text_of(&frame);
        let found: String = text.chars().filter(|c| drawn.contains(*c)).collect();
        assert_eq!(found, "", "{text}");
    }
}

/// ratatui 0.30.2 loses a popup's border where that cuts a wide character in two.
#[tokio::test]
async fn a_popup_over_wide_characters_keeps_its_borders() {
    for width in 80..=92 {
        let asked = after(reading(Lang::Ja, fixture::forged_from()), (width, 24), keys("7Gl")).await;
        let [top, bottom] = ["┏", "┗"].map(|corner| asked.lines().position(|line| line.contains(corner)));
        let popup = asked.lines().skip(top.expect("a box") + 1).take(bottom.expect("a box") - top.unwrap_or(0) - 1);
        for line in popup {
            assert!(line.matches('┃').count() >= 2, "{width} columns: {line}\n{asked}");
        }
    }
}

/// ratatui's `Paragraph` breaks Japanese lines before a full stop or a closing bracket, where no reader would.
#[test]
fn no_line_of_japanese_begins_with_what_must_not_begin_one() {
    for frame in frames(Look::new(Colours::None, false), Lang::Ja) {
        let text = text_of(&frame);
        let wrong = text.lines().find(|line| line.trim_start().starts_with(['。', '、', '」', '）', '？', 'ー']));
        assert_eq!(wrong, None, "{text}");
    }
}

#[tokio::test]
async fn large_print_says_the_same_in_fewer_and_stronger_words() {
    for lang in Lang::ALL {
        for size in [(60, 15), (80, 24), (120, 40), (200, 60)] {
            let mut app = reading(lang, fixture::forged_from());
            at(&mut app, 7);
            app.event(&key(KeyCode::Char('L')));
            let frame = drawn(&app, size);
            assert_eq!(half_of_a_character(&frame), None);
            let cells = frame.content.iter().filter(|cell| cell.symbol() != " ");
            assert!(cells.clone().all(|cell| !cell.modifier.contains(Modifier::DIM)), "nothing stands back");
            let title = &fixture::forged_from().in_lang(lang).steps[6].title.clone();
            assert!(text_of(&frame).contains(title.as_str()), "{}", text_of(&frame));
        }
    }
    let frame = |lang, size| after(reading(lang, fixture::forged_from()), size, keys("7GL"));
    insta::assert_snapshot!("large_print_en_80x24", frame(Lang::En, (80, 24)).await);
    insta::assert_snapshot!("large_print_ja_120x40", frame(Lang::Ja, (120, 40)).await);
}
