//! The models against a spreadsheet that `LibreOffice` computed from the
//! same inputs: `fixtures/spreadsheet/spreadsheet.py`. Its values have fifteen digits.

use serde::Deserialize;
use serde_json::Value;
use venture::plan::captable::{Ownership, solve};
use venture::plan::compute::{
    Activations, Recompute, Serving, Training, TrainingMemory, Zero, activations,
    chinchilla_tokens, gpu_hours, inference_memory, kv_cache, training_flops, training_memory,
    training_optimal,
};
use venture::plan::finance::{Forecast, Runway};
use venture::plan::margin::{
    Crossover, Hosting, Request, Stress, Usage, cost_tree, crossover, heavy_users,
    hosting_per_mtok, stress,
};
use venture::plan::money::{Currency, UnitPrice};
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

use crate::finance::{forecast, given};

#[derive(Deserialize)]
struct Inputs {
    captable: Ownership,
    training: Training,
    hardware: Hardware,
    memory: TrainingMemory,
    activations: Activations,
    serving: Serving,
    request: Request,
    usage: Usage,
    hosting: Hosting,
}

#[derive(Deserialize)]
struct Hardware {
    peak_flops: u64,
    mfu: BasisPoints,
    price: UnitPrice,
}

fn inputs() -> Inputs {
    serde_json::from_str(include_str!("../fixtures/spreadsheet/input.json")).unwrap()
}

fn found() -> Value {
    serde_json::from_str(include_str!("../fixtures/spreadsheet/output.json")).unwrap()
}

#[track_caller]
fn same(what: &str, computed: f64, sheet: &Value) {
    let sheet = sheet.as_f64().unwrap();
    let apart = (computed - sheet).abs();
    assert!(
        apart <= sheet.abs() * 1e-13 + 1e-12,
        "{what}: {computed} against {sheet}"
    );
}

#[track_caller]
fn exact(what: &str, computed: u128, sheet: &Value) {
    // A whole number of the sheet may be written as 1.5e+23.
    let sheet = match sheet.as_u64() {
        Some(whole) => u128::from(whole),
        None => sheet.as_f64().unwrap() as u128,
    };
    let digits = 10_u128.pow(sheet.to_string().len().saturating_sub(15) as u32);
    assert!(
        computed.abs_diff(sheet) < digits,
        "{what}: {computed} against {sheet}"
    );
}

#[test]
fn profit_and_loss_and_cash_agree_to_the_cent() {
    let sheet = &found()["finance"];
    let forecast = forecast(&given()).unwrap();
    let months = sheet["months"].as_array().unwrap();
    assert_eq!(months.len(), forecast.months.len());
    for (at, (month, sheet)) in forecast.months.iter().zip(months).enumerate() {
        let whole = serde_json::to_value(month).unwrap();
        let net_burn = month.net_burn();
        for (column, value) in sheet.as_object().unwrap() {
            let what = format!("{column} of month {at}");
            match column.as_str() {
                "customers" | "new_customers" | "lost_customers" => {
                    same(&what, whole[column].as_f64().unwrap(), value);
                }
                "gross_margin" => same(&what, forecast.gross_margin(at).unwrap().value, value),
                "flat_runway" => {
                    let months = forecast.flat_runway(at).unwrap().value;
                    same(&what, if months.is_finite() { months } else { -1.0 }, value);
                }
                "net_burn" => assert_eq!(net_burn, value.as_i64().unwrap(), "{what}"),
                _ => assert_eq!(&whole[column], value, "{what}"),
            }
        }
    }
}

#[test]
fn figures_of_the_forecast_agree() {
    let sheet = &found()["finance"];
    let funded = forecast(&given()).unwrap();
    let mut alone = given();
    alone.tranches.clear();
    let alone: Forecast = forecast(&alone).unwrap();
    let Runway::Until(month) = alone.runway().value else {
        panic!("without investors the cash is out");
    };
    assert_eq!(sheet["runway_without_investors"], month);
    same(
        "burn multiple",
        funded.burn_multiple(0, 12).unwrap().value,
        &sheet["burn_multiple_0_12"],
    );
    let unit = funded.unit_economics(12, 23).unwrap();
    same("LTV", unit.ltv.value, &sheet["ltv_12_23"]);
    same("CAC", unit.cac.unwrap().value, &sheet["cac_12_23"]);
    same(
        "payback",
        unit.payback.unwrap().value,
        &sheet["payback_12_23"],
    );
    same(
        "LTV/CAC",
        unit.ltv_cac.unwrap().value,
        &sheet["ltv_cac_12_23"],
    );
}

