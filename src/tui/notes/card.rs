//! What a speaker has to know at one moment, in both languages.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::{text, words};

/// The notes of one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::tui) struct Card {
    /// When the screen opened: seconds since 1970.
    pub(in crate::tui) opened: i64,
    english: Page,
    japanese: Page,
}

/// The same in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::tui) struct Page {
    /// The lesson's title.
    pub(in crate::tui) lesson: String,
    /// The number of the stage; none between deliveries.
    pub(in crate::tui) stage: Option<usize>,
    /// Which step, and of how many; 0 where no story is shown.
    pub(in crate::tui) step: (usize, usize),
    /// The step's title.
    pub(in crate::tui) title: String,
    /// What the class reads.
    pub(in crate::tui) text: String,
    /// The teacher's own remark.
    pub(in crate::tui) say: Option<String>,
    /// The question on the screen, or the next one to come.
    pub(in crate::tui) question: Option<Asked>,
    /// The title of the step after this one.
    pub(in crate::tui) next: Option<String>,
}

/// A question with its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::tui) struct Asked {
    /// Whether it stands on the screen.
    pub(in crate::tui) now: bool,
    /// Before which step, from 1.
    pub(in crate::tui) before: usize,
    pub(in crate::tui) text: String,
    pub(in crate::tui) choices: Vec<String>,
    /// The right one, from 0.
    pub(in crate::tui) answer: usize,
    pub(in crate::tui) why: String,
}

impl Card {
    /// The notes of one moment, in each language.
    pub(in crate::tui) fn of(opened: i64, page: impl Fn(Lang) -> Page) -> Self {
        Self { opened, english: page(Lang::En), japanese: page(Lang::Ja) }
    }

    /// In that language.
    pub(in crate::tui) fn page(&self, lang: Lang) -> &Page {
        match lang {
            Lang::En => &self.english,
            Lang::Ja => &self.japanese,
        }
    }
}

impl Page {
    /// As lines of text.
    pub(in crate::tui) fn text(&self, lang: Lang) -> String {
        let (at, of) = self.step;
        if of == 0 {
            return words!(lang, en: "The list of lessons is shown.", ja: "レッスンの一覧を表示しています。")
                .to_owned();
        }
        let mut lines = vec![format!("[{at}/{of}] {}", self.title), self.text.clone()];
        let say = words!(lang, en: "Say: ", ja: "話すこと：");
        lines.extend(self.say.iter().map(|remark| format!("{say}{remark}")));
        if let Some(question) = &self.question {
            lines.push(format!("{}: {}", question.heading(lang), question.text));
            let choice = |(at, choice): (usize, &String)| {
                let mark = if at == question.answer { "*" } else { " " };
                format!("  {mark}{} {choice}", at + 1)
            };
            lines.extend(question.choices.iter().enumerate().map(choice));
            lines.push(format!("  {}", question.why));
        }
        let next = words!(lang, en: "Next: ", ja: "次：");
        lines.extend(self.next.iter().map(|title| format!("{next}{title}")));
        lines.push(String::new());
        lines.join("\n")
    }
}

impl Asked {
    /// That it is asked now, or when it will be.
    pub(in crate::tui) fn heading(&self, lang: Lang) -> String {
        let before = self.before;
        if self.now {
            words!(lang, en: "Question, on the screen now", ja: "今、画面に出ている質問").to_owned()
        } else {
            text!(lang, en: "The next question, before step {before}", ja: "次の質問（ステップ{before}の前）")
        }
    }
}
