//! What can be swept, over which values, and the state that each stands for.
//! Pure.

use super::super::super::state::{KEYS, State};
use super::super::differences::label;
use crate::explorables::state::{decode, write_number};
use crate::i18n::{Locale, td_string};
use neural::session::MAX_HIDDEN_LAYERS;

/// A setting to try at several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// η.
    Rate,
    /// Samples per step.
    Batch,
    /// Neurons of every hidden layer.
    Neurons,
    /// Hidden layers.
    Layers,
    /// λ of the L1 penalty.
    L1,
    /// λ of the L2 penalty.
    L2,
    /// λ of the weight decay.
    WeightDecay,
    /// The greatest length of the gradient.
    Clip,
    /// Share of every hidden layer's outputs dropped.
    Dropout,
    /// Noise of synthetic points.
    Noise,
    /// Synthetic points.
    Samples,
    /// Training share.
    Split,
    /// The seed.
    Seed,
}

/// Seeds of a sweep over seeds.
const SEEDS: u32 = 10;
/// Neurons of layers that are added to a network without any.
const NEW_LAYER: u32 = 4;

impl Variable {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Rate,
        Self::Batch,
        Self::Neurons,
        Self::Layers,
        Self::L1,
        Self::L2,
        Self::WeightDecay,
        Self::Dropout,
        Self::Clip,
        Self::Noise,
        Self::Samples,
        Self::Split,
        Self::Seed,
    ];

    /// The one that a key of the address alone stands for.
    pub fn of_key(key: &str) -> Option<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|variable| !matches!(variable, Self::Neurons | Self::Layers))
            .find(|variable| variable.key() == key)
    }

    /// Its key in the address.
    fn key(self) -> &'static str {
        match self {
            Self::Rate => "lr",
            Self::Batch => "batch",
            Self::Neurons | Self::Layers => "hidden",
            Self::L1 => "l1",
            Self::L2 => "l2",
            Self::WeightDecay => "wd",
            Self::Clip => "clip",
            Self::Dropout => "dropout",
            Self::Samples => "samples",
            Self::Noise => "noise",
            Self::Split => "split",
            Self::Seed => "seed",
        }
    }

    /// Its name for the reader.
    pub fn label(self, locale: Locale) -> String {
        match self {
            Self::Neurons => td_string!(locale, runs.sweep_neurons).to_owned(),
            Self::Layers => td_string!(locale, runs.sweep_layers).to_owned(),
            _ => label(self.key(), locale),
        }
    }

    /// Whether it means anything for a state.
    pub fn applies(self, state: &State) -> bool {
        match self {
            Self::Noise | Self::Samples => state.data.is_shape(),
            Self::Dropout => !state.hidden.is_empty(),
            _ => true,
        }
    }

    /// The values that are tried, in order; the present one is among them.
    pub fn values(self, state: &State) -> Vec<f64> {
        let mut values: Vec<f64> = match self {
            Self::Rate => vec![0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0],
            Self::Batch => vec![1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0],
            Self::Neurons => vec![1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0],
            Self::Layers => (0..=6).map(f64::from).collect(),
            Self::L1 | Self::L2 | Self::WeightDecay => {
                vec![0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1]
            }
            Self::Clip => vec![0.0, 0.1, 0.3, 1.0, 3.0, 10.0],
            Self::Dropout => (0..=8).map(|ten| f64::from(10 * ten)).collect(),
            Self::Samples => vec![50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0],
            Self::Noise => (0..=5).map(|ten| f64::from(10 * ten)).collect(),
            Self::Split => (1..=9).map(|ten| f64::from(10 * ten)).collect(),
            Self::Seed => {
                let first = state.seed.min(u32::MAX - SEEDS);
                (first..first + SEEDS).map(f64::from).collect()
            }
        };
        if let Some(present) = self.present(state)
            && !values.contains(&present)
        {
            values.push(present);
            values.sort_by(f64::total_cmp);
        }
        values
    }

    /// The state's own value; `None` where it has several.
    pub fn present(self, state: &State) -> Option<f64> {
        match self {
            Self::Rate => Some(state.rate),
            Self::Batch => Some(f64::from(state.batch)),
            Self::Neurons => {
                let (first, rest) = state.hidden.split_first()?;
                rest.iter()
                    .all(|units| units == first)
                    .then(|| f64::from(*first))
            }
            Self::Layers => Some(state.hidden.len() as f64),
            Self::L1 => Some(state.l1),
            Self::L2 => Some(state.l2),
            Self::WeightDecay => Some(state.advanced.weight_decay),
            Self::Clip => Some(state.advanced.clip),
            Self::Dropout => {
                let dropout = state.advanced.dropout.common(state.hidden.len());
                dropout.copied()
            }
            Self::Samples => Some(f64::from(state.advanced.samples)),
            Self::Noise => Some(state.noise),
            Self::Split => Some(state.split),
            Self::Seed => Some(f64::from(state.seed)),
        }
    }

    /// The state at a value.
    pub fn at(self, state: &State, value: f64) -> State {
        let sizes = |sizes: Vec<u32>| {
            let sizes: Vec<_> = sizes.iter().map(u32::to_string).collect();
            sizes.join(",")
        };
        let text = match self {
            Self::Neurons => sizes(vec![value as u32; state.hidden.len().max(1)]),
            Self::Layers => {
                let count = (value as usize).min(MAX_HIDDEN_LAYERS);
                let last = state.hidden.last().copied().unwrap_or(NEW_LAYER);
                let layer = |at| state.hidden.get(at).copied().unwrap_or(last);
                sizes((0..count).map(layer).collect())
            }
            _ => write_number(value),
        };
        let mut changed = decode(KEYS, state, &format!("{}={text}", self.key())).0;
        changed.start = None;
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_a_sound_run_and_the_present_one_is_tried() {
        let (state, _) = decode(
            KEYS,
            &State::default(),
            "lr=0.05&hidden=5,5&batch=7&l2=0.02",
        );
        for variable in Variable::ALL {
            let values = variable.values(&state);
            assert!(values.len() >= 6, "{variable:?}");
            assert!(values.is_sorted(), "{variable:?}");
            assert!(values.contains(&variable.present(&state).unwrap()));
            for value in values {
                let there = variable.at(&state, value);
                assert_eq!(there.config().validate(), [], "{variable:?} {value}");
                assert_eq!(variable.present(&there), Some(value), "{variable:?}");
            }
        }
    }

    #[test]
    fn a_settings_own_key_finds_it() {
        for variable in Variable::ALL {
            let layers = matches!(variable, Variable::Neurons | Variable::Layers);
            let found = Variable::of_key(variable.key());
            assert_eq!(found, (!layers).then_some(variable));
        }
        assert_eq!(Variable::of_key("act"), None);
    }

    #[test]
    fn layers_keep_the_sizes_that_there_are() {
        let (state, _) = decode(KEYS, &State::default(), "hidden=8,3");
        assert_eq!(Variable::Layers.at(&state, 4.0).hidden, [8, 3, 3, 3]);
        assert_eq!(Variable::Layers.at(&state, 1.0).hidden, [8]);
        assert_eq!(Variable::Layers.at(&state, 0.0).hidden, [0; 0]);
        assert_eq!(Variable::Neurons.present(&state), None);
        assert_eq!(Variable::Neurons.at(&state, 6.0).hidden, [6, 6]);
    }
}
