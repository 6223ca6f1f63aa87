//! The address against what comes from anywhere: nothing panics, what is taken is
//! sound, and what is written is read back.

use super::super::state::{KEYS, State};
use crate::explorables::state::{HOST_KEYS, decode, encode};
use proptest::prelude::*;

/// Queries with the figure's own keys, and values that may or may not do.
fn query() -> impl Strategy<Value = String> {
    let names: Vec<&'static str> = KEYS.iter().map(|key| key.name).collect();
    let name = prop_oneof![
        9 => prop::sample::select(names).prop_map(str::to_owned),
        1 => "[a-z]{0,6}",
    ];
    let value = prop_oneof![
        "[0-9]{1,12}",
        "-?[0-9]{0,3}\\.?[0-9]{0,8}(e[0-9]{1,3})?",
        "[0-9]{1,3}(,[0-9]{1,3}){0,9}",
        "(NaN|inf|xor|own|digits|relu|tanh|adam|train|full|x1|x1,sinx2|batch|0|1)",
        "[A-Za-z0-9_-]{0,60}",
        "\\PC{0,20}",
    ];
    prop::collection::vec((name, value), 0..12).prop_map(|pairs| {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&")
    })
}

proptest! {
    #[test]
    fn whatever_an_address_says_the_run_is_sound(query in query()) {
        let (state, problems) = decode(KEYS, &State::default(), &query);
        prop_assert_eq!(state.config().validate(), []);
        for problem in &problems {
            prop_assert!(!HOST_KEYS.contains(&problem.key.as_str()));
            prop_assert!(problem.value.chars().count() <= 41);
        }
        let written = encode(KEYS, &State::default(), &state);
        let (again, problems) = decode(KEYS, &State::default(), &written);
        prop_assert_eq!(problems, []);
        prop_assert_eq!(encode(KEYS, &State::default(), &again), written);
    }

    #[test]
    fn no_address_is_too_odd(query in "\\PC{0,200}") {
        let (state, _) = decode(KEYS, &State::default(), &query);
        prop_assert_eq!(state.config().validate(), []);
    }
}
