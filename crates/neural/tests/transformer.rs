//! The Transformer against `PyTorch`, against differences, and against itself.
#![allow(clippy::unwrap_used)]

use neural::rng::Rng;
use neural::transformer::loss::{self, IGNORE};
use neural::transformer::{Activations, Cache, Config, Generator, InputError, Mask, Model, Site};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    config: Config,
    parameters: usize,
    tokens: Vec<u32>,
    targets: Vec<i64>,
    logits: Vec<f64>,
    attention: Vec<f64>,
    loss: f64,
    gradients: Vec<f64>,
}

const TEXTS: usize = 2;

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("fixtures/torch_transformer.json")).unwrap()
}

/// As `draw` in the fixture's script.
fn draw(i: usize) -> f32 {
    let mut h = (i as u32 + 1).wrapping_mul(0x9E37_79B1);
    h ^= h >> 15;
    h = h.wrapping_mul(0x85EB_CA77);
    h ^= h >> 13;
    (h >> 8) as f32 / (1 << 24) as f32 - 0.5
}

impl Case {
    fn model(&self) -> Model {
        let mut model = Model::zeros(self.config).unwrap();
        assert_eq!(model.parameters.len(), self.parameters);
        for (i, p) in model.parameters.iter_mut().enumerate() {
            *p = 0.5 * draw(i);
        }
        for (name, place) in model.layout().clone().tensors() {
            if name.ends_with("gain") {
                for p in &mut model.parameters[place.range()] {
                    *p += 1.0;
                }
            }
        }
        model
    }

    fn targets(&self) -> Vec<u32> {
        let targets = self.targets.iter();
        targets
            .map(|&t| u32::try_from(t).unwrap_or(IGNORE))
            .collect()
    }

    fn loss(&self, model: &Model, activations: &mut Activations) -> f64 {
        model.forward(&self.tokens, TEXTS, activations).unwrap();
        let targets = self.targets();
        let surprise = loss::surprise(&mut activations.logits, self.config.vocabulary, &targets);
        let sum: f64 = surprise.iter().map(|&s| f64::from(s)).sum();
        sum / targets.iter().filter(|&&t| t != IGNORE).count() as f64
    }

    fn gradient(&self, model: &Model) -> Vec<f32> {
        let mut activations = Activations::default();
        let mut gradient = vec![0.0; model.parameters.len()];
        model
            .forward(&self.tokens, TEXTS, &mut activations)
            .unwrap();
        let targets = self.targets();
        let count = targets.iter().filter(|&&t| t != IGNORE).count();
        let scale = 1.0 / count as f32;
        let logits = &mut activations.logits;
        loss::cross_entropy(logits, self.config.vocabulary, &targets, scale);
        model.backward(&self.tokens, &mut activations, &mut gradient);
        gradient
    }
}

fn worst(got: &[f32], expected: &[f64]) -> f64 {
    assert_eq!(got.len(), expected.len());
    let pairs = got.iter().zip(expected);
    pairs
        .map(|(&a, b)| (f64::from(a) - b).abs())
        .fold(0.0, f64::max)
}

#[test]
fn every_switch_agrees_with_pytorch() {
    for case in cases() {
        let model = case.model();
        let mut activations = Activations::default();
        model
            .forward(&case.tokens, TEXTS, &mut activations)
            .unwrap();
        let off = worst(&activations.logits, &case.logits);
        assert!(off < 1e-5, "{}: logits {off}", case.name);
        let rows: Vec<f32> = (activations.layers.iter())
            .flat_map(|layer| layer.attention.iter().copied())
            .collect();
        let off = worst(&rows, &case.attention);
        assert!(off < 1e-6, "{}: attention {off}", case.name);
        let loss = case.loss(&model, &mut activations);
        assert!(
            (loss - case.loss).abs() < 1e-6,
            "{}: loss {loss}",
            case.name
        );

        let gradient = case.gradient(&model);
        let tensors = model.layout().tensors();
        assert_eq!(tensors.len(), case.gradients.len());
        for ((name, place), expected) in tensors.iter().zip(&case.gradients) {
            let along = place
                .range()
                .map(|i| f64::from(gradient[i]) * f64::from(draw(1_000_000 + i)));
            let off = (along.sum::<f64>() - expected).abs();
            assert!(off < 2e-6, "{}: gradient of {name} {off}", case.name);
        }
    }
}

/// Each tensor's gradient along a random direction, against the loss a step to
/// either side.
#[test]
fn gradients_agree_with_central_differences() {
    for case in cases() {
        let mut model = case.model();
        let gradient = case.gradient(&model);
        let mut activations = Activations::default();
        let mut rng = Rng::new(17, 0);
        for (name, place) in model.layout().clone().tensors() {
            let direction: Vec<f32> = place.range().map(|_| rng.uniform(-1.0, 1.0)).collect();
            let along = gradient[place.range()].iter().zip(&direction);
            let along: f64 = along.map(|(&g, &d)| f64::from(g) * f64::from(d)).sum();
            let start = model.parameters[place.range()].to_vec();
            let mut at = |h: f32| {
                let moved = start.iter().zip(&direction).map(|(p, d)| p + h * d);
                for (p, moved) in model.parameters[place.range()].iter_mut().zip(moved) {
                    *p = moved;
                }
                case.loss(&model, &mut activations)
            };
            let h = 1e-3;
            let numeric = (at(h) - at(-h)) / f64::from(2.0 * h);
            at(0.0);
            let off = (numeric - along).abs();
            assert!(
                off < 3e-4 + 2e-3 * along.abs(),
                "{}: {name} {numeric} {along}",
                case.name
            );
        }
    }
}

