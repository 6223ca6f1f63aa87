//! Back and forth through the sub-steps: buttons, a range, the arrow keys.

use super::run::Run;
use super::state::NUMBER;
use super::words::{announced, stage_name, stage_told};
use crate::i18n::{td_string, use_locale};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The buttons, the range, and what the present sub-step does.
#[component]
pub fn Transport(run: Run) -> impl IntoView {
    let locale = use_locale();
    let at = Memo::new(move |_| {
        run.present.with(|present| {
            let present = present.as_ref()?;
            Some((
                present.scene.step.number,
                present.position,
                present.scene.stages.len(),
            ))
        })
    });
    let nothing = move || at.get().is_none();
    let at_start = move || {
        at.get()
            .is_none_or(|(number, position, _)| number == 0 && position == 0)
    };
    let no_next = Memo::new(move |_| {
        run.diverged.get().is_some()
            || at
                .get()
                .is_none_or(|(number, ..)| number as u32 + 1 >= *NUMBER.end())
    });
    let at_end = move || {
        no_next.get()
            && at
                .get()
                .is_none_or(|(_, position, count)| position + 1 == count)
    };
    let play_name = move || {
        if run.playing.get() {
            td_string!(locale, network.pause)
        } else {
            td_string!(locale, backprop.play)
        }
    };
    let buttons = run.stage.shows("play").then(|| {
        view! {
            <div class="transport" role="group" aria-label=td_string!(locale, backprop.transport)>
                <button aria-disabled=move || at_start().to_string() on:click=move |_| run.first()
                    title=td_string!(locale, backprop.first_hint)>{td_string!(locale, backprop.first)}</button>
                <button aria-disabled=move || at_start().to_string() on:click=move |_| run.back()>
                    <span aria-hidden="true">"← "</span>{td_string!(locale, backprop.back)}
                </button>
                <button class="primary" aria-disabled=move || at_end().to_string() on:click=move |_| { run.forward(); }>
                    {td_string!(locale, backprop.forward)}<span aria-hidden="true">" →"</span>
                </button>
                <button disabled=nothing on:click=move |_| run.toggle()>{play_name}</button>
                <button aria-disabled=move || no_next.get().to_string() on:click=move |_| { run.next_batch(); }>
                    {td_string!(locale, backprop.next)}
                </button>
            </div>
        }
    });
    let scrub = run.stage.shows("scrub").then(|| view! { <Scrub run/> });
    let told = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let (stage, layers) = (present.stage(), present.scene.layers());
            Some(view! {
                <strong>{stage_name(stage, layers, locale)}</strong>
                " "
                {stage_told(stage, layers, locale)}
            })
        })
    };
    let said = move || {
        run.present
            .with(|present| present.as_ref().map(|present| announced(present, locale)))
    };
    view! {
        {buttons}
        {scrub}
        <p class="bp-told">{told}</p>
        <p class="hidden-status" role="status">{said}</p>
    }
    .into_any()
}

/// A range over the sub-steps of the batch.
#[component]
fn Scrub(run: Run) -> impl IntoView {
    let locale = use_locale();
    let last = Memo::new(move |_| {
        run.present.with(|present| {
            present
                .as_ref()
                .map_or(1, |present| present.scene.stages.len() - 1)
        })
    });
    let position = Memo::new(move |_| {
        run.present
            .with(|present| present.as_ref().map_or(0, |present| present.position))
    });
    let name = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            Some(stage_name(present.stage(), present.scene.layers(), locale))
        })
    };
    let place = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let scene = &present.scene;
            Some(td_string!(
                locale,
                backprop.place,
                batch = scene.step.number + 1,
                epoch = scene.epoch(),
                number = present.position + 1,
                count = scene.stages.len()
            ))
        })
    };
    view! {
        <label class="scrub">
            <span>{td_string!(locale, backprop.scrub)}</span>
            <input
                type="range"
                min="0"
                max=move || last.get()
                step="1"
                value=position.get_untracked()
                prop:max=move || last.get().to_string()
                prop:value=move || {
                    // A longer range comes first, or the value would be cut to the old one.
                    last.track();
                    position.get().to_string()
                }
                aria-valuetext=move || name().unwrap_or_default()
                on:input=move |event| {
                    if let Ok(position) = event_target_value(&event).parse() {
                        run.go(position);
                    }
                }
            />
            <span class="number" aria-hidden="true">{place}</span>
        </label>
    }
    .into_any()
}

/// The arrow keys go back and forth, Home and End to the ends of the batch,
/// where no control and no box that scrolls takes them.
pub fn on_key(run: Run, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let own = "input, select, textarea, summary, .bp-scrolls";
    if target.is_none_or(|target| target.closest(own).ok().flatten().is_some()) {
        return;
    }
    match event.key().as_str() {
        "ArrowRight" => {
            run.forward();
        }
        "ArrowLeft" => run.back(),
        "Home" => {
            run.go(0);
        }
        "End" => {
            let last = run.present.with_untracked(|present| {
                present
                    .as_ref()
                    .map_or(0, |present| present.scene.stages.len() - 1)
            });
            run.go(last);
        }
        _ => return,
    }
    event.prevent_default();
}
