//! The picture of a surface on a canvas, and over it, on another, what walks on it.

use super::contours::contour;
use super::marks::corners;
use super::relief::Camera;
use super::sight::{Look, Sight};
use super::trail::Trail;
use crate::ui::canvas::{context, put_sized, resize};
use crate::ui::palette::{Palette, Rgb, opaque};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Contour lines of a map, and bands of a relief.
const LEVELS: usize = 16;
/// Cells of a relief each way, at most: more are too small to be told apart.
const CELLS: usize = 44;
/// How much of the ink the highest ground has.
const DARKEST: f32 = 0.42;

/// Something that walks.
pub struct Walker<'a> {
    /// Its colour.
    pub colour: Rgb,
    /// Its shape, see [`corners`].
    pub shape: usize,
    /// Its way.
    pub trail: &'a Trail,
    /// Whether it is the one that is looked at closely.
    pub chosen: bool,
}

fn css([red, green, blue]: Rgb) -> String {
    format!("rgb({red},{green},{blue})")
}

/// Shading in bands, so that equal heights are seen to be equal.
fn tone(palette: &Palette, shade: f64) -> Rgb {
    let band = (shade * (LEVELS + 1) as f64).floor() / (LEVELS + 1) as f64;
    palette.unsure(band as f32 * DARKEST)
}

/// Draws the surface alone. The canvas takes the size of the picture.
pub fn surface(canvas: &HtmlCanvasElement, sight: &Sight, palette: &Palette) {
    let side = sight.side.round().max(1.0) as u32;
    resize(canvas, side, side);
    let Some(context) = context(canvas) else {
        return;
    };
    context.clear_rect(0.0, 0.0, sight.side, sight.side);
    match sight.look {
        Look::Map => map(&context, sight, palette),
        Look::Relief(camera) => relief(&context, sight, camera, palette),
    }
}

/// Leaves a canvas empty.
pub fn nothing(canvas: &HtmlCanvasElement) {
    if let Some(context) = context(canvas) {
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        context.clear_rect(0.0, 0.0, width, height);
    }
}

fn map(context: &CanvasRenderingContext2d, sight: &Sight, palette: &Palette) {
    let ground = sight.ground;
    let side = ground.side;
    let small = document()
        .create_element("canvas")
        .ok()
        .and_then(|element| element.dyn_into::<HtmlCanvasElement>().ok());
    if let Some(small) = small {
        let mut pixels = Vec::with_capacity(side * side);
        // A picture's rows go down, the ground's up.
        for row in (0..side).rev() {
            for column in 0..side {
                let shade = ground.shade(ground.at(row, column));
                pixels.push(opaque(palette.unsure(shade as f32 * DARKEST)));
            }
        }
        put_sized(&small, side as u32, side as u32, &pixels);
        // Corners are pixels' middles: half a pixel hangs over on each side.
        let cell = sight.side / (side - 1) as f64;
        let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(
            &small,
            -cell / 2.0,
            -cell / 2.0,
            cell * side as f64,
            cell * side as f64,
        );
    }
    context.set_line_width((sight.side / 500.0).max(0.8));
    context.set_stroke_style_str(&css(palette.unsure(0.6)));
    context.begin_path();
    for level in ground.levels(LEVELS) {
        for [from, to] in contour(ground, level) {
            if let (Some(from), Some(to)) = (sight.pixel(from), sight.pixel(to)) {
                context.move_to(from[0], from[1]);
                context.line_to(to[0], to[1]);
            }
        }
    }
    context.stroke();
}

