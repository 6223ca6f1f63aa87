//! Contour lines by marching squares (Lorensen and Cline 1987, in two
//! dimensions). Pure.

use super::ground::Ground;

/// A piece of a contour line, between two places of the plane.
pub type Piece = [[f64; 2]; 2];

/// The pieces of the line along which the ground has this height. Cells with a
/// corner that has no height have none.
pub fn contour(ground: &Ground, level: f64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for row in 0..ground.side - 1 {
        for column in 0..ground.side - 1 {
            cell(ground, level, row, column, &mut pieces);
        }
    }
    pieces
}

/// The corners of a cell, around it.
const CORNERS: [(usize, usize); 4] = [(0, 0), (0, 1), (1, 1), (1, 0)];

fn cell(ground: &Ground, level: f64, row: usize, column: usize, pieces: &mut Vec<Piece>) {
    let heights = CORNERS.map(|(up, right)| ground.at(row + up, column + right));
    if heights.iter().any(|height| !height.is_finite()) {
        return;
    }
    // Where the line crosses each side of the cell, if it does.
    let mut crossings = Vec::with_capacity(4);
    for side in 0..4 {
        let (from, to) = (heights[side], heights[(side + 1) % 4]);
        if (from < level) != (to < level) {
            let share = (level - from) / (to - from);
            let ((y0, x0), (y1, x1)) = (CORNERS[side], CORNERS[(side + 1) % 4]);
            let between = |from: usize, to: usize| from as f64 + (to as f64 - from as f64) * share;
            crossings.push(ground.place(
                row as f64 + between(y0, y1),
                column as f64 + between(x0, x1),
            ));
        }
    }
    match crossings[..] {
        [from, to] => pieces.push([from, to]),
        // A pass: the middle decides which corners hang together.
        [a, b, c, d] => {
            let middle = heights.iter().sum::<f64>() / 4.0;
            if (middle < level) == (heights[0] < level) {
                pieces.extend([[a, b], [c, d]]);
            } else {
                pieces.extend([[d, a], [b, c]]);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(pieces: &[Piece]) -> f64 {
        pieces
            .iter()
            .map(|[a, b]| (a[0] - b[0]).hypot(a[1] - b[1]))
            .sum()
    }

    #[test]
    fn a_bowls_contour_is_a_circle() {
        let ground = Ground::of([-2.0; 2], [2.0; 2], 81, |[x, y]| x * x + y * y);
        let pieces = contour(&ground, 2.25);
        for [x, y] in pieces.iter().flatten() {
            assert!((x.hypot(*y) - 1.5).abs() < 2e-3);
        }
        let around = 2.0 * std::f64::consts::PI * 1.5;
        assert!((length(&pieces) - around).abs() < 0.01 * around);
        assert!(contour(&ground, 9.0).is_empty());
    }

    #[test]
    fn a_pass_is_crossed_by_two_lines_that_do_not_meet() {
        let pass = |sign: f64| Ground::new([0.0; 2], [1.0; 2], 2, vec![sign, -sign, -sign, sign]);
        for sign in [1.0, -1.0] {
            // The middle has height 0: above −0.5, below 0.5.
            for level in [-0.5, 0.5] {
                let pieces = contour(&pass(sign), level);
                assert_eq!(pieces.len(), 2);
                // Each cuts one corner off, a quarter of a side away from it.
                assert!((length(&pieces) - 2.0 * 0.25 * 2f64.sqrt()).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn ground_without_a_height_has_no_line() {
        let hole = Ground::new([0.0; 2], [1.0; 2], 2, vec![0.0, f64::NAN, 1.0, 1.0]);
        assert!(contour(&hole, 0.5).is_empty());
    }
}
