//! The frame's end of the embed protocol.

use super::protocol::{Envelope, Outgoing, Score, Theme, read};
use crate::explorables::{Request, Stage};
use crate::i18n::Locale;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Tells the page around of readiness, height, state and faults, and follows
/// what it asks.
pub fn open(
    stage: Stage,
    locale: RwSignal<Locale>,
    theme: Option<String>,
    id: Option<String>,
    node: NodeRef<html::Main>,
) -> Offer {
    let id = StoredValue::new(id);
    Effect::new(move || {
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("lang", locale.get().tag());
        }
    });
    Effect::new(move || {
        if let Some(theme) = theme.as_deref().and_then(Theme::parse) {
            set_theme(theme);
        }
        let listener = window_event_listener(leptos::ev::message, move |event| {
            listen(&event, stage, locale);
        });
        on_cleanup(move || listener.remove());
        send(id, Outgoing::Ready);
    });
    Effect::new(move |before: Option<String>| {
        let state = stage.query.get();
        if before.is_some_and(|before| before != state) {
            send(
                id,
                Outgoing::State {
                    state: state.clone(),
                },
            );
        }
        state
    });
    Effect::new(move || {
        if let Some(message) = stage.fault.get() {
            send(id, Outgoing::Error { message });
        }
    });
    Effect::new(move || {
        if let Some(main) = node.get() {
            report_height(main.into(), id);
        }
    });
    Offer { id }
}

/// How the visitor offers scores to the page around.
#[derive(Clone, Copy)]
pub struct Offer {
    id: StoredValue<Option<String>>,
}

impl Offer {
    /// Tells the page around. To be called only when the visitor asks for it.
    pub fn make(self, score: Score) {
        send(self.id, Outgoing::Score(score));
    }
}

/// Sends the height now and whenever it changes.
fn report_height(main: web_sys::Element, id: StoredValue<Option<String>>) {
    let measured = main.clone();
    let report = Closure::<dyn Fn()>::new(move || {
        let height = measured.scroll_height().clamp(0, 20_000).unsigned_abs();
        send(id, Outgoing::Height { height });
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(report.as_ref().unchecked_ref()) {
        observer.observe(&main);
        let observer = StoredValue::new_local((observer, report));
        on_cleanup(move || {
            let _ = observer.try_with_value(|(observer, _)| observer.disconnect());
        });
    }
}

/// Follows a message, if the page around sent it and it is one of ours.
fn listen(event: &web_sys::MessageEvent, stage: Stage, locale: RwSignal<Locale>) {
    let Some(parent) = parent() else { return };
    let from_parent = event
        .source()
        .is_some_and(|source| source == *parent.as_ref());
    if !from_parent {
        return;
    }
    let Some(json) = js_sys::JSON::stringify(&event.data())
        .ok()
        .and_then(|json| json.as_string())
    else {
        return;
    };
    let Some(set) = read(&json) else { return };
    if let Some(next) = set.lang.and_then(|tag| Locale::from_code(tag.get(..2)?))
        && locale.try_get_untracked() != Some(next)
    {
        let _ = locale.try_set(next);
    }
    if let Some(theme) = set.theme {
        set_theme(theme);
    }
    if let Some(state) = set.state {
        stage.ask(Request::Replace(state));
    }
}

fn send(id: StoredValue<Option<String>>, message: Outgoing) {
    let Some(parent) = parent() else { return };
    let envelope = Envelope::new(id.try_get_value().flatten(), message);
    if let Some(message) = serde_json::to_string(&envelope)
        .ok()
        .and_then(|json| js_sys::JSON::parse(&json).ok())
    {
        // Nothing in it is secret, and the host's origin isn't known.
        let _ = parent.post_message(&message, "*");
    }
}

/// The page around, if there is one.
fn parent() -> Option<web_sys::Window> {
    let parent = window().parent().ok()??;
    (parent != window()).then_some(parent)
}

fn set_theme(theme: Theme) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-theme", theme.name());
    }
}
