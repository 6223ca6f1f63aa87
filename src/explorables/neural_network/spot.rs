//! A place in the network that the reader points at. Pure.

use super::layout::{Layout, Node};
use neural::session::{Frame, Layer, Part, RunInfo};

/// One neuron, and what of it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Layer, 0 for the inputs.
    pub layer: usize,
    /// Place in its layer.
    pub unit: usize,
    /// What of it.
    pub field: Field,
}

/// What of a neuron is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The neuron as a whole.
    Whole,
    /// Its bias.
    Bias,
    /// The weight of one of its inputs.
    Weight(usize),
}

impl Spot {
    /// A neuron as a whole.
    pub fn whole(layer: usize, unit: usize) -> Self {
        Self {
            layer,
            unit,
            field: Field::Whole,
        }
    }

    /// The same neuron's weight or bias.
    pub fn with(self, field: Field) -> Self {
        Self { field, ..self }
    }

    /// Whether the layout draws it as this node.
    pub fn is(self, node: &Node) -> bool {
        (self.layer, self.unit) == (node.layer, node.index)
    }

    /// Whether the network has it, and something in it can be looked at.
    pub fn is_in(self, layout: &Layout) -> bool {
        self.layer > 0
            && layout
                .sizes
                .get(self.layer)
                .is_some_and(|size| self.unit < *size)
    }

    /// Its name to the engine, whose layers begin after the inputs.
    pub fn part(self) -> Option<Part> {
        let layer = self.layer.checked_sub(1)? as u32;
        let unit = self.unit as u32;
        Some(match self.field {
            Field::Whole => Part::Neuron { layer, unit },
            Field::Bias => Part::Bias { layer, unit },
            Field::Weight(input) => Part::Weight {
                layer,
                unit,
                input: input as u32,
            },
        })
    }

    /// Its layer's parameters.
    pub fn layer_of(self, frame: &Frame) -> Option<&Layer> {
        frame.layers.get(self.layer.checked_sub(1)?)
    }

    fn places(self, layer: &Layer) -> Vec<usize> {
        let inputs = layer.inputs as usize;
        let bias = layer.weights.len() + self.unit;
        match self.field {
            Field::Weight(input) => vec![self.unit * inputs + input],
            Field::Bias => vec![bias],
            Field::Whole => {
                let first = self.unit * inputs;
                (first..first + inputs).chain([bias]).collect()
            }
        }
    }

    /// The weight or the bias.
    pub fn value(self, frame: &Frame) -> Option<f32> {
        let layer = self.layer_of(frame)?;
        match self.field {
            Field::Weight(input) if input < layer.inputs as usize => layer
                .weights
                .get(self.unit * layer.inputs as usize + input)
                .copied(),
            Field::Bias => layer.biases.get(self.unit).copied(),
            Field::Weight(_) | Field::Whole => None,
        }
    }

    /// Whether training leaves it as it is.
    pub fn is_frozen(self, frame: &Frame) -> bool {
        let layer = self
            .layer_of(frame)
            .filter(|layer| !layer.frozen.is_empty());
        layer.is_some_and(|layer| {
            let places = self.places(layer);
            (places.iter()).all(|place| layer.frozen.get(*place) == Some(&true))
        })
    }
}

/// Whether training leaves a whole layer as it is.
pub fn layer_is_frozen(layer: usize, frame: &Frame) -> bool {
    let layer = layer
        .checked_sub(1)
        .and_then(|layer| frame.layers.get(layer));
    layer.is_some_and(|layer| !layer.frozen.is_empty() && layer.frozen.iter().all(|frozen| *frozen))
}

/// Whether a frame is of the shape that the run says: while the layers change,
/// one may come before the other.
pub fn fits(info: &RunInfo, frame: &Frame) -> bool {
    info.run == frame.run
        && info.layers.len() == frame.layers.len()
        && info.config.hidden.len() + 1 == frame.layers.len()
        && (info.layers.iter().zip(&frame.layers))
            .all(|(units, layer)| *units as usize == layer.biases.len())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::explorables::neural_network::readings::at_start;
    use crate::explorables::neural_network::state::State;
    use neural::session::{Command, Data, Session};

    #[test]
    fn a_spot_is_where_the_engine_sets_and_freezes() {
        let mut session = Session::new();
        let config = State::default().config();
        session.handle(Command::Load {
            run: 1,
            config,
            data: Data::Keep,
        });
        let whole = Spot::whole(2, 1);
        let mut value = 0.5;
        for field in [Field::Bias, Field::Weight(3)] {
            let spot = whole.with(field);
            let part = spot.part().unwrap();
            value += 1.0;
            session.handle(Command::Set { part, value });
            assert!(!spot.is_frozen(&session.frame().unwrap()));
            session.handle(Command::Freeze { part, frozen: true });
            let frame = session.frame().unwrap();
            assert_eq!(
                (spot.value(&frame), spot.is_frozen(&frame)),
                (Some(value), true)
            );
            assert!(!whole.is_frozen(&frame));
        }
        let part = whole.part().unwrap();
        session.handle(Command::Freeze { part, frozen: true });
        let frame = session.frame().unwrap();
        assert!(whole.is_frozen(&frame) && !layer_is_frozen(2, &frame));
        session.handle(Command::Freeze {
            part: Part::Layer { layer: 1 },
            frozen: true,
        });
        assert!(layer_is_frozen(2, &session.frame().unwrap()));
        assert_eq!(Spot::whole(0, 0).part(), None);
    }

    #[test]
    fn what_the_network_has_not_is_not_there() {
        let layout = Layout::of(&State::default(), None);
        let (info, frame) = at_start(&State::default()).unwrap();
        assert!(fits(&info, &frame));
        for (spot, there) in [
            (Spot::whole(1, 3), true),
            (Spot::whole(3, 0), true),
            (Spot::whole(0, 1), false),
            (Spot::whole(1, 4), false),
            (Spot::whole(4, 0), false),
        ] {
            assert_eq!(spot.is_in(&layout), there, "{spot:?}");
        }
        assert_eq!(Spot::whole(1, 0).with(Field::Weight(2)).value(&frame), None);
    }
}
