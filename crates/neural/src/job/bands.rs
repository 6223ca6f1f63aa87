//! How far measures may be off because the sample is small: the bootstrap, a
//! resample at a time.

use super::{Finding, JobError, Step, Work};
use crate::metrics::bootstrap::{Interval, between, resample};
use crate::metrics::ranking::{
    average_precision, precision_at, precision_recall, rate_at, roc, roc_area,
};
use crate::metrics::threshold::{Counts, Scored};
use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// Rates at which a curve has a band, from 0 to 1 at equal distances.
pub const RATES: usize = 41;
/// The most resamples.
const MAX_RESAMPLES: u32 = 10_000;

/// Resamples to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// The sample.
    pub samples: Vec<Scored>,
    /// The threshold whose decisions are measured; `None` for the curves, which
    /// have none.
    pub threshold: Option<f64>,
    /// How many resamples.
    pub resamples: u32,
    /// The share of them that an interval holds, 0.95 for instance.
    pub level: f64,
    /// Decides the draws.
    pub seed: u32,
}

/// What the resamples say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Bands {
    /// Of the decisions at a threshold.
    Decisions(DecisionBands),
    /// Of the curves.
    Curves(CurveBands),
}

/// Intervals of a threshold's measures; `None` where one is not defined.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DecisionBands {
    /// Of the accuracy.
    pub accuracy: Option<Interval>,
    /// Of the precision.
    pub precision: Option<Interval>,
    /// Of the recall.
    pub recall: Option<Interval>,
    /// Of F1.
    pub f1: Option<Interval>,
}

/// Intervals along the curves, and of their areas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CurveBands {
    /// Of the true-positive rate at each of [`RATES`] false-positive rates.
    pub roc: Vec<Option<Interval>>,
    /// Of the precision at each of [`RATES`] recalls.
    pub precision_recall: Vec<Option<Interval>>,
    /// Of the area under the ROC curve.
    pub roc_area: Option<Interval>,
    /// Of the average precision.
    pub average_precision: Option<Interval>,
}

/// The rate at one of [`RATES`] places.
fn rate(place: usize) -> f64 {
    place as f64 / (RATES - 1) as f64
}

struct Resampling {
    job: Bootstrap,
    rng: Rng,
    drawn: Vec<Scored>,
    done: u32,
    /// A row a measure: what each resample gave, where it is defined.
    values: Vec<Vec<f64>>,
}

pub(super) fn begin(job: Bootstrap) -> Result<Box<dyn Work>, JobError> {
    let sound = (1..=MAX_RESAMPLES).contains(&job.resamples)
        && (0.0..=1.0).contains(&job.level)
        && job.samples.iter().all(|sample| !sample.score.is_nan());
    if !sound {
        return Err(JobError::OutOfRange);
    }
    let measures = if job.threshold.is_some() {
        4
    } else {
        2 * RATES + 2
    };
    Ok(Box::new(Resampling {
        rng: Rng::new(u64::from(job.seed), 0),
        drawn: Vec::new(),
        done: 0,
        values: vec![Vec::new(); measures],
        job,
    }))
}

impl Resampling {
    fn note(&mut self, measure: usize, value: Option<f64>) {
        self.values[measure].extend(value);
    }

    fn once(&mut self) {
        resample(&self.job.samples, &mut self.drawn, &mut self.rng);
        if let Some(threshold) = self.job.threshold {
            let counts = Counts::at(&self.drawn, threshold);
            let measures = [
                counts.accuracy(),
                counts.precision(),
                counts.recall(),
                counts.f1(),
            ];
            for (measure, value) in measures.into_iter().enumerate() {
                self.note(measure, value);
            }
            return;
        }
        let (roc, precision) = (roc(&self.drawn), precision_recall(&self.drawn));
        if let Some(curve) = &roc {
            for place in 0..RATES {
                self.note(place, Some(rate_at(curve, rate(place))));
            }
            self.note(2 * RATES, Some(roc_area(curve)));
        }
        if let Some(curve) = &precision {
            for place in 0..RATES {
                self.note(RATES + place, precision_at(curve, rate(place)));
            }
            self.note(2 * RATES + 1, Some(average_precision(curve)));
        }
    }

    fn bands(&mut self) -> Bands {
        let level = self.job.level;
        let mut found = std::mem::take(&mut self.values)
            .into_iter()
            .map(|values| between(values, level));
        let mut next = || found.next().flatten();
        if self.job.threshold.is_some() {
            return Bands::Decisions(DecisionBands {
                accuracy: next(),
                precision: next(),
                recall: next(),
                f1: next(),
            });
        }
        Bands::Curves(CurveBands {
            roc: (0..RATES).map(|_| next()).collect(),
            precision_recall: (0..RATES).map(|_| next()).collect(),
            roc_area: next(),
            average_precision: next(),
        })
    }
}

impl Work for Resampling {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        while self.done < self.job.resamples {
            self.once();
            self.done += 1;
            if !keep_going() {
                return Ok(Step::More);
            }
        }
        Ok(Step::Done(Finding::Bands(self.bands())))
    }

    fn share(&self) -> f32 {
        self.done as f32 / self.job.resamples as f32
    }
}
