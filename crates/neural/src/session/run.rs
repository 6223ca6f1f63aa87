//! One run: its data, its trainer, and what a page is shown of it.

use super::curve::History;
use super::maps::Grid;
use super::pace::Pace;
use super::{
    Advance, Command, CommandError, CurvePoint, Event, Example, Frame, Layer, MAX_EXAMPLES,
    MAX_PREDICT_ROWS, MapSize, Next, Plane, Point, Prediction, RunConfig, RunInfo, RunState,
};
use crate::activation::Activation;
use crate::batch::{Batch, WIDE};
use crate::data::{Dataset, Part, Prepared, Shape};
use crate::evaluate::{evaluate, predict};
use crate::loss::{Head, Loss, Objective};
use crate::metrics::Confusion;
use crate::network::{LayerSpec, Spec, Workspace};
use crate::rng::{Rng, Stream};
use crate::trainer::{Diverged, Rules, Samples, Trainer};

/// Floating-point operations between two questions whether to keep going, some
/// 20 microseconds of work.
const QUANTUM: usize = 200_000;

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
    grids: [Option<Grid>; 2],
    history: History,
    state: RunState,
    pace: Pace,
    /// Running stops when this epoch is completed.
    until: Option<u32>,
    due: bool,
}

/// The points of a synthetic set.
pub fn generate(config: &RunConfig, shape: Shape) -> Dataset {
    let mut rng = Rng::for_stream(config.seed, Stream::Data);
    shape.generate(config.samples as usize, config.noise / 100.0, &mut rng)
}

