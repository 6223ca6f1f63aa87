//! Tasks go into a plan once, dated, in the reader's language, and none is lost.

use venture::bridge::{Handed, find_task, hand_over};
use venture::plan::Plan;
use venture::plan::bounded::{Line, List};
use venture::plan::document::Milestone;
use venture::readiness::{Answers, Task, Words};

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

/// The languages, the written one first.
fn worded(first: &'static Words) -> [&'static Words; 3] {
    [first, &check().zh, &check().en]
}

#[test]
fn tasks_become_dated_milestones_in_the_readers_language() {
    for words in [&check().zh, &check().en] {
        let (mut tasks, mut plan) = (tasks(), Plan::default());
        let handed = hand_over(&mut plan, "a", &mut tasks, model(), &worded(words), today());
        assert_eq!((handed.added, handed.waiting), (tasks.len(), 0));
        assert_eq!(plan.milestones.len(), tasks.len());
        for task in &tasks {
            let at = find_task(&plan, &worded(words), &task.criterion).unwrap();
            let milestone = &plan.milestones[at];
            let own = &words.criterion[&task.criterion];
            assert_eq!(milestone.name.as_str(), own.task);
            assert_eq!(milestone.due, Some(task.due));
            assert_eq!(milestone.begin, Some(today()), "it has time for its effort");
            assert_eq!(milestone.reached, None);
            let evals = milestone.evals.iter();
            assert!(!milestone.evals.is_empty());
            assert!(evals.clone().all(|eval| eval.metric.as_str() == own.text));
            assert!(task.handed == Some(today()) && task.to.as_deref() == Some("a"));
        }
        let due: Vec<_> = plan.milestones.iter().map(|one| one.due).collect();
        assert!(due.is_sorted(), "{due:?}");
    }
}

#[test]
fn nothing_is_handed_over_twice() {
    let words = [&check().en, &check().zh];
    let (mut tasks, mut plan) = (tasks(), Plan::default());
    hand_over(&mut plan, "a", &mut tasks, model(), &words, today());
    // Later, with one task more, and a milestone renamed by the founder.
    plan.milestones[0].name = Line::clipped("Mine now");
    let before = plan.milestones.len();
    let mut another = tasks[0].clone();
    another.criterion = "default-alive".to_owned();
    another.handed = None;
    tasks.push(another);
    let later = today().plus(30);
    let second = hand_over(&mut plan, "a", &mut tasks, model(), &words, later);
    assert_eq!((second.added, second.waiting), (1, 0));
    assert_eq!(plan.milestones.len(), before + 1);
    assert_eq!(tasks[0].handed, Some(today()));
    assert_eq!(tasks.last().unwrap().handed, Some(later));
}

#[test]
fn another_plan_gets_what_the_first_one_has() {
    let words = [&check().en, &check().zh];
    let mut tasks = tasks();
    hand_over(
        &mut Plan::default(),
        "a",
        &mut tasks,
        model(),
        &words,
        today(),
    );
    let mut plan = Plan::default();
    let handed = hand_over(&mut plan, "b", &mut tasks, model(), &words, today());
    assert_eq!(handed.added, tasks.len());
    assert!(
        tasks
            .iter()
            .all(|task| task.waits_for("a") && !task.waits_for("b"))
    );
}

#[test]
fn a_plan_that_was_saved_without_the_marks_gets_nothing_twice() {
    let mut plan = Plan::default();
    let zh = [&check().zh, &check().en];
    hand_over(&mut plan, "a", &mut tasks(), model(), &zh, today());
    let before = plan.milestones.clone();
    // Nor in the other language.
    let (mut again, en) = (tasks(), [&check().en, &check().zh]);
    let handed = hand_over(&mut plan, "a", &mut again, model(), &en, today());
    assert_eq!(handed, Handed::default());
    assert_eq!(plan.milestones, before);
    assert!(again.iter().all(|task| !task.waits_for("a")));
}

#[test]
fn what_a_full_plan_cannot_take_waits() {
    let full = vec![Milestone::default(); List::<Milestone>::MAX - 1];
    let mut plan = Plan {
        milestones: List::new(full).unwrap(),
        ..Plan::default()
    };
    let mut tasks = tasks();
    let words = [&check().en];
    let handed = hand_over(&mut plan, "a", &mut tasks, model(), &words, today());
    assert_eq!((handed.added, handed.waiting), (1, tasks.len() - 1));
    let waiting = tasks.iter().filter(|task| task.waits_for("a")).count();
    assert_eq!(waiting, tasks.len() - 1);
    // The one that is due first went first.
    let earliest = tasks.iter().map(|task| task.due).min();
    let taken = tasks.iter().find(|task| !task.waits_for("a")).unwrap();
    assert_eq!(Some(taken.due), earliest);
}

#[test]
fn a_task_of_a_newer_check_waits() {
    let mut tasks = tasks();
    tasks.truncate(1);
    tasks[0].criterion = "from-the-future".to_owned();
    let mut plan = Plan::default();
    let words = [&check().zh];
    let handed = hand_over(&mut plan, "a", &mut tasks, model(), &words, today());
    assert_eq!((handed.added, handed.waiting), (0, 1));
    assert!(plan.milestones.is_empty() && tasks[0].waits_for("a"));
}

#[test]
fn the_stored_form_of_a_waiting_task_is_that_of_schema_1() {
    let stored =
        r#"{"criterion":"payer-named","plan":"customers","kept":"2026-11-25","due":"2026-12-01"}"#;
    let task: Task = serde_json::from_str(stored).unwrap();
    assert!(task.waits_for("a"));
    assert_eq!(serde_json::to_string(&task).unwrap(), stored);
    let mut handed = task;
    handed.hand("a", today());
    let text = serde_json::to_string(&handed).unwrap();
    assert_eq!(serde_json::from_str::<Task>(&text).unwrap(), handed);
}
