//! The entrants: who runs, at which rate, and where each one is.

use super::choices::RULES;
use super::figures::{figure, place};
use super::race::{Lane, distance};
use super::run::Run;
use super::state::{RATE, State};
use crate::explorables::state::write_number;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::controls::NumberField;
use crate::ui::terrain::marks::polygon;
use leptos::prelude::*;

/// Milliseconds between two announcements while it plays.
const PACE: f64 = 3000.0;

/// A row for each rule.
#[component]
pub fn Table(run: Run) -> impl IntoView {
    let locale = use_locale();
    let heads = [
        td_string!(locale, optimisers.rule),
        td_string!(locale, optimisers.rate),
        td_string!(locale, optimisers.step_count),
        td_string!(locale, optimisers.position),
        td_string!(locale, optimisers.height),
        td_string!(locale, optimisers.distance),
    ];
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    let rows = (0..RULES.len())
        .map(|rule| view! { <Row run rule/> })
        .collect_view();
    view! {
        <div class="table">
            <table class="run-table race-table">
                <caption>{td_string!(locale, optimisers.table)}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What a row says of its rule; dashes where it does not run.
fn cells(lane: Option<&Lane>, distance: impl Fn(&Lane) -> f64) -> [String; 4] {
    let Some(lane) = lane else {
        return [(); 4].map(|()| "–".to_owned());
    };
    [
        number(f64::from(lane.steps()), 0),
        place(lane.at()),
        figure(lane.height()),
        figure(distance(lane)),
    ]
}

#[component]
fn Row(run: Run, rule: usize) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let (key, name) = (RULES[rule].key, RULES[rule].name);
    let runs = Memo::new(move |_| state.with(|state| state.runs[rule]));
    let rate = Memo::new(move |_| state.with(|state| write_number(state.rate(rule))));
    let values = Memo::new(move |_| {
        run.told.track();
        run.race.with_value(|race| {
            let surface = race.plan().surface;
            let lane = race.lanes.iter().find(|lane| lane.rule == rule);
            let cells = cells(lane, |lane| distance(surface, lane.at()));
            (cells, lane.is_some_and(|lane| lane.diverged))
        })
    });
    let cell = move |index: usize| move || values.with(|(cells, _)| cells[index].clone());
    let height = move || {
        values.with(|(cells, diverged)| {
            if *diverged {
                td_string!(locale, optimisers.diverged_short).to_owned()
            } else {
                cells[2].clone()
            }
        })
    };
    let set_rate = Callback::new(move |value: f64| {
        state.update(|state: &mut State| state.rates[rule] = Some(value));
    });
    view! {
        <tr data-rule=key>
            <th scope="row">
                <label class="check">
                    <input
                        type="checkbox"
                        disabled=!run.stage.shows("rules")
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
                {run.stage.shows("lr").then(|| view! {
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
            <td class="number" data-cell="place">{cell(1)}</td>
            <td class="number" data-cell="height">{height}</td>
            <td class="number" data-cell="distance">{cell(3)}</td>
        </tr>
    }
    .into_any()
}

/// What happened to whom, in words, and what to do about it; and now and then, for
/// those who hear the page, where the race stands.
#[component]
pub fn Told(run: Run) -> impl IntoView {
    let locale = use_locale();
    let diverged = Memo::new(move |_| {
        run.told.track();
        run.race.with_value(|race| {
            let lost = race.lanes.iter().filter(|lane| lane.diverged);
            lost.map(|lane| (lane.rule, lane.steps()))
                .collect::<Vec<_>>()
        })
    });
    let lost = move || {
        let lines = diverged.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|(rule, step)| {
                let rate = run
                    .state
                    .with_untracked(|state| write_number(state.rate(rule)));
                let text = td_string!(
                    locale,
                    optimisers.diverged,
                    name = RULES[rule].name,
                    step = step,
                    rate = rate
                );
                view! { <li>{text}</li> }
            });
            view! { <ul>{lines.collect_view()}</ul> }
        })
    };
    let stand = move || {
        run.race.with_value(|race| match race.nearest() {
            Some(lane) => td_string!(
                locale,
                optimisers.announce,
                step = race.step(),
                name = RULES[lane.rule].name,
                distance = figure(distance(race.plan().surface, lane.at()))
            ),
            None if race.lanes.is_empty() => td_string!(locale, optimisers.nobody).to_owned(),
            None => td_string!(locale, optimisers.all_lost).to_owned(),
        })
    };
    let said = RwSignal::new(stand());
    Effect::new(move |last: Option<f64>| {
        run.told.track();
        let now = js_sys::Date::now();
        match last {
            Some(last) if run.playing.get() && now - last < PACE => last,
            _ => {
                said.set(stand());
                now
            }
        }
    });
    view! {
        <div class="race-lost" role="status">{lost}</div>
        <p class="figure-status race-said" role="status">{said}</p>
    }
    .into_any()
}
