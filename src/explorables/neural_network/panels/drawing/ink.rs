//! Ink on paper: strokes as they are drawn, and as the grid that is read. Pure.

use neural::data::{DIGIT_PIXELS, digits_of_drawing};
use std::fmt::Write;

/// Cells of the paper each way.
pub const SIDE: usize = 48;
/// Half a stroke's width, in cells. The set's own digits have strokes of about
/// an eighth of their height.
pub const RADIUS: f32 = 2.3;
/// Cells from one place of the keyboard's pen to the next.
const STEP: usize = 4;
/// Places of the keyboard's pen each way.
pub const PLACES: usize = SIDE / STEP;
/// A stroke's points are at least this far apart, in cells.
const APART: f32 = 0.4;

/// A place on the paper in cells, from the left and from the top.
pub type Place = (f32, f32);

/// What has been drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// 0 to 1 per cell, row by row.
    ink: Vec<f32>,
    strokes: Vec<Vec<Place>>,
}

impl Default for Paper {
    fn default() -> Self {
        Self {
            ink: vec![0.0; SIDE * SIDE],
            strokes: Vec::new(),
        }
    }
}

impl Paper {
    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    /// Begins a stroke with a dot.
    pub fn begin(&mut self, place: Place) {
        let place = clamp(place);
        self.mark(place, place);
        self.strokes.push(vec![place]);
    }

    /// Goes on with the latest stroke; without one, begins it.
    pub fn extend(&mut self, place: Place) {
        let place = clamp(place);
        let Some(&last) = self.strokes.last().and_then(|stroke| stroke.last()) else {
            return self.begin(place);
        };
        if (place.0 - last.0).hypot(place.1 - last.1) < APART {
            return;
        }
        self.mark(last, place);
        if let Some(stroke) = self.strokes.last_mut() {
            stroke.push(place);
        }
    }

    /// Inks every cell near the segment, with a soft edge of one cell.
    fn mark(&mut self, from: Place, to: Place) {
        let reach = |a: f32, b: f32| {
            let least = (a.min(b) - RADIUS - 1.0).max(0.0) as usize;
            let most = (a.max(b) + RADIUS + 1.0).min(SIDE as f32) as usize;
            least..most.min(SIDE)
        };
        for y in reach(from.1, to.1) {
            for x in reach(from.0, to.0) {
                let away = distance((x as f32 + 0.5, y as f32 + 0.5), from, to);
                let ink = (RADIUS + 0.5 - away).clamp(0.0, 1.0);
                let cell = &mut self.ink[y * SIDE + x];
                *cell = cell.max(ink);
            }
        }
    }

    /// The `d` of a path through the strokes; a dot is a line of no length.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for stroke in &self.strokes {
            for (index, (x, y)) in stroke.iter().enumerate() {
                let verb = if index == 0 { 'M' } else { 'L' };
                let _ = write!(path, "{verb}{x:.1} {y:.1}");
            }
            if stroke.len() == 1 {
                path.push_str("h0");
            }
        }
        path
    }

    /// What the network is given.
    pub fn digit(&self) -> [f32; DIGIT_PIXELS] {
        digits_of_drawing(&self.ink, SIDE)
    }
}

fn clamp((x, y): Place) -> Place {
    let inside = |value: f32| value.clamp(0.0, SIDE as f32);
    (inside(x), inside(y))
}

/// From a point to the nearest point of a segment.
fn distance(point: Place, from: Place, to: Place) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((point.0 - from.0) * dx + (point.1 - from.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point.0 - from.0 - along * dx).hypot(point.1 - from.1 - along * dy)
}

/// The keyboard's pen, on a coarse grid over the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    /// Its column, 0 to [`PLACES`] − 1 from the left.
    pub column: usize,
    /// Its row, from the top.
    pub row: usize,
    /// Whether it touches the paper: a move then draws.
    pub down: bool,
}

impl Default for Pen {
    fn default() -> Self {
        Self {
            column: PLACES / 2,
            row: 2,
            down: false,
        }
    }
}

impl Pen {
    /// Where it is.
    pub fn place(self) -> Place {
        let centre = |index: usize| (index * STEP) as f32 + STEP as f32 / 2.0;
        (centre(self.column), centre(self.row))
    }

