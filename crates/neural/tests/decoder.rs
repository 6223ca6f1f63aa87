//! The decoder as a page meets it: messages in, messages out.
#![allow(clippy::unwrap_used)]

use neural::decoder::{
    Decoder, Edit, HeadView, Incoming, Look, Outgoing, PatchSite, Prompt, Reading, Trouble, View,
    With,
};
use neural::rng::Rng;
use neural::tokenizer::{END, Han, Options, Tokenizer, Trainer};
use neural::transformer::file::{About, Manifest, write};
use neural::transformer::sample::Sampling;
use neural::transformer::{Activations, Config, Model};
use proptest::prelude::*;
use std::sync::LazyLock;

const CONTEXT: usize = 24;

static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| {
    let options = Options {
        vocabulary: 290,
        characters: 20,
        han: Han::Alone,
    };
    let mut trainer = Trainer::new(["aba abb 春眠不觉晓 abab"], options);
    while trainer.step().is_some() {}
    trainer.tokenizer()
});

static FILE: LazyLock<(Vec<u8>, Vec<u8>, Model)> = LazyLock::new(|| {
    let config = Config {
        vocabulary: TOKENIZER.len(),
        context: CONTEXT,
        width: 16,
        heads: 4,
        kv_heads: 2,
        hidden: 24,
        ..Config::default()
    };
    let mut model = Model::initial(config, &mut Rng::new(2, 0)).unwrap();
    // Far enough from where all logits are alike.
    for parameter in &mut model.parameters {
        *parameter *= 3.0;
    }
    let about = About {
        name: "test".into(),
        ..About::default()
    };
    let bytes = write(&model, &TOKENIZER, &about).unwrap();
    let manifest = serde_json::to_vec(&Manifest::of("m", &bytes)).unwrap();
    (bytes, manifest, model.quantised())
});

fn decoder() -> Decoder {
    let mut decoder = Decoder::default();
    let (file, manifest, _) = FILE.clone();
    let said = decoder.handle(Incoming::Load { file, manifest });
    let [Outgoing::Loaded(loaded)] = &said[..] else {
        panic!("{said:?}")
    };
    assert_eq!(loaded.about.name, "test");
    assert_eq!(loaded.parameters as usize, FILE.2.parameters.len());
    decoder
}

fn read_edited(decoder: &mut Decoder, prompt: Prompt, edits: Vec<Edit>) -> Reading {
    let said = decoder.handle(Incoming::Read {
        request: 7,
        prompt,
        edits,
        sampling: Sampling::default(),
    });
    match <[Outgoing; 1]>::try_from(said) {
        Ok(
            [
                Outgoing::Read {
                    request: 7,
                    reading,
                },
            ],
        ) => *reading,
        other => panic!("{other:?}"),
    }
}

fn read(decoder: &mut Decoder, text: &str) -> Reading {
    read_edited(decoder, Prompt::Text(text.into()), Vec::new())
}

fn see(decoder: &mut Decoder, look: Look) -> View {
    let said = decoder.handle(Incoming::Look { request: 8, look });
    match <[Outgoing; 1]>::try_from(said) {
        Ok([Outgoing::Seen { request: 8, view }]) => *view,
        other => panic!("{other:?}"),
    }
}

fn head(decoder: &mut Decoder, layer: u32, head: u32) -> HeadView {
    match see(decoder, Look::Head { layer, head }) {
        View::Head(view) => view,
        other => panic!("{other:?}"),
    }
}

/// All that is written, and the last message.
fn written(
    decoder: &mut Decoder,
    count: u32,
    sampling: Sampling,
    seed: u32,
) -> (Vec<u32>, Outgoing) {
    let started = decoder.handle(Incoming::Write {
        request: 9,
        count,
        sampling,
        seed,
    });
    assert_eq!(started, []);
    let mut ids = Vec::new();
    let mut last = None;
    while decoder.busy() {
        // One token a turn.
        for said in decoder.advance(&mut || false) {
            match &said {
                Outgoing::Wrote {
                    request: 9, token, ..
                } => ids.push(token.id),
                _ => last = Some(said),
            }
        }
    }
    (ids, last.unwrap())
}

