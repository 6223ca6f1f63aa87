//! The solver against exact fractions (`fixtures/least_squares.py`).

#![allow(clippy::unwrap_used, missing_docs)]

use neural::tuning::least_squares::{minimum_norm, ridge};
use serde::Deserialize;

/// Matrices column by column.
#[derive(Deserialize)]
struct Case {
    matrix: Vec<Vec<f64>>,
    targets: Vec<Vec<f64>>,
    penalty: f64,
    minimum_norm: Vec<Vec<f64>>,
    ridge: Vec<Vec<f64>>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("fixtures/least_squares.json")).unwrap()
}

fn near(ours: &[f64], exact: &[Vec<f64>], what: &str) {
    let exact = exact.concat();
    assert_eq!(ours.len(), exact.len());
    for (ours, exact) in ours.iter().zip(&exact) {
        assert!(
            (ours - exact).abs() < 1e-10 * exact.abs().max(1.0),
            "{what}: {ours} {exact}"
        );
    }
}

#[test]
fn the_shortest_of_the_best_fits_is_found_at_every_rank() {
    let cases = cases();
    assert_eq!(cases.len(), 10);
    for (at, case) in cases.iter().enumerate() {
        let rows = case.targets[0].len();
        let ours = minimum_norm(&case.matrix.concat(), rows, &case.targets.concat());
        near(&ours, &case.minimum_norm, &format!("case {at}"));
    }
}

#[test]
fn ridge_in_its_dual_form_is_ridge() {
    for (at, case) in cases().iter().enumerate() {
        let rows = case.targets[0].len();
        let ours = ridge(
            &case.matrix.concat(),
            rows,
            &case.targets.concat(),
            case.penalty,
        );
        near(&ours, &case.ridge, &format!("case {at}"));
    }
}

#[test]
fn nothing_gives_nothing() {
    assert!(minimum_norm(&[], 0, &[]).is_empty() && ridge(&[], 0, &[], 1.0).is_empty());
    let zeros = minimum_norm(&[0.0; 6], 2, &[1.0, 2.0]);
    assert!(zeros.len() == 3 && zeros.iter().all(|value| *value == 0.0));
}
