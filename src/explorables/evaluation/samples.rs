//! What is trained on: shipped files, which stay with the page, and drawn points;
//! and the jobs' setups for them.

use super::state::{Model, Question};
use crate::explorables::shipped::{self, File};
use neural::activation::Activation;
use neural::data::Shape;
use neural::job::Setup;
use neural::optimiser::Optimiser;
use neural::session::{Data, RunConfig, Source};

/// Where samples come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere: they are drawn.
    Drawn,
    /// The digits' file.
    Digits,
    /// The penguins' file, and the column that is predicted.
    Penguins(Target),
}

/// What is asked of a penguin, by the number of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Its species, of three.
    Species = 0,
    /// Its sex.
    Sex = 6,
}

impl Origin {
    /// The file that they are in.
    pub fn file(self) -> Option<File> {
        match self {
            Self::Drawn => None,
            Self::Digits => Some(File::Digits),
            Self::Penguins(_) => Some(File::Penguins),
        }
    }

    /// The samples, if they are at hand.
    pub fn data(self) -> Option<Data> {
        match self {
            Self::Drawn => Some(Data::Keep),
            Self::Digits => File::Digits.bytes().map(Data::Digits),
            // From the four measurements: bill length and depth, flipper length, mass.
            Self::Penguins(target) => File::Penguins.bytes().map(|bytes| Data::Table {
                bytes,
                options: shipped::penguins(target as u32, &[2, 3, 4, 5]),
            }),
        }
    }

    fn source(self) -> Source {
        match self {
            Self::Drawn => Source::Shape(Shape::Gauss),
            Self::Digits => Source::Digits,
            Self::Penguins(_) => Source::Table,
        }
    }
}

impl Model {
    /// Where its samples come from.
    pub fn origin(&self) -> Origin {
        match self.question {
            Question::Eights => Origin::Digits,
            Question::Penguins => Origin::Penguins(Target::Sex),
            Question::Clouds => Origin::Drawn,
        }
    }

    /// The job's setup for its question.
    pub fn setup(&self, data: Data) -> Setup {
        Setup {
            positive: (self.question == Question::Eights).then_some(8),
            share: (self.share > 0.0).then_some(self.share as f32),
            ..self.setup_on(self.origin(), data)
        }
    }

    /// The setup of the same network on other samples, all of their classes kept.
    pub fn setup_on(&self, origin: Origin, data: Data) -> Setup {
        let hidden = [self.hidden];
        let layers = if self.hidden == 0 { &[][..] } else { &hidden };
        Setup {
            config: RunConfig {
                source: origin.source(),
                samples: 5000,
                noise: 50.0,
                split: self.split as f32,
                optimiser: Optimiser::Adam,
                learning_rate: 0.01,
                batch_size: 32,
                seed: self.seed,
                ..RunConfig::default()
            }
            .with_hidden(layers, Activation::Relu),
            data,
            positive: None,
            share: None,
            epochs: self.epochs,
        }
    }
}

/// The samples, without a network.
#[cfg(any(test, feature = "ssr"))]
pub fn at_hand(origin: Origin) -> Option<Data> {
    if let Some(file) = origin.file() {
        file.at_hand()?;
    }
    origin.data()
}

#[cfg(test)]
mod tests {
    use super::super::state::State;
    use super::*;
    use neural::job::{Desk, Job};

    #[test]
    fn every_question_is_one_that_the_engine_takes() {
        for question in Question::ALL {
            for (share, hidden) in [(0.0, 0), (5.0, 8)] {
                let model = Model {
                    question,
                    hidden,
                    share,
                    ..State::default().model
                };
                let setup = model.setup(at_hand(model.origin()).unwrap());
                assert_eq!(setup.config.validate(), []);
                assert_eq!(Desk::default().start(1, Job::Predict(setup)), None);
            }
        }
        for origin in [Origin::Digits, Origin::Penguins(Target::Species)] {
            let setup = State::default()
                .model
                .setup_on(origin, at_hand(origin).unwrap());
            assert_eq!(Desk::default().start(1, Job::Predict(setup)), None);
        }
    }
}
