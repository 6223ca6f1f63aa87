//! Frames and predictions.

use super::super::{
    CommandError, Event, Frame, Layer, MAX_FITTED, MAX_PREDICT_ROWS, Parts, Prediction,
};
use super::Run;
use crate::batch::Batch;
use crate::evaluate::{errors, evaluate, fitted, predict};
use crate::loss::Head;
use crate::metrics::Confusion;

impl Run {
    pub(super) fn predict(
        &mut self,
        request: u32,
        rows: &[f32],
    ) -> Result<Vec<Event>, CommandError> {
        let columns = self.data.columns.len();
        let count = rows.len() / columns;
        if !rows.len().is_multiple_of(columns) || count > MAX_PREDICT_ROWS {
            return Err(CommandError::WrongColumns {
                columns: columns as u32,
            });
        }
        let inputs: Vec<f32> = (rows.chunks_exact(columns))
            .flat_map(|row| self.data.inputs_of(row))
            .collect();
        let set = Batch::whole(&inputs, self.data.inputs.len(), &vec![0.0; count]);
        Ok(vec![Event::Predicted {
            request,
            predictions: self.predictions(&set),
        }])
    }

    fn predictions(&mut self, set: &Batch) -> Vec<Prediction> {
        let answers = predict(self.trainer.network(), self.objective, set, &mut self.work);
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

    pub fn frame(&mut self) -> Frame {
        self.due = false;
        let example_batch = self.example_batch.clone();
        let examples = self.predictions(&example_batch);
        let layers = self.layers();
        let objective = self.objective;
        let (network, work) = (self.trainer.network(), &mut self.work);
        let classes = self.data.task.classes();
        let counts = || (classes > 0).then(|| Confusion::new(classes));
        let (mut confusion, mut train_confusion) = (counts(), counts());
        let train = evaluate(
            network,
            objective,
            &self.train,
            work,
            train_confusion.as_mut(),
        );
        let test = evaluate(network, objective, &self.test, work, confusion.as_mut());
        let fitted = if objective.head == Head::Regression {
            Parts {
                train: fitted(network, &self.train, work, MAX_FITTED),
                test: fitted(network, &self.test, work, MAX_FITTED),
            }
        } else {
            Parts::default()
        };
        let unit = self.data.target_scaler.deviation[0];
        let errors = (objective.head == Head::Regression)
            .then(|| [&self.train, &self.test].map(|set| errors(network, set, work, unit)));
        let [output_grid, neuron_grid] = &mut self.grids;
        Frame {
            run: self.id,
            step: self.trainer.step_number(),
            epoch: self.trainer.epoch(),
            batch: self.trainer.batch_in_epoch() as u32,
            state: self.state,
            stopped: self.watcher.reason(),
            learning_rate: self.trainer.learning_rate(),
            reach: self.checkpoints.reach(),
            train,
            test,
            curve: self.history.take(),
            layers,
            output_maps: (output_grid.as_mut())
                .map_or_else(Vec::new, |g| g.outputs(network, objective, work)),
            neuron_maps: (neuron_grid.as_mut()).map_or_else(Vec::new, |g| g.neurons(network, work)),
            confusion,
            train_confusion,
            errors,
            examples,
            fitted,
        }
    }

    fn layers(&self) -> Vec<Layer> {
        let parameters = &self.trainer.network().parameters;
        let frozen = self.trainer.frozen();
        let network = self.trainer.network();
        let layer = |place: &crate::network::Place| {
            let frozen = &frozen[place.weights.start..place.biases.end];
            Layer {
                inputs: place.inputs as u32,
                weights: parameters[place.weights.clone()].to_vec(),
                biases: parameters[place.biases.clone()].to_vec(),
                norm: parameters[place.norm.clone()].to_vec(),
                frozen: if frozen.contains(&true) {
                    frozen.to_vec()
                } else {
                    Vec::new()
                },
                running: network.running(place).to_vec(),
            }
        };
        network.places().iter().map(layer).collect()
    }
}
