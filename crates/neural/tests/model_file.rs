//! Model files: what is written is read, and nothing else is.
#![allow(clippy::unwrap_used)]

use neural::rng::Rng;
use neural::tokenizer::{Han, Options, Tokenizer, Trainer};
use neural::transformer::file::{ALIGNMENT, About, FileError, Manifest, read, read_checked, write};
use neural::transformer::{Activations, Config, Mlp, Model, Norm, Placement, Positions};
use proptest::prelude::*;
use std::sync::LazyLock;

fn tokenizer() -> Tokenizer {
    let options = Options {
        vocabulary: 270,
        characters: 8,
        han: Han::Alone,
    };
    let mut trainer = Trainer::new(["aba abb 春眠不觉晓 abab"], options);
    while trainer.step().is_some() {}
    trainer.tokenizer()
}

fn model(config: Config) -> Model {
    let config = Config {
        vocabulary: tokenizer().len(),
        context: 16,
        width: 16,
        heads: 4,
        hidden: 24,
        ..config
    };
    Model::initial(config, &mut Rng::new(2, 0)).unwrap()
}

fn about() -> About {
    About {
        name: "test 模型".into(),
        licence: "CC0".into(),
        data: "none".into(),
    }
}

static FILE: LazyLock<Vec<u8>> =
    LazyLock::new(|| write(&model(Config::default()), &tokenizer(), &about()).unwrap());

#[test]
fn a_model_comes_back_as_it_was_quantised() {
    let plain = Config::default();
    let first = Config {
        positions: Positions::Learned,
        norm: Norm::Layer,
        placement: Placement::Post,
        mlp: Mlp::Gelu,
        tied: false,
        bias: true,
        ..plain
    };
    for config in [plain, first] {
        let model = model(config);
        let bytes = write(&model, &tokenizer(), &about()).unwrap();
        let contents = read_checked(&bytes, &Manifest::of("m", &bytes)).unwrap();
        assert_eq!(contents.model, model.quantised());
        assert_eq!(contents.tokenizer, tokenizer());
        assert_eq!(contents.about, about());
        // And says nearly the same.
        let (mut a, mut b) = (Activations::default(), Activations::default());
        model.forward(&[3, 259, 260], 1, &mut a).unwrap();
        contents.model.forward(&[3, 259, 260], 1, &mut b).unwrap();
        let most = a.logits.iter().fold(0.0_f32, |m, l| m.max(l.abs()));
        assert!(
            a.logits
                .iter()
                .zip(&b.logits)
                .all(|(a, b)| (a - b).abs() < 0.05 * most)
        );
        // Written again it is the same file.
        assert_eq!(
            write(&contents.model, &tokenizer(), &about()).unwrap(),
            bytes
        );
    }
}

#[test]
fn tensors_are_aligned_and_the_header_is_readable() {
    let length = u32::from_le_bytes(FILE[12..16].try_into().unwrap()) as usize;
    let header: serde_json::Value = serde_json::from_slice(&FILE[16..16 + length]).unwrap();
    assert_eq!(header["config"]["positions"], "rotary");
    assert_eq!(header["about"]["name"], "test 模型");
    let tensors = header["tensors"].as_array().unwrap();
    assert_eq!(tensors[0]["type"], "q8_rows");
    for tensor in tensors {
        assert_eq!(tensor["offset"].as_u64().unwrap() % ALIGNMENT as u64, 0);
    }
}

#[test]
fn what_is_wrong_is_named() {
    let manifest = Manifest::of("m", &FILE);
    let mut bytes = FILE.clone();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    assert_eq!(read_checked(&bytes, &manifest), Err(FileError::Checksum));
    let short = FileError::Length {
        found: last,
        expected: FILE.len(),
    };
    assert_eq!(read_checked(&FILE[..last], &manifest), Err(short.clone()));
    assert_eq!(read(&FILE[..last]), Err(short));
    assert_eq!(read(b"PK\x03\x04"), Err(FileError::Magic));
    let mut bytes = FILE.clone();
    bytes[8] = 2;
    assert_eq!(read(&bytes), Err(FileError::Version(2)));
    // A NaN among the gains.
    let mut bytes = FILE.clone();
    bytes[last - 3..].copy_from_slice(&f32::NAN.to_le_bytes());
    assert_eq!(read(&bytes), Err(FileError::Tensor("norm.gain".into())));
}

#[test]
fn every_cut_is_seen() {
    for end in (0..FILE.len()).step_by(7) {
        assert!(read(&FILE[..end]).is_err(), "{end}");
    }
}

proptest! {
    #[test]
    fn any_bytes_make_an_error(mut tail in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut bytes = b"QIMOMODL\x01\0\0\0".to_vec();
        bytes.append(&mut tail);
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn changed_bytes_are_a_checksum_error_and_never_a_panic(
        at in any::<prop::sample::Index>(),
        change in 1_u8..,
        early in any::<bool>(),
    ) {
        let mut bytes = FILE.clone();
        let at = at.index(if early { 1200 } else { bytes.len() });
        bytes[at] ^= change;
        prop_assert_eq!(
            read_checked(&bytes, &Manifest::of("m", &FILE)),
            Err(FileError::Checksum)
        );
        if let Ok(contents) = read(&bytes) {
            let logits = contents.model.forward(&[0, 5], 1, &mut Activations::default());
            prop_assert!(logits.is_ok());
        }
    }

    #[test]
    fn changed_numbers_in_the_header_are_no_panic(number in any::<u64>(), which in 0_usize..40) {
        let length = u32::from_le_bytes(FILE[12..16].try_into().unwrap()) as usize;
        let header = String::from_utf8(FILE[16..16 + length].to_vec()).unwrap();
        // The header with its which-th number replaced.
        let mut parts: Vec<String> = Vec::new();
        for c in header.chars() {
            let digit = c.is_ascii_digit();
            match parts.last_mut() {
                Some(part) if part.ends_with(|l: char| l.is_ascii_digit()) == digit => part.push(c),
                _ => parts.push(c.into()),
            }
        }
        let numbers = parts.iter_mut().filter(|part| part.ends_with(|c: char| c.is_ascii_digit()));
        if let Some(part) = numbers.into_iter().nth(which) {
            *part = number.to_string();
        }
        let header = parts.concat();
        let mut bytes = FILE[..12].to_vec();
        bytes.extend((header.len() as u32).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(&FILE[16 + length..]);
        let _ = read(&bytes);
    }
}