#[test]
fn a_cache_changes_no_bit() {
    for case in cases() {
        if case.config.mask == Mask::Bidirectional {
            continue;
        }
        let model = case.model();
        let generator = Generator::new(&model);
        let vocabulary = case.config.vocabulary;
        let mut whole = Activations::default();
        let ids = &case.tokens[..11];
        model.forward(ids, 1, &mut whole).unwrap();
        for first in [1, 4, 7] {
            let (mut cache, mut part) = (Cache::new(&model), Activations::default());
            generator
                .read(&ids[..first], &mut cache, &mut part)
                .unwrap();
            for at in first..ids.len() {
                let expected = &whole.logits[(at - 1) * vocabulary..at * vocabulary];
                assert_eq!(part.logits, expected, "{} {first} {at}", case.name);
                generator
                    .read(&ids[at..=at], &mut cache, &mut part)
                    .unwrap();
                let row = part.attention_row(&case.config, 1, 0, 2, 0);
                let expected = whole.attention_row(&case.config, 1, 0, 2, at);
                assert_eq!(row, &expected[..=at], "{}", case.name);
            }
            // Back to the fourth token, and on with another.
            cache.truncate(4);
            generator.read(&[9], &mut cache, &mut part).unwrap();
            let mut other = Activations::default();
            let ids = [&ids[..4], &[9]].concat();
            model.forward(&ids, 1, &mut other).unwrap();
            assert_eq!(part.logits, &other.logits[4 * vocabulary..]);
        }
    }
}

#[test]
fn texts_of_one_pass_do_not_meet() {
    for case in cases() {
        let model = case.model();
        let (mut both, mut alone) = (Activations::default(), Activations::default());
        model.forward(&case.tokens, TEXTS, &mut both).unwrap();
        model.forward(&case.tokens[11..], 1, &mut alone).unwrap();
        assert_eq!(both.logits[11 * case.config.vocabulary..], alone.logits);
    }
}

#[test]
fn values_can_be_read_and_changed_on_their_way() {
    let case = &cases()[0];
    let model = case.model();
    let config = case.config;
    let (mut plain, mut seen) = (Activations::default(), Activations::default());
    model.forward(&case.tokens, TEXTS, &mut plain).unwrap();

    // Looking changes nothing, and the lens at the end is the output.
    let mut sites = Vec::new();
    let look = &mut |site, layer, _: &mut [f32]| sites.push((site, layer));
    model
        .forward_through(&case.tokens, TEXTS, &mut seen, look)
        .unwrap();
    assert_eq!(plain.logits, seen.logits);
    assert_eq!(sites.len(), 1 + 9 * config.layers);
    assert_eq!(model.lens(&plain.stream[config.layers]), plain.logits);
    assert_ne!(model.lens(&plain.stream[1]), plain.logits);

    // Scores become the attention rows by mask and softmax.
    let scores = plain.scores(&model, 0, 1, 3);
    let row = plain.attention_row(&config, 0, 1, 3, 5);
    let total: f32 = scores[5 * 11..5 * 11 + 6].iter().map(|s| s.exp()).sum();
    for (p, s) in row.iter().zip(&scores[5 * 11..5 * 11 + 6]) {
        assert!((p - s.exp() / total).abs() < 1e-6);
    }
    assert!(row[6..].iter().all(|&p| p == 0.0));

    // A head that looks only at the first token takes that token's values, and
    // one that is switched off changes what is said.
    let look_at_first = &mut |site, layer, values: &mut [f32]| {
        if (site, layer) == (Site::Attention, 1) {
            for row in values.chunks_exact_mut(11) {
                row.fill(0.0);
                row[0] = 1.0;
            }
        }
    };
    model
        .forward_through(&case.tokens, TEXTS, &mut seen, look_at_first)
        .unwrap();
    let layer = &seen.layers[1];
    let (mixed, values) = (&layer.mixed[15 * 16..16 * 16], &layer.v[11 * 8..12 * 8]);
    // Heads 0 and 1 share the first key head, 2 and 3 the second.
    assert_eq!(
        mixed,
        [&values[..4], &values[..4], &values[4..], &values[4..]].concat()
    );
    assert_ne!(seen.logits, plain.logits);
}

#[test]
fn what_cannot_be_read_is_said() {
    let model = cases()[0].model();
    let mut a = Activations::default();
    assert_eq!(model.forward(&[], 1, &mut a), Err(InputError::Empty));
    assert_eq!(
        model.forward(&[1, 2, 3], 2, &mut a),
        Err(InputError::Ragged)
    );
    assert_eq!(
        model.forward(&[1, 99], 1, &mut a),
        Err(InputError::Unknown(99))
    );
    let long = InputError::TooLong {
        tokens: 17,
        context: 16,
    };
    assert_eq!(model.forward(&[1; 17], 1, &mut a), Err(long));
    let mut cache = Cache::new(&model);
    let generator = Generator::new(&model);
    generator.read(&[1; 16], &mut cache, &mut a).unwrap();
    assert_eq!(generator.read(&[1], &mut cache, &mut a), Err(long));
    assert_eq!(cache.len(), 16);
}
