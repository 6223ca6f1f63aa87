//! Inside one neuron: its weights and bias to edit and to freeze, its formula
//! with the numbers of a test sample, and its place in the network.

mod field;
mod formula;
mod sample;

use super::graph::{layer_name, node_name};
use super::layout::Layout;
use super::run::Run;
use super::spot::{Field, Spot, fits, layer_is_frozen};
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::{Select, WholeNumber};
use field::ParameterField;
use leptos::prelude::*;
use neural::loss::Loss;
use neural::session::trace::{Trace, inputs_of, trace};
use neural::session::{MAX_HIDDEN_LAYERS, Part};
use sample::Sample;
use wasm_bindgen::JsCast;

/// Inputs whose weights stand one below the other; of more, one is chosen.
const ROWS: usize = 12;

/// The open neuron, if one is.
#[component]
pub fn Inside(run: Run, layout: Memo<Layout>, spot: RwSignal<Option<Spot>>) -> impl IntoView {
    // A neuron that has gone, or is none, closes.
    let open = Memo::new(move |_| {
        let there = spot
            .get()
            .filter(|spot| layout.with(|layout| spot.is_in(layout)));
        let inputs = there.map(|spot| layout.with(|layout| layout.sizes[spot.layer - 1]));
        there
            .zip(inputs)
            .map(|(spot, inputs)| (spot.layer, spot.unit, inputs))
    });
    run.stage.shows("edit").then_some({
        move || {
            open.get().map(|(layer, unit, inputs)| {
                view! { <Neuron run layout spot at=Spot::whole(layer, unit) inputs/> }
            })
        }
    })
}

#[component]
fn Neuron(
    run: Run,
    layout: Memo<Layout>,
    spot: RwSignal<Option<Spot>>,
    at: Spot,
    /// Inputs of its layer.
    inputs: usize,
) -> impl IntoView {
    let locale = use_locale();
    let example = RwSignal::new(0_usize);
    // The arithmetic of this neuron for the chosen sample, at the present step.
    let traced = Memo::new(move |_| {
        let (info, frame) = (run.info()?, run.frame()?);
        let example = info
            .examples
            .get(example.get())
            .filter(|_| fits(&info, &frame))?;
        let x = inputs_of(&info, &example.columns);
        trace(
            &frame.layers,
            &info.config.hidden,
            &x,
            (at.layer - 1, at.unit),
        )
    });
    let name = move || layout.with(|layout| node_name(at.layer, at.unit, layout, locale));
    let close = move |target: Option<web_sys::EventTarget>| {
        // The focus stays in the figure.
        let target = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let figure = target.and_then(|target| target.closest(".network").ok().flatten());
        spot.set(None);
        if let Some(figure) =
            figure.and_then(|figure| figure.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = figure.focus();
        }
    };
    view! {
        <section
            class="inside"
            aria-label=name
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    close(event.target());
                }
            }
        >
            <div class="inside-head">
                <Which layout spot at/>
                <button class="inside-close" on:click=move |event| close(event.target())>{td_string!(locale, shell.close)}</button>
            </div>
            <Sample run example/>
            <Terms run layout spot at inputs traced/>
            <Lines run at traced example/>
            <Shape run layout at/>
        </section>
    }
    .into_any()
}

/// Which neuron: every one of them, drawn or not.
#[component]
fn Which(layout: Memo<Layout>, spot: RwSignal<Option<Spot>>, at: Spot) -> impl IntoView {
    let locale = use_locale();
    let sizes = layout.with_untracked(|layout| layout.sizes.clone());
    let last = sizes.len() - 1;
    let layers = (1..=last).map(|layer| {
        let name = layout.with_untracked(|layout| layer_name(layer, layout, locale));
        (layer.to_string(), name)
    });
    view! {
        <Select
            label=td_string!(locale, controls.layer)
            options=layers.collect()
            value=Signal::stored(at.layer.to_string())
            on_change=Callback::new(move |layer: String| {
                if let Ok(layer) = layer.parse() {
                    spot.set(Some(Spot::whole(layer, 0)));
                }
            })
        />
        <WholeNumber
            label=td_string!(locale, controls.neuron)
            min=1
            max=sizes[at.layer] as u32
            value=Signal::stored(at.unit as u32 + 1)
            on_change=Callback::new(move |number: u32| {
                spot.set(Some(Spot::whole(at.layer, number as usize - 1)));
            })
        />
    }
}

