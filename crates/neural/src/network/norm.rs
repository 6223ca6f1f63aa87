//! Normalisation of a layer's weighted sums, between the sums and the activation.

use crate::kernel::{Lane, Tiling};
use serde::{Deserialize, Serialize};

/// Added to variances, so that nothing is divided by zero.
pub const EPSILON: f32 = 1e-5;
/// The share of a new batch in the running statistics.
const NEW_SHARE: f32 = 0.1;

/// How a layer's weighted sums are normalised. Each neuron then has a gain and a
/// shift that are trained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Norm {
    /// Not at all.
    #[default]
    None,
    /// Each neuron over the samples of the batch; outside training, by the
    /// running mean and variance (Ioffe and Szegedy 2015).
    Batch,
    /// Each sample over the neurons of the layer (Ba, Kiros and Hinton 2016).
    Layer,
}

/// The buffers of one layer's normalisation.
#[derive(Clone, Debug, Default)]
pub(super) struct NormBuffers {
    /// The sums with mean 0 and variance 1.
    pub unit: Vec<Lane>,
    /// Each neuron's mean, variance over the batch; or unused.
    pub mean: Vec<f32>,
    pub variance: Vec<f32>,
    /// 1/σ: per neuron for a batch, per sample for a layer.
    pub inverse: Vec<f32>,
}

/// A layer's rows: `units` rows per tile, of which `count` samples are real.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    pub units: usize,
    pub tiling: Tiling,
    pub count: usize,
}

impl Rows {
    /// The places of a neuron's samples.
    fn of_unit(self, unit: usize) -> impl Iterator<Item = usize> + Clone {
        let width = self.tiling.width();
        (0..self.count).map(move |s| ((s / width) * self.units + unit) * width + s % width)
    }

    /// The places of a sample's neurons.
    fn of_sample(self, sample: usize) -> impl Iterator<Item = usize> + Clone {
        let width = self.tiling.width();
        (0..self.units)
            .map(move |unit| ((sample / width) * self.units + unit) * width + sample % width)
    }
}

fn moments(values: &[f32], places: impl Iterator<Item = usize> + Clone) -> (f32, f32) {
    let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for p in places.clone() {
        count += 1.0;
        sum += values[p];
    }
    let mean = sum / count;
    for p in places {
        squares += (values[p] - mean) * (values[p] - mean);
    }
    (mean, squares / count)
}

/// Replaces the sums z by gain·ẑ + shift. `running` has the neurons' means, then
/// their variances; it is used outside training.
pub(super) fn forward(
    norm: Norm,
    rows: Rows,
    z: &mut [f32],
    parameters: &[f32],
    running: Option<&[f32]>,
    buffers: &mut NormBuffers,
) {
    let (gain, shift) = parameters.split_at(rows.units);
    let unit = buffers.unit.as_flattened_mut();
    if norm == Norm::Layer {
        for sample in 0..rows.count {
            let (mean, variance) = moments(z, rows.of_sample(sample));
            let inverse = 1.0 / (variance + EPSILON).sqrt();
            buffers.inverse[sample] = inverse;
            for (neuron, place) in rows.of_sample(sample).enumerate() {
                unit[place] = (z[place] - mean) * inverse;
                z[place] = gain[neuron] * unit[place] + shift[neuron];
            }
        }
        return;
    }
    for neuron in 0..rows.units {
        let (mean, variance) = match running {
            Some(running) => (running[neuron], running[rows.units + neuron]),
            None => moments(z, rows.of_unit(neuron)),
        };
        let inverse = 1.0 / (variance + EPSILON).sqrt();
        buffers.mean[neuron] = mean;
        buffers.variance[neuron] = variance;
        buffers.inverse[neuron] = inverse;
        for place in rows.of_unit(neuron) {
            unit[place] = (z[place] - mean) * inverse;
            z[place] = gain[neuron] * unit[place] + shift[neuron];
        }
    }
}

/// From the gradient with respect to gain·ẑ + shift to that with respect to the
/// sums; adds to the gradients of gain and shift. Padding becomes zero.
pub(super) fn backward(
    norm: Norm,
    rows: Rows,
    delta: &mut [f32],
    parameters: &[f32],
    gradient: &mut [f32],
    buffers: &NormBuffers,
) {
    let (gain, _) = parameters.split_at(rows.units);
    let (of_gain, of_shift) = gradient.split_at_mut(rows.units);
    let unit = buffers.unit.as_flattened();
    for neuron in 0..rows.units {
        for place in rows.of_unit(neuron) {
            of_gain[neuron] += delta[place] * unit[place];
            of_shift[neuron] += delta[place];
            delta[place] *= gain[neuron];
        }
    }
    if norm == Norm::Layer {
        for sample in 0..rows.count {
            centre(delta, unit, rows.of_sample(sample), buffers.inverse[sample]);
        }
    } else {
        for neuron in 0..rows.units {
            centre(delta, unit, rows.of_unit(neuron), buffers.inverse[neuron]);
        }
    }
    for sample in rows.count..rows.tiling.samples() {
        for place in rows.of_sample(sample) {
            delta[place] = 0.0;
        }
    }
}

/// δ ← (δ − mean δ − ẑ·mean(δ·ẑ))/σ over one group.
fn centre(
    delta: &mut [f32],
    unit: &[f32],
    places: impl Iterator<Item = usize> + Clone,
    inverse: f32,
) {
    let (mut count, mut sum, mut along) = (0.0, 0.0, 0.0);
    for p in places.clone() {
        count += 1.0;
        sum += delta[p];
        along += delta[p] * unit[p];
    }
    for p in places {
        delta[p] = inverse * (delta[p] - sum / count - unit[p] * along / count);
    }
}

/// Moves the running means and variances towards those of a batch; the variance
/// is taken with n − 1, as `PyTorch` does.
pub(super) fn absorb(running: &mut [f32], count: usize, buffers: &NormBuffers) {
    let (mean, variance) = running.split_at_mut(buffers.mean.len());
    let unbiased = count as f32 / (count.max(2) - 1) as f32;
    for (kept, new) in mean.iter_mut().zip(&buffers.mean) {
        *kept += NEW_SHARE * (new - *kept);
    }
    for (kept, new) in variance.iter_mut().zip(&buffers.variance) {
        *kept += NEW_SHARE * (unbiased * new - *kept);
    }
}
