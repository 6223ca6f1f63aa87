//! How long a keystroke's arithmetic takes, and how long a large plan takes to
//! read. Prints the median and the slowest of many runs in microseconds:
//!
//! ```sh
//! cargo run --release -p venture --example speed
//! ```

#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::Instant;

use venture::bridge::figures;
use venture::plan::bounded::{Line, List, Text};
use venture::plan::captable::{Investment, Round, Safe, SafeTerms, solve};
use venture::plan::checks::check;
use venture::plan::compliance::calendar;
use venture::plan::compute::{bill, inference_memory, training_memory};
use venture::plan::data::gate;
use venture::plan::date::Date;
use venture::plan::document::{overall, riskiest};
use venture::plan::file::{read, write};
use venture::plan::finance::Role;
use venture::plan::lang::Lang;
use venture::plan::margin::{cost_tree, heavy_users, stress};
use venture::plan::money::{Currency, Money};
use venture::plan::risks::{Risk, ranked};
use venture::plan::team::skill_matrix;
use venture::plan::templates::Case;
use venture::plan::units::BasisPoints;
use venture::plan::{Plan, Section};

/// The plan that the budget names: 30 hires, 6 rounds with SAFEs before them,
/// 100 risks.
fn large(start: Date) -> Plan {
    let mut plan = Case::Platform.plan(Lang::Zh, start);
    let cny = |major| Money::major(major, Currency::Cny);
    let roles = (0..30_u16).map(|at| Role {
        title: Line::clipped("算法工程师"),
        skills: Line::clipped(&format!("评测，训练{at}，数据")),
        people: 1 + at % 3,
        salary: cny(30_000),
        on_cost: BasisPoints::percent(35),
        start: at,
        ..Role::default()
    });
    let risks = (0..100_u8).map(|at| Risk {
        title: Line::clipped("一条风险"),
        likelihood: 1 + at % 5,
        impact: 1 + at % 4,
        ..Risk::default()
    });
    let rounds = (0..6).map(|at| Round {
        pre_money: cny(20_000_000 * (at + 1)),
        investments: fits([Investment {
            amount: cny(5_000_000 * (at + 1)),
            ..Investment::default()
        }]),
        pool: BasisPoints::percent(10),
        ..Round::default()
    });
    let safes = (0..5).map(|at| Safe {
        amount: cny(500_000),
        terms: SafeTerms::PostMoney {
            cap: cny(15_000_000 + at),
            discount: BasisPoints::percent(20),
        },
        ..Safe::default()
    });
    plan.team.roles = fits(roles);
    plan.risks = fits(risks);
    plan.funding.ownership.rounds = fits(rounds);
    plan.funding.ownership.safes = fits(safes);
    plan
}

fn fits<T, const MAX: usize>(entries: impl IntoIterator<Item = T>) -> List<T, MAX> {
    let mut list = List::default();
    for entry in entries {
        if list.push(entry).is_err() {
            break;
        }
    }
    list
}

/// The same with so much text that its file has two million bytes.
fn wordy(start: Date) -> Plan {
    let mut plan = large(start);
    let text = Text::clipped(&"数据、许可、算力与评测，".repeat(500));
    for risk in &mut plan.risks {
        risk.response = text.clone();
    }
    for section in Section::ALL {
        plan.notes.insert(section, text.clone());
    }
    plan
}

/// Everything that a keystroke may change.
fn recompute(plan: &Plan, today: Date) {
    if let Ok(forecast) = plan.resolve().and_then(|resolved| resolved.forecast()) {
        black_box((forecast.runway(), forecast.unit_economics(12, 23)));
        for month in 0..36 {
            black_box((forecast.gross_margin(month), forecast.flat_runway(month)));
        }
    }
    let currency = plan.currency;
    black_box(solve(&plan.funding.ownership, currency, &plan.rates).ok());
    let (request, usage) = (&plan.pricing.request, &plan.pricing.usage);
    if let Ok(tree) = cost_tree(request, currency, &plan.rates) {
        black_box(heavy_users(usage, tree.value.cost).ok());
    }
    black_box(stress(request, usage, currency, &plan.rates).ok());
    black_box(bill(&plan.compute.budget, &plan.rates).ok());
    black_box(training_memory(&plan.compute.memory).ok());
    black_box(inference_memory(&plan.compute.serving).ok());
    black_box(gate(&plan.data.sources, &plan.route));
    black_box(calendar(&plan.route, 0));
    black_box(ranked(&plan.risks));
    black_box(riskiest(&plan.assumptions));
    black_box(skill_matrix(&plan.team));
    black_box(check(plan));
    black_box(overall(plan));
    black_box(figures(plan, today));
}

fn time(what: &str, runs: usize, mut run: impl FnMut()) {
    let mut micros: Vec<u128> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed().as_micros()
        })
        .collect();
    micros.sort_unstable();
    let (median, slowest) = (micros[runs / 2], micros[runs - 1]);
    println!("{what}: median {median} µs, slowest {slowest} µs of {runs}");
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let today = Date::new(2027, 3, 1).ok_or("no such day")?;
    let plan = large(today);
    time("everything recomputed", 200, || recompute(&plan, today));
    time("forecast", 200, || {
        black_box(plan.resolve().and_then(|resolved| resolved.forecast()).ok());
    });
    time("six rounds", 200, || {
        black_box(solve(&plan.funding.ownership, plan.currency, &plan.rates).ok());
    });
    time("cross-checks", 200, || {
        black_box(check(&plan));
    });
    let base = plan.resolve()?;
    time("simulation of 1,000 runs", 20, || {
        black_box(plan.uncertainty.simulate(&base, 1_000).ok());
    });
    let wordy = wordy(today);
    let text = write(&wordy)?;
    let data = serde_json::to_string(&wordy)?;
    println!(
        "a plan of {} bytes, its file {} bytes",
        data.len(),
        text.len()
    );
    time("data decoded", 50, || {
        black_box(serde_json::from_str::<Plan>(&data).ok());
    });
    time("file read, checksum included", 50, || {
        black_box(read(text.as_bytes()).ok());
    });
    time("file written and read back", 20, || {
        black_box(write(&wordy).ok());
    });
    Ok(())
}
