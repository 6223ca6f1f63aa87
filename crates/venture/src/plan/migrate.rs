//! From older forms of the plan to the present one, a step a version.
//!
//! A new version needs three things: a step here, the old form's file among the
//! tests (`fixtures/plan-<version>.json`, as that version wrote it), and its
//! schema. The length of [`STEPS`] keeps the first from being forgotten, a test
//! the others.

use serde_json::Value;
use thiserror::Error;

use super::document::SCHEMA;

/// Data of an older form do not hold what that form had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("version {from} of the form cannot be brought up to date: {reason}")]
pub struct MigrateError {
    /// The version of the data.
    pub from: u32,
    /// What was missing or wrong.
    pub reason: String,
}

/// Brings a plan's data from one version to the next, or says what is wrong.
pub type Step = fn(Value) -> Result<Value, String>;

/// The step from version n stands at n − 1.
const STEPS: [Step; SCHEMA as usize - 1] = [];

/// Brings data of version `from` to the next version, as a document's kind asks
/// for it.
pub fn step(from: u32, data: Value) -> Result<Value, MigrateError> {
    take(&STEPS, from, data)
}

fn take(steps: &[Step], from: u32, data: Value) -> Result<Value, MigrateError> {
    let failed = |reason| MigrateError { from, reason };
    let step = from
        .checked_sub(1)
        .and_then(|at| steps.get(at as usize))
        .ok_or_else(|| failed("there is no such version".to_owned()))?;
    step(data).map_err(failed)
}

/// Brings data of version `from` to the present form. Data of a newer version
/// are the caller's to refuse.
pub fn migrate(from: u32, data: Value) -> Result<Value, MigrateError> {
    all(&STEPS, from, data)
}

fn all(steps: &[Step], from: u32, data: Value) -> Result<Value, MigrateError> {
    if from == 0 {
        return take(steps, from, data);
    }
    (from..=steps.len() as u32).try_fold(data, |data, version| take(steps, version, data))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Two steps that a form might take: a field renamed, a unit changed.
    fn renamed(mut data: Value) -> Result<Value, String> {
        let fields = data.as_object_mut().ok_or("not an object")?;
        let name = fields.remove("name").ok_or("`name` is missing")?;
        fields.insert("title".to_owned(), name);
        Ok(data)
    }

    fn in_minor(mut data: Value) -> Result<Value, String> {
        let yuan = data["cash"].as_i64().ok_or("`cash` is no whole number")?;
        data["cash"] = json!(yuan.checked_mul(100).ok_or("`cash` is too large")?);
        Ok(data)
    }

    const TWO: [Step; 2] = [renamed, in_minor];

    #[test]
    fn steps_are_taken_in_order_from_the_version_of_the_data() {
        let new = json!({"title": "启模", "cash": 500});
        let old = json!({"name": "启模", "cash": 5});
        assert_eq!(all(&TWO, 1, old), Ok(new.clone()));
        assert_eq!(
            all(&TWO, 2, json!({"title": "启模", "cash": 5})),
            Ok(new.clone())
        );
        assert_eq!(all(&TWO, 3, new.clone()), Ok(new));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_version() {
        let error = all(&TWO, 1, json!({"name": "x", "cash": "much"})).unwrap_err();
        assert_eq!(
            (error.from, &*error.reason),
            (2, "`cash` is no whole number")
        );
        let error = all(&TWO, 1, json!([])).unwrap_err();
        assert_eq!((error.from, &*error.reason), (1, "not an object"));
        assert!(all(&TWO, 0, json!({})).is_err());
        assert!(take(&TWO, 3, json!({})).is_err());
        assert!(take(&TWO, u32::MAX, json!({})).is_err());
    }
}
