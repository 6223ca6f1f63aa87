//! The loss of one sample and its gradient with respect to the logits, in double
//! precision. The formulas are those of [`Objective`](crate::loss::Objective).

use crate::loss::{HUBER_DELTA, Head, Loss, Objective};

/// What the last layer's sums come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The value for regression, else the probability of class 1 with one
    /// output, of each class with several.
    pub predictions: Vec<f64>,
    /// The sample's loss.
    pub loss: f64,
    /// ∂L/∂z of each output.
    pub delta: Vec<f64>,
}

/// A loss of an error and its slope.
fn of_error(loss: Loss, error: f64) -> (f64, f64) {
    let huber = f64::from(HUBER_DELTA);
    match loss {
        Loss::Mae => (error.abs(), if error == 0.0 { 0.0 } else { error.signum() }),
        Loss::Huber if error.abs() <= huber => (0.5 * error * error, error),
        Loss::Huber => (huber * (error.abs() - 0.5 * huber), huber * error.signum()),
        Loss::Mse | Loss::CrossEntropy => (error * error, 2.0 * error),
    }
}

fn softplus(z: f64) -> f64 {
    z.max(0.0) + libm::log1p(libm::exp(-z.abs()))
}

fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

/// Softmax, and the logarithm of its denominator.
fn softmax(z: &[f64]) -> (Vec<f64>, f64) {
    let peak = z.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = z.iter().map(|z| libm::exp(z - peak)).collect();
    let sum: f64 = powers.iter().sum();
    let shares = powers.iter().map(|e| e / sum).collect();
    (shares, peak + libm::log(sum))
}

impl Output {
    /// Of the logits `z` for a sample whose target is `target`, as [`Head`] says.
    pub fn new(objective: Objective, z: &[f64], target: f64) -> Self {
        let first = z.first().copied().unwrap_or_default();
        match (objective.head, objective.loss) {
            (Head::Regression, loss) => {
                let (loss, slope) = of_error(loss, first - target);
                Self {
                    predictions: vec![first],
                    loss,
                    delta: vec![slope],
                }
            }
            (Head::Binary, Loss::CrossEntropy) => {
                let p = sigmoid(first);
                Self {
                    predictions: vec![p],
                    loss: softplus(first) - target * first,
                    delta: vec![p - target],
                }
            }
            (Head::Binary, loss) => {
                let o = libm::tanh(first);
                let (loss, slope) = of_error(loss, o - (2.0 * target - 1.0));
                Self {
                    predictions: vec![0.5 * (o + 1.0)],
                    loss,
                    delta: vec![slope * (1.0 - o * o)],
                }
            }
            (Head::Multiclass, loss) => Self::of_classes(loss, z, target as usize),
        }
    }

    fn of_classes(loss: Loss, z: &[f64], class: usize) -> Self {
        let (p, log_sum) = softmax(z);
        let one = |k: usize| f64::from(u8::from(k == class));
        if loss == Loss::CrossEntropy {
            let delta = p.iter().enumerate().map(|(k, p)| p - one(k)).collect();
            let logit = z.get(class).copied().unwrap_or_default();
            return Self {
                predictions: p,
                loss: log_sum - logit,
                delta,
            };
        }
        let units = p.len() as f64;
        let each: Vec<(f64, f64)> = (p.iter().enumerate())
            .map(|(k, p)| of_error(loss, p - one(k)))
            .collect();
        let inner: f64 = each.iter().zip(&p).map(|((_, slope), p)| slope * p).sum();
        let delta = each
            .iter()
            .zip(&p)
            .map(|((_, slope), p)| p * (slope - inner) / units);
        Self {
            delta: delta.collect(),
            loss: each.iter().map(|(loss, _)| loss).sum::<f64>() / units,
            predictions: p,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: [(Head, &[f64], f64); 3] = [
        (Head::Regression, &[0.4], 0.7),
        (Head::Binary, &[-0.8], 1.0),
        (Head::Multiclass, &[0.3, -1.1, 0.9], 2.0),
    ];

    fn sound(head: Head, loss: Loss) -> bool {
        head != Head::Regression || loss != Loss::CrossEntropy
    }

    #[test]
    fn the_gradient_is_the_losss_slope() {
        for (head, z, target) in CASES {
            for loss in Loss::ALL.into_iter().filter(|&loss| sound(head, loss)) {
                let objective = Objective { head, loss };
                let output = Output::new(objective, z, target);
                for k in 0..z.len() {
                    let at = |h: f64| {
                        let mut z = z.to_vec();
                        z[k] += h;
                        Output::new(objective, &z, target).loss
                    };
                    let numeric = (at(1e-6) - at(-1e-6)) / 2e-6;
                    assert!(
                        (numeric - output.delta[k]).abs() < 1e-8,
                        "{head:?} {loss:?} {k}: {numeric} {}",
                        output.delta[k]
                    );
                }
            }
        }
    }

    #[test]
    fn it_is_the_loss_that_the_engine_trains_on() {
        for (head, z, target) in CASES {
            for loss in Loss::ALL.into_iter().filter(|&loss| sound(head, loss)) {
                let objective = Objective { head, loss };
                let output = Output::new(objective, z, target);
                // The engine wants a column per sample, four at a time.
                let mut columns = vec![0.0; 4 * z.len()];
                for (k, z) in z.iter().enumerate() {
                    columns[4 * k] = *z as f32;
                }
                let targets = [target as f32, 0.0, 0.0, 0.0];
                let value = objective.value(&columns, 4, 1, &targets);
                assert!((value - output.loss).abs() < 1e-6, "{head:?} {loss:?}");
                objective.predict(&mut columns, 4);
                for (k, p) in output.predictions.iter().enumerate() {
                    assert!((f64::from(columns[4 * k]) - p).abs() < 1e-6);
                }
            }
        }
    }
}
