//! Every number of the present sub-step as a table: a row per neuron or
//! parameter, a column per sample.

use super::numbers::long;
use super::present::Present;
use super::run::Run;
use super::words::{input_name, neuron_name, parameter_name, stage_name};
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use neural::backprop::{Dense, LayerPass, Parameter, SamplePass, Stage};

/// Parameters that are listed; of a larger layer, those of the neuron in focus.
const LISTED: usize = 64;

/// A table's heads and rows.
#[derive(Clone, Debug, PartialEq)]
struct Values {
    heads: Vec<String>,
    rows: Vec<(String, Vec<f64>)>,
}

/// The panel.
#[component]
pub fn ValueTable(run: Run) -> impl IntoView {
    let locale = use_locale();
    let table = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let Values { heads, rows } = values(present, locale);
            let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> });
            let rows = rows.into_iter().map(|(name, numbers)| {
                let cells = numbers.into_iter().map(|value| view! { <td>{long(value)}</td> });
                view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
            });
            let name = stage_name(present.stage(), present.scene.layers(), locale);
            Some(view! {
                <div class="table bp-scrolls" role="group" tabindex="0" aria-label=td_string!(locale, backprop.values)>
                    <table class="run-table bp-values">
                        <caption>{name}</caption>
                        <thead><tr><td></td>{heads.collect_view()}</tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            })
        })
    };
    view! { {table} }.into_any()
}

/// The numbers that the present sub-step computes, of the whole batch.
fn values(present: &Present, locale: Locale) -> Values {
    let scene = &present.scene;
    let step = &scene.step;
    let samples = &step.pass.samples;
    let of_samples = || {
        let number = |index: usize| td_string!(locale, backprop.sample_number, number = index + 1);
        (0..samples.len()).map(number).collect::<Vec<String>>()
    };
    let per_neuron = |layer: usize, of: fn(&LayerPass) -> &[f64]| {
        let units = step.layers.get(layer).map_or(0, Dense::units);
        let row = |unit: usize| {
            let value = |sample: &SamplePass| of(sample.layers.get(layer)?).get(unit).copied();
            let numbers = samples.iter().filter_map(value).collect();
            (neuron_name(layer, unit, scene, locale), numbers)
        };
        Values {
            heads: of_samples(),
            rows: (0..units).map(row).collect(),
        }
    };
    match present.stage() {
        Stage::Batch => {
            let inputs = step.layers.first().map_or(0, |dense| dense.inputs);
            let row = |index: usize| {
                let numbers = samples
                    .iter()
                    .filter_map(|sample| sample.inputs.get(index).copied());
                (input_name(0, index), numbers.collect())
            };
            let targets = samples.iter().map(|sample| sample.target).collect();
            let wanted = (td_string!(locale, backprop.target).to_owned(), targets);
            Values {
                heads: of_samples(),
                rows: (0..inputs).map(row).chain([wanted]).collect(),
            }
        }
        Stage::Sum(layer) => per_neuron(layer, |pass| &pass.sums),
        Stage::Activation(layer) if scene.is_output(layer) => {
            let units = step.layers.get(layer).map_or(0, Dense::units);
            let row = |unit: usize| {
                let value = |sample: &SamplePass| sample.output.predictions.get(unit).copied();
                let numbers = samples.iter().filter_map(value).collect();
                (neuron_name(layer, unit, scene, locale), numbers)
            };
            Values {
                heads: of_samples(),
                rows: (0..units).map(row).collect(),
            }
        }
        Stage::Activation(layer) => per_neuron(layer, |pass| &pass.outputs),
        Stage::Loss => {
            let mut heads = of_samples();
            heads.push(td_string!(locale, backprop.mean).to_owned());
            let own = samples.iter().map(|sample| sample.output.loss);
            Values {
                heads,
                rows: vec![("L".to_owned(), own.chain([step.pass.loss]).collect())],
            }
        }
        Stage::Delta(layer) => per_neuron(layer, |pass| &pass.delta),
        Stage::Back(layer) => per_neuron(layer, |pass| &pass.back),
        Stage::Gradient(layer) => {
            let row = |at: Parameter| {
                let own = samples.iter().filter_map(|sample| sample.slope(at));
                let numbers = own.chain(step.pass.slope(at)).collect();
                (parameter_name(at), numbers)
            };
            let mut heads = of_samples();
            heads.push(td_string!(locale, backprop.mean).to_owned());
            Values {
                heads,
                rows: parameters(present, layer).into_iter().map(row).collect(),
            }
        }
        Stage::Update(layer) => {
            let row = |at: Parameter| {
                let numbers = [step.value(at), step.pass.slope(at), step.updated_value(at)];
                (parameter_name(at), numbers.into_iter().flatten().collect())
            };
            let heads = [
                td_string!(locale, backprop.before),
                td_string!(locale, backprop.gradient),
                td_string!(locale, backprop.after),
            ];
            Values {
                heads: heads.map(str::to_owned).to_vec(),
                rows: parameters(present, layer).into_iter().map(row).collect(),
            }
        }
    }
}

/// The parameters of a layer that are listed.
fn parameters(present: &Present, layer: usize) -> Vec<Parameter> {
    let all = present
        .scene
        .step
        .parameters()
        .filter(|at| at.layer == layer);
    let all: Vec<_> = all.collect();
    if all.len() <= LISTED {
        return all;
    }
    let focus = present.focus;
    let unit = if focus.layer == layer { focus.unit } else { 0 };
    all.into_iter().filter(|at| at.unit == unit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::scene::Walker;
    use super::super::state::State;
    use super::*;

    fn at(stage: Stage) -> Values {
        let state = State {
            at: stage,
            ..State::default()
        };
        let scene = Walker::default().go(&state).scene.unwrap();
        values(&Present::new(scene, &state), Locale::en)
    }

    #[test]
    fn every_sub_step_has_a_column_per_sample() {
        for stage in neural::backprop::stages(3) {
            let Values { heads, rows } = at(stage);
            let columns = match stage {
                Stage::Loss | Stage::Gradient(_) => 5,
                Stage::Update(_) => 3,
                _ => 4,
            };
            assert_eq!(heads.len(), columns, "{stage:?}");
            assert!(!rows.is_empty());
            assert!(rows.iter().all(|(_, numbers)| numbers.len() == columns));
        }
    }

    #[test]
    fn a_gradients_mean_is_the_mean_of_its_row() {
        for (name, numbers) in at(Stage::Gradient(1)).rows {
            let (mean, own) = numbers.split_last().unwrap();
            let of_own = own.iter().sum::<f64>() / own.len() as f64;
            assert!((mean - of_own).abs() < 1e-15, "{name}");
        }
        let update = at(Stage::Update(0));
        assert_eq!(update.rows.len(), 9);
        for (name, numbers) in update.rows {
            let moved = numbers[0] - f64::from(0.3_f32) * numbers[1];
            assert!((numbers[2] - moved).abs() < 1e-12, "{name}");
        }
    }
}
