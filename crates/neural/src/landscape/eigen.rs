//! The leading eigenvectors of a symmetric positive matrix, by subspace iteration
//! with Rayleigh–Ritz (Golub and Van Loan 2013, *Matrix Computations*, §8.2).

use crate::rng::Rng;

/// Vectors carried along: more than are wanted, so that those converge.
const BLOCK: usize = 6;
/// Iterations at most; a gap of a percent between eigenvalues is closed by then.
const MOST: usize = 400;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Makes the vectors orthonormal, one after the other; one that depends on those
/// before it becomes zero.
fn orthonormalise(vectors: &mut [Vec<f64>]) {
    for index in 0..vectors.len() {
        let (before, rest) = vectors.split_at_mut(index);
        let vector = &mut rest[0];
        let length = dot(vector, vector).sqrt();
        // Twice is enough (Kahan and Parlett).
        for _ in 0..2 {
            for other in before.iter() {
                let along = dot(other, vector);
                for (v, o) in vector.iter_mut().zip(other) {
                    *v -= along * o;
                }
            }
        }
        let left = dot(vector, vector).sqrt();
        let scale = if left > 1e-10 * length {
            1.0 / left
        } else {
            0.0
        };
        for v in vector {
            *v *= scale;
        }
    }
}

fn apply(matrix: &[f64], vector: &[f64]) -> Vec<f64> {
    matrix
        .chunks_exact(vector.len())
        .map(|row| dot(row, vector))
        .collect()
}

/// Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations
/// (ibid., §8.5), largest first.
fn jacobi(mut a: Vec<Vec<f64>>) -> Vec<(f64, Vec<f64>)> {
    let n = a.len();
    let mut v: Vec<Vec<f64>> = (0..n)
        .map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    for _ in 0..30 {
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q].abs() < 1e-300 {
                    continue;
                }
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = theta.signum() / (theta.abs() + libm::sqrt(theta * theta + 1.0));
                let t = if theta == 0.0 { 1.0 } else { t };
                let c = 1.0 / libm::sqrt(t * t + 1.0);
                let s = t * c;
                for row in &mut a {
                    let (x, y) = (row[p], row[q]);
                    (row[p], row[q]) = (c * x - s * y, s * x + c * y);
                }
                let (before, after) = a.split_at_mut(q);
                for (x, y) in before[p].iter_mut().zip(&mut after[0]) {
                    (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
                }
                for row in &mut v {
                    let (x, y) = (row[p], row[q]);
                    (row[p], row[q]) = (c * x - s * y, s * x + c * y);
                }
            }
        }
    }
    let mut pairs: Vec<_> = (0..n)
        .map(|k| (a[k][k], v.iter().map(|row| row[k]).collect::<Vec<_>>()))
        .collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
    pairs
}

/// The two largest eigenvalues of an n × n matrix, row by row, with their
/// eigenvectors of length 1; a vector of zeros where there is none.
pub fn leading(matrix: &[f64], n: usize) -> [(f64, Vec<f64>); 2] {
    let mut rng = Rng::new(0, 0);
    let mut block: Vec<Vec<f64>> = (0..BLOCK.min(n))
        .map(|_| (0..n).map(|_| f64::from(rng.normal())).collect())
        .collect();
    orthonormalise(&mut block);
    let mut before = f64::INFINITY;
    let mut values = vec![0.0; block.len()];
    for _ in 0..MOST {
        let images: Vec<_> = block.iter().map(|vector| apply(matrix, vector)).collect();
        let small = block
            .iter()
            .map(|row| images.iter().map(|image| dot(row, image)).collect())
            .collect();
        let pairs = jacobi(small);
        // The best combinations of the images go on.
        block = pairs
            .iter()
            .map(|(_, weights)| {
                let mut sum = vec![0.0; n];
                for (weight, image) in weights.iter().zip(&images) {
                    for (s, i) in sum.iter_mut().zip(image) {
                        *s += weight * i;
                    }
                }
                sum
            })
            .collect();
        orthonormalise(&mut block);
        values = pairs.iter().map(|(value, _)| *value).collect();
        let sum: f64 = values.iter().take(2).sum();
        if (sum - before).abs() <= 1e-13 * sum.abs() {
            break;
        }
        before = sum;
    }
    [0, 1].map(|index| match block.get(index) {
        Some(vector) => (values[index].max(0.0), vector.clone()),
        None => (0.0, vec![0.0; n]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a matrix Q·diag(λ)·Qᵀ with a Q that is orthogonal by construction.
    #[test]
    fn the_largest_are_found() {
        let n = 40;
        let mut rng = Rng::new(5, 0);
        let mut q: Vec<Vec<f64>> = (0..n)
            .map(|_| (0..n).map(|_| f64::from(rng.normal())).collect())
            .collect();
        orthonormalise(&mut q);
        let values: Vec<f64> = (0..n).map(|k| 10.0 / (1.0 + k as f64)).collect();
        let mut matrix = vec![0.0; n * n];
        for (value, vector) in values.iter().zip(&q) {
            for i in 0..n {
                for j in 0..n {
                    matrix[i * n + j] += value * vector[i] * vector[j];
                }
            }
        }
        let found = leading(&matrix, n);
        for (index, (value, vector)) in found.iter().enumerate() {
            assert!((value - values[index]).abs() < 1e-9);
            assert!((dot(vector, &q[index]).abs() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn a_matrix_of_one_line_has_one_direction() {
        let u = [3.0, 0.0, 4.0];
        let matrix: Vec<f64> = (0..9).map(|k| u[k / 3] * u[k % 3]).collect();
        let [(first, vector), (second, _)] = leading(&matrix, 3);
        assert!((first - 25.0).abs() < 1e-9 && second < 1e-9);
        assert!((vector[0].abs() - 0.6).abs() < 1e-9 && vector[1].abs() < 1e-9);
        assert_eq!(leading(&[0.0], 1)[1], (0.0, vec![0.0]));
    }
}
