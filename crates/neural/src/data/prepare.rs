//! From a data set to what the network is given: split, scaled, transformed.
//!
//! Means and deviations come from the training part alone.

use super::{Dataset, FeatureSet, SHAPE_EXTENT, Scaling, Task};
use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// x ↦ (x − mean)/deviation, a pair per column. A column that does not vary
/// has deviation 1, and a missing value becomes 0, the mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scaler {
    /// Mean of each column over the training part.
    pub mean: Vec<f32>,
    /// Standard deviation of each column over the training part.
    pub deviation: Vec<f32>,
}

impl Scaler {
    /// Leaves every value as it is.
    pub fn identity(columns: usize) -> Self {
        Self {
            mean: vec![0.0; columns],
            deviation: vec![1.0; columns],
        }
    }

    /// Fits to rows of `columns` values, leaving out what is missing.
    pub fn fit<'a>(columns: usize, rows: impl Iterator<Item = &'a [f32]> + Clone) -> Self {
        let mut scaler = Self::identity(columns);
        for column in 0..columns {
            let values = rows
                .clone()
                .map(|r| f64::from(r[column]))
                .filter(|v| !v.is_nan());
            let (mut count, mut sum) = (0.0, 0.0);
            for v in values.clone() {
                count += 1.0;
                sum += v;
            }
            let mean = if count > 0.0 { sum / count } else { 0.0 };
            let squares: f64 = values.map(|v| (v - mean) * (v - mean)).sum();
            let deviation = (squares / f64::max(count, 1.0)).sqrt() as f32;
            scaler.mean[column] = mean as f32;
            if deviation > 0.0 && deviation.is_finite() {
                scaler.deviation[column] = deviation;
            }
        }
        scaler
    }

    /// Scales one column's value.
    pub fn apply(&self, column: usize, value: f32) -> f32 {
        let scaled = (value - self.mean[column]) / self.deviation[column];
        if scaled.is_nan() { 0.0 } else { scaled }
    }

    /// The inverse of [`Scaler::apply`].
    pub fn undo(&self, column: usize, value: f32) -> f32 {
        value * self.deviation[column] + self.mean[column]
    }
}

/// The training or the test part, ready for the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Each row's number in the data set.
    pub index: Vec<u32>,
    /// Scaled columns before the transforms, row-major.
    pub columns: Vec<f32>,
    /// The network's inputs, row-major.
    pub inputs: Vec<f32>,
    /// A target per row; for regression scaled.
    pub targets: Vec<f32>,
}

/// A data set ready to be trained on.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// What is predicted.
    pub task: Task,
    /// Names of the raw columns.
    pub columns: Vec<String>,
    /// Names of the network's inputs.
    pub inputs: Vec<String>,
    /// The transforms in use; they apply in the plane and to a curve.
    pub transforms: FeatureSet,
    /// Whether a number is predicted from one column, so that the network is a curve.
    pub curve: bool,
    /// Scales the raw columns.
    pub scaler: Scaler,
    /// Scales a regression's target.
    pub target_scaler: Scaler,
    /// Trained on.
    pub train: Part,
    /// Held back.
    pub test: Part,
    /// For two columns, the scaled square (x₁ from, to, x₂ from, to) that holds
    /// the training points; for a curve, that of the column and the target.
    pub extent: Option<[f32; 4]>,
}

impl Prepared {
    /// Splits, scales and transforms. `share` of the rows, 0 to 1, become the
    /// training part, at least one row in each part.
    pub fn new(data: &Dataset, share: f32, transforms: FeatureSet, rng: &mut Rng) -> Self {
        let n = data.len();
        let mut order: Vec<u32> = (0..n as u32).collect();
        rng.shuffle(&mut order);
        let wanted = (share * n as f32).round() as usize;
        let (train, test) = order.split_at(wanted.clamp(1, n.saturating_sub(1).max(1)).min(n));
        Self::of_rows(data, train, test, transforms)
    }

    /// Scales and transforms the rows of a training and of a test part, chosen
    /// before.
    pub fn of_rows(data: &Dataset, train: &[u32], test: &[u32], transforms: FeatureSet) -> Self {
        let d = data.names.len();
        let curve = d == 1 && data.task == Task::Regression;
        let transforms = if curve {
            transforms.of_one_column()
        } else {
            transforms
        };
        let row = |i: &u32| &data.rows[*i as usize * d..(*i as usize + 1) * d];
        let target = |i: &u32| std::slice::from_ref(&data.targets[*i as usize]);
        let standardise = data.scaling == Scaling::Standardise;
        let scaler = if standardise {
            Scaler::fit(d, train.iter().map(row))
        } else {
            Scaler::identity(d)
        };
        let target_scaler = if standardise && data.task == Task::Regression {
            Scaler::fit(1, train.iter().map(target))
        } else {
            Scaler::identity(1)
        };
        let mut prepared = Self {
            task: data.task.clone(),
            columns: data.names.clone(),
            inputs: if d == 2 || curve {
                transforms.iter().map(|t| t.name().to_owned()).collect()
            } else {
                data.names.clone()
            },
            transforms,
            curve,
            scaler,
            target_scaler,
            train: Part::default(),
            test: Part::default(),
            extent: None,
        };
        prepared.train = prepared.part(data, train);
        prepared.test = prepared.part(data, test);
        prepared.extent = (d == 2 || curve).then(|| match data.scaling {
            Scaling::None if curve => [-SHAPE_EXTENT, SHAPE_EXTENT, -1.25, 1.25],
            Scaling::None => [-SHAPE_EXTENT, SHAPE_EXTENT, -SHAPE_EXTENT, SHAPE_EXTENT],
            Scaling::Standardise => extent_of(&prepared.points(&prepared.train)),
        });
        prepared
    }

