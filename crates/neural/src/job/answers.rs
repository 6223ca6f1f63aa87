//! What a network says of some rows.

use crate::metrics::Confusion;
use crate::metrics::calibration::Labelled;
use crate::metrics::threshold::Scored;
use serde::{Deserialize, Serialize};

/// A network's answers for the rows of one part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Each row's number in the data set.
    pub rows: Vec<u32>,
    /// Each row's class.
    pub truth: Vec<u32>,
    /// The outputs before softmax, a row's after the other's; one a row, the
    /// logit of class 1, where there are two classes.
    pub logits: Vec<f32>,
}

impl Answers {
    /// Rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Outputs a row.
    fn units(&self) -> usize {
        self.logits.len() / self.len().max(1)
    }

    fn each(&self) -> impl Iterator<Item = (usize, &[f32])> {
        let truth = self.truth.iter().map(|class| *class as usize);
        truth.zip(self.logits.chunks_exact(self.units().max(1)))
    }

    /// Every row scored for a class: by its logit, of two classes by that of class
    /// 1 or its negative.
    pub fn scored(&self, class: usize) -> Vec<Scored> {
        let score = |logits: &[f32]| match *logits {
            [z] => f64::from(if class == 0 { -z } else { z }),
            _ => f64::from(logits.get(class).copied().unwrap_or_default()),
        };
        self.each()
            .map(|(truth, logits)| Scored {
                score: score(logits),
                positive: truth == class,
            })
            .collect()
    }

    /// The logits of all classes; that of class 0 is 0 where there are two.
    pub fn labelled(&self) -> Vec<Labelled> {
        self.each()
            .map(|(class, logits)| Labelled {
                logits: match *logits {
                    [z] => vec![0.0, f64::from(z)],
                    _ => logits.iter().copied().map(f64::from).collect(),
                },
                class,
            })
            .collect()
    }

    /// How often each class was taken for each, the most probable one being
    /// taken: the first of equals, of two classes class 1.
    pub fn confusion(&self, classes: usize) -> Confusion {
        let mut confusion = Confusion::new(classes);
        for (truth, logits) in self.each() {
            let taken = match *logits {
                [z] => usize::from(z >= 0.0),
                _ => largest(logits),
            };
            confusion.add(truth, taken);
        }
        confusion
    }
}

fn largest(logits: &[f32]) -> usize {
    let mut best = 0;
    for (class, z) in logits.iter().enumerate() {
        if *z > logits[best] {
            best = class;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_logit_stands_for_two_classes() {
        let answers = Answers {
            rows: vec![4, 7, 9],
            truth: vec![1, 0, 0],
            logits: vec![0.0, -2.0, 3.0],
        };
        assert_eq!(answers.confusion(2).counts, [1, 1, 0, 1]);
        assert_eq!(answers.scored(1)[1].score, -2.0);
        assert_eq!(
            (answers.scored(0)[1].score, answers.scored(0)[1].positive),
            (2.0, true)
        );
        assert_eq!(answers.labelled()[2].logits, [0.0, 3.0]);
    }

    #[test]
    fn several_logits_are_a_class_each() {
        let answers = Answers {
            rows: vec![0, 1],
            truth: vec![2, 0],
            logits: vec![0.0, 1.0, 1.0, 5.0, 2.0, 1.0],
        };
        assert_eq!(answers.confusion(3).counts, [1, 0, 0, 0, 0, 0, 0, 1, 0]);
        assert_eq!(answers.scored(2)[0].score, 1.0);
        assert!(Answers::default().scored(0).is_empty());
    }
}
