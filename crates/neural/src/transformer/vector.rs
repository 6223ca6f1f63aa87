//! Sums over a vector in eight lanes: quick, and in one order everywhere.

const LANES: usize = 8;

fn total(lanes: [f32; LANES]) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// Σ xᵢ.
pub fn sum(x: &[f32]) -> f32 {
    let (blocks, rest) = x.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for x in blocks {
        for (lane, x) in lanes.iter_mut().zip(x) {
            *lane += x;
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane += x;
    }
    total(lanes)
}

/// Σ xᵢ·yᵢ.
pub fn dot(x: &[f32], y: &[f32]) -> f32 {
    let (x_blocks, x_rest) = x.as_chunks::<LANES>();
    let (y_blocks, y_rest) = y.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (x, y) in x_blocks.iter().zip(y_blocks) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    for ((lane, x), y) in lanes.iter_mut().zip(x_rest).zip(y_rest) {
        *lane += x * y;
    }
    total(lanes)
}

/// y += x.
pub fn add(x: &[f32], y: &mut [f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += x;
    }
}

/// Softmax in place; returns ln Σ eˣ.
pub fn softmax(x: &mut [f32]) -> f32 {
    let mut peak = f32::MIN;
    for &x in &*x {
        peak = if x > peak { x } else { peak };
    }
    for x in &mut *x {
        *x = crate::math::exp(*x - peak);
    }
    let sum = sum(x);
    let factor = 1.0 / sum;
    for x in x {
        *x *= factor;
    }
    peak + crate::math::ln(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_any_length_are_right() {
        for n in 0..40_u8 {
            let x: Vec<f32> = (0..n).map(f32::from).collect();
            let n = f32::from(n);
            assert_eq!(sum(&x), n * (n - 1.0).max(0.0) / 2.0);
            assert_eq!(
                dot(&x, &x),
                (n - 1.0).max(0.0) * n * (2.0 * n - 1.0).max(0.0) / 6.0
            );
        }
    }

    #[test]
    fn softmax_is_a_distribution_for_large_values() {
        let mut x = [1000.0, 999.0, -1000.0];
        let log = softmax(&mut x);
        assert!((x.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((x[0] / x[1] - std::f32::consts::E).abs() < 1e-5);
        assert!((log - 1000.0 - (1.0 + (-1.0_f32).exp()).ln()).abs() < 1e-3);
    }
}
