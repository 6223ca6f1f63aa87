//! Operations of training, by the scaling laws' count.

use serde::{Deserialize, Serialize};

use super::error::ComputeError;
use crate::plan::computed::{Computed, Formula};
use crate::plan::units::BasisPoints;

const TRAINING: Formula = Formula {
    id: "training_flops",
    text: "C = 6·N·D; 8·N·D with full recomputation; N: active parameters",
    source: "Kaplan et al., arXiv 2001.08361, §2.1; Narayanan et al., arXiv 2104.04473, §5.1",
};
const CHINCHILLA: Formula = Formula {
    id: "chinchilla",
    text: "D ≈ 20·N (training-optimal: a model served much is better trained on more)",
    source: "Hoffmann et al., arXiv 2203.15556, table 3",
};
const OPTIMAL: Formula = Formula {
    id: "training_optimal",
    text: "N* = √(C/120), from C = 6·N·D and D = 20·N (training-optimal)",
    source: "Hoffmann et al., arXiv 2203.15556, table 3",
};
const GPU_HOURS: Formula = Formula {
    id: "gpu_hours",
    text: "C ÷ (peak · MFU · 3600)",
    source: "Chowdhery et al. (PaLM), arXiv 2204.02311, §4.1 and appendix B",
};

/// Tokens per parameter of a training-optimal run.
const TOKENS_PER_PARAMETER: u64 = 20;

/// A training run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Training {
    /// All parameters: what memory must hold.
    pub parameters: u64,
    /// Parameters that one token passes through; 0 means all of them.
    pub active_parameters: u64,
    /// Training tokens.
    pub tokens: u64,
    /// Whether every activation is computed twice to save memory.
    pub full_recompute: bool,
}

impl Training {
    /// Parameters that count for compute.
    pub fn active(&self) -> Result<u64, ComputeError> {
        if self.active_parameters > self.parameters {
            return Err(ComputeError::ActiveAboveAll);
        }
        Ok(match self.active_parameters {
            0 => self.parameters,
            active => active,
        })
    }

    fn product(&self, per_parameter_and_token: u128) -> Result<u128, ComputeError> {
        u128::from(self.active()?)
            .checked_mul(u128::from(self.tokens))
            .and_then(|product| product.checked_mul(per_parameter_and_token))
            .ok_or(ComputeError::Overflow)
    }
}

/// Operations executed, recomputation included.
pub fn training_flops(run: &Training) -> Result<Computed<u128>, ComputeError> {
    let each = if run.full_recompute { 8 } else { 6 };
    Ok(Computed::new(run.product(each)?, TRAINING)
        .with("N", run.active()?)
        .with("D", run.tokens)
        .with("operations per parameter and token", each))
}

/// Operations that the model needs, without recomputation: what regulators
/// count, and what MFU is measured by.
pub fn model_flops(run: &Training) -> Result<Computed<u128>, ComputeError> {
    let plain = Training {
        full_recompute: false,
        ..*run
    };
    training_flops(&plain)
}

/// Training-optimal tokens for so many parameters.
pub fn chinchilla_tokens(parameters: u64) -> Result<Computed<u64>, ComputeError> {
    let tokens = parameters
        .checked_mul(TOKENS_PER_PARAMETER)
        .ok_or(ComputeError::Overflow)?;
    Ok(Computed::new(tokens, CHINCHILLA).with("N", parameters))
}

/// Training-optimal parameters for so many operations.
pub fn training_optimal(flops: u128) -> Computed<u64> {
    let parameters = (flops as f64 / 120.0).sqrt();
    Computed::new(parameters.round() as u64, OPTIMAL).with("C", flops)
}

/// GPU-hours of so many operations on accelerators with this peak (operations
/// a second), of which the share `mfu` is put to use. Publications report 0.35
/// to 0.45 for large dense models.
pub fn gpu_hours(
    flops: u128,
    peak_flops: u64,
    mfu: BasisPoints,
) -> Result<Computed<f64>, ComputeError> {
    if peak_flops == 0 {
        return Err(ComputeError::Zero("peak operations a second"));
    }
    if mfu.0 <= 0 || !mfu.is_share() {
        return Err(ComputeError::NotShare("MFU"));
    }
    let hours = flops as f64 / (peak_flops as f64 * mfu.fraction() * 3600.0);
    Ok(Computed::new(hours, GPU_HOURS)
        .with("C", flops)
        .with("peak", peak_flops)
        .with("MFU", mfu))
}
