//! Whether scores are probabilities: of the samples given 0.8, are 80 % positive?

use super::ratio;
use super::threshold::Scored;

/// The samples whose scores lie in one range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The range's lower end; a score on it belongs to the bin before.
    pub low: f64,
    /// The range's upper end, a part of it.
    pub high: f64,
    /// How many samples it has.
    pub count: u32,
    /// Their mean score.
    pub mean_score: f64,
    /// The share of them that is positive.
    pub positive: f64,
}

/// The reliability curve: the samples' probabilities in `bins` ranges of equal
/// width from 0 to 1, the empty ones left out (Murphy and Winkler 1977).
pub fn reliability(samples: &[Scored], bins: usize) -> Vec<Bin> {
    let edge = |k: usize| k as f64 / bins as f64;
    let mut sums = vec![(0_u32, 0.0, 0_u32); bins];
    for sample in samples {
        // The edges themselves decide, as they are rounded.
        let inner = (1..bins).take_while(|&k| edge(k) < sample.score).count();
        let Some((count, score, positive)) = sums.get_mut(inner) else {
            continue;
        };
        *count += 1;
        *score += sample.score;
        *positive += u32::from(sample.positive);
    }
    let bin = |(k, (count, score, positive)): (usize, (u32, f64, u32))| {
        Some(Bin {
            low: edge(k),
            high: edge(k + 1),
            count,
            mean_score: score / f64::from(count),
            positive: ratio(positive, count)?,
        })
    };
    sums.into_iter().enumerate().filter_map(bin).collect()
}

/// Expected calibration error: the mean distance between what was promised and
/// what came, over the samples (Naeini et al. 2015). `None` without samples.
pub fn calibration_error(bins: &[Bin]) -> Option<f64> {
    let count: u32 = bins.iter().map(|bin| bin.count).sum();
    let gap = |bin: &Bin| f64::from(bin.count) * (bin.mean_score - bin.positive).abs();
    (count > 0).then(|| bins.iter().map(gap).sum::<f64>() / f64::from(count))
}

/// The Brier score: the mean squared distance of a probability from 1 for a
/// positive sample and 0 for a negative one (Brier 1950). `None` without samples.
pub fn brier(samples: &[Scored]) -> Option<f64> {
    mean(samples.iter().map(|sample| {
        let off = sample.score - f64::from(u8::from(sample.positive));
        off * off
    }))
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u32);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / f64::from(count))
}

/// The scores of a sample's classes before softmax, and its class.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// A logit a class.
    pub logits: Vec<f64>,
    /// The true class, an index of `logits`.
    pub class: usize,
}

/// The mean negative log-likelihood, in nats, when logits are divided by a
/// temperature. `None` without samples.
pub fn negative_log_likelihood(samples: &[Labelled], temperature: f64) -> Option<f64> {
    mean(samples.iter().map(|sample| {
        let scaled = |logit: f64| logit / temperature;
        log_sum_exp(sample.logits.iter().copied().map(scaled)) - scaled(sample.logits[sample.class])
    }))
}

fn log_sum_exp(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let largest = values.clone().fold(f64::NEG_INFINITY, f64::max);
    largest + libm::log(values.map(|value| libm::exp(value - largest)).sum())
}

/// The hottest and the coldest that a temperature may be: where every sample is
/// right the likelihood grows without end as it cools, where every one is wrong
/// as it heats.
const RANGE: (f64, f64) = (0.01, 100.0);

/// The temperature that makes the labels most likely (Guo et al. 2017,
/// arXiv 1706.04599, section 4.2): above 1 where the model is too sure. It is
/// found by bisection of the derivative with respect to β = 1 ÷ temperature, in
/// which the likelihood is concave. `None` without samples.
pub fn temperature(samples: &[Labelled]) -> Option<f64> {
    // d/dβ of the mean negative log-likelihood: E_softmax[z] − z of the class.
    let slope = |beta: f64| {
        mean(samples.iter().map(|sample| {
            let logits = sample.logits.iter().copied();
            let total = log_sum_exp(logits.clone().map(|logit| beta * logit));
            let expected: f64 = logits
                .map(|logit| logit * libm::exp(beta * logit - total))
                .sum();
            expected - sample.logits[sample.class]
        }))
    };
    let (mut low, mut high) = (1.0 / RANGE.1, 1.0 / RANGE.0);
    slope(low)?;
    for _ in 0..100 {
        // Between orders of magnitude, since β spans several.
        let middle = libm::sqrt(low * high);
        if slope(middle)? > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(1.0 / libm::sqrt(low * high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(logits: &[f64], class: usize) -> Labelled {
        Labelled {
            logits: logits.to_vec(),
            class,
        }
    }

    #[test]
    fn logits_of_the_shares_themselves_need_no_scaling() {
        // Three of four are of class 0, and the model says so: ln 3 to 0.
        let logits = [3_f64.ln(), 0.0];
        let fair: Vec<_> = [0, 0, 0, 1].map(|class| labelled(&logits, class)).into();
        assert!((temperature(&fair).unwrap() - 1.0).abs() < 1e-9);
        // Twice as sure as it may be.
        let sure: Vec<_> = [0, 0, 0, 1]
            .map(|class| labelled(&logits.map(|logit| 2.0 * logit), class))
            .into();
        assert!((temperature(&sure).unwrap() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_temperature_stays_in_its_range() {
        let right = [labelled(&[1.0, 0.0], 0)];
        let wrong = [labelled(&[1.0, 0.0], 1)];
        assert!((temperature(&right).unwrap() - RANGE.0).abs() < 1e-9);
        assert!((temperature(&wrong).unwrap() - RANGE.1).abs() < 1e-6);
        assert_eq!(temperature(&[]), None);
    }

    #[test]
    fn scores_outside_of_zero_to_one_fall_into_the_outer_bins() {
        let samples = [-1.0, 0.0, 0.5, 1.0, 2.0].map(|score| Scored {
            score,
            positive: score > 0.7,
        });
        let bins = reliability(&samples, 2);
        assert_eq!(bins.iter().map(|bin| bin.count).collect::<Vec<_>>(), [3, 2]);
        assert!(reliability(&samples, 0).is_empty());
        assert_eq!(calibration_error(&[]), None);
        assert_eq!(brier(&[]), None);
    }
}
