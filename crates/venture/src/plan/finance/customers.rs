//! Customers by cohort: won in a month, lost at one rate in their first month
//! and at another after it.

use super::forecast::MONTHS;
use super::resolve::ResolvedStream;

/// Customers of a stream in a month. Fractions are expected values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Customers {
    /// At the end of the month.
    pub total: f64,
    /// Won in the month.
    pub new: f64,
    /// Lost in the month.
    pub lost: f64,
}

/// Follows a stream's customers over the horizon. Nobody is lost before sale
/// starts: until then there is nothing to leave.
pub(crate) fn follow(stream: &ResolvedStream) -> Vec<Customers> {
    let mut seasoned = stream.customers;
    let mut fresh = 0.0;
    let mut next = stream.new_customers;
    let mut months = Vec::with_capacity(MONTHS);
    for at in 0..MONTHS {
        if at < stream.start {
            months.push(Customers::default());
            continue;
        }
        let lost = seasoned * stream.churn + fresh * stream.first_churn;
        seasoned = seasoned * (1.0 - stream.churn) + fresh * (1.0 - stream.first_churn);
        fresh = next;
        next *= 1.0 + stream.growth;
        months.push(Customers {
            total: seasoned + fresh,
            new: fresh,
            lost,
        });
    }
    months
}

/// The share of a cohort that is left after each month, from month 0 (all).
pub fn retention(first_churn: f64, churn: f64, months: usize) -> Vec<f64> {
    let mut left = 1.0;
    let mut curve = Vec::with_capacity(months + 1);
    curve.push(left);
    for age in 0..months {
        left *= 1.0 - if age == 0 { first_churn } else { churn };
        curve.push(left);
    }
    curve
}
