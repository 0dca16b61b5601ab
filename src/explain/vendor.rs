//! What single fields of providers, filters and mail clients say, where more can be told than what they are for.

use super::decode;
use super::header::{Field, Header};
use super::remark::Remark;
use super::scan;
use crate::lang::Lang;
use crate::story::safe;
use crate::{glossary, text, words};

use super::model::Tag;

/// What is odd about what filters and lists have written.
pub(super) fn remarks(header: &Header<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if let Some((field, raw)) = header.fields.iter().enumerate().find(|(_, field)| says_spam(field)) {
        let value = decode::shown(raw.value).chars().take(60).collect::<String>();
        remarks.push(Remark::FilterSaysSpam { field, name: format!("{}: {value}", raw.name) });
    }
    let list = header.first("List-Id").or_else(|| header.first("List-Unsubscribe"));
    remarks.extend(list.map(|(field, _)| Remark::MailingList { field }));
    for name in ["From", "Date", "Subject", "To", "Cc", "Reply-To", "Sender", "Message-ID"] {
        if let Some((field, _)) = header.all(name).nth(1).filter(|_| name != "From") {
            remarks.push(Remark::Doubled { field, name });
        }
    }
    if header.first("Message-ID").is_none() && !header.fields.is_empty() {
        remarks.push(Remark::Missing { name: "Message-ID" });
    }
    remarks
}

fn says_spam(field: &Field<'_>) -> bool {
    let value = || String::from_utf8_lossy(field.value).trim().to_ascii_lowercase();
    match field.name.to_ascii_lowercase().as_str() {
        "x-spam-flag" | "x-spam-status" => value().starts_with("yes"),
        "x-ms-exchange-organization-scl" => value().parse::<i64>().is_ok_and(|level| level >= 5),
        "x-forefront-antispam-report" => {
            let value = value();
            let level = value.split(';').find_map(|part| part.trim().strip_prefix("scl:")?.parse::<i64>().ok());
            level.is_some_and(|level| level >= 5)
        }
        _ => false,
    }
}

/// The parts of a field that are worth a line of their own.
pub(super) fn tags(field: &Field<'_>, lang: Lang) -> Vec<Tag> {
    match field.name.to_ascii_lowercase().as_str() {
        "x-forefront-antispam-report" => coloned(field, "X-Forefront-Antispam-Report", lang),
        "x-microsoft-antispam" => coloned(field, "X-Microsoft-Antispam", lang),
        "dkim-signature" | "x-google-dkim-signature" | "domainkey-signature" => {
            signature(field, "DKIM-Signature", lang)
        }
        "arc-message-signature" => signature(field, "ARC-Message-Signature", lang),
        "arc-seal" => signature(field, "ARC-Seal", lang),
        _ => Vec::new(),
    }
}

/// The tags of a signature, each explained.
pub(super) fn signature(field: &Field<'_>, of: &str, lang: Lang) -> Vec<Tag> {
    scan::tags(field.value).into_iter().map(|(name, value)| tag(of, &name, &value, lang)).collect()
}

/// `NAME:value;NAME:value`, as Microsoft writes them; empty ones are left out.
fn coloned(field: &Field<'_>, of: &str, lang: Lang) -> Vec<Tag> {
    const MOST: usize = 30;
    let text = String::from_utf8_lossy(field.value);
    let parts = text.split(';').filter_map(|part| part.split_once(':'));
    let filled = parts.map(|(name, value)| (name.trim(), value.trim())).filter(|(_, value)| !value.is_empty());
    filled.filter(|(name, _)| name.len() <= 20).take(MOST).map(|(name, value)| tag(of, name, value, lang)).collect()
}

fn tag(of: &str, name: &str, value: &str, lang: Lang) -> Tag {
    let meaning = glossary::tag(of, name).map(|entry| entry.short(lang)).unwrap_or_default();
    let mut meaning = meaning.to_owned();
    if let Some(seconds) = value.parse().ok().filter(|_| ["t", "x"].contains(&name)) {
        let time = safe::time(crate::trace::Time(seconds));
        let between = words!(lang, en: " ", ja: "");
        meaning.push_str(&text!(lang, en: "{between}Here: {time} UTC.", ja: "{between}この値は {time} UTC です。"));
    }
    Tag { name: safe::line(name), value: short(value), meaning }
}

