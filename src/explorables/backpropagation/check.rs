//! The gradient of the parameter in focus found without the chain rule: the
//! loss a little above and a little below it.

use super::numbers::{long, power};
use super::run::Run;
use super::state::DIGITS_OF_H;
use super::words::{parameter_name, parameter_told};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use neural::backprop::{Difference, Parameter, Stage, Step};

/// The panel.
#[component]
pub fn Check(run: Run) -> impl IntoView {
    let locale = use_locale();
    let digits = Memo::new(move |_| run.state.with(|state| state.digits_of_h));
    let h = Memo::new(move |_| run.state.with(super::state::State::h));
    let subject = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            Some(parameter_told(present.focus, &present.scene, locale))
        })
    };
    let slider = view! {
        <label class="scrub">
            <span>"h"</span>
            <input
                type="range"
                min=*DIGITS_OF_H.start()
                max=*DIGITS_OF_H.end()
                step="1"
                value=digits.get_untracked()
                prop:value=move || digits.get().to_string()
                aria-label=td_string!(locale, backprop.h)
                aria-valuetext=move || power(digits.get())
                on:input=move |event| {
                    if let Ok(digits) = event_target_value(&event).parse() {
                        run.state.update(|state| state.digits_of_h = digits);
                    }
                }
            />
            <span class="number" aria-hidden="true">{move || power(digits.get())}</span>
        </label>
    };
    let found = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let step = &present.scene.step;
            let found = step.difference(present.focus, h.get())?;
            let seen = present.seen(Stage::Gradient(present.focus.layer)).is_there();
            let slope = step.pass.slope(present.focus).filter(|_| seen);
            let row = |name: String, reading: &'static str, value: Option<f64>| {
                let text = value.map_or_else(|| "–".to_owned(), long);
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd class="number" data-reading=reading>{text}</dd>
                    </div>
                }
            };
            Some(view! {
                <dl class="readings bp-readings">
                    {row("L(w + h)".to_owned(), "above", Some(found.above))}
                    {row("L(w − h)".to_owned(), "below", Some(found.below))}
                    {row("(L(w + h) − L(w − h)) / 2h".to_owned(), "difference", Some(found.slope))}
                    {row(td_string!(locale, backprop.by_chain_rule).to_owned(), "gradient", slope)}
                    {row(td_string!(locale, backprop.relative).to_owned(), "relative", slope.map(|slope| found.relative(slope)))}
                </dl>
                {(!seen).then(|| view! { <p class="panel-hint">{td_string!(locale, backprop.not_yet)}</p> })}
            })
        })
    };
    view! {
        <p class="bp-subject">{subject}</p>
        <p>{td_string!(locale, backprop.check_told)}</p>
        {slider}
        {found}
        <Sizes run/>
        <All run/>
    }
    .into_any()
}

/// The same for every size of h: first the curve's bend tells, then the digits
/// that a number has.
#[component]
fn Sizes(run: Run) -> impl IntoView {
    let locale = use_locale();
    let chosen = Memo::new(move |_| run.state.with(|state| state.digits_of_h));
    let rows = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let step = &present.scene.step;
            let slope = step.pass.slope(present.focus)?;
            let row = |digits: u32| {
                let found = step.difference(present.focus, 0.1_f64.powi(digits as i32))?;
                Some(view! {
                    <tr class:best=move || chosen.get() == digits>
                        <th scope="row">{power(digits)}</th>
                        <td class="number">{long(found.slope)}</td>
                        <td class="number">{format!("{:.1e}", found.relative(slope)).replace('-', "−")}</td>
                    </tr>
                })
            };
            let seen = present.seen(Stage::Gradient(present.focus.layer)).is_there();
            seen.then(|| DIGITS_OF_H.filter_map(row).collect_view())
        })
    };
    let there = Memo::new(move |_| {
        run.present.with(|present| {
            let present = present.as_ref();
            present.is_some_and(|present| {
                present
                    .seen(Stage::Gradient(present.focus.layer))
                    .is_there()
            })
        })
    });
    move || {
        there.get().then(|| {
            view! {
                <div class="table">
                    <table class="run-table bp-sizes">
                        <caption>{td_string!(locale, backprop.sizes_told)}</caption>
                        <thead>
                            <tr>
                                <th scope="col">"h"</th>
                                <th scope="col">{td_string!(locale, backprop.found)}</th>
                                <th scope="col">{td_string!(locale, backprop.relative)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        })
    }
}

/// What checking many parameters found.
struct Worst {
    count: usize,
    at: Parameter,
    relative: f64,
}

/// The check of every parameter of `of`, the worst first.
fn worst(step: &Step, of: impl Iterator<Item = Parameter>, h: f64) -> Option<Worst> {
    let each = of.filter_map(|at| {
        let slope = step.pass.slope(at)?;
        let relative = |found: Difference| found.relative(slope);
        Some((at, step.difference(at, h).map(relative)?))
    });
    let each: Vec<_> = each.collect();
    let (at, relative) = each.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(Worst {
        count: each.len(),
        at,
        relative,
    })
}

/// The check of every parameter; of a large network, of the neuron in focus, for
/// the page must not stand still.
#[component]
fn All(run: Run) -> impl IntoView {
    let locale = use_locale();
    let told = RwSignal::new(String::new());
    // What was found is of what was there then.
    Effect::new(move || {
        run.present.track();
        run.state.track();
        told.set(String::new());
    });
    let folded = Memo::new(move |_| {
        run.present
            .with(|present| present.as_ref().is_some_and(|present| present.scene.folded))
    });
    let check = move |_| {
        let found = run.present.with_untracked(|present| {
            let present = present.as_ref()?;
            let step = &present.scene.step;
            let focus = present.focus;
            let own = |at: &Parameter| {
                !present.scene.folded || (at.layer, at.unit) == (focus.layer, focus.unit)
            };
            worst(
                step,
                step.parameters().filter(own),
                run.state.with_untracked(super::state::State::h),
            )
        });
        if let Some(Worst {
            count,
            at,
            relative,
        }) = found
        {
            told.set(td_string!(
                locale,
                backprop.checked,
                count = count,
                most = long(relative),
                name = parameter_name(at)
            ));
        }
    };
    let name = move || {
        if folded.get() {
            td_string!(locale, backprop.check_neuron)
        } else {
            td_string!(locale, backprop.check_all)
        }
    };
    view! {
        <div class="buttons"><button on:click=check>{name}</button></div>
        <p class="figure-status" role="status" data-reading="checked">{told}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::super::scene::Walker;
    use super::super::state::State;
    use super::*;

    #[test]
    fn every_parameter_of_the_default_agrees() {
        let scene = Walker::default().go(&State::default()).scene.unwrap();
        let found = worst(&scene.step, scene.step.parameters(), 1e-5).unwrap();
        assert_eq!(found.count, scene.parameters());
        assert!(found.relative < 1e-6, "{}", found.relative);
        // A wide h is worse.
        let wide = worst(&scene.step, scene.step.parameters(), 0.1).unwrap();
        assert!(wide.relative > found.relative);
    }
}
