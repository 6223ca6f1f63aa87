//! Grants and vouchers: what they pay, when, and what they take back.

use super::forecast::MONTHS;
use super::resolve::ResolvedGrant;

/// A reimbursing grant by month, in minor units.
pub(crate) struct Claims {
    /// Granted part of the eligible cost.
    pub earned: Vec<i64>,
    /// Cash received.
    pub received: Vec<i64>,
    /// Cash returned.
    pub returned: Vec<i64>,
}

/// What a reimbursing grant pays: each month the granted part of the eligible
/// cost until the award is used up, `lag` months later; at the clawback month
/// the given share of all that was received up to and in that month, and no
/// more after it.
pub(crate) fn claims(grant: &ResolvedGrant) -> Claims {
    let mut claims = Claims {
        earned: vec![0; MONTHS],
        received: vec![0; MONTHS],
        returned: vec![0; MONTHS],
    };
    let ends = grant.clawback_month.unwrap_or(usize::MAX);
    let mut left = grant.award;
    let mut received = 0;
    for at in 0..MONTHS {
        let runs = (grant.start..grant.end).contains(&at);
        let paid_at = at + grant.lag;
        if runs && paid_at <= ends {
            let earned = grant.monthly.min(left);
            left -= earned;
            claims.earned[at] = earned;
            if let Some(month) = claims.received.get_mut(paid_at) {
                *month = earned;
            }
        }
        received += claims.received[at];
        if at == ends {
            claims.returned[at] = grant.clawback.of(received).unwrap_or(received);
        }
    }
    claims
}

/// Vouchers, and what is left of each.
pub(crate) struct Vouchers<'a> {
    vouchers: Vec<Voucher<'a>>,
}

struct Voucher<'a> {
    grant: &'a ResolvedGrant,
    award_left: i64,
    month_left: i64,
}

impl<'a> Vouchers<'a> {
    /// The vouchers among the grants, unused.
    pub fn new(grants: &'a [ResolvedGrant]) -> Self {
        let vouchers = grants.iter().filter(|grant| grant.voucher);
        Self {
            vouchers: vouchers
                .map(|grant| Voucher {
                    grant,
                    award_left: grant.award,
                    month_left: 0,
                })
                .collect(),
        }
    }

    /// Begins a month: each running voucher may pay up to its monthly part.
    pub fn begin(&mut self, at: usize) {
        for voucher in &mut self.vouchers {
            let runs = (voucher.grant.start..voucher.grant.end).contains(&at);
            voucher.month_left = if runs { voucher.grant.monthly } else { 0 };
        }
    }

    /// Pays what it can of a compute bill, at most the granted share of it, and
    /// returns how much.
    pub fn pay(&mut self, bill: i64) -> i64 {
        let mut open = bill;
        for voucher in &mut self.vouchers {
            let granted = open - voucher.grant.co_funding.of(open).unwrap_or(open);
            let paid = granted.min(voucher.month_left).min(voucher.award_left);
            voucher.month_left -= paid;
            voucher.award_left -= paid;
            open -= paid;
        }
        bill - open
    }
}
