//! No size and no key breaks the screen.

use proptest::prelude::*;

use super::*;

fn any_event() -> impl Strategy<Value = Event> {
    let chars = prop::sample::select("hl.,][gGp<>jktbLceEwrn/N?0123456789 ".chars().collect::<Vec<_>>());
    let named = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Backspace,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Home,
        KeyCode::End,
    ]);
    prop_oneof![
        6 => chars.prop_map(|c| key(KeyCode::Char(c))),
        3 => named.prop_map(key),
        1 => (1u16..=250, 1u16..=80).prop_map(|(width, height)| Event::Resize(width, height)),
        1 => (0u16..250, 0u16..80).prop_map(|(x, y)| mouse(MouseEventKind::Down(MouseButton::Left), x, y)),
        1 => (0u16..250, 0u16..80).prop_map(|(x, y)| mouse(MouseEventKind::ScrollDown, x, y)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_size_and_no_key_breaks_the_screen(
        size in (1u16..=250, 1u16..=80),
        japanese: bool,
        events in prop::collection::vec(any_event(), 0..40),
    ) {
        let mut app = reading(if japanese { Lang::Ja } else { Lang::En }, fixture::forged_from());
        let mut area = Rect::new(0, 0, size.0, size.1);
        app.resize(size.0, size.1);
        for event in events {
            if let Event::Resize(width, height) = event {
                area = Rect::new(0, 0, width, height);
            }
            app.event(&event);
            app.tick();
            let mut buf = Buffer::empty(area);
            view::draw(&app, area, &mut buf);
            prop_assert_eq!(half_of_a_character(&buf), None, "\n{}", text_of(&buf));
        }
    }
}
