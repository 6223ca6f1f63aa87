//! Plans made from the schema: whatever it admits, every list and choice of it.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use venture::plan::Plan;
use venture::plan::date::Date;
use venture::plan::schema::schema;

/// The most entries of a list: enough for the models, and quick to make.
const MOST: usize = 3;

fn text(longest: u64) -> BoxedStrategy<Value> {
    let most = longest.min(24) as usize;
    prop_oneof![
        4 => proptest::string::string_regex(&format!("\\PC{{0,{most}}}")).unwrap(),
        2 => Just("数据、许可与算力".to_owned()),
        1 => Just(String::new()),
        1 => Just("=1+1\r\n\u{0}\"\\\u{202e}".to_owned()),
    ]
    .prop_map(Value::from)
    .boxed()
}

fn number(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(most) = schema["maximum"]
        .as_u64()
        .filter(|most| *most > i64::MAX as u64)
    {
        return prop_oneof![0..200_u64, 0..=most]
            .prop_map(Value::from)
            .boxed();
    }
    let bound = |name: &str| schema[name].as_i64().unwrap();
    let (least, most) = (bound("minimum"), bound("maximum"));
    let small = least.max(-20)..=most.min(20_000);
    prop_oneof![6 => small, 1 => least..=most, 1 => Just(most), 1 => Just(least)]
        .prop_map(Value::from)
        .boxed()
}

fn object(schema: &Value, root: &'static Value) -> BoxedStrategy<Value> {
    if let Some(names) = schema.get("propertyNames") {
        let entries = (
            values(names, root),
            values(&schema["additionalProperties"], root),
        );
        return vec(entries, 0..=MOST)
            .prop_map(|entries| {
                let named =
                    |(name, value): (Value, Value)| (name.as_str().unwrap().to_owned(), value);
                Value::Object(entries.into_iter().map(named).collect())
            })
            .boxed();
    }
    let fields = schema["properties"].as_object().unwrap().iter();
    fields
        .fold(Just(Map::new()).boxed(), |object, (name, schema)| {
            let name = name.clone();
            (object, values(schema, root))
                .prop_map(move |(mut object, value)| {
                    object.insert(name.clone(), value);
                    object
                })
                .boxed()
        })
        .prop_map(Value::Object)
        .boxed()
}

/// Values that a schema admits. Panics on what the plan's schema does not use.
fn values(schema: &Value, root: &'static Value) -> BoxedStrategy<Value> {
    if let Some(path) = schema["$ref"].as_str() {
        return values(root.pointer(path.trim_start_matches('#')).unwrap(), root);
    }
    if let Some(one) = schema.get("const") {
        return Just(one.clone()).boxed();
    }
    if let Some(choices) = schema["enum"].as_array() {
        return prop::sample::select(choices.clone()).boxed();
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let choices = choices.iter().map(|choice| values(choice, root));
        return proptest::strategy::Union::new(choices).boxed();
    }
    let kind = match &schema["type"] {
        // A kind or nothing.
        Value::Array(kinds) => {
            assert_eq!(kinds[1], "null");
            let mut some = schema.clone();
            some["type"] = kinds[0].clone();
            return prop_oneof![2 => values(&some, root), 1 => Just(Value::Null)].boxed();
        }
        kind => kind.as_str().unwrap(),
    };
    match kind {
        "string" if schema["format"] == "date" => (-100_000..2_900_000_i32)
            .prop_map(|days| json!(Date::from_days(days)))
            .boxed(),
        "string" => text(schema["maxLength"].as_u64().unwrap()),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "null" => Just(Value::Null).boxed(),
        "integer" => number(schema),
        "array" => vec(values(&schema["items"], root), 0..=MOST)
            .prop_map(Value::from)
            .boxed(),
        "object" => object(schema, root),
        other => panic!("no values of type {other}"),
    }
}

/// The schema, as it is generated from the types.
pub static SCHEMA: LazyLock<Value> = LazyLock::new(|| schema().to_value());

/// The JSON of arbitrary plans.
pub fn plan_values() -> BoxedStrategy<Value> {
    values(SCHEMA.pointer("/$defs/Plan").unwrap(), &SCHEMA)
}

/// Arbitrary plans.
pub fn plans() -> impl Strategy<Value = Plan> {
    plan_values().prop_map(|value| serde_json::from_value(value).unwrap())
}
