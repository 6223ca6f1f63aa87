//! The training itself.

use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;

use anyhow::{Context, Result, ensure};
use neural::rng::Rng;
use neural::transformer::{Learner, Model, Shard};

use super::checkpoint;
use super::corpus::{Corpus, Language};
use super::log::Log;
use super::recipe::{
    CONFIG, EVALUATE_EVERY, EVALUATION_ROWS, LENGTH, OPENING_STEPS, PLAN, ROWS_PER_SHARD, SEED,
    SHARDS, Stream, TOKENS_PER_STEP,
};
use super::rows::{Rows, cut};

/// A run of training.
pub struct Run<'a> {
    /// The model and its optimiser.
    pub learner: Learner,
    /// What happened so far.
    pub log: Log,
    rows: [Rows<'a>; 2],
    shards: Vec<Shard>,
    threads: usize,
}

/// The learner before the first step.
pub fn start() -> Result<Learner> {
    let mut rng = Rng::new(SEED, Stream::Weights as u64);
    Ok(Learner::new(Model::initial(CONFIG, &mut rng)?))
}

fn rows(corpus: &Corpus) -> [Rows<'_>; 2] {
    [
        Rows::new(&corpus.chinese.train, Stream::Chinese),
        Rows::new(&corpus.english.train, Stream::English),
    ]
}

/// The rows of a step, the languages in turn.
fn texts(rows: &mut [Rows; 2], step: u32) -> Vec<u16> {
    let each = SHARDS * ROWS_PER_SHARD / 2;
    let first = step as usize * each;
    let mut texts = Vec::with_capacity(2 * each * (LENGTH + 1));
    for at in first..first + each {
        for rows in &mut *rows {
            texts.extend_from_slice(rows.row(at));
        }
    }
    texts
}

/// The rows of the first steps, as bytes: with them the steps can be repeated
/// without the texts.
pub fn opening(corpus: &Corpus) -> Vec<u8> {
    let mut rows = rows(corpus);
    (0..OPENING_STEPS)
        .flat_map(|step| texts(&mut rows, step))
        .flat_map(u16::to_le_bytes)
        .collect()
}

impl<'a> Run<'a> {
    /// Goes on from the checkpoint, if there is one of this recipe and corpus.
    pub fn start_or_resume(folder: &Path, corpus: &'a Corpus, threads: usize) -> Result<Self> {
        let (learner, log) = match checkpoint::load(folder, &corpus.digest)? {
            Some(resumed) => resumed,
            None => (start()?, Log::new(&corpus.digest)),
        };
        Ok(Self {
            learner,
            log,
            rows: rows(corpus),
            shards: vec![Shard::default(); SHARDS],
            threads: threads.min(SHARDS),
        })
    }

    /// One step. Returns the log's line, where there is one.
    pub fn step(&mut self, corpus: &Corpus) -> Result<Option<String>> {
        let texts = texts(&mut self.rows, self.learner.step);
        ensure!(
            texts.len() == SHARDS * ROWS_PER_SHARD * (LENGTH + 1),
            "there is too little text to fill a row"
        );
        let length = update(&mut self.learner, &mut self.shards, &texts, self.threads)?;
        let loss = self.shards.iter().map(|shard| shard.loss).sum::<f64>();
        let step = self.learner.step;
        let held_out = if step.is_multiple_of(EVALUATE_EVERY) || step == PLAN.steps {
            let model = &self.learner.model;
            let chinese = self.held_out(model, &corpus.chinese, EVALUATION_ROWS)?;
            let english = self.held_out(model, &corpus.english, EVALUATION_ROWS)?;
            Some((chinese.0, english.0))
        } else {
            None
        };
        let loss = loss / TOKENS_PER_STEP as f64;
        Ok(self
            .log
            .add(step, loss, PLAN.rate_at(step - 1), length, held_out))
    }

