//! Norms of the rows of a matrix.

use super::Norm;
use super::vector::{dot, sum};

/// Added to the variance, as in `PyTorch`.
const EPSILON: f32 = 1e-5;

/// What a norm found in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    /// The mean; 0 for RMS.
    pub mean: f32,
    /// 1/√(variance + ε), or 1/√(mean square + ε).
    pub scale: f32,
}

/// y = (x − mean)·scale ∘ gain + bias, row by row.
pub fn forward(
    norm: Norm,
    x: &[f32],
    gain: &[f32],
    bias: Option<&[f32]>,
    y: &mut [f32],
    found: &mut [Found],
) {
    let width = gain.len();
    let rows = x.chunks_exact(width).zip(y.chunks_exact_mut(width));
    for ((x, y), found) in rows.zip(found) {
        let mean = match norm {
            Norm::Layer => sum(x) / width as f32,
            Norm::Rms => 0.0,
        };
        for (y, x) in y.iter_mut().zip(x) {
            *y = x - mean;
        }
        let scale = 1.0 / (dot(y, y) / width as f32 + EPSILON).sqrt();
        for (y, gain) in y.iter_mut().zip(gain) {
            *y = *y * scale * gain;
        }
        if let Some(bias) = bias {
            super::vector::add(bias, y);
        }
        *found = Found { mean, scale };
    }
}

/// Where a norm's gradients go.
pub struct Gradients<'a> {
    /// With respect to the norm's input; added to.
    pub x: &'a mut [f32],
    /// With respect to the gain; added to.
    pub gain: &'a mut [f32],
}

/// Takes the gradient with respect to y through the norm. With x̂ the normed
/// row and g = dy ∘ gain: dx = scale·(g − mean g − x̂·mean(g ∘ x̂)), where RMS
/// leaves out the second term.
pub fn backward(
    norm: Norm,
    x: &[f32],
    gain: &[f32],
    found: &[Found],
    dy: &[f32],
    gradients: &mut Gradients,
) {
    let width = gain.len();
    let (mut normed, mut g) = (vec![0.0; width], vec![0.0; width]);
    let rows = x.chunks_exact(width).zip(dy.chunks_exact(width));
    for (((x, dy), found), dx) in rows.zip(found).zip(gradients.x.chunks_exact_mut(width)) {
        for (n, x) in normed.iter_mut().zip(x) {
            *n = (x - found.mean) * found.scale;
        }
        for ((dgain, dy), n) in gradients.gain.iter_mut().zip(dy).zip(&normed) {
            *dgain += dy * n;
        }
        for ((g, dy), gain) in g.iter_mut().zip(dy).zip(gain) {
            *g = dy * gain;
        }
        let along = dot(&g, &normed) / width as f32;
        let mean = match norm {
            Norm::Layer => sum(&g) / width as f32,
            Norm::Rms => 0.0,
        };
        for ((dx, g), n) in dx.iter_mut().zip(&g).zip(&normed) {
            *dx += found.scale * (g - mean - n * along);
        }
    }
}
