//! What can be wrong with the content, where, and what to do about it.

use std::fmt;

use crate::Kind;

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be built.
    Error,
    /// The site can be built; an author should look.
    Warning,
}

/// One thing wrong in one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path below the content folder, with `/`.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: Kind,
}

impl Problem {
    pub(crate) fn new(file: impl Into<String>, line: usize, kind: Kind) -> Self {
        Self {
            file: file.into(),
            line,
            kind,
        }
    }

    /// Whether the problem stops the build.
    pub fn severity(&self) -> Severity {
        match self.kind {
            Kind::Length { .. } | Kind::SectionsDiffer { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}:{}: {severity}: {}", self.file, self.line, self.kind)
    }
}
