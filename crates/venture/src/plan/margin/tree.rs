//! The cost of a request as a tree: every leaf is a payment, every node the
//! exact sum of its children.

use serde::Serialize;

use super::request::{MarginError, ModelCall, Request};
use crate::plan::bounded::Line;
use crate::plan::computed::{Computed, Formula};
use crate::plan::money::{Currency, MoneyError, UnitPrice};
use crate::plan::rates::Rates;
use crate::plan::units::{BasisPoints, div_round};

/// The formula of the tree.
pub const REQUEST: Formula = Formula {
    id: "cost_per_request",
    text: "(1 + retry)·Σ calls [(Tin(1 − h)Pin + Tin·h·Pcache + Tout·Pout)/10⁶] + units + retrieval \
           + moderation + review rate · review cost",
    source: "Definition; prices are the suppliers' lists, dated in the plan",
};

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// The whole request.
    Request,
    /// Calls of one model, repeated ones included.
    Call,
    /// Input tokens at full price.
    Input,
    /// Input tokens from cache.
    Cached,
    /// Output tokens.
    Output,
    /// Repeated calls.
    Retries,
    /// Something else paid by quantity.
    Unit,
    /// Searching documents.
    Retrieval,
    /// Checking input and output.
    Moderation,
    /// People's review.
    Review,
}

/// A node: its cost, and what it is made of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CostNode {
    /// What it stands for.
    pub kind: NodeKind,
    /// The founder's name for it; blank where the kind says all.
    pub name: Line,
    /// The cost of a request's part, to the billionth.
    pub cost: UnitPrice,
    /// Its parts; their costs sum to its own.
    pub children: Vec<CostNode>,
}

struct Builder<'a> {
    currency: Currency,
    rates: &'a Rates,
}

fn failed(field: String, error: MoneyError) -> MarginError {
    MarginError::Money { field, error }
}

pub(super) fn share(field: String, share: BasisPoints) -> Result<i128, MarginError> {
    if share.is_share() {
        Ok(i128::from(share.0))
    } else {
        Err(MarginError::NotShare { field })
    }
}

impl Builder<'_> {
    fn price(&self, field: String, price: UnitPrice) -> Result<i128, MarginError> {
        if price.nanos < 0 {
            return Err(MarginError::Negative { field });
        }
        if price.nanos == 0 {
            return Ok(0);
        }
        match self.rates.convert_price(price, self.currency) {
            Ok(price) => Ok(i128::from(price.nanos)),
            Err(error) => Err(failed(field, error)),
        }
    }

    fn leaf(&self, kind: NodeKind, nanos: i128) -> Result<CostNode, MarginError> {
        let nanos = i64::try_from(nanos)
            .map_err(|_| failed("pricing.request".to_owned(), MoneyError::Overflow))?;
        Ok(CostNode {
            kind,
            name: Line::default(),
            cost: UnitPrice::new(nanos, self.currency),
            children: Vec::new(),
        })
    }

    fn node(
        &self,
        kind: NodeKind,
        name: &Line,
        children: Vec<CostNode>,
    ) -> Result<CostNode, MarginError> {
        let sum = children.iter().map(|child| i128::from(child.cost.nanos));
        let mut node = self.leaf(kind, sum.sum())?;
        node.name = name.clone();
        node.children = children;
        Ok(node)
    }

    fn call(&self, at: &str, call: &ModelCall, retry: i128) -> Result<CostNode, MarginError> {
        let field = |name: &str| format!("{at}.{name}");
        let cached = share(field("cached"), call.cached)?;
        let input = self.price(field("price_in"), call.price_in)?;
        let from_cache = self.price(field("price_cached"), call.price_cached)?;
        let output = self.price(field("price_out"), call.price_out)?;
        let tokens_in = i128::from(call.tokens_in) * i128::from(call.calls);
        let tokens_out = i128::from(call.tokens_out) * i128::from(call.calls);
        // Below 2³² · 2³² · 10⁴ · 2⁶³ a product; the quotient is checked.
        let scaled = |tokens: i128, share: i128, price: i128| {
            tokens
                .checked_mul(share)
                .and_then(|product| product.checked_mul(price))
                .map(|product| div_round(product, 10_000 * 1_000_000))
                .ok_or_else(|| failed(at.to_owned(), MoneyError::Overflow))
        };
        let mut children = vec![
            self.leaf(NodeKind::Input, scaled(tokens_in, 10_000 - cached, input)?)?,
            self.leaf(NodeKind::Cached, scaled(tokens_in, cached, from_cache)?)?,
            self.leaf(NodeKind::Output, scaled(tokens_out, 10_000, output)?)?,
        ];
        let once: i128 = children
            .iter()
            .map(|child| i128::from(child.cost.nanos))
            .sum();
        children.push(self.leaf(NodeKind::Retries, div_round(once * retry, 10_000))?);
        self.node(NodeKind::Call, &call.name, children)
    }
}

/// The cost of a request in `currency`.
pub fn cost_tree(
    request: &Request,
    currency: Currency,
    rates: &Rates,
) -> Result<Computed<CostNode>, MarginError> {
    let builder = Builder { currency, rates };
    let field = |name: &str| format!("pricing.request.{name}");
    let retry = share(field("retry"), request.retry)?;
    let mut children = Vec::new();
    for (index, call) in request.calls.iter().enumerate() {
        let at = format!("pricing.request.calls.{index}");
        children.push(builder.call(&at, call, retry)?);
    }
    for (index, unit) in request.units.iter().enumerate() {
        let at = format!("pricing.request.units.{index}.price");
        let price = builder.price(at, unit.price)?;
        let cost = div_round(price * i128::from(unit.milli), 1000);
        let mut node = builder.leaf(NodeKind::Unit, cost)?;
        node.name = unit.name.clone();
        children.push(node);
    }
    let retrieval = builder.price(field("retrieval"), request.retrieval)?;
    children.push(builder.leaf(NodeKind::Retrieval, retrieval)?);
    let moderation = builder.price(field("moderation"), request.moderation)?;
    children.push(builder.leaf(NodeKind::Moderation, moderation)?);
    let review = builder.price(field("review_cost"), request.review_cost)?;
    let rate = share(field("review_rate"), request.review_rate)?;
    children.push(builder.leaf(NodeKind::Review, div_round(review * rate, 10_000))?);
    let root = builder.node(NodeKind::Request, &Line::default(), children)?;
    Ok(Computed::new(root, REQUEST)
        .with("calls", request.calls.len())
        .with("retry", request.retry)
        .with("review rate", request.review_rate)
        .with("currency", currency))
}
