//! Merging two changes of one value.

use serde_json::{Map, Value};

/// Two changes in one.
pub(crate) struct Merged {
    pub value: Value,
    /// Whether both changed the same thing differently; `mine` held.
    pub clash: bool,
}

/// Merges what `mine` and `theirs` each changed in `base`, field by field.
pub(crate) fn merge(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    let mut clash = false;
    let value = field(Some(base), Some(mine), Some(theirs), &mut clash);
    Merged {
        value: value.unwrap_or_default(),
        clash,
    }
}

fn field(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    clash: &mut bool,
) -> Option<Value> {
    if mine == theirs || theirs == base {
        return mine.cloned();
    }
    if mine == base {
        return theirs.cloned();
    }
    if let (Some(Value::Object(mine)), Some(Value::Object(theirs))) = (mine, theirs) {
        let base = base.and_then(Value::as_object);
        let mut merged = Map::new();
        for key in mine.keys().chain(theirs.keys()) {
            if merged.contains_key(key) {
                continue;
            }
            let before = base.and_then(|base| base.get(key));
            if let Some(value) = field(before, mine.get(key), theirs.get(key), clash) {
                merged.insert(key.clone(), value);
            }
        }
        return Some(Value::Object(merged));
    }
    *clash = true;
    mine.cloned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn changes_of_different_fields_both_hold() {
        let base = json!({"a": 1, "b": 1, "c": {"x": 1}});
        let mine = json!({"a": 2, "b": 1, "c": {"x": 1, "y": 1}});
        let theirs = json!({"a": 1, "c": {"x": 1, "z": 1}});
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.value, json!({"a": 2, "c": {"x": 1, "y": 1, "z": 1}}));
        assert!(!merged.clash);
    }

    #[test]
    fn of_two_changes_of_one_field_mine_holds_and_it_is_told() {
        let merged = merge(&json!({"a": 1}), &json!({"a": 2}), &json!({"a": 3}));
        assert_eq!(merged.value, json!({"a": 2}));
        assert!(merged.clash);
    }
}
