//! The reader's settings.

use serde::{Deserialize, Serialize};

use crate::document::{Document, Singleton};
use crate::key::Slot;

/// A language of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// Which colours are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The system's choice.
    #[default]
    Auto,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// How much moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Motion {
    /// The system's choice.
    #[default]
    Auto,
    /// Changes are shown at once.
    Reduced,
    /// Changes are animated.
    Full,
}

/// What the reader has chosen for the whole app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The language last chosen, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    /// The colours.
    pub theme: Theme,
    /// The motion.
    pub motion: Motion,
}

impl Document for Settings {
    const KIND: &'static str = "settings";
    const SCHEMA: u32 = 1;
}

impl Singleton for Settings {
    const SLOT: Slot = Slot::Settings;
}
