//! From a table's columns to features and a target.

use super::columns::{Column, Kind, is_missing, number};
use super::error::{Cell, TableError, shorten};
use super::{
    MAX_CLASSES, MAX_FEATURES, MIN_ROWS, Missing, Options, Row, Selection, Table, TaskKind,
};
use crate::data::{Dataset, Scaling, Task};
use std::collections::BTreeSet;

/// Numbers with at most this many different whole values are taken for classes.
const WHOLE_CLASSES: u32 = 6;

/// How one column becomes inputs.
enum Feature {
    Number(usize),
    /// An input per text: 1 where the cell is it.
    Texts(usize, Vec<String>),
}

impl Table {
    /// Decides what is predicted from what, and makes the data set.
    pub fn select(&self, options: &Options) -> Result<(Selection, Dataset), TableError> {
        let (target, task) = self.target(options)?;
        let chosen = self.features(options, target)?;
        let features = (chosen.iter().map(|&c| self.feature(c))).collect::<Result<Vec<_>, _>>()?;
        if task == TaskKind::Regression {
            self.expect_numbers(target)?;
        }
        let names: Vec<String> = features.iter().flat_map(|f| self.names(f)).collect();
        if names.len() > MAX_FEATURES {
            return Err(TableError::TooManyFeatures {
                inputs: names.len() as u32,
                most: MAX_FEATURES as u32,
            });
        }
        let used: Vec<&Row> = (self.rows.iter())
            .filter(|row| {
                let there = |c: &usize| !is_missing(&row.cells[*c]);
                there(&target) && (options.missing == Missing::Mean || chosen.iter().all(there))
            })
            .collect();
        let dropped = (self.rows.len() - used.len()) as u32;
        if used.len() < MIN_ROWS {
            return Err(TableError::TooFewRows {
                rows: used.len() as u32,
                least: MIN_ROWS as u32,
                dropped,
            });
        }
        let (task_data, targets) = self.targets(&used, target, task)?;
        let mut rows = Vec::with_capacity(used.len() * names.len());
        for row in &used {
            for feature in &features {
                self.push(feature, row, &mut rows);
            }
        }
        let selection = Selection {
            target: target as u32,
            task,
            classes: match &task_data {
                Task::Classification { classes } => classes.clone(),
                Task::Regression => Vec::new(),
            },
            features: chosen.iter().map(|&c| c as u32).collect(),
            inputs: names.clone(),
            rows: used.len() as u32,
            dropped,
        };
        let data = Dataset {
            names,
            rows,
            targets,
            task: task_data,
            scaling: Scaling::Standardise,
        };
        Ok((selection, data))
    }

    fn column(&self, column: u32) -> Result<usize, TableError> {
        let at = column as usize;
        (at < self.columns.len())
            .then_some(at)
            .ok_or(TableError::NoSuchColumn { column })
    }

    /// The target, chosen or the last column that can be one, and its task.
    fn target(&self, options: &Options) -> Result<(usize, TaskKind), TableError> {
        let natural = |column: &Column| match column.kind {
            Kind::Text { .. } => TaskKind::Classification,
            Kind::Number {
                whole,
                different,
                text,
                ..
            } => {
                if whole && different <= WHOLE_CLASSES && text == 0 {
                    TaskKind::Classification
                } else {
                    TaskKind::Regression
                }
            }
        };
        let can_be = |column: &Column| match column.kind {
            Kind::Text { different } => (2..=MAX_CLASSES as u32).contains(&different),
            Kind::Number {
                different, text, ..
            } => different > 1 && text == 0,
        };
        let at = match options.target {
            Some(column) => self.column(column)?,
            None => (self.columns.iter())
                .rposition(can_be)
                .unwrap_or(self.columns.len() - 1),
        };
        Ok((
            at,
            options.task.unwrap_or_else(|| natural(&self.columns[at])),
        ))
    }

    /// The features, chosen or every usable column but the target. Columns with a
    /// different text in most rows, such as names, are not usable.
    fn features(&self, options: &Options, target: usize) -> Result<Vec<usize>, TableError> {
        let usable = |column: &Column| match column.kind {
            Kind::Text { different } => (1..=MAX_CLASSES as u32).contains(&different),
            Kind::Number { .. } => true,
        };
        let chosen = match &options.features {
            Some(columns) => {
                let mut chosen = BTreeSet::new();
                for &column in columns {
                    let at = self.column(column)?;
                    if at == target {
                        return Err(TableError::NoSuchColumn { column });
                    }
                    chosen.insert(at);
                }
                chosen.into_iter().collect()
            }
            None => (0..self.columns.len())
                .filter(|&c| c != target && usable(&self.columns[c]))
                .collect::<Vec<_>>(),
        };
        if chosen.is_empty() {
            return Err(TableError::NoFeatures);
        }
        Ok(chosen)
    }

