//! Weights in eight bits.

use super::Model;

/// The largest quantised weight; −128 is not used, so that the scale is symmetric.
const MOST: f32 = 127.0;

/// Quantises a row: its scale, and writes round(w/scale). A row of zeros has
/// scale 0.
pub fn quantise(row: &[f32], to: &mut [i8]) -> f32 {
    let mut most = 0.0_f32;
    for w in row {
        most = most.max(w.abs());
    }
    let scale = most / MOST;
    let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
    for (q, w) in to.iter_mut().zip(row) {
        *q = (w * inverse).round().clamp(-MOST, MOST) as i8;
    }
    scale
}

/// The weights that a quantised row stands for.
pub fn restore(row: &[i8], scale: f32, to: &mut [f32]) {
    for (w, q) in to.iter_mut().zip(row) {
        *w = scale * f32::from(*q);
    }
}

impl Model {
    /// The model that a file of this one gives back.
    #[must_use]
    pub fn quantised(&self) -> Self {
        let mut model = self.clone();
        for (_, place) in self.layout().tensors() {
            if place.rows > 1 {
                let mut bytes = vec![0; place.columns];
                for row in model.parameters[place.range()].chunks_exact_mut(place.columns) {
                    let scale = quantise(row, &mut bytes);
                    restore(&bytes, scale, row);
                }
            }
        }
        model
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_weight_moves_by_more_than_half_a_step() {
        let row: Vec<f32> = (0..100).map(|i| (i as f32 * 0.7).sin()).collect();
        let (mut bytes, mut back) = (vec![0; 100], vec![0.0; 100]);
        let scale = quantise(&row, &mut bytes);
        restore(&bytes, scale, &mut back);
        assert!(
            row.iter()
                .zip(&back)
                .all(|(a, b)| (a - b).abs() <= 0.501 * scale)
        );
        assert_eq!(quantise(&[0.0; 3], &mut bytes[..3]), 0.0);
        assert_eq!(bytes[..3], [0; 3]);
    }
}
