//! The words of the check in one language, by the ids of the model.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything that the check says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The options that every question has.
    pub common: BTreeMap<String, String>,
    /// By route question.
    pub route: BTreeMap<String, RouteWords>,
    /// By dimension.
    pub dimension: BTreeMap<String, DimensionWords>,
    /// By question.
    pub question: BTreeMap<String, QuestionWords>,
    /// By criterion.
    pub criterion: BTreeMap<String, CriterionWords>,
    /// By gate.
    pub gate: BTreeMap<String, GateWords>,
    /// By fact.
    pub fact: BTreeMap<String, FactWords>,
}

/// The words of a route question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteWords {
    /// The question.
    pub text: String,
    /// What the answer changes.
    pub why: String,
    /// The options.
    pub options: BTreeMap<String, String>,
}

/// The words of a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionWords {
    /// Its name.
    pub name: String,
    /// What it looks at, in a sentence.
    pub about: String,
}

/// The words of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    /// The question.
    pub text: String,
    /// Why it is asked.
    pub why: String,
    /// An example of good evidence.
    pub evidence: String,
    /// Its own options.
    pub options: BTreeMap<String, String>,
}

/// The words of a criterion and its action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionWords {
    /// What is so when it is met.
    pub text: String,
    /// What to do to meet it.
    pub task: String,
    /// Why that is worth the effort.
    pub why: String,
}

/// The words of a gate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateWords {
    /// Its name, and that of the stage behind it.
    pub name: String,
    /// What it means that it is passed.
    pub passed: String,
    /// What it means that it is shut, or that its flag is raised.
    pub failed: String,
}

/// The words of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWords {
    /// What it is about.
    pub title: String,
    /// What is so.
    pub text: String,
}
