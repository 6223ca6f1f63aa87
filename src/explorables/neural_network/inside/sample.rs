//! The test sample whose numbers stand in the formula.

use super::super::panels::Pixels;
use super::super::run::Run;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::controls::WholeNumber;
use leptos::prelude::*;
use neural::data::{DIGIT_PIXELS, Task};
use neural::session::{Example, RunInfo};

/// Columns that are told.
const TOLD: usize = 6;

/// Chooses one of the run's test samples and says what it is.
#[component]
pub fn Sample(run: Run, example: RwSignal<usize>) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| run.info().map_or(0, |info| info.examples.len()));
    let present = move || {
        let info = run.info()?;
        let example = info.examples.get(example.get())?.clone();
        Some((info, example))
    };
    let told = move || {
        present().map(|(info, example)| {
            let truth = truth(&info, &example);
            if example.columns.len() == DIGIT_PIXELS {
                let pixels = example.columns.clone();
                return view! {
                    <Pixels label=Signal::stored(truth.clone()) pixels=Signal::stored(pixels)/>
                    <span>{td_string!(locale, controls.truth, truth = truth)}</span>
                }
                .into_any();
            }
            view! {
                <span class="number">{columns(&info, &example)}</span>
                <span>{td_string!(locale, controls.truth, truth = truth)}</span>
            }
            .into_any()
        })
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <div class="inside-sample">
                    <WholeNumber
                        label=td_string!(locale, controls.sample)
                        min=1
                        max=count.get()as u32
                        value=Signal::derive(move || example.get() as u32 + 1)
                        on_change=Callback::new(move |number: u32| example.set(number as usize - 1))
                    />
                    {told}
                </div>
            }
        })
    }
}

fn truth(info: &RunInfo, example: &Example) -> String {
    match &info.task {
        Task::Classification { classes } => classes
            .get(example.target as usize)
            .cloned()
            .unwrap_or_default(),
        Task::Regression => number(f64::from(example.target), 3),
    }
}

fn columns(info: &RunInfo, example: &Example) -> String {
    let one = |(name, value): (&String, &f32)| {
        let name = match name.as_str() {
            "x1" => "x₁",
            "x2" => "x₂",
            name => name,
        };
        format!("{name} = {}", number(f64::from(*value), 2))
    };
    let mut told: Vec<_> = info
        .columns
        .iter()
        .zip(&example.columns)
        .take(TOLD)
        .map(one)
        .collect();
    if example.columns.len() > TOLD {
        told.push("…".to_owned());
    }
    told.join(", ")
}
