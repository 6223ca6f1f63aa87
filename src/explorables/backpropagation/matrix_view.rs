//! The matrices of the present sub-step: small ones with their numbers, large
//! ones as cells.

use super::cells::shade;
use super::folded::grid;
use super::matrices::{Axis, Matrix, Term, equation};
use super::numbers::short;
use super::present::Present;
use super::run::Run;
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;

/// Rows and columns of a matrix whose numbers are written.
const WRITTEN: usize = 8;

/// The panel.
#[component]
pub fn Matrices(run: Run) -> impl IntoView {
    let locale = use_locale();
    let terms = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let terms = equation(present).into_iter().map(|term| match term {
                Term::Operator(operator) => {
                    view! { <span class="bp-operator">{operator}</span> }.into_any()
                }
                Term::Matrix(matrix) => drawn(&matrix, present, locale),
            });
            Some(terms.collect_view())
        })
    };
    view! {
        <p class="panel-hint">{td_string!(locale, backprop.matrices_told)}</p>
        <div class="bp-matrices bp-scrolls" role="group" tabindex="0" aria-label=td_string!(locale, backprop.matrices)>
            {terms}
        </div>
    }
    .into_any()
}

/// A matrix's name: its letter, its layer, and T where it is transposed.
fn name(matrix: &Matrix) -> String {
    let layer = matrix
        .layer
        .map(|layer| format!(" {layer}"))
        .unwrap_or_default();
    let transposed = if matrix.transposed { "ᵀ" } else { "" };
    format!("{}{layer}{transposed}", matrix.name)
}

fn drawn(matrix: &Matrix, present: &Present, locale: Locale) -> AnyView {
    let scale = if matrix.gradient {
        present.scene.largest_gradient
    } else {
        present.scene.largest_value
    };
    let shape = format!("{} × {}", matrix.rows, matrix.columns);
    let title = format!("{}, {shape}", name(matrix));
    if matrix.rows <= WRITTEN && matrix.columns <= WRITTEN {
        let sample = present.sample;
        let cell = |row: usize, column: usize| {
            let value = matrix.values.get(row * matrix.columns + column).copied();
            let value = value.unwrap_or(f64::NAN);
            let chosen = match matrix.samples {
                Axis::Rows => Some(row) == sample,
                Axis::Columns => Some(column) == sample,
                Axis::Neither => false,
            };
            view! {
                <td class=shade(value, scale) class:bp-chosen=chosen>{short(value)}</td>
            }
        };
        let rows = (0..matrix.rows).map(|row| {
            let cells = (0..matrix.columns).map(|column| cell(row, column));
            view! { <tr>{cells.collect_view()}</tr> }
        });
        return view! {
            <table class="bp-matrix" class:bp-result=matrix.result>
                <caption>{title}</caption>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
        .into_any();
    }
    let most = matrix
        .values
        .iter()
        .fold(0.0, |most: f64, value| most.max(value.abs()));
    let own = if most > 0.0 { most } else { 1.0 };
    let label = td_string!(
        locale,
        backprop.grid,
        name = title.clone(),
        most = short(most)
    );
    view! {
        <div class="bp-matrix bp-grid" class:bp-result=matrix.result>
            <span class="bp-fold-name">{title}</span>
            <svg
                viewBox=format!("0 0 {} {}", matrix.columns, matrix.rows)
                width=4 * matrix.columns.clamp(8, 64)
                height=4 * matrix.rows.clamp(4, 64)
                preserveAspectRatio="none"
                role="img"
                aria-label=label
            >{grid(&matrix.values, matrix.columns, own)}</svg>
        </div>
    }
    .into_any()
}
