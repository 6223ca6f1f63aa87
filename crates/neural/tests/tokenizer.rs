//! The tokenizer against Hugging Face's, and against hostile input.
#![allow(clippy::unwrap_used)]

use neural::tokenizer::{
    END, FIRST_BYTE, FormatError, Han, Kind, MASK, Options, Shown, Tokenizer, Trainer,
};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    corpus: Vec<String>,
    samples: Vec<String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    han: Han,
    vocabulary: usize,
    characters: usize,
    merges: Vec<(String, String)>,
    ids: Vec<Vec<u32>>,
}

fn fixture() -> Fixture {
    serde_json::from_str(include_str!("fixtures/bpe.json")).unwrap()
}

fn trainer(corpus: &[String], case: &Case) -> Trainer {
    let options = Options {
        vocabulary: case.vocabulary,
        characters: case.characters,
        han: case.han,
    };
    Trainer::new(corpus.iter().map(String::as_str), options)
}

fn trained(han: Han) -> Tokenizer {
    let fixture = fixture();
    let case = fixture.cases.iter().find(|case| case.han == han).unwrap();
    let mut trainer = trainer(&fixture.corpus, case);
    while trainer.step().is_some() {}
    trainer.tokenizer()
}

#[test]
fn merges_and_encodings_are_those_of_the_reference() {
    let fixture = fixture();
    for case in &fixture.cases {
        let mut trainer = trainer(&fixture.corpus, case);
        while trainer.step().is_some() {}
        let tokenizer = trainer.tokenizer();
        let merges: Vec<_> = (tokenizer.merges().iter())
            .map(|&(left, right)| [left, right].map(|id| tokenizer.text(id).unwrap().to_owned()))
            .map(|[left, right]| (left, right))
            .collect();
        assert_eq!(merges, case.merges);
        for (text, ids) in fixture.samples.iter().zip(&case.ids) {
            assert_eq!(&tokenizer.encode(text), ids, "{text}");
        }
    }
}

#[test]
fn training_goes_back_the_way_it_came() {
    let fixture = fixture();
    for case in &fixture.cases {
        let mut trainer = trainer(&fixture.corpus, case);
        let look = |trainer: &Trainer| {
            let words: Vec<_> = trainer.words().map(|(ids, n)| (ids.to_vec(), n)).collect();
            (words, trainer.candidates().collect::<Vec<_>>())
        };
        let mut past = Vec::new();
        for _ in 0..40 {
            past.push(look(&trainer));
            let first = trainer.candidates().next().unwrap();
            let tokens = trainer.tokens();
            let merge = trainer.step().unwrap();
            assert_eq!((merge.pair, merge.count), first);
            assert!(trainer.tokens() < tokens);
        }
        let end = look(&trainer);
        for before in past.iter().rev() {
            trainer.undo().unwrap();
            assert!(look(&trainer) == *before);
        }
        assert!(trainer.undo().is_none());
        for _ in 0..40 {
            trainer.step().unwrap();
        }
        assert!(look(&trainer) == end);
    }
}

#[test]
fn stages_end_where_encoding_does() {
    let tokenizer = trained(Han::Joined);
    for piece in [" neighbourhood", "明月", " tokens", "a", "🙂", ""] {
        let stages = tokenizer.stages(piece);
        assert_eq!(stages.last().unwrap(), &tokenizer.encode(piece));
        assert!(
            stages
                .windows(2)
                .all(|pair| pair[0].len() == pair[1].len() + 1)
        );
    }
}

#[test]
fn every_token_can_be_read() {
    let tokenizer = trained(Han::Alone);
    let mut ids = tokenizer.encode("明月 龘🙂\u{202E}");
    ids.extend([END, MASK, FIRST_BYTE + 0xE9, 1_000_000]);
    let labels: Vec<String> = tokenizer.shown(&ids).iter().map(Shown::label).collect();
    assert_eq!(
        labels,
        [
            "明",
            "月",
            "␣",
            "龘·1/3",
            "龘·2/3",
            "龘·3/3",
            "🙂·1/4",
            "🙂·2/4",
            "🙂·3/4",
            "🙂·4/4",
            "U+202E·1/3",
            "U+202E·2/3",
            "U+202E·3/3",
            "<end>",
            "<mask>",
            "<E9>",
            "<1000000>",
        ]
    );
    for id in 0..tokenizer.len() as u32 {
        let shown = &tokenizer.shown(&[id])[0];
        assert_ne!(shown.kind, Kind::Unknown);
        assert!(!shown.label().trim().is_empty());
    }
}

#[test]
fn damaged_bytes_are_named() {
    let bytes = trained(Han::Joined).to_bytes();
    assert_eq!(Tokenizer::from_bytes(b"QMOD"), Err(FormatError::Magic));
    assert_eq!(
        Tokenizer::from_bytes(b"QBPE\x09"),
        Err(FormatError::Version(9))
    );
    for end in 4..bytes.len() {
        assert!(Tokenizer::from_bytes(&bytes[..end]).is_err(), "{end}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(
        Tokenizer::from_bytes(&longer),
        Err(FormatError::Damaged("bytes after the end"))
    );
}

#[test]
fn a_long_paste_without_a_space_is_encoded() {
    let tokenizer = trained(Han::Joined);
    let text = "thethe".repeat(20_000);
    let ids = tokenizer.encode(&text);
    assert_eq!(tokenizer.decode(&ids), text);
    assert!(ids.len() < text.len());
}

proptest! {
    #[test]
    fn any_text_comes_back(text in any::<String>(), joined in any::<bool>()) {
        let tokenizer = trained(if joined { Han::Joined } else { Han::Alone });
        let ids = tokenizer.encode(&text);
        prop_assert_eq!(tokenizer.decode(&ids), text);
        prop_assert_eq!(tokenizer.shown(&ids).len(), ids.len());
    }

    #[test]
    fn common_text_comes_back(text in "[ a-z明月里千龘,。\n]{0,60}") {
        let tokenizer = trained(Han::Joined);
        prop_assert_eq!(tokenizer.decode(&tokenizer.encode(&text)), text);
    }

    #[test]
    fn any_tokens_can_be_decoded(ids in proptest::collection::vec(any::<u16>(), 0..50)) {
        let tokenizer = trained(Han::Alone);
        let ids: Vec<u32> = ids.into_iter().map(u32::from).collect();
        tokenizer.decode(&ids);
        prop_assert_eq!(tokenizer.shown(&ids).len(), ids.len());
    }

    #[test]
    fn bytes_make_a_tokenizer_or_an_error(mut tail in proptest::collection::vec(any::<u8>(), 0..80)) {
        let mut bytes = b"QBPE\x01\x00".to_vec();
        bytes.append(&mut tail);
        if let Ok(tokenizer) = Tokenizer::from_bytes(&bytes) {
            prop_assert_eq!(Tokenizer::from_bytes(&tokenizer.to_bytes()), Ok(tokenizer));
        }
    }

    #[test]
    fn a_changed_byte_is_no_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let tokenizer = trained(Han::Alone);
        let mut bytes = tokenizer.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(read) = Tokenizer::from_bytes(&bytes) {
            let text = "It is 明月 🙂";
            prop_assert_eq!(read.decode(&read.encode(text)), text);
        }
    }
}
