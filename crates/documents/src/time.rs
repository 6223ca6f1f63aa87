//! Points in time, and where they come from.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The last millisecond of the year 9999, the last that ISO 8601 writes with
/// four digits.
const LAST: u64 = 253_402_300_799_999;

/// A point in time, in milliseconds since 1970 in UTC; written in ISO 8601,
/// such as `2026-11-23T08:05:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The point `millis` milliseconds after 1970 began, at most the end of
    /// the year 9999.
    pub const fn from_millis(millis: u64) -> Self {
        Self(if millis < LAST { millis } else { LAST })
    }

    /// Milliseconds since 1970 began.
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// The time between two points, whichever comes first: clocks are set back.
    pub const fn distance(self, other: Self) -> Duration {
        Duration::from_millis(self.0.abs_diff(other.0))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = UNIX_EPOCH + Duration::from_millis(self.0);
        humantime::format_rfc3339_millis(time).fmt(formatter)
    }
}

impl FromStr for Timestamp {
    type Err = humantime::TimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let time = humantime::parse_rfc3339(text)?;
        let elapsed = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self::from_millis(
            u64::try_from(elapsed.as_millis()).unwrap_or(LAST),
        ))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// Tells the time. The store takes it from outside, so that it runs where the
/// standard library has no clock, and so that tests can set it.
pub trait Clock: Send + Sync {
    /// The present.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock(AtomicU64);

impl ManualClock {
    /// A clock that shows `time`.
    pub const fn new(time: Timestamp) -> Self {
        Self(AtomicU64::new(time.0))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let millis = u64::try_from(by.as_millis()).unwrap_or(LAST);
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::Relaxed))
    }
}

impl<C: Clock + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_iso_8601_and_read_back() {
        let time = Timestamp::from_millis(1_795_421_100_123);
        assert_eq!(time.to_string(), "2026-11-23T08:05:00.123Z");
        assert_eq!(time.to_string().parse(), Ok(time));
    }

    #[test]
    fn a_time_beyond_the_year_9999_is_cut_to_its_end() {
        let time = Timestamp::from_millis(u64::MAX);
        assert_eq!(time.to_string(), "9999-12-31T23:59:59.999Z");
    }
}
