//! A state's model, trained while the pages are made: what a page shows before
//! any program has come, bit for bit what the reader's browser will find.

use super::judge::Judged;
use super::samples::at_hand;
use super::state::{Model, State};
use crate::explorables::Readings;
use neural::job::{Finding, Job, Predictions};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The models trained so far, by their setup in words: every page asks for the same.
static TRAINED: Mutex<BTreeMap<String, Arc<Predictions>>> = Mutex::new(BTreeMap::new());

/// A model's answers.
pub fn predictions(model: &Model) -> Option<Arc<Predictions>> {
    let name = format!("{model:?}");
    let trained = || TRAINED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = trained().get(&name) {
        return Some(found.clone());
    }
    let job = Job::Predict(model.setup(at_hand(model.origin())?));
    let Ok(Finding::Predictions(found)) = job.run() else {
        return None;
    };
    let found = Arc::new(found);
    trained().insert(name, found.clone());
    Some(found)
}

/// The registry's readings of a state.
pub fn readings(state: &State) -> Readings {
    let judged = predictions(&state.model).and_then(|found| Judged::of(&found));
    super::readings::readings(state, judged.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::evaluation::state::KEYS;
    use crate::explorables::state::decode;

    fn of(query: &str) -> Readings {
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        readings(&state)
    }

    #[test]
    fn the_first_view_is_accurate_and_misses_many() {
        let readings = of("");
        let share = |name: &str| -> f64 {
            let text = &readings[&format!("evaluation.{name}")];
            text.trim_end_matches('%').parse().unwrap()
        };
        for (name, text) in &readings {
            println!("{name} {text}");
            assert_ne!(text, "–", "{name}");
        }
        assert!(share("accuracy") > 93.0);
        assert!(share("recall") < 80.0);
        assert!((share("majority") - 90.3).abs() < 0.5);
    }

    #[test]
    fn every_question_is_answered_without_training_here() {
        for query in [
            "data=penguins",
            "data=clouds&share=5",
            "data=penguins&hidden=32&epochs=300",
        ] {
            let readings = of(query);
            println!("{query} {readings:?}");
            assert_ne!(readings["evaluation.roc"], "–");
        }
    }
}
