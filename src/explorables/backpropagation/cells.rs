//! Many numbers as a picture: a grid of cells on the signed colour scale, drawn
//! as a path per colour. Pure.

use crate::ui::scale::colour;
use std::fmt::Write as _;

/// Steps of colour on each side of zero.
const LEVELS: i32 = 10;

/// Colour and path of each level in a grid of unit cells, row by row.
/// `scale` is the value at the ends of the colour scale.
pub fn paths(values: &[f64], columns: usize, scale: f64) -> Vec<(String, String)> {
    let level = |value: &f64| {
        let share = (value / scale).clamp(-1.0, 1.0);
        (share * f64::from(LEVELS)).round() as i32
    };
    let levels: Vec<i32> = values.iter().map(level).collect();
    (-LEVELS..=LEVELS)
        .filter_map(|wanted| {
            let mut path = String::new();
            for (row, cells) in levels.chunks(columns.max(1)).enumerate() {
                let mut column = 0;
                while column < cells.len() {
                    let run = cells[column..]
                        .iter()
                        .take_while(|level| **level == wanted)
                        .count();
                    if run > 0 {
                        // Writing to a string cannot fail.
                        let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
                    }
                    column += run.max(1);
                }
            }
            (!path.is_empty()).then(|| (colour(f64::from(wanted) / f64::from(LEVELS)), path))
        })
        .collect()
}

/// The class of a cell of a table that is coloured behind its number.
pub fn shade(value: f64, scale: f64) -> &'static str {
    const POSITIVE: [&str; 5] = ["bp-p1", "bp-p2", "bp-p3", "bp-p4", "bp-p5"];
    const NEGATIVE: [&str; 5] = ["bp-n1", "bp-n2", "bp-n3", "bp-n4", "bp-n5"];
    let share = (value / scale).clamp(-1.0, 1.0);
    let level = (share.abs() * 5.0).round() as usize;
    let names = if share < 0.0 { NEGATIVE } else { POSITIVE };
    level
        .checked_sub(1)
        .and_then(|level| names.get(level))
        .copied()
        .unwrap_or("bp-zero")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_shaded_by_its_sign_and_size() {
        let shades = [0.0, 0.05, -0.1, 1.0, -9.0, f64::NAN].map(|value| shade(value, 1.0));
        assert_eq!(
            shades,
            ["bp-zero", "bp-zero", "bp-n1", "bp-p5", "bp-n5", "bp-zero"]
        );
    }

    #[test]
    fn cells_of_one_colour_are_one_path() {
        let found = paths(&[2.0, 2.0, -2.0, 0.0, 9.0, f64::NAN], 3, 2.0);
        let expected = [
            (colour(-1.0), "M2 0h1v1h-1z"),
            (colour(0.0), "M0 1h1v1h-1zM2 1h1v1h-1z"),
            (colour(1.0), "M0 0h2v1h-2zM1 1h1v1h-1z"),
        ];
        let expected = expected.map(|(colour, path)| (colour, path.to_owned()));
        assert_eq!(found, expected);
        assert!(paths(&[], 0, 1.0).is_empty());
    }
}