/// Painter's order: far cells first.
fn relief(context: &CanvasRenderingContext2d, sight: &Sight, camera: Camera, palette: &Palette) {
    let ground = sight.ground;
    let stride = (ground.side - 1).div_ceil(CELLS).max(1);
    let count = (ground.side - 1) / stride;
    let pixels: Vec<[f64; 2]> = (0..=count)
        .flat_map(|row| (0..=count).map(move |column| (row * stride, column * stride)))
        .map(|(row, column)| {
            let place = ground.place(row as f64, column as f64);
            sight.pixel(place).unwrap_or_default()
        })
        .collect();
    let (rows_down, columns_down) = camera.far_first();
    let order = |index: usize, down: bool| if down { count - 1 - index } else { index };
    context.set_line_width((sight.side / 900.0).max(0.5));
    context.set_stroke_style_str(&css(palette.unsure(0.5)));
    for row in 0..count {
        let row = order(row, rows_down);
        for column in 0..count {
            let column = order(column, columns_down);
            let corner =
                |up: usize, right: usize| pixels[(row + up) * (count + 1) + column + right];
            let middle = ground.at(row * stride + stride / 2, column * stride + stride / 2);
            context.set_fill_style_str(&css(tone(palette, ground.shade(middle))));
            context.begin_path();
            for (index, [x, y]) in [corner(0, 0), corner(0, 1), corner(1, 1), corner(1, 0)]
                .into_iter()
                .enumerate()
            {
                if index == 0 {
                    context.move_to(x, y);
                } else {
                    context.line_to(x, y);
                }
            }
            context.close_path();
            context.fill();
            context.stroke();
        }
    }
}

/// Draws the lowest points, the start and the walkers, in this order.
pub fn walkers(
    canvas: &HtmlCanvasElement,
    sight: &Sight,
    palette: &Palette,
    lowest: &[[f64; 2]],
    start: Option<[f64; 2]>,
    walkers: &[Walker],
) {
    let side = sight.side.round().max(1.0) as u32;
    resize(canvas, side, side);
    let Some(context) = context(canvas) else {
        return;
    };
    context.clear_rect(0.0, 0.0, sight.side, sight.side);
    context.set_line_join("round");
    // In units of a picture that is 400 CSS pixels wide.
    let unit = sight.side / 400.0;
    let (ink, paper) = (css(palette.unsure(1.0)), css(palette.unsure(0.0)));
    for place in lowest {
        if let Some(at) = sight.pixel(*place) {
            shape(&context, 7, at, 8.0 * unit);
            finish(&context, &ink, &paper, unit);
        }
    }
    if let Some([x, y]) = start.and_then(|start| sight.pixel(start)) {
        context.begin_path();
        let _ = context.arc(x, y, 8.0 * unit, 0.0, std::f64::consts::TAU);
        for (colour, width) in [(&paper, 4.0), (&ink, 2.0)] {
            context.set_stroke_style_str(colour);
            context.set_line_width(width * unit);
            context.stroke();
        }
    }
    for walker in walkers {
        way(&context, sight, walker, &paper, unit);
    }
    for walker in walkers {
        if let Some(at) = walker.trail.end().and_then(|place| sight.pixel(place)) {
            let radius = if walker.chosen { 9.0 } else { 7.0 };
            shape(&context, walker.shape, at, radius * unit);
            finish(&context, &css(walker.colour), &paper, unit);
        }
    }
}

/// A walker's way; it begins anew where it comes back into the picture.
fn way(context: &CanvasRenderingContext2d, sight: &Sight, walker: &Walker, paper: &str, unit: f64) {
    context.begin_path();
    let mut before = None;
    for place in walker.trail.points() {
        let at = sight.pixel(place);
        if let Some([x, y]) = at {
            if before.is_some() {
                context.line_to(x, y);
            } else {
                context.move_to(x, y);
            }
        }
        before = at;
    }
    let width = if walker.chosen { 3.0 } else { 2.0 };
    let colour = css(walker.colour);
    for (colour, width) in [(paper, width + 2.0), (&colour, width)] {
        context.set_stroke_style_str(colour);
        context.set_line_width(width * unit);
        context.stroke();
    }
}

fn shape(context: &CanvasRenderingContext2d, shape: usize, [x, y]: [f64; 2], radius: f64) {
    context.begin_path();
    for (index, [dx, dy]) in corners(shape).into_iter().enumerate() {
        let (px, py) = (x + dx * radius, y + dy * radius);
        if index == 0 {
            context.move_to(px, py);
        } else {
            context.line_to(px, py);
        }
    }
    context.close_path();
}

fn finish(context: &CanvasRenderingContext2d, fill: &str, edge: &str, unit: f64) {
    context.set_fill_style_str(fill);
    context.fill();
    context.set_stroke_style_str(edge);
    context.set_line_width(1.5 * unit);
    context.stroke();
}
