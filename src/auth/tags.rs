//! The notation of tag lists (RFC 6376 §3.2): `v=1; d=a-corp.example; s=s1`. Signatures, seals and key records are written in it.

/// The pieces of a list, one for each tag. A semicolon may end the list.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut pieces = text.split(';').peekable();
    std::iter::from_fn(move || {
        let piece = pieces.next()?;
        let ends = piece.trim_ascii().is_empty() && pieces.peek().is_none();
        (!ends).then_some(piece)
    })
}

/// A letter, then letters, digits and underscores.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The value of a signature field with an empty `b=`: that is what is signed (RFC 6376 §3.7).
pub(super) fn without_signature(value: &[u8]) -> Vec<u8> {
    let mut stripped = Vec::with_capacity(value.len());
    for (number, part) in value.split(|byte| *byte == b';').enumerate() {
        if number > 0 {
            stripped.push(b';');
        }
        let equals = part.iter().position(|byte| *byte == b'=');
        match equals.map(|equals| part.split_at(equals + 1)) {
            Some((name, _)) if is_b(name) => stripped.extend_from_slice(name),
            _ => stripped.extend_from_slice(part),
        }
    }
    let line = stripped.strip_suffix(b"\n").unwrap_or(&stripped);
    let end = line.strip_suffix(b"\r").unwrap_or(line).len();
    stripped.truncate(end);
    stripped
}

fn is_b(name: &[u8]) -> bool {
    name.strip_suffix(b"=").is_some_and(|name| name.trim_ascii().eq_ignore_ascii_case(b"b"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semicolon_may_end_a_list() {
        let read = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!((read("a=b;c=d; "), read("a=b;;"), read(" ")), (vec!["a=b", "c=d"], vec!["a=b", ""], vec![]));
    }

    #[test]
    fn only_the_value_of_b_goes() {
        for (value, stripped) in [
            ("b=abc;h=From\r\n", "b=;h=From"),
            ("bh=B64b=;h=From;b=abc\r\n", "bh=B64b=;h=From;b="),
            ("h=From; b = abc\r\n def\r\n ; v=1\r\n", "h=From; b =; v=1"),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&without_signature(value.as_bytes())), stripped);
        }
    }

    #[test]
    fn only_the_signature_is_taken_out() {
        let kept = |text: &str| String::from_utf8(without_signature(text.as_bytes())).unwrap();
        assert_eq!(kept(" bh=x; b = abc\r\n\tdef=; d=b\r\n"), " bh=x; b =; d=b");
        assert_eq!(kept("b=abc\r\n"), "b=");
    }
}
