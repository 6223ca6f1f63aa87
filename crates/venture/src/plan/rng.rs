//! The generator behind the simulation: small, seeded, the same everywhere.
//!
//! PCG-XSH-RR 64/32 (O'Neill 2014, *PCG: A Family of Simple Fast
//! Space-Efficient Statistically Good Algorithms for Random Number Generation*,
//! §6.3.1). Integer arithmetic and IEEE basic operations only, so a seed gives
//! the same bits on every platform.

const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
const INCREMENT: u64 = 1_442_695_040_888_963_407;

/// PCG-XSH-RR 64/32.
#[derive(Clone, Debug)]
pub struct Pcg {
    state: u64,
}

impl Pcg {
    /// A generator from a seed.
    pub fn new(seed: u64) -> Self {
        let mut pcg = Self {
            state: seed.wrapping_add(INCREMENT),
        };
        pcg.next_u32();
        pcg
    }

    /// The next 32 bits.
    pub fn next_u32(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let mixed = (((old >> 18) ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32)
    }

    /// A number from 0 (included) to 1 (excluded), of 32 random bits.
    pub fn unit(&mut self) -> f64 {
        f64::from(self.next_u32()) / 4_294_967_296.0
    }

    /// A number of the triangular distribution from `low` over `mode` to
    /// `high`, by inverting its distribution function.
    pub fn triangular(&mut self, low: f64, mode: f64, high: f64) -> f64 {
        let unit = self.unit();
        let width = high - low;
        if width <= 0.0 {
            return low;
        }
        let left = (mode - low) / width;
        if unit < left {
            low + (unit * width * (mode - low)).sqrt()
        } else {
            high - ((1.0 - unit) * width * (high - mode)).sqrt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pcg;

    // The reference implementation's `pcg_oneseq_64_xsh_rr_32` with seed 42, as
    // in its test output check-pcg32s.
    #[test]
    fn the_generator_gives_the_reference_sequence() {
        let mut pcg = Pcg::new(42);
        let drawn = [(); 4].map(|()| pcg.next_u32());
        assert_eq!(drawn, [0xc2f5_7bd6, 0x6b07_c4a9, 0x72b7_b29b, 0x4421_5383]);
    }

    #[test]
    fn the_triangular_distribution_has_its_mean_and_bounds() {
        let mut pcg = Pcg::new(7);
        let drawn: Vec<f64> = (0..20_000).map(|_| pcg.triangular(1.0, 2.0, 6.0)).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        // Mean (1 + 2 + 6)/3 = 3; standard error 0.0076.
        assert!((mean - 3.0).abs() < 0.04, "{mean}");
        assert!(drawn.iter().all(|value| (1.0..=6.0).contains(value)));
        let below = drawn.iter().filter(|value| **value < 2.0).count();
        // F(mode) = (2 − 1)/(6 − 1).
        assert!((below as f64 / 20_000.0 - 0.2).abs() < 0.015, "{below}");
        assert_eq!(pcg.triangular(3.0, 3.0, 3.0).to_bits(), 3.0_f64.to_bits());
    }
}
