//! Every weight and bias as a table, layer by layer: the numbers behind the
//! lines of the picture, for eyes and for screen readers.

use super::super::graph::{layer_name, node_name};
use super::super::layout::Layout;
use super::super::run::Run;
use super::super::spot::{Field, Spot};
use crate::i18n::{Locale, number, td_string, use_locale};
use crate::ui::controls::Select;
use leptos::prelude::*;
use neural::session::Frame;
use std::sync::Arc;

/// Neurons whose weights stand side by side; of more, a part is chosen.
const COLUMNS: usize = 8;
/// Milliseconds between two readings while it trains: faster than that nobody
/// reads, and a thousand numbers take their time to write.
const PACE: f64 = 500.0;

/// What the table shows: a layer, and the first of its neurons in it.
#[derive(Clone, Copy, PartialEq)]
struct View {
    layer: usize,
    first: usize,
    neurons: usize,
    inputs: usize,
}

impl View {
    /// As chosen, within what the network has; none where nothing is loaded.
    fn of(layout: &Layout, layer: usize, block: usize) -> Option<Self> {
        let last = layout.sizes.len().checked_sub(1)?;
        let layer = layer.clamp(1, last.max(1));
        let (inputs, size) = (*layout.sizes.get(layer - 1)?, *layout.sizes.get(layer)?);
        let first = (block * COLUMNS).min(size.saturating_sub(1) / COLUMNS * COLUMNS);
        let neurons = (size - first).min(COLUMNS);
        (inputs > 0 && neurons > 0).then_some(Self {
            layer,
            first,
            neurons,
            inputs,
        })
    }
}

/// The table and its choices.
#[component]
pub fn AllWeights(run: Run, layout: Memo<Layout>, spot: RwSignal<Option<Spot>>) -> impl IntoView {
    let locale = use_locale();
    let (layer, block) = (RwSignal::new(1_usize), RwSignal::new(0_usize));
    let view = Memo::new(move |_| layout.with(|layout| View::of(layout, layer.get(), block.get())));
    let read = readings(run);
    let layers = Memo::new(move |_| layout.with(|layout| layout.sizes.len()));
    let layer_choice = move || {
        let count = layers.get();
        let options = layout.with_untracked(|layout| {
            let name = |layer| (usize::to_string(&layer), layer_name(layer, layout, locale));
            (1..count).map(name).collect::<Vec<_>>()
        });
        let value = move || view.get().map_or(1, |view| view.layer).to_string();
        view! {
            <Select
                label=td_string!(locale, controls.layer)
                options
                value=Signal::derive(value)
                on_change=Callback::new(move |chosen: String| {
                    if let Ok(chosen) = chosen.parse() {
                        layer.set(chosen);
                        block.set(0);
                    }
                })
            />
        }
    };
    let block_choice = move || {
        let size = layout.with(|layout| Some(*layout.sizes.get(view.get()?.layer)?))?;
        (size > COLUMNS).then(|| {
            let firsts = (0..size).step_by(COLUMNS);
            let options = firsts.enumerate().map(|(index, first)| {
                let last = (first + COLUMNS).min(size);
                (index.to_string(), format!("{}–{last}", first + 1))
            });
            let value = move || {
                view.get()
                    .map_or(0, |view| view.first / COLUMNS)
                    .to_string()
            };
            view! {
                <Select
                    label=td_string!(locale, runs.neurons)
                    options=options.collect()
                    value=Signal::derive(value)
                    on_change=Callback::new(move |chosen: String| {
                        if let Ok(chosen) = chosen.parse() {
                            block.set(chosen);
                        }
                    })
                />
            }
        })
    };
    view! {
        <p class="panel-hint">{td_string!(locale, runs.weights_hint)}</p>
        <div class="choices">{layer_choice}{block_choice}</div>
        {move || {
            // Other inputs of the same number have other names.
            layout.track();
            view.get().map(|view| table(run, layout, spot, view, read, locale))
        }}
    }
    .into_any()
}

