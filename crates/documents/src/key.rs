//! The keys under which everything is kept.

use std::fmt;

use crate::id::Id;
use crate::time::Timestamp;

/// What every key of ours begins with.
pub const PREFIX: &str = "qimo/";

/// A value that is saved again and again, and so has snapshots.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The reader's settings.
    Settings,
    /// The reader's progress.
    Progress,
    /// A document.
    Doc(Id),
}

impl Slot {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "settings" => Some(Self::Settings),
            "progress" => Some(Self::Progress),
            _ => text.strip_prefix("doc/")?.parse().ok().map(Self::Doc),
        }
    }

    pub(crate) fn key(&self) -> String {
        Key::Slot(self.clone()).to_string()
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings => formatter.write_str("settings"),
            Self::Progress => formatter.write_str("progress"),
            Self::Doc(id) => write!(formatter, "doc/{id}"),
        }
    }
}

/// One of our keys. Its `Display` is the key in the storage; the table is in
/// the crate's documentation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The list of documents.
    Index,
    /// Settings, progress or a document.
    Slot(Slot),
    /// An earlier value of a slot.
    Snapshot(Slot, SnapshotId),
    /// The steps that undo and redo take in a document.
    History(Id),
    /// When everything was last exported.
    Backup,
    /// What could not be read, under the time at which it was found.
    Quarantine(String),
}

/// Which of a slot's earlier values: its revision and when it was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotId {
    /// The revision of that value.
    pub revision: u64,
    /// When that value was saved.
    pub saved_at: Timestamp,
}

impl Key {
    /// The key that `text` is, if it is one of ours and known here.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(PREFIX)?;
        match rest {
            "index" => return Some(Self::Index),
            "backup" => return Some(Self::Backup),
            _ => {}
        }
        if let Some(rest) = rest.strip_prefix("snapshot/") {
            let (rest, saved_at) = rest.rsplit_once('/')?;
            let (slot, revision) = rest.rsplit_once('/')?;
            let id = SnapshotId {
                revision: revision.parse().ok()?,
                saved_at: saved_at.parse().ok()?,
            };
            let key = Self::Snapshot(Slot::parse(slot)?, id);
            // `007` and a time without milliseconds would come back altered.
            return (key.to_string() == text).then_some(key);
        }
        if let Some(id) = rest.strip_prefix("history/") {
            return id.parse().ok().map(Self::History);
        }
        if let Some(name) = rest.strip_prefix("quarantine/") {
            return Some(Self::Quarantine(name.to_owned()));
        }
        Slot::parse(rest).map(Self::Slot)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(PREFIX)?;
        match self {
            Self::Index => formatter.write_str("index"),
            Self::Slot(slot) => slot.fmt(formatter),
            Self::Snapshot(slot, id) => {
                write!(formatter, "snapshot/{slot}/{}/{}", id.revision, id.saved_at)
            }
            Self::History(id) => write!(formatter, "history/{id}"),
            Self::Backup => formatter.write_str("backup"),
            Self::Quarantine(name) => write!(formatter, "quarantine/{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_as_itself() {
        let id: Id = "a-1_Z".parse().unwrap();
        let snapshot = SnapshotId {
            revision: 7,
            saved_at: Timestamp::from_millis(1),
        };
        for key in [
            Key::Index,
            Key::Backup,
            Key::Slot(Slot::Settings),
            Key::Slot(Slot::Progress),
            Key::Slot(Slot::Doc(id.clone())),
            Key::Snapshot(Slot::Progress, snapshot),
            Key::Snapshot(Slot::Doc(id.clone()), snapshot),
            Key::History(id),
            Key::Quarantine("2026-11-23T08:05:00.000Z-2".into()),
        ] {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
    }

    #[test]
    fn foreign_and_unknown_keys_are_not_ours() {
        for text in [
            "other/index",
            "qimo/",
            "qimo/doc/",
            "qimo/doc/a/b",
            "qimo/doc/ü",
            "qimo/snapshot/doc/a/07/1970-01-01T00:00:00.000Z",
            "qimo/later",
        ] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }
}
