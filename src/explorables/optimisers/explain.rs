//! The rule of the chosen entrant, written out with its live numbers.

use super::choices::{RULE_NAMES, RULES};
use super::formula::lines;
use super::run::Run;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::Select;
use leptos::prelude::*;

/// The formula, and the choice of whose it is.
#[component]
pub fn Explain(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let shown = Memo::new(move |_| state.with(|state| state.shown));
    let options = RULES
        .iter()
        .map(|rule| (rule.key.to_owned(), rule.name.to_owned()))
        .collect();
    let choose = Callback::new(move |key: String| {
        if let Some(index) = RULE_NAMES.iter().position(|name| *name == key) {
            state.update(|state| state.shown = index);
        }
    });
    let content = move || {
        run.told.track();
        let (shown, decay) = (shown.get(), state.with(|state| state.decay));
        run.race.with_value(|race| {
            let lane = race.lanes.iter().find(|lane| lane.rule == shown);
            let last = lane.and_then(|lane| Some((lane.last.as_ref()?, lane.steps())));
            let rows = lines(RULES[shown], decay, last)
                .into_iter()
                .map(|line| {
                    view! {
                        <dt>{line.symbols}</dt>
                        <dd class="number">{line.numbers.unwrap_or_else(|| "–".to_owned())}</dd>
                    }
                })
                .collect_view();
            let hint = match (lane, last) {
                (None, _) => td_string!(locale, optimisers.not_running).to_owned(),
                (_, None) => td_string!(locale, optimisers.before_first).to_owned(),
                (_, Some((_, step))) => td_string!(locale, optimisers.of_step, step = step),
            };
            view! {
                <p class="panel-hint">{hint}</p>
                <dl class="update-rule">{rows}</dl>
            }
        })
    };
    run.stage.shows("formula").then(|| {
        view! {
            <section class="race-explain" aria-label=td_string!(locale, optimisers.formula)>
                <Select
                    label=td_string!(locale, optimisers.formula)
                    options=options
                    value=Signal::derive(move || RULE_NAMES[shown.get()].to_owned())
                    on_change=choose
                />
                {content}
            </section>
        }
        .into_any()
    })
}
