//! Changes of a network that is already trained: which commands bring the run to
//! other choices, and choices to what the run was brought back to. Pure.

use super::advanced::NORMS;
use super::choices::ACTIVATIONS;
use super::state::State;
use neural::session::{Change, Command, Hidden, MAX_HIDDEN_LAYERS, RunConfig};

/// The most neurons that come or go at once; beyond, a new run is quicker.
const MOST: u32 = 32;

/// The commands that turn a run of `from` into one of `to` without starting
/// anew; `None` where only another run will do.
pub fn between(from: &RunConfig, to: &RunConfig) -> Option<Vec<Command>> {
    let reached = RunConfig {
        hidden: to.hidden.clone(),
        ..from.clone().tuned(to.tuning())
    };
    if reached != *to {
        return None;
    }
    let mut commands = reshape(&from.hidden, &to.hidden)?;
    if from.tuning() != to.tuning() {
        commands.push(Command::Tune(to.tuning()));
    }
    Some(commands)
}

fn reshape(from: &[Hidden], to: &[Hidden]) -> Option<Vec<Command>> {
    let same = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let change = match to.len().checked_sub(from.len()) {
        Some(0) => return resize(from, to),
        Some(1) if to[same + 1..] == from[same..] => Change::AddLayer {
            at: same as u32,
            hidden: to[same],
        },
        None if from.len() - to.len() == 1 && from[same + 1..] == to[same..] => {
            Change::RemoveLayer { layer: same as u32 }
        }
        _ => return None,
    };
    Some(vec![Command::Reshape(change)])
}

fn resize(from: &[Hidden], to: &[Hidden]) -> Option<Vec<Command>> {
    let mut commands = Vec::new();
    for (layer, (from, to)) in (0..).zip(from.iter().zip(to)) {
        let resized = Hidden {
            units: to.units,
            ..*from
        };
        if resized != *to || from.units.abs_diff(to.units) > MOST {
            return None;
        }
        let more = (from.units..to.units).map(|_| Change::AddNeuron { layer });
        let fewer = (to.units..from.units)
            .rev()
            .map(|unit| Change::RemoveNeuron { layer, unit });
        commands.extend(more.chain(fewer).map(Command::Reshape));
    }
    Some(commands)
}

impl State {
    /// Another hidden layer, before the one that has its number.
    pub fn add_layer(&mut self, at: usize, units: u32) {
        let layers = self.hidden.len();
        if layers >= MAX_HIDDEN_LAYERS {
            return;
        }
        let at = at.min(layers);
        self.hidden.insert(at, units);
        self.activation.insert(at, layers);
        self.advanced.norm.insert(at, layers);
        self.advanced.dropout.insert(at, layers);
    }

    /// One hidden layer less.
    pub fn remove_layer(&mut self, layer: usize) {
        let layers = self.hidden.len();
        if layer >= layers {
            return;
        }
        self.hidden.remove(layer);
        self.activation.remove(layer, layers);
        self.advanced.norm.remove(layer, layers);
        self.advanced.dropout.remove(layer, layers);
    }

    /// Takes over what a run that went back was at that time.
    pub fn adopt(&mut self, config: &RunConfig) {
        self.hidden = config.hidden.iter().map(|hidden| hidden.units).collect();
        let layers = self.hidden.len();
        for (layer, hidden) in config.hidden.iter().enumerate() {
            let activation = ACTIVATIONS
                .iter()
                .position(|(_, activation)| *activation == hidden.activation);
            let norm = NORMS.iter().position(|norm| *norm == hidden.norm);
            (self.activation).set(layer, activation.unwrap_or_default(), layers);
            (self.advanced.norm).set(layer, norm.unwrap_or_default(), layers);
            (self.advanced.dropout).set(layer, f64::from(hidden.dropout), layers);
        }
        self.rate = f64::from(config.learning_rate);
        self.l1 = f64::from(config.l1);
        self.l2 = f64::from(config.l2);
        self.advanced.weight_decay = f64::from(config.weight_decay);
        self.advanced.clip = f64::from(config.clip);
        self.advanced.set_schedule(config.schedule);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::neural_network::state::KEYS;
    use crate::explorables::state::decode;
    use neural::session::{Data, Event, Session};

    fn config(query: &str) -> RunConfig {
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, [], "{query}");
        state.config()
    }

