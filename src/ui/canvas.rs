//! Canvases, and the style sheet's colours for what is drawn on them.

use super::palette::{Palette, Pixel, parse};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageData, MutationObserver, MutationObserverInit,
    ResizeObserver,
};

/// Colours of classes, as many as a table may have.
const CLASSES: usize = 10;

/// The palette of the present theme; none until the style sheet is there.
pub type Colours = RwSignal<Option<Arc<Palette>>>;

/// What draws on a canvas; none where the browser gives none.
pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Gives a canvas this many pixels; one that has them keeps what is on it.
pub fn resize(canvas: &HtmlCanvasElement, width: u32, height: u32) {
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

/// Puts a square picture on a canvas, which takes its size; the style sheet
/// scales it.
pub fn put(canvas: &HtmlCanvasElement, side: u32, pixels: &[Pixel]) {
    put_sized(canvas, side, side, pixels);
}

/// As [`put`], of `width` × `height` pixels.
pub fn put_sized(canvas: &HtmlCanvasElement, width: u32, height: u32, pixels: &[Pixel]) {
    resize(canvas, width, height);
    let bytes = wasm_bindgen::Clamped(pixels.as_flattened());
    let image = ImageData::new_with_u8_clamped_array_and_sh(bytes, width, height);
    if let (Some(context), Ok(image)) = (context(canvas), image) {
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// The width of an element in CSS pixels, as it changes.
pub fn watch_width(node: NodeRef<html::Canvas>) -> RwSignal<f64> {
    let width = RwSignal::new(0.0);
    Effect::new(move || {
        let Some(canvas) = node.get() else { return };
        let measured = canvas.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            let _ = width.try_set(f64::from(measured.client_width()));
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&canvas);
        }
        let kept = StoredValue::new_local(Some((callback, observer)));
        on_cleanup(move || {
            if let Some((_, Some(observer))) = kept.try_update_value(Option::take).flatten() {
                observer.disconnect();
            }
        });
    });
    width
}

/// Elements whose computed colours are the tokens', for [`Colours`] to read:
/// a custom property itself computes to its text, `light-dark(…)` and all.
#[component]
pub fn Probe(
    /// Where the colours go.
    colours: Colours,
) -> impl IntoView {
    let node = NodeRef::<html::Span>::new();
    let read = move || {
        let found = node.get_untracked().and_then(|node| palette_of(&node));
        let _ = colours.try_maybe_update(|colours| {
            let new = found.map(Arc::new);
            let changed = *colours != new;
            *colours = new;
            (changed, ())
        });
    };
    Effect::new(move || {
        if node.get().is_none() {
            return;
        }
        read();
        watch(read);
    });
    let tokens = ["negative", "zero", "positive", "ink"].map(str::to_owned);
    let classes = (0..CLASSES).map(|class| format!("class-{class}"));
    let probes = tokens
        .into_iter()
        .chain(classes)
        .map(|name| view! { <i class=format!("probe-{name}")></i> })
        .collect_view();
    view! { <span hidden node_ref=node>{probes}</span> }
}

fn palette_of(node: &web_sys::Element) -> Option<Palette> {
    let children = node.query_selector_all("i").ok()?;
    let mut colours = Vec::new();
    for index in 0..children.length() {
        let element: web_sys::Element = children.item(index)?.dyn_into().ok()?;
        let style = window().get_computed_style(&element).ok()??;
        colours.push(parse(&style.get_property_value("color").ok()?)?);
    }
    let classes = colours.split_off(4);
    let anchors = colours.try_into().ok()?;
    Some(Palette::new(anchors, classes))
}

/// Calls `changed` when the theme changes, by the reader or by the system.
fn watch(changed: impl Fn() + Copy + 'static) {
    let callback = Closure::<dyn FnMut()>::new(changed);
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).ok();
    if let (Some(observer), Some(root)) = (&observer, document().document_element()) {
        let _ = observer.observe_with_options(&root, &options);
    }
    let query = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    if let Some(query) = &query {
        let _ = query.add_event_listener_with_callback("change", callback.as_ref().unchecked_ref());
    }
    let kept = StoredValue::new_local(Some((callback, observer, query)));
    on_cleanup(move || {
        let taken = kept.try_update_value(Option::take).flatten();
        if let Some((callback, observer, query)) = taken {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            if let Some(query) = query {
                let _ = query.remove_event_listener_with_callback(
                    "change",
                    callback.as_ref().unchecked_ref(),
                );
            }
        }
    });
}
