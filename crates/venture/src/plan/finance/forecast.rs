//! Thirty-six months of profit and loss and of cash.
//!
//! Costs and salaries are paid in the month they are incurred; revenue is
//! collected after each stream's lag. A reimbursing grant is income when the
//! eligible cost is incurred (IAS 20 §7, §12) and cash after its lag; a voucher
//! lowers the compute bill at once. Taxes are left out.

use serde::Serialize;

use super::customers::{Customers, follow};
use super::drivers::{CostKind, Function};
use super::error::FinanceError;
use super::resolve::Resolved;
use super::support::{Vouchers, claims};
use crate::plan::money::Currency;
use crate::plan::units::whole;

/// Months in the forecast.
pub const MONTHS: usize = 36;

/// One month, in minor units of the forecast's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Month {
    /// Customers at the end of the month, all streams together.
    pub customers: f64,
    /// Customers won in the month.
    pub new_customers: f64,
    /// Customers lost in the month.
    pub lost_customers: f64,
    /// People on the payroll.
    pub headcount: u32,
    /// Revenue earned.
    pub revenue: i64,
    /// Cost of goods sold: direct costs, serving, support, payment fees.
    pub cogs: i64,
    /// Research and development: engineers, training, data.
    pub research: i64,
    /// Sales and marketing.
    pub sales: i64,
    /// General and administrative.
    pub general: i64,
    /// Grants earned, less grants to be returned.
    pub grant_income: i64,
    /// Revenue − all costs + grant income.
    pub operating_profit: i64,
    /// Vouchers used; the costs above are after them.
    pub vouchers: i64,
    /// Cash from customers.
    pub receipts: i64,
    /// Cash from grants.
    pub grants_received: i64,
    /// Cash paid for costs and salaries.
    pub payments: i64,
    /// Cash returned to grant givers.
    pub grants_returned: i64,
    /// Cash from investors and lenders.
    pub tranches: i64,
    /// Cash at the end of the month.
    pub closing_cash: i64,
}

impl Month {
    /// Cash out less operating cash in; negative where the month earns cash.
    pub fn net_burn(&self) -> i64 {
        let out = self.payments.saturating_add(self.grants_returned);
        let operating = self.receipts.saturating_add(self.grants_received);
        out.saturating_sub(operating)
    }
}

/// The forecast.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// The currency of every amount.
    pub currency: Currency,
    /// Cash at the start, in minor units.
    pub opening_cash: i64,
    /// Month 0 to month 35.
    pub months: Vec<Month>,
}

fn too_large(field: &str, month: usize) -> FinanceError {
    FinanceError::TooLarge {
        field: field.to_owned(),
        month,
    }
}

/// `into += amount`, checked.
fn add(into: &mut i64, amount: i64, field: &str, month: usize) -> Result<(), FinanceError> {
    *into = into
        .checked_add(amount)
        .ok_or_else(|| too_large(field, month))?;
    Ok(())
}

impl Resolved {
    /// Runs the forecast.
    pub fn forecast(&self) -> Result<Forecast, FinanceError> {
        let mut months = vec![Month::default(); MONTHS];
        self.sell(&mut months)?;
        self.employ(&mut months)?;
        self.spend(&mut months)?;
        self.claim(&mut months)?;
        for &(at, amount) in &self.tranches {
            if let Some(month) = months.get_mut(at) {
                add(&mut month.tranches, amount, "funding.tranches", at)?;
            }
        }
        self.close(&mut months)?;
        Ok(Forecast {
            currency: self.currency,
            opening_cash: self.opening,
            months,
        })
    }

