//! What the parts of the figure share: the state, the jobs, and what they found.

use super::jobs;
use super::pins::MOST;
use super::state::{Data, SECTION_NAMES, Setting, State};
use crate::engine::{Client, Errand, use_engine};
use crate::explorables::Stage;
use crate::explorables::fields::Bound;
use crate::explorables::shipped::File;
use crate::site::{SiteRoot, use_site};
use leptos::prelude::*;
use neural::job::{CureRun, Finding, Job};
use std::cell::RefCell;
use std::sync::Arc;

/// The actions that a link may ask for.
#[cfg(feature = "ssr")]
pub const ACTIONS: &[&str] = &[
    "run", "pin", "compare", "parts", "descent", "search", "cancel",
];

/// What can be asked of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The run.
    Run,
    /// The parts of an error.
    Parts,
    /// The sweep of the width.
    Descent,
    /// The search.
    Search,
}

impl Task {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Run, Self::Parts, Self::Descent, Self::Search];
}

/// What stands in the way of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Its samples are on their way.
    Fetching,
    /// They could not be had.
    NotFetched,
}

/// A run and what came of it.
pub type Done = (Setting, Arc<CureRun>);

/// The figure's parts on one state.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The choices.
    pub state: RwSignal<State>,
    /// The page's side.
    pub stage: Stage,
    /// What stands in the way of a task.
    pub obstacle: RwSignal<Option<(Task, Obstacle)>>,
    /// The run that is shown, with its setting; it may be under way.
    pub shown: RwSignal<Option<Done>>,
    /// Runs that are done, the latest last.
    pub results: RwSignal<Vec<Done>>,
    /// The run under way.
    pub running: RwSignal<Option<Setting>>,
    /// Pinned runs that wait for their turn.
    pub waiting: RwSignal<Vec<Setting>>,
    errands: [Errand; 4],
    site: StoredValue<SiteRoot>,
}

/// Runs whose results are kept.
const KEPT: usize = 24;

thread_local! {
    /// A change of language takes the figure away and brings another.
    static RESULTS: RefCell<Vec<Done>> = const { RefCell::new(Vec::new()) };
}

impl Bench {
    /// The controls of the reader's choices.
    pub fn fields(self) -> Bound<State> {
        Bound::new(self.state, self.stage)
    }

    /// A bench for a figure.
    pub fn new(state: RwSignal<State>, stage: Stage) -> Self {
        // An engine of its own: what is trained elsewhere goes on undisturbed.
        let engine = use_engine().beside();
        on_cleanup(move || engine.stop());
        engine.keep_apart_from(use_engine());
        let bench = Self {
            state,
            stage,
            obstacle: RwSignal::new(None),
            shown: RwSignal::new(None),
            results: RwSignal::new(RESULTS.with_borrow(Clone::clone)),
            running: RwSignal::new(None),
            waiting: RwSignal::new(Vec::new()),
            errands: Task::ALL.map(|_| Errand::new(engine)),
            site: StoredValue::new(use_site()),
        };
        bench.follow_runs();
        bench
    }

    /// The place of a task's job.
    pub fn errand(self, task: Task) -> Errand {
        self.errands[task as usize]
    }

    /// What a task's job has found so far.
    pub fn found(self, task: Task) -> Option<Arc<Finding>> {
        self.errand(task).finding.get()
    }

    /// Whether a task is under way, or its samples are.
    pub fn busy(self, task: Task) -> bool {
        let fetching = self.obstacle.get() == Some((task, Obstacle::Fetching));
        self.errand(task).busy() || fetching
    }

    /// What a run came to, if it has been done.
    pub fn result(self, setting: &Setting) -> Option<Arc<CureRun>> {
        self.results.with(|results| {
            let found = results.iter().find(|(of, _)| of == setting);
            found.map(|(_, run)| run.clone())
        })
    }

    /// Does what a link asks for.
    pub fn act(self, action: &str) {
        match action {
            "run" => self.start(Task::Run),
            "pin" => self.pin(),
            "compare" => self.compare(),
            "parts" => self.start(Task::Parts),
            "descent" => self.start(Task::Descent),
            "search" => self.start(Task::Search),
            "cancel" => self.cancel_all(),
            _ => {}
        }
    }

    /// The engine that does the jobs.
    pub fn engine(self) -> Client {
        self.errand(Task::Run).engine
    }

    /// Starts a task from the present state.
    pub fn start(self, task: Task) {
        if task == Task::Run {
            self.waiting.set(Vec::new());
            self.run(self.state.with_untracked(|state| state.run));
        } else {
            self.open(SECTION_NAMES[task as usize]);
            self.begin(task, self.state.with_untracked(|state| state.run));
        }
    }

    /// Drops a task; what it found stays.
    pub fn cancel(self, task: Task) {
        self.errand(task).cancel();
        if self
            .obstacle
            .get_untracked()
            .is_some_and(|(of, _)| of == task)
        {
            self.obstacle.set(None);
        }
        if task == Task::Run {
            self.waiting.set(Vec::new());
            self.running.set(None);
        }
    }

