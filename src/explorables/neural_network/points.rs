//! The samples of a plane as a few paths: a dot is a line of no length with a
//! round or a square cap, so that hundreds cost one element. Pure.

use crate::ui::plot::Projection;
use crate::ui::scale::colour;
use neural::data::Task;
use neural::session::Point;
use std::fmt::Write;

/// Levels of a regression's targets on each side of zero.
const LEVELS: i32 = 4;

/// The samples that look alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their colour.
    pub colour: String,
    /// Class 1 of two is square: its colour isn't all that tells it.
    pub square: bool,
    /// The `d` of a path.
    pub path: String,
}

/// The points by looks, in the order of classes or levels.
pub fn groups(points: &[Point], task: &Task, extent: [f32; 4], side: f64) -> Vec<Group> {
    let [left, right, bottom, top] = extent.map(f64::from);
    let projection = Projection::new((left, right), (bottom, top), side, side);
    let classes = task.classes();
    let key = |point: &Point| {
        if classes > 0 {
            point.target.round() as i32
        } else {
            (f64::from(point.target.clamp(-1.0, 1.0)) * f64::from(LEVELS)).round() as i32
        }
    };
    let range = if classes > 0 {
        0..=classes as i32 - 1
    } else {
        -LEVELS..=LEVELS
    };
    range
        .map(|level| {
            let mut path = String::new();
            for point in points.iter().filter(|point| key(point) == level) {
                let (x, y) = projection.project((f64::from(point.x1), f64::from(point.x2)));
                let _ = write!(path, "M{x:.0} {y:.0}h0");
            }
            Group {
                colour: match classes {
                    0 => colour(f64::from(level) / f64::from(LEVELS)),
                    1 | 2 => colour(f64::from(level * 2 - 1)),
                    _ => class_colour(level as usize),
                },
                square: classes == 2 && level == 1,
                path,
            }
        })
        .filter(|group| !group.path.is_empty())
        .collect()
}

/// The colour of one of more than two classes.
pub fn class_colour(class: usize) -> String {
    format!("var(--class-{})", class % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x1: f32, x2: f32, target: f32) -> Point {
        Point { x1, x2, target }
    }

    #[test]
    fn points_are_grouped_by_class() {
        let task = Task::Classification {
            classes: vec!["A".into(), "B".into()],
        };
        let points = [
            point(-6.0, 6.0, 1.0),
            point(0.0, 0.0, 0.0),
            point(6.0, -6.0, 1.0),
        ];
        let groups = groups(&points, &task, [-6.0, 6.0, -6.0, 6.0], 200.0);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].path, "M100 100h0");
        assert_eq!(groups[1].path, "M0 0h0M200 200h0");
        assert!(groups[1].square && !groups[0].square);
    }

    #[test]
    fn numbers_are_grouped_by_level() {
        let points = [
            point(0.0, 0.0, -9.0),
            point(0.0, 0.0, 0.1),
            point(0.0, 0.0, 0.26),
        ];
        let groups = groups(&points, &Task::Regression, [-1.0, 1.0, -1.0, 1.0], 10.0);
        let colours: Vec<_> = groups.iter().map(|group| group.colour.clone()).collect();
        assert_eq!(colours, [colour(-1.0), colour(0.0), colour(0.25)]);
    }
}
