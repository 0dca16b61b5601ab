//! What the server says about folders: LIST, LSUB, STATUS, and the many lines of SELECT (RFC 3501 §6.3).

use imap_codec::imap_types::core::{Atom, IString, QuotedChar};
use imap_codec::imap_types::flag::{Flag, FlagNameAttribute, FlagPerm};
use imap_codec::imap_types::mailbox::{ListMailbox, Mailbox};
use imap_codec::imap_types::response::{Code, Data};
use imap_codec::imap_types::status::{StatusDataItem, StatusDataItemName};

use super::super::store::{DELIMITER, Folder, Letter, SYSTEM};
use super::answer::Answer;

/// The name that a command gives.
pub(super) fn name_of(mailbox: &Mailbox<'_>) -> String {
    match mailbox {
        Mailbox::Inbox => "INBOX".to_owned(),
        Mailbox::Other(name) => String::from_utf8_lossy(name.inner().as_ref()).into_owned(),
    }
}

/// The pattern of a LIST command: its reference, and behind it the name with wildcards.
pub(super) fn pattern_of(reference: &Mailbox<'_>, wildcard: &ListMailbox<'_>) -> String {
    let wildcard = match wildcard {
        ListMailbox::Token(token) => token.as_ref(),
        ListMailbox::String(IString::Literal(literal)) => literal.data(),
        ListMailbox::String(IString::Quoted(quoted)) => quoted.inner().as_bytes(),
    };
    format!("{}{}", name_of(reference), String::from_utf8_lossy(wildcard))
}

/// The folders that fit the pattern; an empty one asks for the delimiter only (RFC 3501 §6.3.8).
pub(super) fn list(folders: &[Folder], pattern: &str) -> Vec<Data<'static>> {
    if pattern.is_empty() {
        let root = Mailbox::try_from("").ok();
        let items = vec![FlagNameAttribute::Noselect];
        return root.map(|mailbox| Data::List { items, delimiter: delimiter(), mailbox }).into_iter().collect();
    }
    let list = |(items, mailbox)| Data::List { items, delimiter: delimiter(), mailbox };
    fitting(folders, pattern).map(list).collect()
}

/// The same for the names that a user has subscribed to. There may be no such folder any more.
pub(super) fn lsub(folders: &[Folder], subscribed: &[String], pattern: &str) -> Vec<Data<'static>> {
    let fitting = subscribed.iter().filter(|name| fits(name, pattern));
    let lsub = |name: &String| {
        let there = folders.iter().any(|folder| folder.name == *name);
        let items = if there { attributes(name) } else { vec![FlagNameAttribute::Noselect] };
        let mailbox = Mailbox::try_from(name.clone()).ok()?;
        Some(Data::Lsub { items, delimiter: delimiter(), mailbox })
    };
    fitting.filter_map(lsub).collect()
}

fn fitting<'a>(
    folders: &'a [Folder],
    pattern: &'a str,
) -> impl Iterator<Item = (Vec<FlagNameAttribute<'static>>, Mailbox<'static>)> + 'a {
    let fitting = folders.iter().filter(move |folder| fits(&folder.name, pattern));
    fitting.filter_map(|folder| Some((attributes(&folder.name), Mailbox::try_from(folder.name.clone()).ok()?)))
}

/// What a folder is for (RFC 6154).
fn attributes(name: &str) -> Vec<FlagNameAttribute<'static>> {
    if name == "Junk" { vec![FlagNameAttribute::from(Atom::unvalidated("Junk"))] } else { Vec::new() }
}

/// Stands between a folder and one inside it.
pub(super) fn delimiter() -> Option<QuotedChar> {
    QuotedChar::try_from(DELIMITER).ok()
}

