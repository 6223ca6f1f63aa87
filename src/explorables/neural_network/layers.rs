//! The editor of hidden layers: every layer's neurons, and the layers' number.

use super::fields::sweeps;
use super::run::Run;
use super::runs::Variable;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::{Press, WholeNumber};
use leptos::prelude::*;
use neural::session::{MAX_HIDDEN_LAYERS, UNITS};

/// Neurons of a layer that is added.
const NEW_LAYER: u32 = 2;

/// The editor.
#[component]
pub fn Layers(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let count = Memo::new(move |_| state.with(|state| state.hidden.len()));
    let add = move |_| {
        state.update(|state| {
            let like = state.hidden.last().copied().unwrap_or(NEW_LAYER);
            state.add_layer(state.hidden.len(), like.min(8));
        });
    };
    let remove = move |_| {
        state.update(|state| state.remove_layer(state.hidden.len().wrapping_sub(1)));
    };
    let title = td_string!(locale, network.hidden);
    let name = move |variable: Variable, label: &'static str| {
        match sweeps(run, Some(variable), label) {
        Some(Press { hint, on_press }) => view! {
            <button class="name-button" aria-label=hint.clone() title=hint on:click=move |_| on_press.run(())>{label}</button>
        }
        .into_any(),
        None => view! { {label} }.into_any(),
    }
    };
    view! {
        <fieldset class="layers" aria-label=title>
            <legend>
                {name(Variable::Layers, title)}
                {run.stage.shows("sweep").then(|| view! {
                    " · " {name(Variable::Neurons, td_string!(locale, runs.sweep_neurons))}
                })}
            </legend>
            <div class="layers-row">
                <For each=move || 0..count.get() key=|layer| *layer let(layer)>
                    <LayerField run layer/>
                </For>
                <div class="layers-count">
                    <button
                        aria-label=td_string!(locale, network.layer_remove)
                        aria-disabled=move || (count.get() == 0).to_string()
                        on:click=remove
                    >"− " {td_string!(locale, network.layer_word)}</button>
                    <button
                        aria-label=td_string!(locale, network.layer_add)
                        aria-disabled=move || (count.get() == MAX_HIDDEN_LAYERS).to_string()
                        on:click=add
                    >"+ " {td_string!(locale, network.layer_word)}</button>
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn LayerField(run: Run, layer: usize) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let number = layer + 1;
    let size = Memo::new(move |_| {
        state.with(|state| state.hidden.get(layer).copied().unwrap_or(*UNITS.start()))
    });
    let set = move |size: u32| {
        state.update(|state| {
            if let Some(hidden) = state.hidden.get_mut(layer) {
                *hidden = size.clamp(*UNITS.start(), *UNITS.end());
            }
        });
    };
    view! {
        <div class="layer" role="group" aria-label=td_string!(locale, network.layer, layer = number)>
            <span class="layer-name">{td_string!(locale, network.layer, layer = number)}</span>
            <button
                aria-label=td_string!(locale, network.neuron_fewer, layer = number)
                aria-disabled=move || (size.get() == *UNITS.start()).to_string()
                on:click=move |_| set(size.get_untracked().saturating_sub(1))
            >"−"</button>
            <WholeNumber
                label=td_string!(locale, network.neurons_in, layer = number)
                named=false
                min=*UNITS.start()
                max=*UNITS.end()
                value=size
                on_change=Callback::new(set)
            />
            <button
                aria-label=td_string!(locale, network.neuron_more, layer = number)
                aria-disabled=move || (size.get() == *UNITS.end()).to_string()
                on:click=move |_| set(size.get_untracked() + 1)
            >"+"</button>
        </div>
    }
}
