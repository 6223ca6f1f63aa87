//! A small network as a picture, neuron by neuron and weight by weight, with
//! every number that has been computed so far.

use super::layout::{INPUT, LOSS, Layout, Link, NODE, Point};
use super::numbers::{lowered, short};
use super::present::{Present, Seen};
use super::run::Run;
use super::words::{neuron_name, parameter_told, target};
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::scale::colour;
use leptos::html;
use leptos::prelude::*;
use neural::backprop::{Dense, Parameter, Slot, Stage};

/// The picture.
#[component]
pub fn Graph(run: Run) -> impl IntoView {
    let locale = use_locale();
    let frame = NodeRef::<html::Div>::new();
    let layout = Memo::new(move |_| {
        run.present.with(|present| {
            let Some(scene) = present.as_ref().map(|present| &present.scene) else {
                return Layout::default();
            };
            let sizes: Vec<_> = scene.step.layers.iter().map(Dense::units).collect();
            let inputs = scene.step.layers.first().map_or(0, |dense| dense.inputs);
            Layout::new(inputs, &sizes)
        })
    });
    follow_layer(run, layout, frame);
    let drawn = move || {
        let layout = layout.get();
        run.present.with(|present| {
            let present = present.as_ref()?;
            Some(view! {
                <g class="bp-links">{links(run, present, &layout, locale)}</g>
                {inputs(present, &layout)}
                {neurons(run, present, &layout, locale)}
                {loss(present, &layout, locale)}
            })
        })
    };
    view! {
        <div class="bp-graph bp-scrolls" node_ref=frame tabindex="0" role="group" aria-label=td_string!(locale, backprop.graph_box)>
            <svg
                role="img"
                aria-label=td_string!(locale, backprop.graph)
                width=move || layout.with(|layout| layout.size.0)
                height=move || layout.with(|layout| layout.size.1)
                viewBox=move || layout.with(|layout| format!("0 0 {} {}", layout.size.0, layout.size.1))
            >{drawn}</svg>
        </div>
    }
    .into_any()
}

/// Where the picture is wider than its box, the box shows the layer that the
/// present sub-step is about.
fn follow_layer(run: Run, layout: Memo<Layout>, frame: NodeRef<html::Div>) {
    let layer = Memo::new(move |_| {
        run.present.with(|present| {
            let present = present.as_ref()?;
            match present.stage() {
                Stage::Loss => Some(present.scene.layers()),
                _ => present.layer(),
            }
        })
    });
    Effect::new(move || {
        let middle = layer
            .get()
            .map(|layer| layout.with(|layout| layout.middle(layer)));
        if let Some(frame) = frame.get() {
            let half = f64::from(frame.client_width()) / 2.0;
            frame.set_scroll_left((middle.unwrap_or_default() - half).max(0.0) as i32);
        }
    });
}

/// A class for what is new, what was there, and nothing for what is absent.
pub fn class(seen: Seen) -> &'static str {
    match seen {
        Seen::Now => "now",
        Seen::Before | Seen::Not => "before",
    }
}

/// A value in its place: its name, the number, and its colour; nothing while it
/// isn't there.
fn chip(
    (x, y): Point,
    width: f64,
    name: &str,
    value: Option<(f64, Seen)>,
    scale: f64,
) -> Option<impl IntoView + use<>> {
    let (value, seen) = value?;
    let text = format!("{name} {}", short(value));
    Some(view! {
        <g class=class(seen)>
            <rect class="bp-chip" x=x y=y width=width height="16" rx="3" fill=colour(value / scale)/>
            <text x=x + 4.0 y=y + 12.0>{text}</text>
        </g>
    })
}

