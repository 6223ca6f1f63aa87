//! The numbers that the figure and the prose show, worded alike.

use super::state::State;
use crate::explorables::Readings;
use crate::i18n;
pub use crate::i18n::compact;
use neural::session::{Frame, RunInfo};

/// The numbers of a snapshot that change while it trains: name and text.
pub fn figures(frame: Option<&Frame>) -> [(&'static str, String); 5] {
    let loss = |value: Option<f32>| compact(value.map_or(f64::NAN, f64::from), 3);
    let share = |value: Option<f32>| i18n::percent(value.map_or(f64::NAN, f64::from), 1);
    let epoch = frame.map_or(f64::NAN, |frame| f64::from(frame.epoch));
    [
        ("epoch", i18n::number(epoch, 0)),
        ("loss", loss(frame.map(|frame| frame.train.loss))),
        ("test_loss", loss(frame.map(|frame| frame.test.loss))),
        (
            "accuracy",
            share(frame.and_then(|frame| frame.train.accuracy)),
        ),
        (
            "test_accuracy",
            share(frame.and_then(|frame| frame.test.accuracy)),
        ),
    ]
}

/// Everything the prose may show.
pub fn readings(state: &State, info: Option<&RunInfo>, frame: Option<&Frame>) -> Readings {
    let count = |value: Option<u32>| i18n::number(value.map_or(f64::NAN, f64::from), 0);
    let hidden = if state.hidden.is_empty() {
        "0".to_owned()
    } else {
        state.hidden_text()
    };
    figures(frame)
        .into_iter()
        .chain([
            ("parameters", count(info.map(|info| info.parameters))),
            ("samples", count(info.map(|info| info.train + info.test))),
            ("seed", state.seed.to_string()),
            ("hidden", hidden),
        ])
        .map(|(name, value)| (format!("neural-network.{name}"), value))
        .collect()
}

/// The run of a state at step 0, where the data is at hand: what a page shows
/// before any program has come. Native, so that the engine stays out of the
/// app's own program.
#[cfg(feature = "ssr")]
pub fn at_start(state: &State) -> Option<(RunInfo, Frame)> {
    use neural::session::{Command, Data, Event, MapSize, Session};
    if !state.data.is_shape() {
        return None;
    }
    let mut session = Session::new();
    let maps = MapSize {
        output: super::still::SIDE,
        neurons: 0,
    };
    session.handle(Command::Maps(maps));
    let load = Command::Load {
        run: 1,
        config: state.config(),
        data: Data::Keep,
    };
    let info = session
        .handle(load)
        .into_iter()
        .find_map(|event| match event {
            Event::Loaded(info) => Some(*info),
            _ => None,
        })?;
    Some((info, session.frame()?))
}

/// The registry's readings of a query.
#[cfg(feature = "ssr")]
pub fn of_query(state: &State) -> Readings {
    if let Some((info, frame)) = at_start(state) {
        return readings(state, Some(&info), Some(&frame));
    }
    readings(state, None, None)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::explorables::choices::Dataset;

    #[test]
    fn the_default_at_its_start() {
        let state = State::default();
        let readings = of_query(&state);
        assert_eq!(readings["neural-network.epoch"], "0");
        // 2·4 + 4, 4·2 + 2, 2·1 + 1.
        assert_eq!(readings["neural-network.parameters"], "25");
        assert_eq!(readings["neural-network.samples"], "500");
        assert_eq!(readings["neural-network.hidden"], "4,2");
        let loss: f64 = readings["neural-network.loss"].parse().unwrap();
        assert!((0.3..3.0).contains(&loss), "{loss}");
    }

    #[test]
    fn data_that_is_not_at_hand_has_no_numbers() {
        let readings = of_query(&State::default().on(Dataset::Digits));
        assert_eq!(readings["neural-network.loss"], "–");
        assert_eq!(readings["neural-network.seed"], "42");
    }
}
