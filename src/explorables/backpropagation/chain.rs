//! The chain rule for the parameter in focus, factor by factor and way by way.

use super::formula;
use super::math::{
    CLOSE, EQUALS, Line, Math, OPEN, TIMES, formula as written, inline, joined, number, of, result,
    slope,
};
use super::numbers::short;
use super::present::Present;
use super::run::Run;
use super::words::{neuron_name, parameter_told};
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use neural::backprop::{Factor, Parameter, Path, Paths, Slot, Stage};

/// Ways that are written out.
const WAYS: usize = 16;

/// The panel.
#[component]
pub fn Chain(run: Run) -> impl IntoView {
    let locale = use_locale();
    let body = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let name = parameter_told(present.focus, &present.scene, locale);
            Some(view! {
                <p class="bp-subject">{name}</p>
                {told(run, present, locale)}
            })
        })
    };
    view! { <div class="bp-chain">{body}</div> }.into_any()
}

fn told(run: Run, present: &Present, locale: Locale) -> AnyView {
    let stage = Stage::Gradient(present.focus.layer);
    if !present.seen(stage).is_there() {
        return view! {
            <p>{td_string!(locale, backprop.not_yet)}</p>
            <button on:click=move |_| run.state.update(|state| state.at = stage)>
                {td_string!(locale, backprop.go_there)}
            </button>
        }
        .into_any();
    }
    let mean = formula::mean(present, present.focus);
    let mean = mean.map(|line| {
        view! {
            <p>{td_string!(locale, backprop.chain_mean)}</p>
            <div class="formula bp-scrolls" role="group" tabindex="0" aria-label=td_string!(locale, backprop.chain_mean)>
                {written(vec![line])}
            </div>
        }
    });
    let own = match present.sample() {
        Some(_) => ways(present, locale),
        None => view! { <p class="panel-hint">{td_string!(locale, backprop.choose_sample)}</p> }
            .into_any(),
    };
    view! {
        {own}
        {mean}
    }
    .into_any()
}

/// The two lines that the ways add up to: the gradient by δ, and δ by the layer
/// after.
fn rules(present: &Present) -> Option<Vec<Line>> {
    let at = present.focus;
    let scene = &present.scene;
    let sample = present.sample()?;
    let pass = sample.layers.get(at.layer)?;
    let (layer, unit) = (at.layer + 1, at.unit);
    let delta = *pass.delta.get(unit)?;
    let name = match at.slot {
        Slot::Weight(input) => super::math::weight(unit, input, layer),
        Slot::Bias => of("b", unit, layer),
    };
    let mut first = vec![slope(name), EQUALS, of("δ", unit, layer)];
    if let Slot::Weight(input) = at.slot {
        first.extend([TIMES, formula::input(at.layer, input), EQUALS]);
        first.extend([number(delta), TIMES, number(sample.factor(at)?)]);
    }
    first.extend([EQUALS, result(sample.slope(at)?)]);
    if scene.is_output(at.layer) {
        return Some(vec![first]);
    }
    let mut second = vec![of("δ", unit, layer), EQUALS, Math::Name("f′"), OPEN];
    second.extend([of("z", unit, layer), CLOSE, TIMES, Math::Name("Σ")]);
    second.extend([
        Math::Indexed("w", format!("k{}", unit + 1), Some(layer + 1)),
        Math::Indexed("δ", "k".to_owned(), Some(layer + 1)),
    ]);
    second.extend([EQUALS, number(*pass.slopes.get(unit)?), TIMES]);
    second.extend([number(*pass.back.get(unit)?), EQUALS, result(delta)]);
    Some(vec![first, second])
}

/// A way's factors as a product.
fn product(path: &Path) -> Line {
    joined(
        path.factors
            .iter()
            .map(|factor| vec![number(factor.value())]),
        &TIMES,
    )
}

/// What the factors of every way are, in order.
fn header(at: Parameter, path: &Path, locale: Locale) -> String {
    let mut layer = at.layer;
    let names = path.factors.iter().map(|factor| match factor {
        Factor::Input(_) => match at.slot {
            Slot::Bias => "1".to_owned(),
            Slot::Weight(input) => super::words::input_name(at.layer, input),
        },
        Factor::Slope(_) => format!("f′(z {})", layer + 1),
        Factor::Weight(_) => {
            layer += 1;
            format!("w {}", layer + 1)
        }
        Factor::Output(_) => td_string!(locale, backprop.delta_of_output).to_owned(),
    });
    names.collect::<Vec<_>>().join(" · ")
}

fn ways(present: &Present, locale: Locale) -> AnyView {
    let (scene, at) = (&present.scene, present.focus);
    let Some(sample) = present.sample() else {
        return ().into_any();
    };
    let paths = Paths::of(&scene.step.layers, sample, at, WAYS);
    let lines = rules(present).unwrap_or_default();
    let header = paths
        .shown
        .first()
        .map(|path| header(at, path, locale))
        .unwrap_or_default();
    let rows = paths.shown.iter().map(|path| {
        let through = (at.layer..).zip(&path.units);
        let through: Vec<_> = through
            .map(|(layer, unit)| neuron_name(layer, *unit, scene, locale))
            .collect();
        view! {
            <tr>
                <th scope="row">{through.join(" → ")}</th>
                <td>{inline(&product(path))}</td>
                <td class="number">{short(path.product)}</td>
            </tr>
        }
    });
    let (more, sum) = paths.rest;
    let rest = (more > 0).then(|| {
        view! {
            <tr>
                <th scope="row">{td_string!(locale, backprop.more_ways, count = more)}</th>
                <td></td>
                <td class="number">{short(sum)}</td>
            </tr>
        }
    });
    let number = present.sample.unwrap_or_default() + 1;
    view! {
        <div class="formula bp-scrolls" role="group" tabindex="0" aria-label=td_string!(locale, backprop.chain)>
            {written(lines)}
        </div>
        <div class="table bp-scrolls" role="group" tabindex="0" aria-label=td_string!(locale, backprop.ways)>
            <table class="run-table bp-ways">
                <caption>{td_string!(locale, backprop.ways_of, count = (paths.shown.len() + more) as u32, number = number)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, backprop.way)}</th>
                        <th scope="col">{header}</th>
                        <th scope="col">{td_string!(locale, backprop.product)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()} {rest}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{td_string!(locale, backprop.sum)}</th>
                        <td></td>
                        <td class="number" data-reading="ways">{short(paths.total)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}
