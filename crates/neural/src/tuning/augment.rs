//! New examples from old ones: digits of 8 × 8 pixels, shifted, turned, with noise.
//!
//! What a picture does not have, beyond its edge, is paper: 0.

use crate::data::DIGIT_PIXELS;
use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// Pixels of a side.
const SIDE: usize = 8;
/// The greatest shift, in pixels each way.
pub const MAX_SHIFT: u32 = 3;
/// The greatest turn, in degrees.
pub const MAX_TURN: f32 = 45.0;
/// The greatest deviation of the noise; a pixel goes from 0 to 1.
pub const MAX_NOISE: f32 = 0.5;

/// A digit, row by row, 0 (paper) to 1 (ink).
pub type Image = [f32; DIGIT_PIXELS];

/// How far new examples may stray from the old ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Augmentation {
    /// The greatest shift along each axis, in pixels.
    pub shift: u32,
    /// The greatest turn either way, in degrees.
    pub turn: f32,
    /// Deviation of the noise that is added to each pixel.
    pub noise: f32,
}

impl Augmentation {
    /// Whether it leaves every example as it is.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether its settings are within their limits.
    pub fn is_sound(&self) -> bool {
        self.shift <= MAX_SHIFT
            && (0.0..=MAX_TURN).contains(&self.turn)
            && (0.0..=MAX_NOISE).contains(&self.noise)
    }

    /// A new example: turned, then shifted, then with noise, each by a random
    /// amount within its limit. What is switched off draws no random number.
    pub fn apply(&self, image: &Image, rng: &mut Rng) -> Image {
        let mut image = *image;
        if self.turn > 0.0 {
            image = turned(&image, rng.uniform(-self.turn, self.turn));
        }
        if self.shift > 0 {
            let mut step = || rng.below(2 * self.shift + 1) as i32 - self.shift as i32;
            let (right, down) = (step(), step());
            image = shifted(&image, right, down);
        }
        if self.noise > 0.0 {
            image = noisy(&image, self.noise, rng);
        }
        image
    }
}

/// The picture moved by whole pixels to the right and down. What leaves it is lost.
pub fn shifted(image: &Image, right: i32, down: i32) -> Image {
    let mut moved = [0.0; DIGIT_PIXELS];
    for (at, pixel) in moved.iter_mut().enumerate() {
        *pixel = at_pixel(image, (at % SIDE) as i32 - right, (at / SIDE) as i32 - down);
    }
    moved
}

/// The picture turned counter-clockwise about its middle, each new pixel
/// interpolated between the four old ones around its place (bilinear).
pub fn turned(image: &Image, degrees: f32) -> Image {
    let angle = f64::from(degrees).to_radians();
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let middle = (SIDE as f64 - 1.0) / 2.0;
    let mut result = [0.0; DIGIT_PIXELS];
    for (at, pixel) in result.iter_mut().enumerate() {
        // Rows count downwards, so this is the inverse turn of the new pixel.
        let (x, y) = ((at % SIDE) as f64 - middle, (at / SIDE) as f64 - middle);
        *pixel = between(
            image,
            middle + cos * x - sin * y,
            middle + sin * x + cos * y,
        );
    }
    result
}

/// The picture with normal noise of this deviation, kept within 0 and 1.
pub fn noisy(image: &Image, deviation: f32, rng: &mut Rng) -> Image {
    image.map(|pixel| (pixel + deviation * rng.normal()).clamp(0.0, 1.0))
}

fn at_pixel(image: &Image, x: i32, y: i32) -> f32 {
    let side = 0..SIDE as i32;
    if side.contains(&x) && side.contains(&y) {
        image[y as usize * SIDE + x as usize]
    } else {
        0.0
    }
}

