//! Text and lists of bounded size: what a plan may hold, and no more.
//!
//! A plan is kept in the browser's storage and sent in links, so its size is
//! bounded where it is read. Too much is an error, never cut off in silence.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Something is larger than a plan may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TooLarge {
    /// A text has too many characters.
    #[error("the text has {found} characters; shorten it to {most}")]
    Text {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        most: usize,
    },
    /// A list has too many entries.
    #[error("the list is full: it holds at most {most} entries; remove one first")]
    List {
        /// Entries allowed.
        most: usize,
    },
}

/// A text of at most `MAX` characters (Unicode scalar values, so that Chinese
/// is counted as English is).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Bounded<const MAX: usize>(String);

/// A name, a title, an address: one short line.
pub type Line = Bounded<300>;

/// A paragraph or a few.
pub type Text = Bounded<6000>;

impl<const MAX: usize> Bounded<MAX> {
    /// The most characters it holds.
    pub const MAX: usize = MAX;

    /// The text, if it fits.
    pub fn new(text: impl Into<String>) -> Result<Self, TooLarge> {
        let text = text.into();
        let found = text.chars().count();
        if found > MAX {
            return Err(TooLarge::Text { found, most: MAX });
        }
        Ok(Self(text))
    }

    /// The first `MAX` characters: for a field that shows its own limit.
    pub fn clipped(text: &str) -> Self {
        Self(text.chars().take(MAX).collect())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl<const MAX: usize> fmt::Display for Bounded<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Bounded<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// A list of at most `MAX` entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct List<T, const MAX: usize = 100>(Vec<T>);

impl<T, const MAX: usize> List<T, MAX> {
    /// The most entries it holds.
    pub const MAX: usize = MAX;

    /// A list of these, if they fit.
    pub fn new(entries: Vec<T>) -> Result<Self, TooLarge> {
        if entries.len() > MAX {
            return Err(TooLarge::List { most: MAX });
        }
        Ok(Self(entries))
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) -> Result<(), TooLarge> {
        self.insert(self.0.len(), entry)
    }

    /// Adds an entry at `index`, or at the end where the list is shorter.
    pub fn insert(&mut self, index: usize, entry: T) -> Result<(), TooLarge> {
        if self.0.len() >= MAX {
            return Err(TooLarge::List { most: MAX });
        }
        self.0.insert(index.min(self.0.len()), entry);
        Ok(())
    }

    /// Takes the entry at `index` out.
    pub fn remove(&mut self, index: usize) -> Option<T> {
        (index < self.0.len()).then(|| self.0.remove(index))
    }
}

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MAX: usize> Deref for List<T, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MAX: usize> DerefMut for List<T, MAX> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<'a, T, const MAX: usize> IntoIterator for &'a List<T, MAX> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T, const MAX: usize> IntoIterator for &'a mut List<T, MAX> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T, const MAX: usize>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Entries<T, MAX> {
            type Value = List<T, MAX>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of at most {MAX} entries")
            }

            // Stops at the first entry too many, before the rest is read.
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut list = List::default();
                while let Some(entry) = seq.next_element()? {
                    list.push(entry).map_err(de::Error::custom)?;
                }
                Ok(list)
            }
        }

        deserializer.deserialize_seq(Entries(PhantomData))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Bounded, List};

    impl<const MAX: usize> JsonSchema for Bounded<MAX> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            format!("Text{MAX}").into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "maxLength": MAX })
        }
    }

    impl<T: JsonSchema, const MAX: usize> JsonSchema for List<T, MAX> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            format!("List{MAX}Of{}", T::schema_name()).into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let items = generator.subschema_for::<T>();
            json_schema!({ "type": "array", "items": items, "maxItems": MAX })
        }
    }
}
