//! What an export holds, and what bringing it in would do.

use crate::backend::{BackendError, Raw};
use crate::bundle::{Bundle, ImportError};
use crate::document::{Decoded, Singleton, decode};
use crate::envelope::{Envelope, Header, Peek};
use crate::id::Id;
use crate::key::{Key, Slot};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::singleton::OpenedSingleton;
use crate::store::Store;
use crate::time::Timestamp;

/// What a file holds, and what importing it would do. Nothing is changed yet.
#[derive(Clone, Debug)]
pub struct ImportPreview {
    /// When the file was exported.
    pub exported_at: Timestamp,
    /// Its documents, the latest saved first.
    pub documents: Vec<PreviewDocument>,
    /// Its settings, if they differ from those here.
    pub settings: Option<PreviewSingleton<Settings>>,
    /// Its progress, if it differs from that here.
    pub progress: Option<PreviewSingleton<Progress>>,
    /// How many unreadable values it holds, which go to quarantine.
    pub unreadable: usize,
    /// The keys that this version cannot bring in: of a newer one, say.
    pub left_out: Vec<String>,
    pub(crate) bundle: Bundle,
}

/// A document in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewDocument {
    /// Its id in the file.
    pub id: Id,
    /// Its name and how it came to be.
    pub header: Header,
    /// The schema version of its data.
    pub schema: u32,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// How it would come in.
    pub arrival: Arrival,
}

/// How a document comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Under its id, which is not taken here.
    New,
    /// Under a new id, beside a different document that has its id.
    Copy,
    /// Not at all: the same is here already.
    Same,
}

/// Settings or progress in a file, beside those here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewSingleton<S> {
    /// Those here.
    pub here: S,
    /// Those in the file.
    pub file: S,
    /// When those in the file were saved.
    pub saved_at: Timestamp,
}

impl Store {
    /// Reads a file and says what importing it would do.
    pub fn preview(&self, bytes: &[u8]) -> Result<ImportPreview, ImportError> {
        let bundle = Bundle::parse(bytes)?;
        let mut preview = ImportPreview {
            exported_at: bundle.exported_at,
            documents: Vec::new(),
            settings: None,
            progress: None,
            unreadable: 0,
            left_out: Vec::new(),
            bundle: bundle.clone(),
        };
        for (key, raw) in &bundle.entries {
            match Key::parse(key) {
                Some(Key::Slot(Slot::Doc(id))) => match Peek::parse(raw) {
                    Ok(peek) => preview.documents.push(PreviewDocument {
                        arrival: self.arrival(key, raw)?,
                        id,
                        header: peek.data.header,
                        schema: peek.schema,
                        saved_at: peek.saved_at,
                    }),
                    Err(_) => preview.unreadable += 1,
                },
                Some(Key::Slot(Slot::Settings)) => {
                    preview.settings = self.compare(raw, &mut preview.left_out)?;
                }
                Some(Key::Slot(Slot::Progress)) => {
                    preview.progress = self.compare(raw, &mut preview.left_out)?;
                }
                Some(Key::Quarantine(_)) => preview.unreadable += 1,
                Some(Key::Index | Key::Backup | Key::Snapshot(..) | Key::History(_)) => {}
                None => preview.left_out.push(key.clone()),
            }
        }
        preview
            .documents
            .sort_unstable_by(|a, b| (b.saved_at, &b.id).cmp(&(a.saved_at, &a.id)));
        Ok(preview)
    }

    pub(crate) fn arrival(&self, key: &str, raw: &Raw) -> Result<Arrival, BackendError> {
        Ok(match self.get(key)? {
            None => Arrival::New,
            Some(here) if here == *raw => Arrival::Same,
            Some(_) => Arrival::Copy,
        })
    }

    fn compare<S: Singleton + PartialEq>(
        &self,
        raw: &Raw,
        left_out: &mut Vec<String>,
    ) -> Result<Option<PreviewSingleton<S>>, BackendError> {
        let read = Envelope::parse(raw).and_then(|envelope| {
            Ok((
                envelope.saved_at,
                decode::<S>(envelope.schema, envelope.data)?,
            ))
        });
        let OpenedSingleton::Editable { value: here, .. } = self.load_singleton::<S>()? else {
            // Those here are read-only.
            left_out.push(S::SLOT.key());
            return Ok(None);
        };
        let Ok((saved_at, Decoded::Current(file, _))) = read else {
            left_out.push(S::SLOT.key());
            return Ok(None);
        };
        Ok((file != here).then_some(PreviewSingleton {
            here,
            file,
            saved_at,
        }))
    }
}
