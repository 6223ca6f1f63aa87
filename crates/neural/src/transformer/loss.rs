//! Cross-entropy of next-token predictions.

use super::vector::softmax;

/// The target of a token that does not count.
pub const IGNORE: u32 = u32::MAX;

/// Turns logits, a row of `vocabulary` per token, into the gradient of `scale`
/// times the sum of −ln p(target) over the tokens whose target is not [`IGNORE`].
/// Returns that sum, unscaled and in nats, and how many tokens counted.
pub fn cross_entropy(
    logits: &mut [f32],
    vocabulary: usize,
    targets: &[u32],
    scale: f32,
) -> (f64, u32) {
    let (mut sum, mut count) = (0.0, 0);
    for (row, &target) in logits.chunks_exact_mut(vocabulary).zip(targets) {
        if target == IGNORE {
            row.fill(0.0);
            continue;
        }
        let logit = row[target as usize];
        sum += f64::from(softmax(row) - logit);
        count += 1;
        row[target as usize] -= 1.0;
        for d in row {
            *d *= scale;
        }
    }
    (sum, count)
}

/// −ln p(target) of each token in nats, 0 where the target is [`IGNORE`].
/// Replaces the logits by probabilities.
pub fn surprise(logits: &mut [f32], vocabulary: usize, targets: &[u32]) -> Vec<f32> {
    let rows = logits.chunks_exact_mut(vocabulary).zip(targets);
    rows.map(|(row, &target)| match row.get(target as usize).copied() {
        Some(logit) => softmax(row) - logit,
        None => 0.0,
    })
    .collect()
}
