//! What the founder has answered.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Date;

/// The answers of a check. What this version of the check does not know, an
/// option or a question of a newer one, is kept and does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The chosen options by route question: build mode, markets, audience,
    /// customers, stage, and what follows from them.
    #[serde(default)]
    pub route: BTreeMap<String, BTreeSet<String>>,
    /// The answers by question.
    #[serde(default)]
    pub questions: BTreeMap<String, Answer>,
}

/// The answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The option chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// What there is to show for it: a file, a link, a contract.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The date of the evidence, not of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Date>,
    /// Why the question does not apply, where that was answered instead. It
    /// takes a reason: an empty one does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// The revision of the question that was answered.
    #[serde(default)]
    pub revision: u16,
}

impl Answers {
    /// The version of the stored form.
    pub const SCHEMA: u32 = 1;

    /// Chooses options of a route question, in place of those chosen before.
    #[must_use]
    pub fn with_route<'a>(mut self, key: &str, options: impl IntoIterator<Item = &'a str>) -> Self {
        let options = options.into_iter().map(str::to_owned).collect();
        self.route.insert(key.to_owned(), options);
        self
    }

    /// Answers a question, in place of the answer before.
    #[must_use]
    pub fn with(mut self, question: &str, answer: Answer) -> Self {
        self.questions.insert(question.to_owned(), answer);
        self
    }
}

impl Answer {
    /// An option without evidence.
    pub fn stated(option: &str) -> Self {
        Self {
            option: Some(option.to_owned()),
            ..Self::default()
        }
    }

    /// An option with evidence of a day.
    pub fn evidenced(option: &str, note: &str, dated: Date) -> Self {
        Self {
            note: note.to_owned(),
            dated: Some(dated),
            ..Self::stated(option)
        }
    }

    /// 'Not applicable', for a reason.
    pub fn not_applicable(reason: &str) -> Self {
        Self {
            not_applicable: Some(reason.to_owned()),
            ..Self::default()
        }
    }

    /// Whether there is an evidence note.
    pub fn has_note(&self) -> bool {
        !self.note.trim().is_empty()
    }

    /// The reason why the question does not apply, where one is given.
    pub fn reason(&self) -> Option<&str> {
        let reason = self.not_applicable.as_deref()?.trim();
        (!reason.is_empty()).then_some(reason)
    }
}
