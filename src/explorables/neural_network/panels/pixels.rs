//! A digit as the network is given it: 8 × 8 grey levels.

use leptos::prelude::*;
use neural::data::DIGIT_PIXELS;

const SIDE: usize = 8;

/// A picture of a digit's pixels, row by row, 0 (paper) to 1 (ink).
#[component]
pub fn Pixels(
    /// What it shows, for those who don't see it.
    #[prop(into)]
    label: Signal<String>,
    /// The pixels.
    #[prop(into)]
    pixels: Signal<Vec<f32>>,
) -> impl IntoView {
    let cells = (0..DIGIT_PIXELS)
        .map(|cell| {
            let level = move || {
                let level = pixels.with(|pixels| pixels.get(cell).copied());
                format!("{:.3}", level.unwrap_or(0.0).clamp(0.0, 1.0))
            };
            view! {
                <rect x=cell % SIDE y=cell / SIDE width="1" height="1" fill-opacity=level/>
            }
        })
        .collect_view();
    view! {
        <svg class="pixels" viewBox="0 0 8 8" role="img" aria-label=move || label.get() shape-rendering="crispEdges">
            {cells}
        </svg>
    }
    .into_any()
}
