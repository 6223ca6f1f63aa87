//! What is trained on: shipped files, which stay with the page, and drawn points.

use super::state::Data;
use crate::explorables::shipped;
use neural::data::Shape;
use neural::session::{self, Source};
use neural::table::{Options, TaskKind};
use std::cell::RefCell;

thread_local! {
    static DIGITS: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
    static PENGUINS: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

impl Data {
    /// The file that has to be there, from the site's root.
    pub fn file(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some(shipped::DIGITS),
            Self::Penguins => Some(shipped::PENGUINS),
            Self::Circle | Self::Spiral => None,
        }
    }

    /// The samples, if they are at hand.
    pub fn samples(self) -> Option<session::Data> {
        match self {
            Self::Digits => digits().map(session::Data::Digits),
            Self::Penguins => {
                PENGUINS
                    .with_borrow(Clone::clone)
                    .map(|bytes| session::Data::Table {
                        bytes,
                        options: bills(),
                    })
            }
            Self::Circle | Self::Spiral => Some(session::Data::Keep),
        }
    }

    /// Takes a file's bytes; `None` if they are not such a file's.
    pub fn keep(self, bytes: Vec<u8>) -> Option<()> {
        match self {
            Self::Digits => DIGITS.set(Some(shipped::unpack(&bytes)?)),
            Self::Penguins => PENGUINS.set(Some(bytes)),
            Self::Circle | Self::Spiral => {}
        }
        Some(())
    }

    /// Where the engine takes it from.
    pub fn source(self) -> Source {
        match self {
            Self::Digits => Source::Digits,
            Self::Penguins => Source::Table,
            Self::Circle => Source::Shape(Shape::Circle),
            Self::Spiral => Source::Shape(Shape::Spiral),
        }
    }
}

/// The digits, if they are at hand.
pub fn digits() -> Option<Vec<u8>> {
    DIGITS.with_borrow(Clone::clone)
}

/// A penguin's species by the length and the depth of its bill.
fn bills() -> Options {
    Options {
        delimiter: Some(b','),
        header: Some(true),
        target: Some(0),
        features: Some(vec![2, 3]),
        task: Some(TaskKind::Classification),
        ..Options::default()
    }
}

/// The shipped samples, without a network.
#[cfg(any(test, feature = "ssr"))]
pub fn at_hand(data: Data) -> Option<session::Data> {
    if data.samples().is_none() {
        data.keep(match data {
            Data::Digits => include_bytes!("../../../public/data/digits.bin").to_vec(),
            Data::Penguins => include_bytes!("../../../public/data/penguins.csv").to_vec(),
            Data::Circle | Data::Spiral => Vec::new(),
        })?;
    }
    data.samples()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_are_at_hand_and_others_are_refused() {
        for data in Data::ALL {
            assert!(at_hand(data).is_some());
        }
        assert_eq!(Data::Digits.keep(b"no digits".to_vec()), None);
    }
}
