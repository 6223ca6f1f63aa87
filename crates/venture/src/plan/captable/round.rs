//! The rounds of a plan, one after another.

use serde::Serialize;

use super::error::CapTableError;
use super::exact::{Conversion, Exact, ROUND};
use super::legal::Legal;
use super::terms::{HolderKind, OptionGrant, Ownership, Round, Safe, SafeTerms};
use super::{exact, legal};
use crate::plan::bounded::Line;
use crate::plan::computed::Computed;
use crate::plan::money::{Currency, Money};
use crate::plan::rates::Rates;
use crate::plan::units::BasisPoints;

/// A line of the cap table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The holder; blank for the unused pool.
    pub name: Line,
    /// What the holder is; `None` for the unused pool.
    pub kind: Option<HolderKind>,
    /// Shares and options.
    pub shares: u64,
    /// Share of the whole, as a fraction.
    pub ownership: f64,
}

/// A round, solved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Solved {
    /// The closed form, with its formula and inputs.
    pub exact: Computed<Exact>,
    /// The round as it is signed.
    pub legal: Legal,
    /// The cap table after the round; its shares sum to the legal total.
    pub rows: Vec<Row>,
}

/// A SAFE with its terms checked and elected, in minor units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PricedSafe {
    pub amount: i64,
    pub term: Term,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Term {
    Price {
        cap: Option<i64>,
        discount: BasisPoints,
    },
    Fixed(BasisPoints),
}

impl PricedSafe {
    /// What it converts at, as long as nothing cheaper is known.
    pub fn first(&self) -> Conversion {
        match self.term {
            Term::Fixed(_) => Conversion::Fixed,
            Term::Price { cap: Some(_), .. } => Conversion::Cap,
            Term::Price { cap: None, .. } => Conversion::Discount,
        }
    }
}

/// A round with every amount checked, in minor units of one currency.
#[derive(Clone, Debug)]
pub(crate) struct Priced {
    pub held: u64,
    pub pool: u64,
    pub pre_money: i64,
    pub investments: Vec<i64>,
    pub pool_target: BasisPoints,
    pub safes: Vec<PricedSafe>,
}

impl Priced {
    pub fn new_money(&self) -> i64 {
        self.investments.iter().sum()
    }

    pub fn post_money(&self) -> i64 {
        self.pre_money + self.new_money()
    }
}

/// Beyond these the products of the legal arithmetic would not fit.
const MOST_SHARES: u64 = 1_000_000_000_000_000;
const MOST_MINOR: i64 = 10_000_000_000_000_000;

struct Reader<'a> {
    rates: &'a Rates,
    currency: Currency,
}

impl Reader<'_> {
    fn positive(&self, field: String, money: Money) -> Result<i64, CapTableError> {
        if money.minor <= 0 {
            return Err(CapTableError::NotPositive { field });
        }
        match self.rates.convert(money, self.currency) {
            // A small amount may round to nothing in another currency.
            Ok(converted) if converted.money.minor <= 0 => {
                Err(CapTableError::NotPositive { field })
            }
            Ok(converted) if converted.money.minor > MOST_MINOR => Err(CapTableError::OutOfRange),
            Ok(converted) => Ok(converted.money.minor),
            Err(error) => Err(CapTableError::Money { field, error }),
        }
    }

    fn terms(&self, at: &str, terms: SafeTerms) -> Result<Term, CapTableError> {
        let share = |name: &str, share| below_one(format!("{at}.terms.{name}"), share);
        Ok(match terms {
            SafeTerms::PostMoney { cap, discount } => Term::Price {
                cap: Some(self.positive(format!("{at}.terms.cap"), cap)?),
                discount: share("discount", discount)?,
            },
            SafeTerms::Discount { discount } => Term::Price {
                cap: None,
                discount: share("discount", discount)?,
            },
            SafeTerms::Fixed { ownership } => Term::Fixed(share("ownership", ownership)?),
            SafeTerms::MostFavoured => {
                return Err(CapTableError::NothingToElect {
                    field: format!("{at}.terms"),
                });
            }
        })
    }

    /// Every SAFE with its terms. A most-favoured one takes the lowest cap and
    /// the highest discount that stand after it: the price is the lower of the
    /// two, so this is the price of the best single package.
    fn safes(&self, safes: &[Safe]) -> Result<Vec<PricedSafe>, CapTableError> {
        let mut read = Vec::with_capacity(safes.len());
        let mut best: Option<(Option<i64>, BasisPoints)> = None;
        for (index, safe) in safes.iter().enumerate().rev() {
            let at = format!("funding.ownership.safes.{index}");
            let term = match (safe.terms, best) {
                (SafeTerms::MostFavoured, Some((cap, discount))) => Term::Price { cap, discount },
                (terms, _) => self.terms(&at, terms)?,
            };
            if let Term::Price { cap, discount } = term {
                let (lowest, highest) = best.unwrap_or((None, BasisPoints(0)));
                let lowest = match (lowest, cap) {
                    (Some(lowest), Some(cap)) => Some(lowest.min(cap)),
                    (lowest, cap) => lowest.or(cap),
                };
                best = Some((lowest, highest.max(discount)));
            }
            read.push(PricedSafe {
                amount: self.positive(format!("{at}.amount"), safe.amount)?,
                term,
            });
        }
        read.reverse();
        Ok(read)
    }
}

