//! The six cases.

use serde_json::Value;
use venture::plan::Plan;
use venture::plan::checks::{Rule, Severity, check};
use venture::plan::date::Date;
use venture::plan::finance::Runway;
use venture::plan::lang::Lang;
use venture::plan::templates::{ASSUMED, Case, Origin};

use crate::full::{run_everything, start};

#[test]
fn every_template_is_a_plan_that_computes() {
    for case in Case::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let plan = case.plan(lang, start());
            let text = serde_json::to_string(&plan).unwrap();
            assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
            let forecast = plan.resolve().unwrap().forecast().unwrap();
            assert!(
                forecast.runway().value.months() >= 12,
                "{case:?} {:?}",
                forecast.runway().value
            );
            let ruin = plan
                .uncertainty
                .simulate(&plan.resolve().unwrap(), 300)
                .unwrap();
            assert!(ruin.value.ruin[35] < 1.0 || forecast.runway().value != Runway::Beyond);
            let graves: Vec<_> = check(&plan)
                .into_iter()
                .filter(|finding| finding.severity == Severity::Error)
                .filter(|finding| {
                    !matches!(finding.rule, Rule::DataBlocked | Rule::TokensOverLicensed)
                })
                .collect();
            assert!(graves.is_empty(), "{case:?}: {graves:?}");
            assert!(plan.milestones.len() >= 2 && plan.competition.competitors.len() >= 2);
            assert_eq!(plan.risks.len(), 12);
            run_everything(&plan);
        }
    }
}

#[test]
fn templates_are_written_in_both_languages() {
    fn texts(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::String(text) => out.push(text.clone()),
            Value::Array(entries) => entries.iter().for_each(|entry| texts(entry, out)),
            Value::Object(fields) => fields.values().for_each(|field| texts(field, out)),
            _ => {}
        }
    }
    let chinese = |text: &String| {
        text.chars()
            .any(|char| ('\u{4e00}'..'\u{9fff}').contains(&char))
    };
    for case in Case::ALL {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        texts(
            &serde_json::to_value(case.plan(Lang::Zh, start())).unwrap(),
            &mut zh,
        );
        texts(
            &serde_json::to_value(case.plan(Lang::En, start())).unwrap(),
            &mut en,
        );
        assert_eq!(zh.len(), en.len());
        assert!(!en.iter().any(chinese), "{case:?}");
        assert!(
            zh.iter().filter(|text| chinese(text)).count() >= 60,
            "{case:?}"
        );
    }
}

#[test]
fn every_driver_of_a_case_says_where_its_figure_is_from_and_of_which_day() {
    let (mut public, mut assumed) = (0, 0);
    for case in Case::ALL {
        let drivers = case.drivers();
        assert!(drivers.len() >= 8, "{case:?}");
        for lang in [Lang::Zh, Lang::En] {
            let plan = case.plan(lang, start());
            let stored = serde_json::to_value(&plan).unwrap();
            for driver in &drivers {
                let pointer = format!("/{}", driver.field.replace('.', "/"));
                assert!(stored.pointer(&pointer).is_some(), "{case:?} {pointer}");
                let figure = driver.figure(&plan);
                assert!(
                    figure.contains(|char: char| char.is_ascii_digit()),
                    "{figure}"
                );
                let source = match driver.origin {
                    Origin::Public(source) => {
                        public += 1;
                        Some(source)
                    }
                    Origin::Assumed { near, .. } => {
                        assumed += 1;
                        near
                    }
                };
                // The plan that is begun says it where the figure is edited.
                let notes = &plan.notes[&driver.section().unwrap()];
                assert!(notes.as_str().contains(&figure), "{case:?} {figure}");
                if let Some(source) = source {
                    assert!(source.url.starts_with("https://"));
                    assert!(source.as_of <= Date::new(2026, 11, 29).unwrap());
                    assert!(notes.as_str().contains(&source.as_of.to_string()));
                    assert!(notes.as_str().contains(source.url));
                }
            }
        }
    }
    assert!(
        public >= 8 && assumed > public,
        "{public} public, {assumed} assumed"
    );
    assert!(ASSUMED <= start());
}
