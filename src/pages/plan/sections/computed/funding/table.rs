//! The cap table by round: as it is signed, and the closed form it comes from.

use crate::i18n::{Locale, number, percent, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::format;
use crate::pages::plan::kit::{Computed, Line, LineKind, Shown, Table};
use crate::pages::plan::troubles::{Failed, Told, Trouble};
use leptos::prelude::*;
use venture::plan::captable::{CapTableError, HolderKind, Ownership, Row, Solved, current, solve};
use venture::plan::money::{Currency, Money, UnitPrice};
use venture::plan::rates::Rates;

/// The cap table now and after every round.
#[derive(Clone, PartialEq)]
struct Solution {
    now: Vec<Row>,
    rounds: Vec<Solved>,
    currency: Currency,
}

fn solution(
    ownership: &Ownership,
    currency: Currency,
    rates: &Rates,
) -> Result<Solution, CapTableError> {
    Ok(Solution {
        now: current(ownership)?,
        rounds: solve(ownership, currency, rates)?,
        currency,
    })
}

/// The results, or what stands in their way.
#[component]
pub fn Results() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let basis = Memo::new(move |_| {
        editor.with(|plan| {
            (
                plan.funding.ownership.clone(),
                plan.currency,
                plan.rates.clone(),
            )
        })
    });
    let solved = Memo::new(move |_| {
        basis.with(|(ownership, currency, rates)| solution(ownership, *currency, rates))
    });
    let empty = Memo::new(move |_| {
        basis.with(|(ownership, ..)| ownership.holders.is_empty() && ownership.rounds.is_empty())
    });
    // How many rounds are solved; or what stands in the way.
    let shape = Memo::new(move |_| {
        solved.with(|solved| match solved {
            Ok(solution) => Ok(solution.rounds.len()),
            Err(error) => Err(error.told(locale)),
        })
    });
    move || match (empty.get(), shape.get()) {
        (true, _) => {
            view! { <p class="plan-hint">{td_string!(locale, plan_funding.nobody)}</p> }.into_any()
        }
        (_, Err(trouble)) => view! { <Failed trouble=trouble as Trouble/> }.into_any(),
        (_, Ok(rounds)) => view! { <Found solved basis_names=names(editor) rounds/> }.into_any(),
    }
}

/// The rounds' names, tracked.
fn names(editor: crate::pages::plan::editor::Editor) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        editor.with(|plan| {
            let rounds = plan.funding.ownership.rounds.iter();
            rounds.map(|round| round.name.to_string()).collect()
        })
    })
}

#[component]
fn Found(
    solved: Memo<Result<Solution, CapTableError>>,
    basis_names: Memo<Vec<String>>,
    rounds: usize,
) -> impl IntoView {
    let locale = use_locale();
    let name = move |round: usize| {
        basis_names.with(|names| match names.get(round).map(|name| name.trim()) {
            None | Some("") => {
                td_string!(locale, plan_funding.round_number, number = round as u32 + 1)
            }
            Some(name) => name.to_owned(),
        })
    };
    let columns = Signal::derive(move || {
        let now = td_string!(locale, plan_funding.now).to_owned();
        let after = (0..rounds).map(name);
        let stages = std::iter::once(now).chain(after);
        stages
            .flat_map(|stage| {
                let share = td_string!(locale, plan_funding.share_of, stage = stage.clone());
                [stage, share]
            })
            .collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        solved.with(|solved| {
            let solution = solved.as_ref().ok();
            solution.map_or_else(Vec::new, |solution| lines(solution, locale))
        })
    });
    let figures = (0..rounds).map(|round| view! { <Figures solved round/> });
    view! {
        <Table
            id="plan-captable"
            caption=Signal::stored(td_string!(locale, plan_funding.table).to_owned())
            corner=td_string!(locale, plan_funding.holder)
            columns
            rows
        />
        {figures.collect_view()}
        <p class="plan-hint">{td_string!(locale, plan_funding.legal_hint)}</p>
    }
}

