//! The commands of SMTP, each with its grammar, an example, and what comes after it.

use crate::lang::Lang;
use crate::words;

/// A command.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// The word that it begins with.
    pub verb: &'static str,
    /// How it is written, as the RFC has it.
    pub grammar: &'static str,
    /// One as it could stand on the wire.
    pub example: &'static str,
    /// Where it is described.
    pub clause: &'static str,
    /// As far as every such command is written alike: what Tab completes it to.
    stem: &'static str,
}

/// All that the servers of a world know, in the order in which a session needs them.
static COMMANDS: [Command; 12] = [
    Command {
        verb: "EHLO",
        grammar: "EHLO domain",
        example: "EHLO mail.a-corp.example",
        clause: "RFC 5321 §4.1.1.1",
        stem: "EHLO ",
    },
    Command {
        verb: "HELO",
        grammar: "HELO domain",
        example: "HELO mail.a-corp.example",
        clause: "RFC 5321 §4.1.1.1",
        stem: "HELO ",
    },
    Command {
        verb: "MAIL",
        grammar: "MAIL FROM:<address> [SIZE=octets] [BODY=8BITMIME] [SMTPUTF8]",
        example: "MAIL FROM:<kimura@a-corp.example>",
        clause: "RFC 5321 §4.1.1.2",
        stem: "MAIL FROM:<",
    },
    Command {
        verb: "RCPT",
        grammar: "RCPT TO:<address>",
        example: "RCPT TO:<aoi@school.example>",
        clause: "RFC 5321 §4.1.1.3",
        stem: "RCPT TO:<",
    },
    Command { verb: "DATA", grammar: "DATA", example: "DATA", clause: "RFC 5321 §4.1.1.4", stem: "DATA" },
    Command { verb: "RSET", grammar: "RSET", example: "RSET", clause: "RFC 5321 §4.1.1.5", stem: "RSET" },
    Command { verb: "VRFY", grammar: "VRFY name", example: "VRFY aoi", clause: "RFC 5321 §4.1.1.6", stem: "VRFY " },
    Command { verb: "EXPN", grammar: "EXPN list", example: "EXPN club", clause: "RFC 5321 §4.1.1.7", stem: "EXPN " },
    Command { verb: "HELP", grammar: "HELP [command]", example: "HELP", clause: "RFC 5321 §4.1.1.8", stem: "HELP" },
    Command { verb: "NOOP", grammar: "NOOP [anything]", example: "NOOP", clause: "RFC 5321 §4.1.1.9", stem: "NOOP" },
    Command { verb: "STARTTLS", grammar: "STARTTLS", example: "STARTTLS", clause: "RFC 3207 §4", stem: "STARTTLS" },
    Command { verb: "QUIT", grammar: "QUIT", example: "QUIT", clause: "RFC 5321 §4.1.1.10", stem: "QUIT" },
];

