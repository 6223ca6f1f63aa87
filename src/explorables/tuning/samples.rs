//! What is trained on: shipped files, which stay with the page, and drawn points.

use super::state::Data;
use crate::explorables::shipped::{self, File};
use neural::data::Shape;
use neural::session::{self, Source};

impl Data {
    /// The file that has to be there.
    pub fn file(self) -> Option<File> {
        match self {
            Self::Digits => Some(File::Digits),
            Self::Penguins => Some(File::Penguins),
            Self::Circle | Self::Spiral => None,
        }
    }

    /// The samples, if they are at hand.
    pub fn samples(self) -> Option<session::Data> {
        match self {
            Self::Digits => File::Digits.bytes().map(session::Data::Digits),
            // A penguin's species by the length and the depth of its bill.
            Self::Penguins => File::Penguins.bytes().map(|bytes| session::Data::Table {
                bytes,
                options: shipped::penguins(0, &[2, 3]),
            }),
            Self::Circle | Self::Spiral => Some(session::Data::Keep),
        }
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

/// The samples, without a network.
#[cfg(any(test, feature = "ssr"))]
pub fn at_hand(data: Data) -> Option<session::Data> {
    if let Some(file) = data.file() {
        file.at_hand()?;
    }
    data.samples()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_at_hand() {
        for data in Data::ALL {
            assert!(at_hand(data).is_some());
        }
    }
}
