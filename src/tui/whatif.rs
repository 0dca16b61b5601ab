//! What if? One thing of the scenario is changed, the scenario is run again, and both outcomes stand side by side.
//!
//! ```text
//!              w             Enter            Enter              the story is there
//!   Story ─────────► Choose ───────► Edit ◄─────────► Running ─────────────────────► Outcome
//!     ▲                │               │ mistakes, Esc                                │  │ Enter: read the changed
//!     └────── Esc ─────┴───────────────┘                                              │  │ story, Esc comes back
//!     └─────────────────────────────────── Esc ───────────────────────────────────────┘  │ w: change more
//!                                                                                        │ s: save it
//! ```
//!
//! The changed scenario runs from the same moment as the first one did, so that whatever differs comes of the change.

mod context;
mod words;

use super::editor::Editor;
use super::library::{Opened, Script, Tale, Trouble};
use super::player::Player;
use crate::lang::Lang;
use crate::scenario::patch::{Piece, Subject, apply, pieces};
use crate::scenario::{Parsed, Scenario, Text, parse};
use crate::story::{Comparison, compare};
use crate::trace::Time;

pub(super) use words::{group, subject};

/// Something is being changed.
#[derive(Debug, Clone)]
pub(super) struct WhatIf {
    /// The story as it was, and where the learner is in it.
    original: Player,
    /// What is changed: the scenario as it was, or as it is after the changes so far.
    script: Script,
    pieces: Vec<Piece>,
    selected: usize,
    changes: Vec<Change>,
    /// How far the outcome is scrolled.
    pub(super) scroll: usize,
    pub(super) face: Face,
}

/// What the learner is at.
#[derive(Debug, Clone)]
pub(super) enum Face {
    /// Choosing what to change.
    Choose,
    /// Typing the new value.
    Edit(Edit),
    /// The changed scenario is being run.
    Running(Edit),
    /// Reading what came of it.
    Outcome(Box<Outcome>),
}

/// A new value being typed.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub(super) line: Editor,
    /// Why it could not be run.
    pub(super) trouble: Option<Trouble>,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) subject: Subject,
    pub(super) before: String,
    pub(super) after: String,
}

/// What came of the changes.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) tale: Tale,
    english: Comparison,
    japanese: Comparison,
    /// The name of a new file being typed.
    pub(super) naming: Option<Naming>,
}

/// The name of a new scenario file.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub(super) line: Editor,
    /// Why it could not be written.
    pub(super) trouble: Option<Text>,
}

impl Outcome {
    pub(super) fn comparison(&self, lang: Lang) -> &Comparison {
        match lang {
            Lang::En => &self.english,
            Lang::Ja => &self.japanese,
        }
    }
}

impl WhatIf {
    /// Opens the list of what can be changed in this story; nothing, where nobody knows what it was played from.
    pub(super) fn about(player: &Player) -> Option<Self> {
        let script = player.script()?.clone();
        let pieces = pieces(&script.source);
        let selected = context::nearest(&pieces, player);
        let (changes, face) = (Vec::new(), Face::Choose);
        Some(Self { original: player.clone(), script, pieces, selected, changes, scroll: 0, face })
    }

    /// The story as it was.
    pub(super) fn original(&self) -> &Player {
        &self.original
    }

    /// The story as it was has itself been told anew.
    pub(super) fn original_mut(&mut self) -> &mut Player {
        &mut self.original
    }

    /// All that can be changed.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Which of them is pointed at.
    pub(super) fn selected(&self) -> usize {
        self.selected
    }

