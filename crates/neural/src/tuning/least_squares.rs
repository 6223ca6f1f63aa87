//! Least squares, solved exactly.
//!
//! Of all the coefficients that fit best, [`minimum_norm`] takes the shortest. It
//! decomposes the matrix as LAPACK's `gelsy` does: Householder reflections from
//! the left with column pivoting until nothing is left above rounding, then from
//! the right (Golub and Van Loan 2013, *Matrix Computations*, §5.4–5.5). The
//! normal equations would square the condition, and near the interpolation
//! threshold that is where everything happens.

/// The smallest ‖x‖ among those that make ‖A·x − y‖ smallest, for several y.
///
/// `matrix` holds the columns of A one after the other, `rows` numbers each;
/// `targets` likewise those of Y. The result has as many numbers per target as A
/// has columns.
pub fn minimum_norm(matrix: &[f64], rows: usize, targets: &[f64]) -> Vec<f64> {
    if rows == 0 {
        return Vec::new();
    }
    let columns = matrix.len() / rows;
    let mut a = matrix.to_vec();
    let mut y = targets.to_vec();
    let (order, rank) = triangulate(&mut a, rows, columns, &mut y);

    // R, `rank` × `columns`, by rows: those are the columns of its transposed.
    let mut r = vec![0.0; rank * columns];
    for row in 0..rank {
        for column in row..columns {
            r[row * columns + column] = a[order[column] * rows + row];
        }
    }
    // Rᵀ = Q·L: then R = Lᵀ·Qᵀ, and the shortest x is Q·L⁻ᵀ·y.
    let mut taus = Vec::with_capacity(rank);
    for k in 0..rank {
        let (done, rest) = r.split_at_mut((k + 1) * columns);
        let reflector = &mut done[k * columns + k..];
        let (alpha, tau) = reflect(reflector);
        for column in rest.chunks_exact_mut(columns) {
            apply(reflector, tau, &mut column[k..]);
        }
        taus.push((alpha, tau));
    }
    let mut solution = vec![0.0; columns * (targets.len() / rows)];
    let mut x = vec![0.0; columns];
    for (target, result) in y.chunks_exact(rows).zip(solution.chunks_exact_mut(columns)) {
        x.fill(0.0);
        // Forwards through Lᵀ, whose row k stands above the diagonal of column k.
        for k in 0..rank {
            let known: f64 = (0..k).map(|j| r[k * columns + j] * x[j]).sum();
            x[k] = (target[k] - known) / taus[k].0;
        }
        for k in (0..rank).rev() {
            apply(
                &r[k * columns + k..(k + 1) * columns],
                taus[k].1,
                &mut x[k..],
            );
        }
        for (place, value) in order.iter().zip(&x) {
            result[*place] = *value;
        }
    }
    solution
}

/// The x that makes ‖A·x − y‖²/rows + `penalty`·‖x‖² smallest, for several y: ridge
/// regression (Hoerl and Kennard 1970) in its dual form, x = Aᵀ·(A·Aᵀ + rows·λ·I)⁻¹·y,
/// whose system has as many equations as A has rows. Shapes as of [`minimum_norm`];
/// `penalty` is above zero.
pub fn ridge(matrix: &[f64], rows: usize, targets: &[f64], penalty: f64) -> Vec<f64> {
    if rows == 0 {
        return Vec::new();
    }
    let mut gram = vec![0.0; rows * rows];
    for column in matrix.chunks_exact(rows) {
        for (i, value) in column.iter().enumerate() {
            for (sum, other) in gram[i * rows..=i * rows + i].iter_mut().zip(column) {
                *sum += value * other;
            }
        }
    }
    for i in 0..rows {
        gram[i * rows + i] += rows as f64 * penalty;
    }
    cholesky(&mut gram, rows);
    let columns = matrix.len() / rows;
    let mut solution = Vec::with_capacity(columns * (targets.len() / rows));
    for target in targets.chunks_exact(rows) {
        let mut dual = target.to_vec();
        for i in 0..rows {
            let known: f64 = (0..i).map(|j| gram[i * rows + j] * dual[j]).sum();
            dual[i] = (dual[i] - known) / gram[i * rows + i];
        }
        for i in (0..rows).rev() {
            let known: f64 = (i + 1..rows).map(|j| gram[j * rows + i] * dual[j]).sum();
            dual[i] = (dual[i] - known) / gram[i * rows + i];
        }
        let dot = |column: &[f64]| column.iter().zip(&dual).map(|(a, b)| a * b).sum::<f64>();
        solution.extend(matrix.chunks_exact(rows).map(dot));
    }
    solution
}

