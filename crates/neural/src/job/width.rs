//! The error over a model's width: its parts, and its second descent.

use super::{Finding, JobError, Step, Work};
use crate::data;
use crate::session::LoadError;
use crate::tuning::bias_variance::{Decomposition, TakingApart};
use crate::tuning::descent::{Descending, Descent, WidthError};
use serde::{Deserialize, Serialize};

/// A sweep of the width on the digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Widening {
    /// What is swept.
    pub what: Descending,
    /// The digits, in the format of [`crate::data::digits`].
    #[serde(with = "crate::session::bytes")]
    pub digits: Vec<u8>,
}

/// The error at each width, over the draws that are done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Widened {
    /// Training examples: the width from which on they can be met exactly.
    pub threshold: u32,
    /// Draws that are done.
    pub draws: u32,
    /// The error at each width.
    pub curve: Vec<WidthError>,
}

struct Widen {
    threshold: u32,
    descent: Descent,
    told: u32,
}

pub(super) fn descend(job: &Widening) -> Result<Box<dyn Work>, JobError> {
    if !job.what.is_sound() {
        return Err(JobError::OutOfRange);
    }
    let digits = data::digits(&job.digits).map_err(LoadError::Digits)?;
    let rows = digits.len() as u32;
    Ok(Box::new(Widen {
        threshold: job.what.examples,
        descent: Descent::new(job.what, digits).ok_or(JobError::TooFewRows { rows })?,
        told: 0,
    }))
}

impl Widen {
    fn found(&self) -> Finding {
        Finding::Widened(Widened {
            threshold: self.threshold,
            draws: self.descent.draws(),
            curve: self.descent.curve(),
        })
    }
}

impl Work for Widen {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        loop {
            if self.descent.step() {
                return Ok(Step::Done(self.found()));
            }
            if self.descent.draws() > self.told {
                self.told = self.descent.draws();
                return Ok(Step::Interim(self.found()));
            }
            if !keep_going() {
                return Ok(Step::More);
            }
        }
    }

    fn share(&self) -> f32 {
        self.descent.share()
    }
}

struct TakeApart(Decomposition);

pub(super) fn take_apart(what: TakingApart) -> Result<Box<dyn Work>, JobError> {
    let work = Decomposition::new(what).ok_or(JobError::OutOfRange)?;
    Ok(Box::new(TakeApart(work)))
}

impl Work for TakeApart {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        loop {
            if self.0.step() {
                return Ok(Step::Done(Finding::Apart(self.0.found().clone())));
            }
            if !keep_going() {
                return Ok(Step::More);
            }
        }
    }

    fn share(&self) -> f32 {
        self.0.share()
    }
}

/// What a curve says: the width with the greatest test error.
pub fn peak(curve: &[WidthError]) -> Option<&WidthError> {
    curve.iter().max_by(|a, b| a.test.total_cmp(&b.test))
}
