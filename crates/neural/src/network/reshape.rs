//! Another shape for a trained network, keeping the parameters that still have a
//! place.

use super::{LayerSpec, Network, Spec};
use crate::init::Init;
use crate::rng::Rng;

/// A change of a network's hidden layers. Layers are counted from 0, the first
/// hidden one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reshape {
    /// One more neuron at the end of a hidden layer.
    AddNeuron {
        /// The layer.
        layer: usize,
    },
    /// One neuron less.
    RemoveNeuron {
        /// The layer.
        layer: usize,
        /// The neuron's number in it.
        unit: usize,
    },
    /// Another hidden layer, before the one that now has its number.
    AddLayer {
        /// The number it will have.
        at: usize,
        /// What it is.
        layer: LayerSpec,
    },
    /// One hidden layer less.
    RemoveLayer {
        /// The layer.
        layer: usize,
    },
}

/// For each layer of the new shape, the old layer, and each neuron's old number.
struct Origin {
    layer: Option<usize>,
    units: Vec<Option<usize>>,
}

impl Network {
    /// The network in another shape; and, for each of its parameters, which of the
    /// old ones it is. New weights are drawn, new biases zero. A layer whose
    /// inputs come from another layer than before has new weights.
    ///
    /// The caller sees to it that the change names layers and neurons that are
    /// there, and leaves none empty.
    pub fn reshaped(
        &self,
        change: Reshape,
        init: Init,
        rng: &mut Rng,
    ) -> (Self, Vec<Option<usize>>) {
        let mut layers = self.spec.layers.clone();
        let identity = |layer: usize| Origin {
            layer: Some(layer),
            units: (0..layers[layer].units).map(Some).collect(),
        };
        let mut origins: Vec<Origin> = (0..layers.len()).map(identity).collect();
        match change {
            Reshape::AddNeuron { layer } => {
                layers[layer].units += 1;
                origins[layer].units.push(None);
            }
            Reshape::RemoveNeuron { layer, unit } => {
                layers[layer].units -= 1;
                origins[layer].units.remove(unit);
            }
            Reshape::AddLayer { at, layer } => {
                layers.insert(at, layer);
                let units = vec![None; layer.units];
                origins.insert(at, Origin { layer: None, units });
            }
            Reshape::RemoveLayer { layer } => {
                layers.remove(layer);
                origins.remove(layer);
            }
        }
        let spec = Spec {
            inputs: self.spec.inputs,
            layers,
        };
        let mut network = Self::new(spec);
        network.initialise(init, rng);
        let from = network.origins(self, &origins);
        for (new, old) in network.parameters.iter_mut().zip(&from) {
            if let Some(old) = old {
                *new = self.parameters[*old];
            }
        }
        network.keep_running(self, &origins);
        (network, from)
    }

    fn origins(&self, old: &Self, origins: &[Origin]) -> Vec<Option<usize>> {
        let mut from = vec![None; self.parameters.len()];
        for (l, (place, origin)) in self.places.iter().zip(origins).enumerate() {
            let Some(old_layer) = origin.layer else {
                continue;
            };
            let old_place = &old.places[old_layer];
            // Where each input of this layer came from, if from the same layer.
            let inputs: Vec<Option<usize>> = match l.checked_sub(1).map(|before| &origins[before]) {
                None if old_layer == 0 => (0..place.inputs).map(Some).collect(),
                Some(before) if before.layer.is_some_and(|b| b + 1 == old_layer) => {
                    before.units.clone()
                }
                _ => vec![None; place.inputs],
            };
            for (unit, old_unit) in origin.units.iter().enumerate() {
                let Some(old_unit) = old_unit else { continue };
                for (i, input) in inputs.iter().enumerate() {
                    from[place.weights.start + unit * place.inputs + i] =
                        input.map(|i| old_place.weights.start + old_unit * old_place.inputs + i);
                }
                from[place.biases.start + unit] = Some(old_place.biases.start + old_unit);
                if !place.norm.is_empty() {
                    let (new_norm, old_norm) =
                        (place.norm.start + unit, old_place.norm.start + old_unit);
                    from[new_norm] = Some(old_norm);
                    from[new_norm + place.units] = Some(old_norm + old_place.units);
                }
            }
        }
        from
    }

    fn keep_running(&mut self, old: &Self, origins: &[Origin]) {
        for (place, origin) in self.places.iter().zip(origins) {
            let Some(old_layer) = origin.layer.filter(|_| !place.running.is_empty()) else {
                continue;
            };
            let old_place = &old.places[old_layer];
            for (unit, old_unit) in origin.units.iter().enumerate() {
                let Some(old_unit) = old_unit else { continue };
                for (new, was) in [(0, 0), (place.units, old_place.units)] {
                    self.running[place.running.start + new + unit] =
                        old.running[old_place.running.start + was + old_unit];
                }
            }
        }
    }
}
