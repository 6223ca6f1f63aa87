//! Whatever stands in the test part, nothing of it reaches training or scaling.
#![allow(clippy::unwrap_used)]

use neural::session::*;
use neural::table::{Options, TaskKind};
use proptest::prelude::*;
use std::fmt::Write;

#[derive(Clone, Debug)]
struct Table {
    rows: Vec<[f32; 3]>,
    classes: bool,
    split: f32,
    seed: u32,
}

fn table() -> impl Strategy<Value = Table> {
    let row = prop::array::uniform3(-1000.0_f32..1000.0);
    let rows = prop::collection::vec(row, 20..60);
    (rows, any::<bool>(), 10.0_f32..90.0, any::<u32>()).prop_map(|(rows, classes, split, seed)| {
        Table {
            rows,
            classes,
            split,
            seed,
        }
    })
}

impl Table {
    fn text(&self) -> Vec<u8> {
        let mut text = "a,b,y\n".to_owned();
        for (at, [a, b, y]) in self.rows.iter().enumerate() {
            // Both classes are there, whatever is drawn; so are two values.
            let y = if self.classes {
                ["no", "yes"][at % 2].to_owned()
            } else {
                y.to_string()
            };
            writeln!(text, "{a},{b},{y}").unwrap();
        }
        text.into_bytes()
    }

    /// What training made of it, and which rows it was tested on.
    fn trained(&self) -> (RunInfo, Frame) {
        let options = Options {
            target: Some(2),
            task: Some(if self.classes {
                TaskKind::Classification
            } else {
                TaskKind::Regression
            }),
            ..Options::default()
        };
        let mut session = Session::new();
        let mut loaded = session.handle(Command::Load {
            run: 1,
            config: RunConfig {
                source: Source::Table,
                split: self.split,
                seed: self.seed,
                learning_rate: 0.01,
                ..RunConfig::default()
            },
            data: Data::Table {
                bytes: self.text(),
                options,
            },
        });
        for _ in 0..20 {
            session.handle(Command::StepBatch);
        }
        let Event::Loaded(info) = loaded.remove(0) else {
            panic!("{loaded:?}")
        };
        (*info, session.frame().unwrap())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn test_rows_change_nothing_that_is_learnt(table in table(), poison in -1e6_f32..1e6) {
        let (info, frame) = table.trained();
        let mut poisoned = table.clone();
        for example in &info.examples {
            let row = &mut poisoned.rows[example.row as usize];
            *row = [poison, 2.0 * poison + 1.0, 3.0 - poison];
        }
        let (info_after, after) = poisoned.trained();
        prop_assert_eq!(&frame.layers, &after.layers);
        prop_assert_eq!(frame.train, after.train);
        prop_assert_eq!(&info.scaler, &info_after.scaler);
        prop_assert_eq!(&info.target_scaler, &info_after.target_scaler);
        // The poison did reach the test part, so the rows were the right ones.
        prop_assert_ne!(&info.examples, &info_after.examples);
    }
}
