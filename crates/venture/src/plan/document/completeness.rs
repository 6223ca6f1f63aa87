//! How complete a section is: which of its essential fields are filled.

use serde::Serialize;

use super::{Plan, Section};
use crate::plan::bounded::Bounded;
use crate::plan::risks::Risk;

/// How much of a section is filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completeness {
    /// Essential fields filled.
    pub filled: usize,
    /// Essential fields.
    pub total: usize,
    /// Paths of those still empty, in order.
    pub missing: Vec<&'static str>,
}

/// An essential field: its path, and whether it is filled.
type Field = (&'static str, bool);

fn text<const MAX: usize>(path: &'static str, text: &Bounded<MAX>) -> Field {
    (path, !text.is_blank())
}

/// How complete a section of a plan is.
pub fn completeness(plan: &Plan, section: Section) -> Completeness {
    let fields = fields(plan, section);
    let missing: Vec<_> = fields
        .iter()
        .filter(|(_, filled)| !filled)
        .map(|(path, _)| *path)
        .collect();
    Completeness {
        filled: fields.len() - missing.len(),
        total: fields.len(),
        missing,
    }
}

/// How complete all sections together are.
pub fn overall(plan: &Plan) -> Completeness {
    let mut all = Completeness::default();
    for section in Section::ALL {
        let own = completeness(plan, section);
        all.filled += own.filled;
        all.total += own.total;
        all.missing.extend(own.missing);
    }
    all
}

fn fields(plan: &Plan, section: Section) -> Vec<Field> {
    match section {
        Section::Problem | Section::Product | Section::Competition | Section::Pitch => {
            story(plan, section)
        }
        Section::Canvas | Section::Lean | Section::Value => canvases(plan, section),
        Section::Pricing | Section::Team | Section::Funding | Section::Finance => {
            numbers(plan, section)
        }
        Section::Data
        | Section::Compute
        | Section::Milestones
        | Section::Risks
        | Section::Compliance
        | Section::Assumptions => work(plan, section),
    }
}

fn story(plan: &Plan, section: Section) -> Vec<Field> {
    let (problem, product) = (&plan.problem, &plan.product);
    let (competition, pitch) = (&plan.competition, &plan.pitch);
    match section {
        Section::Problem => vec![
            text("problem.customer", &problem.customer),
            text("problem.problem", &problem.problem),
            text("problem.alternative", &problem.alternative),
            text("problem.payer", &problem.payer),
            text("problem.decider", &problem.decider),
            ("problem.interviews", problem.interviews > 0),
            ("problem.market.customers", problem.market.customers > 0),
            (
                "problem.market.yearly_spend",
                problem.market.yearly_spend.minor > 0,
            ),
        ],
        Section::Product => vec![
            text("product.description", &product.description),
            text("product.technique", &product.technique),
            text("product.edge", &product.edge),
            text("product.moat", &product.moat),
            text("product.oversight", &product.oversight),
        ],
        Section::Competition => vec![
            (
                "competition.competitors",
                !competition.competitors.is_empty(),
            ),
            text("competition.strengths", &competition.strengths),
            text("competition.weaknesses", &competition.weaknesses),
            text("competition.opportunities", &competition.opportunities),
            text("competition.threats", &competition.threats),
        ],
        _ => vec![
            text("pitch.one_line", &pitch.one_line),
            text("pitch.problem", &pitch.problem),
            text("pitch.solution", &pitch.solution),
            text("pitch.why_now", &pitch.why_now),
            text("pitch.market", &pitch.market),
            text("pitch.traction", &pitch.traction),
            text("pitch.business_model", &pitch.business_model),
            text("pitch.competition", &pitch.competition),
            text("pitch.team", &pitch.team),
            text("pitch.ask", &pitch.ask),
        ],
    }
}

fn canvases(plan: &Plan, section: Section) -> Vec<Field> {
    let (canvas, lean, value) = (&plan.canvas, &plan.lean, &plan.value);
    match section {
        Section::Canvas => vec![
            text("canvas.customer_segments", &canvas.customer_segments),
            text("canvas.value_propositions", &canvas.value_propositions),
            text("canvas.channels", &canvas.channels),
            text(
                "canvas.customer_relationships",
                &canvas.customer_relationships,
            ),
            text("canvas.revenue_streams", &canvas.revenue_streams),
            text("canvas.key_resources", &canvas.key_resources),
            text("canvas.key_activities", &canvas.key_activities),
            text("canvas.key_partners", &canvas.key_partners),
            text("canvas.cost_structure", &canvas.cost_structure),
        ],
        Section::Lean => vec![
            text("lean.problem", &lean.problem),
            text("lean.customer_segments", &lean.customer_segments),
            text("lean.unique_value", &lean.unique_value),
            text("lean.solution", &lean.solution),
            text("lean.channels", &lean.channels),
            text("lean.revenue_streams", &lean.revenue_streams),
            text("lean.cost_structure", &lean.cost_structure),
            text("lean.key_metrics", &lean.key_metrics),
            text("lean.unfair_advantage", &lean.unfair_advantage),
        ],
        _ => vec![
            text("value.jobs", &value.jobs),
            text("value.pains", &value.pains),
            text("value.gains", &value.gains),
            text("value.products", &value.products),
            text("value.pain_relievers", &value.pain_relievers),
            text("value.gain_creators", &value.gain_creators),
        ],
    }
}

fn numbers(plan: &Plan, section: Section) -> Vec<Field> {
    let (pricing, funding) = (&plan.pricing, &plan.funding);
    let drivers = &plan.finance.drivers;
    match section {
        Section::Pricing => vec![
            text("pricing.model", &pricing.model),
            ("pricing.request.calls", !pricing.request.calls.is_empty()),
            ("pricing.usage.price", pricing.usage.price.minor > 0),
            ("pricing.usage.requests", pricing.usage.requests > 0),
            ("pricing.usage.heavy_share", pricing.usage.heavy_share.0 > 0),
        ],
        Section::Team => vec![
            ("team.founders", !plan.team.founders.is_empty()),
            ("team.roles", !plan.team.roles.is_empty()),
            text("team.gaps", &plan.team.gaps),
        ],
        Section::Funding => vec![
            (
                "funding.ownership.holders",
                !funding.ownership.holders.is_empty(),
            ),
            ("funding.ask", funding.ask.is_some()),
            text("funding.use_of_funds", &funding.use_of_funds),
        ],
        _ => vec![
            ("start", plan.start.is_some()),
            (
                "finance.drivers.opening_cash",
                drivers.opening_cash.minor != 0,
            ),
            ("finance.drivers.streams", !drivers.streams.is_empty()),
            ("finance.drivers.costs", !drivers.costs.is_empty()),
            ("uncertainty.ranges", !plan.uncertainty.ranges.is_empty()),
        ],
    }
}

fn work(plan: &Plan, section: Section) -> Vec<Field> {
    let compute = &plan.compute;
    match section {
        Section::Data => vec![
            ("data.sources", !plan.data.sources.is_empty()),
            text("data.deletion", &plan.data.deletion),
            text("data.annotation", &plan.data.annotation),
        ],
        Section::Compute => vec![
            (
                "compute.serving.parameters",
                compute.serving.parameters > 0 || !plan.route.own_model(),
            ),
            ("compute.latency_p95_ms", compute.latency_p95_ms > 0),
            ("compute.suppliers", !compute.suppliers.is_empty()),
            text("compute.stack", &compute.stack),
        ],
        Section::Milestones => vec![
            ("milestones", !plan.milestones.is_empty()),
            (
                "milestones.evals",
                plan.milestones.iter().any(|one| !one.evals.is_empty()),
            ),
        ],
        Section::Risks => vec![
            ("risks", !plan.risks.is_empty()),
            (
                "risks.owner",
                !plan.risks.is_empty() && plan.risks.iter().all(Risk::is_covered),
            ),
        ],
        Section::Compliance => vec![
            ("route.markets", !plan.route.markets.is_empty()),
            ("route.launch", plan.route.launch.is_some()),
            text("compliance.incident_owner", &plan.compliance.incident_owner),
            text(
                "compliance.incident_process",
                &plan.compliance.incident_process,
            ),
        ],
        _ => vec![
            ("assumptions", !plan.assumptions.is_empty()),
            (
                "assumptions.experiments",
                plan.assumptions
                    .iter()
                    .any(|one| !one.experiments.is_empty()),
            ),
        ],
    }
}
