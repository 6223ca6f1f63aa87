//! A run's data and its curve as tables.

use crate::csv::{self, Cell};
use neural::data::{Dataset, Prepared, Task};
use neural::rng::{Rng, Stream};
use neural::session::{CurvePoint, RunConfig};

/// Every sample in the data's own units and order, with the part that the run's
/// split puts it into.
pub fn data(dataset: &Dataset, config: &RunConfig) -> String {
    let mut rng = Rng::for_stream(config.seed, Stream::Split);
    let prepared = Prepared::new(dataset, config.split / 100.0, config.features, &mut rng);
    let mut part = vec!["test"; dataset.len()];
    for &row in &prepared.train.index {
        part[row as usize] = "train";
    }
    let columns = dataset.names.len();
    let header = (dataset.names.iter().cloned())
        .chain(["target".to_owned(), "part".to_owned()])
        .map(Cell::Text)
        .collect();
    let target = |at: usize| match &dataset.task {
        Task::Regression => Cell::Number(dataset.targets[at]),
        Task::Classification { classes } => {
            let class = classes.get(dataset.targets[at] as usize);
            Cell::Text(class.cloned().unwrap_or_default())
        }
    };
    let rows = (0..dataset.len()).map(|at| {
        let row = &dataset.rows[at * columns..(at + 1) * columns];
        let cells = row.iter().copied().map(Cell::Number);
        cells.chain([target(at), Cell::text(part[at])]).collect()
    });
    csv::write([header].into_iter().chain(rows))
}

/// Losses and accuracies over the epochs.
pub fn curve(points: &[CurvePoint]) -> String {
    let names = [
        "epoch",
        "train_loss",
        "train_accuracy",
        "test_loss",
        "test_accuracy",
    ];
    let header = names.into_iter().map(Cell::text).collect();
    let accuracy = |a: Option<f32>| Cell::Number(a.unwrap_or(f32::NAN));
    let rows = points.iter().map(|point| {
        vec![
            Cell::Whole(u64::from(point.epoch)),
            Cell::Number(point.train.loss),
            accuracy(point.train.accuracy),
            Cell::Number(point.test.loss),
            accuracy(point.test.accuracy),
        ]
    });
    csv::write([header].into_iter().chain(rows))
}
