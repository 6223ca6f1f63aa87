//! In what two runs differ, and where they stand at the same epoch. Pure.

use super::super::choices::Dataset;
use super::super::state::{KEYS, State};
use crate::i18n::{Locale, td_string};
use neural::session::CurvePoint;

/// A setting that two runs do not share.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Its name in the address.
    pub key: &'static str,
    /// Its values in the one and the other.
    pub values: [String; 2],
}

/// The settings that change what is learnt, and differ. How a run is shown
/// doesn't count.
pub fn differences(one: &State, other: &State) -> Vec<Difference> {
    let mut found = Vec::new();
    for key in KEYS {
        let values = [(key.get)(one), (key.get)(other)];
        if values[0] == values[1] {
            continue;
        }
        let mut changed = one.clone();
        let taken = (key.set)(&mut changed, &values[1]).is_ok();
        let matters = key.name == "data" || changed.config() != one.config();
        if taken && matters {
            found.push(Difference {
                key: key.name,
                values,
            });
        }
    }
    found
}

/// A setting's name for the reader.
pub fn label(key: &str, locale: Locale) -> String {
    let name = match key {
        "data" => td_string!(locale, network.data),
        "hidden" => td_string!(locale, network.hidden),
        "act" => td_string!(locale, network.activation),
        "lr" => td_string!(locale, network.rate),
        "batch" => td_string!(locale, network.batch),
        "seed" => td_string!(locale, network.seed),
        "noise" => td_string!(locale, network.noise),
        "split" => td_string!(locale, network.split),
        "opt" => td_string!(locale, network.optimiser),
        "l1" => td_string!(locale, network.l1),
        "l2" => td_string!(locale, network.l2),
        "features" => td_string!(locale, network.features),
        "samples" => td_string!(locale, runs.key_samples),
        "loss" => td_string!(locale, runs.key_loss),
        "init" => td_string!(locale, runs.key_init),
        "norm" => td_string!(locale, runs.key_norm),
        "dropout" => td_string!(locale, runs.key_dropout),
        "sched" | "every" | "factor" => td_string!(locale, runs.key_schedule),
        "warmup" => td_string!(locale, runs.key_warm_up),
        "clip" => td_string!(locale, runs.key_clip),
        "wd" => td_string!(locale, runs.key_decay),
        other => return other.to_owned(),
    };
    name.to_owned()
}

/// A setting's value for the reader.
pub fn worded(key: &str, value: &str, locale: Locale) -> String {
    let data = Dataset::ALL.into_iter().find(|data| data.name() == value);
    match (key, data) {
        ("data", Some(data)) => data.label(locale).to_owned(),
        ("hidden", _) if value.is_empty() => "0".to_owned(),
        _ => value.to_owned(),
    }
}

/// The points of both curves at the last epoch that both have.
pub fn at_one_epoch<'a>(
    one: &'a [CurvePoint],
    other: &'a [CurvePoint],
) -> Option<(&'a CurvePoint, &'a CurvePoint)> {
    one.iter().rev().find_map(|point| {
        let at = other.binary_search_by_key(&point.epoch, |p| p.epoch);
        at.ok().map(|at| (point, &other[at]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::decode;
    use neural::metrics::Metrics;

    fn state(query: &str) -> State {
        decode(KEYS, &State::default(), query).0
    }

    #[test]
    fn what_changes_the_run_is_listed_and_nothing_else() {
        let one = state("data=xor&lr=0.1&speed=full");
        let other = state("data=xor&lr=0.3&test=1&hidden=&epochs=50");
        let found = differences(&one, &other);
        let keys: Vec<_> = found.iter().map(|d| d.key).collect();
        assert_eq!(keys, ["hidden", "lr"]);
        assert_eq!(found[1].values, ["0.1", "0.3"]);
        assert_eq!(differences(&one, &one), []);
        // Two tables look alike to the engine.
        let tables = differences(&state("data=penguins"), &state("data=own"));
        assert_eq!(tables[0].key, "data");
    }

    #[test]
    fn every_setting_has_a_name() {
        for locale in [Locale::zh, Locale::en] {
            for key in KEYS {
                let mut changed = State::default();
                for value in ["1", "2", "50", "xor", "relu", "adam", "x1", "he"] {
                    if (key.set)(&mut changed, value).is_ok() {
                        break;
                    }
                }
                if changed.config() != State::default().config() {
                    assert_ne!(label(key.name, locale), key.name);
                }
            }
        }
        assert_eq!(worded("hidden", "", Locale::en), "0");
        assert_eq!(worded("data", "xor", Locale::zh), "异或");
    }

    #[test]
    fn curves_meet_at_their_last_common_epoch() {
        let curve = |epochs: &[u32]| -> Vec<CurvePoint> {
            let point = |epoch: &u32| CurvePoint {
                epoch: *epoch,
                train: Metrics::default(),
                test: Metrics::default(),
            };
            epochs.iter().map(point).collect()
        };
        let (one, other) = (curve(&[0, 1, 2, 3, 4, 5]), curve(&[0, 2, 4, 6, 8]));
        let (a, b) = at_one_epoch(&one, &other).unwrap();
        assert_eq!((a.epoch, b.epoch), (4, 4));
        assert!(at_one_epoch(&one, &[]).is_none());
    }
}
