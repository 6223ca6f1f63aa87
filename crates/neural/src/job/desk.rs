//! The jobs that are not done, and the one that is worked on.

use super::{Finding, Job, JobError, Step, Work};
use serde::{Deserialize, Serialize};
use std::fmt;

/// News of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The job's number.
    pub id: u32,
    /// What there is to tell.
    pub news: News,
}

/// What there is to tell of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum News {
    /// This much of it is done, 0 to 1.
    Progress(f32),
    /// It goes on, and this is found so far.
    Interim(Finding),
    /// It is done.
    Done(Finding),
    /// It could not be done.
    Failed(JobError),
}

/// Progress is told in steps of this.
const TOLD: f32 = 0.01;

/// A job that is not done.
struct Waiting {
    id: u32,
    work: Box<dyn Work>,
    /// The progress told last.
    told: f32,
}

/// Does jobs, the newest first: what was asked for last is what a reader waits
/// for. The others go on after it.
#[derive(Default)]
pub struct Desk {
    jobs: Vec<Waiting>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let ids = self.jobs.iter().map(|job| job.id);
        f.debug_list().entries(ids).finish()
    }
}

impl Desk {
    /// Takes a job, or says why not.
    pub fn start(&mut self, id: u32, job: Job) -> Option<Report> {
        match job.begin() {
            Ok(work) => {
                let told = 0.0;
                self.jobs.push(Waiting { id, work, told });
                None
            }
            Err(error) => Some(Report {
                id,
                news: News::Failed(error),
            }),
        }
    }

    /// Drops a job; one that is not there any more is dropped already.
    pub fn cancel(&mut self, id: u32) {
        self.jobs.retain(|job| job.id != id);
    }

    /// Whether there is a job to do.
    pub fn busy(&self) -> bool {
        !self.jobs.is_empty()
    }

    /// Works until `keep_going` says no. It is asked every few hundred microseconds
    /// at the latest.
    pub fn work(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Vec<Report> {
        let mut reports = Vec::new();
        while let Some(Waiting { id, work, told }) = self.jobs.last_mut() {
            let (id, step) = (*id, work.advance(keep_going));
            let share = work.share();
            let over = !matches!(step, Ok(Step::More | Step::Interim(_)));
            let news = match step {
                Ok(Step::More) if share < *told + TOLD => None,
                Ok(Step::More) => {
                    *told = share;
                    Some(News::Progress(share))
                }
                Ok(Step::Interim(finding)) => Some(News::Interim(finding)),
                Ok(Step::Done(finding)) => Some(News::Done(finding)),
                Err(error) => Some(News::Failed(error)),
            };
            reports.extend(news.map(|news| Report { id, news }));
            if over {
                self.jobs.pop();
            }
            if !keep_going() {
                break;
            }
        }
        reports
    }
}
