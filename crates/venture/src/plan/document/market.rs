//! Sections about the customer, the product and the competition.

use serde::{Deserialize, Serialize};

use crate::plan::bounded::{Line, List, Text};
use crate::plan::computed::{Computed, Formula};
use crate::plan::date::Date;
use crate::plan::money::Money;

/// Problem and customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Problem {
    /// Whose problem it is.
    pub customer: Text,
    /// The problem, in the customer's words.
    pub problem: Text,
    /// What they do today.
    pub alternative: Text,
    /// What that costs them a year.
    pub alternative_cost: Money,
    /// Who uses it.
    pub user: Line,
    /// Who pays.
    pub payer: Line,
    /// Who decides.
    pub decider: Line,
    /// Customers interviewed in the last 90 days.
    pub interviews: u32,
    /// The market.
    pub market: MarketSize,
}

/// The size of the market: counted from below, and claimed from above.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct MarketSize {
    /// Customers that could be reached, counted one by one.
    pub customers: u64,
    /// Where they were counted.
    pub customers_source: Line,
    /// What one of them would pay a year.
    pub yearly_spend: Money,
    /// A size claimed in a report.
    pub claimed: Option<Money>,
    /// Which report.
    pub claimed_source: Line,
    /// The day of the figures.
    pub as_of: Option<Date>,
}

/// The market counted from below.
const COUNT: Formula = Formula {
    id: "market_count",
    text: "market = customers × yearly spend of one",
    source: "Bottom-up market sizing: Blank and Dorf, The Startup Owner's Manual, 2012",
};

impl MarketSize {
    /// The market counted from below; `None` until both factors are there, or
    /// where the product is beyond what can be held.
    pub fn counted(&self) -> Option<Computed<Money>> {
        let spend = self.yearly_spend;
        if self.customers == 0 || spend.minor <= 0 {
            return None;
        }
        let market = spend.times(i64::try_from(self.customers).ok()?).ok()?;
        let computed = Computed::new(market, COUNT)
            .with("customers", self.customers)
            .with("yearly spend of one", spend);
        Some(computed)
    }
}

/// Product and edge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Product {
    /// What it does.
    pub description: Text,
    /// Why a model is needed, and which.
    pub technique: Text,
    /// Why it beats a simple baseline, with the figure.
    pub edge: Text,
    /// What is left if the base model is free to all.
    pub moat: Text,
    /// Why now.
    pub why_now: Text,
    /// What a person must look at before it acts.
    pub oversight: Text,
}

/// Competition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Competition {
    /// Competitors, the customer's doing nothing among them.
    pub competitors: List<Competitor, 30>,
    /// What is strong.
    pub strengths: Text,
    /// What is weak.
    pub weaknesses: Text,
    /// What helps from outside.
    pub opportunities: Text,
    /// What threatens from outside.
    pub threats: Text,
}

/// A competitor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Competitor {
    /// The name.
    pub name: Line,
    /// What it offers.
    pub offer: Line,
    /// What it asks for it.
    pub price: Line,
    /// What it does better.
    pub better: Line,
    /// What it does worse.
    pub worse: Line,
    /// Where this is known from.
    pub source: Line,
    /// When it was looked up.
    pub as_of: Option<Date>,
}

/// The one-page pitch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Pitch {
    /// The venture in one sentence.
    pub one_line: Line,
    /// The problem.
    pub problem: Text,
    /// The solution.
    pub solution: Text,
    /// Why now.
    pub why_now: Text,
    /// The market.
    pub market: Text,
    /// What has been shown so far.
    pub traction: Text,
    /// How it earns.
    pub business_model: Text,
    /// Why nobody else.
    pub competition: Text,
    /// Who does it.
    pub team: Text,
    /// What is asked for, and what for.
    pub ask: Text,
}
