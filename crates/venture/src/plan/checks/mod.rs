//! Where the parts of a plan contradict one another. Each finding names the
//! fields concerned, so that a reader can go there.

mod cash;
mod compute;
mod data;
mod duties;
mod market;
mod pricing;
mod rule;

use serde::Serialize;

use super::computed::Input;
use super::document::Plan;

pub use rule::{Rule, Severity};

/// A contradiction, or something that nobody has looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which rule found it.
    pub rule: Rule,
    /// How grave it is.
    pub severity: Severity,
    /// Paths of the fields concerned, the first to be changed first.
    pub fields: Vec<String>,
    /// The values that contradict, by name.
    pub values: Vec<Input>,
}

impl Finding {
    fn new<F: Into<String>>(rule: Rule, fields: impl IntoIterator<Item = F>) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            fields: fields.into_iter().map(Into::into).collect(),
            values: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.values.push(Input {
            name,
            value: value.to_string(),
        });
        self
    }
}

/// Every finding, the gravest first.
pub fn check(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    cash::check(plan, &mut findings);
    compute::check(plan, &mut findings);
    data::check(plan, &mut findings);
    duties::check(plan, &mut findings);
    market::check(plan, &mut findings);
    pricing::check(plan, &mut findings);
    findings.sort_by_key(|finding| finding.severity);
    findings
}
