//! Properties of the address: whatever stands in it, the figure has a state that
//! the engine takes, and says of every setting that it did not take.

use super::runs::WEIGHTS_KEY;
use super::state::{KEYS, State};
use crate::explorables::state::{Fault, HOST_KEYS, decode, encode};
use proptest::prelude::*;

/// A key of the figure.
fn known() -> impl Strategy<Value = String> {
    (0..KEYS.len()).prop_map(|index| KEYS[index].name.to_owned())
}

/// Texts that are, or look like, values.
fn value() -> impl Strategy<Value = String> {
    let numbers = prop_oneof![
        any::<f64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        (-2.0..200.0).prop_map(|number: f64| number.to_string()),
        (0_u32..300).prop_map(|number| number.to_string()),
        Just("1000000000".to_owned()),
        Just("NaN".to_owned()),
        Just("-inf".to_owned()),
        Just("1e999".to_owned()),
    ];
    let words = prop::sample::select(vec![
        "", "tanh", "relu", "adam", "step", "cosine", "batch", "layer", "ce", "mse", "he", "wave",
        "arms", "plane", "digits", "hard", "entropy", "full", "x1", "sinx1", "x1,x1x2", "1", "0",
        "%", "%ff", "启模",
    ])
    .prop_map(str::to_owned);
    let one = prop_oneof![numbers, words, ".{0,12}"];
    prop::collection::vec(one, 1..11).prop_map(|values| values.join(","))
}

/// Any query.
fn query() -> impl Strategy<Value = String> {
    let key = prop_oneof![8 => known(), 1 => "[a-z]{1,8}", 1 => ".{0,6}"];
    prop::collection::vec((key, value()), 0..24).prop_map(|pairs| {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        pairs.join("&")
    })
}

/// A query that is taken as it stands.
fn good() -> impl Strategy<Value = String> {
    query().prop_map(|query| {
        encode(
            KEYS,
            &State::default(),
            &decode(KEYS, &State::default(), &query).0,
        )
    })
}

proptest! {
    #[test]
    fn every_address_gives_a_run_that_the_engine_takes(query in query()) {
        let (state, _) = decode(KEYS, &State::default(), &query);
        prop_assert_eq!(state.config().validate(), vec![]);
        prop_assert!(state.rate.is_finite() && state.hidden.len() <= 8);
    }

    #[test]
    fn what_is_written_is_read_again(query in query()) {
        let (state, _) = decode(KEYS, &State::default(), &query);
        let written = encode(KEYS, &State::default(), &state);
        let (read, problems) = decode(KEYS, &State::default(), &written);
        prop_assert_eq!(problems, vec![], "{}", &written);
        // Written to six decimals; the same address for the same choices.
        prop_assert_eq!(encode(KEYS, &State::default(), &read), written);
        prop_assert_eq!(read.hidden, state.hidden);
    }

    #[test]
    fn a_bad_setting_is_named_and_the_rest_is_kept(
        good in good(),
        key in known(),
        bad in prop::sample::select(vec!["\u{0}", "NaN", "-1e99", "🙂", "1e999", "null"]),
    ) {
        // Weights are read with the network they are for; their own tests say how.
        prop_assume!(key != WEIGHTS_KEY.name);
        let (before, _) = decode(KEYS, &State::default(), &good);
        let (after, problems) = decode(KEYS, &State::default(), &format!("{good}&{key}={bad}"));
        prop_assert_eq!(problems.len(), 1);
        prop_assert_eq!(&problems[0].key, &key);
        prop_assert_eq!(&problems[0].value, bad);
        prop_assert_eq!(after, before);
    }

    #[test]
    fn an_unknown_setting_is_named(name in "[a-z]{3,9}", value in value()) {
        prop_assume!(KEYS.iter().all(|key| key.name != name) && !HOST_KEYS.contains(&&name[..]));
        let (state, problems) = decode(KEYS, &State::default(), &format!("{name}={value}"));
        let told = problems.iter().any(|problem| problem.key == name && problem.fault == Fault::Unknown);
        prop_assert!(told, "{problems:?}");
        // A value may itself hold an ampersand, and so further settings.
        prop_assert!(value.contains('&') || state == State::default());
    }
}
