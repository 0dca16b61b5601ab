//! Text with macros in it, as it is written (RFC 7208 §7.1).
//!
//! ```text
//!   %{ir}.%{v}._spf.%{d2}
//!   ├───┘   │         └─ d, the domain: its last 2 parts
//!   │       └─ v, the kind of address
//!   └─ i, the address: its parts in reverse
//! ```
//!
//! What the macros stand for is found elsewhere ([`expand`](super::expand)).

use crate::trace::proof::spf::Mistake;

/// What is wrong, and where: counted in octets from the beginning of what was read.
pub(super) type Flaw = (usize, Mistake);

/// What may stand between two parts of a value, for a macro to split it there.
const DELIMITERS: &str = ".-+,/_=";

/// Where the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// In the domain of a term.
    Domain,
    /// In the value of a modifier that nobody knows.
    Modifier,
    /// In an explanation, which may hold spaces and three macros more (RFC 7208 §6.2 and §7.2).
    Explanation,
}

/// Text with macros in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MacroString {
    pub(super) written: String,
    pub(super) parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Characters that mean themselves.
    Text(String),
    /// `%%`, `%_` or `%-`.
    Escape { written: &'static str, means: &'static str },
    /// `%{…}`.
    Macro(Macro),
}

/// `%{` letter, digits, `r`, delimiters `}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Macro {
    pub(super) written: String,
    pub(super) letter: Letter,
    /// Written as a capital letter: the value is made fit for a URL.
    pub(super) encoded: bool,
    /// How many parts are kept, counted from the right.
    pub(super) keep: Option<usize>,
    pub(super) reversed: bool,
    /// Where the value is split; at dots where there are none.
    pub(super) delimiters: String,
}

/// RFC 7208 §7.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    Sender,
    LocalPart,
    SenderDomain,
    Domain,
    Ip,
    ValidatedName,
    IpVersion,
    Helo,
    ReadableIp,
    Receiver,
    Time,
}

impl MacroString {
    pub(super) fn parse(text: &str, setting: Setting) -> Result<Self, Flaw> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at = text.len() - rest.len();
            let (part, length) = match c {
                '%' => percent(rest, setting).map_err(|(offset, mistake)| (at + offset, mistake))?,
                _ => plain(rest, setting).ok_or((at, Mistake::Character))?,
            };
            parts.push(part);
            rest = rest.get(length..).unwrap_or_default();
        }
        Ok(Self { written: text.to_owned(), parts })
    }

    /// Whether this letter is in it.
    pub(super) fn names(&self, letter: Letter) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Macro(one) if one.letter == letter))
    }
}

/// The characters up to the next `%`; none where the first may not stand here.
fn plain(rest: &str, setting: Setting) -> Option<(Part, usize)> {
    let may_stand = |c: char| c.is_ascii_graphic() && c != '%' || c == ' ' && setting == Setting::Explanation;
    let length = rest.find(|c| !may_stand(c)).unwrap_or(rest.len());
    let text = rest.get(..length).filter(|text| !text.is_empty())?;
    Some((Part::Text(text.to_owned()), length))
}

fn percent(rest: &str, setting: Setting) -> Result<(Part, usize), Flaw> {
    let (written, means) = match rest.as_bytes().get(1) {
        Some(b'%') => ("%%", "%"),
        Some(b'_') => ("%_", " "),
        Some(b'-') => ("%-", "%20"),
        Some(b'{') => return braces(rest, setting),
        _ => return Err((0, Mistake::Percent)),
    };
    Ok((Part::Escape { written, means }, written.len()))
}

fn braces(rest: &str, setting: Setting) -> Result<(Part, usize), Flaw> {
    let inside = rest.strip_prefix("%{").and_then(|rest| rest.split_once('}')).map(|(inside, _)| inside);
    let inside = inside.ok_or((0, Mistake::Macro))?;
    let first = inside.chars().next().ok_or((0, Mistake::Macro))?;
    let letter = letter(first).ok_or((2, Mistake::MacroLetter))?;
    if setting == Setting::Domain && matches!(letter, Letter::ReadableIp | Letter::Receiver | Letter::Time) {
        return Err((2, Mistake::ExplanationOnly));
    }
    let behind = inside.get(first.len_utf8()..).unwrap_or_default();
    let (digits, behind) = behind.split_at(behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len()));
    let keep = keep(digits).map_err(|mistake| (3, mistake))?;
    let delimiters = behind.strip_prefix(['r', 'R']).unwrap_or(behind);
    if let Some(wrong) = delimiters.find(|c| !DELIMITERS.contains(c)) {
        return Err((2 + inside.len() - delimiters.len() + wrong, Mistake::Macro));
    }
    let length = inside.len() + 3;
    let one = Macro {
        written: rest.get(..length).unwrap_or_default().to_owned(),
        letter,
        encoded: first.is_ascii_uppercase(),
        keep,
        reversed: delimiters.len() < behind.len(),
        delimiters: delimiters.to_owned(),
    };
    Ok((Part::Macro(one), length))
}

fn letter(c: char) -> Option<Letter> {
    Some(match c.to_ascii_lowercase() {
        's' => Letter::Sender,
        'l' => Letter::LocalPart,
        'o' => Letter::SenderDomain,
        'd' => Letter::Domain,
        'i' => Letter::Ip,
        'p' => Letter::ValidatedName,
        'v' => Letter::IpVersion,
        'h' => Letter::Helo,
        'c' => Letter::ReadableIp,
        'r' => Letter::Receiver,
        't' => Letter::Time,
        _ => return None,
    })
}

/// A number that is too great for this machine keeps everything, as any that great would.
fn keep(digits: &str) -> Result<Option<usize>, Mistake> {
    match digits.parse() {
        _ if digits.is_empty() => Ok(None),
        Ok(0) => Err(Mistake::ZeroParts),
        Ok(number) => Ok(Some(number)),
        Err(_) => Ok(Some(usize::MAX)),
    }
}
