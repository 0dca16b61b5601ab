//! JSON in which nothing stands twice.
//!
//! A story says the same again and again: the letter at every step, the mailboxes, the other language's octets. Whatever
//! occurs more than once goes into a pool, and `"$3"` stands for the fourth thing in it:
//!
//! ```text
//!   {"a": ["long", "long"], "b": ["long", "long"]}
//!   {"pool": ["long", ["$0", "$0"]], "root": {"a": "$1", "b": "$1"}}
//! ```
//!
//! Text that begins with a dollar sign has a second one before it.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

/// Something shorter is not worth a reference.
const SHORTEST: usize = 24;

/// The value as `{"pool", "root"}`.
pub(super) fn packed(value: &Value) -> Value {
    let mut packer = Packer::default();
    let root = packer.number(value);
    let root = packer.pack(root);
    json!({ "pool": packer.pool, "root": root })
}

/// The value on one line, fit to stand inside a `script` element: nothing in it looks like a tag (HTML §4.12.1.3).
pub(super) fn inside_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// A value, known by its number. Equal values have the same one, so each is looked at once, however often it occurs.
struct Thing {
    value: Part,
    /// How long its text is, at least.
    length: usize,
    /// In how many other things it stands.
    times: usize,
}

/// A value whose parts are numbers of things.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    Plain(String),
    Text(String),
    Array(Vec<usize>),
    Object(Vec<(String, usize)>),
}

#[derive(Default)]
struct Packer {
    things: Vec<Thing>,
    numbers: HashMap<Part, usize>,
    /// Where a thing stands in the pool.
    places: HashMap<usize, usize>,
    pool: Vec<Value>,
}

impl Packer {
    /// The number of a value; its parts have theirs already.
    fn number(&mut self, value: &Value) -> usize {
        let part = match value {
            Value::String(text) => Part::Text(text.clone()),
            Value::Array(items) => Part::Array(items.iter().map(|item| self.number(item)).collect()),
            Value::Object(fields) => {
                Part::Object(fields.iter().map(|(name, field)| (name.clone(), self.number(field))).collect())
            }
            plain => Part::Plain(plain.to_string()),
        };
        if let Some(number) = self.numbers.get(&part) {
            return *number;
        }
        let length = self.length(&part);
        for inside in part.inside() {
            self.things[inside].times += 1;
        }
        self.things.push(Thing { value: part.clone(), length, times: 0 });
        self.numbers.insert(part, self.things.len() - 1);
        self.things.len() - 1
    }

    fn length(&self, part: &Part) -> usize {
        let inside: usize = part.inside().map(|number| self.things[number].length + 1).sum();
        2 + match part {
            Part::Plain(text) | Part::Text(text) => text.len(),
            Part::Array(_) => inside,
            Part::Object(fields) => inside + fields.iter().map(|(name, _)| name.len() + 3).sum::<usize>(),
        }
    }

    /// The thing, or where it stands in the pool.
    fn pack(&mut self, number: usize) -> Value {
        let Thing { value, length, times } = &self.things[number];
        let shared = *times > 1 && *length >= SHORTEST && !matches!(value, Part::Plain(_));
        let value = value.clone();
        if !shared {
            return self.inside(value);
        }
        let place = if let Some(place) = self.places.get(&number) {
            *place
        } else {
            let packed = self.inside(value);
            self.pool.push(packed);
            self.places.insert(number, self.pool.len() - 1);
            self.pool.len() - 1
        };
        format!("${place}").into()
    }

    fn inside(&mut self, value: Part) -> Value {
        match value {
            Part::Plain(text) => serde_json::from_str(&text).unwrap_or_default(),
            Part::Text(text) if text.starts_with('$') => format!("${text}").into(),
            Part::Text(text) => text.into(),
            Part::Array(items) => items.into_iter().map(|item| self.pack(item)).collect(),
            Part::Object(fields) => {
                fields.into_iter().map(|(name, field)| (name, self.pack(field))).collect::<Map<_, _>>().into()
            }
        }
    }
}

impl Part {
    /// The numbers of what stands in it.
    fn inside(&self) -> impl Iterator<Item = usize> {
        let (items, fields): (&[usize], &[(String, usize)]) = match self {
            Self::Array(items) => (items, &[]),
            Self::Object(fields) => (&[], fields),
            Self::Plain(_) | Self::Text(_) => (&[], &[]),
        };
        items.iter().copied().chain(fields.iter().map(|(_, number)| *number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(value: &Value, pool: &[Value]) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix('$') {
                Some(text) if text.starts_with('$') => text.into(),
                Some(place) => {
                    let place = place.parse().unwrap();
                    unpacked(&pool[place], &pool[..place])
                }
                None => value.clone(),
            },
            Value::Array(items) => items.iter().map(|item| unpacked(item, pool)).collect(),
            Value::Object(fields) => {
                fields.iter().map(|(name, field)| (name.clone(), unpacked(field, pool))).collect::<Map<_, _>>().into()
            }
            plain => plain.clone(),
        }
    }

    #[test]
    fn what_was_packed_comes_out_again_and_refers_only_to_what_stands_before() {
        let letter = json!({ "header": ["From: somebody@example.com", "x"], "body": "a text long enough to count" });
        let value = json!([letter, { "inside": letter, "again": letter["body"] }, letter["header"][0], 7, null, "", "$", "$0 and more"]);
        let packed = packed(&value);
        assert_eq!(unpacked(&packed["root"], packed["pool"].as_array().unwrap()), value);
        assert!(packed.to_string().matches("long enough").count() == 1, "{packed}");
    }

    #[test]
    fn nothing_ends_the_script() {
        assert!(!inside_script(&json!("</script><!--\u{2028}")).contains(['<', '\u{2028}']));
    }
}
