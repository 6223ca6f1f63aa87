//! A venture as it is kept: its answers, its finished runs, and the tasks it
//! has taken from the report.

use documents::{Document, Id, MigrationError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use venture::readiness::{Answers, Date, Figures, Gap, Model, Run, Task};

/// A venture's readiness. Its name is the document's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    /// What is answered so far.
    #[serde(default)]
    pub answers: Answers,
    /// The finished runs, the earliest first.
    #[serde(default, with = "venture::readiness::series")]
    pub runs: Vec<Run>,
    /// Actions kept for the plan, in the order they were kept.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// The plan of the same venture, whose figures count as evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Id>,
}

/// A part of a venture that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The answer to a question about the venture.
    Route(String),
    /// The answer to a question about what has been done.
    Question(String),
    /// The finished runs.
    Runs,
    /// The tasks kept for the plan.
    Tasks,
    /// Which plan is the venture's.
    Plan,
}

impl Document for Readiness {
    const KIND: &'static str = "readiness";
    const SCHEMA: u32 = 3;

    fn migrate(from: u32, data: Value) -> Result<Value, MigrationError> {
        match from {
            // Whether a plan has a task, and which plan that is: nothing had been
            // handed over before. Runs stored whole can still be read.
            1 | 2 => Ok(data),
            _ => Err(MigrationError {
                from,
                reason: "no such version of a readiness check".to_owned(),
            }),
        }
    }
}

impl Readiness {
    /// Adds the answers of today as a run. A second run of a day replaces the
    /// first: a run is a day's state, and the series has one point a day.
    pub fn finish(&mut self, model: &Model, figures: Option<Figures>, today: Date) {
        self.runs.retain(|run| run.on != today);
        self.runs.push(Run {
            on: today,
            revision: model.revision,
            answers: self.answers.clone(),
            figures,
        });
        self.runs.sort_by_key(|run| run.on);
    }

    /// Keeps an action, due when its effort can have been spent.
    pub fn keep(&mut self, gap: &Gap, today: Date) {
        if self.task(&gap.criterion).is_none() {
            self.tasks.push(Task::of(gap, today));
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

    /// The first part in which another state differs, in the order of reading.
    pub fn differs(&self, other: &Self, model: &Model) -> Option<Part> {
        let (here, there) = (&self.answers, &other.answers);
        let route = model.route.iter().map(|question| &question.id);
        let route = route
            .filter(|id| here.route.get(*id) != there.route.get(*id))
            .map(|id| Part::Route(id.clone()));
        let questions = model.question.iter().map(|question| &question.id);
        let questions = questions
            .filter(|id| here.questions.get(*id) != there.questions.get(*id))
            .map(|id| Part::Question(id.clone()));
        let runs = (self.runs != other.runs).then_some(Part::Runs);
        // A plan that is chosen takes the tasks over.
        let plan = (self.plan != other.plan).then_some(Part::Plan);
        let tasks = (self.tasks != other.tasks).then_some(Part::Tasks);
        let rest = runs.into_iter().chain(plan).chain(tasks);
        route.chain(questions).chain(rest).next()
    }
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
        venture.finish(model(), None, day("2026-11-25"));
        venture.answers = venture.answers.with("payer", Answer::stated("written"));
        venture.finish(model(), None, day("2026-11-25"));
        venture.finish(model(), None, day("2026-11-20"));
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
    fn the_part_that_changed_is_named() {
        let before = Readiness::default();
        let mut after = before.clone();
        assert_eq!(before.differs(&after, model()), None);
        let report = model().report(&before.answers, None, day("2026-11-25"));
        after.keep(&report.actions[0], day("2026-11-25"));
        assert_eq!(before.differs(&after, model()), Some(Part::Tasks));
        after.finish(model(), None, day("2026-11-25"));
        assert_eq!(before.differs(&after, model()), Some(Part::Runs));
        after.answers = after.answers.with("payer", Answer::stated("written"));
        let payer = Part::Question("payer".to_owned());
        assert_eq!(before.differs(&after, model()), Some(payer));
        after.answers = after.answers.with_route("stage", ["idea"]);
        let stage = Part::Route("stage".to_owned());
        assert_eq!(before.differs(&after, model()), Some(stage));
    }

    #[test]
    fn a_year_of_runs_takes_little_more_room_than_one() {
        let room = |venture: &Readiness| serde_json::to_string(venture).unwrap().len();
        let mut venture = Readiness::default();
        for question in &model().question {
            let answer = Answer::evidenced("written", &"证据".repeat(60), day("2026-01-10"));
            venture.answers = venture.answers.with(&question.id, answer);
        }
        venture.finish(model(), None, day("2026-01-15"));
        let one = room(&venture);
        for month in 2..=12 {
            let asked = &model().question[month].id;
            venture.answers = venture.answers.with(asked, Answer::stated("believed"));
            venture.finish(model(), None, day(&format!("2026-{month:02}-15")));
        }
        assert!(room(&venture) < one * 3 / 2, "{} and {one}", room(&venture));
        let text = serde_json::to_string(&venture).unwrap();
        assert_eq!(serde_json::from_str::<Readiness>(&text).unwrap(), venture);
    }

    #[test]
    fn the_stored_form_of_schema_1_reads_back() {
        let stored = r#"{"answers":{"route":{"stage":["idea"]},"questions":{"payer":
            {"option":"written","note":"p. 2","dated":"2026-11-25","revision":0}}},
            "runs":[{"on":"2026-11-25","revision":1,"answers":{}}],
            "tasks":[{"criterion":"payer-named","plan":"customers","kept":"2026-11-25","due":"2026-12-01"}]}"#;
        let old = serde_json::from_str(stored).unwrap();
        let venture: Readiness =
            serde_json::from_value(Readiness::migrate(1, old).unwrap()).unwrap();
        assert_eq!(venture.runs[0].answers, Answers::default());
        assert!(venture.tasks[0].waits_for("a"));
        assert_eq!(venture.plan, None);
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