/// Whether a name fits a pattern: `*` stands for anything, `%` for anything without a delimiter.
fn fits(name: &str, pattern: &str) -> bool {
    if name == "INBOX" && pattern.eq_ignore_ascii_case("INBOX") {
        return true;
    }
    // Which beginnings of the pattern fit the name so far.
    let pattern: Vec<char> = pattern.chars().collect();
    let mut reached = vec![false; pattern.len() + 1];
    reached[0] = true;
    skip_wildcards(&pattern, &mut reached);
    for letter in name.chars() {
        let mut next = vec![false; pattern.len() + 1];
        for (at, wanted) in pattern.iter().enumerate().filter(|(at, _)| reached[*at]) {
            match wanted {
                '*' => next[at] |= true,
                '%' => next[at] |= letter != DELIMITER,
                _ => next[at + 1] |= *wanted == letter,
            }
        }
        skip_wildcards(&pattern, &mut next);
        reached = next;
    }
    reached.last() == Some(&true)
}

/// A wildcard may stand for nothing.
fn skip_wildcards(pattern: &[char], reached: &mut [bool]) {
    for (at, wanted) in pattern.iter().enumerate() {
        if reached[at] && matches!(wanted, '*' | '%') {
            reached[at + 1] = true;
        }
    }
}

/// The answer to STATUS.
pub(super) fn status(
    mailbox: Mailbox<'static>,
    folder: &Folder,
    letters: &[Letter],
    names: &[StatusDataItemName],
) -> Vec<Data<'static>> {
    let items: Vec<StatusDataItem> = names.iter().filter_map(|name| status_item(folder, letters, name)).collect();
    vec![Data::Status { mailbox, items: items.into() }]
}

fn status_item(folder: &Folder, letters: &[Letter], name: &StatusDataItemName) -> Option<StatusDataItem> {
    let deleted = letters.iter().filter(|letter| letter.flags.has(&Flag::Deleted));
    Some(match name {
        StatusDataItemName::Messages => StatusDataItem::Messages(number(folder.letters)),
        StatusDataItemName::Recent => StatusDataItem::Recent(number(folder.recent)),
        StatusDataItemName::UidNext => StatusDataItem::UidNext(folder.uid_next.try_into().ok()?),
        StatusDataItemName::UidValidity => StatusDataItem::UidValidity(folder.validity.try_into().ok()?),
        StatusDataItemName::Unseen => StatusDataItem::Unseen(number(folder.unseen)),
        StatusDataItemName::Deleted => StatusDataItem::Deleted(number(deleted.count())),
        StatusDataItemName::DeletedStorage => {
            StatusDataItem::DeletedStorage(deleted.map(|letter| letter.source.len() as u64).sum())
        }
    })
}

/// The first lines of the answer to SELECT: the flags that there are, and how many letters.
pub(super) fn counts(folder: &Folder) -> [Data<'static>; 3] {
    [Data::Flags(SYSTEM.into()), Data::Exists(number(folder.letters)), Data::Recent(number(folder.recent))]
}

/// Its further lines. `\*` among the flags says that a client may make up its own.
pub(super) fn codes(folder: &Folder, writable: bool) -> Vec<Answer> {
    let unseen = folder.first_unseen.and_then(|place| Code::unseen(number(place + 1)).ok());
    let unseen = unseen.map(|code| Answer::ok("the first unseen letter").with(code));
    let next = Code::uidnext(folder.uid_next).ok().map(|code| Answer::ok("the UID of the next letter").with(code));
    let validity = Code::uidvalidity(folder.validity).ok().map(|code| Answer::ok("UIDs are valid").with(code));
    let flags = if writable {
        let all = SYSTEM.map(FlagPerm::Flag).into_iter().chain([FlagPerm::Asterisk]).collect::<Vec<_>>();
        Answer::ok("these flags can be stored").with(Code::PermanentFlags(all))
    } else {
        Answer::ok("no flag can be stored").with(Code::PermanentFlags(Vec::new()))
    };
    unseen.into_iter().chain(Some(flags)).chain(next).chain(validity).collect()
}

/// A count as IMAP writes it.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn wildcards() {
        let fit = ["INBOX", "inbox", "*", "%", "I%X", "*BOX*", "IN*%*OX"];
        assert_eq!(fit.map(|pattern| fits("INBOX", pattern)), [true; 7]);
        let unfit = ["", "IN", "Junk", "%B", "inbo%"];
        assert_eq!(unfit.map(|pattern| fits("INBOX", pattern)), [false; 5]);
        assert!(fits("a/b", "a*") && !fits("a/b", "a%"));
    }
}