/// The frame that is read: each while the run stands, a few a second while it goes.
fn readings(run: Run) -> RwSignal<Option<Arc<Frame>>> {
    let read = RwSignal::new(None);
    Effect::new(move |last: Option<f64>| {
        let (frame, playing) = (run.frame(), run.playing.get());
        let now = js_sys::Date::now();
        match last {
            Some(last) if playing && now - last < PACE => last,
            _ => {
                read.set(frame);
                now
            }
        }
    });
    read
}

fn has_norm(frame: Option<&Frame>, layer: usize) -> bool {
    let layer = frame.and_then(|frame| frame.layers.get(layer - 1));
    layer.is_some_and(|layer| !layer.norm.is_empty())
}

/// A normalised neuron's gain, or its shift.
fn of_norm(frame: Option<&Frame>, layer: usize, unit: usize, shift: bool) -> Option<f32> {
    let layer = frame?.layers.get(layer - 1)?;
    let first = if shift { layer.biases.len() } else { 0 };
    layer.norm.get(first + unit).copied()
}

fn table(
    run: Run,
    layout: Memo<Layout>,
    spot: RwSignal<Option<Spot>>,
    view: View,
    read: RwSignal<Option<Arc<Frame>>>,
    locale: Locale,
) -> impl IntoView + use<> {
    let View {
        layer,
        first,
        neurons,
        inputs,
    } = view;
    let value = move |spot: Spot| {
        move || {
            let value = read.with(|frame| spot.value(frame.as_deref()?));
            value.map_or_else(|| "–".to_owned(), |value| number(f64::from(value), 3))
        }
    };
    let row = |name: String, field: Field| {
        let cells = (first..first + neurons).map(|unit| {
            let of = value(Spot::whole(layer, unit).with(field));
            view! { <td class="number">{of}</td> }
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    let normed = Memo::new(move |_| read.with(|frame| has_norm(frame.as_deref(), layer)));
    let norm = move || {
        normed.get().then(|| {
            let row = |name: &'static str, shift: bool| {
                let cells = (first..first + neurons).map(|unit| {
                    let value = move || read.with(|frame| of_norm(frame.as_deref(), layer, unit, shift));
                    view! { <td class="number">{move || value().map(|value| number(f64::from(value), 3))}</td> }
                });
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        {cells.collect_view()}
                    </tr>
                }
            };
            view! {
                {row(td_string!(locale, runs.gain), false)}
                {row(td_string!(locale, runs.shift), true)}
            }
        })
    };
    let name = |layer: usize, unit: usize| {
        layout.with_untracked(|layout| node_name(layer, unit, layout, locale))
    };
    let heads = (first..first + neurons).map(|unit| {
        let name = name(layer, unit);
        if run.stage.shows("edit") {
            view! {
                <th scope="col">
                    <button class="link" on:click=move |_| spot.set(Some(Spot::whole(layer, unit)))>{name}</button>
                </th>
            }
            .into_any()
        } else {
            view! { <th scope="col">{name}</th> }.into_any()
        }
    });
    let heads = heads.collect_view();
    let rows = (0..inputs)
        .map(|input| row(name(layer - 1, input), Field::Weight(input)))
        .collect_view();
    let caption = td_string!(
        locale,
        runs.weights_caption,
        layer = layout.with_untracked(|layout| layer_name(layer, layout, locale))
    );
    let region = caption.clone();
    view! {
        <div class="table" role="region" tabindex="0" aria-label=region>
            <table class="run-table weights-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, runs.from_input)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    {row(td_string!(locale, controls.bias).to_owned(), Field::Bias)}
                    {norm}
                </tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_stays_within_the_network() {
        let layout = Layout {
            sizes: vec![3, 20, 1],
            ..Layout::default()
        };
        let of = |layer, block| {
            let view = View::of(&layout, layer, block).unwrap();
            (view.layer, view.first, view.neurons, view.inputs)
        };
        assert_eq!(of(1, 0), (1, 0, 8, 3));
        assert_eq!(of(1, 2), (1, 16, 4, 3));
        // A layer that has gone, a block that its layer has not.
        assert_eq!(of(9, 9), (2, 0, 1, 20));
        assert_eq!(of(1, 9), (1, 16, 4, 3));
        assert!(View::of(&Layout::default(), 1, 0).is_none());
    }
}
