//! From check to plan, on the six cases.

use serde::Deserialize;
use venture::bridge::{Added, Learnt, add_task, figures, route, start};
use venture::plan::bounded::Line;
use venture::plan::file::{read, write};
use venture::plan::lang::Lang;
use venture::plan::risks::RiskKind;
use venture::plan::route::{BuildMode, Market};
use venture::plan::{Plan, Section};
use venture::readiness::{Answer, Answers, Metric, Run, Task, Words};

use crate::support::{check, model, today};

#[derive(Deserialize)]
struct Case {
    run: Run,
}

fn case(file: &str) -> Run {
    serde_json::from_str::<Case>(file).unwrap().run
}

fn begun(run: &Run, words: &Words, tasks: &[Task]) -> Plan {
    let report = run.report(model());
    let learnt = Learnt {
        model: model(),
        words,
        answers: &run.answers,
        report: &report,
        tasks,
    };
    start(&learnt, Lang::En, Line::clipped("启模"), today())
}

const CASES: [(&str, &str); 6] = [
    ("voice", include_str!("fixtures/voice.json")),
    ("vision", include_str!("fixtures/vision.json")),
    ("driving", include_str!("fixtures/driving.json")),
    ("platform", include_str!("fixtures/platform.json")),
    ("integrator", include_str!("fixtures/integrator.json")),
    ("mobile", include_str!("fixtures/mobile.json")),
];

#[test]
fn each_case_begins_a_plan_with_its_route_tasks_and_gates() {
    for (name, file) in CASES {
        let run = case(file);
        let report = run.report(model());
        for words in [&check().zh, &check().en] {
            let plan = begun(&run, words, &[]);
            assert_eq!(plan.route, route(&run.answers), "{name}");
            let tasks: Vec<_> = plan
                .milestones
                .iter()
                .map(|one| one.name.as_str())
                .collect();
            let shown: Vec<_> = report
                .actions
                .iter()
                .map(|gap| words.criterion[&gap.criterion].task.as_str())
                .collect();
            assert_eq!(tasks, shown, "{name}");
            let mut due = today();
            for milestone in &plan.milestones {
                assert_eq!(milestone.begin, Some(due), "{name}: one after another");
                due = milestone.due.unwrap();
                assert!(
                    !milestone.evals.is_empty()
                        && milestone.evals.iter().all(|eval| !eval.slice.is_blank())
                );
            }
            let own: Vec<_> = plan
                .risks
                .iter()
                .filter(|risk| risk.kind == RiskKind::Own)
                .map(|risk| risk.title.as_str())
                .collect();
            let shut = report.gates.iter().filter(|gate| !gate.missing.is_empty());
            let shut: Vec<_> = shut
                .map(|gate| words.gate[&gate.gate].name.as_str())
                .collect();
            assert_eq!(own, shut, "{name}");
            assert_eq!(plan.risks.len() - own.len(), 12);
            // Every evidence note is in the notes, with its date.
            let notes: String = plan
                .notes
                .values()
                .map(|text| text.as_str().to_owned() + "\n")
                .collect();
            for answer in run
                .answers
                .questions
                .values()
                .filter(|answer| answer.has_note())
            {
                let dated = answer
                    .dated
                    .map_or(String::new(), |day| format!(" ({day})"));
                assert!(
                    notes.contains(&format!("{}{dated}", answer.note.trim())),
                    "{name}: {}",
                    answer.note
                );
            }
            // What has a note is no assumption, what is claimed without one is.
            let claimed = report
                .evidence
                .iter()
                .filter(|one| one.basis == venture::readiness::Basis::Stated && one.claimed > 0);
            assert_eq!(plan.assumptions.len(), claimed.count(), "{name}");
            // A plan that has just begun computes nothing for the check.
            assert!(figures(&plan, today()).values.is_empty(), "{name}");
            let file = write(&plan).unwrap();
            assert_eq!(read(file.as_bytes()).unwrap().plan, plan);
        }
    }
}

#[test]
fn the_voice_assistant_brings_its_evidence() {
    let plan = begun(&case(CASES[0].1), &check().en, &[]);
    assert_eq!(plan.route.markets[..], [Market::China]);
    assert_eq!(
        (plan.route.build, plan.route.public),
        (BuildMode::Api, true)
    );
    assert_eq!(
        plan.problem.alternative.as_str(),
        "invoices of two call centres"
    );
    assert_eq!(plan.product.edge.as_str(), "against the IVR menu");
    assert_eq!(
        plan.pitch.traction.as_str(),
        "signed with a courier company"
    );
    let milestones = plan.notes[&Section::Milestones].as_str();
    assert!(
        milestones.contains("600 calls, v3, runs nightly (2026-11-15)"),
        "{milestones}"
    );
    let obligations: Vec<_> = plan
        .compliance
        .filings
        .iter()
        .map(|filing| filing.obligation.as_str())
        .collect();
    assert!(obligations.contains(&"cn_registration") && obligations.contains(&"cn_labelling"));
    assert!(
        plan.compliance
            .filings
            .iter()
            .all(|filing| filing.planned.is_none() && filing.done.is_none())
    );
    assert!(plan.compliance.incident_owner.is_blank());
}