fn trainer(config: &RunConfig, data: &Prepared, objective: Objective) -> Trainer {
    let hidden = config.hidden.iter().map(|h| LayerSpec {
        units: h.units as usize,
        activation: h.activation,
    });
    let output = LayerSpec {
        units: data.task.outputs(),
        activation: Activation::Linear,
    };
    let spec = Spec {
        inputs: data.inputs.len(),
        layers: hidden.chain([output]).collect(),
    };
    let rules = Rules {
        objective,
        optimiser: config.optimiser,
        learning_rate: config.learning_rate,
        l1: config.l1,
        l2: config.l2,
        weight_decay: config.weight_decay,
        batch_size: config.batch_size as usize,
    };
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
        let head = data.task.head();
        let natural = if head == Head::Regression {
            Loss::Mse
        } else {
            Loss::CrossEntropy
        };
        let objective = Objective {
            head,
            loss: config.loss.unwrap_or(natural),
        };
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
            work: Workspace::new(trainer.network.spec(), WIDE.width()),
            grids: Grid::pair(&data, &trainer.network, maps),
            history: History::new(),
            state: RunState::Paused,
            pace: Pace::default(),
            until: None,
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
            let points = part.columns.chunks_exact(2).zip(&part.targets);
            points
                .map(|(x, &target)| Point {
                    x1: x[0],
                    x2: x[1],
                    target,
                })
                .collect()
        };
        let network = &self.trainer.network;
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
        }
    }

    /// Obeys a command that concerns the run.
    pub fn handle(&mut self, command: Command) -> Vec<Event> {
        let refused = |error| vec![Event::Refused(error)];
        match command {
            Command::Play { epochs_per_second } => {
                let speed = epochs_per_second.map(f64::from);
                if speed.is_some_and(|s| !s.is_finite() || s <= 0.0) {
                    return refused(CommandError::WrongSpeed);
                }
                let steps = speed.map(|s| s * self.trainer.batches_per_epoch() as f64);
                return self.start(Pace::new(steps), None);
            }
            Command::StepEpoch => {
                let until = self.trainer.epoch() + 1;
                return self.start(Pace::new(None), Some(until));
            }
            Command::StepBatch => {
                if self.state == RunState::Diverged {
                    return refused(CommandError::Diverged);
                }
                self.state = RunState::Paused;
                self.due = true;
                if self.step().is_err() {
                    return vec![self.diverged()];
                }
            }
            Command::Pause => {
                if self.state == RunState::Running {
                    self.state = RunState::Paused;
                    self.due = true;
                }
            }
            Command::Rewind => {
                self.trainer = trainer(&self.config, &self.data, self.objective);
                self.history = History::new();
                self.state = RunState::Paused;
                self.due = true;
                self.record();
            }
            Command::Predict { request, rows } => return vec![self.predict(request, &rows)],
            Command::Load { .. } | Command::Maps(_) | Command::Preview { .. } => {}
        }
        Vec::new()
    }

    fn start(&mut self, pace: Pace, until: Option<u32>) -> Vec<Event> {
        if self.state == RunState::Diverged {
            return vec![Event::Refused(CommandError::Diverged)];
        }
        self.state = RunState::Running;
        self.pace = pace;
        self.until = until;
        self.due = true;
        Vec::new()
    }

    pub fn set_maps(&mut self, size: MapSize) {
        self.grids = Grid::pair(&self.data, &self.trainer.network, size);
        self.due = true;
    }

    /// One mini-batch, and the curve's point after the last one of an epoch.
    fn step(&mut self) -> Result<(), Diverged> {
        let samples = Samples {
            rows: &self.data.train.inputs,
            targets: &self.data.train.targets,
        };
        if self.trainer.step(samples)? && self.history.wants(self.trainer.epoch()) {
            self.record();
        }
        Ok(())
    }

    fn diverged(&mut self) -> Event {
        self.state = RunState::Diverged;
        Event::Diverged {
            run: self.id,
            step: self.trainer.step_number(),
        }
    }

    fn record(&mut self) {
        let (network, work) = (&self.trainer.network, &mut self.work);
        let mut over = |set| evaluate(network, self.objective, set, work, None);
        let point = CurvePoint {
            epoch: self.trainer.epoch(),
            train: over(&self.train),
            test: over(&self.test),
        };
        self.history.push(point);
    }

    pub fn advance(&mut self, now: f64, keep_going: &mut dyn FnMut() -> bool) -> Advance {
        let mut done = Advance {
            steps: 0,
            events: Vec::new(),
            next: Next::Idle,
        };
        if self.state != RunState::Running {
            return done;
        }
        let batch = (self.config.batch_size as usize).min(self.train.count);
        let per_step = 6 * self.trainer.network.parameters.len() * batch + 3000;
        let quantum = (QUANTUM / per_step).max(1) as u64;
        let mut granted = self.pace.granted(now);
        while granted > 0 {
            for _ in 0..quantum.min(granted) {
                if self.step().is_err() {
                    done.events.push(self.diverged());
                    self.due = true;
                    return done;
                }
                self.pace.spend();
                done.steps += 1;
                self.due = true;
                if self.until == Some(self.trainer.epoch()) {
                    self.state = RunState::Paused;
                    return done;
                }
            }
            granted -= quantum.min(granted);
            if !keep_going() {
                break;
            }
        }
        done.next = match self.pace.wait() {
            Some(seconds) if seconds > 0.0 => Next::After(seconds),
            _ => Next::Now,
        };
        done
    }

    fn predict(&mut self, request: u32, rows: &[f32]) -> Event {
        let columns = self.data.columns.len();
        let count = rows.len() / columns;
        if !rows.len().is_multiple_of(columns) || count > MAX_PREDICT_ROWS {
            return Event::Refused(CommandError::WrongColumns {
                columns: columns as u32,
            });
        }
        let inputs: Vec<f32> = (rows.chunks_exact(columns))
            .flat_map(|row| self.data.inputs_of(row))
            .collect();
        let set = Batch::whole(&inputs, self.data.inputs.len(), &vec![0.0; count]);
        Event::Predicted {
            request,
            predictions: self.predictions(&set),
        }
    }

    fn predictions(&mut self, set: &Batch) -> Vec<Prediction> {
        let network = &self.trainer.network;
        let answers = predict(network, self.objective, set, &mut self.work);
        let to_own_units = |(mut outputs, class): (Vec<f32>, usize)| {
            if self.objective.head == Head::Regression {
                for value in &mut outputs {
                    *value = self.data.target_scaler.undo(0, *value);
                }
            }
            Prediction {
                outputs,
                class: class as u32,
            }
        };
        answers.into_iter().map(to_own_units).collect()
    }

    pub fn frame_due(&self) -> bool {
        self.due
    }

    pub fn frame(&mut self) -> Frame {
        self.due = false;
        let objective = self.objective;
        let example_batch = self.example_batch.clone();
        let examples = self.predictions(&example_batch);
        let (network, work) = (&self.trainer.network, &mut self.work);
        let classes = self.data.task.classes();
        let mut confusion = (classes > 0).then(|| Confusion::new(classes));
        let train = evaluate(network, objective, &self.train, work, None);
        let test = evaluate(network, objective, &self.test, work, confusion.as_mut());
        let [output_grid, neuron_grid] = &mut self.grids;
        Frame {
            run: self.id,
            step: self.trainer.step_number(),
            epoch: self.trainer.epoch(),
            batch: self.trainer.batch_in_epoch() as u32,
            state: self.state,
            train,
            test,
            curve: self.history.take(),
            layers: (network.places().iter())
                .map(|place| Layer {
                    inputs: place.inputs as u32,
                    weights: network.parameters[place.weights.clone()].to_vec(),
                    biases: network.parameters[place.biases.clone()].to_vec(),
                })
                .collect(),
            output_maps: (output_grid.as_mut())
                .map_or_else(Vec::new, |g| g.outputs(network, objective, work)),
            neuron_maps: (neuron_grid.as_mut()).map_or_else(Vec::new, |g| g.neurons(network, work)),
            confusion,
            examples,
        }
    }
}
