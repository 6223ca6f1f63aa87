//! Back and forth in the run's own past.

use super::run::Run;
use crate::i18n::{number, td_string, use_locale};
use leptos::html;
use leptos::prelude::*;

/// A range over the steps that the run can go back to.
#[component]
pub fn Scrub(run: Run) -> impl IntoView {
    let locale = use_locale();
    let range = NodeRef::<html::Input>::new();
    let held = RwSignal::new(false);
    let steps = Memo::new(move |_| {
        let frame = run.frame()?;
        let (least, most) = frame.reach;
        (least < most).then_some((least, most, frame.step))
    });
    Effect::new(move || {
        if let (Some((least, most, step)), Some(input)) = (steps.get(), range.get())
            && !held.get()
        {
            input.set_min(&least.to_string());
            input.set_max(&most.to_string());
            input.set_value(&step.to_string());
        }
    });
    let go = move |event: leptos::ev::Event| {
        held.set(false);
        if let Ok(step) = event_target_value(&event).parse::<u64>() {
            run.seek(step);
        }
    };
    let told = move || {
        let step = steps.get().map_or(0, |(_, _, step)| step);
        td_string!(locale, controls.at_step, step = number(step as f64, 0))
    };
    run.stage.shows("scrub").then(|| {
        view! {
            <label class="scrub">
                <span>{td_string!(locale, controls.scrub)}</span>
                <input
                    node_ref=range
                    type="range"
                    min="0"
                    max="1"
                    step="1"
                    value="0"
                    disabled=move || steps.get().is_none()
                    aria-valuetext=told
                    on:pointerdown=move |_| held.set(true)
                    on:pointercancel=move |_| held.set(false)
                    on:change=go
                />
                <span class="number" aria-hidden="true">{told}</span>
            </label>
        }
    })
}
