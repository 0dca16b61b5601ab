//! The words on the page that are not the story's: buttons, labels, keys.

use serde_json::{Value, json};

use crate::lang::Lang;
use crate::report::labels;
use crate::story::Sign;
use crate::words;

/// All of them.
pub(super) fn of(lang: Lang) -> Value {
    let mut all = serde_json::Map::new();
    all.extend(walking(lang).map(|(name, text)| (name.to_owned(), json!(text))));
    all.extend(reading(lang).map(|(name, text)| (name.to_owned(), json!(text))));
    all.insert("signs".to_owned(), signs(lang));
    all.insert("keys".to_owned(), json!(keys(lang)));
    Value::Object(all)
}

fn signs(lang: Lang) -> Value {
    let all = [
        ("yes", Sign::Yes),
        ("no", Sign::No),
        ("error", Sign::Error),
        ("warn", Sign::Warn),
        ("skipped", Sign::Skipped),
        ("note", Sign::Note),
    ];
    all.into_iter()
        .map(|(name, sign)| (name.to_owned(), json!(labels::sign(lang, sign))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Getting about, and being asked.
fn walking(lang: Lang) -> [(&'static str, &'static str); 27] {
    [
        ("next", words!(lang, en: "Next", ja: "次へ")),
        ("back", words!(lang, en: "Back", ja: "前へ")),
        ("step", words!(lang, en: "Step {n} of {all}", ja: "ステップ {n} / {all}")),
        ("jump", words!(lang, en: "Go to step {n}", ja: "ステップ{n}へ")),
        ("later", words!(lang, en: "Step {n}, after a question", ja: "ステップ{n}（質問のあと）")),
        ("steps", words!(lang, en: "Steps", ja: "ステップ")),
        ("map", words!(lang, en: "Map", ja: "地図")),
        ("panes", words!(lang, en: "More about this step", ja: "このステップの詳しい内容")),
        ("goal", words!(lang, en: "Goal", ja: "ねらい")),
        ("teacher", words!(lang, en: "Teacher", ja: "先生から")),
        ("because", words!(lang, en: "Because of", ja: "きっかけ")),
        ("leads", words!(lang, en: "Leads to", ja: "このあと起きること")),
        ("language", words!(lang, en: "日本語", ja: "English")),
        ("other", words!(lang, en: "ja", ja: "en")),
        ("dark", words!(lang, en: "Dark", ja: "暗い色")),
        ("light", words!(lang, en: "Light", ja: "明るい色")),
        ("print", words!(lang, en: "Print", ja: "印刷")),
        ("help", words!(lang, en: "Keys", ja: "キー操作")),
        ("close", words!(lang, en: "Close", ja: "閉じる")),
        ("again", words!(lang, en: "Play the movement again", ja: "動きをもう一度見る")),
        ("question", words!(lang, en: "Question {n}", ja: "質問{n}")),
        (
            "think",
            words!(lang, en: "What do you think? Choose an answer.", ja: "どう思いますか。答えを選んでください。"),
        ),
        ("right", words!(lang, en: "That is right.", ja: "そのとおりです。")),
        ("wrong", words!(lang, en: "Not quite. The answer is: {answer}", ja: "残念。答えは「{answer}」です。")),
        ("on", words!(lang, en: "Go on", ja: "続ける")),
        ("answerFirst", words!(lang, en: "Answer the question first.", ja: "先に質問に答えてください。")),
        ("score", words!(lang, en: "Questions answered right: {right} of {all}", ja: "質問の正解：{all}問中{right}問")),
    ]
}

/// What stands in the panes.
fn reading(lang: Lang) -> [(&'static str, &'static str); 33] {
    [
        ("conversation", words!(lang, en: "Conversation", ja: "会話")),
        ("letter", words!(lang, en: "Letter", ja: "手紙")),
        ("header", words!(lang, en: "Header", ja: "ヘッダー")),
        ("verdicts", words!(lang, en: "Verdicts", ja: "判定")),
        ("mailboxes", words!(lang, en: "Mailboxes", ja: "メールボックス")),
        ("client", words!(lang, en: "client", ja: "クライアント")),
        ("server", words!(lang, en: "server", ja: "サーバー")),
        ("asks", words!(lang, en: "question", ja: "質問")),
        ("answers", words!(lang, en: "answer", ja: "答え")),
        ("note", words!(lang, en: "note", ja: "注")),
        ("secret", words!(lang, en: "encrypted: nobody on the way can read it", ja: "暗号化：途中の誰にも読めません")),
        (
            "silence",
            words!(lang, en: "Nothing is said in this step.", ja: "このステップで交わされる言葉はありません。"),
        ),
        ("noLetter", words!(lang, en: "This step is not about a letter.", ja: "このステップに手紙は出てきません。")),
        ("envelope", words!(lang, en: "Envelope", ja: "封筒（エンベロープ）")),
        ("sheet", words!(lang, en: "Letter", ja: "便せん")),
        (
            "outside",
            words!(lang, en: "Out of its envelope: Return-Path keeps the envelope's sender.", ja: "封筒から出されています。封筒の差出人は Return-Path に残っています。"),
        ),
        ("added", words!(lang, en: "new", ja: "追加")),
        ("removed", words!(lang, en: "removed", ja: "削除")),
        ("whose", words!(lang, en: "Who wrote it", ja: "書いたのは")),
        ("own", words!(lang, en: "seen by the server itself", ja: "サーバー自身が見たこと")),
        ("repeated", words!(lang, en: "only repeated", ja: "聞いたことをそのまま書いただけ")),
        ("unchecked", words!(lang, en: "The letter has not been checked yet.", ja: "手紙はまだ確認されていません。")),
        ("why", words!(lang, en: "Why?", ja: "なぜ？")),
        (
            "noMailbox",
            words!(lang, en: "No mailbox and no queue holds anything yet.", ja: "メールボックスにも送信待ちにも、まだ何もありません。"),
        ),
        ("empty", words!(lang, en: "empty", ja: "空")),
        ("beside", labels::beside(lang)),
        ("apart", words!(lang, en: "They part in step {n}:", ja: "分かれ目はステップ{n}：")),
        ("ending", words!(lang, en: "How it ended", ja: "結果")),
        ("reply", words!(lang, en: "The server's last word", ja: "サーバーの最後の返事")),
        ("source", words!(lang, en: "Source (show original)", ja: "ソース（原文を表示）")),
        ("more", words!(lang, en: "more", ja: "詳しく")),
        ("about", words!(lang, en: "What this page is", ja: "このページについて")),
        (
            "made",
            words!(lang, en: "Made with tegami. Everything here really happened, between servers on one machine.", ja: "tegami で作成。ここにあるのは、1台のコンピューターの中で動くサーバーの間で本当に起きたことです。"),
        ),
    ]
}

/// Keys and what they do.
fn keys(lang: Lang) -> [(&'static str, &'static str); 7] {
    [
        ("→ ␣", words!(lang, en: "next step", ja: "次のステップ")),
        ("←", words!(lang, en: "step back", ja: "前のステップ")),
        ("Home End", words!(lang, en: "first and last step", ja: "最初と最後のステップ")),
        ("1–9", words!(lang, en: "answer a question; otherwise a pane", ja: "質問に答える。質問がなければ枠を選ぶ")),
        ("m", words!(lang, en: "the movement once more", ja: "動きをもう一度")),
        ("t d", words!(lang, en: "language; light and dark", ja: "言語、明るい色と暗い色")),
        ("?", words!(lang, en: "these keys", ja: "このキー操作")),
    ]
}
