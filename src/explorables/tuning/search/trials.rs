//! Every trial: one at a time by keys, all of them in a table.

use super::Chosen;
use super::words::{method_name, setting_name, setting_value, trial_text};
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use leptos::html;
use leptos::prelude::*;
use neural::job::{SearchRun, Trial};
use neural::tuning::search::Method;
use std::sync::Arc;

/// Every trial's place, method by method.
fn places(found: &SearchRun) -> Vec<Chosen> {
    let methods = found.methods.iter().enumerate();
    methods
        .flat_map(|(method, sought)| (0..sought.trials.len()).map(move |at| (method, at)))
        .collect()
}

fn trial_of(found: &SearchRun, (method, at): Chosen) -> Option<(Method, &Trial)> {
    let sought = found.methods.get(method)?;
    Some((sought.method, sought.trials.get(at)?))
}

/// The trial that is pointed at, and the table.
#[component]
pub fn Trials(
    found: Memo<Option<Arc<SearchRun>>>,
    chosen: RwSignal<Option<Chosen>>,
) -> impl IntoView {
    let locale = use_locale();
    let count =
        Memo::new(move |_| found.with(|found| found.as_deref().map_or(0, |f| places(f).len())));
    let at = move || {
        found.with(|found| {
            let places = found.as_deref().map(places)?;
            let chosen = chosen.get()?;
            places.iter().position(|place| *place == chosen)
        })
    };
    let told = move || {
        found.with(|found| {
            let (found, chosen) = (found.as_deref()?, chosen.get()?);
            let (method, trial) = trial_of(found, chosen)?;
            Some(trial_text(method, chosen.1, trial, &found.settings, locale))
        })
    };
    let go = move |event: leptos::ev::Event| {
        let Ok(wanted) = event_target_value(&event).parse::<usize>() else {
            return;
        };
        let place = found.with_untracked(|found| {
            let places = found.as_deref().map(places)?;
            places.get(wanted).copied()
        });
        chosen.set(place);
    };
    let any = Memo::new(move |_| count.get() > 0);
    // Hundreds of rows are made for those alone who want to see them.
    let open = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    move || {
        any.get().then(|| {
            view! {
                <label class="tuning-steps">
                    <span>{td_string!(locale, tuning.step_trials)}</span>
                    <input
                        type="range"
                        min="0"
                        max=move || count.get().saturating_sub(1)
                        step="1"
                        prop:value=move || at().unwrap_or(0).to_string()
                        aria-valuetext=move || told().unwrap_or_default()
                        on:input=go
                    />
                </label>
                <p class="tuning-told">{move || told().unwrap_or_else(|| td_string!(locale, tuning.no_trial).to_owned())}</p>
                <details
                    node_ref=details
                    class="tuning-numbers"
                    on:toggle=move |_| open.set(details.get_untracked().is_some_and(|details| details.open()))
                >
                    <summary>{td_string!(locale, tuning.all_trials)}</summary>
                    {move || open.get().then(|| found.get().map(|found| table(&found, chosen, locale)))}
                </details>
            }
        })
    }
}

fn table(
    found: &SearchRun,
    chosen: RwSignal<Option<Chosen>>,
    locale: Locale,
) -> impl IntoView + use<> {
    let heads = found.settings.iter().map(|setting| {
        view! { <th scope="col">{setting_name(*setting, locale)}</th> }
    });
    let heads = heads.collect_view();
    let rows = places(found).into_iter().filter_map(|place| {
        let (method, trial) = trial_of(found, place)?;
        let cells = found
            .settings
            .iter()
            .zip(&trial.settings)
            .map(|(setting, value)| {
                view! { <td class="number">{setting_value(*setting, *value)}</td> }
            });
        let cells = cells.collect_view();
        let [loss, share] = [
            trial
                .validation
                .map_or_else(|| "–".to_owned(), |m| number(f64::from(m.loss), 3)),
            trial
                .validation
                .and_then(|metrics| metrics.accuracy)
                .map_or_else(|| "–".to_owned(), |share| percent(f64::from(share), 1)),
        ];
        let mine = move || chosen.get() == Some(place);
        let name = td_string!(
            locale,
            tuning.show_trial,
            method = method_name(method, locale),
            at = place.1 + 1
        );
        Some(view! {
            <tr class:best=mine>
                <th scope="row">
                    <button class="link" aria-label=name on:click=move |_| chosen.set(Some(place))>
                        {format!("{} {}", method_name(method, locale), place.1 + 1)}
                    </button>
                </th>
                {cells}
                <td class="number">{trial.epochs}</td>
                <td class="number">{loss}</td>
                <td class="number">{share}</td>
            </tr>
        })
    });
    let rows = rows.collect_view();
    view! {
        <div class="table" role="region" tabindex="0" aria-label=td_string!(locale, tuning.all_trials)>
            <table class="run-table tuning-table">
                <caption>{td_string!(locale, tuning.trials_caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, tuning.trial)}</th>
                        {heads}
                        <th scope="col">{td_string!(locale, tuning.epochs)}</th>
                        <th scope="col">{td_string!(locale, tuning.validation_loss)}</th>
                        <th scope="col">{td_string!(locale, tuning.validation_accuracy)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
