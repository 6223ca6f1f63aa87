//! Memory of serving a model.

use serde::{Deserialize, Serialize};

use super::error::ComputeError;
use crate::plan::computed::{Computed, Formula};

const KV_CACHE: Formula = Formula {
    id: "kv_cache",
    text: "2 · layers · kv heads · head width · sequence · batch · bytes",
    source: "Shazeer, arXiv 1911.02150; Ainslie et al. (GQA), arXiv 2305.13245",
};
const INFERENCE: Formula = Formula {
    id: "inference_memory",
    text: "1.2 · bytes · N + KV cache",
    source: "EleutherAI, Transformer Math 101, 2023",
};

/// Keys and values kept for the tokens so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct KvCache {
    /// Layers.
    pub layers: u32,
    /// Heads of keys and values: fewer than of queries with grouped queries.
    pub kv_heads: u32,
    /// Width of a head.
    pub head_dim: u32,
    /// Tokens of context.
    pub sequence: u32,
    /// Sequences at a time.
    pub batch: u32,
    /// Bytes of a number: 2 for fp16 and bf16, 1 for fp8.
    pub bytes: u8,
}

/// A model being served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Serving {
    /// All parameters, the idle experts' too.
    pub parameters: u64,
    /// Bits of a weight: 16, 8 or 4.
    pub bits: u8,
    /// The cache.
    pub kv_cache: KvCache,
}

fn product(factors: &[u128]) -> Result<u128, ComputeError> {
    factors
        .iter()
        .try_fold(1_u128, |product, factor| product.checked_mul(*factor))
        .ok_or(ComputeError::Overflow)
}

/// Bytes of the cache of keys and values.
pub fn kv_cache(cache: &KvCache) -> Result<Computed<u128>, ComputeError> {
    let factors = [
        2,
        u128::from(cache.layers),
        u128::from(cache.kv_heads),
        u128::from(cache.head_dim),
        u128::from(cache.sequence),
        u128::from(cache.batch),
        u128::from(cache.bytes),
    ];
    Ok(Computed::new(product(&factors)?, KV_CACHE)
        .with("layers", cache.layers)
        .with("kv heads", cache.kv_heads)
        .with("head width", cache.head_dim)
        .with("sequence", cache.sequence)
        .with("batch", cache.batch)
        .with("bytes", cache.bytes))
}

/// Bytes to serve a model: weights, a fifth for buffers, and the cache.
pub fn inference_memory(serving: &Serving) -> Result<Computed<u128>, ComputeError> {
    let cache = kv_cache(&serving.kv_cache)?;
    // 1.2 · bits/8 = 3·bits/20, rounded up; below 2⁷⁴.
    let weights = (3 * u128::from(serving.parameters) * u128::from(serving.bits)).div_ceil(20);
    let bytes = weights
        .checked_add(cache.value)
        .ok_or(ComputeError::Overflow)?;
    Ok(Computed::new(bytes, INFERENCE)
        .with("N", serving.parameters)
        .with("bits", serving.bits)
        .with("KV cache", cache.value))
}