    fn cancel_all(self) {
        for task in Task::ALL {
            self.cancel(task);
        }
    }

    /// Drops what is under way, and shows nothing any more.
    pub fn clear(self) {
        self.cancel_all();
        self.shown.set(None);
        for task in Task::ALL {
            self.errand(task).finding.set(None);
        }
    }

    /// Starts the engine anew after a fault. What was under way is gone.
    pub fn restart(self) {
        self.cancel_all();
        self.engine().restart();
    }

    /// Opens a section.
    pub fn open(self, name: &str) {
        if let Some(index) = SECTION_NAMES.iter().position(|known| *known == name) {
            self.state.update(|state| state.open = index);
        }
    }

    fn run(self, setting: Setting) {
        self.running.set(Some(setting));
        self.begin(Task::Run, setting);
    }

    fn begin(self, task: Task, run: Setting) {
        let data = match task {
            Task::Parts => None,
            Task::Descent => Some(Data::Digits),
            Task::Run | Task::Search => Some(run.data),
        };
        if data.is_none_or(|data| data.samples().is_some()) {
            self.obstacle.set(None);
            if let Some(job) = self.job(task, &run) {
                let errand = self.errand(task);
                if task == Task::Run {
                    // What the run before found is none of this one's.
                    errand.finding.set(None);
                }
                errand.start(job);
            }
            return;
        }
        let Some(file) = data.and_then(Data::file) else {
            return;
        };
        self.errand(task).cancel();
        self.obstacle.set(Some((task, Obstacle::Fetching)));
        let address = self.site.with_value(|site| site.file(file.path()));
        leptos::task::spawn_local(async move {
            let kept = file.fetch(&address).await;
            // It may have been cancelled, or left, meanwhile.
            let waited = Some(Some((task, Obstacle::Fetching)));
            if self.obstacle.try_get_untracked() != waited {
                return;
            }
            if kept.is_some() {
                self.begin(task, run);
            } else {
                let _ = self.obstacle.try_set(Some((task, Obstacle::NotFetched)));
            }
        });
    }

    fn job(self, task: Task, run: &Setting) -> Option<Job> {
        self.state.with_untracked(|state| match task {
            Task::Run => Some(jobs::cure(run, run.data.samples()?)),
            Task::Parts => Some(jobs::parts(state)),
            Task::Descent => Some(jobs::descent(state, File::Digits.bytes()?)),
            Task::Search => Some(jobs::search(run, &state.search, run.data.samples()?)),
        })
    }

    /// Shows the run under way, keeps one that is done, and goes to the next.
    fn follow_runs(self) {
        let errand = self.errand(Task::Run);
        Effect::new(move || {
            let (finding, busy) = (errand.finding.get(), errand.progress.get().is_some());
            let Some(setting) = self.running.get_untracked() else {
                return;
            };
            if errand.failure.get().is_some() {
                self.running.set(None);
                self.waiting.set(Vec::new());
                return;
            }
            let Some(Finding::Cure(run)) = finding.as_deref() else {
                return;
            };
            let last = run.curve.last().map_or(0, |scores| scores.epoch);
            let done = !busy && (run.stopped || last >= setting.epochs);
            let run = Arc::new(run.clone());
            self.shown.set(Some((setting, run.clone())));
            if !done {
                return;
            }
            self.results.update(|results| {
                results.retain(|(of, _)| *of != setting);
                results.push((setting, run));
                let over = results.len().saturating_sub(KEPT);
                results.drain(..over);
                RESULTS.set(results.clone());
            });
            self.running.set(None);
            let next = self.waiting.try_update(Vec::pop).flatten();
            if let Some(next) = next {
                self.run(next);
                return;
            }
            // After several the one whose settings stand above is shown.
            let present = self.state.with_untracked(|state| state.run);
            if let Some(run) = untrack(|| self.result(&present)) {
                self.shown.set(Some((present, run)));
            }
        });
    }

    /// Pins the present setting, once, and as long as there is room.
    pub fn pin(self) {
        let setting = self.state.with_untracked(|state| state.run);
        self.state.update(|state| {
            if !state.pins.contains(&setting) && state.pins.len() < MOST {
                state.pins.push(setting);
            }
        });
    }

    /// Takes a pinned run away.
    pub fn unpin(self, setting: &Setting) {
        self.state
            .update(|state| state.pins.retain(|pin| pin != setting));
    }

    /// Trains every pinned run that has not been trained, in order.
    pub fn compare(self) {
        let mut due: Vec<Setting> = self.state.with_untracked(|state| {
            let done = |pin: &&Setting| untrack(|| self.result(pin)).is_none();
            state.pins.iter().filter(done).copied().collect()
        });
        due.reverse();
        if let Some(first) = due.pop() {
            self.waiting.set(due);
            self.run(first);
        }
    }
}
