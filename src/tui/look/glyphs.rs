//! The glyphs that the screen is drawn with, each one cell wide.
//!
//! Terminals set up for Japanese may draw `─│●①` two cells wide, and then nothing lines up; `--ascii` is for them.

/// One set of glyphs.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui) struct Glyphs {
    /// It went well.
    pub(in crate::tui) good: &'static str,
    /// It did not.
    pub(in crate::tui) bad: &'static str,
    /// It happens here.
    pub(in crate::tui) here: &'static str,
    /// A letter in its envelope.
    pub(in crate::tui) letter: &'static str,
    /// The same, where there is room for three rows of five cells.
    pub(in crate::tui) envelope: [&'static str; 3],
    /// The envelope of a bounce, whose sender is empty: `<>`.
    pub(in crate::tui) bounce: [&'static str; 3],
    /// The flap of an envelope with addresses on it.
    pub(in crate::tui) flap: &'static str,
    /// Words of a conversation on their way to the right, and to the left.
    pub(in crate::tui) words: [&'static str; 2],
    /// To the right; also what a client says.
    pub(in crate::tui) right: &'static str,
    /// To the left; also what a server says.
    pub(in crate::tui) left: &'static str,
    /// Up to DNS.
    pub(in crate::tui) up: &'static str,
    /// Down from the band above the machines.
    pub(in crate::tui) down: &'static str,
    /// A level line.
    pub(in crate::tui) level: &'static str,
    /// An upright line.
    pub(in crate::tui) upright: &'static str,
    /// A level line inside TLS.
    pub(in crate::tui) level_secret: &'static str,
    /// An upright line inside TLS.
    pub(in crate::tui) upright_secret: &'static str,
    /// What nobody on the way can read.
    pub(in crate::tui) opaque: &'static str,
    /// Corners: top left, top right, bottom left, bottom right.
    pub(in crate::tui) corners: [&'static str; 4],
    /// The same inside TLS.
    pub(in crate::tui) corners_secret: [&'static str; 4],
    /// Heavy: level, upright, and the four corners.
    pub(in crate::tui) heavy: [&'static str; 6],
    /// Where a line meets a box: on its upper border, on its lower one.
    pub(in crate::tui) joints: [&'static str; 2],
    /// Something was left out.
    pub(in crate::tui) ellipsis: &'static str,
    /// Between two things on one line.
    pub(in crate::tui) dot: &'static str,
    /// The numbers of the four stages.
    pub(in crate::tui) stages: [&'static str; 4],
    /// The keys of the footer: right, left, up and down.
    pub(in crate::tui) arrows: [&'static str; 3],
}

/// For terminals that draw each of these one cell wide: nearly all.
pub(super) static UNICODE: Glyphs = Glyphs {
    good: "✓",
    bad: "✗",
    here: "●",
    letter: "✉",
    envelope: ["┌───┐", "│╲_╱│", "└───┘"],
    bounce: ["┌───┐", "│<>◄│", "└───┘"],
    flap: "╲╱",
    words: ["»", "«"],
    right: "►",
    left: "◄",
    up: "▲",
    down: "▼",
    level: "─",
    upright: "│",
    level_secret: "═",
    upright_secret: "║",
    opaque: "░",
    corners: ["┌", "┐", "└", "┘"],
    corners_secret: ["╔", "╗", "╚", "╝"],
    heavy: ["━", "┃", "┏", "┓", "┗", "┛"],
    joints: ["┴", "┬"],
    ellipsis: "…",
    dot: "·",
    stages: ["①", "②", "③", "④"],
    arrows: ["→", "←", "↑↓"],
};

/// For every other one.
pub(super) static ASCII: Glyphs = Glyphs {
    good: "+",
    bad: "x",
    here: "*",
    letter: "@",
    envelope: ["+---+", "|\\_/|", "+---+"],
    bounce: ["+---+", "|<><|", "+---+"],
    flap: "\\/",
    words: ["o", "o"],
    right: ">",
    left: "<",
    up: "^",
    down: "v",
    level: "-",
    upright: "|",
    level_secret: "=",
    upright_secret: "#",
    opaque: "#",
    corners: ["+", "+", "+", "+"],
    corners_secret: ["#", "#", "#", "#"],
    heavy: ["=", "|", "+", "+", "+", "+"],
    joints: ["+", "+"],
    ellipsis: "~",
    dot: "-",
    stages: ["1", "2", "3", "4"],
    arrows: ["->", "<-", "Up/Down"],
};
