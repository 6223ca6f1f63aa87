//! The published schema against the types, and exports against the schema.

use std::path::Path;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use venture::plan::file::{read, write};
use venture::plan::lang::Lang;
use venture::plan::templates::Case;
use venture::plan::{Plan, SCHEMA as VERSION};

use crate::arbitrary::{SCHEMA, plans};
use crate::full::{full, start};

fn validator() -> Validator {
    let mut options = jsonschema::options();
    options = options.should_validate_formats(true);
    options.build(&SCHEMA).unwrap()
}

#[track_caller]
fn valid(validator: &Validator, plan: &Plan) -> Value {
    let file: Value = serde_json::from_str(&write(plan).unwrap()).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&file)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    file
}

/// Regenerate with `WRITE_SCHEMA=1 cargo test -p venture --test plan schema`. A
/// version that has been published stays as it is: raise `SCHEMA` instead.
#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = format!("../../public/schema/plan-{VERSION}.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = serde_json::to_string_pretty(&*SCHEMA).unwrap() + "\n";
    if std::env::var_os("WRITE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap();
    assert!(
        published == text,
        "{} is stale: WRITE_SCHEMA=1 cargo test -p venture --test plan schema",
        path.display()
    );
}

#[test]
fn the_schema_is_one() {
    assert_eq!(
        SCHEMA["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    jsonschema::meta::validate(&SCHEMA).unwrap();
}

#[test]
fn what_is_exported_validates() {
    let validator = validator();
    valid(&validator, &Plan::default());
    valid(&validator, &full());
    for case in Case::ALL {
        for lang in [Lang::Zh, Lang::En] {
            valid(&validator, &case.plan(lang, start()));
        }
    }
    let kept = serde_json::from_str(include_str!("../fixtures/plan-1.json")).unwrap();
    let file = valid(&validator, &kept);
    assert_eq!(file["schema"], json!(VERSION));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_arbitrary_plan_validates_and_reads_back(plan in plans()) {
        let file = valid(&validator(), &plan);
        let again = read(file.to_string().as_bytes()).unwrap();
        prop_assert_eq!(again.plan, plan);
        prop_assert!(!again.edited);
    }
}

#[test]
fn nonsense_does_not_validate() {
    let validator = validator();
    let file = valid(&validator, &full());
    for (at, value) in [
        ("/format", json!("qimo-backup")),
        ("/schema", json!(VERSION + 1)),
        ("/checksum", json!("0")),
        ("/plan", json!(null)),
        ("/plan/title", json!(3)),
        ("/plan/title", json!("长".repeat(301))),
        ("/plan/currency", json!("GBP")),
        ("/plan/start", json!("2027-13-01")),
        ("/plan/start", json!("2027-02-29")),
        ("/plan/start", json!("1 January 2027")),
        ("/plan/risks", json!({})),
        ("/plan/risks", json!(vec![json!({}); 101])),
        ("/plan/risks/0/likelihood", json!(256)),
        ("/plan/risks/0/likelihood", json!(-1)),
        ("/plan/risks/0/kind", json!("weather")),
        ("/plan/notes", json!({"weather": "rain"})),
        ("/plan/notes", json!({"risks": 1})),
        ("/plan/team/roles/0/start", json!(65_536)),
        ("/plan/team/roles/0/start", json!(0.5)),
        ("/plan/finance/drivers/opening_cash/minor", json!("100")),
        ("/plan/finance/drivers/opening_cash/minor", json!(1e19)),
        ("/plan/funding/ownership/safes/1/terms/kind", json!("loan")),
        ("/plan/funding/ownership/safes/1/terms/cap", json!(null)),
        ("/plan/compute/budget/mfu", json!(2_147_483_648_u64)),
    ] {
        let mut bad = file.clone();
        *bad.pointer_mut(at).unwrap() = value.clone();
        assert!(!validator.is_valid(&bad), "{at}: {value}");
    }
    let mut more = file.clone();
    more["plan"]["weather"] = json!("rain");
    assert!(!validator.is_valid(&more));
    let mut more = file.clone();
    more["plan"]["team"]["roles"][0]["shoes"] = json!(43);
    assert!(!validator.is_valid(&more));
    let mut fewer = file.clone();
    fewer["plan"].as_object_mut().unwrap().remove("risks");
    assert!(!validator.is_valid(&fewer));
    let mut fewer = file;
    fewer["plan"]["finance"]["drivers"]["streams"][0]
        .as_object_mut()
        .unwrap()
        .remove("churn");
    assert!(!validator.is_valid(&fewer));
}
