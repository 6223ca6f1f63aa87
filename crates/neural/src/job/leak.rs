//! A leak from the test part on purpose: how good it makes a model look, how
//! good the model is, and which check finds it.

use super::fit::{Plan, Trainings};
use super::predict::{cut, parts};
use super::setup::{stream, take};
use super::{Answers, Finding, JobError, Setup, Work};
use crate::data::{Dataset, Scaling};
use crate::metrics::ranking::{roc, roc_area};
use crate::metrics::threshold::Scored;
use crate::rng::Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Columns of noise from which [`Leak::Selection`] takes the best.
const NOISE_COLUMNS: usize = 1000;
/// Columns that it takes.
const SELECTED: usize = 10;
/// Rows of each class that it looks at: in many rows noise has no favourites.
const ROWS_PER_CLASS: usize = 60;

/// A mistake by which the test part is known in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Leak {
    /// Half of the rows are in the table twice, and it is split by rows.
    Duplicates,
    /// The best ten of a thousand columns of noise are chosen by all the rows,
    /// and then they are split. (Hastie, Tibshirani and Friedman, *The Elements of
    /// Statistical Learning*, 2nd edition, §7.10.2.)
    Selection,
    /// A column was filled in after the answer was known; with new data it is empty.
    Answer,
}

/// A leak to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leaking {
    /// What is trained, on two classes.
    pub setup: Setup,
    /// The leak.
    pub leak: Leak,
}

/// Areas under the ROC curve; `None` where a part lacks a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Areas {
    /// On the test part.
    pub test: Option<f64>,
    /// On rows that were set aside before anything was done.
    pub fresh: Option<f64>,
}

/// What [`Job::Leak`](super::Job::Leak) found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeakRun {
    /// Without the leak.
    pub honest: Areas,
    /// With it.
    pub leaking: Areas,
    /// What the checks find in the leaking table and its training.
    pub checks: Checks,
    /// What they find in the honest ones, of which no training on shuffled classes
    /// is made.
    pub honest_checks: Checks,
}

/// Checks that need no fresh data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Checks {
    /// Rows of the test part.
    pub test_rows: u32,
    /// Those of them that are in the training part, value for value.
    pub shared_rows: u32,
    /// The column that alone ranks the training part best.
    pub column: String,
    /// The area under the ROC curve that it alone has there, whichever its sign.
    pub column_area: f64,
    /// The area on the test part when the same is done with shuffled classes, in
    /// which there is nothing to be learnt; not looked at if `None`.
    pub shuffled_area: Option<f64>,
    /// The area that chance stays below but for once in a thousand.
    pub chance: f64,
}

/// What a check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// Rows are in both parts.
    SharedRows,
    /// One column says it all.
    OneColumn,
    /// Something is learnt where there is nothing to learn.
    LearnsFromNothing,
}

impl Checks {
    /// From which area on one column is suspicious.
    pub const TOO_GOOD: f64 = 0.999;

    /// What is suspicious.
    pub fn suspicions(&self) -> Vec<Suspicion> {
        let shuffled = self.shuffled_area.is_some_and(|area| area > self.chance);
        [
            (self.shared_rows > 0, Suspicion::SharedRows),
            (self.column_area >= Self::TOO_GOOD, Suspicion::OneColumn),
            (shuffled, Suspicion::LearnsFromNothing),
        ]
        .into_iter()
        .filter_map(|(struck, suspicion)| struck.then_some(suspicion))
        .collect()
    }

    fn of(case: &Case) -> Self {
        let [train, test] = &case.split;
        let (column, column_area) = best_column(&case.data, train);
        let positives = test
            .iter()
            .filter(|row| case.data.targets[**row as usize] > 0.5)
            .count() as f64;
        let negatives = test.len() as f64 - positives;
        // The deviation of Mann and Whitney's statistic when the classes are shuffled.
        let deviation = ((positives + negatives + 1.0) / (12.0 * positives * negatives)).sqrt();
        Self {
            test_rows: test.len() as u32,
            shared_rows: shared(&case.data, train, test),
            column,
            column_area,
            shuffled_area: None,
            chance: 0.5 + 3.1 * deviation,
        }
    }
}