    #[test]
    fn a_running_network_becomes_the_one_asked_for() {
        for (from, to) in [
            (
                "",
                "lr=0.1&l1=0.01&l2=0.1&wd=0.01&clip=1&sched=cosine&every=50&warmup=10",
            ),
            ("", "hidden=6,1"),
            ("", "hidden=4,3,2&act=tanh,relu,tanh"),
            ("", "hidden=4"),
            ("", "hidden=2&lr=1"),
            ("hidden=", "hidden=3&dropout=20&norm=batch"),
            ("hidden=3,3,3", "hidden=3,3"),
        ] {
            let (from, to) = (config(from), config(to));
            let commands = between(&from, &to).unwrap();
            let mut session = Session::new();
            let data = Data::Keep;
            session.handle(Command::Load {
                run: 1,
                config: from,
                data,
            });
            for _ in 0..3 {
                session.handle(Command::StepBatch);
            }
            for command in commands {
                let events = session.handle(command);
                assert!(!matches!(&events[..], [Event::Refused(_)]), "{events:?}");
            }
            // Going to the present step tells the configuration only where it is another.
            let step = session.frame().unwrap().step;
            assert_eq!(step, 3);
            let again = session.handle(Command::Reshape(Change::AddLayer {
                at: 0,
                hidden: Hidden::new(1, neural::activation::Activation::Tanh),
            }));
            let [Event::Reshaped(info)] = &again[..] else {
                panic!("{again:?}")
            };
            let mut reached = info.config.clone();
            reached.hidden.remove(0);
            assert_eq!(reached, to);
        }
    }

    #[test]
    fn what_cannot_change_in_training_takes_a_new_run() {
        for to in [
            "seed=7",
            "batch=20",
            "opt=adam",
            "act=relu",
            "dropout=10",
            "norm=layer",
            "init=he",
            "loss=mse",
            "noise=10",
            "split=60",
            "features=x1",
            "hidden=128,2",
            "hidden=1,2,3,4",
            "samples=100",
            "data=xor",
        ] {
            assert_eq!(between(&config(""), &config(to)), None, "{to}");
        }
        assert_eq!(between(&config(""), &config("")), Some(vec![]));
    }

    #[test]
    fn choices_follow_a_run_that_went_back() {
        for query in [
            "hidden=5,3&act=relu,gelu&norm=none,layer&dropout=0,30&lr=0.1&l1=0.001&clip=2.5&wd=0.1",
            "hidden=&sched=step&every=7&factor=0.25&warmup=12",
            "sched=cosine&every=300&l2=0.3&act=relu",
        ] {
            let wanted = config(query);
            let mut state = State::default();
            state.adopt(&wanted);
            assert_eq!(state.config(), wanted, "{query}");
        }
    }

    #[test]
    fn layers_come_and_go_with_their_own_choices() {
        let (mut state, _) = decode(
            KEYS,
            &State::default(),
            "hidden=3,4&act=relu,gelu&dropout=10,20",
        );
        state.add_layer(2, 5);
        state.add_layer(0, 6);
        assert_eq!(state.hidden, [6, 3, 4, 5]);
        state.remove_layer(1);
        state.remove_layer(9);
        assert_eq!(state.hidden, [6, 4, 5]);
        let config = state.config();
        let dropped: Vec<_> = config.hidden.iter().map(|hidden| hidden.dropout).collect();
        assert_eq!(dropped, [10.0, 20.0, 20.0]);
        for _ in 0..20 {
            state.add_layer(1, 2);
        }
        assert_eq!(state.hidden.len(), MAX_HIDDEN_LAYERS);
    }
}
