//! Points painted with a brush, as a table of the reader's own: what is painted
//! stands in the field as rows, and rows of that form stand on the pad. Pure.

use std::fmt::Write;

/// The plane reaches this far from the middle, as the shapes' does.
pub const EXTENT: f32 = 6.0;
/// Radius of the brush.
pub const RADIUS: f32 = 0.7;
/// The classes on offer.
pub const CLASSES: [char; 3] = ['A', 'B', 'C'];
/// A stroke leaves a point at each such way.
const SPACING: f32 = 0.3;
/// The most points: beyond, one can't be told from another.
const MOST: usize = 2000;
/// The first row.
const HEADING: &str = "x1,x2,class";

/// A painted point: its place, and its class as an index into [`CLASSES`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Along the first axis.
    pub x1: f32,
    /// Along the second.
    pub x2: f32,
    /// Its class.
    pub class: usize,
}

/// Everything that is painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Painting {
    /// In the order of painting.
    pub dots: Vec<Dot>,
}

/// To hundredths, as the table has them.
fn rounded(value: f32) -> f32 {
    (value.clamp(-EXTENT, EXTENT) * 100.0).round() / 100.0
}

impl Painting {
    /// Reads a table of this form; nothing of any other.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()?.trim() != HEADING {
            return None;
        }
        let dot = |line: &str| {
            let mut cells = line.split(',').map(str::trim);
            let mut number = || {
                let value = cells.next()?.parse::<f32>().ok()?;
                (value.abs() <= EXTENT).then_some(value)
            };
            let (x1, x2) = (number()?, number()?);
            let mut name = cells.next()?.chars();
            let class = name.next()?;
            let class = CLASSES.iter().position(|known| *known == class)?;
            (name.next().is_none() && cells.next().is_none()).then_some(Dot { x1, x2, class })
        };
        let dots: Option<Vec<_>> = lines
            .filter(|line| !line.trim().is_empty())
            .map(dot)
            .collect();
        dots.filter(|dots| dots.len() <= MOST)
            .map(|dots| Self { dots })
    }

    /// The table.
    pub fn table(&self) -> String {
        let mut text = HEADING.to_owned();
        for Dot { x1, x2, class } in &self.dots {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n{x1},{x2},{}", CLASSES[*class]);
        }
        text.push('\n');
        text
    }

    /// Whether there are two classes to tell apart, in at least `least` points.
    pub fn can_be_learnt(&self, least: usize) -> bool {
        let first = self.dots.first().map(|dot| dot.class);
        self.dots.len() >= least && self.dots.iter().any(|dot| Some(dot.class) != first)
    }

    /// One point exactly there.
    pub fn put(&mut self, (x1, x2): (f32, f32), class: usize) {
        if self.dots.len() < MOST {
            self.dots.push(Dot {
                x1: rounded(x1),
                x2: rounded(x2),
                class,
            });
        }
    }

    /// Paints along a way. Points fall round it by the golden angle: evenly, and
    /// the same for the same strokes.
    pub fn paint(&mut self, from: (f32, f32), to: (f32, f32), class: usize) {
        let steps = ((to.0 - from.0).hypot(to.1 - from.1) / SPACING).floor() as usize;
        for step in 1..=steps {
            let share = step as f32 / steps as f32;
            let count = self.dots.len() as f32;
            let (sin, cos) = (count * 2.399_963).sin_cos();
            let away = RADIUS * (count * 0.618_034).fract().sqrt();
            let place = |from: f32, to: f32| from + (to - from) * share;
            self.put(
                (
                    place(from.0, to.0) + away * cos,
                    place(from.1, to.1) + away * sin,
                ),
                class,
            );
        }
    }

    /// Takes away what lies under the brush.
    pub fn erase(&mut self, (x1, x2): (f32, f32)) {
        self.dots
            .retain(|dot| (dot.x1 - x1).hypot(dot.x2 - x2) > RADIUS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::table::{MIN_ROWS, Options, preview};

    #[test]
    fn a_painting_is_a_table_that_can_be_trained_on() {
        let mut painting = Painting::default();
        painting.paint((-5.0, -5.0), (-5.0, 5.0), 0);
        assert!(!painting.can_be_learnt(MIN_ROWS));
        painting.paint((5.0, 5.9), (-9.0, 5.9), 2);
        assert!(painting.can_be_learnt(MIN_ROWS));
        let inside = |dot: &Dot| dot.x1.abs() <= EXTENT && dot.x2.abs() <= EXTENT;
        assert!(painting.dots.iter().all(inside));
        let table = painting.table();
        let read = preview(table.as_bytes(), &Options::default()).unwrap();
        let selection = read.selection.unwrap();
        assert_eq!(selection.classes, ["A", "C"]);
        assert_eq!(
            (selection.rows as usize, selection.inputs.len()),
            (painting.dots.len(), 2)
        );
        assert_eq!(Painting::read(&table), Some(painting));
    }

    #[test]
    fn the_eraser_takes_what_is_under_it() {
        let mut painting = Painting::default();
        for x in [-2.0, 0.0, 0.3, 2.0] {
            painting.put((x, 1.0), 1);
        }
        painting.erase((0.0, 1.0));
        let left: Vec<_> = painting.dots.iter().map(|dot| dot.x1).collect();
        assert_eq!(left, [-2.0, 2.0]);
    }

    #[test]
    fn other_tables_are_no_paintings() {
        for text in [
            "",
            "a,b\n1,2\n",
            "x1,x2,class\n1,2,D",
            "x1,x2,class\n1,2,AB",
            "x1,x2,class\n1,NaN,A",
            "x1,x2,class\n1,7,A",
            "x1,x2,class\n1,2,A,3",
            "x1,x2,class\n1",
        ] {
            assert_eq!(Painting::read(text), None, "{text}");
        }
        assert_eq!(Painting::read("x1,x2,class\n"), Some(Painting::default()));
        let most = format!("x1,x2,class\n{}", "0,0,A\n".repeat(MOST + 1));
        assert_eq!(Painting::read(&most), None);
    }
}
