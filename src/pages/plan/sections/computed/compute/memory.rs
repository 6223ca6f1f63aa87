//! Memory of training on each accelerator: model states by `ZeRO` stage, and
//! activations.

use super::accelerators::{capacity, fits};
use super::{MOST, bytes, words};
use crate::i18n::{td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::kit::{Check, Choice, Computed, Field, Group, Shown, at, decimal, whole};
use leptos::prelude::*;
use venture::plan::compute::{Recompute, Zero, activations, training_memory};

/// The set-up, and whether it fits.
#[component]
pub fn Memory() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let stages = vec![
        (
            Zero::Stage0,
            td_string!(locale, plan_compute.zero_0).to_owned(),
        ),
        (
            Zero::Stage1,
            td_string!(locale, plan_compute.zero_1).to_owned(),
        ),
        (
            Zero::Stage2,
            td_string!(locale, plan_compute.zero_2).to_owned(),
        ),
        (
            Zero::Stage3,
            td_string!(locale, plan_compute.zero_3).to_owned(),
        ),
    ];
    let recompute = vec![
        (
            Recompute::None,
            td_string!(locale, plan_compute.recompute_none).to_owned(),
        ),
        (
            Recompute::Selective,
            td_string!(locale, plan_compute.recompute_selective).to_owned(),
        ),
        (
            Recompute::Full,
            td_string!(locale, plan_compute.recompute_full).to_owned(),
        ),
    ];
    let copy = move |_| {
        editor
            .step(|plan| plan.compute.memory.parameters = plan.compute.budget.training.parameters);
    };
    view! {
        <Group
            path="compute.memory"
            label=td_string!(locale, plan_compute.memory)
            hint=td_string!(locale, plan_compute.memory_hint)
        >
            <Field
                of=decimal(at!(compute.memory.parameters), 9, 0, MOST)
                label=td_string!(locale, plan_compute.parameters)
                unit=td_string!(locale, plan_compute.billion)
            />
            <p class="buttons">
                <button type="button" on:click=copy>{td_string!(locale, plan_compute.as_the_run)}</button>
            </p>
            <Field
                of=whole(at!(compute.memory.accelerators), 0, 1_000_000)
                label=td_string!(locale, plan_compute.accelerators_count)
                hint=td_string!(locale, plan_compute.accelerators_count_hint)
            />
            <Choice of=at!(compute.memory.zero) label=td_string!(locale, plan_compute.zero) options=stages/>
            <Check of=at!(compute.memory.fp32_gradients) label=td_string!(locale, plan_compute.fp32_gradients)/>
            <h3>{td_string!(locale, plan_compute.activations)}</h3>
            <div class="plan-pair">
                <Field of=whole(at!(compute.activations.layers), 0, 100_000) label=td_string!(locale, plan_compute.layers)/>
                <Field of=whole(at!(compute.activations.hidden), 0, 10_000_000) label=td_string!(locale, plan_compute.hidden)/>
                <Field of=whole(at!(compute.activations.heads), 0, 100_000) label=td_string!(locale, plan_compute.heads)/>
                <Field of=whole(at!(compute.activations.sequence), 0, 100_000_000) label=td_string!(locale, plan_compute.sequence)/>
                <Field of=whole(at!(compute.activations.batch), 0, 1_000_000) label=td_string!(locale, plan_compute.micro_batch)/>
            </div>
            <Choice of=at!(compute.activations.recompute) label=td_string!(locale, plan_compute.recompute) options=recompute/>
            <Results/>
        </Group>
    }
}

#[component]
fn Results() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let setup = Memo::new(move |_| editor.with(|plan| plan.compute.memory));
    let shape = Memo::new(move |_| editor.with(|plan| plan.compute.activations));
    let there = Memo::new(move |_| editor.with(capacity));
    let states = Memo::new(move |_| {
        let setup = setup.get();
        (setup.parameters > 0).then(|| training_memory(&setup))
    });
    let batch = Memo::new(move |_| activations(&shape.get()));
    let states_result = Signal::derive(move || match states.get() {
        None => Err(td_string!(locale, plan_compute.no_parameters).to_owned()),
        Some(Ok(states)) => Ok(Shown::of(&states, bytes(states.value))),
        Some(Err(error)) => Err(words(&error, locale)),
    });
    let batch_result = Signal::derive(move || {
        let batch = batch.get().map_err(|error| words(&error, locale))?;
        Ok(Shown::of(&batch, bytes(batch.value)))
    });
    let verdict = move || {
        let states = states.get()?.ok()?;
        let needed = states.value.saturating_add(batch.get().ok()?.value);
        fits(needed, there.get(), locale)
    };
    view! {
        <div class="plan-figures">
            <Computed label=td_string!(locale, plan_compute.states_bytes) result=states_result/>
            <Computed label=td_string!(locale, plan_compute.activation_bytes) result=batch_result/>
        </div>
        <p class="plan-verdict">{verdict}</p>
    }
}
