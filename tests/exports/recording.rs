//! Recordings for asciinema.

use serde_json::Value;
use tegami::lang::Lang;
use tegami::report::cast;
use tegami::story::{Story, tell};
use tegami::tui::film;
use unicode_width::UnicodeWidthChar;

use crate::lessons;

/// A terminal that knows what the screen is drawn with: moving the cursor, clearing, and colours, which it forgets.
struct Glass {
    rows: Vec<Vec<char>>,
    at: (usize, usize),
}

impl Glass {
    fn new(columns: usize, rows: usize) -> Self {
        Self { rows: vec![vec![' '; columns]; rows], at: (0, 0) }
    }

    fn write(&mut self, text: &str) {
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            if c == '\u{1b}' {
                assert_eq!(rest.next(), Some('['), "{text:?}");
                let mut told = String::new();
                let command = rest
                    .by_ref()
                    .find(|c| {
                        c.is_ascii_alphabetic() || {
                            told.push(*c);
                            false
                        }
                    })
                    .unwrap();
                self.obey(command, &told);
            } else {
                assert!(!c.is_control(), "{c:?}");
                self.put(c);
            }
        }
    }

    fn obey(&mut self, command: char, told: &str) {
        match command {
            'H' => {
                let (row, column) = told.split_once(';').unwrap();
                self.at = (row.parse::<usize>().unwrap() - 1, column.parse::<usize>().unwrap() - 1);
            }
            'J' => self.rows.iter_mut().for_each(|row| row.fill(' ')),
            'm' | 'l' | 'h' => {}
            _ => panic!("the player may not know {command} {told}"),
        }
    }

    fn put(&mut self, c: char) {
        let (row, column) = self.at;
        self.rows[row][column] = c;
        let width = c.width().unwrap_or(0);
        if width == 2 {
            self.rows[row][column + 1] = '\0';
        }
        self.at.1 += width;
    }

    fn text(&self) -> String {
        self.rows
            .iter()
            .map(|row| row.iter().filter(|c| **c != '\0').collect::<String>().trim_end().to_owned() + "\n")
            .collect()
    }
}

/// The screens of a recording at those parts of it, and how long it is.
fn screens(recording: &str, columns: usize, rows: usize) -> (Vec<String>, f64) {
    let mut lines = recording.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let head = lines.next().unwrap();
    assert_eq!((&head["version"], &head["width"], &head["height"]), (&2.into(), &columns.into(), &rows.into()));
    let mut glass = Glass::new(columns, rows);
    let (mut now, mut screens) = (0.0, Vec::new());
    for event in lines {
        let at = event[0].as_f64().unwrap();
        assert!(at >= now && event[1] == "o", "{event}");
        now = at;
        glass.write(event[2].as_str().unwrap());
        screens.push(glass.text());
    }
    (screens, now)
}

fn recorded(story: &Story, size: (u16, u16)) -> String {
    let film = film(story, size).unwrap();
    cast::recording(&story.title, size, film.iter().map(|frame| (frame.at, frame.output.as_str())))
}

#[test]
fn a_recording_walks_from_the_first_screen_to_the_last_and_answers_on_the_way() {
    for (scenario, trace) in lessons().iter().take(3) {
        for lang in Lang::ALL {
            let story = tell(scenario, trace, lang);
            let recording = recorded(&story, (80, 24));
            let (screens, seconds) = screens(&recording, 80, 24);
            let [first, .., last] = screens.as_slice() else { panic!("{}", scenario.name) };
            assert!(first.trim().is_empty() && screens[1].contains(&story.steps[0].title), "{}", screens[1]);
            assert!(last.contains(&story.steps.last().unwrap().title), "{last}");
            for step in &story.steps {
                let title: String = step.title.chars().take(12).collect();
                assert!(screens.iter().any(|screen| screen.contains(&title)), "{title}");
            }
            let answered = |screen: &&String| {
                story.questions.iter().any(|one| screen.contains(&one.why.chars().take(8).collect::<String>()))
            };
            assert!(story.questions.is_empty() || screens.iter().any(|screen| answered(&screen)));
            assert!(seconds > 30.0 && seconds < 3_600.0, "long enough to be read: {seconds} s");
        }
    }
}

#[test]
fn a_recording_has_the_size_that_was_asked_for_and_is_the_same_each_time() {
    let (scenario, trace) = &lessons()[0];
    let story = tell(scenario, trace, Lang::Ja);
    let recording = recorded(&story, (120, 40));
    assert_eq!(recording, recorded(&story, (120, 40)));
    let (screens, _) = screens(&recording, 120, 40);
    assert!(screens.last().unwrap().lines().count() == 40);
}
