//! The present sub-step as matrices: a row per sample, all of the batch at once.
//! Pure.

use super::present::Present;
use neural::backprop::{Dense, LayerPass, Stage};
use neural::loss::Loss;

/// A matrix and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Its letter.
    pub name: &'static str,
    /// The layer it belongs to, from 1.
    pub layer: Option<usize>,
    /// Whether it stands there transposed.
    pub transposed: bool,
    /// Rows, as it stands there.
    pub rows: usize,
    /// Columns, as it stands there.
    pub columns: usize,
    /// Row by row.
    pub values: Vec<f64>,
    /// Whether its colours are on the gradients' scale.
    pub gradient: bool,
    /// Whether the sub-step computes it.
    pub result: bool,
    /// Where the samples are.
    pub samples: Axis,
}

/// Along which side of a matrix the samples lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// A row per sample.
    Rows,
    /// A column per sample.
    Columns,
    /// It is of no sample.
    Neither,
}

/// A piece of an equation between matrices.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// A matrix.
    Matrix(Matrix),
    /// What stands between two.
    Operator(&'static str),
}

impl Matrix {
    fn new(name: &'static str, layer: Option<usize>, columns: usize, values: Vec<f64>) -> Self {
        Self {
            name,
            layer,
            transposed: false,
            rows: values.len() / columns.max(1),
            columns,
            values,
            gradient: false,
            result: false,
            samples: Axis::Neither,
        }
    }

    fn of_samples(mut self) -> Self {
        self.samples = Axis::Rows;
        self
    }

    fn gradient(mut self) -> Self {
        self.gradient = true;
        self
    }

    fn result(mut self) -> Self {
        self.result = true;
        self
    }

    fn transpose(mut self) -> Self {
        let (rows, columns) = (self.rows, self.columns);
        let at = |row: usize| (0..rows).map(move |column| column * columns + row);
        self.values = (0..columns)
            .flat_map(at)
            .map(|index| self.values[index])
            .collect();
        (self.rows, self.columns) = (columns, rows);
        self.transposed = !self.transposed;
        self.samples = match self.samples {
            Axis::Rows => Axis::Columns,
            Axis::Columns => Axis::Rows,
            Axis::Neither => Axis::Neither,
        };
        self
    }

    fn term(self) -> Term {
        Term::Matrix(self)
    }
}

/// Sources of the matrices of one batch.
struct Batch<'a>(&'a Present);

