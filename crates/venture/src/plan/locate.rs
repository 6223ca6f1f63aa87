//! Where a plan's data cannot be read. The reader says what is wrong but not at
//! which field; the fields are few enough to try.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::document::Plan;

/// A step down: a field, or an entry of a list.
enum Step<'a> {
    Field(&'a str),
    Entry(usize),
}

/// The path of the innermost value that cannot be read, blank where it is the
/// whole. Every field of a plan may be missing, so a value is tried in a plan
/// that holds nothing else.
pub(super) fn culprit(data: &Value) -> String {
    let mut path: Vec<Step<'_>> = Vec::new();
    let mut node = data;
    loop {
        let readable = |inner: Value| Plan::deserialize(&nest(&path, inner)).is_ok();
        let found = match node {
            Value::Object(fields) if readable(Value::Object(Map::new())) => {
                let mut fields = fields.iter();
                fields
                    .find(|(name, value)| !readable(field(name, (*value).clone())))
                    .map(|(name, value)| (Step::Field(name), value))
            }
            Value::Array(entries) if readable(Value::Array(Vec::new())) => {
                let mut entries = entries.iter().enumerate();
                entries
                    .find(|(_, value)| !readable(Value::Array(vec![(*value).clone()])))
                    .map(|(at, value)| (Step::Entry(at), value))
            }
            _ => None,
        };
        let Some((step, value)) = found else { break };
        path.push(step);
        node = value;
    }
    let steps = path.iter().map(|step| match step {
        Step::Field(name) => (*name).to_owned(),
        Step::Entry(at) => at.to_string(),
    });
    steps.collect::<Vec<_>>().join(".")
}

fn field(name: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), value)]))
}

/// A plan's data with this value at the end of the path and nothing besides.
fn nest(path: &[Step<'_>], value: Value) -> Value {
    path.iter().rev().fold(value, |inner, step| match step {
        Step::Field(name) => field(name, inner),
        Step::Entry(_) => Value::Array(vec![inner]),
    })
}
