//! A series of runs as it is stored: the first whole, each later one as what has
//! changed since the one before. From month to month few answers change, and a
//! series that repeated all of them would make every save as slow as it is long.
//!
//! For fields of documents: `#[serde(with = "venture::readiness::series")]`. A
//! later run may also be stored whole.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Answers, Date, Figures, Run};

#[derive(Serialize, Deserialize)]
struct Entry {
    on: Date,
    revision: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figures: Option<Figures>,
    /// All answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answers: Option<Answers>,
    /// Those that are new or other than in the run before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<Answers>,
    /// Those that the run before had and this one has not.
    #[serde(default, skip_serializing_if = "Gone::is_empty")]
    gone: Gone,
}

#[derive(Default, Serialize, Deserialize)]
struct Gone {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    route: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    questions: Vec<String>,
}

impl Gone {
    fn is_empty(&self) -> bool {
        self.route.is_empty() && self.questions.is_empty()
    }
}

/// Stores a series.
pub fn serialize<S: Serializer>(runs: &[Run], serializer: S) -> Result<S::Ok, S::Error> {
    let before = std::iter::once(None).chain(runs.iter().map(Some));
    let entries = runs.iter().zip(before).map(|(run, before)| {
        let (answers, changed, gone) = match before {
            None => (Some(run.answers.clone()), None, Gone::default()),
            Some(before) => {
                let (changed, gone) = difference(&before.answers, &run.answers);
                (None, Some(changed), gone)
            }
        };
        Entry {
            on: run.on,
            revision: run.revision,
            figures: run.figures.clone(),
            answers,
            changed,
            gone,
        }
    });
    serializer.collect_seq(entries)
}

/// Reads a series.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Run>, D::Error> {
    let mut runs: Vec<Run> = Vec::new();
    for entry in Vec::<Entry>::deserialize(deserializer)? {
        let answers = match (entry.answers, entry.changed, runs.last()) {
            (Some(answers), _, _) => answers,
            (None, Some(changed), Some(before)) => apply(&before.answers, changed, &entry.gone),
            (None, _, _) => return Err(D::Error::missing_field("answers")),
        };
        runs.push(Run {
            on: entry.on,
            revision: entry.revision,
            answers,
            figures: entry.figures,
        });
    }
    Ok(runs)
}

fn difference(before: &Answers, after: &Answers) -> (Answers, Gone) {
    let (route, no_route) = other(&before.route, &after.route);
    let (questions, no_questions) = other(&before.questions, &after.questions);
    let gone = Gone {
        route: no_route,
        questions: no_questions,
    };
    (Answers { route, questions }, gone)
}

/// What `after` has otherwise than `before`, and what it lacks.
fn other<T: Clone + PartialEq>(
    before: &BTreeMap<String, T>,
    after: &BTreeMap<String, T>,
) -> (BTreeMap<String, T>, Vec<String>) {
    let changed = after
        .iter()
        .filter(|(key, value)| before.get(*key) != Some(value));
    let changed = changed.map(|(key, value)| (key.clone(), value.clone()));
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    (changed.collect(), gone.cloned().collect())
}

fn apply(before: &Answers, changed: Answers, gone: &Gone) -> Answers {
    let mut answers = before.clone();
    answers.route.extend(changed.route);
    answers.questions.extend(changed.questions);
    answers.route.retain(|key, _| !gone.route.contains(key));
    answers
        .questions
        .retain(|key, _| !gone.questions.contains(key));
    answers
}
