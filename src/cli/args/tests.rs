use super::*;

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
        format: Format::Json,
        save: Some("t.jsonl".into()),
        output: Some("out".into()),
        start: Some(Time(1_795_498_200)),
    };
    assert_eq!(run.unwrap(), Invocation { color: Color::Never, command: Command::Run(expected) });
    let list = parsed("tegami list --lang ja --color always", Lang::Ja).unwrap();
    assert_eq!(list, Invocation { color: Color::Always, command: Command::List(ListArgs { format: Format::Text }) });
    let Command::Play(bare) = parsed("tegami", Lang::En).unwrap().command else { panic!("tegami alone plays") };
    assert_eq!((bare.subject, bare.mouse), (None, true));
}

#[test]
fn the_grammar_is_sound_in_both_languages() {
    for lang in Lang::ALL {
        grammar::grammar(lang).debug_assert();
    }
}
