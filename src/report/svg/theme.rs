//! The colours of a figure. They are those of the page (`html/page.css`), each readable on what it stands on
//! (WCAG 2.2 §1.4.3), and told apart by people of every colour vision.

/// In which colours a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// For white slides and for paper.
    #[default]
    Light,
    /// For dark slides.
    Dark,
    /// As the reader's system says: for web pages.
    Auto,
}

/// What a colour is for.
struct Colours {
    paper: &'static str,
    ink: &'static str,
    faint: &'static str,
    line: &'static str,
    sheet: &'static str,
    accent: &'static str,
    accent_ink: &'static str,
    good: &'static str,
    bad: &'static str,
    warn: &'static str,
}

const LIGHT: Colours = Colours {
    paper: "#fbf9f4",
    ink: "#1d2430",
    faint: "#565f6e",
    line: "#9aa3b2",
    sheet: "#ffffff",
    accent: "#2a4d8f",
    accent_ink: "#ffffff",
    good: "#00639c",
    bad: "#ab3d00",
    warn: "#7a5200",
};
const DARK: Colours = Colours {
    paper: "#12161d",
    ink: "#eceae4",
    faint: "#a9b2c0",
    line: "#64708a",
    sheet: "#1c222c",
    accent: "#9dbcf5",
    accent_ink: "#10151d",
    good: "#7cc4f2",
    bad: "#ff9d66",
    warn: "#f0bd4f",
};

impl Theme {
    /// The words for them on a command line.
    pub const WORDS: [&'static str; 3] = ["light", "dark", "auto"];

    /// The theme of that word.
    pub fn of(word: &str) -> Option<Self> {
        let at = Self::WORDS.iter().position(|one| *one == word)?;
        [Self::Light, Self::Dark, Self::Auto].get(at).copied()
    }

    /// The style sheet. It has no variables: not every program that shows SVG knows them.
    pub(super) fn sheet(self) -> String {
        match self {
            Self::Light => FONTS.to_owned() + &rules(&LIGHT),
            Self::Dark => FONTS.to_owned() + &rules(&DARK),
            Self::Auto => {
                let dark = rules(&DARK);
                format!("{FONTS}{}@media (prefers-color-scheme:dark){{{dark}}}", rules(&LIGHT))
            }
        }
    }
}

const FONTS: &str = "\
text{font-family:system-ui,'Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI',Meiryo,sans-serif}\
.mono{font-family:ui-monospace,'SF Mono',Menlo,Consolas,'Noto Sans Mono','Noto Sans Mono CJK JP',monospace}\
.strong{font-weight:700}.way{fill:none;stroke-width:3}.glyph{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}\
.box{stroke-width:2}.here .box{stroke-width:5}.stamp{stroke-width:2}";

fn rules(colours: &Colours) -> String {
    let Colours { paper, ink, faint, line, sheet, accent, accent_ink, good, bad, warn } = colours;
    format!(
        ".paper{{fill:{paper}}}text{{fill:{ink}}}.faint{{fill:{faint}}}.way{{stroke:{line}}}.glyph{{stroke:{faint}}}\
         .box{{fill:{sheet};stroke:{line}}}.here .box{{stroke:{accent}}}.here .glyph{{stroke:{accent}}}\
         .current .way,.going .way{{stroke:{accent}}}.number{{fill:{sheet};stroke:{line}}}.current .number{{fill:{accent};stroke:{accent}}}\
         .current .digit{{fill:{accent_ink}}}.current .name{{fill:{accent}}}.envelope{{fill:{sheet};stroke:{ink};stroke-width:2.5}}\
         .card{{fill:{sheet};stroke:{ink};stroke-width:1.5}}.badge{{fill:{paper};stroke:{line};stroke-width:1.5}}\
         .new .badge{{fill:{accent};stroke:{accent}}}.new .count{{fill:{accent_ink}}}.chip{{fill:{sheet};stroke:{line};stroke-width:1.5}}\
         .arrow{{fill:{accent}}}.good text.result,.good.result{{fill:{good}}}.bad text.result,.bad.result{{fill:{bad}}}\
         .warn text.result,.warn.result{{fill:{warn}}}.good .chip{{stroke:{good}}}.bad .chip{{stroke:{bad}}}.warn .chip{{stroke:{warn}}}\
         .stamp{{fill:{sheet};stroke:{bad}}}.stamp-mark{{fill:none;stroke:{bad};stroke-width:4;stroke-linecap:round}}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_what_it_stands_on() {
        for colours in [LIGHT, DARK] {
            for text in [colours.ink, colours.faint, colours.accent, colours.good, colours.bad, colours.warn] {
                for ground in [colours.paper, colours.sheet] {
                    assert!(contrast(text, ground) >= 4.5, "{text} on {ground}");
                }
            }
            assert!(contrast(colours.accent_ink, colours.accent) >= 4.5);
        }
    }
}
