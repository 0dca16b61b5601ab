//! Without a terminal: lines of standard input are said one after the other, and the conversation is printed.

use std::io::{BufRead, Read, stdin};

use tokio::sync::mpsc;

use super::{Context, Failure};
use crate::cli::output;
use crate::report::dialogue;
use crate::tutor::{Caller, Heard, Phase};
use crate::words;
use crate::world::lab::{Door, Lab};

/// The longest line that is said, in octets; a server takes a thousand.
const LONGEST: u64 = 4_000;

/// How many lines are read ahead.
const AHEAD: usize = 64;

/// Says every line, each command once the one before it has been answered, until the input ends or the server hangs up.
pub(super) async fn talk(lab: &Lab, door: &Door, context: &Context) -> Result<(), Failure> {
    let mut caller = Caller::new(lab, door);
    caller.call().await;
    let mut lines = typed();
    loop {
        let may_say = !caller.dialogue().waits();
        tokio::select! {
            heard = caller.hear() => {
                for one in heard {
                    output::print(context, &told(&one, context))?;
                }
            }
            line = lines.recv(), if may_say => {
                let Some(line) = line else { return Ok(()) };
                let part = caller.dialogue().part();
                output::print(context, &dialogue::said(&line, part, context.look))?;
                caller.say(&line).await;
            }
        }
        if caller.dialogue().phase() == Phase::Over {
            return Ok(());
        }
    }
}

fn told(heard: &Heard, context: &Context) -> String {
    let lang = context.lang();
    match heard {
        Heard::Reply(reply) => dialogue::answered(reply, context.look),
        Heard::Judged(judged) => dialogue::judged(judged, context.look),
        Heard::Encrypted => {
            words!(lang, en: "-- TLS has begun: EHLO again\n", ja: "-- TLSが始まりました。もう一度EHLOを打ちます\n")
                .to_owned()
        }
        Heard::HungUp => words!(lang, en: "-- the connection is closed\n", ja: "-- 接続が閉じました\n").to_owned(),
    }
}

/// The lines of standard input. A thread reads them, which nobody waits for at the end: it may hang on an input that never
/// comes.
fn typed() -> mpsc::Receiver<String> {
    let (send, lines) = mpsc::channel(AHEAD);
    std::thread::spawn(move || {
        let mut input = stdin().lock();
        let mut line = Vec::new();
        while matches!(input.by_ref().take(LONGEST).read_until(b'\n', &mut line), Ok(1..)) {
            let text = String::from_utf8_lossy(&line);
            if send.blocking_send(text.trim_end_matches(['\r', '\n']).to_owned()).is_err() {
                return;
            }
            line.clear();
        }
    });
    lines
}