/// A row for each weight, and one for the bias.
#[component]
fn Terms(
    run: Run,
    layout: Memo<Layout>,
    spot: RwSignal<Option<Spot>>,
    at: Spot,
    inputs: usize,
    traced: Memo<Option<Trace>>,
) -> impl IntoView {
    let locale = use_locale();
    let input_name = move |input: usize| {
        layout.with(|layout| match at.layer {
            1 => layout.inputs.get(input).cloned().unwrap_or_default(),
            layer => td_string!(
                locale,
                controls.neuron_short,
                layer = layer - 1,
                index = input + 1
            ),
        })
    };
    let weight = move |input: usize| {
        let name = move || td_string!(locale, controls.weight_of, name = input_name(input));
        let product = move || {
            traced.with(|traced| {
                let traced = traced.as_ref()?;
                let (w, x) = (traced.weights.get(input)?, traced.inputs.get(input)?);
                Some(format!(
                    "× {} = {}",
                    formula::value(*x),
                    formula::value(w * x)
                ))
            })
        };
        view! {
            <ParameterField
                run
                at=at.with(Field::Weight(input))
                name=Signal::derive(name)
                spot
                product=Signal::derive(move || product().unwrap_or_default())
            />
        }
    };
    let chosen = Memo::new(move |_| match spot.get() {
        Some(Spot {
            field: Field::Weight(input),
            ..
        }) if input < inputs => input,
        _ => 0,
    });
    let weights = if inputs <= ROWS {
        (0..inputs).map(weight).collect_view().into_any()
    } else {
        view! {
            <WholeNumber
                label=td_string!(locale, controls.input_number)
                min=1
                max=inputs as u32
                value=Signal::derive(move || chosen.get() as u32 + 1)
                on_change=Callback::new(move |number: u32| {
                    spot.set(Some(at.with(Field::Weight(number as usize - 1))));
                })
            />
            {move || weight(chosen.get())}
        }
        .into_any()
    };
    view! {
        <div class="parameters">
            {weights}
            <ParameterField
                run
                at=at.with(Field::Bias)
                name=Signal::stored(td_string!(locale, controls.bias).to_owned())
                spot
                product=Signal::stored(String::new())
            />
        </div>
    }
    .into_any()
}

/// The formula with its numbers, line by line.
#[component]
fn Lines(
    run: Run,
    at: Spot,
    traced: Memo<Option<Trace>>,
    example: RwSignal<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let is_output = move || run.info().is_some_and(|info| info.layers.len() == at.layer);
    let answer = move || {
        let (info, frame) = (run.info()?, run.frame()?);
        let outputs = &frame.examples.get(example.get())?.outputs;
        let value = f64::from(*outputs.get(at.unit)?);
        Some(match (info.task.classes(), info.loss) {
            (0, _) => td_string!(locale, controls.in_own_units, value = formula::value(value)),
            (2, Loss::CrossEntropy) => format!("p = σ(z) = {}", formula::value(value)),
            (2, _) => format!("p = (tanh z + 1)/2 = {}", formula::value(value)),
            _ => format!("p = softmax(z) = {}", formula::value(value)),
        })
    };
    let lines = move || {
        traced.with(|traced| {
            let traced = traced.as_ref()?;
            let mut lines = vec![formula::sum(traced)];
            lines.extend(formula::norm(traced));
            if is_output() {
                lines.extend(answer());
            } else {
                lines.push(formula::activation(traced));
            }
            Some(
                lines
                    .into_iter()
                    .map(|line| view! { <p class="number">{line}</p> })
                    .collect_view(),
            )
        })
    };
    view! { <div class="formula" role="group" tabindex="0" aria-label=td_string!(locale, controls.formula)>{lines}</div> }.into_any()
}

/// Freezing, and what can come and go round this neuron.
#[component]
fn Shape(run: Run, layout: Memo<Layout>, at: Spot) -> impl IntoView {
    let locale = use_locale();
    let neuron = Memo::new(move |_| run.frame().is_some_and(|frame| at.is_frozen(&frame)));
    let whole = Memo::new(move |_| {
        run.frame()
            .is_some_and(|frame| layer_is_frozen(at.layer, &frame))
    });
    let hidden = layout.with_untracked(|layout| !layout.is_output(at.layer));
    let layer = at.layer - 1;
    let freeze = move |label: &'static str, on: Memo<bool>, part: Option<Part>| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || on.get()
                    on:change=move |event| {
                        if let Some(part) = part {
                            run.freeze(part, event_target_checked(&event));
                        }
                    }
                />
                {label}
            </label>
        }
    };
    let alone = Memo::new(move |_| layout.with(|layout| layout.sizes.get(at.layer) == Some(&1)));
    let full = Memo::new(move |_| {
        run.state
            .with(|state| state.hidden.len() >= MAX_HIDDEN_LAYERS)
    });
    let add_layer = move |_| {
        run.state.update(|state| {
            let like = state
                .hidden
                .get(layer)
                .or(state.hidden.last())
                .copied()
                .unwrap_or(2);
            state.add_layer(layer, like.min(8));
        });
    };
    let own = hidden.then(|| {
        view! {
            <button disabled=move || alone.get() on:click=move |_| run.remove_neuron(layer, at.unit)>
                {td_string!(locale, controls.remove_neuron)}
            </button>
            <button on:click=move |_| run.state.update(|state| state.remove_layer(layer))>
                {td_string!(locale, controls.remove_layer)}
            </button>
        }
    });
    view! {
        <div class="inside-shape">
            {freeze(td_string!(locale, controls.freeze_neuron), neuron, at.part())}
            {freeze(td_string!(locale, controls.freeze_layer), whole, Some(Part::Layer { layer: layer as u32 }))}
            {own}
            <button disabled=move || full.get() on:click=add_layer>{td_string!(locale, controls.add_layer_before)}</button>
        </div>
    }
    .into_any()
}
