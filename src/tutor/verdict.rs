//! What became of a letter that was typed: the checks of the receiver, and where the letter lies.

use crate::lang::Lang;
use crate::story::Tone;
use crate::text;
use crate::trace::{DkimResult, DmarcResult, Fate, LetterOutcome, SpfResult, Trace};
use crate::words;

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged(Box<LetterOutcome>);

/// What became of the last letter with that envelope From.
pub fn judged(trace: &Trace, from: &str) -> Option<Judged> {
    let is_it = |outcome: &LetterOutcome| outcome.envelope.from.0 == from && outcome.about.is_none();
    trace.outcomes().into_iter().rev().find(is_it).map(|outcome| Judged(Box::new(outcome)))
}

impl Judged {
    /// One line for each check, and one for each recipient.
    pub fn lines(&self, lang: Lang) -> Vec<(Tone, String)> {
        let checks = &self.0.checks;
        let mut lines = Vec::new();
        if let Some((_, spf)) = &checks.spf {
            let tone = tone(spf.result == SpfResult::Pass, spf.result == SpfResult::Fail);
            lines.push((tone, format!("SPF   {} ({})", spf.result.word(), spf.domain)));
        }
        if let Some((_, dkim)) = &checks.dkim {
            let tone = tone(dkim.result == DkimResult::Pass, dkim.result == DkimResult::Fail);
            lines.push((tone, format!("DKIM  {}", dkim.result.word())));
        }
        if let Some((_, dmarc)) = &checks.dmarc {
            let tone = tone(dmarc.result == DmarcResult::Pass, dmarc.result == DmarcResult::Fail);
            let of = Some(&dmarc.author_domain).filter(|domain| !domain.is_empty());
            let of = of.map(|domain| format!(" (From {domain})")).unwrap_or_default();
            lines.push((tone, format!("DMARC {}{of}", dmarc.result.word())));
        }
        lines.extend(self.0.recipients.iter().map(|one| of_recipient(&one.recipient.0, &one.fate, lang)));
        lines
    }
}

fn tone(good: bool, bad: bool) -> Tone {
    match (good, bad) {
        (true, _) => Tone::Good,
        (_, true) => Tone::Bad,
        _ => Tone::Plain,
    }
}

fn of_recipient(to: &str, fate: &Fate, lang: Lang) -> (Tone, String) {
    match fate {
        Fate::Filed { user, folder, .. } if folder == "INBOX" => {
            (Tone::Good, text!(lang, en: "filed in the inbox of {user}", ja: "{user} の受信トレイに入りました"))
        }
        Fate::Filed { user, folder, .. } if folder == "Junk" => (
            Tone::Warn,
            text!(lang, en: "filed in the junk folder of {user}", ja: "{user} の迷惑メールフォルダーに入りました"),
        ),
        Fate::Filed { user, folder, .. } => {
            (Tone::Good, text!(lang, en: "filed in {folder} of {user}", ja: "{user} の {folder} に入りました"))
        }
        Fate::NotTaken => (Tone::Bad, text!(lang, en: "not taken for {to}", ja: "{to} 宛ては受け取られませんでした")),
        Fate::Failed => {
            (Tone::Bad, text!(lang, en: "could not be delivered to {to}", ja: "{to} に届けられませんでした"))
        }
        Fate::Waiting => (
            Tone::Warn,
            words!(lang, en: "on its way to the next server", ja: "次のサーバーへ向かっています").to_owned(),
        ),
    }
}
