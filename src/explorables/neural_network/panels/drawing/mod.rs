//! A digit of the reader's own: drawn by hand or by keyboard, read by the
//! network as it is drawn and as the network learns.

mod asking;
mod ink;

use super::pixels::Pixels;
use crate::engine::Client;
use crate::i18n::{percent, td_string, use_locale};
use asking::{Asking, reads_digits};
use ink::{PLACES, Paper, Pen, Place, RADIUS, SIDE};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use leptos::svg;
use std::cell::RefCell;

/// The digits.
const DIGITS: usize = 10;

thread_local! {
    /// A drawing outlives its panel: a change of language builds it anew.
    static KEPT: RefCell<Paper> = RefCell::default();
}

/// The panel.
#[component]
pub fn Drawing(
    /// Reads the drawing.
    engine: Client,
) -> impl IntoView {
    let locale = use_locale();
    let paper = RwSignal::new(Paper::default());
    let asking = Asking::new(engine, paper);
    asking.follow();
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            let kept = KEPT.take();
            if !kept.is_empty() {
                paper.set(kept);
            }
        }
    });
    on_cleanup(move || {
        if let Some(paper) = paper.try_get_untracked() {
            KEPT.set(paper);
        }
    });

    let empty = Memo::new(move |_| paper.with(Paper::is_empty));
    let class = Memo::new(move |_| {
        let answer = asking.answer.get()?;
        Some(answer.class)
    });
    let read = move || {
        class
            .get()
            .map_or_else(|| "–".to_owned(), |class| class.to_string())
    };
    let note = move || {
        let reads = (engine.info).with(|info| info.as_ref().is_some_and(|info| reads_digits(info)));
        let untrained =
            (engine.frame).with(|frame| frame.as_ref().is_none_or(|frame| frame.step == 0));
        if !reads {
            td_string!(locale, panels.not_digits)
        } else if untrained {
            td_string!(locale, panels.untrained)
        } else if empty.get() {
            td_string!(locale, panels.nothing_drawn)
        } else {
            ""
        }
    };
    let pixels = Memo::new(move |_| paper.with(|paper| paper.digit().to_vec()));
    view! {
        <section class="panel drawing" aria-label=td_string!(locale, panels.draw)>
            <div class="drawing-pad">
                <Pad paper/>
                <p class="buttons">
                    <button on:click=move |_| paper.set(Paper::default())>
                        {td_string!(locale, network.clear)}
                    </button>
                </p>
            </div>
            <div class="drawing-sees">
                <p class="panel-title">{td_string!(locale, panels.sees)}</p>
                <Pixels
                    label=Signal::derive(move || td_string!(locale, panels.sees_label).to_owned())
                    pixels=Signal::derive(move || pixels.get())
                />
                <p class="drawing-class" role="status">
                    {td_string!(locale, panels.read_as_class)} " "
                    <output data-reading="class">{read}</output>
                </p>
            </div>
            <div class="drawing-answer">
                <p class="panel-title">{td_string!(locale, panels.probabilities)}</p>
                <Bars asking/>
            </div>
            <p class="figure-status drawing-note" role="status">{note}</p>
        </section>
    }
    .into_any()
}

