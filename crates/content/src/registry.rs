//! What the compiler asks the app about its explorables.

/// The app's registry of explorables, as far as the text refers to it.
///
/// Refusals are phrased for the author: what would be accepted.
pub trait Registry {
    /// Whether an explorable of this name exists; if not, which do.
    fn explorable(&self, name: &str) -> Result<(), String>;

    /// Whether the explorable has this state key and takes this value.
    fn setting(&self, explorable: &str, key: &str, value: &str) -> Result<(), String>;

    /// Whether the explorable knows this action (`set:…?do=action`).
    fn action(&self, explorable: &str, action: &str) -> Result<(), String>;

    /// Whether the explorable offers this reading (`live:explorable.reading`).
    fn reading(&self, explorable: &str, reading: &str) -> Result<(), String>;
}

/// Accepts every explorable, key, action and reading.
///
/// For a build script, which needs the index of lessons and has no access to
/// the registry of the app it builds; the prerenderer checks against the real
/// one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unchecked;

impl Registry for Unchecked {
    fn explorable(&self, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn setting(&self, _: &str, _: &str, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn action(&self, _: &str, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn reading(&self, _: &str, _: &str) -> Result<(), String> {
        Ok(())
    }
}
