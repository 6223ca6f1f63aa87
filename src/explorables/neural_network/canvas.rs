//! Maps as pixels, and their way onto a canvas.

use super::advanced::Look;
use super::layout::{Layout, MapOf, NODE};
use super::palette::{Palette, Rgb, parse};
use leptos::html;
use leptos::prelude::*;
use neural::session::{Frame, Map};
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageData, MutationObserver, MutationObserverInit,
};

/// Pixels of a canvas per unit of the picture: sharp on dense screens too.
const DENSITY: f64 = 2.0;
/// Colours of classes, as many as a table may have.
const CLASSES: usize = 10;

/// The palette of the present theme; none until the style sheet is there.
pub type Colours = RwSignal<Option<Arc<Palette>>>;

/// Four bytes for each cell of a signed map. `absolute` where values of several
/// maps are compared: what goes beyond ±1 then saturates.
pub fn signed_pixels(map: &Map, absolute: bool, palette: &Palette, hard: bool) -> Vec<u8> {
    let factor = if absolute { map.scale } else { 1.0 };
    let pixel = |byte: &u8| {
        let value = (f32::from(*byte) - 128.0) * factor;
        let value = if hard { value.signum() * 127.0 } else { value };
        opaque(palette.signed[(128.0 + value.clamp(-127.0, 127.0)).round() as usize])
    };
    square(map, map.cells.iter().flat_map(pixel).collect())
}

/// A map of a single row as a square of such rows.
fn square(map: &Map, pixels: Vec<u8>) -> Vec<u8> {
    let side = map.side as usize;
    if map.cells.len() == side && side > 1 {
        pixels.repeat(side)
    } else {
        pixels
    }
}

/// Four bytes for each cell, coloured by the likeliest class.
fn class_pixels(maps: &[Map], palette: &Palette, look: Look) -> Vec<u8> {
    let cells = maps
        .iter()
        .map(|map| map.cells.len())
        .min()
        .unwrap_or_default();
    (0..cells)
        .flat_map(|cell| {
            if look == Look::Entropy {
                return opaque(palette.unsure(entropy(maps.iter().map(|map| map.value(cell)))));
            }
            let (class, p) = maps.iter().map(|map| map.value(cell)).enumerate().fold(
                (0, f32::MIN),
                |best, now| if now.1 > best.1 { now } else { best },
            );
            let p = if look == Look::Hard { 1.0 } else { p };
            opaque(palette.class(class, p, maps.len()))
        })
        .collect()
}

/// −Σ p·ln p over ln n: 0 where one of n classes is certain, 1 where all are
/// equally likely (Shannon 1948, §6).
fn entropy(probabilities: impl Iterator<Item = f32>) -> f32 {
    let (mut count, mut sum) = (0.0_f32, 0.0);
    for p in probabilities {
        count += 1.0;
        if p > 0.0 {
            sum -= p * p.ln();
        }
    }
    sum / count.max(2.0).ln()
}

/// Four bytes for each cell of an output map of a frame. Two classes have one
/// map, of 2p − 1; of a number there is no uncertainty.
pub fn output_pixels(maps: &[Map], palette: &Palette, look: Look, classes: usize) -> Vec<u8> {
    match maps {
        [one] if look == Look::Entropy && classes > 0 => {
            let unsure = |cell| {
                let p = f32::midpoint(one.value(cell), 1.0);
                opaque(palette.unsure(entropy([p, 1.0 - p].into_iter())))
            };
            (0..one.cells.len()).flat_map(unsure).collect()
        }
        [one] => signed_pixels(one, true, palette, look == Look::Hard),
        several => class_pixels(several, palette, look),
    }
}