/// One line a holder; the pool and the total at the end, then price and value.
fn lines(solution: &Solution, locale: Locale) -> Vec<Line> {
    let rounds = solution.rounds.iter().map(|round| round.rows.as_slice());
    let stages: Vec<&[Row]> = std::iter::once(solution.now.as_slice())
        .chain(rounds)
        .collect();
    // Each stage has the holders of the one before, in order, then new ones, and
    // last the pool.
    let holders = stages
        .last()
        .map_or(0, |stage| stage.len().saturating_sub(1));
    let cells = |row: Option<&Row>| match row {
        Some(row) => [number(row.shares as f64, 0), percent(row.ownership, 2)],
        None => [String::new(), String::new()],
    };
    let mut lines = Vec::new();
    for index in 0..holders {
        let at = |stage: &&[Row]| {
            let held = stage.len().saturating_sub(1);
            cells(stage.get(index).filter(|_| index < held))
        };
        let named = stages.last().and_then(|stage| stage.get(index));
        let label = named.map_or_else(String::new, |row| label(row, index, locale));
        lines.push(Line::new(label, stages.iter().flat_map(at)));
    }
    let pool = stages.iter().flat_map(|stage| cells(stage.last()));
    lines.push(Line::new(
        td_string!(locale, plan_funding.unused_pool),
        pool,
    ));
    let sum = |of: fn(&Row) -> bool| {
        let sums = stages.iter().flat_map(move |stage| {
            let rows = || stage.iter().filter(|row| of(row));
            let shares: u64 = rows().map(|row| row.shares).sum();
            let whole: f64 = rows().map(|row| row.ownership).sum();
            [number(shares as f64, 0), percent(whole, 2)]
        });
        sums.collect::<Vec<_>>()
    };
    let founders = sum(|row| row.kind == Some(HolderKind::Founder));
    let total = sum(|_| true);
    lines.push(Line::new(td_string!(locale, plan_funding.founders), founders).kind(LineKind::Sum));
    lines.push(Line::new(td_string!(locale, plan_funding.total), total).kind(LineKind::Sum));
    let prices = solution
        .rounds
        .iter()
        .flat_map(|round| [share_price(round, solution.currency), String::new()]);
    let prices = [String::new(), String::new()].into_iter().chain(prices);
    lines.push(Line::new(
        td_string!(locale, plan_funding.share_price),
        prices,
    ));
    lines
}

fn label(row: &Row, index: usize, locale: Locale) -> String {
    match row.name.as_str().trim() {
        "" => {
            let kind = row
                .kind
                .map_or("", |kind| super::owners::kind_name(kind, locale));
            td_string!(
                locale,
                plan_funding.unnamed,
                kind = kind,
                number = index as u32 + 1
            )
        }
        name => name.to_owned(),
    }
}

/// The price of a share as it is signed: five decimals of the major unit.
fn share_price(round: &Solved, currency: Currency) -> String {
    let nanos = i64::try_from(round.legal.price).map(|price| price.saturating_mul(10_000));
    nanos.map_or_else(
        |_| "–".to_owned(),
        |nanos| format::price(UnitPrice::new(nanos, currency)),
    )
}

/// A round's closed form, with its formula.
#[component]
fn Figures(solved: Memo<Result<Solution, CapTableError>>, round: usize) -> impl IntoView {
    let locale = use_locale();
    let result = Signal::derive(move || {
        solved.with(|solved| {
            let solution = solved.as_ref().map_err(|_| String::new())?;
            let one = solution.rounds.get(round).ok_or_else(String::new)?;
            let exact = &one.exact.value;
            let post = Money::new(
                (exact.price * exact.total).round() as i64,
                solution.currency,
            );
            let text = td_string!(
                locale,
                plan_funding.exact_of,
                shares = number(exact.total, 0),
                price = number(exact.price / 100.0, 5),
                post = format::money(post)
            );
            Ok(Shown::of(&one.exact, text))
        })
    });
    let label = td_string!(locale, plan_funding.exact, number = round as u32 + 1);
    view! { <Computed label result/> }
}
