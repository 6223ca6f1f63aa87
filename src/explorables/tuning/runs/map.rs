//! The decision map, where the data is a plane.

use super::super::bench::Done;
use crate::explorables::neural_network::advanced::Look;
use crate::explorables::neural_network::canvas::output_pixels;
use crate::explorables::neural_network::points::{Group, class_colour, groups};
use crate::i18n::{td_string, use_locale};
use crate::ui::canvas::{Colours, put};
use crate::ui::scale::colour;
use leptos::html;
use leptos::prelude::*;
use neural::data::Task;
use neural::job::CureRun;

const SIDE: f64 = 300.0;

/// The map of the kept network, and the samples on it.
#[component]
pub fn Map(run: Signal<Option<Done>>, colours: Colours) -> impl IntoView {
    let plane = Memo::new(move |_| {
        run.with(|run| run.as_ref().is_some_and(|(_, run)| run.plane.is_some()))
    });
    move || plane.get().then(|| view! { <Field run colours/> })
}

#[component]
fn Field(run: Signal<Option<Done>>, colours: Colours) -> impl IntoView {
    let locale = use_locale();
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move || {
        let (Some(canvas), Some(palette), Some((_, run))) =
            (canvas.get(), colours.get(), run.get())
        else {
            return;
        };
        if let Some(first) = run.maps.first() {
            let pixels = output_pixels(&run.maps, &palette, Look::Soft, run.classes.len());
            put(&canvas, first.side, &pixels);
        }
    });
    view! {
        <div class="decision tuning-map">
            <p class="panel-title">{td_string!(locale, tuning.map)}</p>
            <div class="decision-field">
                <canvas node_ref=canvas role="img" aria-label=td_string!(locale, tuning.map_label)></canvas>
                <svg viewBox=format!("0 0 {SIDE} {SIDE}") aria-hidden="true">
                    {move || run.get().and_then(|(_, run)| dots(&run))}
                </svg>
            </div>
            {move || run.get().map(|(_, run)| classes(&run))}
        </div>
    }
    .into_any()
}

/// The training examples.
fn dots(run: &CureRun) -> Option<impl IntoView + use<>> {
    let plane = run.plane.as_ref()?;
    let task = Task::Classification {
        classes: run.classes.clone(),
    };
    let dots = groups(&plane.train, &task, plane.extent, SIDE)
        .into_iter()
        .map(
            |Group {
                 colour,
                 square,
                 path,
             }| {
                let cap = if square { "square" } else { "round" };
                view! {
                    <g class="dots" stroke-linecap=cap>
                        <path class="dot-edge" d=path.clone()/>
                        <path class="dot" d=path stroke=colour/>
                    </g>
                }
            },
        );
    Some(dots.collect_view())
}

/// The classes' names, each with its colour.
fn classes(run: &CureRun) -> impl IntoView + use<> {
    let two = run.classes.len() == 2;
    let names = run.classes.iter().enumerate().map(|(at, name)| {
        let colour = match (two, at) {
            (true, 0) => colour(-1.0),
            (true, _) => colour(1.0),
            _ => class_colour(at),
        };
        view! {
            <span class="legend-class">
                <svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=colour/></svg>
                {name.clone()}
            </span>
        }
    });
    view! { <p class="legend">{names.collect_view()}</p> }
}
