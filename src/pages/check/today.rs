//! The reader's own calendar day.

use std::time::{SystemTime, UNIX_EPOCH};
use venture::readiness::Date;

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

/// Today, where the reader is. Natively, where nothing is anybody's yet, in UTC.
pub fn today() -> Date {
    let now = if cfg!(target_arch = "wasm32") {
        js_sys::Date::now() as u64
    } else {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
        elapsed.unwrap_or_default().as_millis() as u64
    };
    day_at(now)
}

/// The reader's day of a moment in milliseconds since 1970.
pub fn day_at(moment: u64) -> Date {
    let behind = if cfg!(target_arch = "wasm32") {
        let then = js_sys::Date::new(&(moment as f64).into());
        then.get_timezone_offset() as i64
    } else {
        0
    };
    day_of(moment as i64, behind)
}

/// The day of a moment in milliseconds since 1970, `behind` minutes west of UTC.
fn day_of(moment: i64, behind: i64) -> Date {
    let local = moment - behind * MINUTE;
    Date::from_days(local.div_euclid(DAY) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_readers_and_not_greenwichs() {
        // 2026-11-24T23:30Z is the 25th in Shanghai.
        let moment = 1_795_563_000_000;
        assert_eq!(day_of(moment, 0).to_string(), "2026-11-24");
        assert_eq!(day_of(moment, -480).to_string(), "2026-11-25");
    }
}
