//! Where the places of a surface are in its picture. Pure.

use super::ground::Ground;
use super::relief::Camera;

/// How a surface is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// From above, as a map.
    Map,
    /// From a side, as a relief.
    Relief(Camera),
}

/// A surface looked at in a picture of `side` × `side` pixels.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The surface.
    pub ground: &'a Ground,
    /// How it is looked at.
    pub look: Look,
    /// Pixels each way.
    pub side: f64,
}

impl Sight<'_> {
    /// The pixel of a place on the surface; none far outside the picture.
    pub fn pixel(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        let [x, y] = self.ground.share(place);
        match self.look {
            Look::Map => {
                let near = |share: f64| (-1.0..=2.0).contains(&share);
                (near(x) && near(y)).then_some([x * self.side, (1.0 - y) * self.side])
            }
            // Beyond the ground's edge there is nothing to stand on.
            Look::Relief(camera) => {
                let on = |share: f64| (-1e-9..=1.0 + 1e-9).contains(&share);
                let z = self.ground.shade(self.ground.height(place));
                (on(x) && on(y)).then(|| camera.project([x, y, z]).0.map(|p| p * self.side))
            }
        }
    }

    /// The place at a pixel of the map.
    pub fn place(&self, [px, py]: [f64; 2]) -> [f64; 2] {
        let (low, high) = (self.ground.low, self.ground.high);
        let shares = [px / self.side, 1.0 - py / self.side];
        [0, 1].map(|axis| low[axis] + (high[axis] - low[axis]) * shares[axis])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground() -> Ground {
        Ground::of([-2.0, -1.0], [2.0, 3.0], 21, |[x, y]| x * x + y * y)
    }

    #[test]
    fn a_map_has_its_least_corner_below_on_the_left() {
        let ground = ground();
        let sight = Sight {
            ground: &ground,
            look: Look::Map,
            side: 200.0,
        };
        assert_eq!(sight.pixel([-2.0, -1.0]), Some([0.0, 200.0]));
        assert_eq!(sight.pixel([1e9, 0.0]), None);
        let [x, y] = sight.place(sight.pixel([0.7, 1.9]).unwrap_or_default());
        assert!((x - 0.7).abs() < 1e-12 && (y - 1.9).abs() < 1e-12);
    }

    #[test]
    fn on_a_relief_high_ground_is_high_in_the_picture() {
        let ground = ground();
        let camera = Camera {
            turn: 0.0,
            tilt: 30.0,
        };
        let sight = Sight {
            ground: &ground,
            look: Look::Relief(camera),
            side: 100.0,
        };
        let up = |place| sight.pixel(place).map_or(f64::NAN, |[_, y]| -y);
        assert!(up([2.0, 0.0]) > up([0.0, 0.0]));
        assert_eq!(sight.pixel([2.5, 0.0]), None);
    }
}
