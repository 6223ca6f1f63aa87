//! A network of digits folded: the picture, each layer as columns of coloured
//! cells, each matrix of weights as a grid of them.

use super::cells::paths;
use super::graph::class;
use super::numbers::short;
use super::present::{Present, Seen};
use super::run::Run;
use super::words::{layer_name, neuron_name, target};
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use neural::backprop::{Dense, LayerPass, Parameter, Slot, Stage};
use neural::data::DIGIT_PIXELS;

/// Side of a digit.
const SIDE: usize = 8;
/// Side of a cell of a layer's columns, in the picture's units.
const CELL: f64 = 16.0;

/// The network from the picture to the loss.
#[component]
pub fn Folded(run: Run) -> impl IntoView {
    let locale = use_locale();
    let parts = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let layers = 0..present.scene.layers();
            let layers = layers.map(|layer| {
                view! {
                    <li class="bp-fold-weights">{weights(present, layer, locale)}</li>
                    <li class="bp-fold-layer">{columns(run, present, layer, locale)}</li>
                }
            });
            Some(view! {
                <li class="bp-fold-picture">{picture(present, locale)}</li>
                {layers.collect_view()}
                <li class="bp-fold-loss">{losses(present, locale)}</li>
            })
        })
    };
    view! {
        <div class="bp-folded bp-scrolls" tabindex="0" role="group" aria-label=td_string!(locale, backprop.graph_box)>
            <ol>{parts}</ol>
        </div>
    }
    .into_any()
}

/// A grid of cells.
pub fn grid(values: &[f64], columns: usize, scale: f64) -> impl IntoView + use<> {
    paths(values, columns, scale)
        .into_iter()
        .map(|(colour, path)| view! { <path d=path fill=colour/> })
        .collect_view()
}

fn picture(present: &Present, locale: Locale) -> Option<impl IntoView + use<>> {
    let sample = present.sample()?;
    (sample.inputs.len() == DIGIT_PIXELS).then(|| {
        let label = td_string!(
            locale,
            backprop.digit,
            digit = target(&present.scene, sample.target)
        );
        view! {
            <span class="bp-fold-name">{label.clone()}</span>
            <svg viewBox=format!("0 0 {SIDE} {SIDE}") role="img" aria-label=label>
                {grid(&sample.inputs, SIDE, 1.0)}
            </svg>
        }
    })
}

/// A layer's matrix of weights, and its gradient once it is there.
fn weights(present: &Present, layer: usize, locale: Locale) -> Option<impl IntoView + use<>> {
    let step = &present.scene.step;
    let updated = present.seen(Stage::Update(layer));
    let layers = if updated.is_there() {
        &step.updated
    } else {
        &step.layers
    };
    let dense = layers.get(layer)?;
    let (units, inputs) = (dense.units(), dense.inputs);
    let matrix = |name: String, values: &[f64], seen: Seen| {
        let scale = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        view! {
            <div class=class(seen)>
                <span class="bp-fold-name">{name.clone()}</span>
                <svg
                    viewBox=format!("0 0 {inputs} {units}")
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=td_string!(locale, backprop.grid, name = name, most = short(scale))
                >{grid(values, inputs, if scale > 0.0 { scale } else { 1.0 })}</svg>
            </div>
        }
    };
    let seen = if updated == Seen::Now {
        Seen::Now
    } else {
        Seen::Before
    };
    let gradient = present.seen(Stage::Gradient(layer));
    let of_gradient = step
        .pass
        .gradient
        .get(layer)
        .filter(|_| gradient.is_there());
    Some(view! {
        <span class="bp-fold-name">{format!("{units} × {inputs}")}</span>
        {matrix(format!("W {}", layer + 1), &dense.weights, seen)}
        {of_gradient.map(|of| matrix(format!("∂L/∂W {}", layer + 1), &of.weights, gradient))}
    })
}

/// A layer's numbers for the sample as columns of cells, a row per neuron.
fn columns(run: Run, present: &Present, layer: usize, locale: Locale) -> impl IntoView + use<> {
    let scene = &present.scene;
    let units = scene.step.layers.get(layer).map_or(0, Dense::units);
    let output = scene.is_output(layer);
    let pass = present.sample().and_then(|sample| sample.layers.get(layer));
    let column = |name: &'static str, stage: Stage, of: fn(&LayerPass) -> &[f64], scale: f64| {
        let seen = present.seen(stage);
        let values = pass
            .filter(|_| seen.is_there())
            .map(|pass| of(pass).to_vec());
        values.map(|values| (name, values, seen, scale))
    };
    let (large, steep) = (scene.largest_value, scene.largest_gradient);
    let answers = if output {
        let seen = present.seen(Stage::Activation(layer));
        let values = present.sample().filter(|_| seen.is_there());
        values.map(|sample| ("p", sample.output.predictions.clone(), seen, 1.0))
    } else {
        column("a", Stage::Activation(layer), |pass| &pass.outputs, large)
    };
    let shown: Vec<_> = [
        column("z", Stage::Sum(layer), |pass| &pass.sums, large),
        answers,
        column("δ", Stage::Delta(layer), |pass| &pass.delta, steep),
    ]
    .into_iter()
    .flatten()
    .collect();
    let height = units as f64 * CELL;
    let cells = shown.into_iter().enumerate().map(|(index, (name, values, seen, scale))| {
        let x = 22.0 + index as f64 * 62.0;
        let numbers = values.iter().enumerate().map(|(unit, value)| {
            view! { <text x=x + 20.0 y=16.0 + unit as f64 * CELL + 12.0>{short(*value)}</text> }
        });
        view! {
            <g class=class(seen)>
                <text class="bp-name" x=x y="11">{name}</text>
                <g transform=format!("translate({x} 16) scale({CELL})")>{grid(&values, 1, scale)}</g>
                {numbers.collect_view()}
            </g>
        }
    });
    let rows = (0..units).map(|unit| {
        let at = Parameter {
            layer,
            unit,
            slot: Slot::Bias,
        };
        let focus = present.focus.layer == layer && present.focus.unit == unit;
        let y = 16.0 + unit as f64 * CELL;
        view! {
            <g
                class="bp-press bp-row"
                class:bp-focused=focus
                on:click=move |_| run.state.update(|state| state.focus = at)
            >
                <title>{neuron_name(layer, unit, scene, locale)}</title>
                <rect x="0.5" y=y width="207" height=CELL/>
                <text x="3" y=y + 12.0>{if output { unit } else { unit + 1 }}</text>
            </g>
        }
    });
    let name = layer_name(layer, scene.layers(), locale);
    view! {
        <span class="bp-fold-name">{format!("{name}: {units}")}</span>
        <svg class="bp-columns" viewBox=format!("0 0 208 {}", height + 18.0) width="208" height=height + 18.0 role="img" aria-label=name>
            {cells.collect_view()}
            {rows.collect_view()}
        </svg>
    }
}

fn losses(present: &Present, locale: Locale) -> impl IntoView + use<> {
    let seen = present.seen(Stage::Loss).is_there();
    let row = |name: String, value: Option<f64>| {
        value
            .map(|value| view! { <div>{name} " " <span class="number">{short(value)}</span></div> })
    };
    let step = &present.scene.step;
    let own = present.sample().map(|sample| sample.output.loss);
    view! {
        {row("L".to_owned(), own.filter(|_| seen))}
        {row(td_string!(locale, backprop.mean_short).to_owned(), Some(step.pass.loss).filter(|_| seen))}
        {row(
            td_string!(locale, backprop.after_short).to_owned(),
            Some(step.loss_after).filter(|_| present.is_updated()),
        )}
    }
}
