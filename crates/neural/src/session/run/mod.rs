//! One run: its data, its trainer, and what a page is shown of it.

mod editing;
mod showing;
mod training;

use super::checkpoints::Checkpoints;
use super::curve::History;
use super::maps::Grid;
use super::pace::Pace;
use super::stop::Watcher;
use super::{
    Command, Event, Example, MAX_EXAMPLES, MAX_FITTED, MapSize, Parts, Plane, Point, RunConfig,
    RunInfo, RunState, StopRule,
};
use crate::activation::Activation;
use crate::batch::{Batch, WIDE};
use crate::data::{Dataset, Part, Prepared, Shape, Task};
use crate::loss::{Head, Loss, Objective};
use crate::network::{LayerSpec, Spec, Workspace};
use crate::rng::{Rng, Stream};
use crate::rules::Rules;
use crate::trainer::Trainer;

#[derive(Debug)]
pub struct Run {
    id: u32,
    config: RunConfig,
    data: Prepared,
    objective: Objective,
    trainer: Trainer,
    train: Batch,
    test: Batch,
    examples: Vec<Example>,
    example_batch: Batch,
    work: Workspace,
    maps: MapSize,
    grids: [Option<Grid>; 2],
    history: History,
    checkpoints: Checkpoints,
    state: RunState,
    pace: Pace,
    goal: Option<Goal>,
    watcher: Watcher,
    due: bool,
}

/// Where running stops by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Goal {
    /// When this epoch is completed.
    Epoch(u32),
    /// When this step is made.
    Step(u64),
}

/// The points of a synthetic set, before they are split.
pub fn generate(config: &RunConfig, shape: Shape) -> Dataset {
    let mut rng = Rng::for_stream(config.seed, Stream::Data);
    shape.generate(config.samples as usize, config.noise / 100.0, &mut rng)
}

fn first(values: &[f32]) -> Vec<f32> {
    values[..values.len().min(MAX_FITTED)].to_vec()
}

fn rules(config: &RunConfig, objective: Objective) -> Rules {
    Rules {
        objective,
        optimiser: config.optimiser,
        learning_rate: config.learning_rate,
        schedule: config.schedule,
        l1: config.l1,
        l2: config.l2,
        weight_decay: config.weight_decay,
        clip: config.clip,
        batch_size: config.batch_size as usize,
    }
}

/// What a run's network makes small.
pub fn objective(config: &RunConfig, task: &Task) -> Objective {
    let head = task.head();
    let natural = if head == Head::Regression {
        Loss::Mse
    } else {
        Loss::CrossEntropy
    };
    Objective {
        head,
        loss: config.loss.unwrap_or(natural),
    }
}

/// A run's network at step 0.
pub fn trainer(config: &RunConfig, data: &Prepared, objective: Objective) -> Trainer {
    let output = LayerSpec::dense(data.task.outputs(), Activation::Linear);
    let spec = Spec {
        inputs: data.inputs.len(),
        layers: config
            .hidden
            .iter()
            .map(super::Hidden::spec)
            .chain([output])
            .collect(),
    };
    let rules = rules(config, objective);
    Trainer::new(
        spec,
        config.init,
        rules,
        data.train.targets.len(),
        config.seed,
    )
}

impl Run {
    pub fn new(id: u32, config: RunConfig, dataset: &Dataset, maps: MapSize) -> Self {
        let mut rng = Rng::for_stream(config.seed, Stream::Split);
        let data = Prepared::new(dataset, config.split / 100.0, config.features, &mut rng);
        let objective = objective(&config, &data.task);
        let trainer = trainer(&config, &data, objective);
        let features = data.inputs.len();
        let whole = |part: &Part| Batch::whole(&part.inputs, features, &part.targets);
        let columns = dataset.names.len();
        let examples: Vec<Example> = (data.test.index.iter().take(MAX_EXAMPLES))
            .map(|&row| Example {
                row,
                columns: dataset.rows[row as usize * columns..][..columns].to_vec(),
                target: dataset.targets[row as usize],
            })
            .collect();
        let shown = examples.len();
        let mut run = Self {
            id,
            train: whole(&data.train),
            test: whole(&data.test),
            example_batch: Batch::whole(
                &data.test.inputs[..shown * features],
                features,
                &data.test.targets[..shown],
            ),
            examples,
            work: Workspace::new(trainer.network().spec(), WIDE.width()),
            maps,
            grids: Grid::pair(&data, trainer.network(), maps),
            history: History::new(),
            checkpoints: Checkpoints::new(&trainer),
            state: RunState::Paused,
            pace: Pace::default(),
            goal: None,
            watcher: Watcher::default(),
            due: true,
            config,
            data,
            objective,
            trainer,
        };
        run.record();
        run
    }

