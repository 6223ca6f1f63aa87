//! Team, pitch, outline, assumptions and completeness.

use venture::plan::bounded::{Line, List, Text};
use venture::plan::document::{
    Assumption, Experiment, Founder, Verdict, completeness, overall, riskiest,
};
use venture::plan::finance::Role;
use venture::plan::lang::Lang;
use venture::plan::outline::Heading;
use venture::plan::pitch::compose;
use venture::plan::team::{skill_matrix, skills};
use venture::plan::templates::Case;
use venture::plan::{Plan, Section};

use crate::full::start;
use crate::sample::line;

fn founder(name: &str, skills: &str) -> Founder {
    Founder {
        name: line(name),
        skills: line(skills),
        ..Founder::default()
    }
}

fn role(title: &str, skills: &str, start: u16, filled_by: &str) -> Role {
    Role {
        title: line(title),
        skills: line(skills),
        start,
        people: 1,
        filled_by: line(filled_by),
        ..Role::default()
    }
}

#[test]
fn skills_are_read_in_both_scripts() {
    let of = |text| skills(&line(text)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        of("评测，数据、Rust; sales / law"),
        ["评测", "数据", "Rust", "sales", "law"]
    );
    assert!(of(" ，;  ").is_empty());
}

#[test]
fn the_matrix_shows_gaps_and_whom_to_hire_first() {
    let mut plan = Plan::default();
    plan.team.founders = List::new(vec![
        founder("Li", "Product, evaluation"),
        founder("Wu", "EVALUATION, training"),
    ])
    .unwrap();
    plan.team.roles = List::new(vec![
        role("seller", "sales", 6, ""),
        role("lawyer", "law, filings", 3, ""),
        role("compliance", "filings", 3, ""),
        role("engineer", "serving", 0, "Chen"),
        role("nobody", "magic", 0, ""),
    ])
    .unwrap();
    plan.team.roles[4].people = 0;
    let matrix = skill_matrix(&plan.team);
    let named = |places: &[usize]| {
        places
            .iter()
            .map(|at| matrix.skills[*at].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        matrix.skills,
        [
            "Product",
            "evaluation",
            "training",
            "sales",
            "law",
            "filings",
            "serving",
            "magic"
        ]
    );
    assert_eq!(named(&matrix.gaps), ["sales", "law", "filings", "magic"]);
    // Two can evaluate: whoever leaves takes that along no longer.
    assert_eq!(named(&matrix.single), ["Product", "training", "serving"]);
    // Both start in month 3; the lawyer closes two gaps and leaves none to the other.
    let order: Vec<_> = matrix
        .order
        .iter()
        .map(|at| matrix.people[*at].name.as_str())
        .collect();
    assert_eq!(order, ["lawyer", "compliance", "seller"]);
    assert_eq!(matrix.people[matrix.order[2]].field, "team.roles.0");
    assert!(matrix.people[0].here && !matrix.people[2].here && matrix.people[5].here);
    assert_eq!(
        skill_matrix(&Plan::default().team),
        venture::plan::team::SkillMatrix::default()
    );
}

#[test]
fn the_pitch_takes_what_the_plan_says_and_keeps_what_is_written() {
    let mut plan = Case::Voice.plan(Lang::Zh, start());
    plan.pitch.one_line = Line::default();
    plan.pitch.solution = Text::clipped("我的话");
    plan.lean.unfair_advantage = plan.product.moat.clone();
    plan.team.founders = List::new(vec![founder("李", "评测"), founder("", "")]).unwrap();
    let pitch = compose(&plan);
    assert_eq!(pitch.one_line, plan.title);
    assert_eq!(pitch.solution.as_str(), "我的话");
    let problem: Vec<_> = pitch.problem.as_str().lines().collect();
    assert_eq!(
        problem,
        [
            plan.problem.problem.as_str(),
            plan.problem.customer.as_str(),
            plan.problem.alternative.as_str()
        ]
    );
    // The moat, said twice in the plan, is said once.
    assert_eq!(pitch.competition.as_str().lines().count(), 2);
    assert_eq!(pitch.team.as_str(), "李 · 评测");
    assert!(pitch.market.is_blank() && pitch.traction.is_blank());
    assert_eq!(compose(&Plan::default()), Plan::default().pitch);
}

#[test]
fn the_ten_headings_name_fields_of_the_plan_once() {
    let root = serde_json::to_value(Plan::default()).unwrap();
    let mut texts: Vec<_> = Heading::ALL
        .iter()
        .flat_map(|heading| heading.texts())
        .collect();
    for path in &texts {
        let value = root.pointer(&format!("/{}", path.replace('.', "/")));
        assert!(value.is_some_and(serde_json::Value::is_string), "{path}");
    }
    let mut sections: Vec<_> = Heading::ALL
        .iter()
        .flat_map(|heading| heading.sections())
        .collect();
    let (all_texts, all_sections) = (texts.len(), sections.len());
    texts.sort_unstable();
    texts.dedup();
    sections.sort_unstable();
    sections.dedup();
    assert_eq!((texts.len(), sections.len()), (all_texts, all_sections));
    // Canvases and pitch are texts only; every other section has its place.
    let only_texts = [
        Section::Product,
        Section::Canvas,
        Section::Lean,
        Section::Value,
        Section::Pitch,
    ];
    assert_eq!(sections.len() + only_texts.len(), Section::ALL.len());
    assert!(
        only_texts
            .iter()
            .all(|section| !sections.contains(&section))
    );
}

#[test]
fn assumptions_are_tested_in_the_order_of_what_hangs_on_them() {
    let assumption = |importance, evidence, verdicts: &[Verdict]| {
        let experiments = verdicts.iter().map(|verdict| Experiment {
            verdict: *verdict,
            ..Experiment::default()
        });
        Assumption {
            importance,
            evidence,
            experiments: List::new(experiments.collect()).unwrap(),
            ..Assumption::default()
        }
    };
    let all = [
        assumption(3, 1, &[]),
        assumption(5, 4, &[Verdict::Open, Verdict::Unclear]),
        assumption(5, 1, &[Verdict::Supported, Verdict::Refuted]),
        assumption(5, 1, &[Verdict::Open]),
        assumption(5, 5, &[Verdict::Supported, Verdict::Unclear]),
        assumption(3, 1, &[Verdict::Open]),
        assumption(255, 255, &[]),
    ];
    let verdicts: Vec<_> = all.iter().map(Assumption::verdict).collect();
    assert_eq!(
        verdicts[..5],
        [
            Verdict::Open,
            Verdict::Unclear,
            Verdict::Refuted,
            Verdict::Open,
            Verdict::Supported
        ]
    );
    // 5·5, 3·5 twice, 5·2, and nothing.
    assert_eq!(riskiest(&all), [3, 0, 5, 1, 6]);
}

#[test]
fn the_whole_is_as_complete_as_its_sections() {
    let plan = Case::Driving.plan(Lang::En, start());
    let all = overall(&plan);
    let each = Section::ALL.map(|section| completeness(&plan, section));
    assert_eq!(all.filled, each.iter().map(|one| one.filled).sum::<usize>());
    assert_eq!(all.filled + all.missing.len(), all.total);
    assert!(all.filled > overall(&Plan::default()).filled + 20);
}
