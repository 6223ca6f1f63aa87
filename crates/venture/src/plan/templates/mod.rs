//! Six cases to start a plan from. Every number is an example to be replaced:
//! the plan says in its notes where it is from. A template is a value of its own; it
//! never touches another plan.

mod build;
mod cloud;
mod drivers;
mod driving;
mod mobile;
mod platform;
mod seed;
mod vision;
mod voice;

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::document::Plan;
use super::lang::Lang;

pub use drivers::{ASSUMED, Driver, Origin, Source};

/// A case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// A voice assistant: minutes, recognition and synthesis, latency.
    Voice,
    /// Image recognition: labels, a device at the edge.
    Vision,
    /// Autonomous driving: sensors, simulation, a safety case.
    Driving,
    /// An open platform, after Baidu's way from open source to cloud.
    Platform,
    /// An inner capability sold as a service, after Amazon's way.
    Cloud,
    /// An app with users that turns to AI: on the device or in the cloud.
    Mobile,
}

impl Case {
    /// Every case.
    pub const ALL: [Self; 6] = [
        Self::Voice,
        Self::Vision,
        Self::Driving,
        Self::Platform,
        Self::Cloud,
        Self::Mobile,
    ];

    /// A plan to start from, whose first month is that of `start`.
    pub fn plan(self, lang: Lang, start: Date) -> Plan {
        build::plan(self.seed(), lang, start)
    }

    /// The figures that it rests on, each with where it is from.
    pub fn drivers(self) -> Vec<Driver> {
        self.seed().drivers()
    }

    const fn seed(self) -> &'static seed::Seed {
        match self {
            Self::Voice => &voice::SEED,
            Self::Vision => &vision::SEED,
            Self::Driving => &driving::SEED,
            Self::Platform => &platform::SEED,
            Self::Cloud => &cloud::SEED,
            Self::Mobile => &mobile::SEED,
        }
    }
}
