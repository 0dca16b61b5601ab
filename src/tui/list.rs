//! The list of lessons: which are in sight, and which one is pointed at.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use super::editor::Editor;
use super::keys::Action;
use super::library::{Lesson, Trouble};
use crate::scenario::Level;

/// All lessons, and what the learner looks for among them.
#[derive(Debug, Clone)]
pub(super) struct List {
    lessons: Vec<Lesson>,
    /// Which of those in sight is pointed at.
    selected: usize,
    /// What is looked for.
    query: Editor,
    /// Whether keys are typed into it.
    typing: bool,
    /// Only lessons with this tag are in sight.
    tag: Option<String>,
    done: BTreeSet<String>,
}

impl List {
    /// The lessons: the program's own by subject, in the order in which they come, then others, the easiest first. Those whose names are in `done` were completed before.
    pub(super) fn new(lessons: Vec<Lesson>, done: BTreeSet<String>) -> Self {
        let mut list =
            Self { lessons: Vec::new(), selected: 0, query: Editor::default(), typing: false, tag: None, done };
        list.set(lessons);
        list
    }

    /// Other lessons; the one that was pointed at is found again.
    pub(super) fn set(&mut self, mut lessons: Vec<Lesson>) {
        let name = self.chosen().map(|lesson| lesson.name.clone());
        lessons.sort_by_key(|lesson| if lesson.subject.is_some() { (false, None) } else { (true, lesson.level) });
        self.lessons = lessons;
        let found = self.place_of(name.as_deref());
        self.selected = found.unwrap_or(self.selected.min(self.last()));
    }

    /// The lessons in sight.
    pub(super) fn in_sight(&self) -> impl Iterator<Item = &Lesson> {
        let query = self.query.text().to_lowercase();
        let tagged = |lesson: &Lesson| self.tag.as_ref().is_none_or(|tag| lesson.tags.contains(tag));
        self.lessons.iter().filter(move |lesson| tagged(lesson) && found(lesson, &query))
    }

    /// The place of the one pointed at, among those in sight.
    pub(super) fn selected(&self) -> usize {
        self.selected
    }

    /// The one pointed at.
    pub(super) fn chosen(&self) -> Option<&Lesson> {
        self.in_sight().nth(self.selected)
    }

    /// What is looked for, where anything is or could be typed.
    pub(super) fn query(&self) -> Option<&Editor> {
        (self.typing || !self.query.text().is_empty()).then_some(&self.query)
    }

    /// Whether keys are typed into the query.
    pub(super) fn is_typing(&self) -> bool {
        self.typing
    }

    /// The tag that all lessons in sight have.
    pub(super) fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// Whether the learner has been through that lesson.
    pub(super) fn is_done(&self, lesson: &Lesson) -> bool {
        self.done.contains(&lesson.name)
    }

    /// The learner has been through the lesson of that name.
    pub(super) fn complete(&mut self, name: &str) {
        self.done.insert(name.to_owned());
    }

    /// Why that lesson cannot be opened; nothing, where it can be again.
    pub(super) fn set_flaw(&mut self, name: &str, flaw: Option<Trouble>) {
        if let Some(lesson) = self.lessons.iter_mut().find(|lesson| lesson.name == name) {
            lesson.flaw = flaw;
        }
    }

    /// Points at another lesson, or looks for one.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Down => self.selected = (self.selected + 1).min(self.last()),
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::First => self.selected = 0,
            Action::Last => self.selected = self.last(),
            Action::Digit(number) if (1..=self.last() + 1).contains(&number) => self.selected = number - 1,
            Action::NextStage => self.turn_to(self.starts().into_iter().find(|start| *start > self.selected)),
            Action::PreviousStage => self.turn_to(self.starts().into_iter().rfind(|start| *start < self.selected)),
            Action::Search => self.typing = true,
            Action::NextPane => self.turn_tag(1),
            Action::PreviousPane => self.turn_tag(-1),
            Action::Escape => {
                self.tag = None;
                self.look_for(Editor::default());
            }
            _ => {}
        }
    }

    /// A key while the query is typed.
    pub(super) fn key(&mut self, key: &KeyEvent) {
        match key.code {
            KeyCode::Enter | KeyCode::Tab => self.typing = false,
            KeyCode::Esc => {
                self.typing = false;
                self.look_for(Editor::default());
            }
            KeyCode::Up => self.act(Action::Up),
            KeyCode::Down => self.act(Action::Down),
            _ => {
                let mut query = self.query.clone();
                if query.key(key) {
                    self.look_for(query);
                }
            }
        }
    }

    /// Text was pasted into the query.
    pub(super) fn paste(&mut self, text: &str) {
        let mut query = self.query.clone();
        query.insert(text);
        self.look_for(query);
    }

    /// Where each group begins, among those in sight.
    fn starts(&self) -> Vec<usize> {
        let groups: Vec<_> = self.in_sight().map(Lesson::group).collect();
        let begins = (0..groups.len()).filter(|at| *at == 0 || groups.get(at - 1) != groups.get(*at));
        begins.collect()
    }

    fn turn_to(&mut self, place: Option<usize>) {
        self.selected = place.unwrap_or(self.selected);
    }

    fn look_for(&mut self, query: Editor) {
        let name = self.chosen().map(|lesson| lesson.name.clone());
        self.query = query;
        self.selected = self.place_of(name.as_deref()).unwrap_or(0);
    }

    fn place_of(&self, name: Option<&str>) -> Option<usize> {
        self.in_sight().position(|lesson| Some(lesson.name.as_str()) == name)
    }

    /// The next tag, or the one before; behind the last one, all lessons.
    fn turn_tag(&mut self, by: isize) {
        let tags: BTreeSet<&String> = self.lessons.iter().flat_map(|lesson| &lesson.tags).collect();
        let turns: Vec<Option<String>> = std::iter::once(None).chain(tags.into_iter().cloned().map(Some)).collect();
        let here = turns.iter().position(|tag| *tag == self.tag).unwrap_or(0);
        let next = (here + turns.len()).saturating_add_signed(by) % turns.len();
        self.tag = turns.into_iter().nth(next).flatten();
        self.selected = 0;
    }

    fn last(&self) -> usize {
        self.in_sight().count().saturating_sub(1)
    }
}

/// Whether every word of the query is somewhere in what the list says about the lesson, in either language.
fn found(lesson: &Lesson, query: &str) -> bool {
    let texts = [Some(&lesson.title), Some(&lesson.goal), lesson.subject.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|text| [&text.en, &text.ja])
        .flatten();
    let level = match lesson.level {
        Some(Level::Beginner) => "beginner 初級",
        Some(Level::Intermediate) => "intermediate 中級",
        Some(Level::Advanced) => "advanced 上級",
        None => "",
    };
    let words = texts.chain(&lesson.tags).chain([&lesson.name]).map(String::as_str).chain([level]);
    let all = words.collect::<Vec<_>>().join("\n").to_lowercase();
    query.split_whitespace().all(|word| all.contains(word))
}
