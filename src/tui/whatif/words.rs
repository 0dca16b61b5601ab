//! What can be changed, in words.

use super::Change;
use crate::lang::Lang;
use crate::scenario::patch::Subject;
use crate::tui::library::Trouble;
use crate::{text, words};

/// The heading that a piece stands under.
pub(in crate::tui) fn group(subject: &Subject, lang: Lang) -> String {
    let letter = |send: &usize| {
        let number = send + 1;
        text!(lang, en: "Letter {number}", ja: "手紙{number}")
    };
    match subject {
        Subject::Policy { step, .. } | Subject::Record { step, .. } => match step {
            None => words!(lang, en: "DNS", ja: "DNS").to_owned(),
            Some(step) => {
                let number = step + 1;
                text!(lang, en: "DNS, as step {number} of the file changes it", ja: "DNS（ファイルの{number}番目の手順での変更）")
            }
        },
        Subject::NewRecord { .. } => words!(lang, en: "DNS", ja: "DNS").to_owned(),
        Subject::EnvelopeFrom { send } | Subject::EnvelopeTo { send } | Subject::Field { send, .. } => letter(send),
        Subject::SpfFail { .. } | Subject::Greylist { .. } => {
            words!(lang, en: "Rules of the servers", ja: "サーバーの規則").to_owned()
        }
        Subject::Address { .. } => words!(lang, en: "Addresses of the hosts", ja: "機器のアドレス").to_owned(),
    }
}

/// What a piece is.
pub(in crate::tui) fn subject(subject: &Subject, lang: Lang) -> String {
    match subject {
        Subject::Policy { domain, tag, .. } => {
            text!(lang, en: "DMARC policy of {domain} ({tag}=)", ja: "{domain} のDMARCポリシー ({tag}=)")
        }
        Subject::Record { name, rtype, .. } => format!("{name} {rtype}"),
        Subject::NewRecord { zone } => text!(lang, en: "a new record in {zone}", ja: "{zone} に新しいレコード"),
        Subject::EnvelopeFrom { .. } => {
            words!(lang, en: "envelope From (MAIL FROM)", ja: "エンベロープFrom (MAIL FROM)").to_owned()
        }
        Subject::EnvelopeTo { .. } => {
            words!(lang, en: "envelope To (RCPT TO)", ja: "エンベロープTo (RCPT TO)").to_owned()
        }
        Subject::Field { name, .. } => text!(lang, en: "header {name}", ja: "ヘッダー{name}"),
        Subject::SpfFail { host } => text!(lang, en: "{host}: on SPF fail", ja: "{host}：SPFがfailのとき"),
        Subject::Greylist { host } => {
            text!(lang, en: "{host}: greylisting, wait", ja: "{host}：グレイリスティングの待ち時間")
        }
        Subject::Address { host } => text!(lang, en: "address of {host}", ja: "{host} のアドレス"),
    }
}

/// The title of a changed story.
pub(super) fn title(lang: Lang, title: &str) -> String {
    let lead = words!(lang, en: "What if: ", ja: "もし変えたら：");
    if title.starts_with(lead) { title.to_owned() } else { format!("{lead}{title}") }
}

pub(super) fn nothing_changed() -> Trouble {
    Trouble::told(|lang| words!(lang, en: "Nothing has been changed yet.", ja: "まだ何も変わっていません。").to_owned())
}

/// Stands in a file whose expectations have been said anew.
pub(super) const RENEWED: &str = "\
# What it expects is what came of that. Questions and remarks are as before: see whether they still fit.
# expect（期待）は、変えたあとの結果に書き直してあります。質問と説明は元のままなので、合っているか確かめてください。
";

/// What was changed, as a line of a scenario file.
pub(super) fn comment(change: &Change) -> String {
    let line = |text: &str| text.replace(|c: char| c.is_control(), " ");
    let (before, after) = (line(&change.before), line(&change.after));
    format!("# What if: {}: {before} -> {after}\n", subject(&change.subject, Lang::En))
}