/// Rows of `test` that are in `train`, value for value.
fn shared(data: &Dataset, train: &[u32], test: &[u32]) -> u32 {
    let columns = data.names.len();
    let bits = |row: &u32| -> Vec<u32> {
        let values = &data.rows[*row as usize * columns..][..columns];
        values.iter().map(|value| value.to_bits()).collect()
    };
    let known: BTreeSet<_> = train.iter().map(bits).collect();
    test.iter().filter(|row| known.contains(&bits(row))).count() as u32
}

/// The column that alone ranks some rows best, with its area.
fn best_column(data: &Dataset, rows: &[u32]) -> (String, f64) {
    let columns = data.names.len();
    let mut best = (String::new(), 0.0);
    for (column, name) in data.names.iter().enumerate() {
        let scored: Vec<Scored> = rows
            .iter()
            .map(|&row| Scored {
                score: f64::from(data.rows[row as usize * columns + column]),
                positive: data.targets[row as usize] > 0.5,
            })
            .filter(|sample| !sample.score.is_nan())
            .collect();
        let Some(area) = roc(&scored).map(|curve| roc_area(&curve)) else {
            continue;
        };
        let area = area.max(1.0 - area);
        if area > best.1 {
            best = (name.clone(), area);
        }
    }
    best
}

/// A table, split, and rows that were never in it.
struct Case {
    data: Rc<Dataset>,
    split: [Vec<u32>; 2],
    fresh: (Rc<Dataset>, Vec<u32>),
}

impl Case {
    fn plan(&self) -> Plan {
        let [train, test] = self.split.clone();
        Plan {
            data: self.data.clone(),
            train,
            ask: vec![(self.data.clone(), test), self.fresh.clone()],
        }
    }
}

/// The honest case, the leaking one, and the leaking one with shuffled classes.
type Cases = [Case; 3];

pub(super) fn begin(leaking: &Leaking) -> Result<Box<dyn Work>, JobError> {
    let setup = &leaking.setup;
    let data = setup.dataset()?;
    if data.task.classes() != 2 {
        return Err(JobError::NeedsClasses);
    }
    let mut rng = setup.rng(stream::LEAK);
    let cases = match leaking.leak {
        Leak::Duplicates => duplicates(setup, data, &mut rng),
        Leak::Selection => selection(setup, &data, &mut rng),
        Leak::Answer => answer(setup, data, &mut rng),
    }?;
    let [honest_checks, checks, _] = cases.each_ref().map(Checks::of);
    let plans = cases.iter().map(Case::plan).collect();
    Ok(Trainings::begin(setup, plans, false, move |done| {
        let area = |case: usize, part: usize| {
            let answers: &Answers = done.get(case)?.get(part)?;
            roc(&answers.scored(1)).map(|curve| roc_area(&curve))
        };
        let areas = |case| Areas {
            test: area(case, 0),
            fresh: area(case, 1),
        };
        Finding::Leak(LeakRun {
            honest: areas(0),
            leaking: areas(1),
            checks: Checks {
                shuffled_area: area(2, 0),
                ..checks.clone()
            },
            honest_checks: honest_checks.clone(),
        })
    }))
}

/// The same table with its classes in random order.
fn shuffled(data: &Dataset, rng: &mut Rng) -> Dataset {
    let mut shuffled = data.clone();
    rng.shuffle(&mut shuffled.targets);
    shuffled
}

fn duplicates(setup: &Setup, data: Dataset, rng: &mut Rng) -> Result<Cases, JobError> {
    let [train, test, fresh] = parts(setup, &data)?;
    let share = train.len() as f64 / (train.len() + test.len()) as f64;
    let mut table = [&train[..], &test].concat();
    rng.shuffle(&mut table);
    let twice = &table[..table.len() / 2];
    let doubled = take(&data, &[&table[..], twice].concat());
    let all = |data: &Dataset| (0..data.len() as u32).collect::<Vec<_>>();
    let split = cut(&doubled, all(&doubled), &[share], rng)?;
    let (data, doubled) = (Rc::new(data), Rc::new(doubled));
    let fresh = (data.clone(), fresh);
    Ok([
        Case {
            data,
            split: [train, test],
            fresh: fresh.clone(),
        },
        Case {
            data: doubled.clone(),
            split: split.clone(),
            fresh: fresh.clone(),
        },
        Case {
            data: Rc::new(shuffled(&doubled, rng)),
            split,
            fresh,
        },
    ])
}

