//! Planes through a point of a network's weights.

use super::eigen::leading;
use crate::network::Place;
use crate::rng::Rng;

/// A plane in the space of all parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// The point in its middle.
    pub origin: Vec<f32>,
    /// Two directions, not along one line.
    pub axes: [Vec<f32>; 2],
}

fn dot(a: impl Iterator<Item = f64>, b: &[f32]) -> f64 {
    a.zip(b).map(|(a, b)| a * f64::from(*b)).sum()
}

fn wide(vector: &[f32]) -> impl Iterator<Item = f64> + '_ {
    vector.iter().copied().map(f64::from)
}

impl Plane {
    /// The parameters at a place of the plane, into `out`.
    pub fn at(&self, [a, b]: [f32; 2], out: &mut Vec<f32>) {
        out.clear();
        let axes = self.axes[0].iter().zip(&self.axes[1]);
        out.extend((self.origin.iter().zip(axes)).map(|(o, (x, y))| o + a * x + b * y));
    }

    /// The place of the plane that is nearest to a point, by least squares: the
    /// axes need not be at right angles.
    pub fn nearest(&self, point: &[f32]) -> [f64; 2] {
        let off: Vec<f64> = wide(point)
            .zip(wide(&self.origin))
            .map(|(p, o)| p - o)
            .collect();
        let [x, y] = &self.axes;
        let (xx, xy, yy) = (dot(wide(x), x), dot(wide(x), y), dot(wide(y), y));
        let (px, py) = (dot(off.iter().copied(), x), dot(off.iter().copied(), y));
        let determinant = xx * yy - xy * xy;
        if determinant <= 1e-12 * xx * yy || determinant.is_nan() {
            return [px / xx.max(1e-300), 0.0];
        }
        [
            (px * yy - py * xy) / determinant,
            (py * xx - px * xy) / determinant,
        ]
    }
}

/// A plane of random directions, filter by filter as long as the network's own
/// weights: d ← d ÷ ‖d‖ · ‖θ‖ for the weights into each neuron. Biases, gains and
/// shifts stay as they are, as in the paper's code (`ignore = biasbn`).
pub fn random(origin: &[f32], places: &[Place], seed: u64) -> Plane {
    let axes = [0, 1].map(|axis| {
        let mut rng = Rng::new(seed, axis);
        let mut direction = vec![0.0; origin.len()];
        for place in places {
            for unit in 0..place.units {
                let start = place.weights.start + unit * place.inputs;
                let filter = start..start + place.inputs;
                let drawn: Vec<f32> = filter.clone().map(|_| rng.normal()).collect();
                let length = |values: &[f32]| wide(values).map(|v| v * v).sum::<f64>().sqrt();
                let scale = length(&origin[filter.clone()]) / length(&drawn).max(1e-30);
                for (d, drawn) in direction[filter].iter_mut().zip(&drawn) {
                    *d = (f64::from(*drawn) * scale) as f32;
                }
            }
        }
        direction
    });
    Plane {
        origin: origin.to_vec(),
        axes,
    }
}

/// The plane along which some points vary most: their first two principal
/// components, at right angles and of length 1, through a point of choice. The
/// work is done a row of products at a time.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The points less their mean.
    centred: Vec<Vec<f32>>,
    /// Products of each two of them, as far as they are done.
    gram: Vec<f64>,
    rows: usize,
}

impl Principal {
    /// Of these points, all of one length.
    pub fn new(points: &[&[f32]]) -> Self {
        let length = points.first().map_or(0, |point| point.len());
        let mut mean = vec![0.0_f64; length];
        for point in points {
            for (m, p) in mean.iter_mut().zip(*point) {
                *m += f64::from(*p) / points.len() as f64;
            }
        }
        let less_mean = |point: &&[f32]| {
            let parts = point.iter().zip(&mean);
            parts.map(|(p, m)| (f64::from(*p) - m) as f32).collect()
        };
        Self {
            centred: points.iter().map(less_mean).collect(),
            gram: vec![0.0; points.len() * points.len()],
            rows: 0,
        }
    }

    /// How many points there are.
    pub fn len(&self) -> usize {
        self.centred.len()
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.centred.is_empty()
    }

    /// Does one row of the products; whether there are more.
    pub fn row(&mut self) -> bool {
        let n = self.len();
        if self.rows < n {
            for other in 0..=self.rows {
                let product = dot(wide(&self.centred[self.rows]), &self.centred[other]);
                self.gram[self.rows * n + other] = product;
                self.gram[other * n + self.rows] = product;
            }
            self.rows += 1;
        }
        self.rows < n
    }

