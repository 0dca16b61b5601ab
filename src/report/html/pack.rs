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
    packer.count(value);
    let root = packer.pack(value);
    json!({ "pool": packer.pool, "root": root })
}

/// The value on one line, fit to stand inside a `script` element: nothing in it looks like a tag (HTML §4.12.1.3).
pub(super) fn inside_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[derive(Default)]
struct Packer {
    /// How often each value occurs, by its text; below one that was met before, nothing is counted again.
    times: HashMap<String, usize>,
    places: HashMap<String, usize>,
    pool: Vec<Value>,
}

impl Packer {
    fn count(&mut self, value: &Value) {
        if let Some(key) = key(value) {
            let times = self.times.entry(key).or_default();
            *times += 1;
            if *times > 1 {
                return;
            }
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.count(item)),
            Value::Object(fields) => fields.values().for_each(|field| self.count(field)),
            _ => {}
        }
    }

    fn pack(&mut self, value: &Value) -> Value {
        let Some(key) = key(value).filter(|key| self.times.get(key).is_some_and(|times| *times > 1)) else {
            return self.inside(value);
        };
        let place = if let Some(place) = self.places.get(&key) {
            *place
        } else {
            let packed = self.inside(value);
            self.pool.push(packed);
            self.places.insert(key, self.pool.len() - 1);
            self.pool.len() - 1
        };
        format!("${place}").into()
    }

    fn inside(&mut self, value: &Value) -> Value {
        match value {
            Value::Array(items) => Value::Array(items.iter().map(|item| self.pack(item)).collect()),
            Value::Object(fields) => {
                let fields = fields.iter().map(|(name, field)| (name.clone(), self.pack(field)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
            Value::String(text) if text.starts_with('$') => format!("${text}").into(),
            plain => plain.clone(),
        }
    }
}

/// By which a value is known, where it is large enough.
fn key(value: &Value) -> Option<String> {
    let key = match value {
        Value::String(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
        _ => return None,
    };
    (key.len() >= SHORTEST).then_some(key)
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
