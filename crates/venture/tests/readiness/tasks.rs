//! Tasks go into a plan once, dated, in the reader's language, and none is lost.

use venture::plan::Plan;
use venture::plan::bounded::List;
use venture::plan::document::Milestone;
use venture::readiness::{Answers, Task, handover};

use crate::support::{check, model, today};

fn tasks() -> Vec<Task> {
    let report = model().report(&Answers::default(), None, today());
    report
        .actions
        .iter()
        .map(|gap| Task::of(gap, today()))
        .collect()
}

#[test]
fn a_task_has_time_for_its_effort() {
    let report = model().report(&Answers::default(), None, today());
    let mut gap = report.actions[0].clone();
    for (effort, due) in [
        (1, "2026-11-27"),
        (5, "2026-12-02"),
        (10, "2026-12-09"),
        (0, "2026-11-25"),
    ] {
        gap.effort = effort;
        assert_eq!(
            Task::of(&gap, today()).due.to_string(),
            due,
            "{effort} days"
        );
    }
}

#[test]
fn tasks_become_dated_milestones_in_the_readers_language() {
    let tasks = tasks();
    for words in [&check().zh, &check().en] {
        let handed = handover(&tasks, &Plan::default(), words, today());
        assert_eq!((handed.added, handed.waiting), (tasks.len(), 0));
        assert_eq!(handed.milestones.len(), tasks.len());
        for task in &tasks {
            let name = &words.criterion[&task.criterion].task;
            let mut milestones = handed.milestones.iter();
            let milestone = milestones.find(|one| one.name.as_str() == name).unwrap();
            assert_eq!(milestone.due.unwrap().to_string(), task.due.to_string());
            assert_eq!(milestone.begin.unwrap().to_string(), "2026-11-25");
            assert_eq!(milestone.reached, None);
        }
        let due: Vec<_> = handed.milestones.iter().map(|one| one.due).collect();
        assert!(due.is_sorted(), "{due:?}");
        assert!(handed.tasks.iter().all(|task| task.handed == Some(today())));
    }
}

#[test]
fn nothing_is_handed_over_twice() {
    let words = &check().en;
    let mut plan = Plan::default();
    let first = handover(&tasks(), &plan, words, today());
    plan.milestones = first.milestones;
    // Later, with one task more, and a milestone renamed by the founder.
    plan.milestones[0].name = venture::plan::bounded::Line::clipped("Mine now");
    let mut tasks = first.tasks;
    let mut another = tasks[0].clone();
    another.criterion = "default-alive".to_owned();
    another.handed = None;
    tasks.push(another);
    let second = handover(&tasks, &plan, words, today().plus(30));
    assert_eq!(second.added, 1);
    assert_eq!(second.milestones.len(), plan.milestones.len() + 1);
    let days: Vec<_> = second.tasks.iter().map(|task| task.handed).collect();
    assert_eq!(days[0], Some(today()));
    assert_eq!(days.last(), Some(&Some(today().plus(30))));
}

#[test]
fn a_plan_that_was_saved_without_the_mark_gets_nothing_twice() {
    let words = &check().zh;
    let saved = handover(&tasks(), &Plan::default(), words, today());
    let plan = Plan {
        milestones: saved.milestones,
        ..Plan::default()
    };
    let again = handover(&tasks(), &plan, words, today());
    assert_eq!(again.added, 0);
    assert_eq!(again.milestones, plan.milestones);
    assert!(again.tasks.iter().all(|task| !task.is_pending()));
}

#[test]
fn what_a_full_plan_cannot_take_waits() {
    let full = vec![Milestone::default(); List::<Milestone>::MAX - 1];
    let plan = Plan {
        milestones: List::new(full).unwrap(),
        ..Plan::default()
    };
    let tasks = tasks();
    let handed = handover(&tasks, &plan, &check().en, today());
    assert_eq!((handed.added, handed.waiting), (1, tasks.len() - 1));
    let pending: Vec<_> = handed
        .tasks
        .iter()
        .filter(|task| task.is_pending())
        .collect();
    assert_eq!(pending.len(), tasks.len() - 1);
    // The one that is due first went first.
    let earliest = tasks.iter().map(|task| task.due).min();
    let taken = handed.tasks.iter().find(|task| !task.is_pending()).unwrap();
    assert_eq!(Some(taken.due), earliest);
}

#[test]
fn a_criterion_of_another_check_keeps_its_id() {
    let mut tasks = tasks();
    tasks.truncate(1);
    tasks[0].criterion = "from-the-future".to_owned();
    let handed = handover(&tasks, &Plan::default(), &check().zh, today());
    assert_eq!(handed.milestones[0].name.as_str(), "from-the-future");
}

#[test]
fn the_stored_form_of_a_waiting_task_is_that_of_schema_1() {
    let stored =
        r#"{"criterion":"payer-named","plan":"customers","kept":"2026-11-25","due":"2026-12-01"}"#;
    let task: Task = serde_json::from_str(stored).unwrap();
    assert!(task.is_pending());
    assert_eq!(serde_json::to_string(&task).unwrap(), stored);
    let mut handed = task;
    handed.handed = Some(today());
    let text = serde_json::to_string(&handed).unwrap();
    assert_eq!(serde_json::from_str::<Task>(&text).unwrap(), handed);
}
