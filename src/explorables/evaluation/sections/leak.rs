//! A leak of the reader's choice: how good it looks, how good it is, and the check
//! that finds it.

use super::super::head::Start;
use super::super::numbers::area;
use super::super::state::LEAK_NAMES;
use super::super::trial::Trial;
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::controls::Select;
use leptos::prelude::*;
use neural::job::{Checks, Finding, LeakRun, Suspicion};

fn label(leak: &str, locale: Locale) -> &'static str {
    match leak {
        "selection" => td_string!(locale, evaluation.leak_selection),
        "answer" => td_string!(locale, evaluation.leak_answer),
        _ => td_string!(locale, evaluation.leak_duplicates),
    }
}

fn story(leak: &str, locale: Locale) -> &'static str {
    match leak {
        "selection" => td_string!(locale, evaluation.story_selection),
        "answer" => td_string!(locale, evaluation.story_answer),
        _ => td_string!(locale, evaluation.story_duplicates),
    }
}

/// The choice, and what is found.
#[component]
pub fn Leaks(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let options = LEAK_NAMES
        .iter()
        .map(|name| ((*name).to_owned(), label(name, locale).to_owned()))
        .collect::<Vec<_>>();
    let found = move || {
        let finding = trial.leak.finding.get()?;
        let Finding::Leak(run) = &*finding else {
            return None;
        };
        Some(view! {
            {areas(run, locale)}
            {checks(run, locale)}
        })
    };
    let verdict = move || {
        let finding = trial.leak.finding.get()?;
        let Finding::Leak(run) = &*finding else {
            return None;
        };
        let struck = run.checks.suspicions();
        if struck.is_empty() {
            return Some(td_string!(locale, evaluation.nothing_found).to_owned());
        }
        let names: Vec<_> = struck.iter().map(|found| name(*found, locale)).collect();
        let names = names.join(td_string!(locale, evaluation.and));
        Some(td_string!(locale, evaluation.caught, check = names))
    };
    view! {
        <p class="panel-hint">{td_string!(locale, evaluation.leaks_hint)}</p>
        <div class="choices">
            <Select
                label=td_string!(locale, evaluation.leak)
                options
                value=Signal::derive(move || LEAK_NAMES[state.with(|state| state.leak)].to_owned())
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = LEAK_NAMES.iter().position(|known| *known == name) {
                        state.update(|state| state.leak = index);
                        trial.leak.cancel();
                        trial.leak.finding.set(None);
                    }
                })
            />
            <Start
                errand=trial.leak
                label=td_string!(locale, evaluation.spring_leak)
                start=Callback::new(move |()| trial.spring_leak())
            />
        </div>
        <p class="panel-hint">{move || story(LEAK_NAMES[state.with(|state| state.leak)], locale)}</p>
        <p class="leak-verdict" role="status">{verdict}</p>
        {found}
    }
    .into_any()
}

/// What a check is called.
fn name(suspicion: Suspicion, locale: Locale) -> &'static str {
    match suspicion {
        Suspicion::SharedRows => td_string!(locale, evaluation.check_rows),
        Suspicion::OneColumn => td_string!(locale, evaluation.check_column),
        Suspicion::LearnsFromNothing => td_string!(locale, evaluation.check_shuffled),
    }
}

fn areas(run: &LeakRun, locale: Locale) -> impl IntoView + use<> {
    let rows = [
        (td_string!(locale, evaluation.with_leak), run.leaking),
        (td_string!(locale, evaluation.without_leak), run.honest),
    ]
    .map(|(name, found)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{area(found.test)}</td>
                <td class="number">{area(found.fresh)}</td>
            </tr>
        }
    })
    .collect_view();
    view! {
        <table class="run-table">
            <caption>{td_string!(locale, evaluation.leak_areas)}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{td_string!(locale, evaluation.test)}</th>
                    <th scope="col">{td_string!(locale, evaluation.fresh)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What each check found, with the leak and without it.
fn checks(run: &LeakRun, locale: Locale) -> impl IntoView + use<> {
    let cell = |found: String, struck: bool| {
        let (class, said) = if struck {
            ("mark-wrong", td_string!(locale, evaluation.struck))
        } else {
            ("mark-right", td_string!(locale, evaluation.passed))
        };
        view! { <td><span class=class>{said}</span> " " {found}</td> }
    };
    let row = |suspicion: Suspicion, told: &dyn Fn(&Checks) -> String| {
        let cells = [&run.checks, &run.honest_checks]
            .map(|found| {
                let unknown =
                    suspicion == Suspicion::LearnsFromNothing && found.shuffled_area.is_none();
                if unknown {
                    return view! { <td>"–"</td> }.into_any();
                }
                cell(told(found), found.suspicions().contains(&suspicion)).into_any()
            })
            .into_iter()
            .collect_view();
        view! { <tr><th scope="row">{name(suspicion, locale)}</th>{cells}</tr> }
    };
    let rows = [
        row(Suspicion::SharedRows, &|found| {
            td_string!(
                locale,
                evaluation.rows_found,
                shared = found.shared_rows,
                rows = found.test_rows
            )
        }),
        row(Suspicion::OneColumn, &|found| {
            td_string!(
                locale,
                evaluation.column_found,
                column = found.column.clone(),
                area = area(Some(found.column_area))
            )
        }),
        row(Suspicion::LearnsFromNothing, &|found| {
            td_string!(
                locale,
                evaluation.shuffled_found,
                area = area(found.shuffled_area),
                chance = area(Some(found.chance))
            )
        }),
    ];
    let caption = td_string!(locale, evaluation.checks);
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{td_string!(locale, evaluation.with_leak)}</th>
                        <th scope="col">{td_string!(locale, evaluation.without_leak)}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
        </div>
    }
}
