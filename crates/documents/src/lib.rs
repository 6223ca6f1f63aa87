//! Keeping a reader's documents, settings and progress so that nothing is lost.
//!
//! A [`Store`] keeps values in a [`Backend`]: the browser's storage, or memory
//! where that is blocked. It knows nothing of the web; time and chance are
//! passed in.
//!
//! ```
//! use documents::{Document, Edit, ManualClock, Memory, Opened, Seeded, Store, Timestamp};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Plan {
//!     market: String,
//! }
//!
//! impl Document for Plan {
//!     const KIND: &'static str = "plan";
//!     const SCHEMA: u32 = 1;
//! }
//!
//! let clock = ManualClock::new(Timestamp::from_millis(0));
//! let store = Store::open(Memory::new(), clock, Seeded::new(1));
//! let id = store.create("first", &Plan { market: "ports".into() })?.id().clone();
//! if let Opened::Editable { mut handle, mut value } = store.load::<Plan>(&id)? {
//!     value.market = "harbours".into();
//!     let outcome = store.save(&mut handle, &value, Edit::Step)?;
//!     assert_eq!(outcome.saved().revision, 2);
//!     let back = store.undo::<Plan>(&mut handle)?.expect("a step to undo");
//!     assert_eq!(back.value.market, "ports");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is stored
//! Every value is JSON, `{schema, revision, saved_at, data}`:
//!
//! | key | data |
//! |---|---|
//! | `qimo/settings` | [`settings::Settings`] |
//! | `qimo/progress` | [`progress::Progress`] |
//! | `qimo/doc/{id}` | `{header, body}`: a [`Header`] and the document itself |
//! | `qimo/index` | `{documents: [{id, header, schema, revision, saved_at}]}`, rebuilt from the documents when it differs from them |
//! | `qimo/snapshot/{settings, progress or doc/{id}}/{revision}/{saved_at}` | an earlier value of that key, as it was; the last ten |
//! | `qimo/history/{id}` | `{past, future}`: the steps of undo and redo, as patches |
//! | `qimo/quarantine/{time}` | `{key, damage, text or units}`: what could not be read, and the key it was under |
//! | `qimo/backup` | `{}`: saved when everything was last exported |
//!
//! # How nothing is lost
//! A value is replaced in three steps: a copy of the old one is written to a
//! snapshot key, the new one is written and read back, and the copy is removed
//! unless a snapshot is due. A fault at any of them leaves the old value under
//! its key or in the snapshot from which [`Store::open`] recovers it.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod autosave;
mod backend;
mod bundle;
mod document;
mod envelope;
mod error;
mod export;
mod handle;
mod history;
mod id;
mod import;
mod index;
mod key;
mod memory;
mod merge;
mod organise;
mod patch;
mod preview;
pub mod progress;
mod quarantine;
mod save;
pub mod settings;
mod singleton;
mod snapshot;
mod store;
mod time;
mod undo;
mod usage;
mod write;

pub use autosave::{AUTOSAVE_LIMIT, AUTOSAVE_PAUSE, Autosave, Due};
pub use backend::{Backend, BackendError, Raw};
pub use bundle::{ImportError, MAX_BUNDLE_BYTES};
pub use document::{Document, MigrationError, Singleton};
pub use envelope::{Damage, Header, revision_of};
pub use error::{LoadError, Notice, SaveError};
pub use export::{Backup, Erased, ExportError, Exported, Unsaved};
pub use handle::{Edit, Handle, Opened, Outcome, Saved, Standing};
pub use history::{HISTORY_STEPS, HISTORY_UNITS, Stepped};
pub use id::{Id, InvalidId, Random, Seeded};
pub use import::{Choice, Choices, ImportUndo};
pub use index::Entry;
pub use key::{Key, PREFIX, Slot, SnapshotId};
pub use memory::{Faults, Memory, WriteFault};
pub use preview::{Arrival, ImportPreview, PreviewDocument, PreviewSingleton};
pub use quarantine::Quarantined;
pub use singleton::{Held, OpenedSingleton, SavedSingleton};
pub use snapshot::{RestoreError, SNAPSHOT_INTERVAL, SNAPSHOTS};
pub use store::Store;
pub use time::{Clock, ManualClock, Timestamp};
pub use undo::Undone;
pub use usage::{Level, QUOTA_UNITS, Usage};
