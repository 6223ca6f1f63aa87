//! What has to change in one JSON value to make another of it.
//!
//! Made for the steps of undo, most of which change a field or a row of a large
//! document. RFC 6902, as the libraries write it, replaces every entry of a list
//! behind one that was put in, and a whole paragraph for a letter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How many levels of a value are compared; what differs further in is replaced.
/// A level of a value takes up to three of its patch, and JSON is read to a
/// depth of 128.
const LEVELS: usize = 8;

/// What changes at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Patch {
    /// Another value stands there.
    Set(Value),
    /// Fields of an object; one without a patch is taken out.
    Fields(BTreeMap<String, Option<Patch>>),
    /// Entries of a list, by their places.
    Items(Vec<(usize, Patch)>),
    /// From a place in a list so many entries are taken out, and others put in.
    Splice(usize, usize, Vec<Value>),
    /// The same in a text; counted in characters.
    Text(usize, usize, String),
}

impl Patch {
    /// What makes `to` of `from`.
    pub fn between(from: &Value, to: &Value) -> Self {
        between(from, to, LEVELS)
    }

    /// `value` with the changes made; `None` where they do not fit it.
    pub fn apply(&self, value: &Value) -> Option<Value> {
        Some(match (self, value) {
            (Self::Set(value), _) => value.clone(),
            (Self::Fields(changes), Value::Object(fields)) => {
                let mut fields = fields.clone();
                for (name, change) in changes {
                    match change {
                        None => {
                            fields.remove(name)?;
                        }
                        Some(Self::Set(value)) => {
                            fields.insert(name.clone(), value.clone());
                        }
                        Some(change) => {
                            let field = fields.get_mut(name)?;
                            *field = change.apply(field)?;
                        }
                    }
                }
                Value::Object(fields)
            }
            (Self::Items(changes), Value::Array(items)) => {
                let mut items = items.clone();
                for (place, change) in changes {
                    let item = items.get_mut(*place)?;
                    *item = change.apply(item)?;
                }
                Value::Array(items)
            }
            (Self::Splice(at, cut, put), Value::Array(items)) => {
                let rest = items.get(at.checked_add(*cut)?..)?;
                let parts = items.get(..*at)?.iter().chain(put).chain(rest);
                Value::Array(parts.cloned().collect())
            }
            (Self::Text(at, cut, put), Value::String(text)) => {
                let mut chars = text.chars();
                let mut made: String = chars.by_ref().take(*at).collect();
                made.push_str(put);
                made.extend(chars.skip(*cut));
                Value::String(made)
            }
            _ => return None,
        })
    }
}

fn between(from: &Value, to: &Value, levels: usize) -> Patch {
    let Some(levels) = levels.checked_sub(1) else {
        return Patch::Set(to.clone());
    };
    match (from, to) {
        (Value::Object(from), Value::Object(to)) => fields(from, to, levels),
        (Value::Array(from), Value::Array(to)) if from.len() == to.len() => {
            let pairs = from.iter().zip(to).enumerate();
            let changed = pairs.filter(|(_, (from, to))| from != to);
            Patch::Items(
                changed
                    .map(|(place, (from, to))| (place, between(from, to, levels)))
                    .collect(),
            )
        }
        (Value::Array(from), Value::Array(to)) => {
            let (at, end) = common(from.iter(), to.iter());
            Patch::Splice(at, from.len() - at - end, to[at..to.len() - end].to_vec())
        }
        (Value::String(from), Value::String(to)) => {
            let (at, end) = common(from.chars(), to.chars());
            let (was, is) = (from.chars().count(), to.chars().count());
            let put = to.chars().skip(at).take(is - at - end).collect();
            Patch::Text(at, was - at - end, put)
        }
        _ => Patch::Set(to.clone()),
    }
}

fn fields(from: &Map<String, Value>, to: &Map<String, Value>, levels: usize) -> Patch {
    let gone = from.keys().filter(|name| !to.contains_key(*name));
    let mut changes: BTreeMap<_, _> = gone.map(|name| (name.clone(), None)).collect();
    for (name, to) in to {
        let change = match from.get(name) {
            Some(from) if from == to => continue,
            Some(from) => between(from, to, levels),
            None => Patch::Set(to.clone()),
        };
        changes.insert(name.clone(), Some(change));
    }
    Patch::Fields(changes)
}

/// How many items two sequences share at their beginnings, and then at their ends.
fn common<T: PartialEq>(
    from: impl DoubleEndedIterator<Item = T> + Clone,
    to: impl DoubleEndedIterator<Item = T> + Clone,
) -> (usize, usize) {
    let same = |(a, b): &(T, T)| a == b;
    let start = from.clone().zip(to.clone()).take_while(same).count();
    let rest = from.clone().count().min(to.clone().count()) - start;
    let end = from.rev().zip(to.rev()).take(rest).take_while(same).count();
    (start, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn made(from: &Value, to: &Value) -> String {
        let patch = Patch::between(from, to);
        assert_eq!(patch.apply(from).as_ref(), Some(to));
        json!(patch).to_string()
    }

    #[test]
    fn a_changed_field_says_that_field_alone() {
        let plan = |name: &str| json!({"team": {"roles": [{"name": name}, {"name": "b"}]}, "n": 1});
        assert_eq!(
            made(&plan("甲乙丙"), &plan("甲丁丙")),
            r#"{"fields":{"team":{"fields":{"roles":{"items":[[0,{"fields":{"name":{"text":[1,1,"丁"]}}}]]}}}}}"#
        );
    }

    #[test]
    fn a_row_put_in_or_taken_out_says_that_row_alone() {
        let (short, long) = (json!([1, 2, 3]), json!([1, 9, 2, 3]));
        assert_eq!(made(&short, &long), r#"{"splice":[1,0,[9]]}"#);
        assert_eq!(made(&long, &short), r#"{"splice":[1,1,[]]}"#);
        let repeated = (json!(["a", "a"]), json!(["a", "a", "a"]));
        assert_eq!(made(&repeated.0, &repeated.1), r#"{"splice":[2,0,["a"]]}"#);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (patch, value) in [
            (Patch::Splice(2, 1, Vec::new()), json!([1, 2])),
            (Patch::Splice(usize::MAX, 2, Vec::new()), json!([])),
            (Patch::Items(vec![(0, Patch::Set(json!(1)))]), json!([])),
            (Patch::Fields([("a".into(), None)].into()), json!({})),
            (Patch::Text(0, 0, "a".into()), json!(1)),
        ] {
            assert_eq!(patch.apply(&value), None, "{patch:?}");
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i8>().prop_map(Value::from),
            "[a甲]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(12, 48, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[ab]", inner, 0..3)
                    .prop_map(|fields| fields.into_iter().collect::<Value>()),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_patch_makes_the_one_of_the_other(from in any_json(), to in any_json()) {
            let patch = Patch::between(&from, &to);
            let text = json!(patch).to_string();
            let read: Patch = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(read.apply(&from), Some(to));
        }

        #[test]
        fn no_patch_makes_another_value_panic(
            from in any_json(), to in any_json(), other in any_json(),
        ) {
            let _ = Patch::between(&from, &to).apply(&other);
        }
    }
}
