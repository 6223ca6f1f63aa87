//! Where, how and for whom: what decides which rules apply.

use serde::{Deserialize, Serialize};

use super::bounded::List;
use super::date::Date;

/// A market, as law divides the world.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Market {
    /// Mainland China.
    #[default]
    China,
    /// The European Union.
    Eu,
    /// The United States.
    Us,
    /// Anywhere else.
    Other,
}

/// How the model comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BuildMode {
    /// Somebody else's model by API.
    #[default]
    Api,
    /// An open model, tuned.
    FineTune,
    /// A model trained from scratch.
    Pretrain,
    /// A model on the customer's device.
    Edge,
}

/// The venture's route.
// The answers to yes-or-no questions, independent of one another.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Route {
    /// Where it is sold.
    pub markets: List<Market, 4>,
    /// How the model comes about.
    pub build: BuildMode,
    /// Whether the public uses it, not only staff or partners under contract.
    pub public: bool,
    /// Whether it makes text, images, sound or video that people see.
    pub generates: bool,
    /// Whether it processes personal data.
    pub personal_data: bool,
    /// Whether it decides on people in a field of Annex III of the EU AI Act:
    /// jobs, credit, schooling, borders, justice, essential services.
    pub high_risk: bool,
    /// People whose personal data leave mainland China in a year.
    pub exported_people: u64,
    /// Of them, people with sensitive data.
    pub exported_sensitive: u64,
    /// The day of public launch.
    pub launch: Option<Date>,
}

impl Route {
    /// Whether it is sold there.
    pub fn sells_in(&self, market: Market) -> bool {
        self.markets.contains(&market)
    }

    /// Whether the weights are its own to answer for.
    pub fn own_model(&self) -> bool {
        matches!(self.build, BuildMode::FineTune | BuildMode::Pretrain)
    }
}