fn between(image: &Image, x: f64, y: f64) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let (to_right, to_bottom) = ((x - left) as f32, (y - top) as f32);
    let (left, top) = (left as i32, top as i32);
    let row =
        |y| (1.0 - to_right) * at_pixel(image, left, y) + to_right * at_pixel(image, left + 1, y);
    (1.0 - to_bottom) * row(top) + to_bottom * row(top + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture without any symmetry, empty within `margin` pixels of the edge.
    fn picture(margin: usize) -> Image {
        let mut image = [0.0; DIGIT_PIXELS];
        for (at, pixel) in image.iter_mut().enumerate() {
            let inside = |place: usize| (margin..SIDE - margin).contains(&place);
            if inside(at % SIDE) && inside(at / SIDE) {
                *pixel = ((at * 37 + 11) % 97) as f32 / 97.0;
            }
        }
        image
    }

    fn furthest(a: &Image, b: &Image) -> f32 {
        a.iter()
            .zip(b)
            .fold(0.0, |most, (a, b)| most.max((a - b).abs()))
    }

    fn ink(image: &Image) -> f32 {
        image.iter().sum()
    }

    #[test]
    fn nothing_asked_for_is_nothing_done() {
        let image = picture(0);
        assert_eq!(shifted(&image, 0, 0), image);
        assert_eq!(turned(&image, 0.0), image);
        assert_eq!(noisy(&image, 0.0, &mut Rng::new(1, 1)), image);
        let mut rng = Rng::new(2, 2);
        assert_eq!(Augmentation::default().apply(&image, &mut rng), image);
        assert_eq!(rng, Rng::new(2, 2), "a random number was drawn");
    }

    #[test]
    fn a_shift_and_its_opposite_bring_the_picture_back() {
        let image = picture(2);
        let moved = shifted(&image, 2, -1);
        assert_eq!(moved[8 + 4], image[8 * 2 + 2]);
        assert_eq!(shifted(&moved, -2, 1), image);
        assert!((ink(&moved) - ink(&image)).abs() < 1e-5);
        // What goes over the edge is lost.
        assert_eq!(shifted(&picture(0), 8, 0), [0.0; DIGIT_PIXELS]);
    }

    #[test]
    fn a_quarter_turn_moves_every_pixel_to_its_place() {
        let image = picture(0);
        let quarter = turned(&image, 90.0);
        for row in 0..SIDE {
            for column in 0..SIDE {
                // Counter-clockwise, the right edge becomes the top one.
                let from = image[column * SIDE + (SIDE - 1 - row)];
                assert!((quarter[row * SIDE + column] - from).abs() < 1e-5);
            }
        }
        let whole = (0..4).fold(image, |image, _| turned(&image, 90.0));
        assert!(furthest(&whole, &image) < 1e-4);
    }

    #[test]
    fn a_half_turn_reverses_the_pixels() {
        let image = picture(0);
        let mut reversed = image;
        reversed.reverse();
        assert!(furthest(&turned(&image, 180.0), &reversed) < 1e-5);
    }

    #[test]
    fn a_small_turn_keeps_most_of_the_ink_and_never_makes_more_than_there_was() {
        let image = picture(2);
        let most = image.iter().copied().fold(0.0, f32::max);
        for degrees in [-15.0, 5.0, 15.0] {
            let turned = turned(&image, degrees);
            assert!((ink(&turned) / ink(&image) - 1.0).abs() < 0.1, "{degrees}");
            assert!(turned.iter().all(|pixel| (0.0..=most).contains(pixel)));
            assert!(furthest(&turned, &image) > 0.1);
        }
    }

    #[test]
    fn noise_has_its_deviation_and_keeps_within_bounds() {
        let grey = [0.5; DIGIT_PIXELS];
        let mut rng = Rng::new(3, 3);
        let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
        for _ in 0..500 {
            for pixel in noisy(&grey, 0.1, &mut rng) {
                let off = f64::from(pixel) - 0.5;
                sum += off;
                squares += off * off;
                count += 1.0;
            }
        }
        assert!(f64::abs(sum / count) < 0.005);
        assert!((f64::sqrt(squares / count) - 0.1).abs() < 0.002);
        let loud = noisy(&grey, 5.0, &mut rng);
        assert!(loud.iter().all(|pixel| (0.0..=1.0).contains(pixel)));
        assert!(loud.contains(&0.0) && loud.contains(&1.0));
    }

    #[test]
    fn one_seed_gives_one_picture() {
        let all = Augmentation {
            shift: 1,
            turn: 15.0,
            noise: 0.1,
        };
        let once = |seed| all.apply(&picture(1), &mut Rng::new(seed, 0));
        assert_eq!(once(1), once(1));
        assert_ne!(once(1), once(2));
    }

    #[test]
    fn limits_are_limits() {
        let sound = |shift, turn, noise| Augmentation { shift, turn, noise }.is_sound();
        assert!(sound(3, 45.0, 0.5) && Augmentation::default().is_sound());
        assert!(!sound(4, 0.0, 0.0) && !sound(0, 46.0, 0.0) && !sound(0, 0.0, 0.6));
        assert!(!sound(0, f32::NAN, 0.0) && !sound(0, 0.0, -0.1));
    }
}
