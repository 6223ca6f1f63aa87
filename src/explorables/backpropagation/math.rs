//! Formulas as data, so that they can be tested without a page, and their
//! `MathML`.

use super::numbers::{factor, short};
use leptos::prelude::*;

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Math {
    /// A name, such as σ.
    Name(&'static str),
    /// A number.
    Number(String),
    /// The number that a line comes to.
    Result(String),
    /// An operator.
    Operator(&'static str),
    /// A name with an index, and the layer above it.
    Indexed(&'static str, String, Option<usize>),
    /// A fraction.
    Fraction(Vec<Self>, Vec<Self>),
}

/// A line of a formula.
pub type Line = Vec<Math>;

/// A name with a neuron's index (from 0) and its layer's number (from 1).
pub fn of(name: &'static str, index: usize, layer: usize) -> Math {
    Math::Indexed(name, (index + 1).to_string(), Some(layer))
}

/// A weight's name: of the neuron `to`, for the input `from`, both from 0.
pub fn weight(to: usize, from: usize, layer: usize) -> Math {
    let index = if to < 9 && from < 9 {
        format!("{}{}", to + 1, from + 1)
    } else {
        format!("{},{}", to + 1, from + 1)
    };
    Math::Indexed("w", index, Some(layer))
}

/// ∂L/∂ of something.
pub fn slope(of: Math) -> Math {
    Math::Fraction(
        vec![Math::Name("∂"), Math::Name("L")],
        vec![Math::Name("∂"), of],
    )
}

/// A number in a product or a sum.
pub fn number(value: f64) -> Math {
    Math::Number(factor(value))
}

/// The number that a line comes to.
pub fn result(value: f64) -> Math {
    Math::Result(short(value))
}

/// =
pub const EQUALS: Math = Math::Operator("=");
/// ·
pub const TIMES: Math = Math::Operator("·");
/// +
pub const PLUS: Math = Math::Operator("+");
/// −
pub const MINUS: Math = Math::Operator("−");
/// (
pub const OPEN: Math = Math::Operator("(");
/// )
pub const CLOSE: Math = Math::Operator(")");
/// …
pub const DOTS: Math = Math::Name("…");

/// `terms` with an operator between them.
pub fn joined(terms: impl IntoIterator<Item = Line>, operator: &Math) -> Line {
    let mut line = Line::new();
    for term in terms {
        if !line.is_empty() {
            line.push(operator.clone());
        }
        line.extend(term);
    }
    line
}

/// A formula's `MathML`, a row per line; the lines stand below each other at
/// their first sign of equality.
pub fn formula(lines: Vec<Line>) -> AnyView {
    let rows = lines
        .into_iter()
        .map(|line| {
            let at = line.iter().position(|piece| *piece == EQUALS);
            let (left, right) = line.split_at(at.unwrap_or_default());
            let (equals, right) = right.split_at(usize::from(at.is_some()));
            view! {
                <mtr>
                    <mtd><mrow>{pieces(left)}</mrow></mtd>
                    <mtd><mrow>{pieces(equals)}</mrow></mtd>
                    <mtd><mrow>{pieces(right)}</mrow></mtd>
                </mtr>
            }
        })
        .collect_view();
    view! {
        <math display="block"><mtable columnalign="right center left">{rows}</mtable></math>
    }
    .into_any()
}

/// One formula within a line of text.
pub fn inline(line: &[Math]) -> AnyView {
    view! { <math>{pieces(line)}</math> }.into_any()
}

fn pieces(pieces: &[Math]) -> Vec<AnyView> {
    pieces.iter().cloned().map(piece).collect()
}

fn piece(piece: Math) -> AnyView {
    match piece {
        Math::Name(name) => view! { <mi>{name}</mi> }.into_any(),
        Math::Number(number) => view! { <mn>{number}</mn> }.into_any(),
        Math::Result(number) => view! { <mn class="result">{number}</mn> }.into_any(),
        Math::Operator(operator @ ("(" | ")" | "[" | "]")) => {
            view! { <mo stretchy="false">{operator}</mo> }.into_any()
        }
        Math::Operator(operator) => view! { <mo>{operator}</mo> }.into_any(),
        Math::Indexed(name, index, None) => {
            view! { <msub><mi>{name}</mi><mn>{index}</mn></msub> }.into_any()
        }
        Math::Indexed(name, index, Some(layer)) => view! {
            <msubsup>
                <mi>{name}</mi>
                <mn>{index}</mn>
                <mrow><mo stretchy="false">"("</mo><mn>{layer.to_string()}</mn><mo stretchy="false">")"</mo></mrow>
            </msubsup>
        }
        .into_any(),
        Math::Fraction(above, below) => view! {
            <mfrac><mrow>{pieces(&above)}</mrow><mrow>{pieces(&below)}</mrow></mfrac>
        }
        .into_any(),
    }
}

/// A formula as plain text.
#[cfg(test)]
pub fn text(line: &[Math]) -> String {
    let piece = |piece: &Math| match piece {
        Math::Operator(text @ ("=" | "+" | "−" | "←")) => format!(" {text} "),
        Math::Name(text) | Math::Operator(text) => (*text).to_owned(),
        Math::Number(text) | Math::Result(text) => text.clone(),
        Math::Indexed(name, index, None) => format!("{name}{index}"),
        Math::Indexed(name, index, Some(layer)) => format!("{name}{index}({layer})"),
        Math::Fraction(above, below) => format!("{}/{}", text(above), text(below)),
    };
    line.iter().map(piece).collect()
}
