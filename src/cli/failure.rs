//! Why a command ended early, in the user's language, and with which exit code.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::exit;
use crate::lang::Lang;
use crate::text;

/// The end of a command that could not do what was asked.
#[derive(Debug)]
pub(super) struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    pub fn new(code: u8, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// What the user asked to see instead of running a command, on standard output.
    pub fn answer(lang: Lang, text: &str) -> Self {
        match io::stdout().write_all(text.as_bytes()) {
            Ok(()) => Self::new(exit::FINE, ""),
            Err(error) => Self::output(lang, &error),
        }
    }

    /// The screen could not be drawn, or leaves something behind that could not be kept.
    pub fn screen(lang: Lang, error: &crate::tui::Error) -> Self {
        if let crate::tui::Error::Results { lines } = error {
            let lines = lines.join("\n");
            let message = text!(
                lang,
                en: "error: these results could not be written into the file:\n{lines}",
                ja: "エラー：次の結果をファイルに書き込めませんでした：\n{lines}"
            );
            return Self::new(exit::NOT_RUN, message);
        }
        let message = text!(
            lang,
            en: "error: the screen cannot go on: {error}\nWith --plain the story is printed as text.",
            ja: "エラー：画面の表示を続けられません：{error}\n--plain を付けると文章で出力します。"
        );
        Self::new(exit::NOT_RUN, message)
    }

    /// Standard output could not be written. Where its reader has gone (`tegami run legitimate | head`) nothing is wrong.
    pub fn output(lang: Lang, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(exit::FINE, "");
        }
        let message = text!(
            lang,
            en: "error: cannot write the output: {error}",
            ja: "エラー：出力を書き込めません：{error}"
        );
        Self::new(exit::NOT_RUN, message)
    }

    pub fn file(lang: Lang, path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        let message = text!(
            lang,
            en: "error: cannot write {path}: {error}\nChoose another place, or make its folder first.",
            ja: "エラー：{path} に書き込めません：{error}\n別の場所を選ぶか、先にフォルダーを作ってください。"
        );
        Self::new(exit::NOT_RUN, message)
    }

    pub fn not_started(lang: Lang, error: &io::Error) -> Self {
        let message = text!(
            lang,
            en: "error: the program cannot start its threads: {error}",
            ja: "エラー：スレッドを開始できません：{error}"
        );
        Self::new(exit::NOT_RUN, message)
    }

    pub fn world(lang: Lang, error: &crate::world::Error) -> Self {
        Self::new(exit::NOT_RUN, world_message(lang, error))
    }

    /// Says why on standard error.
    pub fn report(self) -> ExitCode {
        if !self.message.is_empty() {
            // Whoever closed standard error does not want to know.
            let _ = writeln!(io::stderr(), "{}", self.message.trim_end());
        }
        self.code.into()
    }
}

/// Why a world could not be built.
pub(super) fn world_message(lang: Lang, error: &crate::world::Error) -> String {
    text!(
        lang,
        en: "error: this scenario could not be run: {error}",
        ja: "エラー：このシナリオを実行できませんでした：{error}"
    )
}
