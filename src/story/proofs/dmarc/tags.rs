//! The tags of a DMARC record in one short sentence each (RFC 9989 §4.7).

use crate::lang::Lang;
use crate::words;

/// What a tag is for; none where nobody knows it.
pub fn tag(lang: Lang, name: &str) -> Option<&'static str> {
    Some(match name {
        "v" => words!(lang, en: "This is a DMARC record.", ja: "DMARCレコードである印です。"),
        "p" => {
            words!(
                lang,
                en: "What to do with a letter that fails DMARC.",
                ja: "DMARCに失敗した手紙の扱い（ポリシー）です。"
            )
        }
        "sp" => words!(lang, en: "The same, for letters from subdomains.", ja: "サブドメインからの手紙の扱いです。"),
        "np" => words!(
            lang,
            en: "The same, for letters from subdomains that do not exist.",
            ja: "実在しないサブドメインからの手紙の扱いです。"
        ),
        "adkim" => words!(
            lang,
            en: "How closely the domain of a signature must match that of the author.",
            ja: "署名のドメインが、差出人のドメインとどこまで一致すればよいかを決めます。"
        ),
        "aspf" => words!(
            lang,
            en: "How closely the domain on the envelope must match that of the author.",
            ja: "封筒のドメインが、差出人のドメインとどこまで一致すればよいかを決めます。"
        ),
        "psd" => words!(
            lang,
            en: "Whether this domain is a public suffix, an organization, or leaves that open.",
            ja: "このドメインが公開サフィックスか、組織の代表か、どちらとも言わないかを示します。"
        ),
        "t" => {
            words!(
                lang,
                en: "Whether the domain is only testing its policy.",
                ja: "ポリシーを試しているだけかどうかを示します。"
            )
        }
        "rua" => {
            words!(
                lang,
                en: "Where receivers send their daily summaries.",
                ja: "受信者が毎日のまとめ（集計レポート）を送る宛先です。"
            )
        }
        "ruf" => {
            words!(
                lang,
                en: "Where receivers may report single failures.",
                ja: "失敗した手紙の報告を1通ずつ送る宛先です。"
            )
        }
        "fo" => {
            words!(
                lang,
                en: "Which failures are to be reported to ruf=.",
                ja: "どんな失敗を ruf= に報告してほしいかを示します。"
            )
        }
        "pct" => words!(
            lang,
            en: "The share of letters, in percent, to which the policy applied. DMARC no longer has this tag; t=y \
                 took its place.",
            ja: "ポリシーを使う手紙の割合でした。今のDMARCにはなく、代わりに t=y を使います。"
        ),
        "rf" => words!(
            lang,
            en: "The format of reports about single failures. DMARC no longer has this tag.",
            ja: "失敗の報告の形式でした。今のDMARCにはありません。"
        ),
        "ri" => words!(
            lang,
            en: "How often summaries were wanted. DMARC no longer has this tag.",
            ja: "まとめを送る間隔でした。今のDMARCにはありません。"
        ),
        _ => return None,
    })
}

/// What a value of a tag says; empty where it says it by itself.
pub fn value(lang: Lang, name: &str, value: &str) -> &'static str {
    match (name, value.to_ascii_lowercase().as_str()) {
        ("p" | "sp" | "np", "none") => words!(lang, en: "Here: nothing.", ja: "ここでは「何もしない」です。"),
        ("p" | "sp" | "np", "quarantine") => words!(
            lang,
            en: "Here: put it aside, as suspicious.",
            ja: "ここでは「隔離」です。"
        ),
        ("p" | "sp" | "np", "reject") => words!(lang, en: "Here: refuse it.", ja: "ここでは「拒否」です。"),
        ("adkim" | "aspf", "r") => words!(
            lang,
            en: "Here: the same organization is enough (relaxed).",
            ja: "ここでは、同じ組織ならよい（緩やか、relaxed）です。"
        ),
        ("adkim" | "aspf", "s") => words!(
            lang,
            en: "Here: only the very same name (strict).",
            ja: "ここでは、まったく同じ名前だけ（厳格、strict）です。"
        ),
        ("psd", "y") => words!(lang, en: "Here: a public suffix.", ja: "ここでは公開サフィックスです。"),
        ("psd", "n") => words!(lang, en: "Here: an organization.", ja: "ここでは組織の代表です。"),
        ("psd", "u") => words!(lang, en: "Here: left open.", ja: "ここでは、どちらとも言っていません。"),
        ("t", "y") => {
            words!(
                lang,
                en: "Here: yes, so the policy is applied one level milder.",
                ja: "ここでは「はい」なので、扱いが1段階緩くなります。"
            )
        }
        ("t", "n") => words!(
            lang,
            en: "Here: no, so the policy counts as written.",
            ja: "ここでは「いいえ」なので、書かれたとおりです。"
        ),
        _ => "",
    }
}
