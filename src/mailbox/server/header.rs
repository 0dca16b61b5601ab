//! Where the header of a letter ends, and where each of its fields (RFC 5322 §2.1 and §2.2), octet for octet.

/// The header with the empty line that ends it, and the body. Without an empty line all of it is header.
pub(super) fn halves(source: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    for line in source.split_inclusive(|octet| *octet == b'\n') {
        end += line.len();
        if matches!(line, b"\r\n" | b"\n") {
            break;
        }
    }
    source.split_at(end)
}

/// The fields of a header, each with its folded lines and line ends, without the empty line.
pub(super) fn fields(header: &[u8]) -> Vec<&[u8]> {
    let (mut fields, mut rest) = (Vec::new(), header);
    while !rest.is_empty() && !rest.starts_with(b"\r\n") && !rest.starts_with(b"\n") {
        let ends = |at: &usize| rest[*at] == b'\n' && !matches!(rest.get(at + 1), Some(b' ' | b'\t'));
        let end = (0..rest.len()).find(ends).map_or(rest.len(), |at| at + 1);
        let (field, after) = rest.split_at(end);
        fields.push(field);
        rest = after;
    }
    fields
}

/// The value of the first field of that name, with its folding.
pub(super) fn field<'a>(header: &'a [u8], name: &str) -> Option<&'a [u8]> {
    fields(header).into_iter().find_map(|field| value_of(field, name))
}

/// The value of a field, where it has that name.
pub(super) fn value_of<'a>(field: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let colon = field.iter().position(|octet| *octet == b':')?;
    let (own, value) = field.split_at_checked(colon)?;
    own.trim_ascii().eq_ignore_ascii_case(name.as_bytes()).then(|| value.get(1..))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_falls_into_fields() {
        assert_eq!(fields(b"A: b\r\n c\r\nD: e\n\tf\nG\r\n\r\n"), [&b"A: b\r\n c\r\n"[..], b"D: e\n\tf\n", b"G\r\n"]);
        assert_eq!(halves(b"A: b\n\nbody\n\n"), (&b"A: b\n\n"[..], &b"body\n\n"[..]));
        assert_eq!(halves(b"\r\nbody"), (&b"\r\n"[..], &b"body"[..]));
        assert_eq!(halves(b"no header at all"), (&b"no header at all"[..], &b""[..]));
    }
}
