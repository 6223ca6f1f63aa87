//! A job as a view sees it: started, followed, cancelled, tried again.

use super::Client;
use leptos::prelude::*;
use neural::job::{Finding, Job, JobError, News};
use std::sync::Arc;

/// A place for one job at a time in an engine. Whoever makes it may start one job
/// after the other in it; a new one takes the place of that before, and what is
/// under way is dropped with the component that made it.
///
/// ```ignore
/// let errand = Errand::new(use_engine());
/// errand.start(Job::Predict(setup));
/// view! { {move || errand.progress.get()} {move || errand.finding.get()} }
/// ```
#[derive(Clone, Copy)]
pub struct Errand {
    /// How much of the job is done, 0 to 1; `None` when none is under way.
    pub progress: RwSignal<Option<f32>>,
    /// What the last job found, or has found so far. It stays while the next is
    /// under way.
    pub finding: RwSignal<Option<Arc<Finding>>>,
    /// Why the last job was not done.
    pub failure: RwSignal<Option<JobError>>,
    /// The engine. [`Client::fault`] says whether it stopped; then
    /// [`Errand::retry`].
    pub engine: Client,
    id: StoredValue<Option<u32>>,
    job: StoredValue<Option<Job>>,
}

impl Errand {
    /// A place without a job.
    pub fn new(engine: Client) -> Self {
        let errand = Self {
            progress: RwSignal::new(None),
            finding: RwSignal::new(None),
            failure: RwSignal::new(None),
            engine,
            id: StoredValue::new(None),
            job: StoredValue::new(None),
        };
        on_cleanup(move || errand.cancel());
        errand
    }

    /// Starts a job; the one before, if it is under way still, is dropped.
    pub fn start(self, job: Job) {
        self.cancel();
        self.failure.set(None);
        self.job.set_value(Some(job.clone()));
        self.progress.set(Some(0.0));
        self.id.set_value(self.engine.start_job(self, job));
    }

    /// Drops what is under way. What it has found so far stays.
    pub fn cancel(self) {
        if let Some(Some(id)) = self.id.try_update_value(Option::take) {
            self.engine.cancel_job(id);
        }
        let _ = self.progress.try_set(None);
    }

    /// Starts the last job again, after a fault in an engine that is started anew.
    pub fn retry(self) {
        if self.engine.fault.get_untracked().is_some() {
            self.engine.restart();
        }
        if let Some(job) = self.job.get_value() {
            self.start(job);
        }
    }

    /// Whether a job is under way: one in an engine that has stopped is not.
    pub fn busy(self) -> bool {
        self.progress.get().is_some() && self.engine.fault.get().is_none()
    }

    /// Takes news of its job; whether they are the last.
    pub(super) fn hear(self, news: News) -> bool {
        let over = matches!(news, News::Done(_) | News::Failed(_));
        if over {
            let _ = self.id.try_set_value(None);
            let _ = self.progress.try_set(None);
        }
        match news {
            News::Progress(share) => {
                let _ = self.progress.try_set(Some(share));
            }
            News::Interim(finding) | News::Done(finding) => {
                let _ = self.finding.try_set(Some(Arc::new(finding)));
            }
            News::Failed(error) => {
                let _ = self.failure.try_set(Some(error));
            }
        }
        over
    }
}
