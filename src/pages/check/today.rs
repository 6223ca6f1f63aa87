//! The reader's own calendar day.

use crate::documents::use_documents;
use documents::Timestamp;
use venture::readiness::Date;

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

/// Today, where the reader is. Natively, where nothing depends on it, in UTC.
pub fn today() -> Date {
    let now = use_documents().now();
    let behind = if cfg!(target_arch = "wasm32") {
        js_sys::Date::new_0().get_timezone_offset()
    } else {
        0.0
    };
    day_of(now, behind as i64)
}

/// The day of a moment, `behind` minutes west of UTC.
fn day_of(moment: Timestamp, behind: i64) -> Date {
    let local = moment.millis() as i64 - behind * MINUTE;
    Date::from_days(local.div_euclid(DAY) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_readers_and_not_greenwichs() {
        // 2026-11-24T23:30Z is the 25th in Shanghai.
        let moment = Timestamp::from_millis(1_795_563_000_000);
        assert_eq!(day_of(moment, 0).to_string(), "2026-11-24");
        assert_eq!(day_of(moment, -480).to_string(), "2026-11-25");
    }
}
