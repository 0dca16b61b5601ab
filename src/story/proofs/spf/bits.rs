//! An address and a network, bit above bit.
//!
//! ```text
//!   192.0.2.25     11000000.00000000.00000010.00011001
//!   192.0.2.0/24   11000000.00000000.00000010.00000000
//!                  └─ the 24 bits that count ┘└ quiet ┘
//! ```

use std::net::IpAddr;

use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Span};
use crate::text;
use crate::trace::proof::spf::Comparison;

/// Two rows of bits.
struct Row {
    /// What stands before the bits: of the address, and of the network.
    labels: [String; 2],
    /// The number of the first bit.
    from: usize,
    /// How many there are.
    length: usize,
}

/// The two numbers, and how many of their bits count.
struct Pair {
    bits: [u128; 2],
    width: usize,
    prefix: usize,
    /// How many they have in common, from the left.
    common: usize,
}

/// The comparison to look at; none where the two are of different kinds and have no bits in common to speak of.
pub(super) fn exhibit(ip: IpAddr, comparison: &Comparison, lang: Lang) -> Option<Exhibit> {
    let network = comparison.network;
    let (pair, rows) = match (ip, network) {
        (IpAddr::V4(one), IpAddr::V4(other)) => {
            let pair = Pair::new([one.to_bits().into(), other.to_bits().into()], 32, comparison.prefix);
            let length = if pair.prefix < pair.width { format!("/{}", pair.prefix) } else { String::new() };
            let labels = [ip.to_string(), format!("{network}{length}")];
            (pair, vec![Row { labels, from: 0, length: 32 }])
        }
        (IpAddr::V6(one), IpAddr::V6(other)) => {
            let pair = Pair::new([one.to_bits(), other.to_bits()], 128, comparison.prefix);
            let rows = pair.rows_of_ip6();
            (pair, rows)
        }
        _ => return None,
    };
    let lines = rows.iter().flat_map(|row| [pair.line(row, 0), pair.line(row, 1)]).collect();
    Some(Exhibit { caption: caption(ip, comparison, lang), lines })
}

fn caption(ip: IpAddr, comparison: &Comparison, lang: Lang) -> String {
    let Comparison { network, prefix, matches } = comparison;
    let whole = if network.is_ipv4() { 32 } else { 128 };
    match matches {
        _ if *prefix >= whole => {
            text!(lang, en: "{ip} and {network}, bit by bit", ja: "{ip} と {network} を1ビットずつ比べたもの")
        }
        true => text!(
            lang,
            en: "{ip} lies in {network}/{prefix}: the first {prefix} bits are the same",
            ja: "{ip} は {network}/{prefix} の中：先頭の{prefix}ビットが同じです"
        ),
        false => text!(
            lang,
            en: "{ip} lies outside {network}/{prefix}: the first {prefix} bits are not all the same",
            ja: "{ip} は {network}/{prefix} の外：先頭の{prefix}ビットに違いがあります"
        ),
    }
}

impl Pair {
    fn new(bits: [u128; 2], width: usize, prefix: u8) -> Self {
        let [one, other] = bits;
        let equal = (one ^ other).leading_zeros() as usize;
        Self { bits, width, prefix: usize::from(prefix).min(width), common: equal.saturating_sub(128 - width) }
    }

    /// Two groups of an IPv6 address in a row, as far as the comparison went.
    fn rows_of_ip6(&self) -> Vec<Row> {
        let looked_at = self.prefix.min(self.common + 1).max(1);
        let groups = |bits: u128, from: usize| {
            let both = bits >> (96 - from) & 0xffff_ffff;
            format!("{:04x}:{:04x}", both >> 16, both & 0xffff)
        };
        let row = |from| Row { labels: self.bits.map(|bits| groups(bits, from)), from, length: 32 };
        (0..looked_at.div_ceil(32)).map(|number| row(32 * number)).collect()
    }

    fn line(&self, row: &Row, which: usize) -> Vec<Span> {
        let width = row.labels.iter().map(String::len).max().unwrap_or_default();
        let label = row.labels.get(which).cloned().unwrap_or_default();
        let mut line = vec![Span { text: format!("{label:width$}  "), emphasis: Emphasis::Plain }];
        for place in row.from..row.from + row.length {
            let bits = self.bits.get(which).copied().unwrap_or_default();
            let bit = if bits >> (self.width - 1 - place) & 1 == 1 { "1" } else { "0" };
            push(&mut line, bit, self.emphasis(place));
            let group = if self.width == 32 { 8 } else { 16 };
            if (place + 1) % group == 0 && place + 1 < row.from + row.length {
                push(&mut line, if self.width == 32 { "." } else { ":" }, self.emphasis(place));
            }
        }
        line
    }

    fn emphasis(&self, place: usize) -> Emphasis {
        if place >= self.prefix {
            Emphasis::Quiet
        } else if place < self.common {
            Emphasis::Same
        } else if place == self.common {
            Emphasis::Differs
        } else {
            Emphasis::Plain
        }
    }
}

/// Adds to the last span where it looks the same.
fn push(line: &mut Vec<Span>, text: &str, emphasis: Emphasis) {
    match line.last_mut().filter(|span| span.emphasis == emphasis) {
        Some(span) => span.text.push_str(text),
        None => line.push(Span { text: text.to_owned(), emphasis }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ip: &str, network: &str, prefix: u8) -> Vec<String> {
        let mark = |span: &Span| match span.emphasis {
            Emphasis::Same => format!("[{}]", span.text),
            Emphasis::Differs => format!("!{}!", span.text),
            Emphasis::Quiet => format!("({})", span.text),
            _ => span.text.clone(),
        };
        let comparison = Comparison { network: network.parse().unwrap(), prefix, matches: false };
        let exhibit = exhibit(ip.parse().unwrap(), &comparison, Lang::En);
        let lines = exhibit.map(|exhibit| exhibit.lines).unwrap_or_default();
        lines.iter().map(|line| line.iter().map(mark).collect()).collect()
    }

    #[test]
    fn the_bits_that_count_stand_out_up_to_the_first_that_differs() {
        let expected = [
            "192.0.2.25    [11000000.00000000.00000010.](00011001)",
            "192.0.2.0/24  [11000000.00000000.00000010.](00000000)",
        ];
        assert_eq!(shown("192.0.2.25", "192.0.2.0", 24), expected);
        let expected = [
            "198.51.100.25  [11000]!1!10.00110011.01100100.00011001",
            "192.0.2.25     [11000]!0!00.00000000.00000010.00011001",
        ];
        assert_eq!(shown("198.51.100.25", "192.0.2.25", 32), expected);
        assert_eq!(shown("198.51.100.25", "0.0.0.0", 0)[1], "0.0.0.0/0      (00000000.00000000.00000000.00000000)");
        let expected = [
            "2001:0db8  [0010000000000001:0000110110111000]",
            "2001:0db8  [0010000000000001:0000110110111000]",
            "8000:0000  !1!(000000000000000:0000000000000000)",
            "0000:0000  !0!(000000000000000:0000000000000000)",
        ];
        assert_eq!(shown("2001:db8:8000::1", "2001:db8::", 33), expected);
        assert!(shown("192.0.2.25", "2001:db8::", 32).is_empty());
        // A trace may say anything.
        assert_eq!(shown("192.0.2.25", "192.0.2.25", 255).len(), 2);
        assert_eq!(shown("2001:db8::1", "2001:db8::1", 255).len(), 8);
    }
}
