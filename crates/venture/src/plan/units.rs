//! Shares as whole basis points, so that they are kept and compared exactly.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Hundredths of a per cent: 10,000 is the whole. Growth may be negative or
/// above the whole; where a share must lie between nothing and all, the model
/// that takes it says so.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct BasisPoints(pub i32);

impl BasisPoints {
    /// The whole: 100 %.
    pub const ONE: Self = Self(10_000);

    /// Whole per cents.
    pub const fn percent(percent: i16) -> Self {
        Self(percent as i32 * 100)
    }

    /// As a fraction of one.
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// Whether it lies between nothing and all, both included.
    pub fn is_share(self) -> bool {
        (0..=10_000).contains(&self.0)
    }

    /// Clamped to between nothing and all.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self(self.0.clamp(0, 10_000))
    }

    /// This share of a whole number, rounded half away from zero; `None` where
    /// the result does not fit.
    pub fn of(self, whole: i64) -> Option<i64> {
        i64::try_from(div_round(i128::from(whole) * i128::from(self.0), 10_000)).ok()
    }
}

impl fmt::Display for BasisPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", f64::from(self.0) / 100.0)
    }
}

/// `numerator ÷ denominator` to the nearest whole number, halves away from
/// zero, as invoices are rounded. The denominator is positive.
pub(crate) fn div_round(numerator: i128, denominator: i128) -> i128 {
    let quotient = numerator / denominator;
    let rest = numerator % denominator;
    if rest.abs() >= denominator - rest.abs() {
        quotient + numerator.signum()
    } else {
        quotient
    }
}

/// A float as a whole number, rounded half away from zero; `None` where it is
/// not finite or does not fit.
pub(crate) fn whole(value: f64) -> Option<i64> {
    // 2⁶³ is a float; every float below it fits.
    let rounded = value.round();
    (rounded.abs() < 9_223_372_036_854_775_808.0).then_some(rounded as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(div_round(5, 10), 1);
        assert_eq!(div_round(-5, 10), -1);
        assert_eq!(div_round(4, 10), 0);
        assert_eq!(div_round(14, 10), 1);
        assert_eq!(div_round(15, 10), 2);
        assert_eq!(div_round(1, 3), 0);
        assert_eq!(div_round(2, 3), 1);
        assert_eq!(div_round(-7, 3), -2);
    }

    #[test]
    fn a_float_that_does_not_fit_is_refused() {
        assert_eq!(whole(f64::NAN), None);
        assert_eq!(whole(f64::INFINITY), None);
        assert_eq!(whole(9.3e18), None);
        assert_eq!(whole(-9.3e18), None);
        assert_eq!(whole(2.5), Some(3));
        assert_eq!(whole(-2.5), Some(-3));
    }

    #[test]
    fn a_share_of_the_largest_amount_is_checked() {
        assert_eq!(BasisPoints::ONE.of(i64::MAX), Some(i64::MAX));
        assert_eq!(BasisPoints(10_001).of(i64::MAX), None);
        assert_eq!(BasisPoints(1).of(5_000), Some(1));
        assert_eq!(BasisPoints(1).of(4_999), Some(0));
    }
}
