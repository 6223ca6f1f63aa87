//! A network's loss, accuracy and predictions over whole sets.

use crate::batch::{Batch, WIDE};
use crate::loss::{Head, Objective};
use crate::metrics::{Confusion, Errors, Metrics, class_of};
use crate::network::{Network, Workspace};

/// Loss and accuracy over a set made by [`Batch::whole`]; each sample is also
/// counted in `confusion`.
pub fn evaluate(
    network: &Network,
    objective: Objective,
    set: &Batch,
    work: &mut Workspace,
    mut confusion: Option<&mut Confusion>,
) -> Metrics {
    let (units, last) = (network.outputs(), network.places().len() - 1);
    let width = WIDE.width();
    let (mut sum, mut right) = (0.0, 0_u32);
    for tile in 0..set.tiling.tiles {
        network.forward(set.tile(tile), WIDE, work);
        let z = work.tile(last, units, WIDE, 0);
        let (targets, count) = set.tile_targets(tile);
        sum += objective.value(z, width, count, targets);
        if objective.head == Head::Regression {
            continue;
        }
        for (column, &target) in targets[..count].iter().enumerate() {
            let predicted = class_of_logits(objective.head, z, column);
            right += u32::from(predicted == target as usize);
            if let Some(confusion) = &mut confusion {
                confusion.add(target as usize, predicted);
            }
        }
    }
    let count = set.count.max(1) as f32;
    Metrics {
        loss: (sum / f64::from(count)) as f32,
        accuracy: (objective.head != Head::Regression).then_some(right as f32 / count),
    }
}

/// The class of the largest logit; with one logit, class 1 from 0 upwards. The
/// probabilities rise with the logits, so they need not be computed.
fn class_of_logits(head: Head, z: &[f32], column: usize) -> usize {
    if head == Head::Binary {
        return usize::from(z[column] >= 0.0);
    }
    let mut best = (0, z[column]);
    for (k, &value) in z[column..].iter().step_by(WIDE.width()).enumerate() {
        if value > best.1 {
            best = (k, value);
        }
    }
    best.0
}

/// Each sample's outputs, as [`Head::predict`] gives them, and class.
pub fn predict(
    network: &Network,
    objective: Objective,
    set: &Batch,
    work: &mut Workspace,
) -> Vec<(Vec<f32>, usize)> {
    let (units, last) = (network.outputs(), network.places().len() - 1);
    let mut answers = Vec::with_capacity(set.count);
    let mut block = vec![0.0; units * WIDE.width()];
    for tile in 0..set.tiling.tiles {
        network.forward(set.tile(tile), WIDE, work);
        block.copy_from_slice(work.tile(last, units, WIDE, 0));
        objective.predict(&mut block, WIDE.width());
        for column in 0..set.tile_targets(tile).1 {
            let outputs: Vec<f32> = block[column..]
                .iter()
                .step_by(WIDE.width())
                .copied()
                .collect();
            let class = if objective.head == Head::Regression {
                0
            } else {
                class_of(&outputs)
            };
            answers.push((outputs, class));
        }
    }
    answers
}

/// Each sample's raw outputs, a row per sample.
pub fn logits(network: &Network, set: &Batch, work: &mut Workspace) -> Vec<f32> {
    let (units, last) = (network.outputs(), network.places().len() - 1);
    let mut rows = Vec::with_capacity(units * set.count);
    for tile in 0..set.tiling.tiles {
        network.forward(set.tile(tile), WIDE, work);
        let z = work.tile(last, units, WIDE, 0);
        for column in 0..set.tile_targets(tile).1 {
            rows.extend(z[column..].iter().step_by(WIDE.width()));
        }
    }
    rows
}

/// The first `most` samples' only output.
pub fn fitted(network: &Network, set: &Batch, work: &mut Workspace, most: usize) -> Vec<f32> {
    let last = network.places().len() - 1;
    let count = set.count.min(most);
    let mut values = Vec::with_capacity(count + WIDE.width());
    for tile in 0..count.div_ceil(WIDE.width()) {
        network.forward(set.tile(tile), WIDE, work);
        values.extend_from_slice(&work.tile(last, 1, WIDE, 0)[..WIDE.width()]);
    }
    values.truncate(count);
    values
}

/// A regression's errors over a set; `unit` is what a scaled value of 1 means.
pub fn errors(network: &Network, set: &Batch, work: &mut Workspace, unit: f32) -> Errors {
    let last = network.places().len() - 1;
    let (mut absolute, mut squared, mut sum, mut squares) = (0.0, 0.0, 0.0, 0.0);
    for tile in 0..set.tiling.tiles {
        network.forward(set.tile(tile), WIDE, work);
        let (targets, count) = set.tile_targets(tile);
        let outputs = work.tile(last, 1, WIDE, 0);
        for (&y, &t) in outputs.iter().zip(&targets[..count]) {
            let (error, t) = (f64::from(y) - f64::from(t), f64::from(t));
            absolute += error.abs();
            squared += error * error;
            sum += t;
            squares += t * t;
        }
    }
    let (count, unit) = (set.count.max(1) as f64, f64::from(unit));
    let spread = squares - sum * sum / count;
    Errors {
        mae: (unit * absolute / count) as f32,
        rmse: (unit * (squared / count).sqrt()) as f32,
        // What is left of equal targets by rounding is no spread.
        r2: (spread > 1e-9 * squares).then(|| (1.0 - squared / spread) as f32),
    }
}
