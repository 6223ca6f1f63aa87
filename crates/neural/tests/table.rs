//! Tables of every kind.
#![allow(clippy::unwrap_used)]

use neural::table::*;
use proptest::prelude::*;

const PENGUINS: &str = "species,island,bill,mass,sex,name\n\
    Adelie,Torgersen,39.1,3750,male,p1\nAdelie,Torgersen,39.5,3800,female,p2\n\
    Adelie,Biscoe,NA,3250,female,p3\nAdelie,Dream,36.7,3450,,p4\n\
    Gentoo,Biscoe,46.1,4500,female,p5\nGentoo,Biscoe,50,5700,male,p6\n\
    Gentoo,Biscoe,48.7,4450,female,p7\nGentoo,Biscoe,47.6,5400,male,p8\n\
    Chinstrap,Dream,46.5,3500,female,p9\nChinstrap,Dream,50.1,3900,male,p10\n\
    Chinstrap,Dream,51.3,3650,male,p11\nChinstrap,Dream,45.4,3525,female,p12\n\
    Chinstrap,Dream,52.7,3725,male,p13\n";

fn read(text: &str, options: &Options) -> Result<Selection, TableError> {
    dataset(text.as_bytes(), options).map(|(selection, _)| selection)
}

#[test]
fn a_real_table_is_understood() {
    let options = Options {
        target: Some(0),
        ..Options::default()
    };
    let (selection, data) = dataset(PENGUINS.as_bytes(), &options).unwrap();
    assert_eq!(selection.task, TaskKind::Classification);
    assert_eq!(selection.classes, ["Adelie", "Chinstrap", "Gentoo"]);
    // Names differ in every row, so they are no feature.
    assert_eq!(selection.features, [1, 2, 3, 4]);
    assert_eq!(
        selection.inputs,
        [
            "island=Biscoe",
            "island=Dream",
            "island=Torgersen",
            "bill",
            "mass",
            "sex=female",
            "sex=male"
        ]
    );
    assert_eq!((selection.rows, selection.dropped), (11, 2));
    assert_eq!(&data.rows[..7], [0.0, 0.0, 1.0, 39.1, 3750.0, 0.0, 1.0]);
    let kept = read(
        PENGUINS,
        &Options {
            missing: Missing::Mean,
            ..options
        },
    )
    .unwrap();
    assert_eq!((kept.rows, kept.dropped), (13, 0));
    let mass = Options {
        target: Some(3),
        features: Some(vec![2]),
        ..Options::default()
    };
    assert_eq!(read(PENGUINS, &mass).unwrap().task, TaskKind::Regression);
}

#[test]
fn errors_name_the_row_the_column_and_the_cell() {
    let options = Options {
        target: Some(0),
        ..Options::default()
    };
    let text = PENGUINS.replace("3450", "heavy").replace("5400", "light");
    let TableError::NotANumber { cell, more } = read(&text, &options).unwrap_err() else {
        panic!("text in a column of numbers");
    };
    assert_eq!(
        cell,
        Cell {
            line: 5,
            column: "mass".into(),
            text: "heavy".into()
        }
    );
    assert_eq!(more, 1);
    // Without that column the table will do.
    let without = Options {
        features: Some(vec![1, 2]),
        ..options.clone()
    };
    assert!(read(&text, &without).is_ok());
    let number = Options {
        task: Some(TaskKind::Regression),
        ..options.clone()
    };
    assert!(
        matches!(read(PENGUINS, &number), Err(TableError::NotANumber { cell, .. }) if cell.line == 2)
    );

    let one = PENGUINS
        .replace("Gentoo", "Adelie")
        .replace("Chinstrap", "Adelie");
    let expected = TableError::OneClass {
        column: "species".into(),
        class: "Adelie".into(),
    };
    assert_eq!(read(&one, &options), Err(expected));
    let named = Options {
        target: Some(5),
        ..options.clone()
    };
    assert!(matches!(
        read(PENGUINS, &named),
        Err(TableError::TooManyClasses { classes: 11, .. })
    ));
    let feature = Options {
        features: Some(vec![5]),
        ..options.clone()
    };
    assert!(matches!(
        read(PENGUINS, &feature),
        Err(TableError::TooManyTexts { .. })
    ));
    let itself = Options {
        features: Some(vec![0]),
        ..options.clone()
    };
    assert_eq!(
        read(PENGUINS, &itself),
        Err(TableError::NoSuchColumn { column: 0 })
    );
    let beyond = Options {
        target: Some(9),
        ..options.clone()
    };
    assert_eq!(
        read(PENGUINS, &beyond),
        Err(TableError::NoSuchColumn { column: 9 })
    );
    let few = PENGUINS.lines().take(5).collect::<Vec<_>>().join("\n");
    assert!(matches!(
        read(&few, &options),
        Err(TableError::TooFewRows {
            rows: 2,
            dropped: 2,
            ..
        })
    ));
    let flat = "a,b\n".to_owned() + &"1,5.5\n".repeat(20);
    let flat_options = Options {
        target: Some(1),
        ..Options::default()
    };
    assert!(matches!(
        read(&flat, &flat_options),
        Err(TableError::ConstantTarget { .. })
    ));
    let huge = vec![b'1'; MAX_BYTES + 1];
    assert!(matches!(
        dataset(&huge, &options),
        Err(TableError::TooManyBytes { .. })
    ));
    let wide = vec!["1"; MAX_COLUMNS + 1].join(",");
    assert!(matches!(
        read(&wide, &options),
        Err(TableError::TooManyColumns { columns: 257, .. })
    ));
    let wide = (vec!["1.5"; 40].join(",") + "\n").repeat(12) + &vec!["2"; 40].join(",");
    assert!(matches!(
        read(&wide, &Options::default()),
        Err(TableError::TooManyFeatures { inputs: 39, .. })
    ));
    let no_options = preview(
        PENGUINS.as_bytes(),
        &Options {
            features: Some(vec![]),
            ..options
        },
    )
    .unwrap();
    assert_eq!(no_options.selection, Err(TableError::NoFeatures));
    assert_eq!(no_options.head.len(), PREVIEW_ROWS);
}

