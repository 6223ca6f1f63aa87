//! What the founder enters: the drivers of the forecast.
//!
//! Months are counted from the plan's first, which is 0; what starts beyond the
//! horizon does not happen within it.

use serde::{Deserialize, Serialize};

use crate::plan::bounded::{Line, List};
use crate::plan::money::{Money, MoneyError};
use crate::plan::units::BasisPoints;

/// The drivers of revenue, cost and grants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Drivers {
    /// Cash at the start of month 0.
    pub opening_cash: Money,
    /// What is sold.
    pub streams: List<Stream, 20>,
    /// What is paid besides salaries.
    pub costs: List<Cost>,
    /// Subsidies and vouchers.
    pub grants: List<Grant, 20>,
}

/// A product sold by the month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Stream {
    /// What it is called.
    pub name: Line,
    /// Revenue per customer and month (ARPA).
    pub arpa: Money,
    /// Direct cost per customer and month: inference, hosting, support, review.
    pub cogs: Money,
    /// Share of revenue that payment fees take.
    pub payment_fee: BasisPoints,
    /// Customers at the start of month 0.
    pub customers: u32,
    /// New customers in the first month of sale.
    pub new_customers: u32,
    /// Growth of new customers from month to month.
    pub growth: BasisPoints,
    /// Share of customers lost a month in their first month.
    pub first_churn: BasisPoints,
    /// Share of customers lost a month after that.
    pub churn: BasisPoints,
    /// The first month of sale.
    pub start: u16,
    /// Months from the sale to the money.
    pub collection_lag: u16,
}

/// Where a cost stands in the P&L.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    /// Servers and inference for customers: cost of goods sold. Vouchers pay it.
    Serving,
    /// Training and experiments: research and development. Vouchers pay it.
    Training,
    /// Data, licences, labelling: research and development.
    Data,
    /// Sales and marketing.
    Marketing,
    /// Everything else: rent, legal, audit, insurance.
    #[default]
    General,
}

impl CostKind {
    /// Whether compute vouchers may pay it.
    pub fn is_compute(self) -> bool {
        matches!(self, Self::Serving | Self::Training)
    }
}

/// A cost, paid in the month it is incurred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Cost {
    /// What it is for.
    pub name: Line,
    /// Where it stands in the P&L.
    pub kind: CostKind,
    /// Amount a month, or once.
    pub amount: Money,
    /// Growth from month to month.
    pub growth: BasisPoints,
    /// The first month.
    pub start: u16,
    /// The last month; none is for good.
    pub end: Option<u16>,
    /// Whether it is paid in the first month only.
    pub once: bool,
}

/// What a person mostly does: where the salary stands in the P&L.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// Research and development.
    #[default]
    Engineering,
    /// Sales and marketing.
    Sales,
    /// Support and review for customers: cost of goods sold.
    Support,
    /// Management and administration.
    General,
}

/// A position of the hiring plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Role {
    /// The title.
    pub title: Line,
    /// What the person mostly does.
    pub function: Function,
    /// How many people.
    pub people: u16,
    /// Gross salary of one of them a month.
    pub salary: Money,
    /// What the employer pays on top, as a share of the salary: social insurance,
    /// housing fund.
    pub on_cost: BasisPoints,
    /// The first month of pay.
    pub start: u16,
    /// The last month of pay; none is for good.
    pub end: Option<u16>,
    /// The name of whoever fills it; blank is an open position.
    pub filled_by: Line,
    /// Skills it brings or needs.
    pub skills: Line,
}

impl Role {
    /// What the position costs a month while it is paid: people × salary × (1 +
    /// on-cost), in the salary's currency.
    pub fn monthly_cost(&self) -> Result<Money, MoneyError> {
        let on_cost = self.salary.share(self.on_cost)?;
        self.salary.plus(on_cost)?.times(i64::from(self.people))
    }
}

/// How a grant pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GrantKind {
    /// Costs are paid first and reimbursed later.
    #[default]
    Reimbursement,
    /// A voucher takes its share off the compute bill at once.
    Voucher,
}

/// A grant, or a voucher for compute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Grant {
    /// The programme.
    pub name: Line,
    /// How it pays.
    pub kind: GrantKind,
    /// The most it pays altogether.
    pub award: Money,
    /// Eligible cost a month, while it runs.
    pub eligible: Money,
    /// Share of the eligible cost that the company bears itself.
    pub co_funding: BasisPoints,
    /// The first month of eligible cost.
    pub start: u16,
    /// Months of eligible cost.
    pub months: u16,
    /// Months from the cost to its reimbursement.
    pub lag: u16,
    /// The month a claim for return falls in, if a condition fails.
    pub clawback_month: Option<u16>,
    /// Share of what was received until then that is returned.
    pub clawback: BasisPoints,
}

/// Money from investors or lenders, by month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Tranche {
    /// From whom, or of which round.
    pub name: Line,
    /// The amount.
    pub amount: Money,
    /// The month it arrives in.
    pub month: u16,
    /// What it depends on: a milestone, a signature.
    pub condition: Line,
}