    /// The changes so far.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Points at another one, so many further down.
    pub(super) fn point(&mut self, by: isize) {
        let last = self.pieces.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Begins to change the one pointed at.
    pub(super) fn edit(&mut self) {
        if let Some(piece) = self.pieces.get(self.selected) {
            self.face = Face::Edit(Edit { line: Editor::of(&piece.value), trouble: None });
        }
    }

    /// Takes the next of the few values that there are, or the one before.
    pub(super) fn turn(&mut self, by: isize) {
        let choices = self.pieces.get(self.selected).map(Piece::choices).unwrap_or_default();
        let Face::Edit(edit) = &mut self.face else { return };
        if choices.is_empty() {
            return;
        }
        let here = choices.iter().position(|choice| *choice == edit.line.text());
        let next = here.map_or(0, |here| (here + choices.len()).saturating_add_signed(by) % choices.len());
        edit.line = Editor::of(choices.get(next).copied().unwrap_or_default());
        edit.trouble = None;
    }

    /// Makes the change: the scenario to be run, and when its time begins. Mistakes in it are shown where it was typed.
    pub(super) fn run(&mut self) -> Option<(Box<Scenario>, Time)> {
        let Face::Edit(edit) = &mut self.face else { return None };
        let piece = self.pieces.get(self.selected)?;
        if edit.line.text().trim() == piece.value.trim() {
            edit.trouble = Some(words::nothing_changed());
            return None;
        }
        let source = apply(&self.script.source, piece, &edit.line.text());
        let Parsed { scenario, diagnostics } = parse(&self.script.name, &self.script.path, &source);
        let Some(scenario) = scenario else {
            let path = self.script.path.clone();
            edit.trouble = Some(Trouble::Mistakes { diagnostics, path, source });
            return None;
        };
        edit.trouble = None;
        self.face = Face::Running(edit.clone());
        Some((Box::new(scenario), self.script.started))
    }

    /// Stops running.
    pub(super) fn cancel(&mut self) {
        if let Face::Running(edit) = &self.face {
            self.face = Face::Edit(edit.clone());
        }
    }

    /// The changed story is there, or why there is none.
    pub(super) fn ran(&mut self, opened: Opened) {
        let Face::Running(edit) = &self.face else { return };
        let mut edit = edit.clone();
        match opened {
            Err(trouble) => {
                edit.trouble = Some(trouble);
                self.face = Face::Edit(edit);
            }
            Ok(tale) => {
                if let Some(piece) = self.pieces.get(self.selected) {
                    // A record may stand in columns; here it is one sentence.
                    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                    let (before, after) = (words(&piece.value), words(&edit.line.text()));
                    self.changes.push(Change { subject: piece.subject.clone(), before, after });
                }
                self.scroll = 0;
                self.face = Face::Outcome(Box::new(self.outcome(tale)));
            }
        }
    }

    /// The author's questions and remarks are about the world as it was.
    fn outcome(&self, tale: Tale) -> Outcome {
        let compared = |lang| compare(self.original.story(lang), tale.in_lang(lang));
        let (english, japanese) = (compared(Lang::En), compared(Lang::Ja));
        let tale = tale.with(|story| {
            story.title = words::title(story.lang, &story.title);
            story.questions.clear();
            story.steps.iter_mut().for_each(|step| step.remark = None);
        });
        Outcome { tale, english, japanese, naming: None }
    }

    /// Changes more: from now on, the changed scenario is what is changed.
    pub(super) fn go_on(&mut self) {
        let Face::Outcome(outcome) = &self.face else { return };
        let Some(script) = outcome.tale.script().cloned() else { return };
        let subject = self.pieces.get(self.selected).map(|piece| piece.subject.clone());
        self.pieces = pieces(&script.source);
        let found = self.pieces.iter().position(|piece| Some(&piece.subject) == subject.as_ref());
        self.selected = found.unwrap_or(0);
        (self.script, self.face) = (script, Face::Choose);
    }

    /// The changed story, at the first step that differs.
    pub(super) fn changed_story(&self, animate: bool) -> Option<Player> {
        let Face::Outcome(outcome) = &self.face else { return None };
        let step = outcome.english.first.as_ref().map_or(0, |first| first.step);
        Some(Player::new(outcome.tale.clone(), step, animate))
    }

    /// Asks for the name of a new file.
    pub(super) fn name(&mut self) {
        let stem = self.script.path.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = stem.strip_suffix(".toml").unwrap_or(stem);
        let line = Editor::of(&format!("{stem}-what-if.toml"));
        self.scroll = 0;
        if let Face::Outcome(outcome) = &mut self.face {
            outcome.naming = Some(Naming { line, trouble: None });
        }
    }

    /// The name that was typed, and the text of the new file: what was changed stands in its first lines, and what it
    /// expects is what came of that.
    pub(super) fn file(&self) -> Option<(String, String)> {
        let Face::Outcome(outcome) = &self.face else { return None };
        let path = outcome.naming.as_ref()?.line.text().trim().to_owned();
        let script = outcome.tale.script()?;
        let changes = self.changes.iter().map(words::comment).collect::<String>();
        let (source, note) = match &script.renewed {
            Some(renewed) => (renewed, words::RENEWED),
            None => (&script.source, ""),
        };
        (!path.is_empty()).then(|| (path, format!("{changes}{note}{source}")))
    }

    /// The file was written, or why not.
    pub(super) fn written(&mut self, trouble: Option<Text>) {
        if let Face::Outcome(outcome) = &mut self.face {
            outcome.naming = outcome.naming.take().filter(|_| trouble.is_some());
            if let Some(naming) = &mut outcome.naming {
                naming.trouble = trouble;
            }
        }
    }

    /// Whether keys are typed into a line.
    pub(super) fn is_typing(&self) -> bool {
        match &self.face {
            Face::Edit(_) => true,
            Face::Outcome(outcome) => outcome.naming.is_some(),
            Face::Choose | Face::Running(_) => false,
        }
    }

    /// The line that keys are typed into.
    pub(super) fn line(&mut self) -> Option<&mut Editor> {
        match &mut self.face {
            Face::Edit(edit) => Some(&mut edit.line),
            Face::Outcome(outcome) => outcome.naming.as_mut().map(|naming| &mut naming.line),
            Face::Choose | Face::Running(_) => None,
        }
    }

    /// One thing back: out of the line, out of the list. Whether there was anything to leave.
    pub(super) fn back(&mut self) -> bool {
        match &mut self.face {
            Face::Edit(_) => self.face = Face::Choose,
            Face::Outcome(outcome) if outcome.naming.is_some() => outcome.naming = None,
            Face::Choose | Face::Running(_) | Face::Outcome(_) => return false,
        }
        true
    }
}