impl Batch<'_> {
    fn of(
        &self,
        name: &'static str,
        layer: usize,
        columns: usize,
        row: impl Fn(&LayerPass) -> Vec<f64>,
    ) -> Matrix {
        let samples = self.0.scene.step.pass.samples.iter();
        let rows = samples.filter_map(|sample| sample.layers.get(layer).map(&row));
        Matrix::new(name, Some(layer + 1), columns, rows.flatten().collect()).of_samples()
    }

    fn dense(&self, layer: usize) -> Option<&Dense> {
        self.0.scene.step.layers.get(layer)
    }

    fn units(&self, layer: usize) -> usize {
        self.dense(layer).map_or(0, Dense::units)
    }

    /// X, or the outputs of the layer before.
    fn entering(&self, layer: usize) -> Matrix {
        let samples = self.0.scene.step.pass.samples.iter();
        let values = samples.flat_map(|sample| sample.into_layer(layer)).copied();
        let columns = self.dense(layer).map_or(0, |dense| dense.inputs);
        let (name, of) = match layer {
            0 => ("X", None),
            layer => ("A", Some(layer)),
        };
        Matrix::new(name, of, columns, values.collect()).of_samples()
    }

    fn weights(&self, layer: usize) -> Matrix {
        let (inputs, weights) = self.dense(layer).map_or((0, Vec::new()), |dense| {
            (dense.inputs, dense.weights.clone())
        });
        Matrix::new("W", Some(layer + 1), inputs, weights)
    }

    fn biases(&self, layer: usize) -> Matrix {
        let biases = self
            .dense(layer)
            .map_or_else(Vec::new, |dense| dense.biases.clone());
        Matrix::new("b", Some(layer + 1), biases.len(), biases)
    }

    fn sums(&self, layer: usize) -> Matrix {
        self.of("Z", layer, self.units(layer), |pass| pass.sums.clone())
    }

    fn outputs(&self, layer: usize) -> Matrix {
        self.of("A", layer, self.units(layer), |pass| pass.outputs.clone())
    }

    fn predictions(&self) -> Matrix {
        let samples = self.0.scene.step.pass.samples.iter();
        let values = samples
            .flat_map(|sample| &sample.output.predictions)
            .copied();
        let columns = self.units(self.0.scene.layers().saturating_sub(1));
        Matrix::new("P", None, columns, values.collect()).of_samples()
    }

    /// What the outputs should be: the value, or 1 for the class and 0 for others.
    fn targets(&self) -> Matrix {
        let columns = self.units(self.0.scene.layers().saturating_sub(1));
        let samples = self.0.scene.step.pass.samples.iter();
        let row = |target: f64| -> Vec<f64> {
            if columns > 1 {
                let one = |unit: usize| f64::from(u8::from(unit == target as usize));
                (0..columns).map(one).collect()
            } else {
                vec![target]
            }
        };
        let values = samples.flat_map(|sample| row(sample.target)).collect();
        Matrix::new("Y", None, columns, values).of_samples()
    }

    fn delta(&self, layer: usize) -> Matrix {
        self.of("Δ", layer, self.units(layer), |pass| pass.delta.clone())
            .gradient()
    }

    fn back(&self, layer: usize) -> Matrix {
        self.of("∂L/∂A", layer, self.units(layer), |pass| {
            pass.back.clone()
        })
        .gradient()
    }

    fn slopes(&self, layer: usize) -> Matrix {
        self.of("f′(Z)", layer, self.units(layer), |pass| {
            pass.slopes.clone()
        })
    }

    fn losses(&self) -> Matrix {
        let samples = self.0.scene.step.pass.samples.iter();
        let values = samples.map(|sample| sample.output.loss).collect();
        Matrix::new("L", None, 1, values).of_samples()
    }

    fn slope_of_weights(&self, layer: usize) -> Matrix {
        let pass = &self.0.scene.step.pass;
        let values = pass
            .gradient
            .get(layer)
            .map_or_else(Vec::new, |of| of.weights.clone());
        let inputs = self.dense(layer).map_or(0, |dense| dense.inputs);
        Matrix::new("∇W", Some(layer + 1), inputs, values).gradient()
    }

    fn updated(&self, layer: usize) -> Matrix {
        let updated = self.0.scene.step.updated.get(layer);
        let (inputs, weights) = updated.map_or((0, Vec::new()), |dense| {
            (dense.inputs, dense.weights.clone())
        });
        Matrix::new("W", Some(layer + 1), inputs, weights)
    }
}

