//! All that the screen is drawn from. [`app`](super::app) changes it, [`view`](super::view) reads it.
//!
//! ```text
//!   Lessons ──► Opening ──► Story ──► WhatIf ──► Story (another one)
//! ```

use ratatui::layout::Rect;

use super::library::Trouble;
use super::list::List;
use super::live::Page;
use super::look::Look;
use super::player::Player;
use super::reading::Reader;
use super::score::Record;
use super::whatif::WhatIf;
use crate::lang::Lang;
use crate::scenario::Text;
use crate::story::Tone;

/// What is on the screen.
#[derive(Debug, Clone)]
pub(super) enum Screen {
    /// The list of lessons.
    Lessons,
    /// A lesson is being run.
    Opening,
    /// A story.
    Story(Box<Player>),
    /// A letter from outside, explained.
    Reading(Reader),
    /// Something of a story is being changed.
    WhatIf(Box<WhatIf>),
}

/// Something that the learner has to know, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) text: Text,
    pub(super) tone: Tone,
}

impl Notice {
    /// Where the speaker's notes are to be seen.
    pub(super) fn listen() -> Self {
        let text = Text {
            en: Some("Speaker's notes: type `tegami notes` in a second terminal.".to_owned()),
            ja: Some("発表者用メモ：別の端末で `tegami notes` と入力してください。".to_owned()),
        };
        Self { text, tone: Tone::Good }
    }

    /// Why there are none.
    pub(super) fn no_notes(why: &std::io::Error) -> Self {
        let text = Text {
            en: Some(format!("There are no speaker's notes: {why}")),
            ja: Some(format!("発表者用メモを用意できません：{why}")),
        };
        Self { text, tone: Tone::Bad }
    }
}

/// The whole state. The view is a pure function of it.
#[derive(Debug, Clone)]
pub(super) struct App {
    pub(super) lang: Lang,
    pub(super) look: Look,
    pub(super) screen: Screen,
    pub(super) lessons: List,
    /// The change whose story is being read; leaving it leads back there.
    pub(super) aside: Option<Box<WhatIf>>,
    /// What has just been done, or could not be.
    pub(super) notice: Option<Notice>,
    /// Why a file that has changed could not be told anew. The story as it was stays.
    pub(super) trouble: Option<Trouble>,
    /// What has been answered, and is to be kept.
    pub(super) record: Record,
    /// The guide to the lab, where one is open: then the story is still happening.
    pub(super) guide: Option<Page>,
    /// How far the help page is scrolled, where it is open.
    pub(super) help: Option<usize>,
    pub(super) blank: bool,
    /// Whether the story is set for the last row of a classroom.
    pub(super) large: bool,
    /// How large the terminal was when it last said so.
    pub(super) size: Rect,
    /// The step at which the first story opens, from 0.
    pub(super) start: usize,
    pub(super) animate: bool,
}
