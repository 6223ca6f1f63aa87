//! The loss on a grid of a plane, a point at a time.

use super::Plane;
use crate::batch::{Batch, WIDE};
use crate::evaluate::evaluate;
use crate::loss::Objective;
use crate::network::{Network, Workspace};
use serde::{Deserialize, Serialize};

/// Points each way at most.
pub const MAX_SIDE: u32 = 101;

/// What of a plane a slice shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extent {
    /// Least place along both axes.
    pub low: [f32; 2],
    /// Greatest place along both axes.
    pub high: [f32; 2],
}

impl Extent {
    /// The smallest that holds the middle of the plane and these places, with a
    /// margin of a fifth around them.
    pub fn around(places: impl Iterator<Item = [f64; 2]>) -> Self {
        let (mut low, mut high) = ([0.0_f64; 2], [0.0_f64; 2]);
        for place in places {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        // A way along one axis still has a plane around it.
        let widest = (high[0] - low[0]).max(high[1] - low[1]).max(1e-3);
        let margin = [0, 1].map(|axis| (0.2 * (high[axis] - low[axis])).max(0.1 * widest));
        Self {
            low: [0, 1].map(|axis| (low[axis] - margin[axis]) as f32),
            high: [0, 1].map(|axis| (high[axis] + margin[axis]) as f32),
        }
    }
}

/// A slice that is being computed.
#[derive(Debug)]
pub struct Slice {
    plane: Plane,
    extent: Extent,
    side: usize,
    network: Network,
    work: Workspace,
    parameters: Vec<f32>,
    losses: Vec<f32>,
}

impl Slice {
    /// The loss of a network on `side` × `side` points of a plane. The network
    /// keeps its running statistics.
    pub fn new(network: Network, plane: Plane, extent: Extent, side: u32) -> Self {
        let side = side.clamp(2, MAX_SIDE) as usize;
        Self {
            work: Workspace::new(network.spec(), WIDE.width()),
            parameters: Vec::with_capacity(network.parameters.len()),
            losses: Vec::with_capacity(side * side),
            plane,
            extent,
            side,
            network,
        }
    }

    /// The loss at a place of the plane.
    pub fn loss_at(&mut self, place: [f32; 2], objective: Objective, set: &Batch) -> f32 {
        self.plane.at(place, &mut self.parameters);
        self.network.parameters.copy_from_slice(&self.parameters);
        evaluate(&self.network, objective, set, &mut self.work, None).loss
    }

    /// Computes one more point, row by row from the least place; whether there are
    /// more to come.
    pub fn point(&mut self, objective: Objective, set: &Batch) -> bool {
        let index = self.losses.len();
        if index < self.side * self.side {
            let share = [index % self.side, index / self.side]
                .map(|step| step as f32 / (self.side - 1) as f32);
            let Extent { low, high } = self.extent;
            let place = [0, 1].map(|axis| low[axis] + (high[axis] - low[axis]) * share[axis]);
            let loss = self.loss_at(place, objective, set);
            self.losses.push(loss);
        }
        self.losses.len() < self.side * self.side
    }

    /// How much of it is done, 0 to 1.
    pub fn share(&self) -> f32 {
        self.losses.len() as f32 / (self.side * self.side) as f32
    }

    /// Points each way.
    pub fn side(&self) -> usize {
        self.side
    }

    /// The losses so far.
    pub fn losses(&self) -> &[f32] {
        &self.losses
    }
}

#[cfg(test)]
mod tests {
    use super::super::random;
    use super::*;
    use crate::activation::Activation;
    use crate::init::Init;
    use crate::loss::{Head, Loss};
    use crate::network::{LayerSpec, Spec};
    use crate::rng::Rng;

    fn setup() -> (Network, Objective, Batch) {
        let mut network = Network::new(Spec {
            inputs: 2,
            layers: vec![
                LayerSpec::dense(3, Activation::Tanh),
                LayerSpec::dense(1, Activation::Linear),
            ],
        });
        network.initialise(Init::Xavier, &mut Rng::new(1, 0));
        let objective = Objective {
            head: Head::Binary,
            loss: Loss::CrossEntropy,
        };
        let mut rng = Rng::new(2, 0);
        let rows: Vec<f32> = (0..80).map(|_| rng.normal()).collect();
        let targets: Vec<f32> = rows
            .chunks_exact(2)
            .map(|row| f32::from(u8::from(row[0] * row[1] > 0.0)))
            .collect();
        (network, objective, Batch::whole(&rows, 2, &targets))
    }

    #[test]
    fn the_middle_is_the_networks_own_loss() {
        let (network, objective, set) = setup();
        let mut work = Workspace::new(network.spec(), WIDE.width());
        let own = evaluate(&network, objective, &set, &mut work, None).loss;
        let plane = random(&network.parameters, network.places(), 4);
        let extent = Extent {
            low: [-1.0; 2],
            high: [1.0; 2],
        };
        let mut slice = Slice::new(network.clone(), plane.clone(), extent, 21);
        while slice.point(objective, &set) {}
        assert_eq!(slice.losses().len(), 441);
        assert_eq!(slice.losses()[10 * 21 + 10], own);
        // A corner is the loss of the parameters there.
        let mut moved = network.clone();
        plane.at([1.0, -1.0], &mut moved.parameters);
        let there = evaluate(&moved, objective, &set, &mut work, None).loss;
        assert_eq!(slice.losses()[20], there);
        assert!((there - own).abs() > 1e-4);
        assert!((slice.share() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn an_extent_holds_its_places_and_the_middle() {
        let extent = Extent::around([[2.0, 0.5], [4.0, -0.5]].into_iter());
        for axis in 0..2 {
            assert!(extent.low[axis] < 0.0 && extent.high[axis] > 0.0);
        }
        assert!(extent.high[0] > 4.0 && extent.low[1] < -0.5);
        let none = Extent::around([].into_iter());
        assert!(none.low[0] < 0.0 && none.high[1] > 0.0);
    }
}
