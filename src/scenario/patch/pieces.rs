//! Finding all that can be changed in a scenario.

use std::ops::Range;

use toml_spanner::{Arena, Array, Item, Key, Table, parse_recoverable};

use super::quoting::Quoted;
use super::{Piece, Slot, Subject, records};

/// All that can be changed, in the order in which a learner thinks of it: DNS, the letters, the servers' rules, the
/// addresses. A text that is no scenario has as much of it as can be made out.
pub fn pieces(source: &str) -> Vec<Piece> {
    let arena = Arena::new();
    let document = parse_recoverable(source, &arena);
    let root = document.table();
    let steps = root.get("step").and_then(Item::as_array).map(Array::as_slice).unwrap_or_default();
    let mut pieces: Vec<Piece> = entries(root.get("zones")).flat_map(|entry| zone(entry, None)).collect();
    for (number, step) in steps.iter().filter_map(Item::as_table).enumerate() {
        pieces.extend(entries(step.get("set")).flat_map(|entry| zone(entry, Some(number))));
    }
    let sends = steps.iter().filter_map(Item::as_table).filter(|step| is(step, "do", "send"));
    pieces.extend(sends.enumerate().flat_map(|(send, step)| letter(send, step)));
    let hosts = || entries(root.get("hosts")).filter_map(|(key, item)| Some((key.name, item.as_table()?)));
    for (host, _) in hosts().filter(|(_, table)| is(table, "role", "server")) {
        pieces.extend(rules(source, root, host).into_iter().flatten());
    }
    for (host, table) in hosts() {
        pieces.extend(texts(table.get("ip")).map(|item| whole(item, Subject::Address { host: host.to_owned() })));
    }
    pieces
}

fn entries<'a, 'de>(item: Option<&'a Item<'de>>) -> std::slice::Iter<'a, (Key<'de>, Item<'de>)> {
    item.and_then(Item::as_table).map(Table::entries).unwrap_or_default().iter()
}

fn is(table: &Table<'_>, key: &str, word: &str) -> bool {
    table.get(key).and_then(Item::as_str) == Some(word)
}

fn zone((key, item): &(Key<'_>, Item<'_>), step: Option<usize>) -> Vec<Piece> {
    quoted(item).map(|text| records::of(&text, key.name, step)).unwrap_or_default()
}

fn letter(send: usize, step: &Table<'_>) -> Vec<Piece> {
    let envelope = step.get("envelope").and_then(Item::as_table);
    let of_envelope = |key| texts(envelope.and_then(|envelope| envelope.get(key)));
    let from = of_envelope("from").map(|item| whole(item, Subject::EnvelopeFrom { send }));
    let to = of_envelope("to").map(|item| whole(item, Subject::EnvelopeTo { send }));
    let header = entries(step.get("header")).flat_map(|(key, item)| {
        texts(Some(item)).map(|item| whole(item, Subject::Field { send, name: key.name.to_owned() }))
    });
    from.chain(to).chain(header).collect()
}

/// The rules of a server, written or not.
fn rules(source: &str, root: &Table<'_>, host: &str) -> [Option<Piece>; 2] {
    let rule = |key: &str, default: &str, subject: Subject| {
        let written = root.get("receivers").and_then(Item::as_table).and_then(|all| all.get(host));
        let table = written.and_then(Item::as_table);
        if let Some((key, item)) = table.and_then(|table| table.get_key_value(key)) {
            return own(source, key, item, subject);
        }
        let slot = missing(source, root, host, table, key)?;
        Some(Piece { subject, value: default.to_owned(), slot })
    };
    let host = || host.to_owned();
    [
        rule("spf_fail", "accept", Subject::SpfFail { host: host() }),
        rule("greylist", "", Subject::Greylist { host: host() }),
    ]
}

/// A value that may go, where its line has nothing else on it.
fn own(source: &str, key: &Key<'_>, item: &Item<'_>, subject: Subject) -> Option<Piece> {
    let quoted = quoted(item)?;
    let part = 0..quoted.value.len();
    let line = line_of(source, quoted.span.clone());
    let first = source.get(line.start..key.span.range().start)?.trim();
    let last = source.get(quoted.span.end..line.end)?.trim();
    let alone = first.is_empty() && (last.is_empty() || last.starts_with('#'));
    let value = quoted.value.clone();
    let slot = if alone { Slot::Own { quoted, part, line } } else { Slot::Part { quoted, part } };
    Some(Piece { subject, value, slot })
}

fn line_of(source: &str, place: Range<usize>) -> Range<usize> {
    let from = source.get(..place.start).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    let rest = source.get(place.end..).unwrap_or_default();
    from..place.end + rest.find('\n').map_or(rest.len(), |at| at + 1)
}

/// Where a rule can be written that is not there: before the first rule of that server, as that one is written; else in
/// a table of its own at the end of the file.
fn missing(source: &str, root: &Table<'_>, host: &str, table: Option<&Table<'_>>, key: &str) -> Option<Slot> {
    if let Some((first, _)) = table.map(Table::entries).unwrap_or_default().first() {
        let at = first.span.range().start;
        let line = line_of(source, at..at).start;
        let lead = source.get(line..at)?;
        if lead.contains('{') {
            return Some(Slot::Missing { at, before: format!("{key} = "), after: ", ".to_owned() });
        }
        return Some(Slot::Missing { at: line, before: format!("{lead}{key} = "), after: "\n".to_owned() });
    }
    let receivers = root.get("receivers").map(|item| item.span().range());
    let inline = receivers.is_some_and(|span| source.get(span).is_some_and(|text| text.starts_with('{')));
    if table.is_some() || inline {
        return None;
    }
    let gap = if source.ends_with('\n') { "\n" } else { "\n\n" };
    let before = format!("{gap}[receivers.{}]\n{key} = ", super::quoted(host));
    Some(Slot::Missing { at: source.len(), before, after: "\n".to_owned() })
}

/// The texts of a list, or the one text.
fn texts<'a, 'de>(item: Option<&'a Item<'de>>) -> impl Iterator<Item = Quoted> + use<'a, 'de> {
    let items = item.map(|item| item.as_array().map_or(std::slice::from_ref(item), Array::as_slice));
    items.unwrap_or_default().iter().filter_map(quoted)
}

fn quoted(item: &Item<'_>) -> Option<Quoted> {
    Some(Quoted { span: item.span().range(), value: item.as_str()?.to_owned() })
}

fn whole(quoted: Quoted, subject: Subject) -> Piece {
    let (value, part) = (quoted.value.clone(), 0..quoted.value.len());
    Piece { subject, value, slot: Slot::Part { quoted, part } }
}
