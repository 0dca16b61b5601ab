//! What each tag of a signature and of a key record says, in one sentence, and the clause that defines it.

use crate::lang::Lang;
use crate::words;

/// A tag of a `DKIM-Signature`; none where it is not known.
pub fn tag(lang: Lang, name: &str) -> Option<&'static str> {
    Some(match name {
        "v" => words!(lang, en: "The version: always 1.", ja: "版です。いつも 1 です。"),
        "a" => words!(
            lang,
            en: "The algorithms of signature and hash.",
            ja: "署名とハッシュ値の計算方法です。"
        ),
        "b" => words!(
            lang,
            en: "The signature itself, over the header fields that h= names.",
            ja: "署名そのものです。h= に挙げたヘッダーフィールドを対象にしています。"
        ),
        "bh" => words!(
            lang,
            en: "The hash of the body: a fingerprint that changes with every letter of it.",
            ja: "本文のハッシュ値です。本文が1文字でも変われば変わる、指紋のような値です。"
        ),
        "c" => words!(
            lang,
            en: "How header and body are put into a fixed form before they are hashed.",
            ja: "ハッシュ値を計算する前に、ヘッダーと本文をどう整えるか（正規化）です。"
        ),
        "d" => words!(
            lang,
            en: "The domain that signs and takes responsibility.",
            ja: "署名し、責任を負うドメインです。"
        ),
        "h" => words!(
            lang,
            en: "The header fields that are signed, in this order.",
            ja: "署名の対象になるヘッダーフィールドを、この順に並べたものです。"
        ),
        "i" => words!(
            lang,
            en: "For whom the domain signs: a user or a part of it.",
            ja: "誰のために署名したかです。利用者や、ドメインの一部を表します。"
        ),
        "l" => words!(
            lang,
            en: "How many octets of the body are signed; anybody may add something behind them.",
            ja: "本文の先頭から何バイトまでが署名の対象かです。その後ろには、誰でも書き足せます。"
        ),
        "q" => words!(lang, en: "How to get the key: from DNS.", ja: "公開鍵の取り出し方です。DNSから取り出します。"),
        "s" => words!(
            lang,
            en: "The selector: which of the domain's keys.",
            ja: "セレクターです。ドメインのどの鍵かを表します。"
        ),
        "t" => words!(
            lang,
            en: "When it was signed, in seconds since 1970.",
            ja: "署名した時刻です。1970年からの秒数で書きます。"
        ),
        "x" => words!(
            lang,
            en: "When the signature expires, in seconds since 1970.",
            ja: "署名の期限です。1970年からの秒数で書きます。"
        ),
        "z" => words!(
            lang,
            en: "A copy of header fields as they were when signing, for finding mistakes.",
            ja: "署名したときのヘッダーフィールドの写しです。不具合を調べるために使います。"
        ),
        _ => return None,
    })
}

/// A tag of a key record; none where it is not known.
pub fn key_tag(lang: Lang, name: &str) -> Option<&'static str> {
    Some(match name {
        "v" => words!(lang, en: "The version of the record: DKIM1.", ja: "レコードの版です。DKIM1 です。"),
        "k" => words!(lang, en: "The kind of key: rsa or ed25519.", ja: "鍵の種類です。rsa か ed25519 です。"),
        "p" => words!(
            lang,
            en: "The public key. Empty means that it has been taken back.",
            ja: "公開鍵です。空なら、もう使わないという意味です。"
        ),
        "h" => words!(
            lang,
            en: "The hashes that may be used with this key.",
            ja: "この鍵といっしょに使ってよいハッシュ値の計算方法です。"
        ),
        "s" => words!(
            lang,
            en: "What the key is for: * is for anything, email for mail.",
            ja: "鍵の用途です。* は何にでも、email はメールに使えます。"
        ),
        "t" => words!(
            lang,
            en: "Flags: y is for a test, s forbids subdomains in i=.",
            ja: "目印です。y は試験中、s は i= にサブドメインを許さないという意味です。"
        ),
        "n" => words!(lang, en: "A note for people.", ja: "人のための覚え書きです。"),
        "g" => words!(
            lang,
            en: "From an older version of DKIM; it is ignored.",
            ja: "古い版のDKIMのもので、無視されます。"
        ),
        _ => return None,
    })
}

/// For a tag that nobody here knows.
pub fn unknown(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "A tag that is not known here; it is ignored.",
        ja: "ここでは知られていない項目です。無視されます。"
    )
}