/// The present sub-step, its result first.
pub fn equation(present: &Present) -> Vec<Term> {
    let batch = Batch(present);
    let op = Term::Operator;
    match present.stage() {
        Stage::Batch => vec![
            batch.entering(0).result().term(),
            op(","),
            batch.targets().result().term(),
        ],
        Stage::Sum(layer) => vec![
            batch.sums(layer).result().term(),
            op("="),
            batch.entering(layer).term(),
            op("·"),
            batch.weights(layer).transpose().term(),
            op("+"),
            batch.biases(layer).term(),
        ],
        Stage::Activation(layer) if present.scene.is_output(layer) => vec![
            batch.predictions().result().term(),
            op("←"),
            batch.sums(layer).term(),
        ],
        Stage::Activation(layer) => vec![
            batch.outputs(layer).result().term(),
            op("= f"),
            batch.sums(layer).term(),
        ],
        Stage::Loss => vec![
            batch.losses().result().term(),
            op("←"),
            batch.predictions().term(),
            op(","),
            batch.targets().term(),
        ],
        Stage::Delta(layer) if present.scene.is_output(layer) => {
            // Only of the cross-entropy it is a plain difference.
            let plain = present.scene.objective().loss == Loss::CrossEntropy;
            let (equals, between) = if plain { ("=", "−") } else { ("←", ",") };
            vec![
                batch.delta(layer).result().term(),
                op(equals),
                batch.predictions().term(),
                op(between),
                batch.targets().term(),
            ]
        }
        Stage::Delta(layer) => vec![
            batch.delta(layer).result().term(),
            op("="),
            batch.back(layer).term(),
            op("⊙"),
            batch.slopes(layer).term(),
        ],
        Stage::Gradient(layer) => vec![
            batch.slope_of_weights(layer).result().term(),
            op("= 1/n ·"),
            batch.delta(layer).transpose().term(),
            op("·"),
            batch.entering(layer).term(),
        ],
        Stage::Back(layer) => vec![
            batch.back(layer).result().term(),
            op("="),
            batch.delta(layer + 1).term(),
            op("·"),
            batch.weights(layer + 1).term(),
        ],
        Stage::Update(layer) => vec![
            batch.updated(layer).result().term(),
            op("←"),
            batch.weights(layer).term(),
            op("− η ·"),
            batch.slope_of_weights(layer).term(),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Walker;
    use super::super::state::State;
    use super::*;

    fn at(stage: Stage) -> Vec<Matrix> {
        let state = State {
            at: stage,
            ..State::default()
        };
        let scene = Walker::default().go(&state).scene.unwrap();
        let terms = equation(&Present::new(scene, &state)).into_iter();
        let matrix = |term| match term {
            Term::Matrix(matrix) => Some(matrix),
            Term::Operator(_) => None,
        };
        terms.filter_map(matrix).collect()
    }

    fn product(a: &Matrix, b: &Matrix) -> Vec<f64> {
        assert_eq!(a.columns, b.rows, "{} · {}", a.name, b.name);
        let cell = |row: usize, column: usize| {
            let inner = 0..a.columns;
            inner
                .map(|k| a.values[row * a.columns + k] * b.values[k * b.columns + column])
                .sum()
        };
        let row = |row| (0..b.columns).map(move |column| cell(row, column));
        (0..a.rows).flat_map(row).collect()
    }

    fn close(a: &[f64], b: &[f64]) {
        assert_eq!(a.len(), b.len());
        for (a, b) in a.iter().zip(b) {
            assert!((a - b).abs() < 1e-12, "{a} {b}");
        }
    }

    #[test]
    fn the_sums_are_the_product_of_the_matrices() {
        let [z, x, w, b] = &at(Stage::Sum(1))[..] else {
            panic!("four matrices")
        };
        assert_eq!((z.rows, z.columns), (4, 2));
        assert_eq!((x.name, x.layer, x.columns), ("A", Some(1), 3));
        assert!(w.transposed && z.result && !x.result);
        let sums = product(x, w).into_iter().zip(b.values.iter().cycle());
        close(&sums.map(|(sum, b)| sum + b).collect::<Vec<_>>(), &z.values);
    }

    #[test]
    fn the_gradient_is_the_mean_of_delta_times_the_inputs() {
        let [g, delta, x] = &at(Stage::Gradient(0))[..] else {
            panic!("three matrices")
        };
        assert_eq!((delta.rows, delta.columns), (3, 4));
        assert_eq!((delta.samples, x.samples), (Axis::Columns, Axis::Rows));
        let mean: Vec<_> = product(delta, x).iter().map(|sum| sum / 4.0).collect();
        close(&mean, &g.values);
    }

    #[test]
    fn what_goes_back_is_delta_times_the_weights() {
        let [back, delta, w] = &at(Stage::Back(0))[..] else {
            panic!("three matrices")
        };
        close(&product(delta, w), &back.values);
        let [delta, back, slopes] = &at(Stage::Delta(0))[..] else {
            panic!("three matrices")
        };
        let each = back.values.iter().zip(&slopes.values).map(|(b, s)| b * s);
        close(&each.collect::<Vec<_>>(), &delta.values);
    }

    #[test]
    fn the_update_and_the_outputs_error() {
        let [after, before, g] = &at(Stage::Update(2))[..] else {
            panic!("three matrices")
        };
        let moved = before.values.iter().zip(&g.values);
        let rate = f64::from(0.3_f32);
        close(
            &moved.map(|(w, g)| w - rate * g).collect::<Vec<_>>(),
            &after.values,
        );
        let [delta, p, y] = &at(Stage::Delta(2))[..] else {
            panic!("three matrices")
        };
        let error = p.values.iter().zip(&y.values).map(|(p, y)| p - y);
        close(&error.collect::<Vec<_>>(), &delta.values);
    }
}
