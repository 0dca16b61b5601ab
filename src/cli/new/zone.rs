//! `tegami new --from-zone`: a letter is sent from the domain of a zone file.
//!
//! The text stays as it is, but for names and addresses, which become those kept for documentation. A line that cannot be
//! served here is set behind a `;`.

use std::net::IpAddr;
use std::ops::Range;
use std::path::Path;

use hickory_proto::rr::RData;

use super::disguise::Disguise;
use crate::lang::Lang;
use crate::scenario::template::{Draft, Letter, Site, mailbox_of};
use crate::scenario::{self, Scenario, Zone};
use crate::words;

/// The scenario's text; none where no line of the file is a record.
pub(super) fn imported(text: &str, path: &Path, keep_names: bool, lang: Lang) -> Option<String> {
    let mut disguise = Disguise::new(keep_names);
    let real = origin_of(text, path);
    let origin = disguise.domain(&real, "a-corp");
    let text = addresses(text, &mut disguise);
    let zone = disguise.text(&text);
    let mut draft = draft(&origin, &zone, lang);
    let file = servable(&draft, lang);
    let parsed = scenario::parse("new", "new", &file).scenario;
    let has_records =
        |parsed: &Scenario| parsed.zones.iter().any(|zone| zone.origin == origin && !zone.records.is_empty());
    if !parsed.as_ref().is_none_or(has_records) {
        return None;
    }
    let Some((server, ip)) = parsed.as_ref().and_then(|parsed| exchange(parsed, &origin)) else { return Some(file) };
    (draft.sender.server, draft.sender.server_ip) = (server, ip);
    Some(servable(&draft, lang))
}

fn draft(origin: &str, zone: &str, lang: Lang) -> Draft {
    let receiver = if origin == "school.example" { "reader.example" } else { "school.example" };
    // Addresses that the zone does not use.
    let free = |net: &str, first: u8| {
        let ips = (first..=254).map(|host| format!("{net}.{host}"));
        ips.into_iter().find(|ip| !zone.contains(ip.as_str())).unwrap_or_default()
    };
    let site = |user: &str, server: String, net: &str| Site {
        pc: format!("{user}-pc"),
        pc_ip: free(net, 7),
        user: user.to_owned(),
        server,
        server_ip: free(net, 25),
        domains: Vec::new(),
        quiet: false,
    };
    let sender = Site { domains: vec![origin.to_owned()], ..site("kimura", format!("mail.{origin}"), "192.0.2") };
    let reader = site("aoi", format!("mx.{receiver}"), "203.0.113");
    let (from, to) = (format!("kimura@{origin}"), format!("aoi@{receiver}"));
    let fields = [("From", from.as_str()), ("To", &to), ("Subject", words!(lang, en: "A test", ja: "テスト"))];
    Draft {
        notes: vec![words!(lang,
            en: "Made from a zone file. Names outside of it have no records here. What cannot be served stands behind a semicolon.",
            ja: "ゾーンファイルから作りました。ほかのドメインのレコードはここにはありません。使えない行は「;」でコメントにしています。").to_owned()],
        title: [format!("A letter from {origin}"), format!("{origin} からのメール")],
        zones: vec![
            (origin.to_owned(), zone.to_owned()),
            (receiver.to_owned(), format!("@       MX   10 mx\nmx      A    {}\n", reader.server_ip)),
        ],
        signers: Vec::new(),
        letter: Letter {
            fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: words!(lang, en: "Does this arrive?", ja: "届きましたか。").to_owned(),
            from,
            to,
        },
        asks: false,
        sender,
        receiver: reader,
    }
}

/// The file, in which the lines that the parser cannot read are comments of the zone.
fn servable(draft: &Draft, lang: Lang) -> String {
    /// Lines of one record may be found wrong one after the other.
    const MOST_TIMES: usize = 100;
    let mut file = draft.write(lang);
    for _ in 0..MOST_TIMES {
        let wrong = scenario::parse("new", "new", &file).diagnostics;
        let places: Vec<Range<usize>> =
            wrong.into_iter().filter(scenario::Diagnostic::is_error).map(|d| d.span).collect();
        let again = without(&file, &places);
        if again == file {
            break;
        }
        file = again;
    }
    file
}

/// The text with a `;` before each of those lines that stand in zone text.
fn without(file: &str, places: &[Range<usize>]) -> String {
    let (mut out, mut at, mut in_zone) = (String::with_capacity(file.len()), 0, false);
    for line in file.split_inclusive('\n') {
        let end = at + line.len();
        let is_wrong = places.iter().any(|place| (at..end).contains(&place.start));
        let opens = line.trim_end().ends_with("= '''") || line.trim_end().ends_with("= \"\"\"");
        let closes = line.starts_with("'''") || line.starts_with("\"\"\"");
        if in_zone && !closes && is_wrong && !line.starts_with(';') {
            out.push_str("; ");
        }
        in_zone = (in_zone || opens) && !closes;
        out.push_str(line);
        at = end;
    }
    out
}