#[test]
fn three_rounds_agree_to_the_share() {
    let sheet = &found()["captable"];
    let solved = solve(&inputs().captable, Currency::Usd, &Rates::default()).unwrap();
    assert_eq!(solved.len(), 3);
    for (round, solved) in solved.iter().enumerate() {
        let at = |name: &str| &sheet[format!("{round} {name}")];
        // The sheet's last two passes agree: it has stood still.
        assert_eq!(at("exact total"), at("exact before"));
        assert_eq!(at("legal total"), at("legal before"));
        let exactly = &solved.exact.value;
        same("total", exactly.total, at("exact total"));
        same("price", exactly.price, at("exact price"));
        same(
            "capitalisation",
            exactly.capitalisation,
            at("exact capitalisation"),
        );
        same("pool", exactly.pool, at("exact pool"));
        let legal = &solved.legal;
        assert_eq!(legal.residual, 0);
        exact("total", legal.total.into(), at("legal total"));
        exact("price", legal.price.into(), at("legal price"));
        exact("pool", legal.pool.into(), at("legal pool"));
        for (one, shares) in legal.investments.iter().enumerate() {
            exact(
                "investment",
                (*shares).into(),
                at(&format!("legal investment {one}")),
            );
            same(
                "investment",
                exactly.investments[one],
                at(&format!("exact investment {one}")),
            );
        }
        assert_eq!(legal.safes.len(), if round == 0 { 3 } else { 0 });
        for (one, shares) in legal.safes.iter().enumerate() {
            exact("SAFE", (*shares).into(), at(&format!("legal safe {one}")));
            same(
                "SAFE",
                exactly.safes[one].0,
                at(&format!("exact safe {one}")),
            );
        }
    }
}

#[test]
fn operations_memory_and_hours_agree() {
    let (sheet, given) = (&found()["compute"], inputs());
    let run = given.training;
    let flops = training_flops(&run).unwrap().value;
    exact("6ND", flops, &sheet["training_flops"]);
    let twice = Training {
        full_recompute: true,
        ..run
    };
    exact(
        "8ND",
        training_flops(&twice).unwrap().value,
        &sheet["recompute_flops"],
    );
    let tokens = chinchilla_tokens(run.active().unwrap()).unwrap().value;
    exact("20N", tokens.into(), &sheet["chinchilla_tokens"]);
    exact(
        "N*",
        training_optimal(flops).value.into(),
        &sheet["training_optimal"],
    );
    let hours = gpu_hours(flops, given.hardware.peak_flops, given.hardware.mfu)
        .unwrap()
        .value;
    same("GPU hours", hours, &sheet["gpu_hours"]);
    assert_eq!(
        sheet["bill_minor"],
        given.hardware.price.of(hours).unwrap().minor
    );
    let states = |zero, fp32_gradients| {
        let setup = TrainingMemory {
            zero,
            fp32_gradients,
            ..given.memory
        };
        training_memory(&setup).unwrap().value
    };
    for (zero, name) in [
        (Zero::Stage0, "zero_0"),
        (Zero::Stage1, "zero_1"),
        (Zero::Stage2, "zero_2"),
        (Zero::Stage3, "zero_3"),
    ] {
        exact(name, states(zero, false), &sheet[name]);
    }
    exact(
        "fp32 gradients",
        states(Zero::Stage3, true),
        &sheet["zero_3_fp32"],
    );
    for (recompute, name) in [
        (Recompute::None, "activations_none"),
        (Recompute::Selective, "activations_selective"),
        (Recompute::Full, "activations_full"),
    ] {
        let shape = Activations {
            recompute,
            ..given.activations
        };
        exact(name, activations(&shape).unwrap().value, &sheet[name]);
    }
    exact(
        "KV cache",
        kv_cache(&given.serving.kv_cache).unwrap().value,
        &sheet["kv_cache"],
    );
    exact(
        "inference",
        inference_memory(&given.serving).unwrap().value,
        &sheet["inference"],
    );
}

#[test]
fn margins_and_crossover_agree() {
    let (sheet, given, rates) = (&found()["margin"], inputs(), Rates::default());
    let cost = cost_tree(&given.request, Currency::Cny, &rates)
        .unwrap()
        .value
        .cost;
    // Each leaf of the tree is rounded to the billionth.
    let near = |what: &str, computed: f64, within: f64| {
        let sheet = sheet[what].as_f64().unwrap();
        assert!(
            (computed - sheet).abs() <= within,
            "{what}: {computed} against {sheet}"
        );
    };
    near("request_cost", cost.as_major(), 5e-9);
    let margins = heavy_users(&given.usage, cost).unwrap().value;
    near("average_margin", margins.average, 1e-7);
    near("heaviest_margin", margins.heaviest, 1e-6);
    near("break_even_requests", margins.break_even_requests, 1e-3);
    let dearer = Stress::TokenPrice(BasisPoints::percent(150));
    let table = stress(&given.request, &given.usage, Currency::Cny, &rates).unwrap();
    let row = table.iter().find(|row| row.stress == dearer).unwrap();
    near("dearer_margin", row.margin.value.average, 1e-7);
    let hosting = &given.hosting;
    same(
        "rent per Mtok",
        hosting_per_mtok(hosting).unwrap().value,
        &sheet["hosting_per_mtok"],
    );
    let Crossover::From { mtok } = crossover(hosting).unwrap().value else {
        panic!("the accelerators can serve the crossover");
    };
    same("crossover", mtok, &sheet["crossover_mtok"]);
    assert!(mtok < sheet["capacity_mtok"].as_f64().unwrap());
}