    pub fn info(&self) -> RunInfo {
        let points = |part: &Part| {
            let points = self.data.points(part);
            (points.chunks_exact(2).zip(&part.targets))
                .map(|(x, &target)| Point {
                    x1: x[0],
                    x2: x[1],
                    target,
                })
                .collect()
        };
        let network = self.trainer.network();
        RunInfo {
            run: self.id,
            config: self.config.clone(),
            task: self.data.task.clone(),
            loss: self.objective.loss,
            columns: self.data.columns.clone(),
            inputs: self.data.inputs.clone(),
            layers: network.places().iter().map(|p| p.units as u32).collect(),
            parameters: network.parameters.len() as u32,
            train: self.train.count as u32,
            test: self.test.count as u32,
            batches_per_epoch: self.trainer.batches_per_epoch() as u32,
            plane: self.data.extent.map(|extent| Plane {
                extent,
                train: points(&self.data.train),
                test: points(&self.data.test),
            }),
            scaler: self.data.scaler.clone(),
            target_scaler: self.data.target_scaler.clone(),
            examples: self.examples.clone(),
            targets: if self.objective.head == Head::Regression {
                Parts {
                    train: first(&self.data.train.targets),
                    test: first(&self.data.test.targets),
                }
            } else {
                Parts::default()
            },
        }
    }

    /// Obeys a command that concerns the run.
    pub fn handle(&mut self, command: Command) -> Vec<Event> {
        let done = match command {
            Command::Play { epochs_per_second } => self.play(epochs_per_second),
            Command::StepEpoch => {
                let goal = Goal::Epoch(self.trainer.epoch() + 1);
                self.start(Pace::new(None), Some(goal))
            }
            Command::StepBatch => self.step_batch(),
            Command::Pause => {
                self.pause();
                Ok(Vec::new())
            }
            Command::Rewind => {
                self.rewind();
                Ok(Vec::new())
            }
            Command::Seek { step } => self.seek(step),
            Command::Tune(tuning) => self.tune(tuning),
            Command::Set { part, value } => self.set(part, value),
            Command::Freeze { part, frozen } => self.freeze(part, frozen),
            Command::Reshape(change) => self.reshape(change),
            Command::Restore {
                parameters,
                running,
            } => self.restore(&parameters, &running),
            Command::Predict { request, rows } => self.predict(request, &rows),
            Command::Load { .. }
            | Command::Maps(_)
            | Command::StopAt(_)
            | Command::Preview { .. } => Ok(Vec::new()),
        };
        done.unwrap_or_else(|error| vec![Event::Refused(error)])
    }

    pub fn set_stop(&mut self, rule: StopRule) {
        self.watcher = Watcher::new(rule);
        self.due = true;
    }

    pub fn set_maps(&mut self, size: MapSize) {
        self.maps = size;
        self.grids = Grid::pair(&self.data, self.trainer.network(), size);
        self.due = true;
    }

    /// Makes what depends on the network's shape anew.
    fn shape_changed(&mut self) {
        let network = self.trainer.network();
        self.work = Workspace::new(network.spec(), WIDE.width());
        self.grids = Grid::pair(&self.data, network, self.maps);
    }

    pub fn frame_due(&self) -> bool {
        self.due
    }
}
