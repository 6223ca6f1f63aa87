//! What a reader changes in the model's values on their way, to see what hangs
//! on them.

use super::message::Trouble;
use crate::transformer::{Activations, Config, Site};
use serde::{Deserialize, Serialize};

/// A change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Takes a head's contribution away (Michel, Levy and Neubig 2019, *Are
    /// Sixteen Heads Really Better than One?*).
    Ablate {
        /// The block, from 0.
        layer: u32,
        /// The head, from 0.
        head: u32,
        /// What stands in its place.
        with: With,
    },
    /// Puts in what the kept text had at the same place: activation patching
    /// (Meng et al. 2022, *Locating and Editing Factual Associations in GPT*, §2).
    Patch {
        /// The block, from 0.
        layer: u32,
        /// Where in it.
        site: PatchSite,
        /// The token, from 0.
        position: u32,
    },
}

/// What stands in a head's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum With {
    /// Zeros.
    Zero,
    /// The head's mean over the text that is read at once. A single token's mean
    /// would be the token's own, so tokens written later get zeros.
    Mean,
}

/// Where values can be patched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatchSite {
    /// What attention adds to the residual stream.
    Attention,
    /// What the MLP adds to it.
    Mlp,
    /// The residual stream after the block.
    Stream,
}

impl PatchSite {
    fn site(self) -> Site {
        match self {
            Self::Attention => Site::AttentionOutput,
            Self::Mlp => Site::MlpOutput,
            Self::Stream => Site::Stream,
        }
    }
}

/// The values of a text that can be put into another one.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    attention: Vec<Vec<f32>>,
    mlp: Vec<Vec<f32>>,
    stream: Vec<Vec<f32>>,
}

impl Kept {
    /// Those of a text that was read at once.
    pub fn of(activations: &Activations) -> Self {
        let layers = activations.layers.iter();
        Self {
            attention: layers.clone().map(|l| l.attention_output.clone()).collect(),
            mlp: layers.map(|l| l.mlp_output.clone()).collect(),
            stream: activations.stream.get(1..).unwrap_or_default().to_vec(),
        }
    }

    fn row(&self, site: PatchSite, layer: usize, position: usize, width: usize) -> Option<&[f32]> {
        let rows = match site {
            PatchSite::Attention => &self.attention,
            PatchSite::Mlp => &self.mlp,
            PatchSite::Stream => &self.stream,
        };
        rows.get(layer)?
            .get(position * width..(position + 1) * width)
    }
}

/// Whether all edits name places that there are.
pub fn check(edits: &[Edit], config: &Config) -> Result<(), Trouble> {
    let there = |edit: &Edit| match *edit {
        Edit::Ablate { layer, head, .. } => {
            (layer as usize) < config.layers && (head as usize) < config.heads
        }
        Edit::Patch { layer, .. } => (layer as usize) < config.layers,
    };
    if edits.iter().all(there) {
        Ok(())
    } else {
        Err(Trouble::NoPlace)
    }
}

/// Applies edits to the values at one site; `first` is the position of the
/// values' first row.
pub fn apply(
    edits: &[Edit],
    kept: &Kept,
    config: &Config,
    first: usize,
    (site, layer): (Site, usize),
    values: &mut [f32],
) {
    let width = config.width;
    for edit in edits {
        match *edit {
            Edit::Ablate {
                layer: at,
                head,
                with,
            } if site == Site::Mixed && at as usize == layer => {
                ablate(values, width, config.head_size(), head as usize, with);
            }
            Edit::Patch {
                layer: at,
                site: place,
                position,
            } if place.site() == site && at as usize == layer => {
                let position = position as usize;
                let row = position
                    .checked_sub(first)
                    .and_then(|row| values.get_mut(row * width..(row + 1) * width));
                if let (Some(row), Some(from)) = (row, kept.row(place, layer, position, width)) {
                    row.copy_from_slice(from);
                }
            }
            Edit::Ablate { .. } | Edit::Patch { .. } => {}
        }
    }
}

fn ablate(mixed: &mut [f32], width: usize, size: usize, head: usize, with: With) {
    let columns = head * size..(head + 1) * size;
    let rows = mixed.len() / width;
    let mut stand_in = vec![0.0; size];
    if with == With::Mean && rows > 1 {
        for row in mixed.chunks_exact(width) {
            for (mean, value) in stand_in.iter_mut().zip(&row[columns.clone()]) {
                *mean += value / rows as f32;
            }
        }
    }
    for row in mixed.chunks_exact_mut(width) {
        row[columns.clone()].copy_from_slice(&stand_in);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_zero_or_its_mean_and_the_others_stay() {
        let text = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
        let mut zero = text;
        ablate(&mut zero, 4, 2, 1, With::Zero);
        assert_eq!(zero, [1.0, 2.0, 0.0, 0.0, 5.0, 6.0, 0.0, 0.0]);
        let mut mean = text;
        ablate(&mut mean, 4, 2, 0, With::Mean);
        assert_eq!(mean, [3.0, 4.0, 3.0, 4.0, 3.0, 4.0, 7.0, 8.0]);
        let mut one = [1.0, 2.0, 3.0, 4.0];
        ablate(&mut one, 4, 2, 0, With::Mean);
        assert_eq!(one, [0.0, 0.0, 3.0, 4.0]);
    }
}
