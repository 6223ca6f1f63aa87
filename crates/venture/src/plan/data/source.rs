//! A source of data, as the plan keeps it.

use serde::{Deserialize, Serialize};

use crate::plan::bounded::Line;
use crate::plan::date::Date;
use crate::plan::route::Market;

/// The licence that data come under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Licence {
    /// Not looked up yet.
    #[default]
    Unknown,
    /// One's own.
    Own,
    /// Public domain or CC0.
    PublicDomain,
    /// Attribution: CC BY, ODC-By.
    Attribution,
    /// Share alike: CC BY-SA, `ODbL`.
    ShareAlike,
    /// No commercial use: CC BY-NC and its like.
    NonCommercial,
    /// No derivatives: CC BY-ND and its like.
    NoDerivatives,
    /// A contract with the holder.
    Contract,
    /// The users' consent.
    Consent,
    /// Taken from public pages without a licence.
    Scraped,
}

/// Whether a right is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Not looked up yet.
    #[default]
    Unknown,
    /// Given in writing or by law.
    Given,
    /// Refused.
    Refused,
}

/// What personal data a source holds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonalData {
    /// Not scanned yet.
    #[default]
    Unknown,
    /// None found.
    None,
    /// Pseudonymised.
    Pseudonymised,
    /// Of identified people.
    Personal,
    /// Sensitive: health, biometrics, finance, whereabouts, minors.
    Sensitive,
}

/// A source of data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Source {
    /// What it is called.
    pub name: Line,
    /// Where it is from.
    pub origin: Line,
    /// The licence.
    pub licence: Licence,
    /// Where the licence or contract can be read.
    pub evidence: Line,
    /// The right to train on it.
    pub training: Right,
    /// The right to sell what was trained on it.
    pub commercial: Right,
    /// What personal data it holds.
    pub personal_data: PersonalData,
    /// Whether the people's consent covers training.
    pub consent: bool,
    /// The last day of the right.
    pub expiry: Option<Date>,
    /// Where it was collected.
    pub jurisdiction: Market,
    /// Training tokens in it.
    pub tokens: u64,
    /// Samples looked at by people.
    pub sampled: u32,
    /// Of them, samples with unlawful or harmful content.
    pub harmful: u32,
    /// Whether the training uses it. A source that is only considered blocks
    /// nothing.
    pub used: bool,
}
