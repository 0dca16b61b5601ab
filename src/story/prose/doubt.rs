//! Letters that are taken with a doubt: the warning on them, and the part of a body that nobody has signed.

use super::Prose;
use crate::lang::Lang;
use crate::{text, words};

/// A receiver writes its doubt on a letter that it takes.
pub fn warning(lang: Lang, host: &str) -> Prose {
    let title = words!(lang, en: "A warning is written on the letter", ja: "警告を書き足す (X-Warning)");
    let noted = text!(
        lang,
        en: "{host} takes the letter, but not without a word: it writes its doubt on it (X-Warning).",
        ja: "{host} は手紙を受け取りますが、気になる点を便せんに書き足しました (X-Warning)。"
    );
    let reader = words!(
        lang,
        en: "A mail client or a filter can act on such a line; a reader finds it under “show original”.",
        ja: "この行は、メールソフトや迷惑メールの選別に使えます。「メッセージのソースを表示」で読むこともできます。"
    );
    Prose::new(title, noted).meaning(reader)
}

/// X-Warning.
pub fn warning_added(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} took the letter, and wrote down what had made it doubt.",
        ja: "{host} が受け取るときに、気になる点を書きました。"
    )
}

/// Stands where a letter is read on which the receiver's server has written a warning.
pub fn warned(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "There also stands a warning, by the receiver's own server (X-Warning).",
        ja: "受信者のメールサーバーが書いた警告 (X-Warning) もあります。"
    )
}

/// Stands above the part of a body that no signature covers.
pub fn unsigned_below(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "signed up to here (l=); below, anybody may have written",
        ja: "署名はここまで (l=)。ここから下は誰でも書けます"
    )
}

/// Stands where a letter is read of whose body only a beginning is signed; `words` are the first of the rest.
pub fn unsigned_from(lang: Lang, words: &str) -> String {
    text!(
        lang,
        en: "The mail client shows all of the body alike, but from “{words}” on nothing is signed.",
        ja: "メールソフトでは全部同じように見えますが、「{words}」から先は署名されていません。"
    )
}
