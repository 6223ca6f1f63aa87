//! What a model is trained to say.

use super::loss::IGNORE;
use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// Which tokens are to be predicted from which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Objective {
    /// Each token from those before it (Bengio et al. 2003).
    #[default]
    Causal,
    /// Hidden tokens from those around them (Devlin et al. 2019, §3.1).
    Masked {
        /// The share of tokens that are to be predicted, 0 to 1.
        share: f32,
    },
}

/// Tokens to read, and for each the one to predict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// What the model reads.
    pub inputs: Vec<u32>,
    /// What it should say; [`IGNORE`] where that does not count.
    pub targets: Vec<u32>,
}

impl Objective {
    /// Makes an example of a text. The causal one is a token shorter than the
    /// text. Of the tokens to be predicted in the masked one eight tenths are
    /// replaced by `mask`, one tenth by any of the vocabulary, and one tenth are
    /// left, so that the model cannot tell which (Devlin et al. 2019, appendix A.1).
    pub fn example(self, text: &[u32], mask: u32, vocabulary: u32, rng: &mut Rng) -> Example {
        match self {
            Self::Causal => Example {
                inputs: text[..text.len().saturating_sub(1)].to_vec(),
                targets: text.get(1..).unwrap_or_default().to_vec(),
            },
            Self::Masked { share } => {
                let mut example = Example::default();
                for &token in text {
                    let chosen = rng.unit() < share;
                    let shown = if chosen {
                        match rng.below(10) {
                            0 => token,
                            1 => rng.below(vocabulary),
                            _ => mask,
                        }
                    } else {
                        token
                    };
                    example.inputs.push(shown);
                    example.targets.push(if chosen { token } else { IGNORE });
                }
                example
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_causal_target_is_the_next_token() {
        let example = Objective::Causal.example(&[5, 6, 7], 1, 10, &mut Rng::new(0, 0));
        assert_eq!(example.inputs, [5, 6]);
        assert_eq!(example.targets, [6, 7]);
    }

    #[test]
    fn masked_targets_have_the_published_shares() {
        let text = vec![50; 20_000];
        let objective = Objective::Masked { share: 0.15 };
        let example = objective.example(&text, 1, 100, &mut Rng::new(4, 0));
        let chosen = example.targets.iter().filter(|&&t| t == 50).count() as f32;
        assert!((chosen / 20_000.0 - 0.15).abs() < 0.01);
        let share = |wanted: &dyn Fn(u32) -> bool| {
            let pairs = example.inputs.iter().zip(&example.targets);
            pairs.filter(|&(&i, &t)| t != IGNORE && wanted(i)).count() as f32 / chosen
        };
        assert!((share(&|i| i == 1) - 0.8).abs() < 0.03);
        assert!((share(&|i| i == 50) - 0.1).abs() < 0.02);
        let untouched = example.inputs.iter().zip(&example.targets);
        assert!(
            untouched
                .filter(|&(_, &t)| t == IGNORE)
                .all(|(&i, _)| i == 50)
        );
    }
}
