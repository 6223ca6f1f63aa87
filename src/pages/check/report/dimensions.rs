//! Each dimension: what is evidenced, what is missing, what it rests on.

use crate::i18n::{Locale, date, td_string, use_locale};
use crate::pages::check::data::words;
use crate::pages::check::evidence::option_text;
use leptos::prelude::*;
use venture::readiness::{
    Answers, Basis, CriterionState, DimensionState, Evidence, Report, Standing,
};

/// All dimensions.
#[component]
pub fn Dimensions(report: Report, answers: Answers) -> impl IntoView {
    let locale = use_locale();
    let items = report.dimensions.iter().map(|state| {
        let evidence = report.evidence.iter();
        let evidence: Vec<_> = evidence
            .filter(|evidence| evidence.dimension == state.dimension)
            .cloned()
            .collect();
        dimension(locale, state, &evidence, &answers)
    });
    let items = items.collect_view();
    view! {
        <section aria-labelledby="report-dimensions">
            <h2 id="report-dimensions">{td_string!(locale, check.evidenced_heading)}</h2>
            <div class="report-dimensions">{items}</div>
        </section>
    }
}

fn dimension(
    locale: Locale,
    state: &DimensionState,
    evidence: &[Evidence],
    answers: &Answers,
) -> impl IntoView + use<> {
    let own = words(locale)
        .dimension
        .get(&state.dimension)
        .cloned()
        .unwrap_or_default();
    let of = |standing: Standing| {
        state
            .criteria
            .iter()
            .filter(move |state| state.standing == standing)
    };
    let met: Vec<_> = of(Standing::Met)
        .map(|state| criterion(locale, state))
        .collect();
    let unmet = || of(Standing::Unmet);
    let next = state.level + 1;
    // What the next level wants, and how much lies beyond it.
    let missing: Vec<_> = unmet()
        .filter(|criterion| criterion.level <= next)
        .map(|state| missing_criterion(locale, state))
        .collect();
    let beyond = unmet().filter(|criterion| criterion.level > next).count() as u32;
    let rests: Vec<_> = evidence
        .iter()
        .filter(|evidence| evidence.answered())
        .map(|evidence| rests_on(locale, evidence, answers))
        .collect();
    let level = td_string!(locale, check.level_of, level = u32::from(state.level));
    view! {
        <article class="report-dimension">
            <h3>{own.name} <span class="report-level number">{level}</span></h3>
            {(!met.is_empty()).then(|| view! {
                <h4>{td_string!(locale, check.evidenced)}</h4>
                <ul class="report-met">{met}</ul>
            })}
            {(!missing.is_empty()).then(|| view! {
                <h4>{td_string!(locale, check.missing_for, level = u32::from(next))}</h4>
                <ul class="report-missing">{missing}</ul>
            })}
            {(beyond > 0).then(|| view! {
                <p class="check-small">{td_string!(locale, check.beyond, count = beyond)}</p>
            })}
            {(!rests.is_empty()).then(|| view! {
                <details class="report-rests">
                    <summary>{td_string!(locale, check.rests_on)}</summary>
                    <ul>{rests}</ul>
                </details>
            })}
        </article>
    }
}

fn criterion(locale: Locale, state: &CriterionState) -> AnyView {
    let text = words(locale)
        .criterion
        .get(&state.criterion)
        .map_or_else(|| state.criterion.clone(), |words| words.text.clone());
    view! { <li>{text}</li> }.into_any()
}

/// A criterion that is not met, with what to do about it.
fn missing_criterion(locale: Locale, state: &CriterionState) -> AnyView {
    let Some(own) = words(locale).criterion.get(&state.criterion) else {
        return criterion(locale, state);
    };
    view! {
        <li>
            {own.text.clone()}
            <span class="report-fix">{own.task.clone()}</span>
        </li>
    }
    .into_any()
}

/// A question with its answer, its evidence, and what it counts.
fn rests_on(locale: Locale, evidence: &Evidence, answers: &Answers) -> AnyView {
    let own = words(locale)
        .question
        .get(&evidence.question)
        .cloned()
        .unwrap_or_default();
    let answer = answers
        .questions
        .get(&evidence.question)
        .cloned()
        .unwrap_or_default();
    let said = match (evidence.basis, answer.reason(), &answer.option) {
        (Basis::NotApplicable, Some(reason), _) => {
            td_string!(locale, check.not_applicable_for, reason = reason.to_owned())
        }
        (_, _, Some(option)) => option_text(locale, &own, option),
        _ => String::new(),
    };
    let counts = counts(locale, evidence);
    let dated = evidence.dated.map(|day| date(locale, &day.to_string()));
    let note = answer.note.trim().to_owned();
    let note = (!note.is_empty() && evidence.basis != Basis::NotApplicable).then(|| {
        let dated = dated.map(|dated| view! { <span class="check-small">" " {dated}</span> });
        view! { <p class="report-note">{note} {dated}</p> }
    });
    view! {
        <li>
            <p><strong>{own.text}</strong> " " {said}</p>
            {note}
            <p class="check-small">{counts}</p>
        </li>
    }
    .into_any()
}

/// What an answer counts, and why no more.
fn counts(locale: Locale, evidence: &Evidence) -> String {
    let strength = u32::from(evidence.strength);
    let claimed = u32::from(evidence.claimed);
    match evidence.basis {
        Basis::Unanswered | Basis::OffRoute | Basis::NotApplicable => {
            td_string!(locale, check.counts_not).to_owned()
        }
        Basis::Computed(_) if evidence.overruled => {
            td_string!(
                locale,
                check.counts_overruled,
                claimed = claimed,
                strength = strength
            )
        }
        Basis::Computed(_) => td_string!(locale, check.counts_computed, strength = strength),
        Basis::Stated if claimed > strength => {
            td_string!(
                locale,
                check.counts_capped,
                claimed = claimed,
                strength = strength
            )
        }
        Basis::Noted if evidence.dated.is_none() => {
            td_string!(locale, check.counts_undated, strength = strength)
        }
        Basis::Noted if !evidence.fresh && strength >= 2 => {
            td_string!(locale, check.counts_stale, strength = strength)
        }
        Basis::Stated | Basis::Noted => td_string!(locale, check.counts, strength = strength),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::check::data::model;
    use venture::readiness::Answer;

    #[test]
    fn a_claim_without_a_note_says_what_it_counts_instead() {
        let today = "2026-11-25".parse().unwrap();
        let answers = Answers::default().with("payer", Answer::stated("confirmed"));
        let report = model().report(&answers, None, today);
        let said = counts(Locale::en, report.evidence("payer").unwrap());
        assert!(said.contains('4') && said.contains('2'), "{said}");
    }
}
