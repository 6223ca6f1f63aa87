//! The drivers checked and brought to one currency: what the forecast runs on.

use super::drivers::{Cost, CostKind, Drivers, Function, Grant, GrantKind, Role, Stream, Tranche};
use super::error::FinanceError;
use crate::plan::money::{Currency, Money};
use crate::plan::rates::Rates;
use crate::plan::units::BasisPoints;

/// The parts of a plan that the forecast needs.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The currency of the forecast.
    pub currency: Currency,
    /// Rates for amounts in other currencies.
    pub rates: &'a Rates,
    /// Revenue, costs, grants.
    pub drivers: &'a Drivers,
    /// The hiring plan.
    pub roles: &'a [Role],
    /// Money from investors.
    pub tranches: &'a [Tranche],
}

/// Drivers in minor units of one currency, every share checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    pub(crate) currency: Currency,
    pub(crate) opening: i64,
    pub(crate) streams: Vec<ResolvedStream>,
    pub(crate) costs: Vec<ResolvedCost>,
    pub(crate) roles: Vec<ResolvedRole>,
    pub(crate) grants: Vec<ResolvedGrant>,
    pub(crate) tranches: Vec<(usize, i64)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResolvedStream {
    pub arpa: i64,
    pub cogs: i64,
    pub fee: BasisPoints,
    pub customers: f64,
    pub new_customers: f64,
    pub growth: f64,
    pub first_churn: f64,
    pub churn: f64,
    pub start: usize,
    pub lag: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResolvedCost {
    pub kind: CostKind,
    pub amount: i64,
    pub growth: f64,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResolvedRole {
    pub function: Function,
    pub people: u32,
    pub monthly: i64,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResolvedGrant {
    pub voucher: bool,
    pub award: i64,
    pub co_funding: BasisPoints,
    /// The granted part of the eligible cost of a month.
    pub monthly: i64,
    pub start: usize,
    pub end: usize,
    pub lag: usize,
    pub clawback_month: Option<usize>,
    pub clawback: BasisPoints,
}

struct Reader<'a> {
    currency: Currency,
    rates: &'a Rates,
}

impl Reader<'_> {
    fn signed(&self, field: &str, money: Money) -> Result<i64, FinanceError> {
        // A field left empty is zero in the default currency; zero needs no rate.
        if money.minor == 0 {
            return Ok(0);
        }
        let converted = self.rates.convert(money, self.currency);
        match converted {
            Ok(converted) => Ok(converted.money.minor),
            Err(error) => Err(FinanceError::Money {
                field: field.to_owned(),
                error,
            }),
        }
    }

    fn amount(&self, field: &str, money: Money) -> Result<i64, FinanceError> {
        if money.minor < 0 {
            return Err(FinanceError::Negative {
                field: field.to_owned(),
            });
        }
        self.signed(field, money)
    }

    fn share(field: &str, share: BasisPoints) -> Result<BasisPoints, FinanceError> {
        if share.is_share() {
            Ok(share)
        } else {
            Err(FinanceError::NotShare {
                field: field.to_owned(),
            })
        }
    }

    fn growth(field: &str, growth: BasisPoints) -> Result<f64, FinanceError> {
        if growth.0 < -10_000 {
            return Err(FinanceError::Shrinks {
                field: field.to_owned(),
            });
        }
        Ok(growth.fraction())
    }

    fn stream(&self, at: &str, stream: &Stream) -> Result<ResolvedStream, FinanceError> {
        let share = |name: &str, share| Self::share(&format!("{at}.{name}"), share);
        Ok(ResolvedStream {
            arpa: self.amount(&format!("{at}.arpa"), stream.arpa)?,
            cogs: self.amount(&format!("{at}.cogs"), stream.cogs)?,
            fee: share("payment_fee", stream.payment_fee)?,
            customers: f64::from(stream.customers),
            new_customers: f64::from(stream.new_customers),
            growth: Self::growth(&format!("{at}.growth"), stream.growth)?,
            first_churn: share("first_churn", stream.first_churn)?.fraction(),
            churn: share("churn", stream.churn)?.fraction(),
            start: usize::from(stream.start),
            lag: usize::from(stream.collection_lag),
        })
    }

    fn cost(&self, at: &str, cost: &Cost) -> Result<ResolvedCost, FinanceError> {
        let start = usize::from(cost.start);
        Ok(ResolvedCost {
            kind: cost.kind,
            amount: self.amount(&format!("{at}.amount"), cost.amount)?,
            growth: Self::growth(&format!("{at}.growth"), cost.growth)?,
            start,
            end: if cost.once { start } else { last(cost.end) },
        })
    }

    fn role(&self, at: &str, role: &Role) -> Result<ResolvedRole, FinanceError> {
        let field = format!("{at}.salary");
        let salary = self.amount(&field, role.salary)?;
        if role.on_cost.0 < 0 {
            return Err(FinanceError::Negative {
                field: format!("{at}.on_cost"),
            });
        }
        let monthly = role.on_cost.of(salary).and_then(|on_cost| {
            let one = salary.checked_add(on_cost)?;
            one.checked_mul(i64::from(role.people))
        });
        Ok(ResolvedRole {
            function: role.function,
            people: u32::from(role.people),
            monthly: monthly.ok_or(FinanceError::TooLarge { field, month: 0 })?,
            start: usize::from(role.start),
            end: last(role.end),
        })
    }

    fn grant(&self, at: &str, grant: &Grant) -> Result<ResolvedGrant, FinanceError> {
        let field = format!("{at}.co_funding");
        let co_funding = Self::share(&field, grant.co_funding)?;
        let eligible = self.amount(&format!("{at}.eligible"), grant.eligible)?;
        let own = co_funding.of(eligible).unwrap_or(eligible);
        let start = usize::from(grant.start);
        Ok(ResolvedGrant {
            voucher: grant.kind == GrantKind::Voucher,
            award: self.amount(&format!("{at}.award"), grant.award)?,
            co_funding,
            monthly: eligible - own,
            start,
            end: start + usize::from(grant.months),
            lag: usize::from(grant.lag),
            clawback_month: grant.clawback_month.map(usize::from),
            clawback: Self::share(&format!("{at}.clawback"), grant.clawback)?,
        })
    }
}

fn last(month: Option<u16>) -> usize {
    month.map_or(usize::MAX, usize::from)
}

/// Reads every entry of a list with its path.
fn each<T, R>(
    path: &str,
    entries: &[T],
    read: impl Fn(&str, &T) -> Result<R, FinanceError>,
) -> Result<Vec<R>, FinanceError> {
    let numbered = entries.iter().enumerate();
    numbered
        .map(|(index, entry)| read(&format!("{path}.{index}"), entry))
        .collect()
}

impl Inputs<'_> {
    /// Checks the drivers and brings them to the forecast's currency.
    pub fn resolve(&self) -> Result<Resolved, FinanceError> {
        let reader = Reader {
            currency: self.currency,
            rates: self.rates,
        };
        let drivers = self.drivers;
        Ok(Resolved {
            currency: self.currency,
            opening: reader.signed("finance.drivers.opening_cash", drivers.opening_cash)?,
            streams: each("finance.drivers.streams", &drivers.streams, |at, stream| {
                reader.stream(at, stream)
            })?,
            costs: each("finance.drivers.costs", &drivers.costs, |at, cost| {
                reader.cost(at, cost)
            })?,
            roles: each("team.roles", self.roles, |at, role| reader.role(at, role))?,
            grants: each("finance.drivers.grants", &drivers.grants, |at, grant| {
                reader.grant(at, grant)
            })?,
            tranches: each("funding.tranches", self.tranches, |at, tranche| {
                let amount = reader.amount(&format!("{at}.amount"), tranche.amount)?;
                Ok((usize::from(tranche.month), amount))
            })?,
        })
    }
}
