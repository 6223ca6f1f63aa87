//! What can be wrong with the files of the check.

use thiserror::Error;

/// A problem in a file of the check, with the key it is at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum LoadError {
    /// The file is not TOML, or not of the form expected.
    #[error("{file}: {message}")]
    Form {
        /// The file, below `content/`.
        file: &'static str,
        /// What the parser says, with the line.
        message: String,
    },
    /// A language lacks a text.
    #[error("{file}: {key} is missing; write it")]
    Missing {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
    },
    /// A language has a text for something that the structure does not have.
    #[error("{file}: {key} belongs to nothing in readiness.toml; take it out or correct the key")]
    Extra {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
    },
    /// A text is unfit for its language.
    #[error("{file}: {key} {problem}")]
    Text {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
        /// What is wrong and what to do.
        problem: &'static str,
    },
    /// Two things have the same name.
    #[error("{file}: {key} is there twice; rename one")]
    Duplicate {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
    },
    /// A reference leads nowhere.
    #[error("{file}: {key}: there is no {kind} `{name}`; add it or correct the name")]
    Unknown {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
        /// What was looked for.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// A value is not one of those allowed.
    #[error("{file}: {key} must be {expected}")]
    Value {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
        /// What is allowed.
        expected: &'static str,
    },
    /// Nobody can meet a criterion or a gate.
    #[error("{file}: {key} asks for strength {needs} of `{question}`, whose options end at {most}")]
    OutOfReach {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
        /// The question.
        question: String,
        /// The strength asked for.
        needs: u8,
        /// The strength of its strongest option.
        most: u8,
    },
    /// A level of a dimension could be earned by nothing applying at it.
    #[error(
        "{file}: level {level} of dimension.{dimension} needs a criterion that no route and no 'not applicable' can remove"
    )]
    Unanchored {
        /// The file.
        file: &'static str,
        /// The dimension.
        dimension: String,
        /// The level.
        level: u8,
    },
    /// Something is listed that nothing uses.
    #[error("{file}: {key} is used by nothing; use it or take it out")]
    Unused {
        /// The file.
        file: &'static str,
        /// The key.
        key: String,
    },
}