/// The paper, with the keyboard's pen where the keyboard is.
#[component]
fn Pad(paper: RwSignal<Paper>) -> impl IntoView {
    let locale = use_locale();
    let node = NodeRef::<svg::Svg>::new();
    let drawing = RwSignal::new(None::<i32>);
    let pen = RwSignal::new(Pen::default());
    // Told only once the keyboard is in use.
    let keyed = RwSignal::new(false);

    let place = move |event: &PointerEvent| -> Option<Place> {
        let frame = node.get_untracked()?.get_bounding_client_rect();
        (frame.width() > 0.0).then(|| {
            let scale = SIDE as f64 / frame.width();
            let x = (f64::from(event.client_x()) - frame.left()) * scale;
            let y = (f64::from(event.client_y()) - frame.top()) * scale;
            (x as f32, y as f32)
        })
    };
    let on_down = move |event: PointerEvent| {
        // The pen, the finger, or the mouse's first button; one at a time.
        if event.button() != 0 || drawing.get_untracked().is_some() {
            return;
        }
        if let (Some(place), Some(svg)) = (place(&event), node.get_untracked()) {
            let _ = svg.set_pointer_capture(event.pointer_id());
            drawing.set(Some(event.pointer_id()));
            keyed.set(false);
            paper.update(|paper| paper.begin(place));
        }
    };
    let on_move = move |event: PointerEvent| {
        if drawing.get_untracked() == Some(event.pointer_id())
            && let Some(place) = place(&event)
        {
            paper.update(|paper| paper.extend(place));
        }
    };
    let on_up = move |event: PointerEvent| {
        if drawing.get_untracked() == Some(event.pointer_id()) {
            drawing.set(None);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let (mut now, mut sheet) = (pen.get_untracked(), paper.get_untracked());
        if now.press(&event.key(), &mut sheet) {
            event.prevent_default();
            event.stop_propagation();
            keyed.set(true);
            pen.set(now);
            if paper.with_untracked(|paper| *paper != sheet) {
                paper.set(sheet);
            }
        }
    };
    let told = move || {
        if !keyed.get() {
            return String::new();
        }
        let Pen { column, row, down } = pen.get();
        let (row, column) = (row + 1, column + 1);
        if down {
            td_string!(locale, panels.pen_down, row = row, column = column)
        } else {
            td_string!(locale, panels.pen_up, row = row, column = column)
        }
    };
    let step = SIDE / PLACES;
    let lines: Vec<_> = (1..PLACES)
        .map(|index| index * step)
        .map(|at| format!("M{at} 0v{SIDE}M0 {at}h{SIDE}"))
        .collect();
    let lines = lines.concat();
    view! {
        <svg
            node_ref=node
            class="pad"
            class:pad-down=move || pen.get().down
            viewBox=format!("0 0 {SIDE} {SIDE}")
            role="application"
            tabindex="0"
            data-draw=""
            aria-label=td_string!(locale, panels.draw)
            aria-describedby="drawing-hint"
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=on_up
            on:keydown=on_key
        >
            <path class="pad-grid" d=lines/>
            <path class="pad-ink" stroke-width=2.0 * RADIUS d=move || paper.with(Paper::path)/>
            <circle
                class="pad-pen"
                r="2"
                cx=move || pen.get().place().0
                cy=move || pen.get().place().1
            />
        </svg>
        <p class="panel-hint" id="drawing-hint">{td_string!(locale, panels.draw_hint)}</p>
        <p class="visually-hidden" role="status">{told}</p>
    }
    .into_any()
}

/// A bar for the probability of each digit.
#[component]
fn Bars(asking: Asking) -> impl IntoView {
    let locale = use_locale();
    let bars = (0..DIGITS)
        .map(|digit| {
            let share = Memo::new(move |_| {
                asking.answer.with(|answer| {
                    let share = answer.as_ref()?.outputs.get(digit)?;
                    Some(f64::from(*share))
                })
            });
            let first = move || {
                asking
                    .answer
                    .with(|answer| answer.as_ref().is_some_and(|a| a.class as usize == digit))
            };
            view! {
                <li class:first=first>
                    <span class="bar-name">{digit}</span>
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar-all" width="100" height="10"/>
                        <rect
                            class="bar-share"
                            height="10"
                            width=move || format!("{:.1}", share.get().unwrap_or(0.0) * 100.0)
                        />
                    </svg>
                    <span class="number">
                        {move || share.get().map_or_else(|| "–".to_owned(), |share| percent(share, 1))}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="bars" aria-label=td_string!(locale, panels.probabilities)>{bars}</ol>
    }
    .into_any()
}
