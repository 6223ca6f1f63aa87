//! Calendar days, without a clock: the caller says what day it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// The last day that ISO 8601 writes with four digits: 9999-12-31.
const LAST: i32 = 2_932_896;
/// The first: 0000-01-01.
const FIRST: i32 = -719_528;

/// A day of the Gregorian calendar, written `2026-11-25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// A text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a day; write it as 2026-11-25")]
pub struct DateError(String);

impl Date {
    /// The day `days` days after 1970-01-01, kept within the years 0 to 9999.
    pub const fn from_days(days: i32) -> Self {
        if days < FIRST {
            Self(FIRST)
        } else if days > LAST {
            Self(LAST)
        } else {
            Self(days)
        }
    }

    /// The day of a year, a month from 1 and a day of the month from 1, where
    /// the calendar has it.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        let date = Self(days_from_civil(year, month, day));
        (date.ymd() == (year, month, day)).then_some(date)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// How many days this day is after `earlier`; negative before it.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The day `days` later, or earlier where negative.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self::from_days(self.0.saturating_add(days))
    }

    /// Year, month and day of the month.
    ///
    /// Howard Hinnant, "chrono-compatible low-level date algorithms",
    /// `civil_from_days`: eras of 400 years that begin on 1 March.
    pub const fn ymd(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + (month <= 2) as i32;
        (year, month as u32, day as u32)
    }
}

/// `days_from_civil` of the same algorithms.
const fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month as i32 + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| DateError(text.chars().take(40).collect()))
    }
}

fn parse(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    Date::from_ymd(number(0..4)? as i32, number(5..7)?, number(8..10)?)
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn known_days_are_counted_right() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-11-25", 20_782),
            ("1969-12-31", -1),
            ("0000-01-01", FIRST),
            ("9999-12-31", LAST),
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!((date.days(), date.to_string()), (days, text.to_owned()));
        }
    }

    #[test]
    fn every_day_reads_back_and_follows_the_one_before() {
        let mut before = Date::from_days(FIRST).ymd();
        for days in FIRST + 1..=LAST {
            let ymd = Date::from_days(days).ymd();
            assert!(ymd > before, "{ymd:?} after {before:?}");
            assert_eq!(days_from_civil(ymd.0, ymd.1, ymd.2), days);
            before = ymd;
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "26-04-01",
            "2026/04/01",
            "2026-4-1",
            "+026-04-01",
            "2026-04-01T00:00",
            "二〇二六年一月",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