fn below_one(field: String, share: BasisPoints) -> Result<BasisPoints, CapTableError> {
    if (0..10_000).contains(&share.0) {
        Ok(share)
    } else {
        Err(CapTableError::NotShare { field })
    }
}

/// The table as it stands: rows without shares of the whole yet.
struct Table {
    rows: Vec<(Line, HolderKind, u64)>,
    pool: u64,
}

impl Table {
    fn open(ownership: &Ownership) -> Result<Self, CapTableError> {
        let holders = ownership.holders.iter();
        let mut table = Self {
            rows: holders
                .map(|holder| (holder.name.clone(), holder.kind, holder.shares))
                .collect(),
            pool: ownership.pool,
        };
        table.grant(&ownership.grants)?;
        if table.held()? == 0 {
            return Err(CapTableError::NoShares);
        }
        Ok(table)
    }

    fn grant(&mut self, grants: &[OptionGrant]) -> Result<(), CapTableError> {
        let granted = sum(grants.iter().map(|grant| grant.shares))?;
        self.pool = self
            .pool
            .checked_sub(granted)
            .ok_or(CapTableError::PoolExceeded {
                granted,
                pool: self.pool,
            })?;
        let rows = grants.iter();
        self.rows
            .extend(rows.map(|grant| (grant.name.clone(), HolderKind::Employee, grant.shares)));
        Ok(())
    }

    fn held(&self) -> Result<u64, CapTableError> {
        sum(self.rows.iter().map(|(_, _, shares)| *shares))
    }

    fn rows(&self) -> Result<Vec<Row>, CapTableError> {
        let total = sum([self.held()?, self.pool])? as f64;
        let pool = Row {
            name: Line::default(),
            kind: None,
            shares: self.pool,
            ownership: self.pool as f64 / total,
        };
        let rows = self.rows.iter().map(|(name, kind, shares)| Row {
            name: name.clone(),
            kind: Some(*kind),
            shares: *shares,
            ownership: *shares as f64 / total,
        });
        Ok(rows.chain([pool]).collect())
    }

    fn price(
        &mut self,
        reader: &Reader<'_>,
        at: usize,
        round: &Round,
        safes: &[Safe],
    ) -> Result<Solved, CapTableError> {
        let at = format!("funding.ownership.rounds.{at}");
        if round.investments.is_empty() {
            return Err(CapTableError::NotPositive {
                field: format!("{at}.investments"),
            });
        }
        let investments = round.investments.iter().enumerate();
        let priced = Priced {
            held: self.held()?,
            pool: sum([self.pool])?,
            pre_money: reader.positive(format!("{at}.pre_money"), round.pre_money)?,
            investments: investments
                .map(|(index, one)| {
                    reader.positive(format!("{at}.investments.{index}.amount"), one.amount)
                })
                .collect::<Result<_, _>>()?,
            pool_target: below_one(format!("{at}.pool"), round.pool)?,
            safes: reader.safes(safes)?,
        };
        let exact = exact::solve(&priced)?;
        if exact.total > MOST_SHARES as f64 {
            return Err(CapTableError::OutOfRange);
        }
        let legal = legal::solve(&priced)?;
        let investor =
            |(name, shares): (&Line, &u64)| (name.clone(), HolderKind::Investor, *shares);
        let names = safes.iter().map(|safe| &safe.name);
        self.rows.extend(names.zip(&legal.safes).map(investor));
        let names = round.investments.iter().map(|one| &one.name);
        self.rows
            .extend(names.zip(&legal.investments).map(investor));
        self.pool = legal.pool;
        let exact = Computed::new(exact, ROUND)
            .with("N₀", priced.held)
            .with("P₀", priced.pool)
            .with("V", Money::new(priced.pre_money, reader.currency))
            .with("I", Money::new(priced.new_money(), reader.currency))
            .with("p", priced.pool_target);
        Ok(Solved {
            exact,
            legal,
            rows: self.rows()?,
        })
    }
}

fn sum(shares: impl IntoIterator<Item = u64>) -> Result<u64, CapTableError> {
    shares
        .into_iter()
        .try_fold(0_u64, u64::checked_add)
        .filter(|sum| *sum <= MOST_SHARES)
        .ok_or(CapTableError::OutOfRange)
}

/// The cap table as it stands before any round, SAFEs unconverted.
pub fn current(ownership: &Ownership) -> Result<Vec<Row>, CapTableError> {
    Table::open(ownership)?.rows()
}

/// Solves the rounds in order, in `currency`. SAFEs convert in the first.
pub fn solve(
    ownership: &Ownership,
    currency: Currency,
    rates: &Rates,
) -> Result<Vec<Solved>, CapTableError> {
    let reader = Reader { rates, currency };
    let mut table = Table::open(ownership)?;
    let mut solved = Vec::with_capacity(ownership.rounds.len());
    for (at, round) in ownership.rounds.iter().enumerate() {
        let safes: &[Safe] = if at == 0 { &ownership.safes } else { &[] };
        solved.push(table.price(&reader, at, round, safes)?);
        table.grant(&round.grants)?;
    }
    Ok(solved)
}
