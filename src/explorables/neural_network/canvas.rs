//! Maps as pixels, and their way onto a canvas.

use super::advanced::Look;
use super::layout::{Layout, MapOf, NODE};
use crate::ui::canvas::{context, put_sized, resize};
use crate::ui::palette::{Palette, Pixel, opaque};
use leptos::prelude::*;
use neural::session::{Frame, Map};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The most pixels of a canvas per unit of the picture: maps have no more to show.
const DENSITY: f64 = 2.0;
/// Adds a pixel for each cell of a signed map. `absolute` where values of several
/// maps are compared: what goes beyond ±1 then saturates.
pub fn signed_pixels(
    map: &Map,
    absolute: bool,
    palette: &Palette,
    hard: bool,
    pixels: &mut Vec<Pixel>,
) {
    let scaled;
    let colours = if absolute || hard {
        scaled = palette.scaled(if absolute { map.scale } else { 1.0 }, hard);
        &scaled
    } else {
        &palette.signed
    };
    // A map of a single row fills a square.
    let side = map.side as usize;
    let rows = if map.cells.len() == side { side } else { 1 };
    for _ in 0..rows {
        pixels.extend(map.cells.iter().map(|cell| colours[usize::from(*cell)]));
    }
}

/// A pixel for each cell, coloured by the likeliest class.
fn class_pixels(maps: &[Map], palette: &Palette, look: Look) -> Vec<Pixel> {
    let cells = maps
        .iter()
        .map(|map| map.cells.len())
        .min()
        .unwrap_or_default();
    (0..cells)
        .map(|cell| {
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

/// A pixel for each cell of an output map of a frame. Two classes have one
/// map, of 2p − 1; of a number there is no uncertainty.
pub fn output_pixels(maps: &[Map], palette: &Palette, look: Look, classes: usize) -> Vec<Pixel> {
    match maps {
        [one] if look == Look::Entropy && classes > 0 => {
            let unsure = |cell| {
                let p = f32::midpoint(one.value(cell), 1.0);
                opaque(palette.unsure(entropy([p, 1.0 - p].into_iter())))
            };
            (0..one.cells.len()).map(unsure).collect()
        }
        [one] => {
            let mut pixels = Vec::with_capacity(one.cells.len());
            signed_pixels(one, true, palette, look == Look::Hard, &mut pixels);
            pixels
        }
        several => class_pixels(several, palette, look),
    }
}

/// Where the nodes' maps go.
pub struct Sheets {
    /// A canvas off the page: all maps go there in one call, and from there in place.
    all: HtmlCanvasElement,
    /// As many pixels as there ever were, to be filled again.
    pixels: Vec<Pixel>,
}

impl Sheets {
    /// None where the browser gives no canvas.
    pub fn new() -> Option<Self> {
        let all = document().create_element("canvas").ok()?.dyn_into().ok()?;
        Some(Self {
            all,
            pixels: Vec::new(),
        })
    }

    /// Draws every node's map where the layout has the node, on a canvas that
    /// is shown `shown` CSS pixels wide.
    pub fn draw_nodes(
        &mut self,
        canvas: &HtmlCanvasElement,
        shown: f64,
        layout: &Layout,
        frame: &Frame,
        palette: &Palette,
        hard: bool,
    ) {
        let (width, height) = layout.size;
        let density = (shown * window().device_pixel_ratio() / width).clamp(0.5, DENSITY);
        resize(
            canvas,
            (width * density).round() as u32,
            (height * density).round() as u32,
        );
        let Some(context) = context(canvas) else {
            return;
        };
        context.clear_rect(
            0.0,
            0.0,
            f64::from(canvas.width()),
            f64::from(canvas.height()),
        );
        let of_neuron = |map| match map {
            MapOf::Neuron(index) => frame.neuron_maps.get(index).map(|map| (map, false)),
            MapOf::Output(_) => None,
        };
        let of_output = |map| match map {
            MapOf::Output(index) => frame.output_maps.get(index).map(|map| (map, true)),
            MapOf::Neuron(_) => None,
        };
        let place = |(x, y): (f64, f64)| [x + 1.0, y + 1.0, NODE - 2.0].map(|at| at * density);
        self.draw(&context, layout, palette, hard, of_neuron, place);
        self.draw(&context, layout, palette, hard, of_output, place);
    }

    /// The maps of one size.
    fn draw<'a>(
        &mut self,
        context: &CanvasRenderingContext2d,
        layout: &Layout,
        palette: &Palette,
        hard: bool,
        map_of: impl Fn(MapOf) -> Option<(&'a Map, bool)>,
        place: impl Fn((f64, f64)) -> [f64; 3],
    ) {
        self.pixels.clear();
        let (mut side, mut count) = (0, 0_u32);
        for node in &layout.nodes {
            if let Some((map, absolute)) = map_of(node.map) {
                signed_pixels(map, absolute, palette, hard, &mut self.pixels);
                side = map.side;
                count += 1;
            }
        }
        if count == 0 {
            return;
        }
        put_sized(&self.all, side, side * count, &self.pixels);
        let cells = f64::from(side);
        let drawn = layout
            .nodes
            .iter()
            .filter(|node| map_of(node.map).is_some());
        for (row, node) in drawn.enumerate() {
            let [x, y, inner] = place(node.place);
            let _ = context
                .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                    &self.all,
                    0.0,
                    cells * row as f64,
                    cells,
                    cells,
                    x,
                    y,
                    inner,
                    inner,
                );
        }
    }
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

    /// A map's pixels.
    fn signed(map: &Map, absolute: bool, hard: bool) -> Vec<Pixel> {
        let mut pixels = Vec::new();
        signed_pixels(map, absolute, &palette(), hard, &mut pixels);
        pixels
    }

    fn palette() -> Palette {
        Palette::new(
            [[200, 0, 0], [250, 250, 250], [0, 0, 200], [9, 9, 9]],
            vec![[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        )
    }

    #[test]
    fn signed_maps_saturate_where_they_are_compared() {
        let (zero, most) = ([250, 250, 250, 255], [0, 0, 200, 255]);
        let relative = signed(&map(2.0, &[128, 255]), false, false);
        assert_eq!(relative, [zero, most]);
        // 192 of a map to ±2 is 1.008.
        assert_eq!(signed(&map(2.0, &[192, 128]), true, false), [most, zero]);
        let hard = signed(&map(1.0, &[120, 129]), true, true);
        assert_eq!(hard, [[200, 0, 0, 255], most]);
    }

    #[test]
    fn a_single_row_fills_a_square() {
        let row = Map {
            side: 2,
            scale: 1.0,
            cells: vec![128, 255],
        };
        let pixels = signed(&row, false, false);
        assert_eq!(pixels.len(), 2 * 2);
        assert_eq!(pixels[..2], pixels[2..]);
    }

    #[test]
    fn the_likeliest_class_gives_the_colour() {
        let maps = [map(1.0, &[128]), map(1.0, &[255]), map(1.0, &[128])];
        for look in [Look::Soft, Look::Hard] {
            assert_eq!(output_pixels(&maps, &palette(), look, 3), [[4, 5, 6, 255]]);
        }
        // Certain: no entropy. 0.5 each of two: one bit, all of it.
        let neutral = [[250, 250, 250, 255]];
        assert_eq!(output_pixels(&maps, &palette(), Look::Entropy, 3), neutral);
        let even = [map(1.0, &[128])];
        assert_eq!(
            output_pixels(&even, &palette(), Look::Entropy, 2),
            [[9, 9, 9, 255]]
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
