//! What the server's thread and its owner share.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Options;

/// One answered request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// Path and query as they came.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
}

/// What is wrong with the answers for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// One byte in the middle is another.
    Corrupt,
    /// The answer is late by so much.
    Delay(Duration),
    /// No content, and this status.
    Status(u16),
}

pub struct State {
    pub options: Options,
    mounts: Mutex<Vec<(String, PathBuf)>>,
    requests: Mutex<Vec<Request>>,
    faults: Mutex<HashMap<String, Fault>>,
}

impl State {
    pub fn new(folder: PathBuf, mut options: Options) -> Self {
        options.mount = with_slashes(&options.mount);
        let mut mounts = vec![(options.mount.clone(), folder)];
        mounts.extend(
            options
                .also
                .iter()
                .map(|(mount, folder)| (with_slashes(mount), folder.clone())),
        );
        Self {
            options,
            mounts: Mutex::new(mounts),
            requests: Mutex::default(),
            faults: Mutex::default(),
        }
    }

    pub fn mount(&self) -> &str {
        &self.options.mount
    }

    /// The mount (with slashes) and folder that hold this path: the deepest
    /// that fits.
    pub fn folder_of(&self, path: &str) -> Option<(String, PathBuf)> {
        lock(&self.mounts)
            .iter()
            .filter(|(mount, _)| path.starts_with(mount.as_str()))
            .max_by_key(|(mount, _)| mount.len())
            .cloned()
    }

    /// Whether the path is a mount without its last slash.
    pub fn is_bare_mount(&self, path: &str) -> bool {
        lock(&self.mounts)
            .iter()
            .any(|(mount, _)| mount.strip_suffix('/') == Some(path))
    }

    pub fn set_folder(&self, folder: PathBuf) {
        if let Some(first) = lock(&self.mounts).first_mut() {
            first.1 = folder;
        }
    }

    pub fn log(&self, request: Request) {
        lock(&self.requests).push(request);
    }

    pub fn requests(&self) -> Vec<Request> {
        lock(&self.requests).clone()
    }

    pub fn clear_requests(&self) {
        lock(&self.requests).clear();
    }

    pub fn set_fault(&self, file: &str, fault: Fault) {
        lock(&self.faults).insert(file.to_owned(), fault);
    }

    pub fn clear_faults(&self) {
        lock(&self.faults).clear();
    }

    pub fn fault(&self, file: &str) -> Option<Fault> {
        lock(&self.faults).get(file).copied()
    }
}

/// A panic while a lock was held leaves these values whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// `sub/path` → `/sub/path/`.
fn with_slashes(mount: &str) -> String {
    match mount.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts_get_both_slashes() {
        assert_eq!(with_slashes(""), "/");
        assert_eq!(with_slashes("/"), "/");
        assert_eq!(with_slashes("a/b"), "/a/b/");
    }

    #[test]
    fn the_deepest_mount_wins() {
        let options = Options {
            mount: "/a".into(),
            also: vec![("/a/b".into(), "inner".into())],
            ..Options::default()
        };
        let state = State::new("outer".into(), options);
        let folder = |path| state.folder_of(path).map(|(_, folder)| folder);
        assert_eq!(folder("/a/x"), Some("outer".into()));
        assert_eq!(folder("/a/b/x"), Some("inner".into()));
        assert_eq!(folder("/ab"), None);
        assert!(state.is_bare_mount("/a/b") && !state.is_bare_mount("/a/b/"));
    }
}
