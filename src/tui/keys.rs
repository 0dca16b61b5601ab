//! Which key does what. The one table of keys: the help page and the footer are made from it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::lang::Lang;
use crate::words;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// The next step.
    Next,
    /// The previous one.
    Back,
    /// One line of the conversation on.
    NextLine,
    /// One line back.
    PreviousLine,
    /// The first step of the next stage.
    NextStage,
    /// The first step of this stage, or of the one before.
    PreviousStage,
    /// The first step.
    First,
    /// The last step, or the one whose number was typed.
    Last,
    /// Play by itself, or stop.
    Play,
    /// Play faster.
    Faster,
    /// Play slower.
    Slower,
    /// The next pane.
    NextPane,
    /// The previous pane.
    PreviousPane,
    /// A digit: a pane, an answer, part of a number.
    Digit(usize),
    /// One line up in the pane.
    Up,
    /// One line down.
    Down,
    /// Half a page up.
    HalfUp,
    /// Half a page down.
    HalfDown,
    /// Search everything on the screen.
    Search,
    /// The next place that was found.
    NextMatch,
    /// The previous one.
    PreviousMatch,
    /// Go to what caused this.
    Cause,
    /// Go to what it caused.
    Effect,
    /// Go back to where the last jump began.
    Retrace,
    /// Ask what would be, were this different.
    WhatIf,
    /// In a lab: the doors, and the lines to type.
    Guide,
    /// In a lab: let the next letter that waits be tried now.
    Hurry,
    /// Write what was changed into a new file.
    Save,
    /// Large print, and back.
    Large,
    /// Read the file again.
    Reload,
    /// Open what is selected.
    Enter,
    /// The other language.
    Language,
    /// Blank the screen.
    Blank,
    /// Show all keys.
    Help,
    /// Close what is open, go back.
    Escape,
    /// Leave the program.
    Quit,
    /// Leave the program, whatever is being typed.
    Interrupt,
}

impl Action {
    /// What this key asks for. The release of a key asks for nothing: on Windows each key would act twice.
    pub(super) fn of(key: KeyEvent) -> Option<Self> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Self::with_control(key);
        }
        match key.code {
            KeyCode::Char(c) => Self::of_char(c),
            code => Self::of_named(code),
        }
    }

    fn with_control(key: KeyEvent) -> Option<Self> {
        match (key.modifiers.contains(KeyModifiers::CONTROL), key.code) {
            (true, KeyCode::Char('c' | 'C')) => Some(Self::Interrupt),
            (true, KeyCode::Char('d' | 'D')) => Some(Self::HalfDown),
            (true, KeyCode::Char('u' | 'U')) => Some(Self::HalfUp),
            _ => None,
        }
    }

    fn of_char(c: char) -> Option<Self> {
        Some(match c {
            'l' | ' ' => Self::Next,
            'h' => Self::Back,
            '.' => Self::NextLine,
            ',' => Self::PreviousLine,
            ']' => Self::NextStage,
            '[' => Self::PreviousStage,
            'g' => Self::First,
            'G' => Self::Last,
            'p' => Self::Play,
            '>' => Self::Faster,
            '<' => Self::Slower,
            'k' => Self::Up,
            'j' => Self::Down,
            '/' => Self::Search,
            'n' => Self::NextMatch,
            'N' => Self::PreviousMatch,
            'c' => Self::Cause,
            'e' => Self::Effect,
            'w' => Self::WhatIf,
            'd' => Self::Guide,
            'H' => Self::Hurry,
            's' => Self::Save,
            'L' => Self::Large,
            'r' => Self::Reload,
            't' => Self::Language,
            'b' => Self::Blank,
            '?' => Self::Help,
            'q' => Self::Quit,
            digit => Self::Digit(usize::try_from(digit.to_digit(10)?).ok()?),
        })
    }

    fn of_named(code: KeyCode) -> Option<Self> {
        Some(match code {
            KeyCode::Right | KeyCode::PageDown => Self::Next,
            KeyCode::Left | KeyCode::PageUp => Self::Back,
            KeyCode::Home => Self::First,
            KeyCode::End => Self::Last,
            KeyCode::Tab => Self::NextPane,
            KeyCode::BackTab => Self::PreviousPane,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Enter => Self::Enter,
            KeyCode::Backspace => Self::Retrace,
            KeyCode::Esc => Self::Escape,
            _ => return None,
        })
    }
}

