//! Play, step, back to the start, another seed, how fast.

use super::choices::SPEED_NAMES;
use super::fields::sweeps;
use super::run::Run;
use super::runs::Variable;
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::controls::{Select, WholeNumber};
use leptos::prelude::*;

/// The buttons of a run.
#[component]
pub fn Transport(run: Run) -> impl IntoView {
    let locale = use_locale();
    let stage = run.stage;
    let state = run.state;
    let missing = Memo::new(move |_| run.obstacle.get().is_some());
    let blocked = move || missing.get() || run.engine.diverged.get().is_some();
    let name = move || {
        if run.playing.get() {
            td_string!(locale, network.pause)
        } else {
            td_string!(locale, network.play)
        }
    };
    let play = stage.shows("play").then(|| {
        view! {
            <button class="primary play" disabled=blocked on:click=move |_| run.toggle()>
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    {move || if run.playing.get() {
                        view! { <path d="M4 2h3v12H4zM9 2h3v12H9z"/> }
                    } else {
                        view! { <path d="M4 2l10 6-10 6z"/> }
                    }}
                </svg>
                {name}
            </button>
            <button disabled=blocked on:click=move |_| run.step() title=td_string!(locale, network.step_hint)>
                {td_string!(locale, network.step)}
            </button>
            <button disabled=blocked on:click=move |_| run.epoch() title=td_string!(locale, network.step_epoch_hint)>
                {td_string!(locale, network.step_epoch)}
            </button>
            <button disabled=missing on:click=move |_| run.rewind() title=td_string!(locale, network.rewind_hint)>
                {td_string!(locale, network.rewind)}
            </button>
        }
    });
    let seed = stage.shows("seed").then(|| {
        view! {
            <button on:click=move |_| run.reseed()>{td_string!(locale, network.reseed)}</button>
            <WholeNumber
                label=td_string!(locale, network.seed)
                min=0
                max=u32::MAX
                value=Signal::derive(move || state.with(|state| state.seed))
                on_change=Callback::new(move |seed| state.update(|state| state.seed = seed))
                press=sweeps(run, Some(Variable::Seed), td_string!(locale, network.seed))
            />
        }
    });
    let speed = stage.shows("speed").then(|| {
        view! {
            <Select
                label=td_string!(locale, network.speed)
                options=speeds(locale)
                value=Signal::derive(move || SPEED_NAMES[state.with(|state| state.speed)].to_owned())
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = SPEED_NAMES.iter().position(|known| *known == name) {
                        state.update(|state| state.speed = index);
                    }
                })
            />
        }
    });
    view! { <div class="transport">{play}{seed}{speed}</div> }.into_any()
}

fn speeds(locale: Locale) -> Vec<(String, String)> {
    SPEED_NAMES
        .iter()
        .map(|name| {
            let label = if *name == "full" {
                td_string!(locale, network.speed_full).to_owned()
            } else {
                td_string!(locale, network.speed_epochs, speed = *name)
            };
            ((*name).to_owned(), label)
        })
        .collect()
}
