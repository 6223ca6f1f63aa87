//! A venture as it is kept: its answers, its finished runs, and the tasks it
//! has taken from the report.

use documents::Document;
use serde::{Deserialize, Serialize};
use venture::readiness::{Answers, Date, Gap, Model, Run};

/// A venture's readiness. Its name is the document's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    /// What is answered so far.
    #[serde(default)]
    pub answers: Answers,
    /// The finished runs, the earliest first.
    #[serde(default)]
    pub runs: Vec<Run>,
    /// Actions kept for the plan, in the order they were kept.
    #[serde(default)]
    pub tasks: Vec<Task>,
}

/// An action that the founder means to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The criterion that it meets; its words are the check's.
    pub criterion: String,
    /// The field of the plan that it goes to.
    pub plan: String,
    /// The day it was kept.
    pub kept: Date,
    /// The day it should be done by.
    pub due: Date,
}

impl Document for Readiness {
    const KIND: &'static str = "readiness";
    const SCHEMA: u32 = 1;
}

impl Readiness {
    /// Adds the answers of today as a run. A second run of a day replaces the
    /// first: a run is a day's state, and the series has one point a day.
    pub fn finish(&mut self, model: &Model, today: Date) {
        self.runs.retain(|run| run.on != today);
        self.runs.push(Run {
            on: today,
            revision: model.revision,
            answers: self.answers.clone(),
            figures: None,
        });
        self.runs.sort_by_key(|run| run.on);
    }

    /// Keeps an action, due when its effort can have been spent.
    pub fn keep(&mut self, gap: &Gap, today: Date) {
        if self.task(&gap.criterion).is_none() {
            self.tasks.push(Task {
                criterion: gap.criterion.clone(),
                plan: gap.plan.clone(),
                kept: today,
                due: today.plus(calendar_days(gap.effort)),
            });
        }
    }

    /// Takes a kept action back.
    pub fn drop_task(&mut self, criterion: &str) {
        self.tasks.retain(|task| task.criterion != criterion);
    }

    /// The kept action of a criterion.
    pub fn task(&self, criterion: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.criterion == criterion)
    }
}

/// Calendar days that working days take: seven for every five, rounded up.
fn calendar_days(working: u16) -> i32 {
    (i32::from(working) * 7 + 4) / 5
}

#[cfg(test)]
mod tests {
    use super::super::data::model;
    use super::*;
    use venture::readiness::Answer;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_has_one_run_and_the_series_is_in_order() {
        let mut venture = Readiness::default();
        venture.finish(model(), day("2026-11-25"));
        venture.answers = venture.answers.with("payer", Answer::stated("written"));
        venture.finish(model(), day("2026-11-25"));
        venture.finish(model(), day("2026-11-20"));
        let days: Vec<_> = venture.runs.iter().map(|run| run.on.to_string()).collect();
        assert_eq!(days, ["2026-11-20", "2026-11-25"]);
        assert!(venture.runs[1].answers.questions.contains_key("payer"));
    }

    #[test]
    fn a_task_is_kept_once_with_time_for_its_effort() {
        let mut venture = Readiness::default();
        let today = day("2026-11-25");
        let report = model().report(&venture.answers, None, today);
        let mut action = report.actions[0].clone();
        action.effort = 5;
        venture.keep(&action, today);
        venture.keep(&action, today.plus(1));
        assert_eq!(venture.tasks.len(), 1);
        assert_eq!(venture.tasks[0].due, day("2026-12-02"));
        venture.drop_task(&action.criterion);
        assert!(venture.tasks.is_empty());
    }

    #[test]
    fn the_stored_form_of_schema_1_reads_back() {
        let stored = r#"{"answers":{"route":{"stage":["idea"]},"questions":{"payer":
            {"option":"written","note":"p. 2","dated":"2026-11-25","revision":0}}},
            "runs":[{"on":"2026-11-25","revision":1,"answers":{}}],
            "tasks":[{"criterion":"payer-named","plan":"customers","kept":"2026-11-25","due":"2026-12-01"}]}"#;
        let venture: Readiness = serde_json::from_str(stored).unwrap();
        assert_eq!(venture.answers.questions["payer"].note, "p. 2");
        let again: Readiness =
            serde_json::from_str(&serde_json::to_string(&venture).unwrap()).unwrap();
        assert_eq!(again, venture);
        assert_eq!(
            serde_json::from_str::<Readiness>("{}").unwrap(),
            Readiness::default()
        );
    }
}
