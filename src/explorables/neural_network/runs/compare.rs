//! A pinned run beside the present one: in what they differ, who is ahead, and
//! a race from the same start.

use super::super::run::Run;
use super::super::samples;
use super::super::state::State;
use super::differences::{at_one_epoch, differences, label, worded};
use super::lab::{Baseline, Busy, Lab};
use crate::i18n::{number, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::metrics::Metrics;
use neural::session::{Command, StopRule};

/// The comparison.
#[component]
pub fn Compare(run: Run) -> impl IntoView {
    let locale = use_locale();
    let lab = run.lab;
    follow_race(run);
    let can_pin = Memo::new(move |_| run.info().is_some());
    let pin = move |_| {
        if let Some(info) = run.info() {
            lab.pin(Some(Baseline {
                state: run.state.get_untracked(),
                config: info.config.clone(),
                curve: run.engine.curve.get_untracked(),
            }));
        }
    };
    let racing = Memo::new(move |_| lab.busy.get() == Busy::Racing);
    let pinned = Memo::new(move |_| lab.pinned.with(Option::is_some));
    let race = move |_| start_race(run);
    view! {
        <p class="panel-hint">{td_string!(locale, runs.compare_hint)}</p>
        <div class="buttons">
            <button disabled=move || !can_pin.get() on:click=pin>
                {move || if pinned.get() { td_string!(locale, runs.pin_again) } else { td_string!(locale, runs.pin) }}
            </button>
            {move || pinned.get().then(|| view! {
                <button class="primary" on:click=race>{td_string!(locale, runs.race)}</button>
                <button on:click=move |_| take_settings(run)>{td_string!(locale, runs.back_to_baseline)}</button>
                <button on:click=move |_| lab.pin(None)>{td_string!(locale, runs.unpin)}</button>
            })}
        </div>
        <p class="panel-hint" role="status">
            {move || racing.get().then(|| td_string!(locale, runs.racing))}
        </p>
        {move || pinned.get().then(|| view! {
            <Settings run/>
            <Standing run/>
        })}
    }
    .into_any()
}

/// The baseline's settings become the present ones.
fn take_settings(run: Run) {
    if let Some(pinned) = run.lab.pinned.get_untracked() {
        if pinned.state.config() != run.state.with_untracked(State::config) {
            run.start_anew();
        }
        run.state.update(|state| {
            *state = State {
                start: None,
                ..pinned.state.clone()
            };
        });
    }
}

/// Both from the start, side by side.
fn start_race(run: Run) {
    let lab = run.lab;
    let Some(pinned) = lab.pinned.get_untracked() else {
        return;
    };
    let Some(data) = samples::whole(pinned.state.data) else {
        return;
    };
    lab.occupy(Busy::Racing, StopRule::default());
    lab.spare.load(pinned.config.clone(), data);
    run.rewind();
    run.play();
}

/// The baseline plays, pauses and goes back whenever the present run does.
fn follow_race(run: Run) {
    let lab: Lab = run.lab;
    let speed = Memo::new(move |_| run.state.with(State::epochs_per_second));
    Effect::new(move |before: Option<u32>| {
        let restarts = lab.restarts.get();
        let (busy, playing, epochs_per_second) = (lab.busy.get(), run.playing.get(), speed.get());
        if busy == Busy::Racing {
            if before.is_some_and(|before| before != restarts) {
                lab.spare.send(Command::Rewind);
            }
            if playing {
                lab.spare.send(Command::StopAt(StopRule::default()));
                lab.spare.send(Command::Play { epochs_per_second });
            } else {
                catch_up(run, epochs_per_second);
            }
        }
        restarts
    });
}

/// Stops the baseline, at the latest where the present run has come to.
fn catch_up(run: Run, epochs_per_second: Option<f32>) {
    let spare = run.lab.spare;
    let sent = spare.sent.get_untracked().map(|(run, _)| run);
    let there = (spare.frame.get_untracked()).filter(|frame| Some(frame.run) == sent);
    let there = there.map_or(0, |frame| frame.epoch);
    let here = untrack(|| run.frame()).map_or(0, |frame| frame.epoch);
    if there < here {
        spare.send(Command::StopAt(StopRule {
            epochs: Some(here),
            ..StopRule::default()
        }));
        spare.send(Command::Play { epochs_per_second });
    } else {
        spare.send(Command::Pause);
    }
}

/// The settings that differ.
#[component]
fn Settings(run: Run) -> impl IntoView {
    let locale = use_locale();
    let found = Memo::new(move |_| {
        let pinned = run.lab.pinned.get()?;
        Some(run.state.with(|state| differences(&pinned.state, state)))
    });
    let caption = td_string!(locale, runs.differences);
    move || {
        let found = found.get()?;
        if found.is_empty() {
            let none = td_string!(locale, runs.no_difference);
            return Some(view! { <p>{none}</p> }.into_any());
        }
        let hint = if found.iter().any(|difference| difference.key == "seed") {
            Some(td_string!(locale, runs.other_seed))
        } else {
            (found.len() > 1).then(|| td_string!(locale, runs.many_differences))
        };
        let rows = found
            .into_iter()
            .map(|difference| {
                let [one, other] = difference.values;
                let words = |value: &str| worded(difference.key, value, locale);
                view! {
                    <tr>
                        <th scope="row">{label(difference.key, locale)}</th>
                        <td>{words(&one)}</td>
                        <td>{words(&other)}</td>
                    </tr>
                }
            })
            .collect_view();
        Some(
            view! {
                <div class="table" role="region" tabindex="0" aria-label=caption>
                    <table class="run-table">
                        <caption>{caption}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{td_string!(locale, runs.setting)}</th>
                                <th scope="col">{td_string!(locale, runs.baseline)}</th>
                                <th scope="col">{td_string!(locale, runs.this_run)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {hint.map(|hint| view! { <p class="panel-hint">{hint}</p> })}
            }
            .into_any(),
        )
    }
}

/// Words for one of a point's metrics.
type Show = fn(Metrics) -> String;

/// Both at the last epoch that both have been at.
#[component]
fn Standing(run: Run) -> impl IntoView {
    let locale = use_locale();
    let both = Memo::new(move |_| {
        run.lab.spare.curve.track();
        run.engine.curve.with(|curve| {
            let here = |pinned: &[_]| at_one_epoch(pinned, curve).map(|(a, b)| (*a, *b));
            run.lab.with_curve(here)
        })
    });
    let classes = Memo::new(move |_| run.info().is_some_and(|info| info.task.classes() > 0));
    let loss = |metrics: Metrics| number(f64::from(metrics.loss), 4);
    let share = |metrics: Metrics| {
        let accuracy = metrics.accuracy.map_or(f64::NAN, f64::from);
        percent(accuracy, 1)
    };
    let caption = move || {
        let epoch = both.get().map_or(0, |(pinned, _)| pinned.epoch);
        td_string!(locale, runs.standing, epoch = epoch)
    };
    let rows = move || {
        let (loss, share): (Show, Show) = (loss, share);
        let mut rows = vec![
            (td_string!(locale, network.loss), loss, false),
            (td_string!(locale, network.test_loss), loss, true),
        ];
        if classes.get() {
            rows.push((td_string!(locale, network.accuracy), share, false));
            rows.push((td_string!(locale, network.test_accuracy), share, true));
        }
        rows.into_iter()
            .map(|(name, show, test)| {
                let cell = move |present: bool| {
                    both.get().map_or_else(
                        || "–".to_owned(),
                        |(pinned, now)| {
                            let point = if present { now } else { pinned };
                            show(if test { point.test } else { point.train })
                        },
                    )
                };
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td class="number">{move || cell(false)}</td>
                        <td class="number">{move || cell(true)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="table" role="region" tabindex="0" aria-label=td_string!(locale, runs.standing_label)>
            <table class="run-table run-standing">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{td_string!(locale, runs.baseline)}</th>
                        <th scope="col">{td_string!(locale, runs.this_run)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
