//! What every step says: at its beginning what it does, and at its end what must come of it.

use super::expect;
use crate::scenario::key::{self, Key, Value};
use crate::words;

/// What a step can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Do {
    Send,
    Raw,
    Wait,
    Dns,
    Host,
    Empty,
    Report,
}

/// All that a step can do, each with its word.
pub(super) const DOS: &[(&str, Do)] = &[
    ("send", Do::Send),
    ("raw", Do::Raw),
    ("wait", Do::Wait),
    ("dns", Do::Dns),
    ("host", Do::Host),
    ("empty", Do::Empty),
    ("report", Do::Report),
];

/// What every step says first.
pub(super) const DO: Key = Key::must(
    "do",
    Value::Word(dos),
    |l| words!(l, en: "What happens in this step.", ja: "このステップで何をするか。"),
);

/// What a step may say at its end.
pub(super) const EXPECT: Key = Key::may(
    "expect",
    Value::Table(expect::KEYS),
    |l| words!(l, en: "What must come of it: `tegami check` looks.", ja: "どうなるはずか。`tegami check` が確かめます。"),
);

fn dos() -> Vec<&'static str> {
    key::words(DOS)
}
