//! The first layer's weights as pictures, where the inputs are one: each shows
//! which pixels speak for its neuron and which against it.

use super::run::Run;
use super::spot::Spot;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::canvas::{Colours, put};
use leptos::html;
use leptos::prelude::*;
use neural::data::DIGIT_PIXELS;

const SIDE: u32 = 8;

/// A picture for each neuron of the first layer. One that is pressed opens.
#[component]
pub fn Filters(run: Run, colours: Colours, spot: RwSignal<Option<Spot>>) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| {
        let first = run.frame().and_then(|frame| frame.layers.first().cloned());
        first
            .filter(|layer| layer.inputs as usize == DIGIT_PIXELS)
            .map_or(0, |layer| layer.biases.len())
    });
    // One scale for all, so that they can be compared.
    let scale = Memo::new(move |_| {
        run.frame().and_then(|frame| {
            let weights = &frame.layers.first()?.weights;
            Some(weights.iter().fold(0.0_f32, |most, w| most.max(w.abs())))
        })
    });
    let legend = move || {
        let scale = f64::from(scale.get().unwrap_or_default());
        view! {
            <span>{number(-scale, 2)}</span>
            <span class="legend-bar"></span>
            <span>{number(scale, 2)}</span>
        }
    };
    move || {
        (count.get() > 0 && run.stage.shows("filters")).then(|| {
            view! {
                <section class="filters" aria-label=td_string!(locale, controls.filters)>
                    <p class="panel-title">{td_string!(locale, controls.filters)}</p>
                    <div class="filters-grid">
                        <For each=move || 0..count.get() key=|unit| *unit let(unit)>
                            <Filter run colours spot unit scale/>
                        </For>
                    </div>
                    <div class="legend" role="group" aria-label=td_string!(locale, explorable.legend)>{legend}</div>
                </section>
            }
        })
    }
}

#[component]
fn Filter(
    run: Run,
    colours: Colours,
    spot: RwSignal<Option<Spot>>,
    unit: usize,
    scale: Memo<Option<f32>>,
) -> impl IntoView {
    let locale = use_locale();
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move || {
        let (Some(canvas), Some(palette), Some(frame), Some(scale)) =
            (canvas.get(), colours.get(), run.frame(), scale.get())
        else {
            return;
        };
        let weights = frame
            .layers
            .first()
            .map_or(&[][..], |layer| &layer.weights[..]);
        if let Some(own) = weights.get(unit * DIGIT_PIXELS..(unit + 1) * DIGIT_PIXELS) {
            let scale = scale.max(f32::MIN_POSITIVE);
            let pixels: Vec<_> = own.iter().map(|w| palette.at(w / scale)).collect();
            put(&canvas, SIDE, &pixels);
        }
    });
    let at = Spot::whole(1, unit);
    let open = move || {
        spot.get()
            .is_some_and(|spot| (spot.layer, spot.unit) == (1, unit))
    };
    view! {
        <button
            class="filter-picture"
            aria-label=td_string!(locale, network.neuron_name, layer = 1, index = unit + 1)
            aria-pressed=move || open().to_string()
            on:click=move |_| spot.set((!open()).then_some(at))
        >
            <canvas node_ref=canvas aria-hidden="true"></canvas>
        </button>
    }
    .into_any()
}
