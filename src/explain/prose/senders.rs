//! Who is said to have sent it.

use crate::explain::domains::Relation;
use crate::explain::senders::Role;
use crate::lang::Lang;
use crate::words;

/// What the role is, and how it stands to From.
pub(crate) fn sender(lang: Lang, role: &Role) -> String {
    let is = match role.name {
        "From" => words!(lang, en: "The author that a mail client shows.", ja: "メールソフトに表示される差出人です。"),
        "Return-Path" => words!(
            lang,
            en: "The sender on the envelope: bounces go there, and SPF checks it.",
            ja: "封筒の差出人（エンベロープFrom）です。不達通知はここに届き、SPFはこれを確かめます。",
        ),
        "Sender" => words!(lang, en: "Who sent it on the author's behalf.", ja: "差出人に代わって送った人です。"),
        _ => words!(lang, en: "Where an answer goes.", ja: "返信の宛先です。"),
    };
    let relation = match role.relation {
        None => "",
        Some(Relation::Same) => words!(lang, en: " Same domain as From.", ja: "ドメインはFromと同じです。"),
        Some(Relation::Organization) => words!(
            lang,
            en: " It seems to belong to the same organization as From.",
            ja: "Fromと同じ組織のドメインのようです。",
        ),
        Some(Relation::Different) => {
            words!(lang, en: " Not the same domain as From.", ja: "Fromとは別のドメインです。")
        }
    };
    format!("{is}{relation}")
}
