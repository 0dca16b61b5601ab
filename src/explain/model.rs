//! A letter, read: all that a screen or a report needs to show it.
//!
//! Everything in here is already in the reader's language and safe to show. A front end lays it out and adds nothing.
//!
//! ```text
//!   Reading ─┬─ Finding      what to look at first, the gravest on top
//!            ├─ Path ─ Hop   the Received lines from the top, and where trust ends
//!            ├─ Sender       Return-Path, From, Sender, Reply-To, beside From
//!            ├─ Results      what a server wrote about SPF, DKIM and DMARC, and whether to believe it
//!            ├─ Signature    each signature, tag by tag
//!            ├─ Again        what came of checking again, where DNS was asked, and why
//!            └─ FieldRow     every line of the header from the top, explained
//! ```

use serde::Serialize;

use crate::lang::Lang;
use crate::story::{Proof, Tone};

/// A letter, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// In which language.
    pub lang: Lang,
    /// `From`, as a mail client shows it; empty where there is none.
    pub from: String,
    /// `Subject`, as a mail client shows it; empty where there is none.
    pub subject: String,
    /// What to look at first.
    pub findings: Vec<Finding>,
    /// What this reading is worth: whether anything was verified.
    pub caveat: String,
    /// The way it came.
    pub path: Path,
    /// Who is said to have sent it.
    pub senders: Vec<Sender>,
    /// What servers wrote about who sent it.
    pub results: Vec<Results>,
    /// Its signatures.
    pub signatures: Vec<Signature>,
    /// What came of checking again; none where DNS was not asked.
    pub again: Option<Again>,
    /// Every field, from the top.
    pub fields: Vec<FieldRow>,
    /// How many fields are left out, because there are too many.
    pub fields_left_out: usize,
    /// Octets of the body. It is not read.
    pub body_octets: usize,
}

/// Something worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A name for it that stays the same in every language.
    pub kind: &'static str,
    /// How grave it is.
    pub tone: Tone,
    /// In a sentence or two.
    pub text: String,
    /// The field it is about: its index in [`Reading::fields`].
    pub field: Option<usize>,
}

/// The way of a letter, as its `Received` lines tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Path {
    /// The lines from the top: the newest first.
    pub hops: Vec<Hop>,
    /// How many of them are believed: the trust boundary is below them.
    pub believed: usize,
    /// Whether the letter came in from outside; else there is no boundary to draw.
    pub outside: bool,
    /// Why the boundary is there.
    pub boundary: String,
    /// How many lines are left out, because there are too many.
    pub left_out: usize,
}

/// One `Received` line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// The field: its index in [`Reading::fields`]; none where that is left out.
    pub field: Option<usize>,
    /// Whether an own server wrote it.
    pub believed: bool,
    /// Who took the letter.
    pub by: Option<String>,
    /// The name that the client gave.
    pub helo: Option<String>,
    /// The name that DNS knows for its address, where the server wrote it down.
    pub rdns: Option<String>,
    /// The client's address.
    pub ip: Option<String>,
    /// The protocol: `ESMTPS`.
    pub with: Option<String>,
    /// The number that the server gave it.
    pub id: Option<String>,
    /// For whom.
    pub recipient: Option<String>,
    /// Whether it came encrypted; none where that is not said.
    pub tls: Option<bool>,
    /// When, in UTC.
    pub time: Option<String>,
    /// Seconds since the line below; negative where time goes back.
    pub delay: Option<i64>,
    /// The line in a sentence.
    pub text: String,
    /// The delay in words; empty where it is not known.
    pub waited: String,
}

/// One of the names of a sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// The field's name.
    pub role: String,
    /// The display name; empty where there is none.
    pub name: String,
    /// The address, `<>` where it is null.
    pub address: String,
    /// How its domain stands to that of From; none for From itself.
    pub relation: Option<&'static str>,
    /// In a sentence.
    pub text: String,
}

/// One `Authentication-Results` field, or another that says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Results {
    /// The field: its index in [`Reading::fields`].
    pub field: Option<usize>,
    /// The field's name.
    pub name: String,
    /// Who says it (the authserv-id); empty where it is not said.
    pub server: String,
    /// Whether to believe it.
    pub believed: bool,
    /// Why, or why not.
    pub text: String,
    /// What it says.
    pub methods: Vec<Method>,
}

/// One result in such a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Method {
    /// `spf`, `dkim`, `dmarc`.
    pub method: String,
    /// `pass`, `fail`, …
    pub result: String,
    /// How it came out.
    pub tone: Tone,
    /// What it rests on: `smtp.mailfrom` and its value.
    pub properties: Vec<(String, String)>,
    /// In a sentence.
    pub text: String,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The field: its index in [`Reading::fields`].
    pub field: Option<usize>,
    /// The field's name.
    pub name: String,
    /// In a sentence: who signs.
    pub text: String,
    /// Its tags, in their order.
    pub tags: Vec<Tag>,
}

/// A tag, or another named part of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// `bh`.
    pub name: String,
    /// Its value, cut where it is long.
    pub value: String,
    /// What it is for.
    pub meaning: String,
}

/// What came of checking again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Again {
    /// Which DNS server was asked.
    pub server: String,
    /// What was checked, in a sentence: which address, which envelope From.
    pub basis: String,
    /// The results.
    pub checks: Vec<Method>,
    /// The questions to DNS, each with its answer.
    pub questions: Vec<String>,
    /// Why each check came out as it did.
    pub proofs: Vec<Proof>,
}

/// A field of the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldRow {
    /// Its name.
    pub name: String,
    /// Its value as it stands, escaped; folded lines are joined by `\n`.
    pub raw: String,
    /// Its value as a mail client shows it.
    pub shown: String,
    /// In which line of the file it begins, from 1.
    pub line: usize,
    /// At which octet of the file it begins.
    pub offset: usize,
    /// Whether an own server wrote it, as far as its place says.
    pub inside: bool,
    /// What a field of this name is for; empty where that is not known.
    pub meaning: String,
    /// What this one says.
    pub notes: Vec<String>,
    /// Its parts.
    pub tags: Vec<Tag>,
}
