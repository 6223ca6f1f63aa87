//! The check as data: what is asked, what each level asks for, what the gates
//! want. Levels, gates and weights are read from a file, not written in code.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::figures::Metric;
use super::{Answers, Date};

/// The strongest evidence, and the highest level of a dimension.
pub const HIGHEST: u8 = 5;

/// The whole check without its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Raised whenever questions, levels or gates change, so that older runs
    /// and share codes can say which check they answered.
    pub revision: u16,
    /// Evidence counts as fresh while it is younger than this many days.
    pub fresh_days: u16,
    /// The most that an answer without an evidence note counts.
    pub cap_without_note: u8,
    /// The index at which each band begins, lowest first.
    pub bands: Vec<u8>,
    /// Slugs of the lessons that criteria may point to, written or planned.
    pub lessons: BTreeSet<String>,
    /// Fields of the plan that questions and actions may point to.
    pub plan_fields: BTreeSet<String>,
    /// Options that every question has, with their strength.
    pub common: BTreeMap<String, u8>,
    /// What is asked first, to leave out what does not apply.
    pub route: Vec<RouteQuestion>,
    /// The dimensions in the order they are shown.
    pub dimension: Vec<Dimension>,
    /// The questions in the order they are asked.
    pub question: Vec<Question>,
    /// What each level asks for.
    pub criterion: Vec<Criterion>,
    /// What is never averaged away.
    pub gate: Vec<Gate>,
    /// What the law says, as of a day.
    pub fact: Vec<Fact>,
}

/// A condition on the route: every key named must have one of its options
/// chosen. The empty condition always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct When(pub BTreeMap<String, BTreeSet<String>>);

impl When {
    /// Whether the answers meet the condition.
    pub fn holds(&self, answers: &Answers) -> bool {
        self.0.iter().all(|(key, options)| {
            let chosen = answers.route.get(key);
            chosen.is_some_and(|chosen| !chosen.is_disjoint(options))
        })
    }

    /// Whether the condition asks for nothing.
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }
}

/// A question about the venture itself. Its answer carries no evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteQuestion {
    /// The key of its answer.
    pub id: String,
    /// Whether more than one option may be chosen.
    #[serde(default)]
    pub several: bool,
    /// When it is asked; only earlier route questions may be named.
    #[serde(default)]
    pub when: When,
    /// What can be chosen, in the order shown.
    pub options: Vec<String>,
}

/// One of the things a venture must be ready in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// The key of its words.
    pub id: String,
    /// Its share of the index.
    pub weight: u8,
    /// Keys of `sources.toml`.
    pub sources: Vec<String>,
}

/// A question about what has been done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The key of its answer; never given to another question.
    pub id: String,
    /// The dimension it belongs to.
    pub dimension: String,
    /// Its share of the confidence.
    pub weight: u8,
    /// Raised when its meaning changes, so that a retake asks it again.
    #[serde(default)]
    pub revision: u16,
    /// Where it applies. Elsewhere it leaves the denominator.
    #[serde(default)]
    pub when: When,
    /// From when on it is asked. Before that it counts as not done yet.
    #[serde(default)]
    pub ask: When,
    /// The field of the plan that its evidence note prefills.
    pub plan: String,
    /// Its own options, with the strength of the evidence each stands for.
    pub options: BTreeMap<String, u8>,
    /// What the plan can answer by computing.
    #[serde(default)]
    pub computed: Vec<Computed>,
}

/// How a figure of the plan answers a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// The figure.
    pub metric: Metric,
    /// Whether a step that the figure misses overrules a founder who claims as
    /// much; a figure that does not decide only adds to the answer.
    pub decides: bool,
    /// The option that the figure amounts to from each value on.
    pub steps: Vec<ComputedStep>,
}

/// From `at_least` on, the figure amounts to `option`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComputedStep {
    /// The smallest value, in the metric's unit.
    pub at_least: f64,
    /// The option, of the question or common.
    pub option: String,
}

/// Something that a level of a dimension asks for, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The key of its words and of its action.
    pub id: String,
    /// The dimension.
    pub dimension: String,
    /// The level it belongs to, 1 to 5.
    pub level: u8,
    /// Ways to meet it; one is enough. A way is a set of questions with the
    /// strength that the evidence of each must have.
    pub needs: Vec<BTreeMap<String, u8>>,
    /// Keys of `sources.toml`.
    pub sources: Vec<String>,
    /// The lesson that explains it.
    pub lesson: String,
    /// The field of the plan that its task goes to.
    pub plan: String,
    /// The effort of its task, in days of one person.
    pub effort: u16,
}

/// What failing a gate means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The step behind the gate waits.
    Block,
    /// The venture as described must not go on.
    Stop,
    /// Nothing fails; an obligation is raised.
    Flag,
}

/// A condition that no score makes up for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The key of its words.
    pub id: String,
    /// What failing means.
    pub effect: Effect,
    /// Its rung on the ladder of stages, where it has one.
    #[serde(default)]
    pub rank: Option<u8>,
    /// The band of the index it opens, from 1: failing it keeps the index in
    /// the band below.
    #[serde(default)]
    pub band: Option<u8>,
    /// Where it applies.
    #[serde(default)]
    pub when: When,
    /// Dimensions with the level they must have.
    #[serde(default)]
    pub levels: BTreeMap<String, u8>,
    /// Questions with the strength their evidence must have.
    #[serde(default)]
    pub evidence: BTreeMap<String, u8>,
    /// Route questions with the options that fail the gate. One left
    /// unanswered fails it too.
    #[serde(default)]
    pub refused: BTreeMap<String, BTreeSet<String>>,
    /// A figure above which the gate fails, or the flag is raised.
    #[serde(default)]
    pub above: Option<Above>,
    /// The facts behind it.
    #[serde(default)]
    pub facts: Vec<String>,
}

/// A limit on a figure of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Above {
    /// The figure.
    pub metric: Metric,
    /// The largest value that is still below the limit.
    pub limit: f64,
}

/// What the law or a standard says, as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The key of its words.
    pub id: String,
    /// Whom it concerns.
    #[serde(default)]
    pub when: When,
    /// The day it is stated for.
    pub as_of: Date,
    /// After this day it is shown as stale.
    pub review_by: Date,
    /// Keys of `sources.toml`.
    pub sources: Vec<String>,
    /// Whether the reader is told to check it first: the source is secondary,
    /// or the rule is changing.
    #[serde(default)]
    pub check: bool,
}

impl Model {
    /// The question of an id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.question.iter().find(|question| question.id == id)
    }

    /// The criterion of an id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criterion.iter().find(|criterion| criterion.id == id)
    }

    /// The gate of an id.
    pub fn gate(&self, id: &str) -> Option<&Gate> {
        self.gate.iter().find(|gate| gate.id == id)
    }

    /// The options of a question, the common ones among them, weakest first.
    pub fn options<'a>(&'a self, question: &'a Question) -> Vec<(&'a str, u8)> {
        let all = self.common.iter().chain(&question.options);
        let mut options: Vec<_> = all.map(|(id, strength)| (id.as_str(), *strength)).collect();
        options.sort_by_key(|(_, strength)| *strength);
        options
    }

    /// The strength of a question's option; `None` where it has no such option.
    pub fn strength(&self, question: &Question, option: &str) -> Option<u8> {
        let own = question.options.get(option);
        own.or_else(|| self.common.get(option)).copied()
    }
}
