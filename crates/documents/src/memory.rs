//! A backend in memory: the fallback where storage is blocked, and the test
//! double that fails on demand.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::backend::{Backend, BackendError, Raw, utf16_len};

/// A fault that [`Memory`] shows to a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteFault {
    /// Refuses with [`BackendError::Quota`].
    Quota,
    /// Refuses with [`BackendError::Denied`].
    Denied,
    /// Reports success and stores nothing.
    Lose,
    /// Reports success and stores the first half of the value.
    Corrupt,
}

/// The faults a [`Memory`] is told to have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// Room in UTF-16 code units for keys and values together.
    pub quota: Option<usize>,
    /// Every access fails with [`BackendError::Denied`].
    pub denied: bool,
    /// The fault, how many writes succeed before it, and how many it strikes.
    pub write: Option<(WriteFault, usize, usize)>,
}

#[derive(Default)]
struct State {
    values: BTreeMap<String, Raw>,
    faults: Faults,
    writes: usize,
}

/// String keys and values in memory. Clones share them, as two tabs share the
/// storage of a browser.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

impl Memory {
    /// An empty storage without faults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the faults and starts counting writes anew.
    pub fn set_faults(&self, faults: Faults) {
        let mut state = self.state();
        state.faults = faults;
        state.writes = 0;
    }

    /// Every key with its value, whatever the faults.
    pub fn contents(&self) -> BTreeMap<String, Raw> {
        self.state().values.clone()
    }

    /// Puts a value under a key, whatever the faults.
    pub fn plant(&self, key: &str, value: impl Into<Raw>) {
        self.state().values.insert(key.to_owned(), value.into());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn allowed(&self) -> Result<MutexGuard<'_, State>, BackendError> {
        let state = self.state();
        if state.faults.denied {
            return Err(BackendError::Denied);
        }
        Ok(state)
    }
}

impl State {
    fn units_without(&self, key: &str) -> usize {
        self.values
            .iter()
            .filter(|(other, _)| *other != key)
            .map(|(other, value)| utf16_len(other) + value.len())
            .sum()
    }

    fn fault(&mut self) -> Option<WriteFault> {
        let write = self.writes;
        self.writes += 1;
        let (fault, after, strikes) = self.faults.write?;
        (write >= after && write - after < strikes).then_some(fault)
    }
}

fn first_half(value: &Raw) -> Raw {
    let units: Vec<u16> = match value {
        Raw::Text(text) => text.encode_utf16().collect(),
        Raw::Units(units) => units.clone(),
    };
    Raw::from_units(units[..units.len() / 2].to_vec())
}

impl Backend for Memory {
    fn get(&self, key: &str) -> Result<Option<Raw>, BackendError> {
        Ok(self.allowed()?.values.get(key).cloned())
    }

    fn set(&self, key: &str, value: &Raw) -> Result<(), BackendError> {
        let mut state = self.allowed()?;
        let kept = match state.fault() {
            Some(WriteFault::Quota) => return Err(BackendError::Quota),
            Some(WriteFault::Denied) => return Err(BackendError::Denied),
            Some(WriteFault::Lose) => return Ok(()),
            Some(WriteFault::Corrupt) => first_half(value),
            None => value.clone(),
        };
        if let Some(quota) = state.faults.quota
            && state.units_without(key) + utf16_len(key) + kept.len() > quota
        {
            return Err(BackendError::Quota);
        }
        state.values.insert(key.to_owned(), kept);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.allowed()?.values.remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        Ok(self.allowed()?.values.keys().cloned().collect())
    }
}