const GREEDY: Sampling = Sampling {
    temperature: 0.0,
    top_k: 0,
    top_p: 1.0,
    min_p: 0.0,
};

#[test]
fn a_reading_is_the_models_own_over_the_full_vocabulary() {
    let mut decoder = decoder();
    let reading = read(&mut decoder, "abab春眠");
    let ids: Vec<u32> = reading.tokens.iter().map(|t| t.id).collect();
    assert_eq!(ids[0], END);
    assert_eq!(TOKENIZER.decode(&ids[1..]), "abab春眠");
    assert_eq!(reading.cut, None);

    let mut plain = Activations::default();
    FILE.2.forward(&ids, 1, &mut plain).unwrap();
    let vocabulary = TOKENIZER.len();
    let p = |row: usize| -> Vec<f64> {
        let row = &plain.logits[row * vocabulary..(row + 1) * vocabulary];
        let e: Vec<f64> = row.iter().map(|z| f64::from(*z).exp()).collect();
        let sum: f64 = e.iter().sum();
        e.iter().map(|e| e / sum).collect()
    };
    for (at, token) in reading.tokens.iter().enumerate().skip(1) {
        let expected = -p(at - 1)[token.id as usize].log2();
        assert!((f64::from(token.surprise.unwrap()) - expected).abs() < 1e-3);
    }
    assert_eq!(reading.tokens[0].surprise, None);
    let last = p(ids.len() - 1);
    let listed: f64 = (reading.next.likeliest.iter())
        .map(|next| {
            assert!((f64::from(next.probability) - last[next.id as usize]).abs() < 1e-5);
            f64::from(next.probability)
        })
        .sum();
    assert!((listed + f64::from(reading.next.others) - 1.0).abs() < 1e-4);
    let entropy: f64 = last.iter().map(|p| -p * p.log2()).sum();
    assert!((f64::from(reading.next.entropy) - entropy).abs() < 1e-3);
    assert_eq!(reading.next.kept as usize, vocabulary);
}

#[test]
fn a_heads_numbers_hang_together() {
    let mut decoder = decoder();
    let n = read(&mut decoder, "abab春").tokens.len();
    for of in 0..4 {
        let view = head(&mut decoder, 1, of);
        let d = view.size as usize;
        assert_eq!((view.queries.len(), view.scores.len()), (n * d, n * n));
        for query in 0..n {
            let q = &view.queries[query * d..(query + 1) * d];
            let scaled = |key: usize| -> f64 {
                let k = &view.keys[key * d..(key + 1) * d];
                let products = q.iter().zip(k).map(|(q, k)| f64::from(*q) * f64::from(*k));
                products.sum::<f64>() / (d as f64).sqrt()
            };
            let exps: Vec<f64> = (0..=query).map(|key| scaled(key).exp()).collect();
            let sum: f64 = exps.iter().sum();
            for key in 0..n {
                let score = f64::from(view.scores[query * n + key]);
                assert!((score - scaled(key)).abs() < 1e-4);
                let expected = exps.get(key).map_or(0.0, |e| e / sum);
                let weight = f64::from(view.attention[query * n + key]);
                assert!((weight - expected).abs() < 1e-5, "{of} {query} {key}");
            }
            for column in 0..d {
                let mixed: f32 = (0..n)
                    .map(|key| view.attention[query * n + key] * view.values[key * d + column])
                    .sum();
                assert!((mixed - view.output[query * d + column]).abs() < 1e-5);
            }
        }
    }
    let View::Heads(all) = see(&mut decoder, Look::Heads) else {
        panic!()
    };
    let view = head(&mut decoder, 1, 2);
    let at = (4 + 2) * n * n;
    assert_eq!(all.attention[at..at + n * n], view.attention);
}

