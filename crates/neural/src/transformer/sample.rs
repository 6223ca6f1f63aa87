//! The choice of the next token.

use super::vector::softmax;
use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// How the next token is chosen among the likely ones.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
    /// Logits are divided by it; 0 takes the likeliest token.
    pub temperature: f32,
    /// Only this many of the likeliest; 0 for all (Fan, Lewis and Dauphin 2018).
    pub top_k: u32,
    /// Only the likeliest that together have this probability; 1 for all
    /// (Holtzman et al. 2020).
    pub top_p: f32,
    /// Only those at least this share as likely as the likeliest; 0 for all
    /// (Nguyen et al. 2024).
    pub min_p: f32,
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            temperature: 1.0,
            top_k: 0,
            top_p: 1.0,
            min_p: 0.0,
        }
    }
}

/// A token that may come next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The token.
    pub id: u32,
    /// Its probability over the full vocabulary, at the temperature.
    pub probability: f32,
    /// Its probability after top-k, top-p and min-p; 0 if they left it out.
    pub chance: f32,
}

impl Sampling {
    /// Every token of the vocabulary with its probability and its chance, the
    /// likeliest first, equally likely ones by number. The limits are applied
    /// in the order top-k, top-p, min-p, and always leave the likeliest.
    pub fn candidates(&self, logits: &[f32]) -> Vec<Candidate> {
        let mut p = logits.to_vec();
        // A very low temperature would make the quotients infinite.
        let factor = if self.temperature > 1e-3 {
            1.0 / self.temperature
        } else {
            1.0
        };
        for p in &mut p {
            *p *= factor;
        }
        softmax(&mut p);
        let mut candidates: Vec<Candidate> = (0..)
            .zip(p)
            .map(|(id, probability)| Candidate {
                id,
                probability,
                chance: 0.0,
            })
            .collect();
        candidates.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then(a.id.cmp(&b.id))
        });
        let kept = self.kept(&candidates);
        let total: f32 = candidates[..kept].iter().map(|c| c.probability).sum();
        for c in &mut candidates[..kept] {
            c.chance = c.probability / total;
        }
        candidates
    }

    /// How many of the sorted candidates are left.
    fn kept(&self, candidates: &[Candidate]) -> usize {
        if candidates.is_empty() {
            return 0;
        }
        if self.temperature <= 1e-3 {
            return 1;
        }
        let most = if self.top_k == 0 {
            usize::MAX
        } else {
            self.top_k as usize
        };
        let mut kept = candidates.len().min(most);
        if self.top_p < 1.0 {
            let mut before = 0.0;
            let enough = candidates[..kept].iter().take_while(|c| {
                let wanted = before < self.top_p;
                before += c.probability;
                wanted
            });
            kept = enough.count();
        }
        let least = self.min_p * candidates[0].probability;
        candidates[..kept]
            .iter()
            .take_while(|c| c.probability >= least)
            .count()
            .max(1)
    }

    /// Draws one of the candidates by their chances.
    pub fn draw(candidates: &[Candidate], rng: &mut Rng) -> Option<u32> {
        let point = rng.unit();
        let mut end = 0.0;
        let possible = || candidates.iter().take_while(|c| c.chance > 0.0);
        let drawn = possible().find(|c| {
            end += c.chance;
            point < end
        });
        // Rounding may leave the sum of the chances just below 1.
        drawn
            .or_else(|| possible().last())
            .or(candidates.first())
            .map(|c| c.id)
    }

    /// Chooses the token after these logits; none if there are none.
    pub fn choose(&self, logits: &[f32], rng: &mut Rng) -> Option<u32> {
        Self::draw(&self.candidates(logits), rng)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logits() -> Vec<f32> {
        [0.4_f32, 0.3, 0.2, 0.1].map(f32::ln).to_vec()
    }

    fn chances(sampling: Sampling) -> Vec<f32> {
        sampling
            .candidates(&logits())
            .iter()
            .map(|c| c.chance)
            .collect()
    }

    #[test]
    fn each_limit_leaves_what_it_says() {
        let all = Sampling::default();
        let near = |chances: Vec<f32>, expected: [f32; 4]| {
            assert!(
                chances
                    .iter()
                    .zip(expected)
                    .all(|(a, b)| (a - b).abs() < 1e-5),
                "{chances:?}"
            );
        };
        near(chances(all), [0.4, 0.3, 0.2, 0.1]);
        near(
            chances(Sampling { top_k: 2, ..all }),
            [4.0 / 7.0, 3.0 / 7.0, 0.0, 0.0],
        );
        near(
            chances(Sampling { top_p: 0.75, ..all }),
            [4.0 / 9.0, 3.0 / 9.0, 2.0 / 9.0, 0.0],
        );
        near(
            chances(Sampling { min_p: 0.7, ..all }),
            [4.0 / 7.0, 3.0 / 7.0, 0.0, 0.0],
        );
        near(
            chances(Sampling {
                temperature: 0.0,
                ..all
            }),
            [1.0, 0.0, 0.0, 0.0],
        );
        near(
            chances(Sampling {
                temperature: 0.5,
                ..all
            }),
            [16.0 / 30.0, 9.0 / 30.0, 4.0 / 30.0, 1.0 / 30.0],
        );
    }

    #[test]
    fn draws_follow_the_chances_and_the_seed() {
        let draw = |seed| {
            let mut rng = Rng::new(seed, 0);
            (0..4000)
                .filter_map(|_| Sampling::default().choose(&logits(), &mut rng))
                .collect::<Vec<_>>()
        };
        let drawn = draw(1);
        assert_eq!(drawn, draw(1));
        assert_ne!(drawn, draw(2));
        for (id, share) in [(0, 0.4), (1, 0.3), (2, 0.2), (3, 0.1)] {
            let count = drawn.iter().filter(|&&d| d == id).count();
            assert!((count as f32 / 4000.0 - share).abs() < 0.03);
        }
        assert_eq!(Sampling::default().choose(&[], &mut Rng::new(0, 0)), None);
    }
}
