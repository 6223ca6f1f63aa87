//! A Transformer: its shape and its parameters.

use super::layout::{Layout, Linear, Place};
use super::position::Tables;
use super::{Config, ConfigError};
use crate::rng::Rng;

/// The standard deviation of embeddings and positions at the start (Radford et
/// al. 2019).
const EMBEDDING_DEVIATION: f32 = 0.02;

/// A Transformer.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    config: Config,
    layout: Layout,
    pub(super) tables: Tables,
    /// All parameters, in the order of [`Layout::tensors`].
    pub parameters: Vec<f32>,
}

impl Model {
    /// A model whose parameters are all zero.
    pub fn zeros(config: Config) -> Result<Self, ConfigError> {
        config.check()?;
        let layout = Layout::new(&config);
        Ok(Self {
            tables: Tables::new(&config),
            parameters: vec![0.0; layout.len()],
            config,
            layout,
        })
    }

    /// A model before training: linear maps normal with variance 1/inputs,
    /// those that write to the residual stream divided by √(2·layers) so that
    /// its variance stays about the same however many they are (Radford et al.
    /// 2019), embeddings small, gains one, biases zero.
    pub fn initial(config: Config, rng: &mut Rng) -> Result<Self, ConfigError> {
        let mut model = Self::zeros(config)?;
        let layout = model.layout.clone();
        let mut fill = |place: Place, deviation: f32| {
            for p in &mut model.parameters[place.range()] {
                *p = deviation * rng.normal();
            }
        };
        let linear = |map: Linear| 1.0 / (map.weight.columns as f32).sqrt();
        let towards_stream = 1.0 / (2.0 * config.layers as f32).sqrt();
        fill(layout.embedding, EMBEDDING_DEVIATION);
        for place in layout.positions.into_iter().chain(layout.head) {
            fill(place, EMBEDDING_DEVIATION);
        }
        for layer in &layout.layers {
            for map in [layer.query, layer.key, layer.value, layer.up]
                .into_iter()
                .chain(layer.gate)
            {
                fill(map.weight, linear(map));
            }
            for map in [layer.output, layer.down] {
                fill(map.weight, linear(map) * towards_stream);
            }
        }
        let norms = layout
            .layers
            .iter()
            .flat_map(|l| [l.attention_norm, l.mlp_norm]);
        for norm in norms.chain(layout.norm) {
            model.parameters[norm.gain.range()].fill(1.0);
        }
        Ok(model)
    }

    /// The shape.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Where the parameters lie.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The elements of one tensor.
    pub fn tensor(&self, place: Place) -> &[f32] {
        &self.parameters[place.range()]
    }
}