    /// A model's −ln p per token of a language's held-out documents, in nats, over
    /// at most `most` rows; and of how many tokens that is the mean.
    pub fn held_out(&self, model: &Model, language: &Language, most: usize) -> Result<(f64, u32)> {
        let mut rows = cut(&language.held_out.iter().collect::<Vec<_>>());
        rows.truncate(most);
        let queue = Mutex::new(rows.iter().enumerate());
        let losses = Mutex::new(vec![(0.0, 0); rows.len()]);
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..self.threads)
                .map(|_| {
                    scope.spawn(|| -> Result<()> {
                        let mut shard = Shard::default();
                        while let Some((at, row)) = next() {
                            let (inputs, targets) = example(row);
                            shard.evaluate(model, &inputs, &targets, 1)?;
                            let mut losses = losses.lock().unwrap_or_else(PoisonError::into_inner);
                            losses[at] = (shard.loss, shard.count);
                        }
                        Ok(())
                    })
                })
                .collect();
            join(workers)
        })?;
        let losses = losses.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (loss, count) = losses
            .iter()
            .fold((0.0, 0), |sum, l| (sum.0 + l.0, sum.1 + l.1));
        Ok((loss / f64::from(count.max(1)), count))
    }

    /// Writes the state from which the run can go on.
    pub fn save(&self, folder: &Path) -> Result<()> {
        checkpoint::save(folder, &self.learner, &self.log)
    }
}

/// What the model reads of a row, and what it should say.
fn example(row: &[u16]) -> (Vec<u32>, Vec<u32>) {
    let ids: Vec<u32> = row.iter().map(|&id| u32::from(id)).collect();
    (ids[..LENGTH].to_vec(), ids[1..].to_vec())
}

/// A shard and its rows.
type Share<'a> = (&'a mut Shard, &'a [&'a [u16]]);

/// Works through a step's rows and takes it. The shards' sizes and the order in
/// which they are added do not depend on the number of threads. Returns the
/// gradient's length.
pub fn update(
    learner: &mut Learner,
    shards: &mut [Shard],
    texts: &[u16],
    threads: usize,
) -> Result<f32> {
    let model = &learner.model;
    let scale = 1.0 / TOKENS_PER_STEP as f32;
    let rows: Vec<&[u16]> = texts.chunks_exact(LENGTH + 1).collect();
    let mut shares: Vec<Vec<Share>> = (0..threads.max(1)).map(|_| Vec::new()).collect();
    let work = shards.iter_mut().zip(rows.chunks(ROWS_PER_SHARD));
    for (at, share) in work.enumerate() {
        shares[at % threads.max(1)].push(share);
    }
    std::thread::scope(|scope| {
        let workers: Vec<_> = (shares.into_iter())
            .map(|share| {
                scope.spawn(move || -> Result<()> {
                    for (shard, rows) in share {
                        let examples = rows.iter().map(|row| example(row));
                        let (inputs, targets): (Vec<_>, Vec<_>) = examples.unzip();
                        shard.work(
                            model,
                            &inputs.concat(),
                            &targets.concat(),
                            rows.len(),
                            scale,
                        )?;
                    }
                    Ok(())
                })
            })
            .collect();
        join(workers)
    })?;
    let gradient = Shard::gather(shards).context("a step without a shard")?;
    learner
        .update(&PLAN, gradient)
        .context("the training diverged; lower the rate in the recipe")
}

fn join(workers: Vec<std::thread::ScopedJoinHandle<'_, Result<()>>>) -> Result<()> {
    for worker in workers {
        worker
            .join()
            .map_err(|_| anyhow::anyhow!("a training thread panicked"))??;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed log and the rows that its first steps read.
    const LOG: &str = include_str!("../../../docs/model/log.csv");
    const OPENING: &[u8] = include_bytes!("opening.bin");

    #[test]
    fn the_first_steps_are_those_of_the_log_on_any_number_of_threads() {
        let texts: Vec<u16> = (OPENING.as_chunks().0.iter())
            .map(|bytes| u16::from_le_bytes(*bytes))
            .collect();
        let each = SHARDS * ROWS_PER_SHARD * (LENGTH + 1);
        assert_eq!(texts.len(), OPENING_STEPS as usize * each);
        let corpus = LOG.lines().next().unwrap().rsplit(' ').next().unwrap();
        let (mut learner, mut log) = (start().unwrap(), Log::new(corpus));
        let mut shards = vec![Shard::default(); SHARDS];
        for (texts, threads) in texts.chunks(each).zip([2, 3]) {
            let length = update(&mut learner, &mut shards, texts, threads).unwrap();
            let loss = shards.iter().map(|shard| shard.loss).sum::<f64>() / TOKENS_PER_STEP as f64;
            log.add(
                learner.step,
                loss,
                PLAN.rate_at(learner.step - 1),
                length,
                None,
            );
        }
        assert!(LOG.starts_with(&log.text), "{}", log.text);
    }
}