#[test]
fn the_stream_is_a_sum_and_the_lens_ends_at_the_prediction() {
    let mut decoder = decoder();
    let reading = read(&mut decoder, "ababab");
    let position = reading.tokens.len() as u32 - 1;
    let View::Token(view) = see(&mut decoder, Look::Token { position }) else {
        panic!()
    };
    for layer in 0..2 {
        for column in 0..16 {
            let sum = view.stream[layer][column]
                + view.attention[layer][column]
                + view.mlp[layer][column];
            assert!((sum - view.stream[layer + 1][column]).abs() < 1e-5);
        }
    }
    let sampling = Sampling::default();
    let View::Lens(lens) = see(&mut decoder, Look::Lens { position, sampling }) else {
        panic!()
    };
    assert_eq!(lens.layers.len(), 3);
    let (end, next) = (lens.layers.last().unwrap(), &reading.next);
    assert_eq!(end.likeliest[0].id, next.likeliest[0].id);
    assert!((end.likeliest[0].probability - next.likeliest[0].probability).abs() < 1e-5);
    let View::Mlp(mlp) = see(&mut decoder, Look::Mlp { layer: 1, position }) else {
        panic!()
    };
    assert_eq!((mlp.hidden.len(), mlp.gate.len()), (24, 24));
    assert_eq!(mlp.output, view.mlp[1]);
}

#[test]
fn writing_is_reading_token_by_token() {
    let mut decoder = decoder();
    let start = read(&mut decoder, "ab");
    let (ids, last) = written(&mut decoder, 6, GREEDY, 1);
    assert!(matches!(last, Outgoing::Ended { request: 9, .. }));
    let mut expected: Vec<u32> = start.tokens.iter().map(|t| t.id).collect();
    for id in &ids {
        let mut plain = Activations::default();
        FILE.2.forward(&expected, 1, &mut plain).unwrap();
        let row = &plain.logits[(expected.len() - 1) * TOKENIZER.len()..];
        let best = (0..row.len()).fold(0, |best, k| if row[k] > row[best] { k } else { best });
        assert_eq!(*id as usize, best);
        expected.push(*id);
    }
    // What was written is looked at as a whole.
    assert_eq!(
        head(&mut decoder, 0, 0).attention.len(),
        expected.len() * expected.len()
    );
    // The same seed writes the same, another one something else.
    let loose = Sampling::default();
    let mut again = |seed| {
        read(&mut decoder, "ab");
        written(&mut decoder, 12, loose, seed).0
    };
    assert_eq!(again(3), again(3));
    assert_ne!(again(3), again(4));
}

#[test]
fn writing_ends_at_the_context_and_when_it_is_stopped() {
    let mut decoder = decoder();
    let ids = vec![5; CONTEXT - 2];
    read_edited(&mut decoder, Prompt::Tokens(ids), Vec::new());
    let greedy_end = written(&mut decoder, 100, GREEDY, 1);
    match greedy_end.1 {
        Outgoing::Ended {
            full, by_itself, ..
        } => assert!(full != by_itself),
        other => panic!("{other:?}"),
    }
    read(&mut decoder, "ab");
    decoder.handle(Incoming::Write {
        request: 3,
        count: 5,
        sampling: GREEDY,
        seed: 1,
    });
    assert!(decoder.busy());
    let stopped = decoder.handle(Incoming::Stop);
    assert!(matches!(
        stopped[..],
        [Outgoing::Ended {
            request: 3,
            by_itself: false,
            full: false
        }]
    ));
    assert!(!decoder.busy());
}

#[test]
fn a_long_text_is_cut_at_its_beginning_and_says_so() {
    let mut decoder = decoder();
    let text = "春a眠b不".repeat(30);
    let reading = read(&mut decoder, &text);
    let cut = reading.cut.unwrap();
    assert_eq!(reading.tokens.len(), CONTEXT);
    assert_eq!(cut.read as usize, CONTEXT);
    let all = TOKENIZER.encode(&text);
    assert_eq!(cut.tokens as usize, all.len() + 1 - CONTEXT);
    let read: Vec<u32> = reading.tokens.iter().skip(1).map(|t| t.id).collect();
    assert_eq!(read, all[all.len() - (CONTEXT - 1)..]);
    assert_eq!(reading.tokens[0].id, END);
}

