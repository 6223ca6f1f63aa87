//! The engine as the app's worker hosts it.

use neural::activation::Activation;
use neural::data::Transform;
use neural::session::{Command, Data, MapSize, RunConfig, Session};
use wasm_bindgen::prelude::wasm_bindgen;

/// Questions whether to go on that fill a worker's turn of 8 ms, at 20 µs each.
const QUESTIONS: u32 = 400;
/// Cells of a decision map each way.
const SIDE: u32 = 100;

fn session(config: RunConfig) -> Session {
    let mut session = Session::new();
    session.handle(Command::Load {
        run: 1,
        config,
        data: Data::Keep,
    });
    session.handle(Command::Play {
        epochs_per_second: None,
    });
    session
}

fn turn(session: &mut Session) -> u32 {
    let mut asked = 0;
    let advance = session.advance(0.0, &mut || {
        asked += 1;
        asked < QUESTIONS
    });
    advance.steps
}

/// A session at the app's defaults, which are the first network: it trains, and
/// evaluates for the curve of losses, keeps checkpoints and minds its pace.
#[wasm_bindgen]
pub struct Playing {
    session: Session,
    batch: u32,
}

#[wasm_bindgen]
impl Playing {
    /// A session that plays as fast as it can.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "called by the page alone")]
    pub fn new() -> Self {
        let config = RunConfig::default();
        Self {
            batch: config.batch_size,
            session: session(config),
        }
    }

    /// A turn of work; samples trained on.
    pub fn turn(&mut self) -> u32 {
        turn(&mut self.session) * self.batch
    }
}

/// A session whose frames carry a decision map of 100 × 100 cells for every
/// input, neuron and output.
#[wasm_bindgen]
pub struct Maps(Session);

#[wasm_bindgen]
impl Maps {
    /// The first network of those compared, or the second, `large`.
    #[wasm_bindgen(constructor)]
    pub fn new(large: bool) -> Self {
        let config = RunConfig::default();
        let config = if large {
            RunConfig {
                features: Transform::ALL.into_iter().collect(),
                ..config.with_hidden(&[8; 6], Activation::Tanh)
            }
        } else {
            config
        };
        let mut session = session(config);
        session.handle(Command::Maps(MapSize {
            output: SIDE,
            neurons: SIDE,
        }));
        turn(&mut session);
        Self(session)
    }

    /// A whole frame as the page gets it; cells in its maps.
    pub fn frame(&mut self) -> usize {
        self.0.frame().map_or(0, |frame| {
            let maps = frame.output_maps.iter().chain(&frame.neuron_maps);
            maps.map(|map| map.cells.len()).sum()
        })
    }
}