/// The help page: keys and what they do. `{right}` and its like are glyphs of arrows, filled in by the view.
pub(super) fn table(lang: Lang) -> Vec<(&'static str, &'static str)> {
    vec![
        ("{right}  l  Space  PgDn", words!(lang, en: "next step", ja: "次のステップ")),
        ("{left}  h  PgUp", words!(lang, en: "previous step", ja: "前のステップ")),
        ("]  [", words!(lang, en: "next, previous stage", ja: "次の段階、前の段階")),
        ("Home g  End G  12G", words!(lang, en: "first, last step, step 12", ja: "最初、最後、12番目のステップ")),
        (".  ,", words!(lang, en: "one line of the conversation on, back", ja: "会話を1行進める、戻す")),
        ("p", words!(lang, en: "play by itself; stops at each stage", ja: "自動再生（段階ごとに止まります）")),
        (">  <", words!(lang, en: "play faster, slower", ja: "再生を速く、遅く")),
        ("Tab  Shift-Tab  1-7", words!(lang, en: "choose a pane", ja: "表示する欄を選ぶ")),
        (
            "{updown}  j k  Ctrl-D Ctrl-U",
            words!(lang, en: "choose or scroll in the pane", ja: "欄の中で選ぶ、スクロール"),
        ),
        ("Enter", words!(lang, en: "open what is chosen: why, a step", ja: "選んだものを開く（理由、ステップ）")),
        ("c  e", words!(lang, en: "go to the cause, to the effect", ja: "原因へ、結果へ")),
        ("Backspace", words!(lang, en: "back to before such a jump", ja: "移る前の場面に戻る")),
        ("/  n N", words!(lang, en: "search; next, previous match", ja: "検索、次の一致、前の一致")),
        ("w", words!(lang, en: "what if? change something and compare", ja: "もし変えたら？（変えて比べる）")),
        ("r", words!(lang, en: "read the file, or the list, again", ja: "ファイルや一覧を読み直す")),
        (
            "d  H",
            words!(lang, en: "in a lab: the doors; hurry a waiting letter", ja: "実験室で：入口の一覧、待つメールを急がせる"),
        ),
        ("t", words!(lang, en: "日本語", ja: "English")),
        ("L", words!(lang, en: "large print, and back", ja: "大きく見やすい表示、元に戻す")),
        ("b", words!(lang, en: "blank the screen, and back", ja: "画面を消す、戻す")),
        ("?", words!(lang, en: "these keys", ja: "このキー一覧")),
        ("Esc", words!(lang, en: "back: close, list of lessons", ja: "戻る（閉じる、レッスン一覧へ）")),
        ("q  Ctrl-C", words!(lang, en: "quit", ja: "終了")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_of_a_key_does_nothing() {
        let press = KeyEvent::new(KeyCode::Right, KeyModifiers::NONE);
        let release = KeyEvent::new_with_kind(KeyCode::Right, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!((Action::of(press), Action::of(release)), (Some(Action::Next), None));
    }

    #[test]
    fn a_presenters_clicker_turns_pages() {
        let key = |code| Action::of(KeyEvent::new(code, KeyModifiers::NONE));
        assert_eq!((key(KeyCode::PageDown), key(KeyCode::PageUp)), (Some(Action::Next), Some(Action::Back)));
    }

    #[test]
    fn control_c_quits_and_c_alone_does_something_else() {
        assert_eq!(Action::of(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)), Some(Action::Interrupt));
        assert_eq!(Action::of(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::NONE)), Some(Action::Cause));
    }
}
