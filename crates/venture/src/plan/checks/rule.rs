//! The rules, and how grave it is to break one.

use serde::Serialize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The plan cannot work as written.
    Error,
    /// An investor will ask.
    Warning,
    /// Worth a look.
    Note,
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The forecast cannot be computed.
    ForecastFails,
    /// The cap table cannot be computed.
    CapTableFails,
    /// The compute budget cannot be computed.
    ComputeFails,
    /// The margin cannot be computed.
    MarginFails,
    /// A range of the simulation is out of order.
    RangeDisordered,
    /// Somebody is hired when the cash is out, or within three months of it.
    HiresOverCash,
    /// A milestone lies beyond the runway.
    MilestoneBeyondRunway,
    /// More money comes in than SAFEs and rounds provide for.
    TranchesOverRounds,
    /// A grant counts on more eligible cost than the plan has.
    GrantOverCosts,
    /// Public launch before an obligation is met.
    LaunchBeforeFiling,
    /// The calendar asks for a beginning before the plan begins.
    FilingTooLate,
    /// The data keep the launch shut.
    DataBlocked,
    /// Training on more tokens than are licensed.
    TokensOverLicensed,
    /// Training on fewer tokens than is worth the parameters.
    TokensBelowOptimal,
    /// A market size without a count from below.
    MarketWithoutCount,
    /// A claimed market more than ten times the counted one.
    MarketOverCount,
    /// A supplier nobody can replace.
    NoSecondSource,
    /// A supplied version is withdrawn within the plan.
    SupplierWithdrawn,
    /// A model is called from a supplier that is not in the register.
    SupplierUnknown,
    /// Training costs more than the forecast pays for it.
    TrainingUnfunded,
    /// The training does not fit into the accelerators' memory.
    TrainingDoesNotFit,
    /// The model served does not fit into the accelerators' memory.
    ServingDoesNotFit,
    /// A share of the peak that nobody reports.
    MfuUnlikely,
    /// Prices of compute without a date.
    PriceUndated,
    /// The heaviest tenth of users cost more than they pay.
    HeavyUsersLose,
    /// The margin is below the one aimed at.
    MarginBelowTarget,
    /// The forecast charges another price than the pricing.
    PriceDiffers,
    /// A milestone without an evaluation.
    MilestoneWithoutEval,
    /// A grave risk without test or owner.
    RiskUncovered,
    /// An important assumption without an experiment.
    AssumptionUntested,
    /// A founder's inventions do not belong to the company.
    IpUnassigned,
    /// Above the threshold of systemic risk in the EU.
    SystemicRisk,
}

impl Rule {
    /// How grave it is to break it.
    pub fn severity(self) -> Severity {
        match self {
            Self::ForecastFails
            | Self::CapTableFails
            | Self::ComputeFails
            | Self::MarginFails
            | Self::RangeDisordered
            | Self::HiresOverCash
            | Self::LaunchBeforeFiling
            | Self::DataBlocked
            | Self::TokensOverLicensed
            | Self::TrainingDoesNotFit
            | Self::ServingDoesNotFit => Severity::Error,
            Self::MilestoneBeyondRunway
            | Self::TranchesOverRounds
            | Self::GrantOverCosts
            | Self::FilingTooLate
            | Self::MarketWithoutCount
            | Self::NoSecondSource
            | Self::SupplierWithdrawn
            | Self::TrainingUnfunded
            | Self::HeavyUsersLose
            | Self::MarginBelowTarget
            | Self::PriceDiffers
            | Self::RiskUncovered
            | Self::IpUnassigned
            | Self::SystemicRisk => Severity::Warning,
            Self::TokensBelowOptimal
            | Self::MarketOverCount
            | Self::SupplierUnknown
            | Self::MfuUnlikely
            | Self::PriceUndated
            | Self::MilestoneWithoutEval
            | Self::AssumptionUntested => Severity::Note,
        }
    }
}
