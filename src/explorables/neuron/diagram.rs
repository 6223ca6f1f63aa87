//! The neuron as a picture, each link as wide as its weight, and the
//! activation function with the present point on it.

use super::state::State;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::plot::Projection;
use crate::ui::scale::colour;
use leptos::prelude::*;

const CURVE: (f64, f64) = (110.0, 84.0);

fn curve() -> Projection {
    Projection::new((-4.0, 4.0), (-1.3, 1.3), CURVE.0, CURVE.1)
}

/// The picture.
#[component]
pub fn Diagram(state: RwSignal<State>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <svg class="diagram" viewBox="0 0 420 150" role="img" aria-label=td_string!(locale, neuron.diagram)>
            {move || links(&state.get())}
            {move || nodes(&state.get())}
        </svg>
    }
}

fn links(state: &State) -> impl IntoView + use<> {
    let width = |weight: f64| 1.0 + 3.0 * weight.abs();
    let state = *state;
    [(38.0, 0), (112.0, 1)]
        .map(|(y, index)| {
            let weight = state.w[index];
            view! {
                <line
                    class="link"
                    x1="54" y1=y x2="168" y2="75"
                    stroke=colour(weight / 2.0)
                    stroke-width=width(weight)
                />
                <text class="link-value" x="104" y=if index == 0 { y + 4.0 } else { y + 6.0 } text-anchor="middle">
                    {number(weight, 2)}
                </text>
            }
        })
        .collect_view()
}

fn nodes(state: &State) -> impl IntoView + use<> {
    let neuron = state.evaluate();
    let activation = state.activation();
    let samples = (0..=80).map(|step| {
        let z = -4.0 + f64::from(step) * 0.1;
        (z, activation.value(z).clamp(-1.4, 1.4))
    });
    let path = curve().polyline(samples);
    let (px, py) = curve().project((neuron.z.clamp(-4.0, 4.0), neuron.output.clamp(-1.3, 1.3)));
    let (zero_x, zero_y) = curve().project((0.0, 0.0));
    let input = |y: f64, name: &'static str, value: f64| {
        view! {
            <circle class="node" cx="32" cy=y r="24" fill=colour(value / 3.0)/>
            <text class="node-name" x="32" y=y - 3.0 text-anchor="middle">{name}</text>
            <text class="node-value" x="32" y=y + 13.0 text-anchor="middle">{number(value, 2)}</text>
        }
    };
    view! {
        {input(38.0, "x₁", state.x[0])}
        {input(112.0, "x₂", state.x[1])}
        <text class="link-value" x="192" y="30" text-anchor="middle">{format!("b = {}", number(state.b, 2))}</text>
        <line class="link" x1="192" y1="36" x2="192" y2="50" stroke=colour(state.b / 2.0) stroke-width=1.0 + 3.0 * state.b.abs()/>
        <circle class="node" cx="192" cy="75" r="26" fill=colour(neuron.z / 3.0)/>
        <text class="node-name" x="192" y="72" text-anchor="middle">"z"</text>
        <text class="node-value" x="192" y="88" text-anchor="middle">{number(neuron.z, 2)}</text>
        <line class="link link-plain" x1="218" y1="75" x2="238" y2="75"/>
        <g transform="translate(238 33)">
            <rect class="curve-box" width=CURVE.0 height=CURVE.1 rx="6"/>
            <line class="curve-axis" x1="0" x2=CURVE.0 y1=zero_y y2=zero_y/>
            <line class="curve-axis" y1="0" y2=CURVE.1 x1=zero_x x2=zero_x/>
            <polyline class="curve" points=path/>
            <circle class="curve-point" cx=px cy=py r="5"/>
        </g>
        <line class="link link-plain" x1="348" y1="75" x2="366" y2="75"/>
        <circle class="node" cx="392" cy="75" r="26" fill=colour(state.signed(neuron.output))/>
        <text class="node-value" x="392" y="80" text-anchor="middle">{number(neuron.output, 2)}</text>
    }
}