fn short(value: &str) -> String {
    const LONGEST: usize = 200;
    let mut text = safe::line(value);
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// What one field says beyond what it is for.
pub(super) fn notes(field: &Field<'_>, lang: Lang) -> Vec<String> {
    let value = || decode::text(field.value).trim().to_owned();
    let note = match field.name.to_ascii_lowercase().as_str() {
        "date" => date(&value(), lang),
        "subject" => encoded(field, lang),
        "message-id" => message_id(&value(), lang),
        "auto-submitted" => automatic(&value(), lang),
        "list-unsubscribe" => unsubscribe(&value(), lang),
        "feedback-id" => feedback(&value(), lang),
        "x-spam-status" => spam_status(&value(), lang),
        _ => None,
    };
    note.into_iter().collect()
}

fn date(value: &str, lang: Lang) -> Option<String> {
    let time = safe::time(crate::trace::Time(decode::time(value)?));
    Some(text!(lang, en: "In UTC: {time}.", ja: "UTCでは {time} です。"))
}

fn encoded(field: &Field<'_>, lang: Lang) -> Option<String> {
    let text = std::str::from_utf8(field.value).ok()?;
    let start = text.find("=?")? + 2;
    let charset: String = text.get(start..)?.chars().take_while(|c| *c != '?' && *c != '*').take(40).collect();
    let charset = safe::line(&charset);
    Some(text!(
        lang,
        en: "Written as encoded words, in {charset} (RFC 2047).",
        ja: "{charset} の文字を変換して書かれています (RFC 2047)。"
    ))
}

fn message_id(value: &str, lang: Lang) -> Option<String> {
    let (_, domain) = value.trim_matches(['<', '>']).rsplit_once('@')?;
    let domain = safe::line(domain);
    Some(text!(lang, en: "Made at {domain}, or so it says.", ja: "{domain} で付けられた番号とされています。"))
}

fn automatic(value: &str, lang: Lang) -> Option<String> {
    let says = |text: String| Some(text);
    match value.to_ascii_lowercase().as_str() {
        "no" => says(text!(lang, en: "A person wrote it.", ja: "人が書いたメールです。")),
        "auto-replied" => says(text!(lang, en: "An automatic answer.", ja: "自動返信です。")),
        "auto-generated" => says(text!(lang, en: "A program wrote it.", ja: "プログラムが書いたメールです。")),
        _ => None,
    }
}

fn unsubscribe(value: &str, lang: Lang) -> Option<String> {
    let (mail, web) = (value.contains("mailto:"), value.contains("https:") || value.contains("http:"));
    match (mail, web) {
        (true, true) => Some(text!(lang, en: "By mail or on the web.", ja: "メールでもウェブでも解除できます。")),
        (true, false) => Some(text!(lang, en: "By mail.", ja: "メールで解除します。")),
        (false, true) => Some(text!(lang, en: "On the web.", ja: "ウェブで解除します。")),
        _ => None,
    }
}

fn feedback(value: &str, lang: Lang) -> Option<String> {
    let sender = safe::line(value.rsplit(':').next().filter(|_| value.contains(':'))?);
    Some(text!(lang, en: "Sent through: {sender}.", ja: "送信元のサービス：{sender}"))
}

fn spam_status(value: &str, lang: Lang) -> Option<String> {
    let of = |name: &str| {
        let rest = value.split_once(name)?.1;
        Some(rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect::<String>())
    };
    let (score, required) = (of("score=").or_else(|| of("hits="))?, of("required=")?);
    Some(text!(
        lang,
        en: "{score} points; from {required} on it is spam.",
        ja: "{score}点です。{required}点以上なら迷惑メールとされます。"
    ))
}
