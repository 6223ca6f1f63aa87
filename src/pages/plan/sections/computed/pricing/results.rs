//! The cost of a request as a tree, the margins, and both under stress.

use crate::i18n::{Locale, number, percent, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::format;
use crate::pages::plan::kit::{Computed, Line, LineKind, Shown, Table};
use crate::pages::plan::troubles::{Failed, Told};
use leptos::prelude::*;
use venture::plan::computed::Computed as Found;
use venture::plan::margin::{
    CostNode, HeavyUsers, MarginError, NodeKind, Request, Stress, Stressed, Usage, cost_tree,
    heavy_users, stress,
};
use venture::plan::money::Currency;
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

/// What the margin depends on.
#[derive(Clone, PartialEq)]
struct Basis {
    request: Request,
    usage: Usage,
    rates: Rates,
    /// The currency of the price, where there is one; else the plan's.
    currency: Currency,
}

/// What follows from it, each as far as it can be computed.
#[derive(Clone, PartialEq)]
struct Margin {
    tree: Result<Found<CostNode>, MarginError>,
    users: Result<Found<HeavyUsers>, MarginError>,
    stressed: Result<Vec<Stressed>, MarginError>,
}

impl Basis {
    fn is_empty(&self) -> bool {
        self.request.calls.is_empty() && self.request.units.is_empty()
    }

    fn compute(&self) -> Margin {
        let tree = cost_tree(&self.request, self.currency, &self.rates);
        let users = tree
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|tree| heavy_users(&self.usage, tree.value.cost));
        Margin {
            stressed: stress(&self.request, &self.usage, self.currency, &self.rates),
            tree,
            users,
        }
    }
}

/// The results.
#[component]
pub fn Results() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let basis = Memo::new(move |_| {
        editor.with(|plan| {
            let price = plan.pricing.usage.price;
            Basis {
                request: plan.pricing.request.clone(),
                usage: plan.pricing.usage,
                rates: plan.rates.clone(),
                currency: if price.minor > 0 {
                    price.currency
                } else {
                    plan.currency
                },
            }
        })
    });
    let margin = Memo::new(move |_| basis.with(Basis::compute));
    let empty = Memo::new(move |_| basis.with(Basis::is_empty));
    let tree_trouble = Memo::new(move |_| {
        margin.with(|margin| margin.tree.as_ref().err().map(|error| error.told(locale)))
    });
    let users_trouble = Memo::new(move |_| {
        margin.with(|margin| margin.users.as_ref().err().map(|error| error.told(locale)))
    });
    move || {
        if empty.get() {
            return view! { <p class="plan-hint">{td_string!(locale, plan_pricing.nothing)}</p> }
                .into_any();
        }
        match (tree_trouble.get(), users_trouble.get()) {
            (Some(trouble), _) => view! { <Failed trouble/> }.into_any(),
            (None, Some(trouble)) => view! {
                <Tree margin/>
                <Failed trouble/>
            }
            .into_any(),
            (None, None) => view! {
                <Tree margin/>
                <Margins margin/>
                <Stresses margin/>
            }
            .into_any(),
        }
    }
}

#[component]
fn Tree(margin: Memo<Margin>) -> impl IntoView {
    let locale = use_locale();
    let cost = Signal::derive(move || {
        margin.with(|margin| {
            let tree = margin.tree.as_ref().map_err(|_| String::new())?;
            Ok(Shown::of(tree, format::price(tree.value.cost)))
        })
    });
    let rows = Signal::derive(move || {
        margin.with(|margin| {
            let mut rows = Vec::new();
            if let Ok(tree) = &margin.tree {
                branch(&tree.value, tree.value.cost.nanos, 0, locale, &mut rows);
            }
            rows
        })
    });
    let columns = Signal::stored(vec![
        td_string!(locale, plan_pricing.cost).to_owned(),
        td_string!(locale, plan_pricing.share).to_owned(),
    ]);
    view! {
        <Computed label=td_string!(locale, plan_pricing.cost_per_request) result=cost/>
        <Table
            id="plan-cost-tree"
            caption=Signal::stored(td_string!(locale, plan_pricing.tree).to_owned())
            corner=td_string!(locale, plan_pricing.part)
            columns
            rows
        />
    }
}