/// The lower triangle L of L·Lᵀ, in place of a symmetric positive definite matrix.
fn cholesky(matrix: &mut [f64], rows: usize) {
    for i in 0..rows {
        for j in 0..=i {
            let known: f64 = (0..j)
                .map(|k| matrix[i * rows + k] * matrix[j * rows + k])
                .sum();
            let rest = matrix[i * rows + j] - known;
            matrix[i * rows + j] = if i == j {
                rest.max(f64::MIN_POSITIVE).sqrt()
            } else {
                rest / matrix[j * rows + j]
            };
        }
    }
}

/// Householder's reflections from the left, the longest remaining column first;
/// those of `a` leave an upper triangle in the order returned. The second result
/// is the rank.
fn triangulate(a: &mut [f64], rows: usize, columns: usize, y: &mut [f64]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..columns).collect();
    let mut first = 0.0;
    for k in 0..rows.min(columns) {
        let length = |column: &usize| -> f64 {
            let rest = &a[column * rows + k..(column + 1) * rows];
            rest.iter().map(|v| v * v).sum()
        };
        let (at, longest) =
            (order[k..].iter().map(length).enumerate()).fold((0, -1.0), |best, now| {
                if now.1 > best.1 { now } else { best }
            });
        let longest = longest.sqrt();
        if k == 0 {
            first = longest;
        }
        // What rounding leaves of columns that depend on those before, or of none.
        if longest <= rows.max(columns) as f64 * f64::EPSILON * first || longest == 0.0 {
            return (order, k);
        }
        order.swap(k, k + at);
        let pivot = order[k] * rows;
        let (alpha, tau) = reflect(&mut a[pivot + k..pivot + rows]);
        let reflector = a[pivot + k..pivot + rows].to_vec();
        for column in &order[k + 1..] {
            apply(
                &reflector,
                tau,
                &mut a[column * rows + k..(column + 1) * rows],
            );
        }
        for target in y.chunks_exact_mut(rows) {
            apply(&reflector, tau, &mut target[k..]);
        }
        a[pivot + k] = alpha;
    }
    (order, rows.min(columns))
}

/// Makes a vector x into v with H·x = α·e₁, H = I − τ·v·vᵀ; v's first number counts
/// as 1, and what stands there is left. Returns α and τ.
fn reflect(x: &mut [f64]) -> (f64, f64) {
    let norm = x.iter().map(|v| v * v).sum::<f64>().sqrt();
    let Some((&mut first, rest)) = x.split_first_mut() else {
        return (0.0, 0.0);
    };
    if norm == 0.0 {
        return (0.0, 0.0);
    }
    let alpha = if first > 0.0 { -norm } else { norm };
    for value in rest {
        *value /= first - alpha;
    }
    (alpha, (alpha - first) / alpha)
}

/// Reflects `column` by H = I − τ·v·vᵀ, v's first number being 1.
fn apply(v: &[f64], tau: f64, column: &mut [f64]) {
    let Some((first, rest)) = column.split_first_mut() else {
        return;
    };
    let along = v[1..].iter().zip(rest.iter());
    let along = tau * (*first + along.map(|(v, c)| v * c).sum::<f64>());
    *first -= along;
    for (c, v) in rest.iter_mut().zip(&v[1..]) {
        *c -= along * v;
    }
}