fn inputs(present: &Present, layout: &Layout) -> impl IntoView + use<> {
    let sample = present.sample();
    let seen = match present.stage() {
        Stage::Batch => Seen::Now,
        _ => Seen::Before,
    };
    let scale = present.scene.largest_value;
    let node = |(index, &(x, y)): (usize, &Point)| {
        let value = sample.and_then(|sample| sample.inputs.get(index).copied());
        view! {
            <g class="bp-node">
                <rect class="bp-box" x=x y=y width=INPUT.0 height=INPUT.1 rx="6"/>
                <text class="bp-name" x=x + 6.0 y=y + 14.0>{format!("x{}", lowered(index + 1))}</text>
                {chip((x + 4.0, y + 20.0), INPUT.0 - 8.0, "", value.map(|value| (value, seen)), scale)}
            </g>
        }
    };
    layout.inputs.iter().enumerate().map(node).collect_view()
}

fn neurons(run: Run, present: &Present, layout: &Layout, locale: Locale) -> Vec<AnyView> {
    let places = layout.neurons.iter().enumerate();
    let each = places.flat_map(|(layer, column)| {
        let column = column.iter().enumerate();
        column.map(move |(unit, place)| (layer, unit, *place))
    });
    each.map(|(layer, unit, place)| neuron(run, present, (layer, unit), place, locale))
        .collect()
}

fn neuron(
    run: Run,
    present: &Present,
    (layer, unit): (usize, usize),
    (x, y): Point,
    locale: Locale,
) -> AnyView {
    let scene = &present.scene;
    let output = scene.is_output(layer);
    let (large, steep) = (scene.largest_value, scene.largest_gradient);
    let bias = Parameter {
        layer,
        unit,
        slot: Slot::Bias,
    };
    let sum = present.value(Stage::Sum(layer), layer, unit, |pass| &pass.sums);
    let answer = if output {
        present.prediction(unit)
    } else {
        present.value(Stage::Activation(layer), layer, unit, |pass| &pass.outputs)
    };
    let back = if output {
        None
    } else {
        present.value(Stage::Back(layer), layer, unit, |pass| &pass.back)
    };
    let delta = present.value(Stage::Delta(layer), layer, unit, |pass| &pass.delta);
    let width = NODE.0 / 2.0 - 6.0;
    let at = |column: f64, row: f64| (x + 4.0 + column * (width + 4.0), y + 19.0 + row * 18.0);
    let now = present.layer() == Some(layer);
    let focus = present.focus.layer == layer && present.focus.unit == unit;
    let name = neuron_name(layer, unit, scene, locale);
    let hint = parameter_told(bias, scene, locale);
    view! {
        <g
            class="bp-node bp-press"
            class:bp-active=now
            class:bp-focused=focus
            on:click=move |_| run.state.update(|state| state.focus = bias)
        >
            <title>{hint}</title>
            <rect class="bp-box" x=x y=y width=NODE.0 height=NODE.1 rx="6"/>
            <text class="bp-name" x=x + 6.0 y=y + 14.0>{name}</text>
            {chip(at(0.0, 0.0), width, "z", sum, large)}
            {chip(at(1.0, 0.0), width, if output { "p" } else { "a" }, answer, large)}
            {chip(at(0.0, 1.0), width, "∂a", back, steep)}
            {chip(at(1.0, 1.0), width, "δ", delta, steep)}
            {chip(at(0.0, 2.0), width, "b", present.parameter(bias), large)}
            {chip(at(1.0, 2.0), width, "∂b", present.gradient(bias), steep)}
        </g>
    }
    .into_any()
}

/// Whether a way from the parameter in focus to the loss leads over this line.
fn is_on_way(focus: Parameter, link: &Link) -> bool {
    match link.layer.checked_sub(focus.layer) {
        Some(0) => link.to == focus.unit && focus.slot == Slot::Weight(link.from),
        Some(1) => link.from == focus.unit,
        Some(_) => true,
        None => false,
    }
}

