//! Figures whose answer is known by hand.

use venture::plan::finance::{DefaultAlive, default_alive, retention, unit_economics};
use venture::plan::money::{Currency, Money};
use venture::plan::units::BasisPoints;

fn cny(major: i32) -> Money {
    Money::major(major, Currency::Cny)
}

#[test]
fn default_alive_weighs_growth_against_cash() {
    // 10 a month against 20: at 10 % growth 8 months double it, 2.14 = 1.1⁸.
    let alive = |cash| default_alive(cny(cash), cny(10), cny(20), 0.1).value;
    // Losses of the seven months before: Σ 20 − 10·1.1ᵗ = 140 − 104.36.
    assert_eq!(alive(36), DefaultAlive::Alive { break_even: 8 });
    assert!(!alive(35).is_alive());
    assert_eq!(alive(0), DefaultAlive::Dead { cash_out: 1 });
    let flat = default_alive(cny(100), cny(10), cny(20), 0.0).value;
    assert_eq!(flat, DefaultAlive::Dead { cash_out: 11 });
    let earning = default_alive(cny(0), cny(20), cny(20), 0.0).value;
    assert_eq!(earning, DefaultAlive::Alive { break_even: 0 });
}

#[test]
fn ltv_is_capped_at_sixty_months() {
    let unit = |churn| unit_economics(cny(100), 0.5, BasisPoints(churn), cny(3000), 10.0);
    assert!((unit(500).ltv.value - 100_000.0).abs() < 1e-6);
    assert!((unit(100).ltv.value - 300_000.0).abs() < 1e-6);
    assert!((unit(0).ltv.value - 300_000.0).abs() < 1e-6);
    let unit = unit(500);
    assert!((unit.cac.unwrap().value - 30_000.0).abs() < 1e-6);
    assert!((unit.payback.unwrap().value - 6.0).abs() < 1e-9);
    assert!((unit.ltv_cac.unwrap().value - 10.0 / 3.0).abs() < 1e-9);
    let nobody = unit_economics(cny(100), -0.5, BasisPoints(500), cny(3000), 0.0);
    assert!(nobody.cac.is_none() && nobody.payback.is_none() && nobody.ltv_cac.is_none());
}

#[test]
fn a_cohort_is_kept_by_two_rates() {
    let curve = retention(0.2, 0.1, 3);
    let expected = [1.0, 0.8, 0.72, 0.648];
    assert_eq!(curve.len(), expected.len());
    for (found, expected) in curve.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12);
    }
}
