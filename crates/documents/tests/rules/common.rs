//! A kind of document with a past, and a storage that several tabs open.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use documents::{
    Document, Handle, Id, ManualClock, Memory, MigrationError, Opened, OpenedSingleton, Seeded,
    Singleton, Slot, Store, Timestamp,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Schema 1 had `text`, one string; schema 2 had `lines`; schema 3 has `rate`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub lines: Vec<String>,
    pub rate: f64,
}

impl Note {
    pub fn of(line: &str) -> Self {
        Self {
            lines: vec![line.to_owned()],
            rate: 0.1,
        }
    }
}

impl Document for Note {
    const KIND: &'static str = "note";
    const SCHEMA: u32 = 3;

    fn migrate(from: u32, mut data: Value) -> Result<Value, MigrationError> {
        let wrong = |reason: &str| MigrationError {
            from,
            reason: reason.into(),
        };
        match from {
            1 => {
                let text = data["text"].as_str().ok_or_else(|| wrong("no text"))?;
                Ok(json!({"lines": text.lines().collect::<Vec<_>>()}))
            }
            2 => {
                let fields = data.as_object_mut().ok_or_else(|| wrong("no object"))?;
                fields.insert("rate".into(), json!(0.5));
                Ok(data)
            }
            _ => Err(wrong("unknown schema")),
        }
    }
}

/// The same kind as a later version of the app would have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaterNote {
    pub lines: Vec<String>,
    pub rate: f64,
    pub colour: String,
}

impl Document for LaterNote {
    const KIND: &'static str = "note";
    const SCHEMA: u32 = 4;

    fn migrate(from: u32, data: Value) -> Result<Value, MigrationError> {
        if from < 3 {
            return Note::migrate(from, data);
        }
        let mut data = data;
        data["colour"] = json!("red");
        Ok(data)
    }
}

/// A browser: its storage, and a clock for all its tabs.
pub struct Browser {
    pub memory: Memory,
    pub clock: Arc<ManualClock>,
    tabs: AtomicU64,
}

impl Browser {
    pub fn new() -> Self {
        Self {
            memory: Memory::new(),
            clock: Arc::new(ManualClock::new(Timestamp::from_millis(1_795_421_100_000))),
            tabs: AtomicU64::new(1),
        }
    }

    /// Opens the app in another tab.
    pub fn tab(&self) -> Store {
        let seed = self.tabs.fetch_add(1, Ordering::Relaxed);
        Store::open(self.memory.clone(), self.clock.clone(), Seeded::new(seed))
    }

    pub fn text(&self, key: &str) -> Option<String> {
        let contents = self.memory.contents();
        contents.get(key).map(|raw| raw.text().unwrap().to_owned())
    }

    pub fn doc(&self, id: &Id) -> Option<String> {
        self.text(&format!("qimo/doc/{id}"))
    }

    pub fn keys(&self, prefix: &str) -> Vec<String> {
        let contents = self.memory.contents();
        let keys = contents.into_keys();
        keys.filter(|key| key.starts_with(prefix)).collect()
    }
}

/// Loads a note that may be edited.
pub fn edit(store: &Store, id: &Id) -> (Handle, Note) {
    match store.load::<Note>(id).unwrap() {
        Opened::Editable { handle, value } => (handle, value),
        Opened::ReadOnly { .. } => panic!("read-only"),
    }
}

pub fn slot(id: &Id) -> Slot {
    Slot::Doc(id.clone())
}

pub fn envelope(schema: u32, data: &Value) -> String {
    let time = "2026-01-01T00:00:00.000Z";
    format!(r#"{{"schema":{schema},"revision":1,"saved_at":"{time}","data":{data}}}"#)
}

pub fn note_envelope(schema: u32, body: &Value) -> String {
    let header = json!({"kind": "note", "name": "n", "created_at": "2026-01-01T00:00:00.000Z"});
    envelope(schema, &json!({"body": body, "header": header}))
}

/// Settings or progress, with what saving them needs.
pub fn open<S: Singleton>(store: &Store) -> (documents::Held<S>, S) {
    match store.load_singleton::<S>().unwrap() {
        OpenedSingleton::Editable { held, value } => (held, value),
        OpenedSingleton::ReadOnly { .. } => panic!("read-only"),
    }
}

pub fn load<S: Singleton>(store: &Store) -> S {
    open(store).1
}

/// Changes settings or progress, and saves them.
pub fn change<S: Singleton>(store: &Store, change: impl FnOnce(&mut S)) {
    let (mut held, mut value) = open(store);
    change(&mut value);
    store.save_singleton(&mut held, &value).unwrap();
}
