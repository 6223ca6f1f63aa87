//! What each kind of mistake costs, and the threshold at which both together cost
//! least.

use super::super::chart::{odds_marks, odds_place};
use super::super::judge::{CASES, Cut, Judged, Part, REACH};
use super::super::numbers::chance;
use super::super::state::COST;
use super::super::trial::Trial;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;
use neural::metrics::threshold::Costs;
use std::sync::Arc;

const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 150.0;

/// A part's cost, as the page writes it.
fn per_thousand(cost: Option<f64>) -> String {
    number(cost.unwrap_or(f64::NAN), 1)
}

/// Prices, curve, table.
#[component]
pub fn Prices(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let best = Memo::new(move |_| {
        let (costs, scaled) = (trial.costs(), trial.cut().scaled);
        trial.judged.with(|judged| {
            let judged = judged.as_ref()?;
            judged.cheapest(Part::Validation, scaled, costs)
        })
    });
    let told = move || {
        let best = best.get()?;
        Some(td_string!(
            locale,
            evaluation.cheapest_told,
            threshold = chance(best.threshold),
            cost = per_thousand(Some(best.cost))
        ))
    };
    view! {
        <p class="panel-hint">{td_string!(locale, evaluation.costs_hint)}</p>
        <div class="choices">
            <Price trial kind=0 label=td_string!(locale, evaluation.cost_false_positive)/>
            <Price trial kind=1 label=td_string!(locale, evaluation.cost_false_negative)/>
        </div>
        <CostCurve trial/>
        <p role="status">{told}</p>
        <div class="buttons">
            <button
                disabled=move || best.get().is_none()
                on:click=move |_| trial.take_cheapest()
            >
                {td_string!(locale, evaluation.take_cheapest)}
            </button>
        </div>
        <CostTable trial/>
        <p class="panel-hint">{td_string!(locale, evaluation.costs_note)}</p>
    }
    .into_any()
}

#[component]
fn Price(trial: Trial, kind: usize, label: &'static str) -> impl IntoView {
    let value = move || trial.state.with(|state| state.costs[kind]);
    let changed = move |event: leptos::ev::Event| {
        if let Ok(value) = event_target_value(&event).parse::<f64>()
            && COST.contains(&value)
        {
            trial.state.update(|state| state.costs[kind] = value);
        }
    };
    view! {
        <label class="select">
            <span>{label}</span>
            <input
                type="number"
                min=*COST.start()
                max=*COST.end()
                step="any"
                value=untrack(value)
                prop:value=move || value().to_string()
                on:change=changed
            />
        </label>
    }
    .into_any()
}

/// Costs over the thresholds: of the validation part, by which one is chosen, and
/// of the test part.
#[component]
fn CostCurve(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let curves = Memo::new(move |_| {
        let (costs, scaled) = (trial.costs(), trial.cut().scaled);
        trial.judged.with(|judged| {
            let judged = judged.as_ref()?;
            Some([Part::Validation, Part::Test].map(|part| judged.cost_curve(part, scaled, costs)))
        })
    });
    let most = move || {
        curves.with(|curves| {
            let points = curves.iter().flatten().flatten();
            points.map(|(_, cost)| *cost).fold(0.0, f64::max)
        })
    };
    let projection = move || Projection::new((-REACH, REACH), (0.0, most()), WIDTH, HEIGHT);
    let line = move |part: usize| {
        move || {
            let points = curves.with(|curves| curves.as_ref().map(|curves| curves[part].clone()));
            projection().polyline(points.unwrap_or_default())
        }
    };
    let place = move || {
        projection()
            .project((odds_place(trial.cut().threshold), 0.0))
            .0
    };
    let marks = odds_marks()
        .map(|(odds, name)| {
            let x = (odds + REACH) / (2.0 * REACH) * WIDTH;
            view! { <text x=x y=HEIGHT + 15.0 text-anchor="middle">{name}</text> }
        })
        .collect_view();
    let levels = move || {
        let projection = projection();
        ticks(0.0, most(), 4)
            .into_iter()
            .map(|tick| {
                let (_, y) = projection.project((0.0, tick));
                view! {
                    <line x1="0" x2=WIDTH y1=y y2=y/>
                    <text x="-5" y=y + 4.0 text-anchor="end">{number(tick, 0)}</text>
                }
            })
            .collect_view()
    };
    view! {
        <svg
            class="chart cost-chart"
            viewBox=format!("-52 -12 {} {}", WIDTH + 68.0, HEIGHT + 34.0)
            role="img"
            aria-label=td_string!(locale, evaluation.cost_label)
        >
            <g class="axes" aria-hidden="true">{levels}{marks}</g>
            <polyline class="cost-test" points=line(1)/>
            <polyline class="cost-validation" points=line(0)/>
            <g class="threshold-line" transform=move || format!("translate({:.1} 0)", place())>
                <line y1="-4" y2=HEIGHT/>
            </g>
        </svg>
        <p class="legend">
            <span class="key-validation" aria-hidden="true">"━"</span> {td_string!(locale, evaluation.validation)}
            <span class="key-test" aria-hidden="true">"━"</span> {td_string!(locale, evaluation.test)}
        </p>
    }
    .into_any()
}

/// A policy: what it is called, and its threshold.
type Policy = (&'static str, fn(&Judged, Cut, Costs) -> Option<f64>);

#[component]
fn CostTable(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let policies: [Policy; 6] = [
        (td_string!(locale, evaluation.policy_now), |_, cut, _| {
            Some(cut.threshold)
        }),
        (
            td_string!(locale, evaluation.policy_cheapest),
            |judged, cut, costs| {
                judged
                    .cheapest(Part::Validation, cut.scaled, costs)
                    .map(|best| best.threshold)
            },
        ),
        (
            td_string!(locale, evaluation.policy_formula),
            |_, _, costs| costs.threshold(),
        ),
        (td_string!(locale, evaluation.policy_half), |_, _, _| {
            Some(0.5)
        }),
        (td_string!(locale, evaluation.policy_none), |_, _, _| {
            Some(1.0)
        }),
        (td_string!(locale, evaluation.policy_all), |_, _, _| {
            Some(0.0)
        }),
    ];
    let rows = policies
        .map(|(name, policy)| {
            let threshold = move || {
                let (cut, costs): (Cut, Costs) = (trial.cut(), trial.costs());
                let judged: Arc<Judged> = trial.judged.get()?;
                let threshold = policy(&judged, cut, costs)?;
                Some((judged, Cut { threshold, ..cut }, costs))
            };
            let cost = move |part: Part| {
                move || {
                    per_thousand(threshold().and_then(|(judged, cut, costs)| judged.cost(part, cut, costs)))
                }
            };
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="number">{move || threshold().map_or_else(|| "–".to_owned(), |(_, cut, _)| chance(cut.threshold))}</td>
                    <td class="number">{cost(Part::Validation)}</td>
                    <td class="number">{cost(Part::Test)}</td>
                </tr>
            }
        })
        .collect_view();
    let caption = td_string!(locale, evaluation.cost_table, cases = number(CASES, 0));
    let label = caption.clone();
    view! {
        <div class="table" role="region" tabindex="0" aria-label=label>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{td_string!(locale, evaluation.threshold)}</th>
                        <th scope="col">{td_string!(locale, evaluation.validation)}</th>
                        <th scope="col">{td_string!(locale, evaluation.test)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
