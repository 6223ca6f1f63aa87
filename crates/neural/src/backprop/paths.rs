//! The chain rule written out: every way from a parameter to the loss, with the
//! factors along it. Their products add up to the sample's ∂L/∂parameter.

use super::pass::{Dense, Parameter, SamplePass};

/// One factor of a way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Factor {
    /// What the parameter is multiplied by: an output of the layer before, an
    /// input of the network, or 1 for a bias.
    Input(f64),
    /// f′(z) of a hidden neuron.
    Slope(f64),
    /// A weight between two layers.
    Weight(f64),
    /// ∂L/∂z of an output.
    Output(f64),
}

impl Factor {
    /// The number.
    pub fn value(self) -> f64 {
        let (Self::Input(value) | Self::Slope(value) | Self::Weight(value) | Self::Output(value)) =
            self;
        value
    }
}

/// A way from a parameter to the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The neuron in each layer that it leads through, from the parameter's own
    /// to the output.
    pub units: Vec<usize>,
    /// In order, from the parameter's input to the output.
    pub factors: Vec<Factor>,
    /// Their product.
    pub product: f64,
}

/// The ways of a parameter for one sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paths {
    /// The strongest, in the order of the neurons they lead through.
    pub shown: Vec<Path>,
    /// How many more there are, and the sum of their products.
    pub rest: (usize, f64),
    /// The sum of all products: the sample's ∂L/∂parameter.
    pub total: f64,
}

impl Paths {
    /// The ways of a parameter, of which at most `most` are written out. None
    /// if there is no such parameter.
    pub fn of(layers: &[Dense], sample: &SamplePass, at: Parameter, most: usize) -> Self {
        let Some(input) = sample.factor(at) else {
            return Self::default();
        };
        let mut all = Vec::new();
        walk(
            layers,
            sample,
            at.layer,
            &[at.unit],
            &[Factor::Input(input)],
            &mut all,
        );
        let total = all.iter().map(|path| path.product).sum();
        let strength = |&index: &usize| all[index].product.abs();
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
        let weak = order.split_off(most.min(order.len()));
        let rest = weak.iter().map(|&index| all[index].product).sum();
        order.sort_unstable();
        Self {
            shown: order.iter().map(|&index| all[index].clone()).collect(),
            rest: (weak.len(), rest),
            total,
        }
    }
}

/// Goes on from the last of `units`, a neuron of `layer`, to every output.
fn walk(
    layers: &[Dense],
    sample: &SamplePass,
    layer: usize,
    units: &[usize],
    factors: &[Factor],
    found: &mut Vec<Path>,
) {
    let Some((pass, &unit)) = sample.layers.get(layer).zip(units.last()) else {
        return;
    };
    let with = |more: &[Factor]| [factors, more].concat();
    let Some(next) = layers.get(layer + 1) else {
        if let Some(delta) = pass.delta.get(unit) {
            let factors = with(&[Factor::Output(*delta)]);
            found.push(Path {
                units: units.to_vec(),
                product: factors.iter().map(|factor| factor.value()).product(),
                factors,
            });
        }
        return;
    };
    let Some(slope) = pass.slopes.get(unit) else {
        return;
    };
    for to in 0..next.units() {
        let weight = next.row(to).get(unit).copied().unwrap_or_default();
        walk(
            layers,
            sample,
            layer + 1,
            &[units, &[to]].concat(),
            &with(&[Factor::Slope(*slope), Factor::Weight(weight)]),
            found,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::pass::{Pass, Slot};
    use super::*;
    use crate::activation::Activation;
    use crate::loss::{Head, Loss, Objective};

    fn network() -> Vec<Dense> {
        let sizes = [2, 3, 4, 2, 3];
        let mut value = 0.0;
        let mut draw = || {
            value = (value * 7.0_f64 + 0.37) % 1.0;
            value - 0.5
        };
        let layers = sizes.windows(2).enumerate().map(|(layer, pair)| Dense {
            inputs: pair[0],
            weights: (0..pair[0] * pair[1]).map(|_| draw()).collect(),
            biases: (0..pair[1]).map(|_| draw()).collect(),
            activation: if layer == 3 {
                Activation::Linear
            } else {
                Activation::Sigmoid
            },
        });
        layers.collect()
    }

    fn pass(layers: &[Dense]) -> Pass {
        let objective = Objective {
            head: Head::Multiclass,
            loss: Loss::CrossEntropy,
        };
        Pass::new(layers, objective, [(&[0.7, -1.2][..], 1.0)])
    }

    #[test]
    fn the_ways_add_up_to_the_gradient() {
        let layers = network();
        let pass = pass(&layers);
        for (layer, dense) in layers.iter().enumerate() {
            for slot in [Slot::Weight(1), Slot::Bias] {
                let at = Parameter {
                    layer,
                    unit: 1,
                    slot,
                };
                let paths = Paths::of(&layers, &pass.samples[0], at, 1000);
                let slope = pass.slope(at).unwrap();
                assert!((paths.total - slope).abs() < 1e-14, "{at:?}");
                assert_eq!(paths.rest, (0, 0.0));
                // 4·2·3, 2·3, 3 and 1 ways.
                assert_eq!(paths.shown.len(), [24, 6, 3, 1][layer], "{dense:?}");
            }
        }
    }

    #[test]
    fn of_many_ways_the_strongest_are_written_out() {
        let layers = network();
        let pass = pass(&layers);
        let at = Parameter {
            layer: 0,
            unit: 2,
            slot: Slot::Weight(0),
        };
        let all = Paths::of(&layers, &pass.samples[0], at, 99);
        let some = Paths::of(&layers, &pass.samples[0], at, 5);
        assert_eq!((some.shown.len(), some.rest.0), (5, 19));
        let written: f64 = some.shown.iter().map(|path| path.product).sum();
        assert!((written + some.rest.1 - all.total).abs() < 1e-14);
        let weakest = some.shown.iter().map(|path| path.product.abs());
        let weakest = weakest.fold(f64::INFINITY, f64::min);
        let left_out = all.shown.iter().filter(|path| !some.shown.contains(path));
        assert!(
            left_out
                .map(|path| path.product.abs())
                .all(|p| p <= weakest)
        );
        // a·f′·w·f′·w·f′·w·δ.
        assert_eq!(some.shown[0].factors.len(), 8);
        assert_eq!(some.shown[0].units.len(), 4);
        let nowhere = Parameter { unit: 9, ..at };
        assert!(
            Paths::of(&layers, &pass.samples[0], nowhere, 5)
                .shown
                .is_empty()
        );
    }
}
