//! What the engine is asked for. Pure.

use super::state::{Data, Searching, Setting, State};
use neural::activation::Activation;
use neural::job::{Curing, Job, Seeking, Setup, Widening};
use neural::optimiser::Optimiser;
use neural::session::{self, RunConfig};
use neural::tuning::augment::Augmentation;

/// Cells of the decision map each way.
const MAP: u32 = 60;
/// Points of a drawn data set, all parts together.
const POINTS: u32 = 1500;
/// Noise of a drawn data set, in percent.
const NOISE: f32 = 20.0;
/// How far each way of making new examples goes: pixels, degrees, and ink.
pub const AUGMENT: (u32, f32, f32) = (1, 15.0, 0.2);

/// The network of a run, and its samples.
fn setup(setting: &Setting, data: session::Data) -> Setup {
    let cures = &setting.cures;
    // Two inputs make a network learn by heart more slowly than 64 do.
    let (optimiser, learning_rate) = match setting.data {
        Data::Digits => (Optimiser::Sgd, 0.1),
        Data::Penguins | Data::Circle | Data::Spiral => (Optimiser::Momentum, 0.05),
    };
    let mut config = RunConfig {
        source: setting.data.source(),
        samples: POINTS,
        noise: NOISE,
        optimiser,
        learning_rate,
        l1: cures.l1 as f32,
        l2: cures.l2 as f32,
        seed: setting.seed,
        ..RunConfig::default()
    }
    .with_hidden(&[setting.hidden], Activation::Relu);
    for layer in &mut config.hidden {
        layer.dropout = cures.dropout as f32;
    }
    Setup {
        config,
        data,
        positive: None,
        share: None,
        epochs: setting.epochs,
    }
}

/// How new examples are made.
pub fn augmentation(setting: &Setting) -> Augmentation {
    let [shift, turn, noise] = setting.cures.augment;
    let (pixels, degrees, ink) = AUGMENT;
    Augmentation {
        shift: if shift { pixels } else { 0 },
        turn: if turn { degrees } else { 0.0 },
        noise: if noise { ink } else { 0.0 },
    }
}

/// A run.
pub fn cure(setting: &Setting, data: session::Data) -> Job {
    Job::Cure(Curing {
        setup: setup(setting, data),
        examples: setting.trained_on(),
        wrong: setting.wrong as f32,
        patience: setting.cures.patience,
        augmentation: augmentation(setting),
        map: MAP,
    })
}

/// The parts of an error.
pub fn parts(state: &State) -> Job {
    Job::TakeApart(state.parts)
}

/// The sweep of the width.
pub fn descent(state: &State, digits: Vec<u8>) -> Job {
    let mut what = state.descent;
    what.seed = state.run.seed;
    Job::Widen(Widening { what, digits })
}

