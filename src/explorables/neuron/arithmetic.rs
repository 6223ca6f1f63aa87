//! The arithmetic written out, with the present numbers in it.

use super::state::{ACTIVATIONS, State};
use crate::i18n::{number, td_string, use_locale};
use leptos::prelude::*;

/// The sum, then the activation and its slope.
#[component]
pub fn Arithmetic(state: RwSignal<State>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <dl class="arithmetic">
            <dt>{td_string!(locale, neuron.sum)}</dt>
            <dd>{move || sum(&state.get())}</dd>
            <dt>{td_string!(locale, neuron.output)}</dt>
            <dd>{move || output(&state.get())}</dd>
            <dt>{td_string!(locale, neuron.slope)}</dt>
            <dd>{move || slope(&state.get())}</dd>
        </dl>
    }
}

/// A negative number inside a sum or product stands in parentheses.
fn term(value: f64) -> String {
    let text = number(value, 2);
    if text.starts_with('−') {
        format!("({text})")
    } else {
        text
    }
}

fn sum(state: &State) -> impl IntoView + use<> {
    let [x1, x2] = state.x.map(term);
    let [w1, w2] = state.w.map(term);
    let neuron = state.evaluate();
    let [p1, p2] = [neuron.products[0], neuron.products[1]].map(term);
    let (b, z) = (term(state.b), number(neuron.z, 2));
    view! {
        <math display="block">
            <mtable columnalign="right center left">
                <mtr>
                    <mtd><mi>"z"</mi></mtd>
                    <mtd><mo>"="</mo></mtd>
                    <mtd>
                        <msub><mi>"w"</mi><mn>"1"</mn></msub><msub><mi>"x"</mi><mn>"1"</mn></msub>
                        <mo>"+"</mo>
                        <msub><mi>"w"</mi><mn>"2"</mn></msub><msub><mi>"x"</mi><mn>"2"</mn></msub>
                        <mo>"+"</mo><mi>"b"</mi>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd></mtd>
                    <mtd><mo>"="</mo></mtd>
                    <mtd>
                        <mn>{w1}</mn><mo>"·"</mo><mn>{x1}</mn><mo>"+"</mo>
                        <mn>{w2}</mn><mo>"·"</mo><mn>{x2}</mn><mo>"+"</mo><mn>{b.clone()}</mn>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd></mtd>
                    <mtd><mo>"="</mo></mtd>
                    <mtd>
                        <mn>{p1}</mn><mo>"+"</mo><mn>{p2}</mn><mo>"+"</mo><mn>{b}</mn>
                        <mo>"="</mo><mn class="result">{z}</mn>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
}

/// The activation applied to something, as each one is written.
fn applied(name: &'static str, argument: String) -> AnyView {
    match name {
        "linear" => view! { <mn>{argument}</mn> }.into_any(),
        "relu" => view! {
            <mi>"max"</mi><mo stretchy="false">"("</mo><mn>"0"</mn><mo>","</mo><mn>{argument}</mn><mo stretchy="false">")"</mo>
        }
        .into_any(),
        "sigmoid" => view! { <mi>"σ"</mi><mo stretchy="false">"("</mo><mn>{argument}</mn><mo stretchy="false">")"</mo> }.into_any(),
        "step" => view! { <mi>"H"</mi><mo stretchy="false">"("</mo><mn>{argument}</mn><mo stretchy="false">")"</mo> }.into_any(),
        other => view! { <mi>{other}</mi><mo stretchy="false">"("</mo><mn>{argument}</mn><mo stretchy="false">")"</mo> }.into_any(),
    }
}

fn output(state: &State) -> impl IntoView + use<> {
    let name = ACTIVATIONS[state.activation].0;
    let neuron = state.evaluate();
    view! {
        <math>
            <mi>"a"</mi><mo>"="</mo>
            {applied(name, number(neuron.z, 2))}
            <mo>"="</mo>
            <mn class="result">{number(neuron.output, 2)}</mn>
        </math>
    }
}

fn slope(state: &State) -> impl IntoView + use<> {
    view! {
        <math>
            <mfrac><mrow><mi>"d"</mi><mi>"a"</mi></mrow><mrow><mi>"d"</mi><mi>"z"</mi></mrow></mfrac>
            <mo>"="</mo>
            <mn>{number(state.evaluate().derivative, 2)}</mn>
        </math>
    }
}