    fn sell(&self, months: &mut [Month]) -> Result<(), FinanceError> {
        for (index, stream) in self.streams.iter().enumerate() {
            let field = format!("finance.drivers.streams.{index}");
            for (at, Customers { total, new, lost }) in follow(stream).into_iter().enumerate() {
                let times =
                    |amount: i64| whole(amount as f64 * total).ok_or_else(|| too_large(&field, at));
                let revenue = times(stream.arpa)?;
                let fee = stream.fee.of(revenue).unwrap_or(revenue);
                let month = &mut months[at];
                month.customers += total;
                month.new_customers += new;
                month.lost_customers += lost;
                add(&mut month.revenue, revenue, &field, at)?;
                add(&mut month.cogs, times(stream.cogs)?, &field, at)?;
                add(&mut month.cogs, fee, &field, at)?;
                if let Some(paid) = months.get_mut(at + stream.lag) {
                    add(&mut paid.receipts, revenue, &field, at)?;
                }
            }
        }
        Ok(())
    }

    fn employ(&self, months: &mut [Month]) -> Result<(), FinanceError> {
        for (index, role) in self.roles.iter().enumerate() {
            let field = format!("team.roles.{index}.salary");
            for (at, month) in months.iter_mut().enumerate() {
                if !(role.start..=role.end).contains(&at) {
                    continue;
                }
                let into = match role.function {
                    Function::Engineering => &mut month.research,
                    Function::Sales => &mut month.sales,
                    Function::Support => &mut month.cogs,
                    Function::General => &mut month.general,
                };
                add(into, role.monthly, &field, at)?;
                month.headcount = month.headcount.saturating_add(role.people);
            }
        }
        Ok(())
    }

    fn spend(&self, months: &mut [Month]) -> Result<(), FinanceError> {
        let mut vouchers = Vouchers::new(&self.grants);
        let mut amounts: Vec<f64> = self.costs.iter().map(|cost| cost.amount as f64).collect();
        for (at, month) in months.iter_mut().enumerate() {
            vouchers.begin(at);
            for (index, cost) in self.costs.iter().enumerate() {
                if !(cost.start..=cost.end).contains(&at) {
                    continue;
                }
                let field = || format!("finance.drivers.costs.{index}.amount");
                let whole = whole(amounts[index]).ok_or_else(|| too_large(&field(), at))?;
                amounts[index] *= 1.0 + cost.growth;
                let paid = if cost.kind.is_compute() {
                    vouchers.pay(whole)
                } else {
                    0
                };
                let into = match cost.kind {
                    CostKind::Serving => &mut month.cogs,
                    CostKind::Training | CostKind::Data => &mut month.research,
                    CostKind::Marketing => &mut month.sales,
                    CostKind::General => &mut month.general,
                };
                add(&mut month.vouchers, paid, &field(), at)?;
                add(into, whole - paid, &field(), at)?;
            }
        }
        Ok(())
    }

    fn claim(&self, months: &mut [Month]) -> Result<(), FinanceError> {
        for (index, grant) in self.grants.iter().enumerate() {
            if grant.voucher {
                continue;
            }
            let field = format!("finance.drivers.grants.{index}.award");
            let claims = claims(grant);
            for (at, month) in months.iter_mut().enumerate() {
                add(&mut month.grant_income, claims.earned[at], &field, at)?;
                add(&mut month.grants_received, claims.received[at], &field, at)?;
                add(&mut month.grant_income, -claims.returned[at], &field, at)?;
                add(&mut month.grants_returned, claims.returned[at], &field, at)?;
            }
        }
        Ok(())
    }

    fn close(&self, months: &mut [Month]) -> Result<(), FinanceError> {
        let mut cash = self.opening;
        for (at, month) in months.iter_mut().enumerate() {
            let sum = |terms: &[i64]| {
                terms
                    .iter()
                    .try_fold(0_i64, |sum, term| sum.checked_add(*term))
                    .ok_or_else(|| too_large("finance.drivers", at))
            };
            month.payments = sum(&[month.cogs, month.research, month.sales, month.general])?;
            month.operating_profit = sum(&[month.revenue, month.grant_income, -month.payments])?;
            cash = sum(&[
                cash,
                month.receipts,
                month.grants_received,
                month.tranches,
                -month.payments,
                -month.grants_returned,
            ])?;
            month.closing_cash = cash;
        }
        Ok(())
    }
}
