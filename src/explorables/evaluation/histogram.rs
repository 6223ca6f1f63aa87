//! The scores of both classes, and the threshold between them to drag.

use super::chart::{odds_marks, odds_place};
use super::judge::{BARS, REACH};
use super::numbers::{chance, probability, rounded};
use super::trial::Trial;
use crate::i18n::{td_string, use_locale};
use crate::ui::plot::Projection;
use leptos::prelude::*;
use leptos::svg;
use leptos::web_sys::PointerEvent;

const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 190.0;
/// Margins left and right, above and below.
const MARGIN: (f64, f64, f64) = (14.0, 20.0, 22.0);

/// The picture. The slider below does the same from the keyboard, so the line is
/// the pointer's alone.
#[component]
pub fn Histogram(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let node = NodeRef::<svg::Svg>::new();
    let dragged = RwSignal::new(false);
    let bars = Memo::new(move |_| {
        let scaled = trial.state.with(|state| state.scaled);
        trial
            .judged
            .with(|judged| judged.as_ref().map(|judged| judged.histogram(scaled)))
    });
    let most = Memo::new(move |_| {
        bars.with(|bars| {
            let values = bars.iter().flatten().flatten();
            values.copied().fold(0.05, f64::max)
        })
    });
    let projection = move || {
        let most = most.get();
        Projection::new((-REACH, REACH), (-most, most), WIDTH, HEIGHT)
    };
    let place = move || {
        projection()
            .project((odds_place(trial.cut().threshold), 0.0))
            .0
    };
    let move_to = move |event: &PointerEvent| {
        let Some(svg) = node.get_untracked() else {
            return;
        };
        let frame = svg.get_bounding_client_rect();
        if frame.width() <= 0.0 || !trial.stage.shows("threshold") {
            return;
        }
        let along = (f64::from(event.client_x()) - frame.left()) / frame.width();
        let x = along * (WIDTH + 2.0 * MARGIN.0) - MARGIN.0;
        let (odds, _) = untrack(projection).invert((x, 0.0));
        trial.set_threshold(rounded(probability(odds.clamp(-REACH, REACH))));
    };
    let grab = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(svg) = node.get_untracked() {
            let _ = svg.set_pointer_capture(event.pointer_id());
        }
        dragged.set(true);
        move_to(&event);
    };
    let drag = move |event: PointerEvent| {
        if dragged.get_untracked() {
            move_to(&event);
        }
    };
    let drawn = move |class: usize, name: &'static str| {
        move || {
            let projection = projection();
            let width = WIDTH / BARS as f64 - 1.0;
            let bars = bars.with(|bars| bars.as_ref().map(|bars| bars[class].clone()));
            let bars = bars.unwrap_or_default().into_iter().enumerate();
            bars.filter(|(_, share)| *share > 0.0)
                .map(|(bar, share)| {
                    let left = -REACH + 2.0 * REACH * bar as f64 / BARS as f64;
                    let (x, top) = projection.project((left, share));
                    let height = HEIGHT / 2.0 - top;
                    let y = if class == 1 { top } else { HEIGHT / 2.0 };
                    view! { <rect class=name x=x + 0.5 y=y width=width height=height/> }
                })
                .collect_view()
        }
    };
    let names = move || {
        trial
            .state
            .with(|state| state.model.question)
            .classes(locale)
    };
    let marks = odds_marks()
        .map(|(odds, name)| {
            let x = (odds + REACH) / (2.0 * REACH) * WIDTH;
            view! {
                <line x1=x x2=x y1="0" y2=HEIGHT/>
                <text x=x y=HEIGHT + 15.0 text-anchor="middle">{name}</text>
            }
        })
        .collect_view();
    let label = move || {
        let [no, yes] = names();
        td_string!(
            locale,
            evaluation.histogram_label,
            yes = yes,
            no = no,
            threshold = chance(trial.cut().threshold)
        )
    };
    view! {
        <svg
            node_ref=node
            class="chart score-histogram"
            viewBox=format!("{} {} {} {}", -MARGIN.0, -MARGIN.1, WIDTH + 2.0 * MARGIN.0, HEIGHT + MARGIN.1 + MARGIN.2)
            role="img"
            aria-label=label
            on:pointerdown=grab
            on:pointermove=drag
            on:pointerup=move |_| dragged.set(false)
            on:pointercancel=move |_| dragged.set(false)
        >
            <g class="axes" aria-hidden="true">
                {marks}
                <line class="baseline" x1="0" x2=WIDTH y1=HEIGHT / 2.0 y2=HEIGHT / 2.0/>
            </g>
            <rect class="taken" x=place y="0" width=move || (WIDTH - place()).max(0.0) height=HEIGHT/>
            <g>{drawn(1, "score-positive")}</g>
            <g>{drawn(0, "score-negative")}</g>
            <text class="score-name" x="4" y="12">{move || names()[1]}</text>
            <text class="score-name" x="4" y=HEIGHT - 5.0>{move || names()[0]}</text>
            <g class="threshold-line" transform=move || format!("translate({:.1} 0)", place())>
                <line y1="-6" y2=HEIGHT/>
                <circle cy="-8" r="7"/>
                <text y="-7" x="12">{move || chance(trial.cut().threshold)}</text>
            </g>
        </svg>
        <p class="panel-hint">{td_string!(locale, evaluation.histogram_hint)}</p>
    }
    .into_any()
}