    /// Obeys a key (as `KeyboardEvent.key` names it), drawing on the paper.
    /// Returns whether it was one of the pen's.
    pub fn press(&mut self, key: &str, paper: &mut Paper) -> bool {
        let last = PLACES - 1;
        match key {
            " " => {
                self.down = !self.down;
                if self.down {
                    paper.begin(self.place());
                }
                return true;
            }
            "Delete" | "Backspace" => {
                *paper = Paper::default();
                self.down = false;
                return true;
            }
            "ArrowLeft" => self.column = self.column.saturating_sub(1),
            "ArrowRight" => self.column = (self.column + 1).min(last),
            "ArrowUp" => self.row = self.row.saturating_sub(1),
            "ArrowDown" => self.row = (self.row + 1).min(last),
            _ => return false,
        }
        if self.down {
            paper.extend(self.place());
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(keys: &[&str]) -> (Pen, Paper) {
        let (mut pen, mut paper) = (Pen::default(), Paper::default());
        for key in keys {
            assert!(pen.press(key, &mut paper), "{key}");
        }
        (pen, paper)
    }

    #[test]
    fn a_stroke_inks_its_width_and_nothing_else() {
        let mut paper = Paper::default();
        assert!(paper.is_empty());
        paper.begin((24.0, 8.0));
        paper.extend((24.0, 40.0));
        let inked: f32 = paper.ink[24 * SIDE..25 * SIDE].iter().sum();
        assert!((inked - 2.0 * RADIUS).abs() < 0.5, "{inked}");
        assert!(paper.ink[..4 * SIDE].iter().all(|&ink| ink == 0.0));
        assert_eq!(paper.path(), "M24.0 8.0L24.0 40.0");
    }

    #[test]
    fn a_press_without_a_move_is_a_dot() {
        let mut paper = Paper::default();
        paper.begin((10.0, 10.0));
        assert_eq!(paper.path(), "M10.0 10.0h0");
        assert!(paper.digit().iter().any(|&pixel| pixel > 0.5));
        // A trembling hand adds no points.
        paper.extend((10.1, 10.1));
        assert_eq!(paper.path(), "M10.0 10.0h0");
    }

    #[test]
    fn strokes_beyond_the_paper_stay_on_its_edge() {
        let mut paper = Paper::default();
        paper.begin((-20.0, f32::MAX));
        paper.extend((1e9, -1e9));
        assert_eq!(paper.path(), "M0.0 48.0L48.0 0.0");
    }

    #[test]
    fn a_drawing_is_read_wherever_it_stands() {
        let one = |left: f32, top: f32, height: f32| {
            let mut paper = Paper::default();
            paper.begin((left, top));
            paper.extend((left, top + height));
            paper.digit()
        };
        let (centre, corner) = (one(24.0, 6.0, 36.0), one(8.0, 4.0, 36.0));
        for (a, b) in centre.iter().zip(corner) {
            assert!((a - b).abs() < 0.15);
        }
    }

    #[test]
    fn the_keyboard_draws_with_the_pen_down_only() {
        let (pen, paper) = pressed(&["ArrowDown", "ArrowDown", "ArrowLeft"]);
        assert_eq!((pen.column, pen.row, pen.down), (5, 4, false));
        assert!(paper.is_empty());
        let (pen, paper) = pressed(&[" ", "ArrowDown", "ArrowDown", " ", "ArrowRight"]);
        assert!(!pen.down);
        assert_eq!(paper.path(), "M26.0 10.0L26.0 14.0L26.0 18.0");
    }

    #[test]
    fn the_pen_stops_at_the_edges_and_leaves_other_keys_alone() {
        let (pen, _) = pressed(&["ArrowUp"; 20]);
        assert_eq!(pen.row, 0);
        let (pen, _) = pressed(&["ArrowRight"; 20]);
        assert_eq!(pen.column, PLACES - 1);
        let (mut pen, mut paper) = pressed(&[" "]);
        assert!(!pen.press("Tab", &mut paper));
        assert!(pen.press("Delete", &mut paper) && paper.is_empty() && !pen.down);
    }
}
