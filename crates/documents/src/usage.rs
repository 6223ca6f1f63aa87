//! How full the storage is.

use crate::backend::{BackendError, utf16_len};
use crate::key::{Key, PREFIX};
use crate::store::Store;

/// The room that browsers give a site, in UTF-16 code units: Chromium
/// and Safari take 5 Mi of them, Firefox counts a little otherwise.
pub const QUOTA_UNITS: usize = 5 * 1024 * 1024;

/// Where the room goes, in UTF-16 code units of keys and values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Documents, settings, progress and the index.
    pub documents: usize,
    /// Earlier values.
    pub snapshots: usize,
    /// Steps of undo.
    pub history: usize,
    /// What could not be read, and keys unknown to this version.
    pub unread: usize,
    /// What other applications at the same address keep.
    pub others: usize,
}

/// How urgent it is to make room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Below 60 %.
    Ample,
    /// From 60 %.
    Filling,
    /// From 80 %.
    NearlyFull,
}

impl Usage {
    /// Everything that counts against the quota, in code units.
    pub const fn units(&self) -> usize {
        self.ours() + self.others
    }

    /// What this app keeps, in code units.
    pub const fn ours(&self) -> usize {
        self.documents + self.snapshots + self.history + self.unread
    }

    /// Everything, in bytes: two to a code unit.
    pub const fn bytes(&self) -> usize {
        2 * self.units()
    }

    /// The share of the estimated quota, 1.0 where it is reached.
    pub fn share(&self) -> f64 {
        self.units() as f64 / QUOTA_UNITS as f64
    }

    /// How urgent it is to make room.
    pub const fn level(&self) -> Level {
        let hundredfold = self.units() * 100;
        if hundredfold >= QUOTA_UNITS * 80 {
            Level::NearlyFull
        } else if hundredfold >= QUOTA_UNITS * 60 {
            Level::Filling
        } else {
            Level::Ample
        }
    }
}

impl Store {
    /// Measures what is kept. Reads every value, so not for every keystroke.
    pub fn usage(&self) -> Result<Usage, BackendError> {
        let mut usage = Usage::default();
        for key in self.backend().keys()? {
            let value = self.get(&key)?.map_or(0, |raw| raw.len());
            let units = utf16_len(&key) + value;
            let share = match Key::parse(&key) {
                Some(Key::Index | Key::Slot(_) | Key::Backup) => &mut usage.documents,
                Some(Key::Snapshot(..)) => &mut usage.snapshots,
                Some(Key::History(_)) => &mut usage.history,
                Some(Key::Quarantine(_)) => &mut usage.unread,
                None if key.starts_with(PREFIX) => &mut usage.unread,
                None => &mut usage.others,
            };
            *share += units;
        }
        Ok(usage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meter_warns_from_60_and_from_80_percent() {
        let level = |percent: usize| {
            Usage {
                documents: QUOTA_UNITS * percent / 100 + 1,
                ..Usage::default()
            }
            .level()
        };
        assert_eq!(level(59), Level::Ample);
        assert_eq!(level(60), Level::Filling);
        assert_eq!(level(79), Level::Filling);
        assert_eq!(level(80), Level::NearlyFull);
    }
}
