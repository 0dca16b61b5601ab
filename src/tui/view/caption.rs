//! Under the map, in words: what it is that moves, and how it fared.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::map::{outcome_tone, reply_code};
use super::{Scene, put};
use crate::lang::Lang;
use crate::story::{self, Cargo, Motion, Outcome, Phase, Speaker, Step};
use crate::tui::look::Look;
use crate::tui::typeset;
use crate::words;

/// The two machines are named where no map shows them.
pub(super) fn draw(scene: Scene<'_>, rect: Rect, map: bool, buf: &mut Buffer) {
    let Some(step) = scene.player.step(scene.lang) else { return };
    let line = match &step.motion {
        Some(motion) => moving(scene, step, motion, map, rect.width.into()),
        None => resting(scene, step),
    };
    put(buf, rect, (rect.x, rect.y), &line);
}

fn moving(scene: Scene<'_>, step: &Step, motion: &Motion, map: bool, width: usize) -> Line<'static> {
    let glyphs = scene.look.glyphs;
    let fared = fared(motion.outcome, scene.lang);
    let tone = outcome_tone(motion.outcome);
    let code = turned_away(motion.outcome).then(|| reply_code(step)).flatten();
    let code = code.map(|code| format!(" ({code})")).unwrap_or_default();
    let end = if fared.is_empty() { String::new() } else { format!("  {} {fared}{code}", scene.look.symbol(tone)) };
    let what = if map { " ".to_owned() } else { format!(" {} {} {}  ", motion.from, glyphs.right, motion.to) };
    let mut spans = vec![Span::styled(what, Look::faint())];
    spans.extend(cargo(scene, step, motion));
    let room = width.saturating_sub(typeset::width(&end));
    let mut line = cut(spans, room, glyphs.ellipsis);
    line.push_span(Span::styled(end, scene.look.tone(tone)));
    line
}

fn resting(scene: Scene<'_>, step: &Step) -> Line<'static> {
    let glyphs = scene.look.glyphs;
    let symbol = if step.view.is_some() { glyphs.letter } else { glyphs.here };
    // Time passes everywhere: the DNS server only takes note of it.
    let passes = step.phase == Phase::World && step.lines.is_empty() && step.host == story::DNS;
    let place = if passes { String::new() } else { format!("{}   ", step.host) };
    Line::styled(format!(" {symbol} {place}{}", step.time), Look::faint())
}

fn cargo(scene: Scene<'_>, step: &Step, motion: &Motion) -> Vec<Span<'static>> {
    let glyphs = scene.look.glyphs;
    let strong = |text: &str| Span::styled(text.to_owned(), Look::strong());
    match &motion.cargo {
        Cargo::Letter { .. } if step.view.as_ref().is_some_and(|view| view.mail_from.is_none()) => {
            let letter = words!(scene.lang, en: "the letter, out of its envelope", ja: "封筒から出された手紙");
            vec![Span::raw(format!("{} {letter}", glyphs.letter))]
        }
        Cargo::Letter { mail_from, rcpt_to, bounce } => {
            let envelope = if *bounce {
                words!(scene.lang, en: "bounce, envelope", ja: "不達通知、封筒")
            } else {
                words!(scene.lang, en: "envelope", ja: "封筒")
            };
            vec![
                Span::raw(format!("{} {envelope}  ", glyphs.letter)),
                strong(mail_from),
                Span::raw(format!(" {} ", glyphs.right)),
                strong(rcpt_to),
            ]
        }
        Cargo::Question { question } => {
            let mut spans = vec![Span::raw("? "), strong(question)];
            spans.extend(answer_to(step, question).map(|answer| Span::raw(format!("  = {answer}"))));
            spans
        }
        Cargo::Words => {
            let (asked, answered) = exchange(step, motion.outcome);
            let asked = asked.map(|line| Span::raw(format!("C {} {}   ", glyphs.right, line.text)));
            let answered = answered.map(|line| match line.speaker {
                Speaker::Nobody => Span::raw(line.text.clone()),
                Speaker::Client => Span::raw(format!("C {} {}", glyphs.right, line.text)),
                Speaker::Server => Span::raw(format!("S {} {}", glyphs.left, line.text)),
            });
            asked.into_iter().chain(answered).collect()
        }
    }
}

/// What the client said and what the server answered: the no, where there is one, else the first such pair.
fn exchange(step: &Step, outcome: Outcome) -> (Option<&story::Line>, Option<&story::Line>) {
    let spoken: Vec<&story::Line> = step.lines.iter().filter(|line| line.speaker != Speaker::Nobody).collect();
    let pairs = || {
        spoken.windows(2).filter_map(|pair| match pair {
            [asked, answered] if asked.speaker == Speaker::Client && answered.speaker == Speaker::Server => {
                Some((*asked, *answered))
            }
            _ => None,
        })
    };
    let says_no = |(_, answered): &(&_, &story::Line)| answered.text.starts_with(['4', '5']);
    let no = pairs().find(says_no).filter(|_| outcome != Outcome::Arrived);
    // A connection that was never made has no words, only a note.
    match no.or_else(|| pairs().next()) {
        Some((asked, answered)) => (Some(asked), Some(answered)),
        None => (None, spoken.first().copied().or(step.lines.first())),
    }
}

/// The first line of what DNS answered to `school.example MX`.
fn answer_to<'a>(step: &'a Step, question: &str) -> Option<&'a str> {
    let (name, rtype) = question.rsplit_once(' ')?;
    let asked = format!("{name} IN {rtype} ?");
    let after = step.lines.iter().skip_while(|line| line.text != asked).skip(1);
    after.take(1).find(|line| line.speaker == Speaker::Server).map(|line| line.text.as_str())
}

/// Whether a server said no, with a code.
fn turned_away(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Refused | Outcome::Deferred)
}

