//! The header of a letter as it stands: every field in its place, however broken (RFC 5322 §2.2, §2.2.3, §4.5).
//!
//! A field begins with a name and a colon; its further lines are indented (folding). A header that was pasted from a
//! window may have lost that indentation, so a line that is no field belongs to the one above it, and that is remarked.
//! The first empty line ends the header.

use super::remark::Remark;

/// The most fields that are looked at.
pub(super) const MOST_FIELDS: usize = 2_000;

/// The most octets of one field that are looked at.
const LONGEST_VALUE: usize = 16 << 10;

/// The longest name of a field that is taken for one.
const LONGEST_NAME: usize = 128;

/// A field as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field<'a> {
    /// Its name, without the colon.
    pub name: &'a str,
    /// What stands behind the colon, folds and all, without the last line end.
    pub value: &'a [u8],
    /// At which octet it begins.
    pub at: usize,
    /// In which line it begins, from 0.
    pub line: usize,
}

impl Field<'_> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The header of a letter.
#[derive(Debug, Default)]
pub(super) struct Header<'a> {
    pub fields: Vec<Field<'a>>,
    /// How many fields there are beyond [`MOST_FIELDS`].
    pub left_out: usize,
    /// Octets behind the empty line.
    pub body_octets: usize,
    /// Whether an empty line ends the header.
    pub ends: bool,
    pub remarks: Vec<Remark>,
}

impl<'a> Header<'a> {
    /// Reads the header.
    pub fn read(source: &'a [u8]) -> Self {
        let mut header = Self::default();
        let (mut at, mut end, mut open) = (0, None, None);
        for (line, raw) in source.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let (start, text) = (at, without_line_end(raw));
            if text.is_empty() {
                end = Some(at);
                at += raw.len();
                header.ends = true;
                break;
            }
            match name_of(text) {
                Some(name) => {
                    header.close(source, open.take().as_ref(), start);
                    open = Some(Open {
                        name,
                        value_at: start + text.iter().position(|b| *b == b':').unwrap_or(0) + 1,
                        at: start,
                        line,
                    });
                }
                None if open.is_none() => break,
                None if matches!(text.first(), Some(b' ' | b'\t')) => {}
                None => header.remark(Remark::BrokenFold { line }),
            }
            at += raw.len();
        }
        header.close(source, open.as_ref(), end.unwrap_or(at));
        header.body_octets = source.len() - at;
        header
    }

    /// The first field of that name.
    pub fn first(&self, name: &str) -> Option<(usize, &Field<'a>)> {
        self.all(name).next()
    }

    /// All fields of that name, each with its index.
    pub fn all(&self, name: &str) -> impl Iterator<Item = (usize, &Field<'a>)> {
        self.fields.iter().enumerate().filter(move |(_, field)| field.is(name))
    }

    fn close(&mut self, source: &'a [u8], open: Option<&Open<'a>>, end: usize) {
        let Some(&Open { name, value_at, at, line }) = open else { return };
        if self.fields.len() == MOST_FIELDS {
            self.left_out += 1;
            return;
        }
        let whole = without_line_end(source.get(value_at..end).unwrap_or_default());
        let value = whole.get(..LONGEST_VALUE).unwrap_or(whole);
        if value.len() < whole.len() {
            self.remark(Remark::LongField { name: name.to_owned(), octets: whole.len() });
        }
        if whole.iter().any(|byte| matches!(byte, 0..=8 | 11 | 12 | 14..=26 | 28..=31 | 127)) {
            self.remark(Remark::ControlCharacters { field: self.fields.len(), name: name.to_owned() });
        }
        self.fields.push(Field { name, value, at, line });
    }

    /// A broken header breaks in many places; the first few tell enough.
    fn remark(&mut self, remark: Remark) {
        const MOST: usize = 8;
        if self.remarks.len() < MOST {
            self.remarks.push(remark);
        }
    }
}

/// A field whose end has not come yet.
struct Open<'a> {
    name: &'a str,
    value_at: usize,
    at: usize,
    line: usize,
}

/// The name before the colon: visible ASCII, perhaps with blanks behind it, as old letters have it (RFC 5322 §4.5).
fn name_of(line: &[u8]) -> Option<&str> {
    let colon = line.iter().take(LONGEST_NAME).position(|byte| *byte == b':')?;
    let name = line.get(..colon)?.trim_ascii_end();
    let is_name = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    std::str::from_utf8(name).ok().filter(|_| is_name)
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(header: &Header<'_>) -> Vec<String> {
        header.fields.iter().map(|f| format!("{}={}@{}", f.name, String::from_utf8_lossy(f.value), f.at)).collect()
    }

    #[test]
    fn folds_stay_and_every_field_knows_its_place() {
        let header = Header::read(b"A: 1\r\n\t2\r\nb :3\r\n\r\nbody: x");
        assert_eq!(names(&header), ["A= 1\r\n\t2@0", "b=3@10"]);
        assert_eq!((header.ends, header.body_octets), (true, 7));
    }

    #[test]
    fn a_line_that_lost_its_indentation_belongs_to_the_field_above() {
        let header = Header::read(b"Received: from a\nby b; Tue\nFrom: c\n");
        assert_eq!(names(&header), ["Received= from a\nby b; Tue@0", "From= c@27"]);
        assert_eq!(header.remarks, [Remark::BrokenFold { line: 1 }]);
        assert_eq!((header.ends, header.body_octets), (false, 0));
    }

    #[test]
    fn a_text_without_header_has_no_fields() {
        assert!(Header::read(b"Hello there,\nhow are you: fine").fields.is_empty());
    }

    #[test]
    fn a_header_without_end_is_read_in_part() {
        let many = "a:b\n".repeat(5_000);
        let header = Header::read(many.as_bytes());
        assert_eq!((header.fields.len(), header.left_out), (MOST_FIELDS, 3_000));
        let long = [b"a:", &b"x".repeat(1 << 20)[..]].concat();
        assert_eq!(Header::read(&long).fields[0].value.len(), LONGEST_VALUE);
    }
}
