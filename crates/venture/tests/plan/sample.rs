//! Plans that break no rule.

use venture::plan::Plan;
use venture::plan::bounded::Line;
use venture::plan::compute::{Budget, Training};
use venture::plan::data::{Licence, PersonalData, Right, Source};
use venture::plan::date::Date;
use venture::plan::finance::CostKind;
use venture::plan::lang::Lang;
use venture::plan::money::{Currency, Money, UnitPrice};
use venture::plan::route::BuildMode;
use venture::plan::templates::Case;
use venture::plan::units::BasisPoints;

pub fn cny(major: i32) -> Money {
    Money::major(major, Currency::Cny)
}

pub fn line(text: &str) -> Line {
    Line::clipped(text)
}

/// The voice assistant, with everything looked after.
pub fn sound() -> Plan {
    let mut plan = Case::Voice.plan(Lang::En, Date::new(2027, 1, 1).unwrap());
    for source in &mut plan.data.sources {
        *source = Source {
            licence: Licence::Contract,
            training: Right::Given,
            commercial: Right::Given,
            personal_data: PersonalData::None,
            tokens: 50_000_000,
            sampled: 100,
            used: true,
            ..Source::default()
        };
    }
    plan.compute.suppliers[0].second_source = line("another");
    for founder in &mut plan.team.founders {
        founder.ip_assigned = true;
    }
    plan.finance.drivers.opening_cash = cny(30_000_000);
    plan
}

/// The same with a model of one's own, trained, funded and filed.
pub fn training() -> Plan {
    let mut plan = sound();
    plan.route.public = false;
    plan.route.build = BuildMode::Pretrain;
    plan.compute.budget = Budget {
        training: Training {
            parameters: 5_000_000,
            tokens: 100_000_000,
            ..Training::default()
        },
        accelerator: line("A100 SXM 80GB"),
        peak_flops: 312_000_000_000_000,
        mfu: BasisPoints::percent(40),
        price_low: UnitPrice::milli(10_000, Currency::Cny),
        price_high: UnitPrice::milli(15_000, Currency::Cny),
        price_as_of: plan.start,
        ..Budget::default()
    };
    // 3·10¹⁵ operations are a fraction of an hour.
    plan.finance.drivers.costs[0].kind = CostKind::Training;
    plan
}
