//! What keys and the mouse do to the screen as a whole.

use super::*;

#[tokio::test]
async fn a_lesson_is_opened_from_the_list_and_left_again() {
    let list = after(app(Lang::En), (80, 24), Vec::new()).await;
    insta::assert_snapshot!("lessons", list);
    let opened = after(app(Lang::En), (80, 24), vec![key(KeyCode::Enter)]).await;
    assert_eq!(opened, after(reading(Lang::En, fixture::forged_from()), (80, 24), Vec::new()).await);
    let left = after(reading(Lang::En, fixture::forged_from()), (80, 24), vec![key(KeyCode::Esc)]).await;
    assert_eq!(left, list);
}

#[tokio::test]
async fn what_goes_wrong_is_said_in_the_list() {
    let broken = after(app(Lang::Ja), (80, 24), vec![key(KeyCode::End), key(KeyCode::Enter)]).await;
    assert!(broken.contains("このレッスンを実行できませんでした：no socket is left"), "{broken}");
}

#[tokio::test]
async fn a_lesson_whose_task_panics_does_not_take_the_screen_with_it() {
    let mut app = app(Lang::En).opening();
    let glass = Glass::new((80, 24));
    let mut terminal = Terminal::new(glass.clone()).expect("a screen in memory");
    let run = Run::start(async { Err(Trouble::not_run(&String::from_utf8(vec![0xff]).expect("this is not UTF-8"))) });
    drive(&mut terminal, &mut app, &Shelf, Some(run), stream::iter([]), std::future::pending())
        .await
        .expect("the screen stays");
    assert!(text_of(&glass.shown()).contains("This lesson could not be run"));
}

#[tokio::test]
async fn the_language_changes_in_the_middle_of_a_step() {
    let changed = after(reading(Lang::En, fixture::forged_from()), (80, 24), keys("7Glt")).await;
    assert_eq!(changed, after(reading(Lang::Ja, fixture::forged_from()), (80, 24), keys("7Gl")).await);
}

#[tokio::test]
async fn a_click_goes_to_a_step_and_to_a_pane_and_the_wheel_scrolls() {
    let click = |column, row| mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    let reading = || reading(Lang::En, fixture::forged_from());
    let shown = after(reading(), (120, 40), Vec::new()).await;
    let row = shown.lines().position(|line| line.contains("At which address is it?")).expect("it is in the list");
    let clicked = after(reading(), (120, 40), vec![click(10, u16::try_from(row).expect("40 rows"))]).await;
    assert_eq!(clicked, after(reading(), (120, 40), keys("5G")).await);

    let shown = after(reading(), (80, 24), Vec::new()).await;
    let tabs = shown.lines().position(|line| line.contains("4 Letter")).expect("there are tabs");
    let letter = shown.lines().find_map(|line| line.find("4 Letter").map(|at| line[..at].width())).unwrap_or(0);
    let [column, row] = [letter, tabs].map(|at| u16::try_from(at).expect("80x24"));
    let clicked = after(reading(), (80, 24), vec![click(column, row)]).await;
    assert_eq!(clicked, after(reading(), (80, 24), keys("4")).await);

    let wheel = mouse(MouseEventKind::ScrollDown, 60, 20);
    let scrolled = after(reading(), (80, 24), [keys("G"), vec![wheel]].concat()).await;
    assert_eq!(scrolled, after(reading(), (80, 24), keys("Gjjj")).await);
}

#[tokio::test]
async fn a_click_on_the_time_line_goes_to_its_step() {
    for size in [(80, 24), (120, 40)] {
        let reading = || reading(Lang::En, fixture::forged_from());
        let shown = after(reading(), size, Vec::new()).await;
        let line = shown.lines().nth_back(1).expect("it stands over the keys");
        let column = line.chars().position(|c| c == '③').expect("the third stage is on it");
        let click = mouse(MouseEventKind::Down(MouseButton::Left), u16::try_from(column).unwrap_or(0), size.1 - 2);
        let clicked = after(reading(), size, vec![click]).await;
        assert_eq!(clicked, after(reading(), size, keys("6G")).await, "the stage begins with step 6");
    }
}

#[tokio::test]
async fn resizing_leaves_nothing_behind() {
    let glass = Glass::new((80, 24));
    let mut terminal = Terminal::new(glass.clone()).expect("a screen in memory");
    let mut app = reading(Lang::Ja, fixture::forged_from());
    let mut sizes = [(120, 40), (61, 15), (30, 10), (200, 60), (80, 24)].into_iter();
    let resized = |size: (u16, u16)| {
        glass.resize(size);
        Ok(Event::Resize(size.0, size.1))
    };
    let events = stream::poll_fn(|_| std::task::Poll::Ready(sizes.next().map(resized)));
    drive(&mut terminal, &mut app, &Shelf, None, events, std::future::pending()).await.expect("nothing can fail");
    assert_eq!(text_of(&glass.shown()), text_of(&drawn(&app, (80, 24))));
}

#[test]
fn the_pane_that_the_keys_go_to_stands_out_without_colour() {
    let mut frame = Buffer::empty(Rect::new(0, 0, 80, 24));
    view::draw(&reading(Lang::En, fixture::forged_from()), frame.area, &mut frame);
    let tabs = text_of(&frame).lines().position(|line| line.contains("2 Explain")).expect("there are tabs");
    let reversed = |x: u16| frame[(x, u16::try_from(tabs).unwrap_or(0))].modifier == Modifier::REVERSED;
    let chosen: String =
        (0..80).filter(|x| reversed(*x)).map(|x| frame[(x, u16::try_from(tabs).unwrap_or(0))].symbol()).collect();
    assert_eq!(chosen, " 2 Explain ");
}
