//! Which columns a table is used for, as the reader's clicks change it. Pure.

use neural::table::{Column, Kind, MAX_CLASSES, Options, Preview};

/// The columns in use: what is predicted, and from what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The column predicted, from 0.
    pub target: u32,
    /// The columns predicted from.
    pub features: Vec<u32>,
}

/// What the engine uses, or would use if nothing stood in the way.
pub fn columns(preview: &Preview, options: &Options) -> Columns {
    if let Ok(selection) = &preview.selection {
        return Columns {
            target: selection.target,
            features: selection.features.clone(),
        };
    }
    let count = preview.columns.len() as u32;
    let target = options
        .target
        .or_else(|| {
            let last = preview.columns.iter().rposition(can_be_target);
            last.map(|at| at as u32)
        })
        .unwrap_or(count.saturating_sub(1));
    let features = options.features.clone().unwrap_or_else(|| {
        (0..count)
            .filter(|&at| at != target && can_be_feature(&preview.columns[at as usize]))
            .collect()
    });
    Columns { target, features }
}

/// As the engine finds a target out.
fn can_be_target(column: &Column) -> bool {
    match column.kind {
        Kind::Text { different } => (2..=MAX_CLASSES as u32).contains(&different),
        Kind::Number {
            different, text, ..
        } => different > 1 && text == 0,
    }
}

/// As the engine finds features out.
fn can_be_feature(column: &Column) -> bool {
    match column.kind {
        Kind::Text { different } => (1..=MAX_CLASSES as u32).contains(&different),
        Kind::Number { .. } => true,
    }
}

/// Predicts `target`. How it is predicted is found out anew, and it isn't
/// predicted from itself.
pub fn predict(options: &mut Options, target: u32) {
    options.target = Some(target);
    options.task = None;
    if let Some(features) = &mut options.features {
        features.retain(|&feature| feature != target);
    }
}

/// Predicts from `column`, or doesn't. The other columns stay as they are.
pub fn toggle(options: &mut Options, present: &Columns, column: u32, on: bool) {
    let mut features = present.features.clone();
    features.retain(|&feature| feature != column);
    if on && column != present.target {
        features.push(column);
        features.sort_unstable();
    }
    // Otherwise the engine would find out another target for other features.
    options.target = Some(present.target);
    options.features = Some(features);
}

/// Forgets choices that were made for other columns.
pub fn forget_columns(options: &mut Options) {
    options.target = None;
    options.features = None;
    options.task = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::table::preview;
    use std::fmt::Write as _;

    fn read(text: &str, options: &Options) -> Preview {
        preview(text.as_bytes(), options).unwrap()
    }

    /// Names, ages, sizes and kinds, of which the last tell the rest.
    fn table() -> String {
        let mut text = "name,age,size,kind\n".to_owned();
        for row in 0..12 {
            let kind = if row % 2 == 0 { "tall" } else { "wide" };
            let _ = writeln!(text, "n{row},{},{}.5,{kind}", row + 20, row);
        }
        text
    }

    #[test]
    fn what_is_shown_is_what_the_engine_uses() {
        for text in [
            table(),
            include_str!("sample.csv").to_owned(),
            "1,2,3\n".repeat(4) + &"4,5,6\n".repeat(9),
        ] {
            let found = read(&text, &Options::default());
            let selection = found.selection.clone().unwrap();
            let expected = Columns {
                target: selection.target,
                features: selection.features,
            };
            assert_eq!(columns(&found, &Options::default()), expected);
            // The same where it has to be guessed.
            let refused = Preview {
                selection: Err(neural::table::TableError::NoFeatures),
                ..found
            };
            assert_eq!(columns(&refused, &Options::default()), expected);
        }
    }

    #[test]
    fn columns_are_ticked_and_unticked() {
        let text = table();
        let mut options = Options::default();
        let present = columns(&read(&text, &options), &options);
        assert_eq!((present.target, &present.features[..]), (3, &[1, 2][..]));
        toggle(&mut options, &present, 1, false);
        let present = columns(&read(&text, &options), &options);
        assert_eq!(present.features, [2]);
        toggle(&mut options, &present, 2, false);
        let none = read(&text, &options);
        assert!(none.selection.is_err());
        let present = columns(&none, &options);
        assert_eq!((present.target, present.features.len()), (3, 0));
        toggle(&mut options, &present, 1, true);
        assert_eq!(options.features, Some(vec![1]));
        // The target is not ticked, whatever is clicked.
        toggle(&mut options, &present, 3, true);
        assert_eq!(options.features, Some(vec![]));
    }

    #[test]
    fn another_target_is_not_predicted_from_itself() {
        let text = table();
        let mut options = Options {
            features: Some(vec![1, 2]),
            ..Options::default()
        };
        predict(&mut options, 2);
        assert_eq!(options.features, Some(vec![1]));
        assert!(read(&text, &options).selection.is_ok());
        forget_columns(&mut options);
        assert_eq!(options, Options::default());
    }
}