#[test]
fn a_head_that_is_off_adds_nothing_and_a_whole_patch_is_the_other_text() {
    let mut decoder = decoder();
    let plain = read(&mut decoder, "abab");
    let off = |layer, head, with| Edit::Ablate { layer, head, with };
    let edited = read_edited(
        &mut decoder,
        Prompt::Text("abab".into()),
        vec![off(0, 1, With::Zero)],
    );
    assert_ne!(edited.next, plain.next);
    let view = head(&mut decoder, 0, 1);
    assert!(view.output.iter().all(|v| *v == 0.0));
    let other = head(&mut decoder, 0, 0);
    assert!(other.output.iter().any(|v| *v != 0.0));

    // All streams after the last block from another text of equal length: its prediction.
    let source = read(&mut decoder, "春眠不觉");
    assert_eq!(decoder.handle(Incoming::Keep), []);
    let ids = Prompt::Tokens(vec![END, 5, 6, 7, 8]);
    let target = read_edited(&mut decoder, ids.clone(), Vec::new());
    assert_eq!(source.tokens.len(), target.tokens.len());
    let edits = (0..source.tokens.len() as u32).map(|position| Edit::Patch {
        layer: 1,
        site: PatchSite::Stream,
        position,
    });
    let patched = read_edited(&mut decoder, ids, edits.collect());
    assert_eq!(patched.next, source.next);
    assert_ne!(target.next, source.next);
}

#[test]
fn what_cannot_be_done_is_refused_and_the_rest_stays() {
    let mut empty = Decoder::default();
    let refused = |said: Vec<Outgoing>| match <[Outgoing; 1]>::try_from(said) {
        Ok([Outgoing::Refused { trouble, .. }]) => trouble,
        other => panic!("{other:?}"),
    };
    let look = Incoming::Look {
        request: 1,
        look: Look::Heads,
    };
    assert_eq!(refused(empty.handle(look.clone())), Trouble::NoModel);
    let mut decoder = decoder();
    assert_eq!(refused(decoder.handle(look)), Trouble::NoText);
    read(&mut decoder, "");
    for look in [
        Look::Head { layer: 2, head: 0 },
        Look::Head { layer: 0, head: 4 },
        Look::Token { position: 99 },
        Look::Mlp {
            layer: 9,
            position: 0,
        },
    ] {
        let said = decoder.handle(Incoming::Look { request: 1, look });
        assert_eq!(refused(said), Trouble::NoPlace);
    }
    let said = decoder.handle(Incoming::Read {
        request: 1,
        prompt: Prompt::Tokens(vec![1 << 20]),
        edits: Vec::new(),
        sampling: Sampling::default(),
    });
    assert_eq!(refused(said), Trouble::NoToken);
    // A file that was cut, one that was changed, a manifest that is none.
    let (file, manifest, _) = FILE.clone();
    let mut changed = file.clone();
    changed[file.len() / 2] ^= 1;
    for file in [file[..file.len() - 1].to_vec(), changed, Vec::new()] {
        let manifest = manifest.clone();
        let said = decoder.handle(Incoming::Load { file, manifest });
        assert!(matches!(refused(said), Trouble::File(_)));
    }
    let said = decoder.handle(Incoming::Load {
        file,
        manifest: b"{".to_vec(),
    });
    assert_eq!(refused(said), Trouble::Manifest);
    // The model and the text are still there.
    assert_eq!(head(&mut decoder, 0, 0).attention, [1.0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}|[\u{0}-\u{1f}\u{202e}\u{feff}🦜中a]{0,40}") {
        let mut decoder = decoder();
        let reading = read(&mut decoder, &text);
        prop_assert!(reading.tokens.len() <= CONTEXT);
        prop_assert!(reading.next.likeliest[0].probability > 0.0);
    }

    #[test]
    fn any_message_is_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut decoder = decoder();
        read(&mut decoder, "ab");
        if let Ok(message) = postcard::from_bytes::<Incoming>(&bytes) {
            decoder.handle(message);
            decoder.advance(&mut || false);
        }
    }
}
