//! What the server knows by now, and what it thought of the last letter.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::story::{Tone, safe};
use crate::tui::look::Look;
use crate::tui::typeset::{cut, hang};
use crate::tui::typing::Typing;
use crate::words;

/// One under the other, with a title.
pub(super) fn lines(typing: &Typing, width: usize) -> Vec<Line<'static>> {
    let title = words!(typing.lang, en: "What the server knows", ja: "サーバーが知っていること");
    let mut lines = vec![Line::styled(title, Look::strong())];
    for (name, value) in facts(typing) {
        lines.extend(hang(vec![Span::styled(format!("  {name}  "), Look::faint())], &value, Style::new(), width));
    }
    lines.extend(verdicts(typing, width));
    lines
}

/// In few rows: two of facts, one of verdicts.
pub(super) fn rows(typing: &Typing, width: usize) -> Vec<Line<'static>> {
    let ellipsis = typing.look.glyphs.ellipsis;
    let one = |(name, value): &(&str, String)| format!("{name} {value}");
    let facts: Vec<String> = facts(typing).iter().map(one).collect();
    let rows = facts.chunks(2).map(|pair| Line::from(cut(&format!(" {}", pair.join("   ")), width, ellipsis)));
    rows.chain(verdicts_in_a_row(typing, width)).collect()
}

fn facts(typing: &Typing) -> [(&'static str, String); 4] {
    let (lang, known) = (typing.lang, typing.dialogue.known());
    let nothing = || words!(lang, en: "not yet", ja: "まだ").to_owned();
    let from = |from: &String| safe::line(&format!("<{from}>"));
    let to = if known.to.is_empty() { nothing() } else { safe::line(&format!("<{}>", known.to.join(">, <"))) };
    let tls = if known.secret {
        words!(lang, en: "yes (TLS)", ja: "している（TLS）")
    } else {
        words!(lang, en: "no", ja: "していない")
    };
    [
        (
            words!(lang, en: "HELO name:", ja: "名乗り (HELO)："),
            known.hello.as_deref().map_or_else(nothing, safe::line),
        ),
        (words!(lang, en: "encrypted:", ja: "暗号化："), tls.to_owned()),
        (words!(lang, en: "envelope From:", ja: "エンベロープFrom："), known.from.as_ref().map_or_else(nothing, from)),
        (words!(lang, en: "envelope To:", ja: "エンベロープTo："), to),
    ]
}

fn verdicts(typing: &Typing, width: usize) -> Vec<Line<'static>> {
    let Some(judged) = &typing.judged else { return Vec::new() };
    let title = words!(typing.lang, en: "What became of your letter", ja: "あなたの手紙の結果");
    let mut lines = vec![Line::default(), Line::styled(title, Look::strong())];
    for (tone, text) in judged.lines(typing.lang) {
        let lead = vec![Span::styled(format!("  {} ", typing.look.symbol(tone)), typing.look.tone(tone))];
        lines.extend(hang(lead, &safe::line(&text), typing.look.tone(tone), width));
    }
    let hint = words!(typing.lang, en: "  Ctrl-O: the whole story, and why", ja: "  Ctrl-O：話の全体と、その理由");
    lines.push(Line::styled(hint, Look::faint()));
    lines
}

fn verdicts_in_a_row(typing: &Typing, width: usize) -> Vec<Line<'static>> {
    let Some(judged) = &typing.judged else { return Vec::new() };
    let lines = judged.lines(typing.lang);
    let worst =
        [Tone::Bad, Tone::Warn, Tone::Good].into_iter().find(|tone| lines.last().is_some_and(|(t, _)| t == tone));
    let words: Vec<String> =
        lines.into_iter().map(|(tone, text)| format!("{} {text}", typing.look.symbol(tone))).collect();
    let style = typing.look.tone(worst.unwrap_or(Tone::Plain));
    hang(vec![Span::raw(" ")], &safe::line(&words.join("  ")), style, width)
}
