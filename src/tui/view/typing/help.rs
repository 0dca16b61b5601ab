//! Help for what is being typed, or for what could be typed next.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::look::Look;
use crate::tui::typeset::{hang, paragraph};
use crate::tui::typing::Typing;
use crate::tutor::{Command, Part, about_letter_line, named};
use crate::words;

pub(super) fn lines(typing: &Typing, width: usize) -> Vec<Line<'static>> {
    let typed = typing.input.editor.text();
    if let Some(part) = typing.dialogue.part() {
        return of_letter(typing, &typed, part, width);
    }
    let proposed = typing.proposed();
    let command = if typed.is_empty() { proposed.as_deref().and_then(named) } else { named(&typed) };
    match command {
        Some(command) => of_command(typing, command, width),
        None if typed.is_empty() => Vec::new(),
        None => paragraph(
            words!(
                typing.lang,
                en: " No command begins so: EHLO MAIL RCPT DATA RSET NOOP HELP VRFY STARTTLS QUIT. It is sent all the same.",
                ja: " そう始まるコマンドはありません：EHLO MAIL RCPT DATA RSET NOOP HELP VRFY STARTTLS QUIT。それでも送れます。"
            ),
            Look::faint(),
            width,
        ),
    }
}

fn of_command(typing: &Typing, command: &Command, width: usize) -> Vec<Line<'static>> {
    let lang = typing.lang;
    let lead = vec![Span::styled(format!(" {}  ", command.verb), Look::strong())];
    let mut lines = hang(lead, command.purpose(lang), Style::new(), width);
    for (name, value) in [
        (words!(lang, en: "grammar", ja: "書き方"), format!("{}   {}", command.grammar, command.clause)),
        (words!(lang, en: "example", ja: "例"), format!("{}   {}", command.example, command.then(lang))),
    ] {
        lines.extend(hang(vec![Span::styled(format!("   {name}  "), Look::faint())], &value, Style::new(), width));
    }
    lines
}

fn of_letter(typing: &Typing, typed: &str, part: Part, width: usize) -> Vec<Line<'static>> {
    let lang = typing.lang;
    let general = words!(
        lang,
        en: "Every line is part of the letter now, until a line of a single dot. First the header (From, To, Subject), then an \
             empty line, then the body.",
        ja: "点1つだけの行が来るまで、どの行も手紙の一部です。まずヘッダー（From、To、Subject）、次に空行、それから本文です。"
    );
    let about = about_letter_line(typed, part, lang).filter(|_| !typed.is_empty()).unwrap_or(general);
    let lead = vec![Span::styled(words!(lang, en: " The letter  ", ja: " 手紙  "), Look::strong())];
    let mut lines = hang(lead, about, Style::new(), width);
    lines.extend(paragraph("   RFC 5321 §4.1.1.4, §4.5.2; RFC 5322 §2.1", Look::faint(), width));
    lines
}