    fn feature(&self, column: usize) -> Result<Feature, TableError> {
        if let Kind::Number { .. } = self.columns[column].kind {
            self.expect_numbers(column)?;
            return Ok(Feature::Number(column));
        }
        let texts: BTreeSet<&str> = (self.rows.iter().map(|r| r.cells[column].as_str()))
            .filter(|c| !is_missing(c))
            .collect();
        if texts.len() > MAX_CLASSES {
            return Err(TableError::TooManyTexts {
                column: self.columns[column].name.clone(),
                most: MAX_CLASSES as u32,
            });
        }
        Ok(Feature::Texts(
            column,
            texts.into_iter().map(str::to_owned).collect(),
        ))
    }

    fn names(&self, feature: &Feature) -> Vec<String> {
        match feature {
            Feature::Number(c) => vec![self.columns[*c].name.clone()],
            Feature::Texts(c, texts) => {
                let name = &self.columns[*c].name;
                texts
                    .iter()
                    .map(|t| format!("{name}={}", shorten(t)))
                    .collect()
            }
        }
    }

    fn push(&self, feature: &Feature, row: &Row, to: &mut Vec<f32>) {
        match feature {
            Feature::Number(c) => {
                to.push(number(&row.cells[*c], self.delimiter).unwrap_or(f32::NAN));
            }
            Feature::Texts(c, texts) => to.extend(texts.iter().map(|text| {
                if is_missing(&row.cells[*c]) {
                    f32::NAN
                } else {
                    f32::from(u8::from(row.cells[*c] == *text))
                }
            })),
        }
    }

    /// An error at the first cell of a column that is there and is no number.
    fn expect_numbers(&self, column: usize) -> Result<(), TableError> {
        let mut wrong = self.rows.iter().filter(|row| {
            let cell = &row.cells[column];
            !is_missing(cell) && number(cell, self.delimiter).is_none()
        });
        let Some(first) = wrong.next() else {
            return Ok(());
        };
        Err(TableError::NotANumber {
            cell: Cell {
                line: first.line,
                column: self.columns[column].name.clone(),
                text: shorten(&first.cells[column]),
            },
            more: wrong.count() as u32,
        })
    }

    fn targets(
        &self,
        rows: &[&Row],
        target: usize,
        task: TaskKind,
    ) -> Result<(Task, Vec<f32>), TableError> {
        let name = || self.columns[target].name.clone();
        if task == TaskKind::Regression {
            let values: Vec<f32> = (rows.iter())
                .map(|r| number(&r.cells[target], self.delimiter).unwrap_or(f32::NAN))
                .collect();
            if values.iter().all(|v| v.to_bits() == values[0].to_bits()) {
                return Err(TableError::ConstantTarget {
                    column: name(),
                    task,
                });
            }
            return Ok((Task::Regression, values));
        }
        let classes: BTreeSet<&str> = rows.iter().map(|r| r.cells[target].as_str()).collect();
        let mut classes: Vec<&str> = classes.into_iter().collect();
        match classes[..] {
            [] => {
                return Err(TableError::ConstantTarget {
                    column: name(),
                    task,
                });
            }
            [class] => {
                return Err(TableError::OneClass {
                    column: name(),
                    class: shorten(class),
                });
            }
            _ if classes.len() > MAX_CLASSES => {
                return Err(TableError::TooManyClasses {
                    column: name(),
                    classes: classes.len() as u32,
                    most: MAX_CLASSES as u32,
                });
            }
            _ => {}
        }
        // Numbers in their own order, texts in that of their letters.
        classes.sort_by(|a, b| {
            let value = |c| number(c, self.delimiter).unwrap_or(f32::INFINITY);
            value(a).total_cmp(&value(b))
        });
        let class_of = |r: &&Row| {
            classes
                .iter()
                .position(|c| *c == r.cells[target])
                .unwrap_or(0)
        };
        let targets = rows.iter().map(|r| class_of(r) as f32).collect();
        let classes = classes.iter().map(|c| shorten(c)).collect();
        Ok((Task::Classification { classes }, targets))
    }
}
