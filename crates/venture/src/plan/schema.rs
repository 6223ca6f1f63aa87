//! The JSON Schema of the exported plan, from the types that read and write it.
//!
//! It describes what is written: every field is there, and no other. What is
//! read may leave fields out.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::file::Exported;

/// Objects take no field that they do not name, and numbers are such as can be
/// read.
#[derive(Clone)]
struct Strict;

impl Transform for Strict {
    fn transform(&mut self, schema: &mut Schema) {
        // Where every field is there, none falls back.
        schema.remove("default");
        if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
        let bounds: Option<(Value, Value)> = match schema.get("format").and_then(Value::as_str) {
            Some("int32") => Some((json!(i32::MIN), json!(i32::MAX))),
            Some("int64") => Some((json!(i64::MIN), json!(i64::MAX))),
            Some("uint32") => Some((json!(0), json!(u32::MAX))),
            Some("uint64") => Some((json!(0), json!(u64::MAX))),
            _ => None,
        };
        if let Some((minimum, maximum)) = bounds {
            schema.insert("minimum".to_owned(), minimum);
            schema.insert("maximum".to_owned(), maximum);
        }
        transform_subschemas(self, schema);
    }
}

/// The schema, as it is published.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with_transform(Strict);
    SchemaGenerator::new(settings).into_root_schema_for::<Exported>()
}
