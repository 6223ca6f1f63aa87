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
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = 0 <= year
            && year <= 9999
            && 1 <= month
            && month <= 12
            && 1 <= day
            && day <= month_length(year, month);
        if exists {
            Some(Self(days_from_civil(year, month, day)))
        } else {
            None
        }
    }

    /// A day of a table in this crate. One that the calendar does not have stops
    /// the compiler, not the program: tables are constants.
    pub(crate) const fn known(year: i32, month: u8, day: u8) -> Self {
        match Self::new(year, month, day) {
            Some(date) => date,
            None => panic!("no such day"),
        }
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

    /// The day so many days later, if it is within the years 0 to 9999.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let days = self.0.checked_add(days)?;
        (FIRST..=LAST).contains(&days).then_some(Self(days))
    }

    /// The same day so many months later, or that month's last day; `None`
    /// outside the years 0 to 9999.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let (year, month, day) = self.ymd();
        let index = (year * 12 + i32::from(month) - 1).checked_add(months)?;
        let year = index.div_euclid(12);
        let month = (index.rem_euclid(12) + 1) as u8;
        Self::new(year, month, day.min(month_length(year, month)))
    }

    /// Calendar months from the month of `start` to this one.
    pub const fn months_since(self, start: Self) -> i32 {
        let (year, month, _) = self.ymd();
        let (from_year, from_month, _) = start.ymd();
        (year - from_year) * 12 + month as i32 - from_month as i32
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.ymd().0
    }

    /// The month, from 1.
    pub const fn month(self) -> u8 {
        self.ymd().1
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.ymd().2
    }

    /// Year, month from 1 and day of the month from 1.
    ///
    /// Howard Hinnant, "chrono-compatible low-level date algorithms",
    /// `civil_from_days`: eras of 400 years that begin on 1 March.
    pub const fn ymd(self) -> (i32, u8, u8) {
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
        (year, month as u8, day as u8)
    }
}

const fn month_length(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `days_from_civil` of the same algorithms.
const fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
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
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    Date::new(
        i32::from(number(0..4)?),
        number(5..7)? as u8,
        number(8..10)? as u8,
    )
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

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day of the Gregorian calendar, written 2026-11-25.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        })
    }
}

/// Calendar days that working days take: seven for every five, rounded up.
pub(crate) fn calendar_days(working: u16) -> i32 {
    (i32::from(working) * 7 + 4) / 5
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
    fn months_end_on_their_last_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let later = |text, months| day(text).plus_months(months);
        assert_eq!(later("2024-01-31", 1), Some(day("2024-02-29")));
        assert_eq!(later("2023-01-31", 1), Some(day("2023-02-28")));
        assert_eq!(later("2027-01-15", -13), Some(day("2025-12-15")));
        assert_eq!(later("9999-12-01", 1), None);
        assert_eq!(later("0000-01-01", i32::MIN), None);
        assert_eq!(day("2027-03-01").months_since(day("2026-12-31")), 3);
        assert_eq!(day("9999-12-31").plus_days(1), None);
        assert_eq!(day("9999-12-31").plus(1), day("9999-12-31"));
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