/// The search: on the run's data, without its cures, which are searched for.
pub fn search(run: &Setting, search: &Searching, data: session::Data) -> Job {
    let mut setup = setup(&run.uncured(), data);
    setup.epochs = search.epochs;
    Job::Search(Seeking {
        setup,
        examples: run.trained_on(),
        wrong: run.wrong as f32,
        dimensions: search.dimensions,
        levels: search.levels,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::shipped::File;
    use crate::explorables::tuning::samples::at_hand;
    use crate::explorables::tuning::state::Cures;
    use neural::job::{CureRun, Finding};

    fn run(setting: &Setting) -> CureRun {
        match cure(setting, at_hand(setting.data).expect("shipped"))
            .run()
            .unwrap()
        {
            Finding::Cure(run) => run,
            other => panic!("{other:?}"),
        }
    }

    /// Training and test accuracy, and the distance between them.
    fn gap(setting: &Setting) -> (f32, f32) {
        let scores = run(setting).scores();
        let [train, test] =
            [scores.train, scores.test].map(|metrics| metrics.accuracy.unwrap_or(0.0));
        (test, train - test)
    }

    #[test]
    fn the_default_overfits_and_every_cure_helps() {
        let (test, wide) = gap(&Setting::default());
        assert!(wide > 0.3, "{wide}");
        let cured: [fn(&mut Cures); 6] = [
            |cures| cures.l1 = 0.003,
            |cures| cures.l2 = 0.03,
            |cures| cures.dropout = 50.0,
            |cures| cures.patience = 10,
            |cures| cures.more = 4,
            |cures| cures.augment = [false, true, true],
        ];
        for cure in cured {
            let mut setting = Setting::default();
            cure(&mut setting.cures);
            let (better, narrow) = gap(&setting);
            assert!(better > test + 0.03 && narrow < wide - 0.04, "{setting:?}");
        }
    }

    #[test]
    fn what_does_not_happen_in_the_data_does_not_help() {
        // The digits were cut to their ink and centred: none of them is shifted.
        let clean = Setting {
            examples: 40,
            wrong: 0.0,
            ..Setting::default()
        };
        let mut shifted = clean;
        shifted.cures.augment = [true, false, false];
        assert!(gap(&shifted).0 < gap(&clean).0);
    }

    #[test]
    fn wrong_labels_are_learnt_by_heart_and_a_penalty_forgets_them() {
        let noisy = Setting {
            data: Data::Penguins,
            examples: 40,
            hidden: 128,
            epochs: 500,
            ..Setting::default()
        };
        let (test, wide) = gap(&noisy);
        let mut cured = noisy;
        cured.cures.l2 = 0.03;
        let (better, narrow) = gap(&cured);
        assert!(better > test + 0.05 && narrow < wide - 0.05);
        let mut stopped = noisy;
        stopped.cures.patience = 20;
        let stopped = run(&stopped);
        assert!(stopped.stopped && stopped.kept == stopped.best);
        assert!(stopped.plane.is_some() && stopped.maps.len() == 3);
    }

    #[test]
    fn every_data_set_and_cure_is_one_that_the_engine_takes() {
        for data in Data::ALL {
            let mut setting = Setting {
                data,
                epochs: 10,
                ..Setting::default()
            };
            for cure in 0..6 {
                setting.cures = Setting::default().cures;
                match cure {
                    0 => setting.cures.l1 = 0.003,
                    1 => setting.cures.l2 = 0.03,
                    2 => setting.cures.dropout = 50.0,
                    3 => setting.cures.patience = 5,
                    4 => setting.cures.more = 4,
                    _ => setting.cures.augment = [true; 3],
                }
                let found = run(&setting);
                assert_eq!(found.made.is_empty(), data != Data::Digits);
                assert_eq!(found.plane.is_some(), data != Data::Digits);
                if data == Data::Digits {
                    assert_eq!(found.weights.zeros > 0, cure == 0);
                }
            }
        }
    }

    #[test]
    fn the_search_keeps_its_budget_and_tests_once() {
        let state = State::default();
        let job = search(
            &state.run,
            &state.search,
            at_hand(Data::Digits).expect("shipped"),
        );
        let Finding::Search(found) = job.run().unwrap() else {
            panic!("another finding")
        };
        assert_eq!((found.budget, found.methods.len()), (480, 3));
        for sought in &found.methods {
            assert!(sought.spent <= found.budget && sought.spent * 10 >= found.budget * 8);
            assert!(sought.best.is_some());
            assert!(sought.test.is_some_and(|test| test.accuracy > Some(0.5)));
        }
    }

    #[test]
    fn the_sweep_of_digits_peaks_near_the_threshold() {
        at_hand(Data::Digits);
        let digits = File::Digits.at_hand().expect("shipped");
        let Finding::Widened(found) = descent(&State::default(), digits).run().unwrap() else {
            panic!("another finding")
        };
        let peak = neural::job::peak(&found.curve).expect("a peak");
        let share = f64::from(peak.width) / f64::from(found.threshold);
        assert!((0.8..=1.2).contains(&share), "{peak:?}");
        let last = found.curve.last().expect("a last");
        assert!(last.test < peak.test / 2.0 && last.wrong < peak.wrong);
    }
}
