//! A plan to begin with, from what the check has learnt.

use super::route::route;
use super::task::add_task;
use crate::date::{Date, calendar_days};
use crate::plan::bounded::{Bounded, Line, List, Text};
use crate::plan::compliance::calendar;
use crate::plan::document::{Assumption, Experiment, Filing};
use crate::plan::lang::Lang;
use crate::plan::risks::{self, Risk};
use crate::plan::{Plan, Section};
use crate::readiness::{
    Answers, Basis, Criterion, Evidence, Model, Passage, Prefill, Question, Report, Task, Words,
};

/// What a check has learnt.
#[derive(Clone, Copy, Debug)]
pub struct Learnt<'a> {
    /// The check.
    pub model: &'a Model,
    /// Its words, in the plan's language.
    pub words: &'a Words,
    /// The answers.
    pub answers: &'a Answers,
    /// What they amount to.
    pub report: &'a Report,
    /// The tasks kept from it; where there are none, those that it shows first
    /// are taken.
    pub tasks: &'a [Task],
}

/// Evidence of an assumption's own scale, from 1: as the check's, without 0.
const LEAST_KNOWN: u8 = 1;

/// The importance of an assumption that a shut gate waits for, and of another.
const GATED: u8 = 5;
const OTHER: u8 = 3;

/// A plan that begins in the month of `start`.
///
/// | plan | from |
/// |---|---|
/// | title, start | the caller |
/// | route | the route, as [`route`] reads it |
/// | free text | the evidence note of the question about it, as the private `field` lists |
/// | notes of a section | every evidence note, with its question and date |
/// | milestones | the tasks kept, or else the actions shown, one after another |
/// | assumptions | what is answered without anything to show: believed, or claimed |
/// | risks | NIST's twelve, and each gate that is shut or flagged |
/// | filings | every obligation of the route, not planned yet |
/// | incident owner | left to the founder: the note only shows that there is one |
///
/// No figure is taken over. The check knows options, not amounts.
pub fn start(learnt: &Learnt<'_>, lang: Lang, title: Line, start: Date) -> Plan {
    let mut plan = Plan {
        title,
        start: Some(start),
        route: route(learnt.answers),
        risks: risks::seed(lang),
        ..Plan::default()
    };
    notes(&mut plan, learnt);
    milestones(&mut plan, learnt, start);
    assumptions(&mut plan, learnt);
    gates(&mut plan, learnt);
    for item in calendar(&plan.route, 0) {
        // There are fewer obligations than a list holds.
        let _ = plan.compliance.filings.push(Filing {
            obligation: Line::clipped(item.fact.id),
            ..Filing::default()
        });
    }
    plan
}

/// Adds a paragraph, as far as it fits.
fn append<const MAX: usize>(text: &mut Bounded<MAX>, paragraph: &str) {
    let joined = match text.as_str() {
        "" => paragraph.to_owned(),
        before => format!("{before}\n{paragraph}"),
    };
    *text = Bounded::clipped(&joined);
}

/// The section that a field of the check stands for.
fn section(field: &str) -> Section {
    match field {
        "canvas" => Section::Lean,
        "cap-table" | "rounds" | "grants" => Section::Funding,
        "compliance" => Section::Compliance,
        "compute" | "suppliers" => Section::Compute,
        "costs" | "pricing" => Section::Pricing,
        "data-register" => Section::Data,
        "evals" | "milestones" => Section::Milestones,
        "experiments" => Section::Assumptions,
        "intellectual-property" | "team" => Section::Team,
        "risks" => Section::Risks,
        "cash-flow" => Section::Finance,
        _ => Section::Problem,
    }
}

/// The field whose matter is that of a question, so that its note belongs there.
fn field<'a>(plan: &'a mut Plan, question: &str) -> Option<&'a mut Text> {
    Some(match question {
        "alternative" => &mut plan.problem.alternative,
        "baseline" => &mut plan.product.edge,
        "moat" => &mut plan.product.moat,
        "annotation" => &mut plan.data.annotation,
        "personal-data" => &mut plan.data.deletion,
        "throughput" => &mut plan.compute.stack,
        "price" => &mut plan.pricing.model,
        "roles" => &mut plan.team.gaps,
        "subsidies" => &mut plan.funding.public_support,
        "incident" => &mut plan.compliance.incident_process,
        "commitment" => &mut plan.pitch.traction,
        _ => return None,
    })
}