    /// Rows of a data set, scaled and transformed as the training part is.
    pub fn part(&self, data: &Dataset, index: &[u32]) -> Part {
        let d = data.names.len();
        let mut part = Part {
            index: index.to_vec(),
            ..Part::default()
        };
        for &i in index {
            let start = part.columns.len();
            let row = &data.rows[i as usize * d..(i as usize + 1) * d];
            part.columns.extend(
                row.iter()
                    .enumerate()
                    .map(|(c, &v)| self.scaler.apply(c, v)),
            );
            self.push_inputs(&part.columns[start..], &mut part.inputs);
            part.targets
                .push(self.target_scaler.apply(0, data.targets[i as usize]));
        }
        part
    }

    /// Where a part's samples are drawn, two numbers each: both columns, or the
    /// one column and the target.
    pub fn points(&self, part: &Part) -> Vec<f32> {
        if self.curve {
            let pairs = part.columns.iter().zip(&part.targets);
            pairs.flat_map(|(x, y)| [*x, *y]).collect()
        } else {
            part.columns.clone()
        }
    }

    /// Appends the network's inputs for one row of scaled columns.
    pub fn push_inputs(&self, columns: &[f32], inputs: &mut Vec<f32>) {
        match *columns {
            [x1] if self.curve => inputs.extend(self.transforms.iter().map(|t| t.of(x1, 0.0))),
            [x1, x2] => inputs.extend(self.transforms.iter().map(|t| t.of(x1, x2))),
            _ => inputs.extend_from_slice(columns),
        }
    }

    /// The network's inputs for one row in the data's own units.
    pub fn inputs_of(&self, raw: &[f32]) -> Vec<f32> {
        let columns: Vec<f32> = (raw.iter().enumerate())
            .map(|(c, &v)| self.scaler.apply(c, v))
            .collect();
        let mut inputs = Vec::with_capacity(self.inputs.len());
        self.push_inputs(&columns, &mut inputs);
        inputs
    }
}

/// The square around points, with a tenth of room on each side.
fn extent_of(points: &[f32]) -> [f32; 4] {
    let mut extent = [f32::MAX, f32::MIN, f32::MAX, f32::MIN];
    for point in points.chunks_exact(2) {
        for axis in 0..2 {
            extent[2 * axis] = extent[2 * axis].min(point[axis]);
            extent[2 * axis + 1] = extent[2 * axis + 1].max(point[axis]);
        }
    }
    for axis in 0..2 {
        let room = (0.1 * (extent[2 * axis + 1] - extent[2 * axis])).max(0.5);
        extent[2 * axis] -= room;
        extent[2 * axis + 1] += room;
    }
    extent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Shape;

    fn table(rows: Vec<f32>, targets: Vec<f32>) -> Dataset {
        Dataset {
            names: (0..rows.len() / targets.len())
                .map(|c| format!("c{c}"))
                .collect(),
            rows,
            targets,
            task: Task::Regression,
            scaling: Scaling::Standardise,
        }
    }

    #[test]
    fn nothing_of_the_test_part_reaches_training() {
        let rows: Vec<f32> = (0..300).map(|i| ((i * 37) % 101) as f32).collect();
        let data = table(rows, (0..100).map(|i| i as f32).collect());
        let prepare =
            |data: &Dataset| Prepared::new(data, 0.7, FeatureSet::default(), &mut Rng::new(1, 1));
        let before = prepare(&data);
        let mut poisoned = data.clone();
        for &i in &before.test.index {
            poisoned.rows[3 * i as usize] = 1e9;
            poisoned.targets[i as usize] = -1e9;
        }
        let after = prepare(&poisoned);
        assert_eq!(before.train, after.train);
        assert_eq!(before.scaler, after.scaler);
        assert_eq!(before.target_scaler, after.target_scaler);
        assert_ne!(before.test.targets, after.test.targets);
    }

    #[test]
    fn the_parts_share_no_row_and_lose_none() {
        let data = Shape::Circle.generate(500, 0.0, &mut Rng::new(1, 0));
        for share in [0.0, 0.1, 0.5, 0.9, 1.0] {
            let p = Prepared::new(&data, share, FeatureSet::default(), &mut Rng::new(2, 0));
            let mut all = [&p.train.index[..], &p.test.index[..]].concat();
            all.sort_unstable();
            assert_eq!(all, (0..500).collect::<Vec<_>>());
            assert!(!p.train.index.is_empty() && !p.test.index.is_empty());
        }
    }

    #[test]
    fn training_columns_have_mean_zero_and_deviation_one() {
        let data = table(
            vec![1.0, 5.0, f32::NAN, 5.0, 3.0, 5.0, 8.0, 5.0],
            vec![1.0, 2.0, 3.0, 4.0],
        );
        let p = Prepared::new(&data, 0.75, FeatureSet::default(), &mut Rng::new(2, 0));
        let column: Vec<f32> = p.train.columns.iter().step_by(2).copied().collect();
        assert!(column.iter().sum::<f32>().abs() < 1e-5);
        assert!(p.train.columns.iter().skip(1).step_by(2).all(|&v| v == 0.0));
        let raw = p.scaler.undo(0, p.scaler.apply(0, 3.0));
        assert!((raw - 3.0).abs() < 1e-6);
        assert_eq!(p.scaler.apply(0, f32::NAN), 0.0);
    }
}
