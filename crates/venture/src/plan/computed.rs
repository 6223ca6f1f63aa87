//! A result that carries what it was computed from.

use std::fmt::Display;

use serde::Serialize;

/// A formula of the field, as a reader would look it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Formula {
    /// A stable name, to translate and to link by.
    pub id: &'static str,
    /// The formula as written.
    pub text: &'static str,
    /// Who gives it.
    pub source: &'static str,
}

/// A named input of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// The symbol or name as in the formula's text.
    pub name: &'static str,
    /// Its value, with its unit where it has one.
    pub value: String,
}

/// A value with its formula and the inputs that gave it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Computed<T> {
    /// The result.
    pub value: T,
    /// How it was computed.
    pub formula: Formula,
    /// From what.
    pub inputs: Vec<Input>,
}

impl<T> Computed<T> {
    /// A result of `formula`, whose inputs follow by [`Computed::with`].
    pub fn new(value: T, formula: Formula) -> Self {
        Self {
            value,
            formula,
            inputs: Vec::new(),
        }
    }

    /// The same with one more input.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.inputs.push(Input {
            name,
            value: value.to_string(),
        });
        self
    }
}
