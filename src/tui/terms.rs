//! The words of mail in both languages, beside each other.
//!
//! A class that reads in Japanese meets the English words in every standard and every mail client, and the other way
//! round. A step names those of its words that have a counterpart.

use crate::lang::Lang;

/// A word in both languages, and by what it is known in a text of each.
struct Term {
    english: &'static str,
    japanese: &'static str,
    known_by: (&'static str, &'static str),
}

const fn term(english: &'static str, japanese: &'static str, known_by: (&'static str, &'static str)) -> Term {
    Term { english, japanese, known_by }
}

static TERMS: [Term; 22] = [
    term("envelope From (MAIL FROM)", "エンベロープFrom (MAIL FROM)", ("envelope From", "エンベロープFrom")),
    term("envelope To (RCPT TO)", "エンベロープTo (RCPT TO)", ("envelope To", "エンベロープTo")),
    term("header From", "ヘッダーFrom", ("header From", "ヘッダーFrom")),
    term("submission", "送信の受け付け（サブミッション）", ("submission", "サブミッション")),
    term("relay", "サーバー間の配送（リレー）", ("relay", "リレー")),
    term("alignment", "アライメント（ドメインの一致）", ("align", "アライメント")),
    term("SPF (Sender Policy Framework)", "SPF（送信元IPアドレスの確認）", ("SPF", "SPF")),
    term("DKIM (DomainKeys Identified Mail)", "DKIM（電子署名）", ("DKIM", "DKIM")),
    term(
        "DMARC (Domain-based Message Authentication, Reporting and Conformance)",
        "DMARC（ヘッダーFromとの一致と、失敗時の扱い）",
        ("DMARC", "DMARC"),
    ),
    term("ARC (Authenticated Received Chain)", "ARC（転送前の認証結果の記録）", ("ARC", "ARC")),
    term("policy none", "none（何もしない）", ("p=none", "p=none")),
    term("policy quarantine", "quarantine（隔離）", ("quarantine", "quarantine")),
    term("policy reject", "reject（拒否）", ("p=reject", "p=reject")),
    term("canonicalization", "正規化", ("canonicali", "正規化")),
    term("body hash", "本文のハッシュ値", ("body hash", "本文のハッシュ値")),
    term("selector", "セレクター", ("selector", "セレクター")),
    term("bounce", "不達通知（バウンスメール）", ("bounce", "不達通知")),
    term("greylisting", "グレイリスティング（わざと後回し）", ("greylist", "グレイリスティング")),
    term("queue", "送信待ちの列（キュー）", ("queue", "キュー")),
    term("junk folder", "迷惑メールフォルダー", ("junk folder", "迷惑メールフォルダー")),
    term("inbox", "受信トレイ", ("inbox", "受信トレイ")),
    term("Received", "Received（経由したサーバーの記録）", ("Received", "Received")),
];

/// The words of a text that have a counterpart: each as the reader's language has it, then as the other has it.
pub(super) fn in_text(text: &str, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let known = |term: &&Term| match lang {
        Lang::En => names(text, term.known_by.0),
        Lang::Ja => names(text, term.known_by.1),
    };
    let pair = |term: &Term| match lang {
        Lang::En => (term.english, term.japanese),
        Lang::Ja => (term.japanese, term.english),
    };
    TERMS.iter().filter(known).map(pair).collect()
}

/// Whether a text has that word; ARC is none of the words of a text about DMARC.
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_beside_its_counterpart_in_both_languages() {
        let pair = ("envelope From (MAIL FROM)", "エンベロープFrom (MAIL FROM)");
        assert_eq!(in_text("The envelope From is another one.", Lang::En), [pair]);
        assert_eq!(in_text("DMARC: fail", Lang::En).len(), 1);
        assert_eq!(in_text("エンベロープFromが違います。", Lang::Ja), [(pair.1, pair.0)]);
    }
}
