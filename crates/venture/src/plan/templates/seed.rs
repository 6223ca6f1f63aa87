//! What a template is made of. Amounts are in whole yuan unless they say milli
//! (thousandths of a yuan); shares in per cent; months from the plan's first.

use super::drivers::{self, Driver};
use crate::plan::data::{Licence, PersonalData};
use crate::plan::document::Direction;
use crate::plan::finance::{CostKind, Function};
use crate::plan::lang::Both;
use crate::plan::route::BuildMode;
use crate::plan::units::BasisPoints;

/// A template.
pub(super) struct Seed {
    pub title: Both,
    pub build: BuildMode,
    pub public: bool,
    pub personal_data: bool,
    /// Months from the start to public launch.
    pub launch: i32,
    pub story: Story,
    pub request: RequestSeed,
    pub stream: StreamSeed,
    pub roles: &'static [RoleSeed],
    pub costs: &'static [CostSeed],
    /// Cash at the start, and the round: its month, amount and pre-money value.
    pub opening: i32,
    pub round: (u16, i32, i32),
    /// Parameters and tokens in millions, GPU-hour from and to in milli; a model
    /// of one's own only.
    pub training: Option<(u64, u64, i32, i32)>,
    pub sources: &'static [(Both, Licence, PersonalData, u64)],
    pub milestones: &'static [MilestoneSeed],
    pub assumptions: &'static [AssumptionSeed],
    pub competitors: &'static [(Both, Both, Both)],
    /// Why the price is what it is.
    pub price_because: Both,
    /// What payments cost, and where that is from.
    pub fee: (BasisPoints, Driver),
    /// Where figures are from that are this case's alone.
    pub drivers: &'static [Driver],
}

impl Seed {
    /// Where its figures are from.
    pub fn drivers(&self) -> Vec<Driver> {
        let tokens = self.request.call.map(|_| drivers::TOKENS);
        let own = self.drivers.iter().copied();
        [drivers::arpa(self.price_because), drivers::GROWTH]
            .into_iter()
            .chain(tokens)
            .chain(own)
            .chain([
                self.fee.1,
                drivers::MARGIN,
                drivers::SALARY,
                drivers::ON_COST,
                drivers::COSTS,
                drivers::ROUND,
            ])
            .collect()
    }
}

pub(super) struct Story {
    pub customer: Both,
    pub problem: Both,
    pub alternative: Both,
    pub payer: Both,
    pub product: Both,
    pub technique: Both,
    pub edge: Both,
    pub moat: Both,
    pub oversight: Both,
    /// What to copy from the case and what not.
    pub lesson: Both,
}

pub(super) struct RequestSeed {
    /// Supplier, calls, tokens in, per cent cached, tokens out.
    pub call: Option<(Both, u32, u32, i16, u32)>,
    /// Name, thousandths of a unit in a request, milli a unit.
    pub units: &'static [(Both, u32, i32)],
    /// Per cent of requests reviewed, milli a review.
    pub review: (i16, i32),
    /// Requests a month of a user, and per cent of them by the heaviest tenth.
    pub requests: u32,
    pub heavy: i16,
    /// Gross margin aimed at, in per cent.
    pub target: i16,
}

pub(super) struct StreamSeed {
    pub name: Both,
    pub arpa: i32,
    pub cogs: i32,
    pub customers: u32,
    pub new_customers: u32,
    /// Per cent a month: growth of new customers, churn.
    pub growth: i16,
    pub churn: i16,
    pub start: u16,
    pub lag: u16,
}

pub(super) struct RoleSeed {
    pub title: Both,
    pub function: Function,
    pub people: u16,
    pub salary: i32,
    pub start: u16,
}

pub(super) struct CostSeed {
    pub name: Both,
    pub kind: CostKind,
    pub amount: i32,
    pub start: u16,
    /// The last month; none is for good.
    pub end: Option<u16>,
}

pub(super) struct MilestoneSeed {
    pub name: Both,
    pub month: i32,
    pub metric: Both,
    pub slice: Both,
    pub direction: Direction,
    pub threshold_milli: i64,
}

pub(super) struct AssumptionSeed {
    pub statement: Both,
    pub importance: u8,
    pub method: Both,
    pub success: Both,
}
