//! Weights of a link: whatever is taken is finite, and is written again as it came.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portable::weights::{Precision, Weights};

fuzz_target!(|text: &str| {
    if let Ok(weights) = Weights::decode(text) {
        let values = || weights.parameters.iter().chain(&weights.running);
        assert!(values().all(|value| value.is_finite()));
        let again = Weights::decode(&weights.encode(Precision::Single));
        assert_eq!(again, Ok(weights));
    }
});
