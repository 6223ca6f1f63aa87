//! The gates, each with what it waits for.

use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::check::data::{dimension_name, gate_name, words};
use leptos::prelude::*;
use venture::readiness::{GateState, Missing, Passage, Report};

/// The gates that the route leads past.
#[component]
pub fn Gates(report: Report) -> impl IntoView {
    let locale = use_locale();
    let gates = report.gates.iter();
    let items = gates
        .filter(|state| state.passage != Passage::OffRoute)
        .map(|state| gate(locale, state))
        .collect_view();
    view! {
        <section aria-labelledby="report-gates">
            <h2 id="report-gates">{td_string!(locale, check.gates)}</h2>
            <p class="check-small">{td_string!(locale, check.gates_hint)}</p>
            <ul class="report-gates">{items}</ul>
        </section>
    }
}

/// The words of a passage.
pub fn passage(locale: Locale, passage: Passage) -> &'static str {
    match passage {
        Passage::OffRoute => td_string!(locale, check.gate_off),
        Passage::Passed => td_string!(locale, check.gate_passed),
        Passage::Failed => td_string!(locale, check.gate_failed),
        Passage::Raised => td_string!(locale, check.gate_raised),
    }
}

fn gate(locale: Locale, state: &GateState) -> AnyView {
    let own = words(locale)
        .gate
        .get(&state.gate)
        .cloned()
        .unwrap_or_default();
    let (class, text) = match state.passage {
        Passage::Passed => ("report-passed", own.passed),
        Passage::OffRoute | Passage::Failed | Passage::Raised => ("report-failed", own.failed),
    };
    let missing = state
        .missing
        .iter()
        .filter_map(|missing| wants(locale, missing));
    let missing: Vec<_> = missing.map(|text| view! { <li>{text}</li> }).collect();
    view! {
        <li class=class>
            <p>
                <strong>{gate_name(locale, &state.gate)}</strong> " "
                <span class="report-mark">{passage(locale, state.passage)}</span>
            </p>
            <p>{text}</p>
            {(!missing.is_empty()).then(|| view! { <ul>{missing}</ul> })}
        </li>
    }
    .into_any()
}

/// What a gate waits for. A figure above its limit is in the gate's own words.
fn wants(locale: Locale, missing: &Missing) -> Option<String> {
    Some(match missing {
        Missing::Level {
            dimension,
            has,
            needs,
        } => td_string!(
            locale,
            check.wants_level,
            dimension = dimension_name(locale, dimension),
            has = u32::from(*has),
            needs = u32::from(*needs)
        ),
        Missing::Evidence {
            question,
            has,
            needs,
            ..
        } => td_string!(
            locale,
            check.wants_evidence,
            question = words(locale).question.get(question)?.text.clone(),
            has = u32::from(*has),
            needs = u32::from(*needs)
        ),
        Missing::Refused { route, option } => {
            let own = words(locale).route.get(route)?;
            let refused = option.as_ref().and_then(|option| own.options.get(option));
            refused.map_or_else(
                || td_string!(locale, check.wants_answer, question = own.text.clone()),
                |option| format!("{} {option}", own.text),
            )
        }
        Missing::Above { .. } => return None,
    })
}
