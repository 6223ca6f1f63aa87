//! The long form: the ten headings that investors ask for, and where the plan
//! answers each.

use serde::Serialize;

use super::document::Section;

/// A heading of the long form (Sequoia Capital, *Writing a Business Plan*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// The company in one sentence.
    Purpose,
    /// What hurts whom, and what they do today.
    Problem,
    /// What eases it, and what it is worth.
    Solution,
    /// Why it is possible or needed now.
    WhyNow,
    /// How many customers, counted.
    Market,
    /// Who else, and what is better and worse.
    Competition,
    /// What it is made of: technique, data, compute, duties.
    Product,
    /// How it earns.
    BusinessModel,
    /// Who does it.
    Team,
    /// What it takes, how long it lasts, what is asked for.
    Financials,
}

impl Heading {
    /// Every heading, in order.
    pub const ALL: [Self; 10] = [
        Self::Purpose,
        Self::Problem,
        Self::Solution,
        Self::WhyNow,
        Self::Market,
        Self::Competition,
        Self::Product,
        Self::BusinessModel,
        Self::Team,
        Self::Financials,
    ];

    /// The texts of the plan that answer it, by their paths, in reading order.
    /// Tables and figures of [`Heading::sections`] follow them.
    pub fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Purpose => &["title", "pitch.one_line"],
            Self::Problem => &[
                "problem.problem",
                "problem.customer",
                "problem.alternative",
                "value.jobs",
                "value.pains",
            ],
            Self::Solution => &[
                "product.description",
                "value.products",
                "value.pain_relievers",
                "value.gain_creators",
                "pitch.traction",
            ],
            Self::WhyNow => &["product.why_now", "pitch.why_now"],
            Self::Market => &[
                "pitch.market",
                "problem.market.customers_source",
                "problem.market.claimed_source",
            ],
            Self::Competition => &[
                "product.edge",
                "product.moat",
                "competition.strengths",
                "competition.weaknesses",
                "competition.opportunities",
                "competition.threats",
            ],
            Self::Product => &[
                "product.technique",
                "product.oversight",
                "data.deletion",
                "data.annotation",
                "compute.stack",
                "compliance.incident_owner",
                "compliance.incident_process",
            ],
            Self::BusinessModel => &[
                "pricing.model",
                "canvas.revenue_streams",
                "canvas.channels",
                "canvas.cost_structure",
            ],
            Self::Team => &["team.gaps", "team.advisers"],
            Self::Financials => &["funding.use_of_funds", "funding.public_support"],
        }
    }

    /// The sections whose tables and figures belong to it. Each section that has
    /// any stands under one heading.
    pub fn sections(self) -> &'static [Section] {
        match self {
            Self::Problem | Self::Solution | Self::Purpose | Self::WhyNow => &[],
            Self::Market => &[Section::Problem],
            Self::Competition => &[Section::Competition],
            Self::Product => &[
                Section::Data,
                Section::Compute,
                Section::Milestones,
                Section::Risks,
                Section::Compliance,
                Section::Assumptions,
            ],
            Self::BusinessModel => &[Section::Pricing],
            Self::Team => &[Section::Team],
            Self::Financials => &[Section::Finance, Section::Funding],
        }
    }
}