impl Command {
    /// What it is for.
    pub fn purpose(&self, lang: Lang) -> &'static str {
        match self.verb {
            "EHLO" => words!(
                lang,
                en: "You say who you are, and hear what the server can do. It may be any name: nobody can check it by itself.",
                ja: "自分の名前を名乗り、サーバーにできることを聞きます。どんな名前でも名乗れます。名前だけでは確かめられません。"
            ),
            "HELO" => words!(
                lang,
                en: "The old greeting, without the list of what the server can do.",
                ja: "古いあいさつです。サーバーにできることの一覧は返ってきません。"
            ),
            "MAIL" => words!(
                lang,
                en: "A letter begins: who sends it, as the envelope says (envelope From). SPF looks at this one. <> is a bounce's.",
                ja: "メールを始めます。封筒の差出人（エンベロープFrom）を伝えます。SPFが見るのはこれです。不達通知では <> です。"
            ),
            "RCPT" => words!(
                lang,
                en: "For whom the letter is, as the envelope says (envelope To). Once for each recipient.",
                ja: "封筒の宛先（エンベロープTo）を伝えます。宛先が複数なら、1人ずつ繰り返します。"
            ),
            "DATA" => words!(
                lang,
                en: "The letter itself follows: header, an empty line, body. A line of a single dot ends it.",
                ja: "ここから手紙そのものを送ります。ヘッダー、空行、本文の順です。点1つだけの行で終わります。"
            ),
            "RSET" => words!(
                lang,
                en: "The server forgets the letter that was begun. It remembers who you are.",
                ja: "途中のメールを忘れてもらいます。名乗った名前はそのままです。"
            ),
            "VRFY" => words!(
                lang,
                en: "Asks whether somebody is here. Servers of today do not tell: senders of spam asked for lists.",
                ja: "その人がいるかを尋ねます。迷惑メールに使われるので、今のサーバーは教えません。"
            ),
            "EXPN" => words!(
                lang,
                en: "Asks who is on a mailing list. Servers of today do not tell.",
                ja: "メーリングリストの参加者を尋ねます。今のサーバーは教えません。"
            ),
            "HELP" => words!(lang, en: "Asks which commands there are.", ja: "使えるコマンドを尋ねます。"),
            "NOOP" => words!(
                lang,
                en: "Nothing happens; the server shows that it is still there.",
                ja: "何も起きません。サーバーがまだいることが分かります。"
            ),
            "STARTTLS" => words!(
                lang,
                en: "From here on the line is encrypted. The server then forgets what you said: begin again with EHLO.",
                ja: "ここから通信を暗号化します。サーバーはそれまでの話を忘れるので、EHLOからやり直します。"
            ),
            _ => {
                words!(lang, en: "You say goodbye, and the server hangs up.", ja: "別れを告げ、サーバーが接続を切ります。")
            }
        }
    }

    /// What comes after it.
    pub fn then(&self, lang: Lang) -> &'static str {
        match self.verb {
            "EHLO" | "HELO" => {
                words!(lang, en: "then MAIL FROM, or STARTTLS", ja: "次は MAIL FROM（または STARTTLS）")
            }
            "MAIL" => words!(lang, en: "then RCPT TO", ja: "次は RCPT TO"),
            "RCPT" => words!(lang, en: "then one more RCPT TO, or DATA", ja: "次はもう1つの RCPT TO か DATA"),
            "DATA" => words!(lang, en: "then the lines of the letter", ja: "次は手紙の各行"),
            "RSET" => words!(lang, en: "then MAIL FROM", ja: "次は MAIL FROM"),
            "STARTTLS" => words!(lang, en: "then EHLO once more", ja: "次はもう一度 EHLO"),
            "QUIT" => words!(lang, en: "then nothing more", ja: "これで終わり"),
            _ => words!(lang, en: "then whatever could be said before", ja: "次に言えることは変わりません"),
        }
    }
}

/// The command that a line begins, as far as it has been typed: the first one that it could become.
pub fn named(line: &str) -> Option<&'static Command> {
    let typed = line.split([' ', ':']).next().filter(|word| !word.is_empty())?.to_ascii_uppercase();
    let whole = COMMANDS.iter().find(|command| command.verb == typed);
    whole.or_else(|| COMMANDS.iter().find(|command| command.verb.starts_with(&typed)))
}

/// What Tab makes of a line: the line that was proposed, where it begins like this one; else as much of a command as all
/// of its kind have.
pub fn complete(line: &str, proposed: Option<&str>) -> Option<String> {
    let begins = |text: &str| {
        text.get(..line.len()).is_some_and(|head| head.eq_ignore_ascii_case(line)) && text.len() > line.len()
    };
    if let Some(proposed) = proposed.filter(|proposed| begins(proposed)) {
        return Some(proposed.to_owned());
    }
    let command = named(line).filter(|_| !line.is_empty())?;
    begins(command.stem).then(|| command.stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_known_by_its_first_letters() {
        let verb = |line: &str| named(line).map(|command| command.verb);
        assert_eq!(verb("m"), Some("MAIL"));
        assert_eq!(verb("mail from:<a@x.example>"), Some("MAIL"));
        assert_eq!(verb("Q"), Some("QUIT"));
        assert_eq!((verb("H"), verb("HELP")), (Some("HELO"), Some("HELP")));
        assert_eq!((verb(""), verb("xyzzy"), verb(" EHLO"), verb("葵")), (None, None, None, None));
    }

    #[test]
    fn tab_completes_what_was_proposed_and_else_the_command() {
        let proposed = Some("MAIL FROM:<a@x.example>");
        assert_eq!(complete("", proposed).as_deref(), proposed);
        assert_eq!(complete("mail f", proposed).as_deref(), proposed);
        assert_eq!(complete("rc", proposed).as_deref(), Some("RCPT TO:<"));
        assert_eq!(complete("MAIL FROM:<b", proposed), None);
        assert_eq!((complete("", None), complete("é", proposed), complete("QUIT", None)), (None, None, None));
    }
}
