//! `tegami new --ask`: a few questions, each with an answer that Enter takes.
//!
//! The questions go to standard error and the answers come from standard input, a line each, so that both a person and a
//! pipe can answer. Where the input ends, the rest is as suggested.

use std::io::{BufRead, Result, Write};

use crate::cli::failure::Failure;
use crate::lang::Lang;
use crate::scenario::template::{Case, Mailbox, Policy, mailbox_of};
use crate::{text, words};

/// The scenario that the answers lead to.
pub(super) fn ask(input: impl BufRead, output: impl Write, lang: Lang) -> std::result::Result<String, Failure> {
    let mut talk = Talk { input, output, lang };
    let (case, expected) = talk.case().map_err(|error| Failure::output(lang, &error))?;
    let mut draft = case.draft(lang);
    draft.notes.extend(expected.map(|expected| {
        text!(lang,
            en: "Expected by its author: {expected}. What the program found stands in `expect` below.",
            ja: "作者の予想：{expected}。実際の結果は下の `expect` にあります。")
    }));
    Ok(draft.write(lang))
}

struct Talk<I, O> {
    input: I,
    output: O,
    lang: Lang,
}

impl<I: BufRead, O: Write> Talk<I, O> {
    fn case(&mut self) -> Result<(Case, Option<String>)> {
        let lang = self.lang;
        let forged = words!(lang, en: "Is the From of the letter forged?", ja: "ヘッダーFromは偽装ですか？");
        let usual = if self.yes(forged, false)? { Case::forged(lang) } else { Case::honest(lang) };
        let title = self.title(&usual.title)?;
        let sends = words!(lang, en: "Who really sends it (address)", ja: "本当の差出人（アドレス）");
        let sender = self.mailbox(sends, &usual.sender)?;
        let reader = words!(lang, en: "Who receives it (address)", ja: "受取人（アドレス）");
        let receiver = self.mailbox(reader, &usual.receiver)?;
        let claimed = words!(lang, en: "Whose address stands in From", ja: "ヘッダーFromに書く、偽の差出人");
        let claims = match &usual.claims {
            Some(claims) => Some(self.mailbox(claimed, claims)?),
            None => None,
        };
        let author = claims.as_ref().unwrap_or(&sender).domain.clone();
        let spf = text!(lang, en: "Does {author} publish SPF?", ja: "{author} はSPFを公開していますか？");
        let spf = self.yes(&spf, usual.spf)?;
        let signs =
            words!(lang, en: "Does the sender's server sign (DKIM)?", ja: "差出人のサーバーは署名しますか（DKIM）？");
        let dkim = self.yes(signs, usual.dkim)?;
        let dmarc = self.policy(&author)?;
        let expected = self.expectation()?;
        Ok((Case { title, sender, receiver, claims, spf, dkim, dmarc }, expected))
    }

    fn title(&mut self, usual: &str) -> Result<String> {
        const LONGEST: usize = 200;
        let question = words!(self.lang, en: "Title of the lesson", ja: "レッスンの題名");
        self.line(question, usual, |text| Some(text.chars().take(LONGEST).collect()))
    }

    fn policy(&mut self, author: &str) -> Result<Option<Policy>> {
        let question = text!(self.lang,
            en: "DMARC policy of {author}: none, quarantine, reject, or - for no record",
            ja: "{author} のDMARCポリシー：none、quarantine、reject。なければ -");
        self.line(&question, "reject", |text| {
            let policy =
                Policy::ALL.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, policy)| *policy);
            if text == "-" { Some(None) } else { policy.map(Some) }
        })
    }

    fn expectation(&mut self) -> Result<Option<String>> {
        const OUTCOMES: [&str; 3] = ["INBOX", "Junk", "none"];
        let question = words!(self.lang,
            en: "Where will it end: INBOX, Junk, none (refused), or ? to find out",
            ja: "どこに届くと思いますか：INBOX、Junk、none（拒否）。分からなければ ?");
        self.line(question, "?", |text| {
            let outcome = OUTCOMES.into_iter().find(|outcome| outcome.eq_ignore_ascii_case(text));
            if text == "?" { Some(None) } else { outcome.map(|outcome| Some(outcome.to_owned())) }
        })
    }

    fn mailbox(&mut self, question: &str, usual: &Mailbox) -> Result<Mailbox> {
        self.line(question, &usual.address(), mailbox_of)
    }

    fn yes(&mut self, question: &str, usual: bool) -> Result<bool> {
        let words = words!(self.lang, en: "y/n", ja: "y：はい、n：いいえ");
        let read = |text: &str| match text.to_lowercase().as_str() {
            "y" | "yes" | "はい" => Some(true),
            "n" | "no" | "いいえ" => Some(false),
            _ => None,
        };
        self.line(&format!("{question} ({words})"), if usual { "y" } else { "n" }, read)
    }

    /// Asks until the answer can be read. An empty one, and the end of the input, stand for the usual one.
    fn line<T>(&mut self, question: &str, usual: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        loop {
            write!(self.output, "{question} [{usual}]: ")?;
            self.output.flush()?;
            let mut line = String::new();
            let ended = self.input.read_line(&mut line)? == 0;
            let answer = line.trim();
            let value = read(if answer.is_empty() { usual } else { answer });
            if ended {
                writeln!(self.output)?;
            }
            if let Some(value) = value {
                return Ok(value);
            }
            let again = words!(self.lang,
                en: "That is no answer to this question. Once more:",
                ja: "この質問の答えとして読めません。もう一度：");
            writeln!(self.output, "{again}")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parse;

    fn told(answers: &str, lang: Lang) -> (String, String) {
        let mut asked = Vec::new();
        let file = ask(answers.as_bytes(), &mut asked, lang).unwrap();
        assert_eq!(parse("x", "x.toml", &file).diagnostics, [], "{file}");
        (file, String::from_utf8(asked).unwrap())
    }

    #[test]
    fn enter_and_the_end_of_the_input_take_what_is_suggested() {
        for lang in Lang::ALL {
            assert_eq!(told("", lang).0, told("\n\n\n\n\n\n\n\n\n", lang).0);
        }
    }

    #[test]
    fn what_cannot_be_read_is_asked_again() {
        let answers = "maybe\ny\n題名\nnobody\neve@fraud.example\n\nboss@school.example\nn\ny\nquarantine\njunk\n";
        let (file, asked) = told(answers, Lang::Ja);
        assert_eq!(asked.matches("もう一度").count(), 2, "{asked}");
        for expected in
            ["\"題名\"", "eve@fraud.example", "p=quarantine", "[dkim.\"fraud.example\"]", "作者の予想：Junk"]
        {
            assert!(file.contains(expected), "{expected}: {file}");
        }
    }
}
