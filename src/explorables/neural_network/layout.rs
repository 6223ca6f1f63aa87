//! Where the network's parts stand in its picture. Pure.

use super::state::State;
use neural::data::Transform;
use neural::session::RunInfo;

/// Neurons of a layer that are drawn; the rest is told in words.
pub const SHOWN: usize = 8;
/// Side of a node.
pub const NODE: f64 = 30.0;
const ROW: f64 = 40.0;
const COLUMN: f64 = 84.0;
const TOP: f64 = 26.0;

/// A node of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Layer, 0 for the inputs.
    pub layer: usize,
    /// Place in its layer.
    pub index: usize,
    /// Left and top edge.
    pub place: (f64, f64),
    /// Which map it shows.
    pub map: MapOf,
}

/// Which of a frame's maps a node shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapOf {
    /// One of the neurons' maps.
    Neuron(usize),
    /// One of the output's.
    Output(usize),
}

/// A drawn weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The layer it leads into, 0 for the first after the inputs.
    pub layer: usize,
    /// Its place in that layer's row-major weights.
    pub weight: usize,
    /// Both ends.
    pub ends: [(f64, f64); 2],
}

impl Link {
    /// The `d` of its curve.
    pub fn path(&self) -> String {
        let [(x1, y1), (x2, y2)] = self.ends;
        let middle = x1.midpoint(x2);
        format!("M{x1:.0} {y1:.0}C{middle:.0} {y1:.0} {middle:.0} {y2:.0} {x2:.0} {y2:.0}")
    }
}

/// The picture of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Names of the inputs.
    pub inputs: Vec<String>,
    /// Neurons of each layer, inputs first, output last.
    pub sizes: Vec<usize>,
    /// Whether the data lies in a plane, so that nodes have maps.
    pub plane: bool,
    /// Drawn nodes, layer by layer.
    pub nodes: Vec<Node>,
    /// Drawn weights.
    pub links: Vec<Link>,
    /// Size of the picture.
    pub size: (f64, f64),
}

impl Layout {
    /// The picture for the choices, as far as they or the loaded run tell it.
    pub fn of(state: &State, info: Option<&RunInfo>) -> Self {
        let mut sizes = vec![0];
        sizes.extend(state.hidden.iter().map(|size| *size as usize));
        let known = info.filter(|info| {
            let hidden = &info.layers[..info.layers.len().saturating_sub(1)];
            hidden == &state.hidden[..]
        });
        let (inputs, outputs, plane) = if let Some(shape) = state.data.shape() {
            let names = state.inputs().iter().map(symbol).map(str::to_owned);
            let outputs = if shape.classes() > 2 {
                shape.classes()
            } else {
                1
            };
            (names.collect::<Vec<_>>(), outputs, true)
        } else if let Some(info) = known {
            let outputs = info.layers.last().map_or(0, |size| *size as usize);
            let names = info.inputs.iter();
            (
                names.map(|name| pretty(name)).collect(),
                outputs,
                info.plane.is_some(),
            )
        } else {
            (Vec::new(), 0, false)
        };
        sizes[0] = inputs.len();
        sizes.push(outputs);
        Self::new(inputs, sizes, plane)
    }

    fn new(inputs: Vec<String>, sizes: Vec<usize>, plane: bool) -> Self {
        let drawn = |size: usize| size.min(SHOWN);
        let tallest = sizes.iter().copied().map(drawn).max().unwrap_or_default();
        let hidden = sizes.len().saturating_sub(2);
        let width = (sizes.len().saturating_sub(1) as f64) * COLUMN + NODE + 40.0;
        // A line below for what isn't drawn.
        let height = TOP + tallest as f64 * ROW + 14.0;
        let mut nodes = Vec::new();
        let mut before = 0;
        for (layer, &size) in sizes.iter().enumerate() {
            let offset = (tallest - drawn(size)) as f64 * ROW / 2.0;
            for index in 0..drawn(size) {
                let map = if layer > hidden {
                    MapOf::Output(index)
                } else {
                    MapOf::Neuron(before + index)
                };
                let place = (
                    32.0 + layer as f64 * COLUMN,
                    TOP + offset + index as f64 * ROW,
                );
                nodes.push(Node {
                    layer,
                    index,
                    place,
                    map,
                });
            }
            before += size;
        }
        let of_layer = |layer: usize| nodes.iter().filter(move |node| node.layer == layer);
        let mut links = Vec::new();
        for layer in 1..sizes.len() {
            for to in of_layer(layer) {
                for from in of_layer(layer - 1) {
                    let middle = |(x, y): (f64, f64), side: f64| (x + side, y + NODE / 2.0);
                    links.push(Link {
                        layer: layer - 1,
                        weight: to.index * sizes[layer - 1] + from.index,
                        ends: [middle(from.place, NODE), middle(to.place, 0.0)],
                    });
                }
            }
        }
        Self {
            inputs,
            sizes,
            plane,
            nodes,
            links,
            size: (width, height),
        }
    }

