//! The browser's storage as a backend.

#[cfg(any(target_arch = "wasm32", test))]
use documents::BackendError;

#[cfg(target_arch = "wasm32")]
pub(super) use browser::Local;

/// What an exception of the storage means. Browsers name a full storage each
/// in its own way; the codes are the older ones of the same.
#[cfg(any(target_arch = "wasm32", test))]
fn classify(name: &str, code: u16, message: &str) -> BackendError {
    match (name, code) {
        (
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" | "NS_ERROR_FILE_NO_DEVICE_SPACE",
            _,
        )
        | (_, 22 | 1014) => BackendError::Quota,
        ("SecurityError" | "NS_ERROR_DOM_SECURITY_ERR", _) | (_, 18 | 1000) => BackendError::Denied,
        _ => BackendError::Other(format!("{name}: {message}")),
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use documents::{Backend, BackendError, PREFIX, Raw};
    use gloo_storage::{LocalStorage, Storage as _};
    use js_sys::{JsString, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{DomException, Storage};

    use super::classify;

    /// The most UTF-16 code units given to one call of `fromCharCode`, whose
    /// number of arguments engines limit.
    const UNITS_AT_ONCE: usize = 4096;

    /// A key for finding out whether storage works.
    const PROBE: &str = "qimo/probe";

    /// Stands where a conversion met an unpaired surrogate.
    const REPLACEMENT: char = '\u{fffd}';

    thread_local! {
        /// Asked for once. Where storage is denied the getter throws, and
        /// `gloo_storage`, which expects it not to, would panic.
        static STORAGE: Option<Storage> = web_sys::window()
            .and_then(|window| window.local_storage().ok().flatten())
            .map(|_| LocalStorage::raw());
    }

    /// `localStorage`, through methods that return errors.
    pub(crate) struct Local;

    impl Local {
        /// The storage, if it can be read and written. One that is full of
        /// our own values can be read, and its writes fail with an error that
        /// says so.
        pub(crate) fn probe() -> Option<Self> {
            let local = Self;
            if local.keys().ok()?.iter().any(|key| key.starts_with(PREFIX)) {
                return Some(local);
            }
            local.set(PROBE, &Raw::from("1")).ok()?;
            local.remove(PROBE).ok()?;
            Some(local)
        }
    }

    fn storage<T>(act: impl FnOnce(&Storage) -> Result<T, JsValue>) -> Result<T, BackendError> {
        STORAGE
            .with(|storage| storage.as_ref().map(act))
            .ok_or(BackendError::Denied)?
            .map_err(|exception| error(&exception))
    }

    fn error(exception: &JsValue) -> BackendError {
        match exception.dyn_ref::<DomException>() {
            Some(exception) => classify(&exception.name(), exception.code(), &exception.message()),
            None => BackendError::Other(format!("{exception:?}")),
        }
    }

    fn units(text: &JsString) -> Vec<u16> {
        (0..text.length())
            .map(|place| text.char_code_at(place) as u16)
            .collect()
    }

    fn from_units(units: &[u16]) -> JsString {
        let empty = JsString::from("");
        units.chunks(UNITS_AT_ONCE).fold(empty, |text, chunk| {
            text.concat(&JsString::from_char_code(chunk))
        })
    }

    impl Backend for Local {
        fn get(&self, key: &str) -> Result<Option<Raw>, BackendError> {
            let Some(text) = storage(|storage| storage.get_item(key))? else {
                return Ok(None);
            };
            if text.contains(REPLACEMENT) {
                let exact = storage(|storage| Reflect::get(storage, &key.into()))?;
                if let Some(exact) = exact.dyn_ref::<JsString>() {
                    return Ok(Some(Raw::from_units(units(exact))));
                }
            }
            Ok(Some(Raw::Text(text)))
        }

        fn set(&self, key: &str, value: &Raw) -> Result<(), BackendError> {
            match value {
                Raw::Text(text) => storage(|storage| storage.set_item(key, text)),
                Raw::Units(units) => storage(|storage| {
                    Reflect::set(storage, &key.into(), &from_units(units)).map(|_| ())
                }),
            }
        }

        fn remove(&self, key: &str) -> Result<(), BackendError> {
            storage(|storage| storage.remove_item(key))
        }

        fn keys(&self) -> Result<Vec<String>, BackendError> {
            storage(|storage| {
                let mut keys = Vec::new();
                for place in 0..storage.length()? {
                    keys.extend(storage.key(place)?);
                }
                Ok(keys)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_storage_is_known_by_every_browsers_name_for_it() {
        for (name, code) in [
            ("QuotaExceededError", 22),
            ("QuotaExceededError", 0),
            ("QUOTA_EXCEEDED_ERR", 22),
            ("NS_ERROR_DOM_QUOTA_REACHED", 1014),
            ("NS_ERROR_FILE_NO_DEVICE_SPACE", 0),
        ] {
            assert_eq!(classify(name, code, ""), BackendError::Quota, "{name}");
        }
        assert_eq!(classify("SecurityError", 18, ""), BackendError::Denied);
        assert_eq!(
            classify("UnknownError", 0, "disk"),
            BackendError::Other("UnknownError: disk".into())
        );
    }
}
