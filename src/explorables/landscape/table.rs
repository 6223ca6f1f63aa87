//! Who trains the network, at which rate, and how far each one came.

use super::figures::{best, last_loss};
use super::state::{RATE, State};
use super::trial::Trial;
use crate::explorables::optimisers::choices::RULES;
use crate::explorables::optimisers::figures::figure;
use crate::explorables::state::write_number;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::controls::NumberField;
use crate::ui::terrain::marks::polygon;
use leptos::prelude::*;
use neural::job::Raced;
use std::sync::Arc;

/// A row for each rule.
#[component]
pub fn Table(trial: Trial, raced: Memo<Option<Arc<Raced>>>) -> impl IntoView {
    let locale = use_locale();
    let heads = [
        td_string!(locale, optimisers.rule),
        td_string!(locale, optimisers.rate),
        td_string!(locale, optimisers.step_count),
        td_string!(locale, landscape.first_loss),
        td_string!(locale, landscape.last_loss),
    ];
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    let rows = (0..RULES.len())
        .map(|rule| view! { <Row trial raced rule/> })
        .collect_view();
    view! {
        <div class="table">
            <table class="run-table race-table">
                <caption>{td_string!(locale, landscape.table)}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(trial: Trial, raced: Memo<Option<Arc<Raced>>>, rule: usize) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let (key, name) = (RULES[rule].key, RULES[rule].name);
    let runs = Memo::new(move |_| state.with(|state| state.runs[rule]));
    let rate = Memo::new(move |_| state.with(|state| write_number(state.rate(rule))));
    let cells = Memo::new(move |_| {
        let none = || [(); 3].map(|()| "–".to_owned());
        let (Some(raced), rules) = (raced.get(), trial.rules.get()) else {
            return (none(), false);
        };
        let place = rules.iter().position(|other| *other == rule);
        let Some((place, way)) = place.and_then(|place| Some((place, raced.ways.get(place)?)))
        else {
            return (none(), false);
        };
        let last = if way.diverged {
            td_string!(locale, optimisers.diverged_short).to_owned()
        } else {
            figure(last_loss(way))
        };
        let steps = way
            .notes
            .last()
            .map_or(f64::NAN, |note| f64::from(note.step));
        let first = way
            .notes
            .first()
            .map_or(f64::NAN, |note| f64::from(note.loss));
        (
            [number(steps, 0), figure(first), last],
            best(&raced) == Some(place),
        )
    });
    let cell = move |index: usize| move || cells.with(|(cells, _)| cells[index].clone());
    let set_rate = Callback::new(move |value: f64| {
        state.update(|state: &mut State| state.rates[rule] = Some(value));
    });
    view! {
        <tr data-rule=key class:best=move || cells.with(|(_, best)| *best)>
            <th scope="row">
                <label class="check">
                    <input
                        type="checkbox"
                        disabled=!trial.stage.shows("rules")
                        checked=runs.get_untracked()
                        prop:checked=move || runs.get()
                        on:change=move |event| {
                            let checked = event_target_checked(&event);
                            state.update(|state| state.runs[rule] = checked);
                        }
                    />
                    <svg class=format!("race-mark rule-{key}") viewBox="0 0 20 20" aria-hidden="true">
                        <polygon points=polygon(rule, (10.0, 10.0), 9.0)/>
                    </svg>
                    {name}
                </label>
            </th>
            <td>
                {trial.stage.shows("rates").then(|| view! {
                    <NumberField
                        label=td_string!(locale, optimisers.rate_of, name = name)
                        named=false
                        min=RATE.0
                        max=RATE.1
                        value=Signal::derive(move || rate.get())
                        on_change=set_rate
                    />
                })}
            </td>
            <td class="number" data-cell="step">{cell(0)}</td>
            <td class="number" data-cell="first">{cell(1)}</td>
            <td class="number" data-cell="last">{cell(2)}</td>
        </tr>
    }
    .into_any()
}