/// The zone's name: what `$ORIGIN` says, or the name of the file, as BIND's examples have it (`db.example.com`).
fn origin_of(text: &str, path: &Path) -> String {
    let directive = text.lines().find_map(|line| line.trim().strip_prefix("$ORIGIN"));
    let directive = directive.and_then(|rest| rest.split_whitespace().next());
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut name = file.strip_prefix("db.").unwrap_or(&file);
    for ending in [".zone", ".db", ".txt"] {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    let known = directive.into_iter().chain([name]).find_map(|domain| mailbox_of(&format!("x@{domain}")));
    known.map_or_else(|| "a-corp.example".to_owned(), |known| known.domain)
}

/// The text with other addresses, in records and in SPF.
fn addresses(text: &str, disguise: &mut Disguise) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '/');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(length);
        out.push_str(&address(word, disguise));
        let other = behind.find(is_part).unwrap_or(behind.len());
        let (between, next) = behind.split_at(other);
        out.push_str(between);
        rest = next;
    }
    out
}

/// `192.0.2.1`, `ip4:192.0.2.0/24`.
fn address(word: &str, disguise: &mut Disguise) -> String {
    let lower = word.to_ascii_lowercase();
    let mark = ["ip4:", "ip6:"].into_iter().find(|mark| lower.starts_with(mark)).unwrap_or_default();
    let (before, rest) = word.split_at(mark.len());
    let (ip, prefix) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    match ip.parse::<IpAddr>() {
        Ok(ip) => format!("{before}{}{prefix}", disguise.ip(ip)),
        Err(_) => word.to_owned(),
    }
}

/// The server of the zone that takes mail for it, with its address.
fn exchange(read: &Scenario, origin: &str) -> Option<(String, String)> {
    let zone: &Zone = read.zones.iter().find(|zone| zone.origin == origin)?;
    let plain = |name: &hickory_proto::rr::Name| name.to_ascii().trim_end_matches('.').to_ascii_lowercase();
    let servers = zone.records.iter().filter_map(|record| match &record.value.data {
        RData::MX(mx) => Some(plain(&mx.exchange)),
        _ => None,
    });
    servers.into_iter().find_map(|server| {
        let ip = zone.records.iter().find_map(|record| match &record.value.data {
            RData::A(ip) if plain(&record.value.name) == server => Some(ip.0.to_string()),
            _ => None,
        })?;
        Some((server, ip))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: &str = "$ORIGIN kimura.co.jp.\n$TTL 1h\n@ SOA ns admin 1 1h 15m 1w 1h\n@ NS ns\n@ MX 10 mx1\nmx1 A 8.8.8.8\nns A 8.8.4.4\n@ TXT \"v=spf1 ip4:8.8.8.0/24 include:_spf.example.net -all\"\n@ RRSIG A 13 2 300 ( 20260101000000\n 20260101000000 1 kimura.co.jp. abcd )\nkimura.co.jp. TXT \"x\"\n";

    #[test]
    fn a_zone_file_becomes_a_scenario_that_is_right() {
        for lang in Lang::ALL {
            for keep in [false, true] {
                let file = imported(ZONE, Path::new("db.x"), keep, lang).unwrap();
                let parsed = scenario::parse("x", "x", &file);
                assert_eq!(parsed.diagnostics, [], "{file}");
                let origin = if keep { "kimura.co.jp" } else { "a-corp.example" };
                assert_eq!(
                    parsed.scenario.unwrap().host(&format!("mx1.{origin}")).unwrap().ips[0].to_string(),
                    "192.0.2.8"
                );
                assert!(file.contains("; @ RRSIG") && file.contains("ip4:192.0.2.0/24"), "{file}");
                assert_eq!(file.contains("kimura.co.jp"), keep, "{file}");
            }
        }
    }

    #[test]
    fn a_zone_is_called_as_its_file_where_it_does_not_say() {
        for (file, origin) in
            [("db.example.com", "example.com"), ("example.org.zone", "example.org"), ("zone", "a-corp.example")]
        {
            assert_eq!(origin_of("@ A 192.0.2.1", Path::new(file)), origin);
        }
    }

    #[test]
    fn a_file_of_something_else_is_no_zone() {
        for text in
            ["", "From: Kimura <kimura@a-corp.example>\r\nTo: aoi@school.example\r\n\r\nHello\r\n", "; a comment\n"]
        {
            assert_eq!(imported(text, Path::new("db.x"), false, Lang::En), None, "{text}");
        }
    }
}
