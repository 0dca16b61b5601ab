//! As much of HTTP/1.1 (RFC 9112) as one page needs: a question, an answer, and then the line is closed.

use std::io;

use crate::net::{Line, Lines};

/// Where the policy lies (RFC 8461 §3.3).
pub(super) const PATH: &str = "/.well-known/mta-sts.txt";

/// The longest head of a question or an answer, in octets.
pub(super) const LONGEST_HEAD: usize = 8 * 1024;

/// The longest page, in octets: what RFC 8461 §3.3 has for a policy.
const LONGEST_BODY: usize = 64 * 1024;

/// How many header fields are read.
const MOST_FIELDS: usize = 64;

/// The question for the policy.
pub(super) fn question(host: &str) -> String {
    format!("GET {PATH} HTTP/1.1\r\nHost: {host}\r\nAccept: text/plain\r\nConnection: close\r\n\r\n")
}

/// What a question asks for: the host and the path. None where it is no question that can be answered.
pub(super) fn asked(head: &[u8]) -> Option<(String, String)> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    if !request.parse(head).ok()?.is_complete() || request.method != Some("GET") {
        return None;
    }
    let path = request.path?.to_owned();
    Some((value(request.headers, "Host")?, path))
}

/// An answer with a page.
pub(super) fn answer(page: Option<&str>) -> String {
    let (status, text) = page.map_or(("404 Not Found", "no such page\r\n"), |page| ("200 OK", page));
    let length = text.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
    )
}

/// The status and the page of an answer that has been read to its end. Where it leads elsewhere, nobody follows
/// (RFC 8461 §3.3). None where it is no whole answer, or its page is no plain text.
pub(super) fn page(octets: &[u8]) -> Option<(u16, String)> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let httparse::Status::Complete(head) = response.parse(octets).ok()? else { return None };
    let code = response.code?;
    let body = octets.get(head..)?;
    let body = match value(response.headers, "Content-Length") {
        Some(length) => body.get(..length.parse().ok()?)?,
        None => body,
    };
    let kind = value(response.headers, "Content-Type").unwrap_or_default().to_ascii_lowercase();
    let plain = kind.split(';').next().is_some_and(|kind| kind.trim() == "text/plain");
    (plain || code != 200).then(|| String::from_utf8(body.to_vec()).ok()).flatten().map(|text| (code, text))
}

/// All that comes until the other end has closed the line.
pub(super) async fn all(lines: &mut Lines) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    while let Line::Whole(octets) = lines.octets(LONGEST_BODY).await? {
        all.extend(octets);
        if all.len() > LONGEST_HEAD + LONGEST_BODY {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
    }
    Ok(all)
}

fn value(fields: &[httparse::Header<'_>], name: &str) -> Option<String> {
    let field = fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
    Some(std::str::from_utf8(field.value).ok()?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_answered() {
        let (host, path) = asked(question("mta-sts.school.example").as_bytes()).unwrap();
        assert_eq!((host.as_str(), path.as_str()), ("mta-sts.school.example", PATH));
        assert_eq!(page(answer(Some("hello")).as_bytes()), Some((200, "hello".to_owned())));
        assert_eq!(page(answer(None).as_bytes()).map(|(code, _)| code), Some(404));
    }

    #[test]
    fn half_an_answer_is_none_and_a_web_page_is_no_policy() {
        let whole = answer(Some("hello"));
        assert_eq!(page(&whole.as_bytes()[..whole.len() - 1]), None);
        assert_eq!(page(whole.replace("text/plain", "text/html").as_bytes()), None);
        assert_eq!(page(b"220 mx ESMTP\r\n"), None);
        assert_eq!(asked(b"POST / HTTP/1.1\r\nHost: x\r\n\r\n"), None);
        assert_eq!(asked(b"GET / HTTP/1.1\r\n\r\n"), None);
    }
}
