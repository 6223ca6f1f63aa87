//! Examples, and the new ones that augmentation makes of them.

use super::super::bench::Bench;
use crate::explorables::neural_network::panels::Pixels;
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use neural::job::{CureRun, Made as Example};

/// The pictures of the run that is shown.
#[component]
pub fn Made(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    // They are the same from the first news of a run to its last.
    let made = Memo::new(move |_| {
        let shown = bench.shown.get();
        shown.map_or_else(Vec::new, |(_, run)| with_copies(&run))
    });
    move || {
        made.with(|made| {
            (!made.is_empty()).then(|| {
                let rows = made
                    .iter()
                    .map(|example| row(example, locale))
                    .collect_view();
                view! {
                    <section class="tuning-made" aria-label=td_string!(locale, tuning.made)>
                        <p class="panel-title">{td_string!(locale, tuning.made)}</p>
                        <p class="panel-hint">{td_string!(locale, tuning.made_hint)}</p>
                        {rows}
                    </section>
                }
            })
        })
    }
}

fn with_copies(run: &CureRun) -> Vec<Example> {
    let with = run.made.iter().filter(|example| !example.copies.is_empty());
    with.cloned().collect()
}

fn row(example: &Example, locale: Locale) -> impl IntoView + use<> {
    let class = example.class;
    let picture = |label: String, pixels: &Vec<f32>, name: &'static str| {
        let pixels = pixels.clone();
        view! {
            <li class=name>
                <Pixels
                    label=Signal::derive(move || label.clone())
                    pixels=Signal::derive(move || pixels.clone())
                />
            </li>
        }
    };
    let original = picture(
        td_string!(locale, tuning.made_original, class = class),
        &example.original,
        "tuning-original",
    );
    let copies = (1_u32..).zip(&example.copies).map(|(at, pixels)| {
        picture(
            td_string!(locale, tuning.made_copy, class = class, at = at),
            pixels,
            "",
        )
    });
    let copies = copies.collect_view();
    view! { <ul class="tuning-pictures">{original}{copies}</ul> }
}
