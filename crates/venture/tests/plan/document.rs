//! The document: tolerant, bounded, and the fields that others name.

use serde_json::{Value, json};
use venture::plan::checks::check;
use venture::plan::document::{Direction, Eval, completeness};
use venture::plan::units::BasisPoints;
use venture::plan::{Plan, Section};

use crate::full::{full, run_everything};

#[test]
fn an_empty_object_is_an_empty_plan() {
    let plan: Plan = serde_json::from_str("{}").unwrap();
    assert_eq!(plan, Plan::default());
    run_everything(&plan);
    let part =
        json!({"title": "启模", "finance": {"drivers": {"streams": [{"churn": 5}]}}, "later": 1});
    let plan: Plan = serde_json::from_value(part).unwrap();
    assert_eq!(plan.finance.drivers.streams[0].churn, BasisPoints(5));
    for section in Section::ALL {
        let empty = completeness(&Plan::default(), section);
        assert_eq!(empty.filled + empty.missing.len(), empty.total);
        // Who calls an API has no parameters to enter.
        assert_eq!(empty.filled, usize::from(section == Section::Compute));
    }
}

#[test]
fn too_much_is_refused_and_says_how_much_is_allowed() {
    let long = json!({"title": "长".repeat(301)});
    let error = serde_json::from_value::<Plan>(long)
        .unwrap_err()
        .to_string();
    assert!(error.contains("301") && error.contains("300"), "{error}");
    let many = json!({"risks": vec![json!({}); 101]});
    let error = serde_json::from_value::<Plan>(many)
        .unwrap_err()
        .to_string();
    assert!(error.contains("100"), "{error}");
    let note = json!({"notes": {"problem": "x".repeat(6001)}});
    assert!(serde_json::from_value::<Plan>(note).is_err());
}

#[test]
fn a_plan_is_kept_in_this_form() {
    // The stored form is a promise: a change of it needs a new schema version.
    assert_eq!(venture::plan::SCHEMA, 1);
    let stored: Value = serde_json::from_str(include_str!("../fixtures/plan-1.json")).unwrap();
    let plan: Plan = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(serde_json::to_value(&plan).unwrap(), stored);
    assert_eq!(plan.title.as_str(), "开放平台:垂直行业的模型与工具");
}

/// The value at a dotted path.
fn at<'a>(root: &'a Value, path: &str) -> Option<&'a Value> {
    root.pointer(&format!("/{}", path.replace('.', "/")))
}

#[test]
fn named_fields_exist() {
    let mut full = full();
    let root = serde_json::to_value(&full).unwrap();
    for section in Section::ALL {
        for path in completeness(&Plan::default(), section).missing {
            // A field that every entry of a list has is named without a number.
            let listed = matches!(
                path,
                "milestones.evals" | "risks.owner" | "assumptions.experiments"
            );
            assert!(listed || at(&root, path).is_some(), "{path}");
        }
    }
    full.route.launch = None;
    full.team.roles[0].salary.minor = -1;
    let findings = check(&full);
    assert!(findings.len() > 5);
    for finding in findings {
        for field in finding.fields {
            assert!(at(&root, &field).is_some(), "{field}");
        }
    }
}

#[test]
fn an_evaluation_passes_at_its_threshold() {
    let eval = |direction, measured_milli| Eval {
        direction,
        threshold_milli: 900,
        measured_milli,
        ..Eval::default()
    };
    for (direction, measured, passes) in [
        (Direction::AtLeast, Some(900), Some(true)),
        (Direction::AtLeast, Some(899), Some(false)),
        (Direction::AtMost, Some(900), Some(true)),
        (Direction::AtMost, Some(901), Some(false)),
        (Direction::AtMost, None, None),
    ] {
        assert_eq!(eval(direction, measured).passes(), passes);
    }
}

#[test]
fn a_scenario_changes_the_forecast_and_not_the_plan() {
    let plan = full();
    let before = plan.resolve().unwrap().forecast().unwrap();
    let slow = plan
        .resolve_scenario(0)
        .unwrap()
        .unwrap()
        .forecast()
        .unwrap();
    assert!(slow.months[35].revenue < before.months[35].revenue);
    assert_eq!(plan.resolve().unwrap().forecast().unwrap(), before);
    assert!(plan.resolve_scenario(1).is_none());
}