fn links(run: Run, present: &Present, layout: &Layout, locale: Locale) -> Vec<AnyView> {
    let ways = present
        .seen(Stage::Gradient(present.focus.layer))
        .is_there();
    let under = layout
        .links
        .iter()
        .filter(|link| ways && is_on_way(present.focus, link));
    let under = under.map(|link| {
        let [(x1, y1), (x2, y2)] = link.ends;
        view! { <line class="bp-way" x1=x1 y1=y1 x2=x2 y2=y2/> }.into_any()
    });
    let lines = layout
        .links
        .iter()
        .map(|link| line(run, present, link, locale));
    let marks = layout.links.iter().map(|link| marks(present, link));
    under.chain(lines).chain(marks).collect()
}

fn parameter(link: &Link) -> Parameter {
    Parameter {
        layer: link.layer,
        unit: link.to,
        slot: Slot::Weight(link.from),
    }
}

fn line(run: Run, present: &Present, link: &Link, locale: Locale) -> AnyView {
    let at = parameter(link);
    let [(x1, y1), (x2, y2)] = link.ends;
    let value = present.parameter(at).map_or(0.0, |(value, _)| value);
    let share = (value / present.scene.largest_value).clamp(-1.0, 1.0);
    // A weight near zero stays visible as a thin line.
    let paint = if share.abs() < 0.03 {
        "var(--rule)".to_owned()
    } else {
        colour(share)
    };
    let hint = parameter_told(at, &present.scene, locale);
    view! {
        <g
            class="bp-link bp-press"
            class:bp-focused={present.focus == at}
            on:click=move |_| run.state.update(|state| state.focus = at)
        >
            <title>{hint}</title>
            <line class="bp-line" x1=x1 y1=y1 x2=x2 y2=y2 stroke=paint stroke-width=1.0 + 4.0 * share.abs()/>
            <line class="bp-reach" x1=x1 y1=y1 x2=x2 y2=y2/>
        </g>
    }
    .into_any()
}

/// The weight near where its line ends, the gradient near where it begins.
fn marks(present: &Present, link: &Link) -> AnyView {
    let at = parameter(link);
    let focus = present.focus == at;
    let mark = |(x, y): Point, value: Option<(f64, Seen)>, kind: &'static str| {
        value.map(|(value, seen)| {
            view! {
                <g class=class(seen)>
                    <text class=kind class:bp-focused=focus x=x y=y + 4.0 text-anchor="middle">{short(value)}</text>
                </g>
            }
        })
    };
    view! {
        {mark(link.weight, present.parameter(at), "bp-weight")}
        {mark(link.gradient, present.gradient(at), "bp-gradient")}
    }
    .into_any()
}

/// What the sample should be, and the losses.
fn loss(present: &Present, layout: &Layout, locale: Locale) -> impl IntoView + use<> {
    let scene = &present.scene;
    let seen = present.seen(Stage::Loss);
    let (x, y) = layout.loss;
    let wanted = present
        .sample()
        .map(|sample| format!("y {}", target(scene, sample.target)));
    let row = |number: f64, name: String, value: Option<f64>, seen: Seen| {
        let text = value
            .filter(|_| seen.is_there())
            .map(|value| format!("{name} {}", short(value)));
        text.map(|text| {
            view! {
                <g class=class(seen)>
                    <text x=x + 8.0 y=y + 34.0 + number * 17.0>{text}</text>
                </g>
            }
        })
    };
    let after = if present.is_updated() {
        Seen::Now
    } else {
        Seen::Not
    };
    let own = present.sample().map(|sample| sample.output.loss);
    view! {
        <g class="bp-node" class:bp-active={present.stage() == Stage::Loss}>
            <rect class="bp-box" x=x y=y width=LOSS.0 height=LOSS.1 rx="6"/>
            <text class="bp-name" x=x + 8.0 y=y + 15.0>{wanted}</text>
            {row(0.0, "L".to_owned(), own, seen)}
            {row(1.0, td_string!(locale, backprop.mean_short).to_owned(), Some(scene.step.pass.loss), seen)}
            {row(2.0, td_string!(locale, backprop.after_short).to_owned(), Some(scene.step.loss_after), after)}
        </g>
    }
}
