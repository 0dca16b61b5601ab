//! What the words of mail mean, in both languages: header fields and the tags inside them.
//!
//! The story, the reader of real messages and the command line all explain a field with the same sentence.

use crate::lang::Lang;
use crate::words;

/// What a header field is for, in one sentence; none where its name is not known.
pub fn field(lang: Lang, name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "return-path" => words!(
            lang,
            en: "The envelope From (MAIL FROM), written down by the server that delivered the letter.",
            ja: "配送したサーバーが書き残した、エンベロープFrom (MAIL FROM) です。",
        ),
        "from" => words!(
            lang,
            en: "The author, as the sender wrote it: what a mail client shows. Anyone can write anything here.",
            ja: "差出人が自分で書いた名前とアドレスです。メールソフトに表示されますが、だれでも自由に書けます。",
        ),
        _ => return None,
    })
}
