//! Why something cannot be read, and what to save instead.

use crate::explain::Unreadable;
use crate::lang::Lang;
use crate::words;

/// Why there is nothing to explain.
pub fn unreadable(lang: Lang, why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => words!(
            lang,
            en: "there is nothing in it. In the mail client, open “Show original” (or “View source”), and save or copy what it shows.",
            ja: "中身がありません。メールソフトで「メッセージのソースを表示」などを開き、その内容を保存またはコピーしてください。",
        ),
        Unreadable::NoHeader => words!(
            lang,
            en: "it has no header: its first line is no header field (Name: value). A letter that was forwarded or copied as \
                 text has lost its header. Save the original from the mail client (“Show original”, “View source”).",
            ja: "ヘッダーがありません。1行目が「名前: 値」の形ではありません。本文だけをコピーや転送すると、ヘッダーは失われます。\
                 メールソフトの「メッセージのソースを表示」から元のメールを保存してください。",
        ),
        Unreadable::Utf16 => words!(
            lang,
            en: "it is text in UTF-16, as some editors save it. Save the letter directly from the mail client, or \
                 save the text again as UTF-8.",
            ja: "UTF-16の文字で保存されています。メールソフトから直接保存するか、エディターでUTF-8として保存し直してください。",
        ),
        Unreadable::Html => words!(
            lang,
            en: "it is a web page, not a letter. The browser has saved the page that showed the letter. Use “Download \
                 message” or “Show original” instead of saving the page.",
            ja: "メールではなくウェブページです。ブラウザーの「ページを保存」ではなく、メールの「メールをダウンロード」や\
                 「メッセージのソースを表示」を使ってください。",
        ),
        Unreadable::OutlookMsg => words!(
            lang,
            en: "it is Outlook's own format (.msg). In Outlook, open File > Properties and copy “Internet headers”, or save the \
                 letter as .eml.",
            ja: "Outlook独自の形式（.msg）です。Outlookの「ファイル」>「プロパティ」で「インターネット ヘッダー」をコピーするか、\
                 .eml形式で保存してください。",
        ),
        Unreadable::NoText => words!(
            lang,
            en: "it is no text: a PDF, a picture or an archive. Save the letter as .eml, or as text with its header.",
            ja: "文章のファイルではありません（PDF、画像、圧縮ファイルなど）。メールは .eml か、ヘッダー付きの文章として保存してください。",
        ),
        Unreadable::TooLarge => words!(
            lang,
            en: "it is larger than 64 MB. The header alone is enough: copy the lines up to the first empty one.",
            ja: "64MBを超えています。ヘッダーだけで十分です。最初の空行までをコピーしてください。",
        ),
    }
}
