//! One-shot jobs beside a session: a page sends a [`Job`], a [`Desk`] does it in
//! slices between the messages, and [`Report`]s come back: how far it is, what
//! is found so far, what was found in the end, or why it could not be done.
//!
//! ```
//! use neural::job::{Desk, Finding, Job, News, Setup};
//!
//! let mut desk = Desk::default();
//! let setup = Setup { epochs: 300, ..Setup::default() };
//! desk.start(1, Job::Predict(setup));
//! let mut reports = Vec::new();
//! while desk.busy() {
//!     reports.extend(desk.work(&mut || true));
//! }
//! let Some(News::Done(Finding::Predictions(found))) = reports.pop().map(|report| report.news)
//! else {
//!     panic!("a job ends with what it found")
//! };
//! assert!(found.test.confusion(found.classes.len()).accuracy() > Some(0.9));
//! ```
//!
//! A new job takes a variant of [`Job`] and of [`Finding`], and a `Work` that is
//! made in `Job::begin`.

mod answers;
mod bands;
mod cure;
mod desk;
mod few;
mod fit;
mod folds;
mod landscape;
mod leak;
mod network;
mod predict;
mod rates;
mod seek;
mod setup;
mod width;

pub use answers::Answers;
pub use bands::{Bands, Bootstrap, CurveBands, DecisionBands, RATES};
pub use cure::{CureRun, Curing, Made, Scores};
pub use desk::{Desk, News, Report};
pub use few::Held;
pub use folds::{Fold, Folding, MAX_FOLDS};
pub use landscape::{Directions, MAX_ENTRANTS, MAX_RACE, Raced, Racing, Scene, Way};
pub use leak::{Areas, Checks, Leak, LeakRun, Leaking, Suspicion};
pub use predict::Predictions;
pub use rates::{Ranged, Rates};
pub use seek::{MAX_TRIALS, SearchRun, Seeking, Sought, Trial};
pub use setup::{MAX_EPOCHS, SHARE, Setup};
pub use width::{Widened, Widening, peak};

use crate::session::LoadError;
use crate::tuning::bias_variance::{Apart, TakingApart};
use serde::{Deserialize, Serialize};

/// What is to be done. The same job finds the same, bit for bit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Trains a network and lets it answer for every row.
    Predict(Setup),
    /// Trains a network for each fold of a cross-validation.
    Folds(Folding),
    /// Trains with a leak from the test part and without it.
    Leak(Leaking),
    /// Draws samples again and again, and says how far their measures vary.
    Bootstrap(Bootstrap),
    /// Trains a network by several rules, and draws the loss around an end.
    Race(Racing),
    /// Lets the learning rate grow, and watches the loss.
    Rates(Rates),
    /// Trains on few examples, with or without what helps against overfitting.
    Cure(Curing),
    /// Searches for hyperparameters by several methods.
    Search(Seeking),
    /// Takes an error apart into bias, variance and noise.
    TakeApart(TakingApart),
    /// Sweeps a model's width far beyond the number of examples.
    Widen(Widening),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// Of [`Job::Predict`].
    Predictions(Predictions),
    /// Of [`Job::Folds`], as many as are done.
    Folds(Vec<Fold>),
    /// Of [`Job::Leak`].
    Leak(LeakRun),
    /// Of [`Job::Bootstrap`].
    Bands(Bands),
    /// Of [`Job::Race`], as far as it is run.
    Raced(Raced),
    /// Of [`Job::Rates`].
    Ranged(Ranged),
    /// Of [`Job::Cure`].
    Cure(CureRun),
    /// Of [`Job::Search`].
    Search(SearchRun),
    /// Of [`Job::TakeApart`].
    Apart(Apart),
    /// Of [`Job::Widen`].
    Widened(Widened),
}

/// Why a job was not done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum JobError {
    /// Its configuration or its data.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A setting outside its limits.
    #[error("a setting is out of range")]
    OutOfRange,
    /// The target is a number, and classes are needed.
    #[error("the target is a number, and the job needs classes")]
    NeedsClasses,
    /// Too few rows for the parts that the job cuts them into, or a class that
    /// none of them has.
    #[error("{rows} rows are too few")]
    TooFewRows {
        /// Rows there are.
        rows: u32,
    },
    /// The parameters left the finite numbers.
    #[error("training diverged")]
    Diverged,
}

/// Where a job is after a slice of work.
enum Step {
    /// There is more to do.
    More,
    /// So is there, and this is found so far.
    Interim(Finding),
    /// It is done.
    Done(Finding),
}

/// A job under way.
trait Work {
    /// Works until `keep_going` says no, or there is something to tell.
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError>;

    /// How much of it is done, 0 to 1.
    fn share(&self) -> f32;
}

impl Job {
    /// Does a job at once and gives what it finds: for whom nobody waits.
    ///
    /// # Errors
    /// As a [`Desk`] reports them.
    pub fn run(self) -> Result<Finding, JobError> {
        let mut work = self.begin()?;
        loop {
            if let Step::Done(finding) = work.advance(&mut || true)? {
                return Ok(finding);
            }
        }
    }

    /// Checks a job, and readies its work.
    fn begin(self) -> Result<Box<dyn Work>, JobError> {
        match self {
            Self::Predict(setup) => predict::begin(&setup),
            Self::Folds(folding) => folds::begin(&folding),
            Self::Leak(leaking) => leak::begin(&leaking),
            Self::Bootstrap(bootstrap) => bands::begin(bootstrap),
            Self::Race(racing) => landscape::begin(racing),
            Self::Rates(rates) => rates::begin(rates),
            Self::Cure(curing) => cure::begin(&curing),
            Self::Search(seeking) => seek::begin(seeking),
            Self::TakeApart(what) => width::take_apart(what),
            Self::Widen(widening) => width::descend(&widening),
        }
    }
}
