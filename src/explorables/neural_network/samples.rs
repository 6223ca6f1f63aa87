//! The samples that the engine doesn't draw itself: shipped files, fetched
//! when first needed, and the reader's table. They stay with the page, so that
//! a change of language, or a way there and back, doesn't lose them.

use super::choices::Dataset;
use crate::explorables::shipped::{self, File};
use neural::session::{Data, Source};
use neural::table::Options;
use std::cell::RefCell;

/// A table and how to read it.
type Table = (Vec<u8>, Options);

#[derive(Default)]
struct Memory {
    own: Option<Table>,
    /// The file-borne data that the engine has: the digits, and one table.
    engine_digits: bool,
    engine_table: Option<Dataset>,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// What it takes to load a data set into the engine.
pub enum Supply {
    /// Send this with the run.
    Ready(Data),
    /// Fetch this file first.
    Fetch(File),
    /// The reader hasn't given a table.
    Missing,
}

/// What has to go with a run on `data`. What the engine already has isn't sent again.
pub fn supply(data: Dataset) -> Supply {
    MEMORY.with_borrow(|memory| {
        if memory.has(data) {
            return Supply::Ready(Data::Keep);
        }
        match (memory.samples(data), data) {
            (Some(samples), _) => Supply::Ready(samples),
            (None, Dataset::Digits) => Supply::Fetch(File::Digits),
            (None, Dataset::Penguins) => Supply::Fetch(File::Penguins),
            (None, _) => Supply::Missing,
        }
    })
}

impl Memory {
    /// The samples of a data set, if they are at hand.
    fn samples(&self, data: Dataset) -> Option<Data> {
        let table = |(bytes, options)| Data::Table { bytes, options };
        match data {
            Dataset::Digits => File::Digits.bytes().map(Data::Digits),
            Dataset::Penguins => {
                let penguins = File::Penguins.bytes();
                penguins.map(|bytes| table((bytes, penguin_options())))
            }
            Dataset::Own => self.own.clone().map(table),
            _ => Some(Data::Keep),
        }
    }

    fn has(&self, data: Dataset) -> bool {
        match data.source() {
            Source::Shape(_) => true,
            Source::Digits => self.engine_digits,
            Source::Table => self.engine_table == Some(data),
        }
    }
}

/// The samples of a data set for another engine, which has none yet; `None` if
/// they aren't at hand.
pub fn whole(data: Dataset) -> Option<Data> {
    MEMORY.with_borrow(|memory| memory.samples(data))
}

/// Whether the engine's data of this kind is this set's.
pub fn engine_has(data: Dataset) -> bool {
    MEMORY.with_borrow(|memory| memory.has(data))
}

/// Remembers what was sent.
pub fn sent(data: Dataset) {
    MEMORY.with_borrow_mut(|memory| match data.source() {
        Source::Shape(_) => {}
        Source::Digits => memory.engine_digits = true,
        Source::Table => memory.engine_table = Some(data),
    });
}

/// Forgets what the engine has: it was started anew, or refused the data.
pub fn forget_sent() {
    MEMORY.with_borrow_mut(|memory| {
        memory.engine_digits = false;
        memory.engine_table = None;
    });
}

/// Takes the reader's table in place of an earlier one.
pub fn keep_own(bytes: Vec<u8>, options: Options) {
    MEMORY.with_borrow_mut(|memory| {
        memory.own = Some((bytes, options));
        memory.engine_table = None;
    });
}

/// The species from the four measurements. The island alone would give two of
/// the three away, and the year says nothing about a bird.
fn penguin_options() -> Options {
    shipped::penguins(0, &[2, 3, 4, 5])
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::session::{Command, Event, RunConfig, Session};

    #[test]
    fn the_penguins_train_on_four_measurements() {
        let bytes = include_bytes!("../../../public/data/penguins.csv").to_vec();
        let events = Session::new().handle(Command::Load {
            run: 1,
            config: RunConfig {
                source: Source::Table,
                ..RunConfig::default()
            },
            data: Data::Table {
                bytes,
                options: penguin_options(),
            },
        });
        let [Event::Loaded(info)] = &events[..] else {
            panic!("{events:?}")
        };
        assert_eq!((info.inputs.len(), info.task.classes()), (4, 3));
        assert_eq!(info.train + info.test, 333);
    }

    #[test]
    fn what_the_engine_has_is_not_sent_twice() {
        File::Digits.forget();
        assert!(matches!(supply(Dataset::Xor), Supply::Ready(Data::Keep)));
        assert!(matches!(supply(Dataset::Own), Supply::Missing));
        assert!(matches!(supply(Dataset::Digits), Supply::Fetch(_)));
        keep_own(b"a,b".to_vec(), Options::default());
        assert!(matches!(
            supply(Dataset::Own),
            Supply::Ready(Data::Table { .. })
        ));
        sent(Dataset::Own);
        assert!(matches!(supply(Dataset::Own), Supply::Ready(Data::Keep)));
        // The penguins would replace it.
        sent(Dataset::Penguins);
        assert!(!engine_has(Dataset::Own));
        forget_sent();
        assert!(!engine_has(Dataset::Penguins));
    }
}
