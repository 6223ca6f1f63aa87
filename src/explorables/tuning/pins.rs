//! Runs that stand side by side, as a text in the address: settings by commas,
//! runs by asterisks, `l2:0.01*drop:50,aug:shift.noise`. A run without any
//! difference from the default is `plain`. Pure.

use super::state::{KEYS, RUN_KEYS, Setting, State};
use crate::explorables::state::Fault;

/// The most runs side by side.
pub const MOST: usize = 8;
/// A run with every setting at its default.
const PLAIN: &str = "plain";

/// Runs as a text.
pub fn write(pins: &[Setting]) -> String {
    let plain = State::default();
    let texts = pins.iter().map(|pin| {
        let state = of(*pin);
        let differing = KEYS[..RUN_KEYS].iter().filter_map(|key| {
            let value = (key.get)(&state);
            // Commas part settings here.
            let written = || format!("{}:{}", key.name, value.replace(',', "."));
            (value != (key.get)(&plain)).then(written)
        });
        let text = differing.collect::<Vec<_>>().join(",");
        if text.is_empty() {
            PLAIN.to_owned()
        } else {
            text
        }
    });
    texts.collect::<Vec<_>>().join("*")
}

/// Runs of a text; nothing of it if a part is wrong.
pub fn read(text: &str) -> Result<Vec<Setting>, Fault> {
    let runs = text.split('*').filter(|run| !run.is_empty());
    let pins = runs
        .map(|run| {
            let mut state = State::default();
            for pair in run.split(',').filter(|pair| *pair != PLAIN) {
                let (name, value) = pair.split_once(':').ok_or(Fault::Unreadable)?;
                let key = KEYS[..RUN_KEYS].iter().find(|key| key.name == name);
                let key = key.ok_or(Fault::Unreadable)?;
                // A decimal point stands between digits, a comma between names.
                let names = value.starts_with(|first: char| first.is_ascii_alphabetic());
                let value = if names {
                    value.replace('.', ",")
                } else {
                    value.to_owned()
                };
                (key.set)(&mut state, &value)?;
            }
            Ok(state.run)
        })
        .collect::<Result<Vec<_>, _>>()?;
    if pins.len() > MOST {
        return Err(Fault::Unreadable);
    }
    Ok(pins)
}

fn of(run: Setting) -> State {
    State {
        run,
        ..State::default()
    }
}

/// The keys by which runs differ from each other, as indices into [`KEYS`].
pub fn differing(pins: &[Setting]) -> Vec<usize> {
    let states: Vec<State> = pins.iter().map(|pin| of(*pin)).collect();
    let Some((first, others)) = states.split_first() else {
        return Vec::new();
    };
    (0..RUN_KEYS)
        .filter(|key| {
            let get = KEYS[*key].get;
            others.iter().any(|other| get(other) != get(first))
        })
        .collect()
}

/// A run's value of a key, as the address has it.
pub fn value(pin: Setting, key: usize) -> String {
    (KEYS[key].get)(&of(pin))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::tuning::state::{Cures, Data};

    #[test]
    fn runs_go_there_and_back() {
        let cured = Setting {
            data: Data::Spiral,
            wrong: 12.5,
            cures: Cures {
                l2: 0.003,
                more: 1,
                augment: [true, false, true],
                ..Cures::default()
            },
            ..Setting::default()
        };
        let pins = [Setting::default(), cured];
        let text = write(&pins);
        assert_eq!(
            text,
            "plain*data:spiral,wrong:12.5,l2:0.003,aug:shift.noise"
        );
        assert_eq!(read(&text), Ok(pins.to_vec()));
        assert_eq!((write(&[]), read("")), (String::new(), Ok(Vec::new())));
    }

    #[test]
    fn what_is_wrong_in_one_is_refused_in_all() {
        for text in [
            "l2",
            "l2:9",
            "colour:red",
            "pins:plain",
            "l2:0.01*open:search",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&["plain"; MOST].join("*")).is_ok());
        assert!(read(&["plain"; MOST + 1].join("*")).is_err());
    }

    #[test]
    fn differences_are_named() {
        let mut other = Setting::default();
        other.cures.dropout = 50.0;
        other.seed = 1;
        let names = |pins: &[Setting]| -> Vec<&str> {
            differing(pins)
                .into_iter()
                .map(|key| KEYS[key].name)
                .collect()
        };
        assert_eq!(names(&[Setting::default(), other]), ["seed", "drop"]);
        assert_eq!(names(&[other, other]), [""; 0]);
        assert_eq!(value(other, 8), "50");
    }
}
