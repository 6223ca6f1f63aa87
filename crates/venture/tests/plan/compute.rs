//! Golden cases of compute: published runs and models.

use proptest::prelude::*;
use venture::plan::bounded::List;
use venture::plan::compute::{
    ACCELERATORS, Activations, Budget, ComputeError, KvCache, Recompute, Serving, Training,
    TrainingMemory, Zero, accelerator, activations, bill, chinchilla_tokens, gpu_hours,
    inference_memory, kv_cache, model_flops, training_flops, training_memory, training_optimal,
};
use venture::plan::date::Date;
use venture::plan::money::{Currency, Money, UnitPrice};
use venture::plan::rates::{Rate, Rates};
use venture::plan::units::BasisPoints;

const B: u64 = 1_000_000_000;

fn run(parameters: u64, tokens: u64) -> Training {
    Training {
        parameters,
        tokens,
        ..Training::default()
    }
}

fn rates() -> Rates {
    let rate = Rate {
        from: Currency::Usd,
        to: Currency::Cny,
        nanos: 7_100_000_000,
        as_of: Date::new(2026, 1, 5).unwrap(),
        source: "an example".parse_line(),
    };
    Rates(List::new(vec![rate]).unwrap())
}

trait ParseLine {
    fn parse_line(&self) -> venture::plan::bounded::Line;
}

impl ParseLine for str {
    fn parse_line(&self) -> venture::plan::bounded::Line {
        venture::plan::bounded::Line::new(self).unwrap()
    }
}

fn budget() -> Budget {
    Budget {
        training: run(7 * B, 140 * B),
        accelerator: "H100 SXM 80GB".parse_line(),
        peak_flops: accelerator("H100 SXM 80GB").unwrap().peak_flops,
        mfu: BasisPoints::percent(40),
        price_low: UnitPrice::milli(2_500, Currency::Usd),
        price_high: UnitPrice::milli(3_000, Currency::Usd),
        ..Budget::default()
    }
}

#[test]
fn llama_405b_took_3_79e25_operations() {
    let flops = training_flops(&run(405 * B, 15_600 * B)).unwrap().value;
    // Grattafiori et al., arXiv 2407.21783, table 1 and §3.2.1: 3.8e25.
    assert_eq!(flops, 37_908_000_000_000_000_000_000_000);
}

#[test]
fn seven_billion_on_140_billion_tokens_is_a_ten_thousand_dollar_run() {
    let bill = bill(&budget(), &rates()).unwrap();
    assert_eq!(bill.flops.value, 5_880_000_000_000_000_000_000);
    assert_eq!(bill.gpu_hours.value.round() as u64, 4_127);
    let total = |currency| {
        let found = bill.totals.iter().map(|total| total.value);
        found.clone().find(|(low, _)| low.currency == currency)
    };
    // 5.88e21 ÷ (989.5e12 · 0.4 · 3600) = 4126.66 hours.
    let usd = |minor| Money::new(minor, Currency::Usd);
    assert_eq!(total(Currency::Usd), Some((usd(1_031_666), usd(1_237_999))));
    let cny = |minor| Money::new(minor, Currency::Cny);
    assert_eq!(total(Currency::Cny), Some((cny(7_324_829), cny(8_789_793))));
}

#[test]
fn without_a_rate_the_bill_stands_in_its_own_currency() {
    let bill = bill(&budget(), &Rates::default()).unwrap();
    let currencies: Vec<_> = bill
        .totals
        .iter()
        .map(|total| total.value.0.currency)
        .collect();
    assert_eq!(currencies, [Currency::Usd]);
}

#[test]
fn recomputation_takes_a_third_more_and_experts_count_when_active() {
    let mut moe = Training {
        parameters: 671 * B,
        active_parameters: 37 * B,
        tokens: 14_800 * B,
        full_recompute: true,
    };
    // DeepSeek-V3, arXiv 2412.19437: 37B active of 671B, 14.8T tokens.
    let flops = training_flops(&moe).unwrap().value;
    assert_eq!(flops * 6, model_flops(&moe).unwrap().value * 8);
    assert_eq!(
        model_flops(&moe).unwrap().value,
        3_285_600_000_000_000_000_000_000
    );
    moe.active_parameters = 672 * B;
    assert_eq!(training_flops(&moe), Err(ComputeError::ActiveAboveAll));
}

#[test]
fn chinchilla_is_near_its_own_model() {
    // 70B parameters on 1.4T tokens, Hoffmann et al., table 1.
    assert_eq!(chinchilla_tokens(70 * B).unwrap().value, 1_400 * B);
    let flops = training_flops(&run(70 * B, 1_400 * B)).unwrap().value;
    assert_eq!(training_optimal(flops).value, 70 * B);
}