/// A node and what it is made of. What costs nothing is left out.
fn branch(node: &CostNode, whole: i64, level: u8, locale: Locale, rows: &mut Vec<Line>) {
    if node.cost.nanos == 0 && level > 0 {
        return;
    }
    let share = if whole > 0 {
        percent(node.cost.nanos as f64 / whole as f64, 0)
    } else {
        "–".to_owned()
    };
    let name = match node.name.as_str().trim() {
        "" => node_name(node.kind, locale).to_owned(),
        name => name.to_owned(),
    };
    let kind = match level {
        0 => LineKind::Sum,
        level => LineKind::Part(level - 1),
    };
    rows.push(Line::new(name, [format::price(node.cost), share]).kind(kind));
    for child in &node.children {
        branch(child, whole, level + 1, locale, rows);
    }
}

fn node_name(kind: NodeKind, locale: Locale) -> &'static str {
    match kind {
        NodeKind::Request => td_string!(locale, plan_pricing.node_request),
        NodeKind::Call => td_string!(locale, plan_pricing.node_call),
        NodeKind::Input => td_string!(locale, plan_pricing.node_input),
        NodeKind::Cached => td_string!(locale, plan_pricing.node_cached),
        NodeKind::Output => td_string!(locale, plan_pricing.node_output),
        NodeKind::Retries => td_string!(locale, plan_pricing.node_retries),
        NodeKind::Unit => td_string!(locale, plan_pricing.node_unit),
        NodeKind::Retrieval => td_string!(locale, plan_pricing.retrieval),
        NodeKind::Moderation => td_string!(locale, plan_pricing.moderation),
        NodeKind::Review => td_string!(locale, plan_pricing.node_review),
    }
}

#[component]
fn Margins(margin: Memo<Margin>) -> impl IntoView {
    let locale = use_locale();
    let read = move |read: fn(&HeavyUsers) -> String| {
        Signal::derive(move || {
            margin.with(|margin| {
                let users = margin.users.as_ref().map_err(|_| String::new())?;
                Ok(Shown::of(users, read(&users.value)))
            })
        })
    };
    view! {
        <div class="plan-figures">
            <Computed label=td_string!(locale, plan_pricing.average) result=read(|users| percent(users.average, 1))/>
            <Computed label=td_string!(locale, plan_pricing.heaviest) result=read(|users| percent(users.heaviest, 1))/>
            <Computed
                label=td_string!(locale, plan_pricing.break_even)
                result=read(|users| number(users.break_even_requests, 0))
            />
        </div>
    }
}

#[component]
fn Stresses(margin: Memo<Margin>) -> impl IntoView {
    let locale = use_locale();
    let rows = Signal::derive(move || {
        margin.with(|margin| {
            let stressed = margin.stressed.iter().flatten();
            let rows = stressed.map(|one| {
                let users = &one.margin.value;
                let cells = [
                    format::price(one.cost),
                    percent(users.average, 1),
                    percent(users.heaviest, 1),
                ];
                Line::new(stress_name(one.stress, locale), cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let columns = Signal::stored(vec![
        td_string!(locale, plan_pricing.cost).to_owned(),
        td_string!(locale, plan_pricing.average).to_owned(),
        td_string!(locale, plan_pricing.heaviest).to_owned(),
    ]);
    view! {
        <Table
            id="plan-stress"
            caption=Signal::stored(td_string!(locale, plan_pricing.stress).to_owned())
            corner=td_string!(locale, plan_pricing.change)
            columns
            rows
        />
    }
}

fn stress_name(stress: Stress, locale: Locale) -> String {
    let signed = |factor: BasisPoints| {
        let text = percent(factor.fraction() - 1.0, 0);
        if factor.0 > 10_000 {
            format!("+{text}")
        } else {
            text
        }
    };
    match stress {
        Stress::Base => td_string!(locale, plan_pricing.stress_base).to_owned(),
        Stress::TokenPrice(by) => {
            td_string!(locale, plan_pricing.stress_tokens, by = signed(by))
        }
        Stress::NoCache => td_string!(locale, plan_pricing.stress_cache).to_owned(),
        Stress::Retries(by) => td_string!(locale, plan_pricing.stress_retries, by = signed(by)),
        Stress::Requests(by) => td_string!(locale, plan_pricing.stress_requests, by = signed(by)),
        Stress::Reviews(by) => td_string!(locale, plan_pricing.stress_reviews, by = signed(by)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stress_is_named_by_its_sign() {
        let more = stress_name(Stress::TokenPrice(BasisPoints::percent(150)), Locale::en);
        assert!(more.contains("+50%"), "{more}");
        let less = stress_name(Stress::Requests(BasisPoints::percent(50)), Locale::zh);
        assert!(less.contains("−50%"), "{less}");
    }
}