/// How strongly a column goes with the classes over some rows: the absolute value
/// of Pearson's correlation.
fn correlation(data: &Dataset, rows: &[u32], column: usize) -> f64 {
    let columns = data.names.len();
    let pair = |row: &u32| {
        let at = *row as usize;
        (
            f64::from(data.rows[at * columns + column]),
            f64::from(data.targets[at]),
        )
    };
    let count = rows.len() as f64;
    let (sum_x, sum_y) = rows
        .iter()
        .map(pair)
        .fold((0.0, 0.0), |(x, y), (dx, dy)| (x + dx, y + dy));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in rows.iter().map(pair) {
        let (dx, dy) = (x - mean_x, y - mean_y);
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    xy.abs() / (xx * yy).sqrt()
}

/// The columns that go with the classes best, over some rows.
fn selected(data: &Dataset, rows: &[u32]) -> Vec<usize> {
    let mut ranked: Vec<(f64, usize)> = (0..data.names.len())
        .map(|column| (correlation(data, rows, column), column))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.truncate(SELECTED);
    ranked.into_iter().map(|(_, column)| column).collect()
}

/// Some columns of a table.
fn with_columns(data: &Dataset, chosen: &[usize]) -> Dataset {
    let columns = data.names.len();
    let rows = data.rows.chunks_exact(columns);
    Dataset {
        names: chosen.iter().map(|k| data.names[*k].clone()).collect(),
        rows: rows
            .flat_map(|row| chosen.iter().map(|k| row[*k]))
            .collect(),
        ..data.clone()
    }
}

fn selection(setup: &Setup, data: &Dataset, rng: &mut Rng) -> Result<Cases, JobError> {
    let [train, test, fresh] = parts(setup, data)?;
    let few = |rows: Vec<u32>, most: usize| {
        let mut left = [most; 2];
        let mut rows = rows;
        rows.retain(|row| {
            let left = &mut left[usize::from(data.targets[*row as usize] > 0.5)];
            let kept = *left > 0;
            *left = left.saturating_sub(1);
            kept
        });
        rows
    };
    let half = ROWS_PER_CLASS / 2;
    let (train, test) = (few(train, half), few(test, half));
    let noise = Dataset {
        names: (1..=NOISE_COLUMNS).map(|k| format!("r{k}")).collect(),
        rows: (0..data.len() * NOISE_COLUMNS)
            .map(|_| rng.normal())
            .collect(),
        targets: data.targets.clone(),
        task: data.task.clone(),
        scaling: Scaling::Standardise,
    };
    let table = [&train[..], &test].concat();
    let case = |noise: &Dataset, seen: &[u32]| {
        let chosen = Rc::new(with_columns(noise, &selected(noise, seen)));
        Case {
            data: chosen.clone(),
            split: [train.clone(), test.clone()],
            fresh: (chosen, fresh.clone()),
        }
    };
    Ok([
        case(&noise, &train),
        case(&noise, &table),
        case(&shuffled(&noise, rng), &table),
    ])
}

fn answer(setup: &Setup, data: Dataset, rng: &mut Rng) -> Result<Cases, JobError> {
    /// How far what was filled in strays from −1 and 1.
    const BLUR: f32 = 0.25;
    let [train, test, fresh] = parts(setup, &data)?;
    let columns = data.names.len();
    let mut with = |known: bool| {
        let rows = data.rows.chunks_exact(columns).zip(&data.targets);
        Dataset {
            names: data
                .names
                .iter()
                .cloned()
                .chain(["answer".to_owned()])
                .collect(),
            rows: rows
                .flat_map(|(row, target)| {
                    let value = 2.0 * target - 1.0 + BLUR * rng.normal();
                    let filled = if known { value } else { f32::NAN };
                    row.iter().copied().chain([filled])
                })
                .collect(),
            ..data.clone()
        }
    };
    let (filled, empty) = (Rc::new(with(true)), Rc::new(with(false)));
    let mixed = Rc::new(shuffled(&filled, rng));
    let data = Rc::new(data);
    let case = |data: Rc<Dataset>, new: Rc<Dataset>| Case {
        data,
        split: [train.clone(), test.clone()],
        fresh: (new, fresh.clone()),
    };
    Ok([
        case(data.clone(), data),
        case(filled, empty.clone()),
        case(mixed, empty),
    ])
}
