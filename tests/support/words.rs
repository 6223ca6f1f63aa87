//! The interface's words, from the same files the app compiles in, so that a
//! test says which words it means and not how they are worded.

use crate::run::workspace;
use serde_json::Value;

/// The languages of the site.
pub const LANGUAGES: [Lang; 2] = [Lang::Zh, Lang::En];

/// A language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Its first path segment.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The words for a key such as `shell.skip`.
    ///
    /// # Panics
    /// If there is no such key.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The words for a key, with values for its `{{ names }}`.
    ///
    /// # Panics
    /// If there is no such key.
    pub fn say_with(self, key: &str, values: &[(&str, &str)]) -> String {
        let (namespace, name) = key.split_once('.').expect("a key such as shell.skip");
        let path = workspace().join(format!("locales/{}/{namespace}.json", self.code()));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let words: Value = serde_json::from_str(&text).expect("a list of words");
        let mut said = words[name]
            .as_str()
            .unwrap_or_else(|| panic!("no words for {key}"))
            .to_owned();
        for (name, value) in values {
            said = said.replace(&format!("{{{{ {name} }}}}"), value);
        }
        said
    }
}

/// What is before the first value in a sentence.
pub fn beginning(sentence: &str) -> &str {
    sentence.split("{{").next().unwrap_or_default().trim()
}