fn notes(plan: &mut Plan, learnt: &Learnt<'_>) {
    for Prefill {
        plan: place,
        question,
        note,
    } in learnt.model.prefill(learnt.answers)
    {
        if let Some(field) = field(plan, question) {
            append(field, note);
        }
        let asked = learnt.words.question.get(question);
        let asked = asked.map_or(question, |words| &words.text);
        let dated = learnt.answers.questions.get(question);
        let paragraph = match dated.and_then(|answer| answer.dated) {
            Some(day) => format!("{asked} {note} ({day})"),
            None => format!("{asked} {note}"),
        };
        append(plan.notes.entry(section(place)).or_default(), &paragraph);
    }
}

fn milestones(plan: &mut Plan, learnt: &Learnt<'_>, start: Date) {
    let criterion = |id: &str| learnt.model.criterion(id);
    let kept = learnt.tasks.iter();
    let mut tasks: Vec<(&Criterion, Date)> = kept
        .filter_map(|task| Some((criterion(&task.criterion)?, task.due)))
        .collect();
    tasks.sort_by_key(|(_, due)| *due);
    if tasks.is_empty() {
        // One person takes them on one after another.
        let mut due = start;
        let actions = learnt.report.actions.iter();
        tasks.extend(actions.filter_map(|gap| {
            due = due.plus(calendar_days(gap.effort));
            Some((criterion(&gap.criterion)?, due))
        }));
    }
    for (criterion, due) in tasks {
        // More tasks than a plan has room for are not kept from one check.
        let _ = add_task(plan, learnt.model, &[learnt.words], criterion, due);
    }
}

/// What is claimed with nothing to show for it.
fn is_assumed(evidence: &Evidence) -> bool {
    evidence.basis == Basis::Stated && evidence.claimed > 0
}

fn assumptions(plan: &mut Plan, learnt: &Learnt<'_>) {
    let questions = learnt.model.question.iter();
    for question in questions {
        let Some(evidence) = learnt.report.evidence(&question.id) else {
            continue;
        };
        if !is_assumed(evidence) {
            continue;
        }
        let _ = plan
            .assumptions
            .push(assumption(learnt, question, evidence));
    }
}

fn assumption(learnt: &Learnt<'_>, question: &Question, evidence: &Evidence) -> Assumption {
    let words = learnt.words.question.get(&question.id);
    let chosen = learnt.answers.questions.get(&question.id);
    let chosen = chosen.and_then(|answer| answer.option.as_deref());
    let claim = chosen.and_then(|option| {
        let own = words.and_then(|words| words.options.get(option));
        own.or_else(|| learnt.words.common.get(option))
    });
    let asked = words.map_or(&*question.id, |words| &words.text);
    let statement = match claim {
        Some(claim) => format!("{asked} {claim}"),
        None => asked.to_owned(),
    };
    // A gap that it falls short of says what waits for it, and what would show it.
    let gap = learnt.report.gaps.iter().find(|gap| {
        let criterion = learnt.model.criterion(&gap.criterion);
        criterion.is_some_and(|criterion| {
            let mut asked = criterion
                .needs
                .iter()
                .filter_map(|way| way.get(&question.id));
            asked.any(|needed| *needed > evidence.strength)
        })
    });
    let gated = gap.is_some_and(|gap| !gap.unblocks.is_empty());
    let task = gap.and_then(|gap| learnt.words.criterion.get(&gap.criterion));
    let mut experiments = List::default();
    if let Some(task) = task {
        let _ = experiments.push(Experiment {
            method: Line::clipped(&task.task),
            success: Line::clipped(&task.text),
            ..Experiment::default()
        });
    }
    Assumption {
        statement: Line::clipped(&statement),
        importance: if gated { GATED } else { OTHER },
        evidence: evidence.strength.max(LEAST_KNOWN),
        experiments,
        ..Assumption::default()
    }
}

fn gates(plan: &mut Plan, learnt: &Learnt<'_>) {
    for state in &learnt.report.gates {
        if !matches!(state.passage, Passage::Failed | Passage::Raised) {
            continue;
        }
        let Some(words) = learnt.words.gate.get(&state.gate) else {
            continue;
        };
        let _ = plan.risks.push(Risk {
            title: Line::clipped(&words.name),
            test: Line::clipped(&words.passed),
            response: Text::clipped(&words.failed),
            ..Risk::default()
        });
    }
}
