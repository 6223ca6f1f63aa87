//! What happened in training, as a table that is committed.

use std::fmt::Write as _;

use super::recipe::{LOG_EVERY, LOG_SINGLY};

/// The columns: the last step of the line, the mean loss of its steps in nats per
/// token, the rate and the gradient's length of the last step, and where measured
/// the loss on held-out text of each language.
const HEADER: &str = "step,loss,rate,gradient,held_out_chinese,held_out_english\n";

/// The table, and what its next line will say.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// The lines so far.
    pub text: String,
    sum: f64,
    steps: u32,
}

impl Log {
    /// An empty table of a corpus.
    pub fn new(corpus: &str) -> Self {
        Self::resumed(format!("# texts: SHA-256 {corpus}\n{HEADER}"), 0.0, 0)
    }

    /// As it was, with the sum of the losses since the last line.
    pub fn resumed(text: String, sum: f64, steps: u32) -> Self {
        Self { text, sum, steps }
    }

    /// The sum of the losses since the last line, and of how many steps.
    pub fn pending(&self) -> (f64, u32) {
        (self.sum, self.steps)
    }

    /// Adds a step. Returns the line in words, where one was written.
    pub fn add(
        &mut self,
        step: u32,
        loss: f64,
        rate: f32,
        gradient: f32,
        held_out: Option<(f64, f64)>,
    ) -> Option<String> {
        self.sum += loss;
        self.steps += 1;
        if step > LOG_SINGLY && !step.is_multiple_of(LOG_EVERY) && held_out.is_none() {
            return None;
        }
        let loss = self.sum / f64::from(self.steps);
        let mut line = format!("{step},{loss:.6},{rate:.3e},{gradient:.4},");
        let mut words = format!("loss {loss:.4}");
        match held_out {
            Some((chinese, english)) => {
                // Writing to a string cannot fail.
                let _ = write!(line, "{chinese:.6},{english:.6}");
                let _ = write!(
                    words,
                    ", held out Chinese {chinese:.4}, English {english:.4}"
                );
            }
            None => line.push(','),
        }
        self.text.push_str(&line);
        self.text.push('\n');
        (self.sum, self.steps) = (0.0, 0);
        Some(words + ",")
    }
}