fn fared(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Arrived => "",
        Outcome::Refused => words!(lang, en: "refused", ja: "拒否"),
        Outcome::Deferred => words!(lang, en: "not now", ja: "後でもう一度"),
        Outcome::Lost => words!(lang, en: "no answer", ja: "応答なし"),
        Outcome::Junked => words!(lang, en: "to the junk folder", ja: "迷惑メールフォルダーへ"),
    }
}

fn cut(spans: Vec<Span<'static>>, room: usize, ellipsis: &str) -> Line<'static> {
    let mut left = room;
    let mut line = Line::default();
    for span in spans {
        let text = typeset::cut(&span.content, left, ellipsis);
        left = left.saturating_sub(typeset::width(&text));
        line.push_span(Span::styled(text, span.style));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::fixture;

    fn said(lines: &[(Speaker, &str)], outcome: Outcome) -> (Option<String>, Option<String>) {
        let story = fixture::forged_from().in_lang(Lang::En).clone();
        let like = story.steps.iter().flat_map(|step| &step.lines).next().cloned();
        let lines = lines.iter().filter_map(|(speaker, text)| {
            Some(story::Line { speaker: *speaker, text: (*text).to_owned(), ..like.clone()? })
        });
        let step = Step { lines: lines.collect(), ..story.steps[0].clone() };
        let (asked, answered) = exchange(&step, outcome);
        (asked.map(|line| line.text.clone()), answered.map(|line| line.text.clone()))
    }

    fn some(asked: &str, answered: &str) -> (Option<String>, Option<String>) {
        (Some(asked.to_owned()), Some(answered.to_owned()))
    }

    #[test]
    fn the_caption_shows_what_the_client_said_and_what_it_was_answered() {
        use Speaker::{Client, Nobody, Server};
        let greeting = [(Nobody, "Connected"), (Server, "220 mx"), (Client, "EHLO pc"), (Server, "250-mx")];
        assert_eq!(said(&greeting, Outcome::Arrived), some("EHLO pc", "250-mx"));
        let refusal = [(Client, "MAIL"), (Server, "250 OK"), (Client, "RCPT"), (Server, "550 no")];
        assert_eq!(said(&refusal, Outcome::Refused), some("RCPT", "550 no"));
        assert_eq!(said(&[(Nobody, "no answer")], Outcome::Lost), (None, Some("no answer".to_owned())));
    }
}