#[test]
fn the_route_takes_the_further_duty() {
    let answers = Answers::default()
        .with_route("build-mode", ["api", "pretrain", "edge"])
        .with_route("markets", ["eu", "other"])
        .with_route("eu-use", ["unclear"])
        .with_route("audience", ["internal"]);
    let taken = route(&answers);
    assert_eq!(taken.build, BuildMode::Pretrain);
    assert_eq!(taken.markets[..], [Market::Eu, Market::Other]);
    assert!(taken.high_risk && !taken.public && taken.generates && taken.personal_data);
    let edge = Answers::default()
        .with_route("build-mode", ["edge"])
        .with("consent", Answer::not_applicable("bottles only"));
    let taken = route(&edge);
    assert!(!taken.generates && !taken.personal_data && !taken.high_risk);
    // No reason, no exemption.
    let edge = edge.with("consent", Answer::not_applicable(" "));
    assert!(route(&edge).personal_data);
    assert_eq!(route(&Answers::default()).build, BuildMode::Api);
}

#[test]
fn kept_tasks_take_the_place_of_those_shown_and_come_once() {
    let run = case(CASES[2].1);
    let due = today().plus(40);
    let task = |criterion: &str, due| Task {
        criterion: criterion.to_owned(),
        plan: "evals".to_owned(),
        kept: today(),
        due,
        handed: None,
        to: None,
    };
    let kept = [
        task("eval-frozen", due),
        task("gone", due),
        task("eval-frozen", due.plus(1)),
    ];
    let mut plan = begun(&run, &check().zh, &kept);
    assert_eq!(plan.milestones.len(), 1);
    let milestone = &plan.milestones[0];
    assert_eq!(
        milestone.name.as_str(),
        check().zh.criterion["eval-frozen"].task
    );
    // Four days of work: six of the calendar.
    assert_eq!(
        (milestone.begin, milestone.due),
        (Some(due.plus(-6)), Some(due))
    );
    let eval = &milestone.evals[0];
    assert_eq!(
        eval.metric.as_str(),
        check().zh.criterion["eval-frozen"].text
    );
    assert_eq!(
        eval.slice.as_str(),
        check().zh.question["eval-set"].options["frozen"]
    );
    assert_eq!((eval.threshold_milli, eval.passes()), (3_000, None));
    let criterion = model().criterion("eval-frozen").unwrap();
    // Also in the other language: the founder has switched in between.
    let both = [&check().en, &check().zh];
    let again = add_task(&mut plan, model(), &both, criterion, today());
    assert_eq!(again, Ok(Added::Before(0)));
    let other = model().criterion("roles-named").unwrap();
    assert_eq!(
        add_task(&mut plan, model(), &[&check().zh], other, due),
        Ok(Added::At(1))
    );
    for at in 2..100 {
        let mut milestone = plan.milestones[0].clone();
        milestone.name = Line::clipped(&at.to_string());
        plan.milestones.push(milestone).unwrap();
    }
    let more = model().criterion("demo-shown").unwrap();
    assert!(add_task(&mut plan, model(), &[&check().zh], more, due).is_err());
}

#[test]
fn what_is_claimed_without_a_note_is_put_to_the_test() {
    let answers = Answers::default()
        .with("baseline", Answer::stated("standing"))
        .with("price", Answer::stated("believed"))
        .with("moat", Answer::stated("unknown"));
    let run = Run {
        on: today(),
        revision: 1,
        answers,
        figures: None,
    };
    let plan = begun(&run, &check().en, &[]);
    assert_eq!(plan.assumptions.len(), 2);
    let baseline = &plan.assumptions[0];
    let words = &check().en.question["baseline"];
    assert_eq!(
        baseline.statement.as_str(),
        format!("{} {}", words.text, words.options["standing"])
    );
    // Seed waits for the technology; without a note the claim counts 2.
    assert_eq!((baseline.importance, baseline.evidence), (5, 2));
    assert_eq!(
        baseline.experiments[0].success.as_str(),
        check().en.criterion["baseline-beaten"].text
    );
    let price = &plan.assumptions[1];
    assert_eq!(price.evidence, 1);
    assert!(
        price
            .statement
            .as_str()
            .ends_with(&check().en.common["believed"])
    );
}

#[test]
fn a_plan_answers_the_check_that_it_came_from() {
    let run = case(CASES[5].1);
    let mut plan = begun(&run, &check().en, &[]);
    plan.finance.drivers = venture::plan::templates::Case::Mobile
        .plan(Lang::En, today())
        .finance
        .drivers;
    let found = figures(&plan, today());
    let months = found.get(Metric::RunwayMonths).unwrap();
    let report = model().report(&run.answers, Some(&found), today());
    let runway = report.evidence("runway").unwrap();
    assert_eq!(
        runway.basis,
        venture::readiness::Basis::Computed(Metric::RunwayMonths)
    );
    assert_eq!(runway.strength >= 4, months >= 12.0);
}
