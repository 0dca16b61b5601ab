use super::*;
use crate::trace::Time;

fn parsed(line: &str, lang: Lang) -> Result<Invocation, Failure> {
    parse(&line.split(' ').map(OsString::from).collect::<Vec<_>>(), lang)
}

#[test]
fn a_full_line_is_understood_and_options_may_stand_anywhere() {
    let run = parsed(
        "tegami --color never run x.toml --format json --save t.jsonl -o out --start 2026-11-24T05:30:00Z",
        Lang::En,
    );
    let expected = RunArgs {
        subject: "x.toml".into(),
        format: RunFormat::Json,
        save: Some("t.jsonl".into()),
        output: Some("out".into()),
        start: Some(Time(1_795_498_200)),
        ..RunArgs::default()
    };
    assert_eq!(run.unwrap(), Invocation { color: Color::Never, command: Command::Run(expected) });
    let list = parsed("tegami list --lang ja --color always", Lang::Ja).unwrap();
    assert_eq!(
        list,
        Invocation { color: Color::Always, command: Command::List(ListArgs { format: Format::Text, course: None }) }
    );
    let Command::Play(bare) = parsed("tegami", Lang::En).unwrap().command else { panic!("tegami alone plays") };
    assert_eq!((bare.subject, bare.screen.mouse, bare.screen.motion), (None, true, true));
}

#[test]
fn a_course_is_chosen_by_its_length() {
    let course = |line: &str| match parsed(line, Lang::En).map(|one| one.command) {
        Ok(Command::List(list)) => Some(list.course),
        _ => None,
    };
    assert_eq!(course("tegami list --course"), Some(Some(Courses::All)));
    assert_eq!(course("tegami list --course 45 --format json"), Some(Some(Courses::One("45".into()))));
    assert_eq!(course("tegami list --course 60"), None);
}

#[test]
fn the_grammar_is_sound_in_both_languages() {
    for lang in Lang::ALL {
        grammar::grammar(lang).debug_assert();
    }
}

#[test]
fn a_run_begins_at_a_moment_that_exists_and_that_a_signature_can_bear() {
    let start = |time: &str| parsed(&format!("tegami run x --start {time}"), Lang::En).is_ok();
    for time in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59+14:00", "2999-12-31T23:59:59Z"] {
        assert!(start(time), "{time}");
    }
    for time in [
        "1969-12-31T23:59:59Z",
        "1970-01-01T00:00:00+00:01",
        "2026-02-31T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "99999999999999999999-01-01T00:00:00Z",
        "-1",
        "x",
    ] {
        assert!(!start(time), "{time}");
    }
}

#[test]
fn a_screen_to_be_recorded_has_a_size_within_bounds() {
    let size = |size: &str| match parsed(&format!("tegami run x --cast y --size {size}"), Lang::En).map(|it| it.command)
    {
        Ok(Command::Run(run)) => run.size,
        _ => None,
    };
    assert_eq!(size("120x40"), Some((120, 40)));
    for wrong in ["80", "80x", "59x24", "80x14", "241x24", "80x81", "80x24x2", "99999x24"] {
        assert_eq!(size(wrong), None, "{wrong}");
    }
    assert!(parsed("tegami run x --size 80x24", Lang::En).is_err(), "there is nothing to record");
}
