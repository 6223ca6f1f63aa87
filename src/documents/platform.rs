//! What the store needs of the browser: a place, the time, chance, and whether
//! the page is seen. Natively, where pages are prerendered and nothing is kept,
//! memory takes the place of storage.

use documents::Store;

/// Whether what is saved outlives the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// It does.
    Persistent,
    /// Storage is blocked, and everything is in memory.
    Memory,
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use documents::{Clock, Memory, Random, Store, Timestamp};

    use super::Availability;
    use crate::documents::local::Local;

    struct BrowserClock;

    impl Clock for BrowserClock {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(js_sys::Date::now() as u64)
        }
    }

    struct BrowserRandom;

    impl Random for BrowserRandom {
        fn fill(&self, bytes: &mut [u8]) {
            let filled = web_sys::window()
                .and_then(|window| window.crypto().ok())
                .and_then(|crypto| crypto.get_random_values_with_u8_array(bytes).ok());
            if filled.is_none() {
                for byte in bytes {
                    *byte = (js_sys::Math::random() * 256.0) as u8;
                }
            }
        }
    }

    pub fn open() -> (Store, Availability) {
        match Local::probe() {
            Some(local) => (
                Store::open(local, BrowserClock, BrowserRandom),
                Availability::Persistent,
            ),
            None => (
                Store::open(Memory::new(), BrowserClock, BrowserRandom),
                Availability::Memory,
            ),
        }
    }

    pub fn hidden() -> bool {
        web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|document| document.hidden())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::time::{SystemTime, UNIX_EPOCH};

    use documents::{Clock, Memory, Seeded, Store, Timestamp};

    use super::Availability;

    struct SystemClock;

    impl Clock for SystemClock {
        fn now(&self) -> Timestamp {
            let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
            Timestamp::from_millis(elapsed.unwrap_or_default().as_millis() as u64)
        }
    }

    pub fn open() -> (Store, Availability) {
        let store = Store::open(Memory::new(), SystemClock, Seeded::new(0));
        (store, Availability::Memory)
    }

    pub fn hidden() -> bool {
        false
    }
}

/// Opens the store over the browser's storage, or over memory where that is
/// blocked.
pub fn open() -> (Store, Availability) {
    #[cfg(target_arch = "wasm32")]
    return browser::open();
    #[cfg(not(target_arch = "wasm32"))]
    return native::open();
}

/// Whether the page is in a tab that is not seen.
pub(super) fn hidden() -> bool {
    #[cfg(target_arch = "wasm32")]
    return browser::hidden();
    #[cfg(not(target_arch = "wasm32"))]
    return native::hidden();
}
