//! What `--help` says about each command.

use crate::lang::Lang;
use crate::words;

/// The texts of one command.
pub(super) struct Help {
    /// The line of the usage.
    pub usage: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Examples, below the options.
    pub examples: &'static str,
}

pub(super) fn tegami(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami [OPTIONS] [COMMAND]", ja: "tegami [オプション] [コマンド]"),
        about: words!(
            lang,
            en: "\
See how an e-mail travels, and how a forged one is found out.

Without a command: the list of lessons on the screen; where there is no
terminal, the first lesson as text.",
            ja: "\
メールがどう届き、なりすましメールがどう見破られるかを見るプログラムです。

コマンドなしで起動すると、レッスンの一覧を画面に表示します。
端末でないときは、最初のレッスンを文章で出力します。"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami                     choose a lesson
  tegami play forged-from    walk through one
  tegami run forged-from     the same as text
  tegami check               do all lessons end as they should?
  tegami explain letter.eml  what does the header of a real message say?

Exit codes: 0 fine, 1 wrong arguments, 2 a scenario or trace cannot be read,
3 it could not be run, 4 an expectation failed.",
            ja: "\
例:
  tegami                     レッスンを選ぶ
  tegami play forged-from    レッスンを1つ、画面で進める
  tegami run forged-from     同じ内容を文章で読む
  tegami check               レッスンが書かれた期待どおりになるか確かめる
  tegami explain letter.eml  本物のメールのヘッダーの説明を読む

終了コード: 0 問題なし、1 引数の誤り、2 シナリオやトレースを読めない、
3 実行できない、4 期待と違う結果"
        ),
    }
}

pub(super) fn play(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami play [OPTIONS] [SCENARIO]", ja: "tegami play [オプション] [シナリオ]"),
        about: words!(
            lang,
            en: "Walk through a scenario on the screen, forward and back",
            ja: "シナリオを画面で1ステップずつ進めたり戻したりする"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami play legitimate
  tegami play my-lesson.toml --step 12
  tegami play my-lesson.toml --watch    see each change while you write it
  tegami play lessons/                  the list of your own lessons
  tegami play forged-from --notes       and `tegami notes` in a second terminal
  tegami play forged-from --score results.jsonl --name Aoi
  tegami play legitimate --plain        append-only text, for a screen reader

With NO_COLOR in the environment nothing is coloured, and with
TEGAMI_NO_MOTION nothing moves.",
            ja: "\
例:
  tegami play legitimate
  tegami play my-lesson.toml --step 12
  tegami play my-lesson.toml --watch    書き換えるたびに読み直す
  tegami play lessons/                  自作レッスンの一覧
  tegami play forged-from --notes       別の端末で `tegami notes` を使う
  tegami play forged-from --score results.jsonl --name Aoi
  tegami play legitimate --plain        文章で出力（読み上げソフト向け）

環境変数 NO_COLOR があれば色を付けません。TEGAMI_NO_MOTION があれば
動きを見せません。"
        ),
    }
}

pub(super) fn run(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami run [OPTIONS] <SCENARIO>", ja: "tegami run [オプション] <シナリオ>"),
        about: words!(
            lang,
            en: "Run a scenario, or replay a saved trace, and print what happened",
            ja: "シナリオの実行（またはトレースの再生）で起きたことを出力する"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami run forged-from
  tegami run failed-spf --proofs       why SPF said fail
  tegami run forged-from --format json
  tegami run forged-from --save forged.jsonl -o forged.txt
  tegami run forged.jsonl --lang ja    replay it, with no server",
            ja: "\
例:
  tegami run forged-from
  tegami run failed-spf --proofs       SPFがなぜ失敗したかも読む
  tegami run forged-from --format json
  tegami run forged-from --save forged.jsonl -o forged.txt
  tegami run forged.jsonl --lang en    サーバーなしで再生する"
        ),
    }
}

pub(super) fn check(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami check [OPTIONS] [PATH]...", ja: "tegami check [オプション] [パス]..."),
        about: words!(
            lang,
            en: "Run scenarios, and check whether they end as expected",
            ja: "シナリオを実行し、書かれた期待どおりになるか確かめる"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami check                            the built-in lessons
  tegami check my-lesson.toml lessons/    a folder: all *.toml files in it
  tegami check lessons/ --format json

The exit code is 2 where a file has mistakes, else 3 where one could not be
run, else 4 where an expectation failed.",
            ja: "\
例:
  tegami check                            組み込みのレッスンすべて
  tegami check my-lesson.toml lessons/    フォルダーの中の *.toml すべて
  tegami check lessons/ --format json

終了コードは、ファイルに誤りがあれば2、実行できないものがあれば3、
期待と違う結果があれば4です。"
        ),
    }
}

pub(super) fn explain(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami explain [OPTIONS] [FILE]", ja: "tegami explain [オプション] [ファイル]"),
        about: words!(
            lang,
            en: "Explain the header of a real message, or a word of the header",
            ja: "本物のメールのヘッダーや、ヘッダーの言葉を説明する"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami explain letter.eml
  tegami explain - < letter.eml              from standard input
  tegami explain letter.eml --trust mx.my-company.example
  tegami explain letter.eml --dns 127.0.0.53    check it again
  tegami explain letter.eml --dns 127.0.0.53 --proofs    and why it came out so
  tegami explain --from forged-from          a letter of a lesson
  tegami explain --field Return-Path
  tegami explain --field DKIM-Signature bh

Save the message with “Show original” (Gmail), “View source” (Outlook,
Thunderbird) or “Raw source” (Apple Mail). The header alone is enough.

Nothing is verified without --dns. Exit codes: 0 fine, 1 wrong arguments or an
unknown word, 3 it cannot be read or checked.",
            ja: "\
例:
  tegami explain letter.eml
  tegami explain - < letter.eml              標準入力から読む
  tegami explain letter.eml --trust mx.my-company.example
  tegami explain letter.eml --dns 127.0.0.53    もう一度確かめる
  tegami explain letter.eml --dns 127.0.0.53 --proofs    その理由も読む
  tegami explain --from forged-from          レッスンのメールを読む
  tegami explain --field Return-Path
  tegami explain --field DKIM-Signature bh

メールは「メッセージのソースを表示」（Gmail、Outlook、Thunderbirdなど）で
表示して保存してください。ヘッダーだけでもかまいません。

--dns がなければ、何も検証しません。終了コード: 0 問題なし、1 引数の誤りや
知らない言葉、3 読めない、または確かめられない"
        ),
    }
}

pub(super) fn list(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami list [OPTIONS]", ja: "tegami list [オプション]"),
        about: words!(lang, en: "List the built-in lessons", ja: "組み込みのレッスンを一覧表示する"),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami list
  tegami list --lang ja --format json",
            ja: "\
例:
  tegami list
  tegami list --lang en --format json"
        ),
    }
}

pub(super) fn notes(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami notes [OPTIONS]", ja: "tegami notes [オプション]"),
        about: words!(
            lang,
            en: "Show the speaker's notes of the lesson that another terminal shows",
            ja: "別の端末で表示中のレッスンの発表者用メモを表示する"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami play forged-from --notes    on the projector
  tegami notes                       on your own screen
  tegami notes --plain               append-only text, for a screen reader

The notes have the answers. They never leave this machine.",
            ja: "\
例:
  tegami play forged-from --notes    教室の画面で
  tegami notes                       手元の画面で
  tegami notes --plain               文章で出力（読み上げソフト向け）

メモには質問の答えも出ます。このパソコンの外には送られません。"
        ),
    }
}
