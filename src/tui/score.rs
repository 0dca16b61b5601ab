//! What a learner answered, one line of JSON for each lesson, in a file that somebody asked for.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::player::Player;
use crate::lang::Lang;
use crate::scenario::Text;
use crate::trace::Time;

/// The longest line that is read back, in octets.
const LONGEST: u64 = 1024 * 1024;

/// How a lesson went: one line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sitting {
    /// Who, where somebody said so.
    name: String,
    /// Which lesson: its built-in name, or its path.
    scenario: String,
    /// When it ended (RFC 3339); empty while it has not.
    date: String,
    /// Whether the last step was reached.
    finished: bool,
    /// How many questions were answered right.
    right: usize,
    answers: Vec<Answer>,
}

/// A question and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    question: String,
    /// None where it was skipped.
    chosen: Option<String>,
    right: bool,
}

impl Sitting {
    /// How it went so far.
    pub(super) fn of(player: &Player, learner: &str, lang: Lang) -> Self {
        let story = player.story(lang);
        let answers = story.questions.iter().zip(player.quiz.answers()).map(|(question, answered)| Answer {
            question: question.text.clone(),
            chosen: answered.chosen.and_then(|chosen| question.choices.get(chosen).cloned()),
            right: answered.is_right(),
        });
        let answers: Vec<Answer> = answers.collect();
        Self {
            name: learner.to_owned(),
            scenario: player.lesson().to_owned(),
            date: String::new(),
            finished: player.is_over(),
            right: answers.iter().filter(|answer| answer.right).count(),
            answers,
        }
    }

    /// Whether there is anything to tell.
    pub(super) fn counts(&self) -> bool {
        self.finished || self.answers.iter().any(|answer| answer.chosen.is_some())
    }

    /// The last step was reached, and every question answered.
    pub(super) fn is_complete(&self) -> bool {
        self.finished && self.answers.iter().all(|answer| answer.chosen.is_some())
    }

    /// Which lesson it was.
    pub(super) fn scenario(&self) -> &str {
        &self.scenario
    }

    /// It ended then: the line for the file.
    pub(super) fn ended(mut self, at: Time) -> String {
        self.date = at.rfc3339();
        // Texts and numbers always become JSON.
        serde_json::to_string(&self).unwrap_or_default()
    }
}

/// Results on their way to the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// Who is learning, where somebody said so.
    pub(super) learner: String,
    /// Whether the result of the story being read has been told.
    pub(super) told: bool,
    /// Results that nobody has tried to keep yet.
    pub(super) waiting: Vec<Sitting>,
    /// Results that could not be kept, as lines of the file.
    pub(super) unkept: Vec<String>,
}

/// The file, and whose results go there.
#[derive(Debug, Clone)]
pub(super) struct Score {
    path: PathBuf,
    learner: String,
}

impl Score {
    /// Results of that learner, in that file.
    pub(super) fn new(path: PathBuf, learner: String) -> Self {
        Self { path, learner }
    }

    /// What this learner has completed, as the file says. Lines that somebody else wrote there are skipped.
    pub(super) fn completed(&self) -> BTreeSet<String> {
        let Ok(file) = File::open(&self.path) else { return BTreeSet::new() };
        let lines = BufReader::new(file.take(64 * LONGEST)).lines().map_while(Result::ok);
        let sittings = lines.filter_map(|line| serde_json::from_str::<Sitting>(&line).ok());
        let ours = sittings.filter(|sitting| sitting.name == self.learner && sitting.is_complete());
        ours.map(|sitting| sitting.scenario).collect()
    }

    /// Puts a line at the end of the file: the whole line, or none of it.
    pub(super) fn append(&self, line: &str) -> Result<(), Text> {
        self.try_to_append(line).map_err(|error| {
            let path = self.path.display();
            Text {
                en: Some(format!("The result is not in {path} yet: {error}")),
                ja: Some(format!("結果を {path} に書き込めません：{error}")),
            }
        })
    }

    fn try_to_append(&self, line: &str) -> io::Result<()> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&self.path)?;
        let length = file.metadata()?.len();
        let gap = if ends_in_a_line(&mut file, length)? { "" } else { "\n" };
        let written = file.write_all(format!("{gap}{line}\n").as_bytes()).and_then(|()| settle(&file));
        if written.is_err() {
            // A device has no length; there is nothing to take back then.
            let _ = file.set_len(length);
        }
        written
    }
}

/// A full disk is sometimes told only here; what is no file on a disk need not know how.
fn settle(file: &File) -> io::Result<()> {
    if file.metadata()?.is_file() { file.sync_data() } else { Ok(()) }
}

fn ends_in_a_line(file: &mut File, length: u64) -> io::Result<bool> {
    let Some(last) = length.checked_sub(1) else { return Ok(true) };
    let mut octet = [0];
    file.seek(SeekFrom::Start(last))?;
    file.read_exact(&mut octet)?;
    Ok(octet == *b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sitting(scenario: &str, name: &str, chosen: Option<&str>) -> Sitting {
        let answer = Answer { question: "q".to_owned(), chosen: chosen.map(str::to_owned), right: true };
        Sitting {
            name: name.to_owned(),
            scenario: scenario.to_owned(),
            date: String::new(),
            finished: true,
            right: 1,
            answers: vec![answer],
        }
    }

    #[test]
    fn results_are_lines_that_are_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("score.jsonl");
        std::fs::write(&path, "not ours, and cut off").unwrap();
        let score = Score::new(path.clone(), "aoi".to_owned());
        for (scenario, name, chosen) in [("a", "aoi", Some("x")), ("b", "aoi", None), ("c", "ken", Some("x"))] {
            score.append(&sitting(scenario, name, chosen).ended(Time(1_795_498_200))).unwrap();
        }
        assert_eq!(score.completed(), BTreeSet::from(["a".to_owned()]));
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 4);
        assert_eq!(
            text.lines().nth(1).unwrap(),
            r#"{"name":"aoi","scenario":"a","date":"2026-11-24T05:30:00Z","finished":true,"right":1,"answers":[{"question":"q","chosen":"x","right":true}]}"#
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_said() {
        let score = Score::new("/dev/full".into(), String::new());
        let told = score.append("{}").unwrap_err();
        assert!(told.get(Lang::En).contains("No space left"), "{told:?}");
    }
}
