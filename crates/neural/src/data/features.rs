//! Inputs made from the two coordinates of a point.

use serde::{Deserialize, Serialize};

/// A function of a point (x₁, x₂).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Transform {
    /// x₁
    X1,
    /// x₂
    X2,
    /// x₁²
    X1Squared,
    /// x₂²
    X2Squared,
    /// x₁·x₂
    Product,
    /// sin x₁
    SinX1,
    /// sin x₂
    SinX2,
}

impl Transform {
    /// Every transform, in the order in which the network takes them.
    pub const ALL: [Self; 7] = [
        Self::X1,
        Self::X2,
        Self::X1Squared,
        Self::X2Squared,
        Self::Product,
        Self::SinX1,
        Self::SinX2,
    ];

    /// The name that the URL uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::X1 => "x1",
            Self::X2 => "x2",
            Self::X1Squared => "x1sq",
            Self::X2Squared => "x2sq",
            Self::Product => "x1x2",
            Self::SinX1 => "sinx1",
            Self::SinX2 => "sinx2",
        }
    }

    /// Its value at a point.
    pub fn of(self, x1: f32, x2: f32) -> f32 {
        match self {
            Self::X1 => x1,
            Self::X2 => x2,
            Self::X1Squared => x1 * x1,
            Self::X2Squared => x2 * x2,
            Self::Product => x1 * x2,
            Self::SinX1 => libm::sinf(x1),
            Self::SinX2 => libm::sinf(x2),
        }
    }
}

/// A set of transforms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FeatureSet(u8);

impl Default for FeatureSet {
    /// x₁ and x₂.
    fn default() -> Self {
        [Transform::X1, Transform::X2].into_iter().collect()
    }
}

impl FromIterator<Transform> for FeatureSet {
    fn from_iter<I: IntoIterator<Item = Transform>>(transforms: I) -> Self {
        Self(transforms.into_iter().fold(0, |set, t| set | 1 << t as u8))
    }
}

impl FeatureSet {
    /// Whether the set has a transform.
    pub fn contains(self, transform: Transform) -> bool {
        self.0 & (1 << transform as u8) != 0
    }

    /// The set with a transform taken in or left out.
    #[must_use]
    pub fn with(self, transform: Transform, taken: bool) -> Self {
        let bit = 1 << transform as u8;
        Self(if taken { self.0 | bit } else { self.0 & !bit })
    }

    /// The transforms of x₁ alone, for data of one column; x₁ itself if there is none.
    #[must_use]
    pub fn of_one_column(self) -> Self {
        let one = [Transform::X1, Transform::X1Squared, Transform::SinX1];
        let kept: Self = one.into_iter().filter(|t| self.contains(*t)).collect();
        if kept.is_empty() {
            kept.with(Transform::X1, true)
        } else {
            kept
        }
    }

    /// Its transforms, in the network's order.
    pub fn iter(self) -> impl Iterator<Item = Transform> {
        Transform::ALL
            .into_iter()
            .filter(move |&t| self.contains(t))
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_the_order_of_the_list() {
        let set = FeatureSet::default()
            .with(Transform::SinX1, true)
            .with(Transform::X1, false);
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [Transform::X2, Transform::SinX1]
        );
        assert_eq!(set.len(), 2);
        assert_eq!(Transform::Product.of(3.0, -2.0), -6.0);
        let one = set.of_one_column();
        assert_eq!(one.iter().collect::<Vec<_>>(), [Transform::SinX1]);
        let none = [Transform::X2].into_iter().collect::<FeatureSet>();
        assert_eq!(
            none.of_one_column().iter().collect::<Vec<_>>(),
            [Transform::X1]
        );
    }
}
