//! The decision map in a page that no program has reached yet: coarse cells as
//! a few paths.

use crate::ui::scale::colour;
use neural::session::Map;
use std::fmt::Write;

/// Cells each way.
pub const SIDE: u32 = 24;
/// Levels on each side of zero.
const LEVELS: i32 = 5;

/// Colour and path of each level present, in a square of [`SIDE`].
pub fn paths(map: &Map) -> Vec<(String, String)> {
    let level = |cell: usize| (map.value(cell).clamp(-1.0, 1.0) * LEVELS as f32).round() as i32;
    let side = map.side as usize;
    (-LEVELS..=LEVELS)
        .filter_map(|wanted| {
            let mut path = String::new();
            for row in 0..side {
                let mut column = 0;
                while column < side {
                    let run = (column..side)
                        .take_while(|column| level(row * side + column) == wanted)
                        .count();
                    if run > 0 {
                        let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
                    }
                    column += run.max(1);
                }
            }
            (!path.is_empty()).then(|| (colour(f64::from(wanted) / f64::from(LEVELS)), path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_in_one_run() {
        let map = Map {
            side: 2,
            scale: 1.0,
            cells: vec![255, 255, 128, 1],
        };
        let paths = paths(&map);
        assert_eq!(paths[0].1, "M1 1h1v1h-1z");
        assert_eq!(paths[1].1, "M0 1h1v1h-1z");
        assert_eq!(paths[2], (colour(1.0), "M0 0h2v1h-2z".to_owned()));
    }
}
