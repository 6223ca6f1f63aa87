//! What a Transformer is made of.

use serde::{Deserialize, Serialize};

/// How a token knows where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Positions {
    /// Not at all: only the causal mask tells before from after.
    None,
    /// A trained vector for each position, added to the token's (Radford et al. 2018).
    Learned,
    /// Sines and cosines, added to the token's vector (Vaswani et al. 2017, §3.5).
    Sinusoidal,
    /// Queries and keys turned by an angle that grows with the position, in
    /// pairs of neighbours (Su et al. 2021, `RoFormer`, eq. 34).
    #[default]
    Rotary,
}

/// How a vector is brought to a common length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Norm {
    /// Mean 0 and variance 1 (Ba, Kiros and Hinton 2016).
    Layer,
    /// Root mean square 1 (Zhang and Sennrich 2019).
    #[default]
    Rms,
}

/// Where the norms stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// Before attention and MLP, and before the output (Xiong et al. 2020).
    #[default]
    Pre,
    /// After each sum, as in Vaswani et al. 2017.
    Post,
}

/// The network that each token goes through alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mlp {
    /// `W₂·gelu(W₁·x)`.
    Gelu,
    /// `W₂·(silu(W₀·x) ∘ W₁·x)` (Shazeer 2020).
    #[default]
    SwiGlu,
}

/// Which positions a token may look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mask {
    /// Itself and those before.
    #[default]
    Causal,
    /// All.
    Bidirectional,
    /// Itself and those before, this many in all, from 1.
    Window(u32),
}

/// The shape of a Transformer and its switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Config {
    /// Tokens in the vocabulary.
    pub vocabulary: usize,
    /// The most tokens in a text.
    pub context: usize,
    /// Numbers in the residual stream for each token.
    pub width: usize,
    /// Blocks of attention and MLP.
    pub layers: usize,
    /// Heads of queries; divides `width`.
    pub heads: usize,
    /// Heads of keys and values, each shared by `heads / kv_heads` heads of
    /// queries (Ainslie et al. 2023, grouped-query attention); divides `heads`.
    pub kv_heads: usize,
    /// Neurons in the MLP.
    pub hidden: usize,
    /// How a token knows where it stands.
    pub positions: Positions,
    /// Which norm.
    pub norm: Norm,
    /// Where the norms stand.
    pub placement: Placement,
    /// Which MLP.
    pub mlp: Mlp,
    /// Which positions a token may look at.
    pub mask: Mask,
    /// Whether the output reads the tokens with the vectors that the input
    /// wrote them with (Press and Wolf 2017).
    pub tied: bool,
    /// Whether linear maps and layer norms add a bias.
    pub bias: bool,
}

impl Default for Config {
    /// A very small model with the parts that are usual today.
    fn default() -> Self {
        Self {
            vocabulary: 512,
            context: 128,
            width: 64,
            layers: 2,
            heads: 4,
            kv_heads: 2,
            hidden: 160,
            positions: Positions::default(),
            norm: Norm::default(),
            placement: Placement::default(),
            mlp: Mlp::default(),
            mask: Mask::default(),
            tied: true,
            bias: false,
        }
    }
}

/// The most parameters that a model may have.
const MOST_PARAMETERS: usize = 1 << 26;
/// The most of anything else: keeps products of sizes far from overflow.
const MOST: usize = 1 << 17;

/// Why a configuration makes no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A size is 0 or far too large.
    #[error("{0} is out of range")]
    Size(&'static str),
    /// Heads must divide what is shared out among them.
    #[error("{0} heads cannot share {1} equally")]
    Heads(usize, usize),
    /// Rotary positions turn pairs.
    #[error("rotary positions need an even number of values per head")]
    OddHead,
    /// More parameters than can be held.
    #[error("the model would have too many parameters")]
    TooLarge,
}

impl Config {
    /// Numbers in a head's query.
    pub fn head_size(&self) -> usize {
        self.width / self.heads
    }

    /// Numbers in all heads' keys of one token.
    pub fn kv_width(&self) -> usize {
        self.head_size() * self.kv_heads
    }

    /// Whether the sizes fit each other.
    pub fn check(&self) -> Result<(), ConfigError> {
        let window = match self.mask {
            Mask::Window(tokens) => tokens as usize,
            Mask::Causal | Mask::Bidirectional => 1,
        };
        for (name, size) in [
            ("vocabulary", self.vocabulary),
            ("context", self.context),
            ("width", self.width),
            ("layers", self.layers),
            ("heads", self.heads),
            ("kv_heads", self.kv_heads),
            ("hidden", self.hidden),
            ("window", window),
        ] {
            if size == 0 || size > MOST {
                return Err(ConfigError::Size(name));
            }
        }
        if !self.width.is_multiple_of(self.heads) {
            return Err(ConfigError::Heads(self.heads, self.width));
        }
        if !self.heads.is_multiple_of(self.kv_heads) {
            return Err(ConfigError::Heads(self.kv_heads, self.heads));
        }
        if self.positions == Positions::Rotary && !self.head_size().is_multiple_of(2) {
            return Err(ConfigError::OddHead);
        }
        // No factor exceeds 2¹⁷, so no product of three overflows 64 bits.
        let layer = 3 * self.width as u64 * (self.hidden as u64 + self.width as u64);
        let outer = self.width as u64 * (2 * self.vocabulary as u64 + self.context as u64);
        if layer
            .saturating_mul(self.layers as u64)
            .saturating_add(outer)
            > MOST_PARAMETERS as u64
        {
            return Err(ConfigError::TooLarge);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_do_not_fit_are_named() {
        let good = Config::default();
        assert_eq!(good.check(), Ok(()));
        for (config, error) in [
            (Config { width: 0, ..good }, ConfigError::Size("width")),
            (
                Config {
                    layers: usize::MAX,
                    ..good
                },
                ConfigError::Size("layers"),
            ),
            (
                Config {
                    mask: Mask::Window(0),
                    ..good
                },
                ConfigError::Size("window"),
            ),
            (
                Config {
                    heads: 3,
                    kv_heads: 1,
                    ..good
                },
                ConfigError::Heads(3, 64),
            ),
            (
                Config {
                    kv_heads: 3,
                    ..good
                },
                ConfigError::Heads(3, 4),
            ),
            (Config { width: 60, ..good }, ConfigError::OddHead),
            (
                Config {
                    width: 1 << 16,
                    hidden: 1 << 16,
                    ..good
                },
                ConfigError::TooLarge,
            ),
        ] {
            assert_eq!(config.check(), Err(error));
        }
    }
}