    /// The plane through `origin`, and the shares of the points' variance along its
    /// axes. Where the points lie on a line, or there is but one, the axes that
    /// they leave open are drawn at random.
    pub fn plane(&self, origin: &[f32]) -> (Plane, [f64; 2]) {
        let n = self.len();
        let trace: f64 = (0..n).map(|k| self.gram[k * n + k]).sum();
        let found = leading(&self.gram, n);
        let mut axes: Vec<Vec<f32>> = Vec::new();
        let mut shares = [0.0; 2];
        for (index, (value, weights)) in found.iter().enumerate() {
            let mut axis = vec![0.0_f64; origin.len()];
            if *value > 1e-9 * trace {
                shares[index] = value / trace;
                for (weight, point) in weights.iter().zip(&self.centred) {
                    for (a, p) in axis.iter_mut().zip(point) {
                        *a += weight * f64::from(*p);
                    }
                }
            } else {
                let mut rng = Rng::new(index as u64, 77);
                axis.fill_with(|| f64::from(rng.normal()));
                for other in &axes {
                    let along = dot(axis.iter().copied(), other);
                    for (a, o) in axis.iter_mut().zip(other) {
                        *a -= along * f64::from(*o);
                    }
                }
            }
            let length = axis.iter().map(|a| a * a).sum::<f64>().sqrt().max(1e-300);
            axes.push(axis.iter().map(|a| (a / length) as f32).collect());
        }
        let second = axes.pop().unwrap_or_default();
        let first = axes.pop().unwrap_or_default();
        let plane = Plane {
            origin: origin.to_vec(),
            axes: [first, second],
        };
        (plane, shares)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::init::Init;
    use crate::network::{LayerSpec, Network, Spec};

    fn network() -> Network {
        let mut network = Network::new(Spec {
            inputs: 3,
            layers: vec![
                LayerSpec::dense(5, Activation::Tanh),
                LayerSpec::dense(2, Activation::Linear),
            ],
        });
        network.initialise(Init::Xavier, &mut Rng::new(3, 0));
        network.parameters[15] = 0.7;
        network
    }

    fn length(values: &[f32]) -> f64 {
        wide(values).map(|v| v * v).sum::<f64>().sqrt()
    }

    #[test]
    fn every_filter_of_a_direction_is_as_long_as_the_networks() {
        let network = network();
        let plane = random(&network.parameters, network.places(), 1);
        for axis in &plane.axes {
            for place in network.places() {
                for unit in 0..place.units {
                    let start = place.weights.start + unit * place.inputs;
                    let filter = start..start + place.inputs;
                    let (own, drawn) = (
                        length(&network.parameters[filter.clone()]),
                        length(&axis[filter]),
                    );
                    assert!((own - drawn).abs() < 1e-6 && own > 0.0);
                }
                assert!(axis[place.biases.clone()].iter().all(|d| *d == 0.0));
            }
        }
        assert_ne!(plane.axes[0], plane.axes[1]);
        assert_ne!(plane, random(&network.parameters, network.places(), 2));
    }

    /// Points m + a·u + b·v with u ⊥ v, a = cos, b = ½·sin over a whole turn: the
    /// components are u and v, and the variances are as 1 to ¼.
    #[test]
    fn the_components_of_an_ellipse_are_its_axes() {
        let (u, v) = ([0.6_f32, 0.8, 0.0, 0.0], [0.0_f32, 0.0, -0.8, 0.6]);
        let points: Vec<Vec<f32>> = (0..48)
            .map(|k| {
                let angle = f64::from(k) * std::f64::consts::TAU / 48.0;
                let (a, b) = (angle.cos() as f32, 0.5 * angle.sin() as f32);
                (0..4).map(|i| 7.0 + a * u[i] + b * v[i]).collect()
            })
            .collect();
        let slices: Vec<&[f32]> = points.iter().map(Vec::as_slice).collect();
        let mut principal = Principal::new(&slices);
        while principal.row() {}
        let (plane, shares) = principal.plane(&[7.0; 4]);
        assert!((shares[0] - 0.8).abs() < 1e-5 && (shares[1] - 0.2).abs() < 1e-5);
        for (axis, expected) in plane.axes.iter().zip([u, v]) {
            assert!((dot(wide(axis), &expected).abs() - 1.0).abs() < 1e-5);
        }
        // Every point lies on the plane, at its own place.
        let mut there = Vec::new();
        for point in &points {
            let [a, b] = plane.nearest(point);
            plane.at([a as f32, b as f32], &mut there);
            for (x, y) in there.iter().zip(point) {
                assert!((x - y).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn points_on_a_line_leave_the_second_axis_open() {
        let points: Vec<Vec<f32>> = (0..5).map(|k| vec![k as f32, 2.0, 0.0]).collect();
        let slices: Vec<&[f32]> = points.iter().map(Vec::as_slice).collect();
        let mut principal = Principal::new(&slices);
        while principal.row() {}
        let (plane, shares) = principal.plane(&points[4]);
        assert!((shares[0] - 1.0).abs() < 1e-9 && shares[1] == 0.0);
        assert!(dot(wide(&plane.axes[0]), &plane.axes[1]).abs() < 1e-6);
        assert!((length(&plane.axes[1]) - 1.0).abs() < 1e-6);
        assert_eq!(plane.nearest(&points[4]), [0.0, 0.0]);
    }

    #[test]
    fn slanted_axes_find_the_nearest_place() {
        let plane = Plane {
            origin: vec![1.0, 1.0, 1.0],
            axes: [vec![1.0, 0.0, 0.0], vec![1.0, 1.0, 0.0]],
        };
        // (1, 1, 1) + 2·x − 1·y, and something off the plane.
        let [a, b] = plane.nearest(&[2.0, 0.0, 5.0]);
        assert!((a - 2.0).abs() < 1e-12 && (b + 1.0).abs() < 1e-12);
    }
}