#[test]
fn line_numbers_count_every_kind_of_line_end() {
    for text in [
        "a,b\n\n\"x\ny\",2\n1\n",
        "a,b\r\n\r\n\"x\r\ny\",2\r\n1\r\n",
        "a,b\r\r\"x\ry\",2\r1\r",
    ] {
        assert!(
            matches!(
                parse(text.as_bytes(), &Options::default()),
                Err(TableError::Ragged { line: 5, .. })
            ),
            "{text:?}"
        );
    }
}

fn options() -> impl Strategy<Value = Options> {
    (
        any::<Option<u8>>(),
        any::<Option<bool>>(),
        proptest::option::of(0_u32..6),
        proptest::option::of(proptest::collection::vec(0_u32..6, 0..4)),
        any::<Option<bool>>(),
        any::<bool>(),
    )
        .prop_map(
            |(delimiter, header, target, features, regression, mean)| Options {
                delimiter,
                header,
                target,
                features,
                task: regression.map(|r| {
                    if r {
                        TaskKind::Regression
                    } else {
                        TaskKind::Classification
                    }
                }),
                missing: if mean { Missing::Mean } else { Missing::Drop },
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_cause_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), options in options()) {
        let _ = preview(&bytes, &options);
        let _ = dataset(&bytes, &options);
    }

    #[test]
    fn no_text_causes_a_panic(text in "([0-9a-c.,;\t\"\r\n身 -]|NA|1e9){0,300}", options in options()) {
        let _ = preview(text.as_bytes(), &options);
        if let Ok((selection, data)) = dataset(text.as_bytes(), &options) {
            prop_assert_eq!(data.targets.len(), selection.rows as usize);
            prop_assert_eq!(data.rows.len(), data.targets.len() * data.names.len());
            prop_assert!(data.targets.iter().all(|t| t.is_finite()));
            prop_assert!(data.rows.iter().all(|v| !v.is_infinite()));
        }
    }

    #[test]
    fn quoted_cells_come_back_whole(
        cells in proptest::collection::vec("[a-z,;\"\n 身高]{1,8}", 24),
        delimiter in proptest::sample::select(vec![b',', b';', b'\t']),
    ) {
        let quote = |c: &String| format!("\"x{}x\"", c.replace('"', "\"\""));
        let lines: Vec<String> = cells.chunks(2)
            .map(|row| row.iter().map(quote).collect::<Vec<_>>().join(&char::from(delimiter).to_string()))
            .collect();
        let options = Options { delimiter: Some(delimiter), header: Some(false), ..Options::default() };
        let preview = preview(lines.join("\r\n").as_bytes(), &options).unwrap();
        for (row, cells) in preview.head.iter().zip(cells.chunks(2)) {
            for (read, written) in row.iter().zip(cells) {
                prop_assert_eq!(read, &format!("x{written}x"));
            }
        }
    }
}