fn opaque([red, green, blue]: Rgb) -> [u8; 4] {
    [red, green, blue, 255]
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn resize(canvas: &HtmlCanvasElement, width: u32, height: u32) {
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

/// Puts a square picture on a canvas, which takes its size; the style sheet
/// scales it.
pub fn put(canvas: &HtmlCanvasElement, side: u32, pixels: &[u8]) {
    put_sized(canvas, side, side, pixels);
}

fn put_sized(canvas: &HtmlCanvasElement, width: u32, height: u32, pixels: &[u8]) {
    resize(canvas, width, height);
    let image =
        ImageData::new_with_u8_clamped_array_and_sh(wasm_bindgen::Clamped(pixels), width, height);
    if let (Some(context), Ok(image)) = (context(canvas), image) {
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// Draws every node's map where the layout has the node. `sheet` is a canvas
/// off the page: all maps go there in one call, and from there in place.
pub fn draw_nodes(
    canvas: &HtmlCanvasElement,
    sheet: &HtmlCanvasElement,
    layout: &Layout,
    frame: &Frame,
    palette: &Palette,
    hard: bool,
) {
    let (width, height) = layout.size;
    resize(canvas, (width * DENSITY) as u32, (height * DENSITY) as u32);
    let Some(context) = context(canvas) else {
        return;
    };
    context.clear_rect(0.0, 0.0, width * DENSITY, height * DENSITY);
    let Some(side) = frame.neuron_maps.first().map(|map| map.side) else {
        return;
    };
    let mut pixels = Vec::new();
    let mut drawn = Vec::new();
    for node in &layout.nodes {
        if let MapOf::Neuron(index) = node.map
            && let Some(map) = frame.neuron_maps.get(index)
        {
            pixels.extend(signed_pixels(map, false, palette, hard));
            drawn.push(node.place);
        }
    }
    put_sized(sheet, side, side * drawn.len() as u32, &pixels);
    let inner = (NODE - 2.0) * DENSITY;
    let cells = f64::from(side);
    for (row, (x, y)) in drawn.into_iter().enumerate() {
        let _ = context
            .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                sheet,
                0.0,
                cells * row as f64,
                cells,
                cells,
                (x + 1.0) * DENSITY,
                (y + 1.0) * DENSITY,
                inner,
                inner,
            );
    }
    draw_outputs(&context, sheet, layout, frame, palette, hard);
}

fn draw_outputs(
    context: &CanvasRenderingContext2d,
    sheet: &HtmlCanvasElement,
    layout: &Layout,
    frame: &Frame,
    palette: &Palette,
    hard: bool,
) {
    let inner = (NODE - 2.0) * DENSITY;
    for node in &layout.nodes {
        if let MapOf::Output(index) = node.map
            && let Some(map) = frame.output_maps.get(index)
        {
            put(sheet, map.side, &signed_pixels(map, true, palette, hard));
            let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(
                sheet,
                (node.place.0 + 1.0) * DENSITY,
                (node.place.1 + 1.0) * DENSITY,
                inner,
                inner,
            );
        }
    }
}

/// A canvas off the page.
pub fn sheet() -> Option<HtmlCanvasElement> {
    document().create_element("canvas").ok()?.dyn_into().ok()
}

/// Elements whose computed colours are the tokens', for [`Colours`] to read:
/// a custom property itself computes to its text, `light-dark(…)` and all.
#[component]
pub fn Probe(colours: Colours) -> impl IntoView {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn map(scale: f32, cells: &[u8]) -> Map {
        Map {
            side: 1,
            scale,
            cells: cells.to_vec(),
        }
    }

    fn palette() -> Palette {
        Palette::new(
            [[200, 0, 0], [250, 250, 250], [0, 0, 200], [9, 9, 9]],
            vec![[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        )
    }

    #[test]
    fn signed_maps_saturate_where_they_are_compared() {
        let relative = signed_pixels(&map(2.0, &[128, 255]), false, &palette(), false);
        assert_eq!(relative, [250, 250, 250, 255, 0, 0, 200, 255]);
        // 192 of a map to ±2 is 1.008.
        let absolute = signed_pixels(&map(2.0, &[192]), true, &palette(), false);
        assert_eq!(absolute, [0, 0, 200, 255]);
        let hard = signed_pixels(&map(1.0, &[120, 129]), true, &palette(), true);
        assert_eq!(hard, [200, 0, 0, 255, 0, 0, 200, 255]);
    }

    #[test]
    fn a_single_row_fills_a_square() {
        let row = Map {
            side: 2,
            scale: 1.0,
            cells: vec![128, 255],
        };
        let pixels = signed_pixels(&row, false, &palette(), false);
        assert_eq!(pixels.len(), 2 * 2 * 4);
        assert_eq!(pixels[..8], pixels[8..]);
    }

    #[test]
    fn the_likeliest_class_gives_the_colour() {
        let maps = [map(1.0, &[128]), map(1.0, &[255]), map(1.0, &[128])];
        for look in [Look::Soft, Look::Hard] {
            assert_eq!(output_pixels(&maps, &palette(), look, 3), [4, 5, 6, 255]);
        }
        // Certain: no entropy. 0.5 each of two: one bit, all of it.
        let neutral = [250, 250, 250, 255];
        assert_eq!(output_pixels(&maps, &palette(), Look::Entropy, 3), neutral);
        let even = [map(1.0, &[128])];
        assert_eq!(
            output_pixels(&even, &palette(), Look::Entropy, 2),
            [9, 9, 9, 255]
        );
        // A number has none.
        assert_eq!(output_pixels(&even, &palette(), Look::Entropy, 0), neutral);
    }

    #[test]
    fn entropy_is_the_textbooks() {
        let bits = entropy([0.25, 0.75].into_iter());
        assert!((bits - 0.811_278).abs() < 1e-5, "{bits}");
        assert!((entropy([0.2; 5].into_iter()) - 1.0).abs() < 1e-6);
        assert!(entropy([0.0, 1.0, 0.0].into_iter()).abs() < f32::EPSILON);
    }
}
