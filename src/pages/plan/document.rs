//! The plan as it is kept.

use documents::{Document, MigrationError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use venture::plan::money::Currency;
use venture::plan::{Plan, SCHEMA, migrate};

/// A plan in the store. Its name there is the document's; the venture's own is
/// in the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kept(pub Plan);

impl Document for Kept {
    const KIND: &'static str = "plan";
    const SCHEMA: u32 = SCHEMA;

    fn migrate(from: u32, data: Value) -> Result<Value, MigrationError> {
        migrate::step(from, data).map_err(|error| MigrationError {
            from: error.from,
            reason: error.reason,
        })
    }
}

/// An empty plan whose amounts are all in one currency, so that the first one
/// typed is not in another by accident.
pub fn blank(currency: Currency) -> Plan {
    let mut stored = serde_json::to_value(Plan::default()).unwrap_or_default();
    set_currency(&mut stored, currency.code());
    serde_json::from_value(stored).unwrap_or_default()
}

fn set_currency(value: &mut Value, code: &str) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if name == "currency" {
                    *field = Value::from(code);
                } else {
                    set_currency(field, code);
                }
            }
        }
        Value::Array(entries) => entries
            .iter_mut()
            .for_each(|entry| set_currency(entry, code)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_plan_is_in_one_currency() {
        let plan = blank(Currency::Usd);
        assert_eq!(plan.currency, Currency::Usd);
        assert_eq!(plan.problem.market.yearly_spend.currency, Currency::Usd);
        assert_eq!(plan.pricing.usage.price.currency, Currency::Usd);
        assert_eq!(blank(Currency::Cny), Plan::default());
    }
}