#[test]
fn zero_splits_sixteen_bytes_a_parameter() {
    // ZeRO, figure 1: 7.5B parameters, 64 accelerators: 120, 31.4, 16.6, 1.9 GB.
    let gb = |zero| {
        let setup = TrainingMemory {
            parameters: 7_500_000_000,
            accelerators: 64,
            zero,
            fp32_gradients: false,
        };
        training_memory(&setup).unwrap().value as f64 / 1e9
    };
    let stages = [Zero::Stage0, Zero::Stage1, Zero::Stage2, Zero::Stage3].map(gb);
    for (found, expected) in stages.iter().zip([120.0, 31.4, 16.6, 1.9]) {
        assert!((found - expected).abs() < 0.05, "{found} {expected}");
    }
    let setup = TrainingMemory {
        parameters: B,
        accelerators: 1,
        zero: Zero::Stage3,
        fp32_gradients: true,
    };
    assert_eq!(training_memory(&setup).unwrap().value, u128::from(18 * B));
}

#[test]
fn activations_follow_korthikanti() {
    // GPT-3 175B: 96 layers, h 12288, a 96, s 2048, b 1; 5as/h = 80.
    let shape = |recompute| Activations {
        layers: 96,
        hidden: 12_288,
        heads: 96,
        sequence: 2048,
        batch: 1,
        recompute,
    };
    let layer = 2048 * 12_288 * 96_u128;
    let bytes = |recompute| activations(&shape(recompute)).unwrap().value;
    assert_eq!(bytes(Recompute::None), layer * (34 + 80));
    assert_eq!(bytes(Recompute::Selective), layer * 34);
    assert_eq!(bytes(Recompute::Full), layer * 2);
}

#[test]
fn llama_3_70b_keeps_320_kib_a_token() {
    let cache = |sequence| KvCache {
        layers: 80,
        kv_heads: 8,
        head_dim: 128,
        sequence,
        batch: 1,
        bytes: 2,
    };
    assert_eq!(kv_cache(&cache(1)).unwrap().value, 327_680);
    // 2.5 GiB at 8K.
    assert_eq!(kv_cache(&cache(8192)).unwrap().value, 5 << 29);
    let serving = Serving {
        parameters: 70 * B,
        bits: 16,
        kv_cache: cache(8192),
    };
    let bytes = inference_memory(&serving).unwrap().value;
    assert_eq!(bytes, 168_000_000_000 + (5 << 29));
}

#[test]
fn zeros_and_the_largest_numbers_are_errors_not_panics() {
    let mfu = BasisPoints::percent(40);
    let zero = ComputeError::Zero("peak operations a second");
    assert_eq!(gpu_hours(1, 0, mfu), Err(zero));
    for bad in [0, -1, 10_001] {
        let found = gpu_hours(1, 1, BasisPoints(bad));
        assert_eq!(found, Err(ComputeError::NotShare("MFU")));
    }
    assert_eq!(
        training_flops(&run(u64::MAX, u64::MAX)),
        Err(ComputeError::Overflow)
    );
    let shape = Activations {
        layers: u32::MAX,
        hidden: u32::MAX,
        heads: u32::MAX,
        sequence: u32::MAX,
        batch: u32::MAX,
        recompute: Recompute::None,
    };
    assert_eq!(activations(&shape), Err(ComputeError::Overflow));
    let cache = KvCache {
        layers: u32::MAX,
        kv_heads: u32::MAX,
        head_dim: u32::MAX,
        sequence: u32::MAX,
        batch: u32::MAX,
        bytes: u8::MAX,
    };
    assert_eq!(kv_cache(&cache), Err(ComputeError::Overflow));
    let mut dear = budget();
    dear.training = run(u64::MAX, 1_000_000);
    dear.peak_flops = 1;
    assert!(matches!(bill(&dear, &rates()), Err(ComputeError::Money(_))));
}

#[test]
fn every_accelerator_is_plausible_dated_and_sourced() {
    for (at, one) in ACCELERATORS.iter().enumerate() {
        assert!(
            (50e12..5e15).contains(&(one.peak_flops as f64)),
            "{}",
            one.name
        );
        assert!((16..=300).contains(&one.memory_gb), "{}", one.name);
        assert!(
            one.bandwidth_gb_s
                .is_none_or(|gb| (300..=10_000).contains(&gb))
        );
        assert!(
            !one.source.en.is_empty()
                && !one.source.zh.is_empty()
                && one.as_of >= Date::new(2018, 1, 1).unwrap()
        );
        assert!(
            ACCELERATORS[..at]
                .iter()
                .all(|other| other.name != one.name)
        );
    }
    let makers: std::collections::BTreeSet<_> = ACCELERATORS.iter().map(|one| one.maker).collect();
    assert!(makers.len() >= 6);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_compute_never_costs_less(
        parameters in 1_u64..1_000 * B,
        tokens in 1_u64..20_000 * B,
        more_parameters in 0_u64..1_000 * B,
        more_tokens in 0_u64..1_000 * B,
        experiments in 0_i32..20_000,
    ) {
        let at = |parameters, tokens, experiments| {
            let budget = Budget {
                training: run(parameters, tokens),
                experiments: BasisPoints(experiments),
                ..budget()
            };
            bill(&budget, &rates()).unwrap().totals[0].value.0.minor
        };
        let base = at(parameters, tokens, experiments);
        prop_assert!(at(parameters + more_parameters, tokens, experiments) >= base);
        prop_assert!(at(parameters, tokens + more_tokens, experiments) >= base);
        prop_assert!(at(parameters, tokens, experiments + 1) >= base);
    }
}