    /// Neurons of a layer that aren't drawn.
    pub fn left_out(&self, layer: usize) -> usize {
        self.sizes[layer].saturating_sub(SHOWN)
    }

    /// Whether the layer is the output.
    pub fn is_output(&self, layer: usize) -> bool {
        layer + 1 == self.sizes.len()
    }
}

/// An input's name as it is written in formulas.
pub fn symbol(transform: Transform) -> &'static str {
    match transform {
        Transform::X1 => "x₁",
        Transform::X2 => "x₂",
        Transform::X1Squared => "x₁²",
        Transform::X2Squared => "x₂²",
        Transform::Product => "x₁x₂",
        Transform::SinX1 => "sin x₁",
        Transform::SinX2 => "sin x₂",
    }
}

/// The engine's name of an input, written as in formulas where it is a transform.
fn pretty(name: &str) -> String {
    let transform = Transform::ALL
        .into_iter()
        .find(|transform| transform.name() == name);
    transform.map_or_else(|| name.to_owned(), |transform| symbol(transform).to_owned())
}

/// A weight's level on the signed scale, −20 to 20: links change only when it does.
pub fn level(weight: f32) -> i8 {
    (f64::from(weight) / 2.5 * 20.0).round().clamp(-20.0, 20.0) as i8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::choices::Dataset;

    #[test]
    fn every_weight_of_a_small_network_is_drawn() {
        let layout = Layout::of(&State::default(), None);
        assert_eq!(layout.sizes, [2, 4, 2, 1]);
        assert_eq!(layout.inputs, ["x₁", "x₂"]);
        assert_eq!(layout.nodes.len(), 9);
        assert_eq!(layout.links.len(), 8 + 8 + 2);
        let last = layout.links.last().unwrap();
        assert_eq!((last.layer, last.weight), (2, 1));
        assert_eq!(layout.nodes[6].map, MapOf::Neuron(6));
        assert_eq!(layout.nodes[8].map, MapOf::Output(0));
        for node in &layout.nodes {
            assert!(node.place.0 + NODE <= layout.size.0 && node.place.1 + NODE <= layout.size.1);
        }
    }

    #[test]
    fn a_wide_layer_is_drawn_in_part_and_indexed_as_a_whole() {
        let state = State {
            hidden: vec![128, 3],
            ..State::default()
        };
        let layout = Layout::of(&state, None);
        assert_eq!(layout.left_out(1), 120);
        let into_second = layout.links.iter().filter(|link| link.layer == 1);
        assert_eq!(into_second.clone().count(), 8 * 3);
        assert_eq!(into_second.map(|link| link.weight).max(), Some(2 * 128 + 7));
        let third = layout.nodes.iter().find(|node| node.layer == 2).unwrap();
        assert_eq!(third.map, MapOf::Neuron(2 + 128));
    }

    #[test]
    fn data_that_is_not_loaded_has_no_inputs_yet() {
        let layout = Layout::of(&State::default().on(Dataset::Digits), None);
        assert_eq!(layout.sizes, [0, 32, 0]);
        assert!(!layout.plane);
    }

    #[test]
    fn weights_have_bounded_levels() {
        assert_eq!([level(0.0), level(-1.25), level(99.0)], [0, -10, 20]);
        assert_eq!(level(f32::NAN), 0);
    }
}
