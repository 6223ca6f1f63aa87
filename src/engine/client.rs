//! What views see of the engine: commands in, immutable snapshots out.

use super::errand::Errand;
use super::host::{Host, HostKind};
use crate::site::use_site;
use leptos::prelude::*;
use neural::job::{Job, Report};
use neural::message::{Incoming, Outgoing};
use neural::session::{
    Command, CurvePoint, Data, Event, Frame, LoadError, Prediction, Problem, RunConfig, RunInfo,
};
use neural::table::{Preview, TableError};
use std::sync::Arc;

/// The engine, shared by the whole app: a run goes on while the reader changes
/// the language, and is there again when they come back to its page.
#[derive(Clone, Copy)]
pub struct Client {
    /// The configuration last sent, with the run's number.
    pub sent: RwSignal<Option<(u32, Arc<RunConfig>)>>,
    /// The run that is loaded.
    pub info: RwSignal<Option<Arc<RunInfo>>>,
    /// Its latest snapshot.
    pub frame: RwSignal<Option<Arc<Frame>>>,
    /// Its curve so far.
    pub curve: RwSignal<Vec<CurvePoint>>,
    /// Why the last load failed; the run before it goes on.
    pub failure: RwSignal<Option<LoadError>>,
    /// The last good step of a run that diverged.
    pub diverged: RwSignal<Option<u64>>,
    /// The latest predictions, with their request's number.
    pub predicted: RwSignal<Option<(u32, Vec<Prediction>)>>,
    /// The latest reading of a table, with its request's number.
    pub previewed: RwSignal<Option<(u32, Result<Preview, TableError>)>>,
    /// A fault that stopped the engine. [`Client::restart`] starts it again.
    pub fault: RwSignal<Option<String>>,
    /// Where the engine runs, once it does.
    pub host_kind: RwSignal<Option<HostKind>>,
    host: StoredValue<Option<Host>, LocalStorage>,
    /// The jobs under way, by number, and the number of the next.
    errands: StoredValue<(u32, Vec<(u32, Errand)>)>,
    program: StoredValue<String>,
}

/// Provides the engine's client. Nothing starts before it is needed.
pub fn provide_engine() {
    let site = use_site();
    provide_context(Client::new(site.file("engine.js")));
}

impl Client {
    fn new(program: String) -> Self {
        Self {
            sent: RwSignal::new(None),
            info: RwSignal::new(None),
            frame: RwSignal::new(None),
            curve: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            diverged: RwSignal::new(None),
            predicted: RwSignal::new(None),
            previewed: RwSignal::new(None),
            fault: RwSignal::new(None),
            host_kind: RwSignal::new(None),
            host: StoredValue::new_local(None),
            errands: StoredValue::new((1, Vec::new())),
            program: StoredValue::new(program),
        }
    }
}

/// The engine's client, which the root component provides.
pub fn use_engine() -> Client {
    expect_context::<Client>()
}

impl Client {
    /// Loads a run, paused at step 0, and returns its number. The page has
    /// checked the configuration with [`RunConfig::validate`]; the engine
    /// checks it again and reports into [`Client::failure`].
    pub fn load(self, config: RunConfig, data: Data) -> u32 {
        let run = self
            .sent
            .with_untracked(|sent| sent.as_ref().map_or(1, |(run, _)| run + 1));
        self.failure.set(None);
        self.diverged.set(None);
        self.sent.set(Some((run, Arc::new(config.clone()))));
        self.send(Command::Load { run, config, data });
        run
    }

    /// Problems of a configuration, found on the page without the engine.
    pub fn problems(config: &RunConfig) -> Vec<Problem> {
        config.validate()
    }

    /// Sends a command, starting the engine if it isn't running.
    pub fn send(self, command: Command) {
        if matches!(command, Command::Rewind | Command::Seek { .. }) {
            self.diverged.set(None);
        }
        self.start();
        self.post(&Incoming::Command(command));
    }

    /// Starts a job for an errand, and returns its number.
    pub(super) fn start_job(self, errand: Errand, job: Job) -> Option<u32> {
        let id = self.errands.try_update_value(|(next, errands)| {
            let id = *next;
            *next = next.wrapping_add(1);
            errands.push((id, errand));
            id
        })?;
        self.start();
        self.post(&Incoming::Start {
            id,
            job: Box::new(job),
        });
        Some(id)
    }

    /// Drops a job.
    pub(super) fn cancel_job(self, id: u32) {
        self.forget_job(id);
        self.post(&Incoming::Cancel { id });
    }

    fn forget_job(self, id: u32) {
        let _ = self
            .errands
            .try_update_value(|(_, errands)| errands.retain(|(other, _)| *other != id));
    }

    fn report(self, report: Report) {
        let errand = self.errands.try_with_value(|(_, errands)| {
            let found = errands.iter().find(|(id, _)| *id == report.id);
            found.map(|(_, errand)| *errand)
        });
        if let Some(Some(errand)) = errand
            && errand.hear(report.news)
        {
            self.forget_job(report.id);
        }
    }

    /// Starts the engine, if it isn't running.
    fn start(self) {
        if self.host.with_value(Option::is_none) {
            let program = self.program.get_value();
            let receive = move |bytes: &[u8]| self.receive(bytes);
            let fail = move |message: String| self.fail(message);
            let announce = move |kind| {
                let _ = self.host_kind.try_set(Some(kind));
            };
            self.host
                .set_value(Some(Host::start(program, receive, fail, announce)));
        }
    }

    /// Another engine beside this one, which starts when it is first sent something.
    #[must_use]
    pub fn beside(self) -> Self {
        Self::new(self.program.get_value())
    }

    /// Readies an engine that hasn't started to stand beside another one. A page
    /// loads a module once; under another address it is another one.
    pub fn keep_apart_from(self, other: Self) {
        let slices = other.host_kind.get_untracked() == Some(HostKind::Slices);
        if slices && self.host.with_value(Option::is_none) {
            let program = other.program.get_value();
            self.program.set_value(format!("{program}?beside"));
        }
    }

    /// Ends the engine for good.
    pub fn stop(self) {
        let _ = self.host.try_update_value(|host| {
            if let Some(host) = host.take() {
                host.stop();
            }
        });
    }

    /// Starts the engine anew after a fault. Its state is gone; the caller
    /// loads its run again.
    pub fn restart(self) {
        self.stop();
        self.sent.set(None);
        self.info.set(None);
        self.frame.set(None);
        self.curve.set(Vec::new());
        self.errands.update_value(|(_, errands)| errands.clear());
        self.fault.set(None);
        self.host_kind.set(None);
    }

    fn post(self, message: &Incoming) {
        match postcard::to_allocvec(message) {
            Ok(bytes) => {
                let _ = self.host.try_with_value(|host| {
                    if let Some(host) = host {
                        host.post(bytes);
                    }
                });
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn fail(self, message: String) {
        let _ = self.fault.try_set(Some(message));
    }

    fn receive(self, bytes: &[u8]) {
        match postcard::from_bytes::<Outgoing>(bytes) {
            Ok(Outgoing::Started) => {}
            Ok(Outgoing::Event(event)) => self.event(event),
            Ok(Outgoing::Frame(frame)) => self.show(*frame),
            Ok(Outgoing::Job(report)) => self.report(*report),
            Ok(Outgoing::Fault(message)) => self.fail(message),
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn event(self, event: Event) {
        match event {
            Event::Loaded(info) | Event::Reshaped(info) => {
                let _ = self.info.try_set(Some(Arc::new(*info)));
            }
            Event::LoadFailed { run, error } => {
                let latest = self
                    .sent
                    .with_untracked(|sent| sent.as_ref().is_some_and(|(sent, _)| *sent == run));
                if latest {
                    let _ = self.failure.try_set(Some(error));
                }
            }
            Event::Predicted {
                request,
                predictions,
            } => {
                let _ = self.predicted.try_set(Some((request, predictions)));
            }
            Event::Previewed { request, result } => {
                let _ = self.previewed.try_set(Some((request, result)));
            }
            Event::Diverged { step, .. } => {
                let _ = self.diverged.try_set(Some(step));
            }
            // The views offer no command that the session refuses.
            Event::Refused(error) => leptos::logging::warn!("refused: {error:?}"),
        }
    }

    /// Shows a frame at the next repaint. The engine is asked for the following
    /// one just before, so that it makes that while the page draws this: one
    /// frame in flight, at most one a repaint, never a queue.
    fn show(self, frame: Frame) {
        request_animation_frame(move || {
            self.post(&Incoming::Acknowledge);
            // A curve that has not grown is not drawn again.
            if frame.curve.replace || !frame.curve.points.is_empty() {
                let _ = self.curve.try_update(|curve| {
                    if frame.curve.replace {
                        curve.clear();
                    }
                    curve.extend(frame.curve.points.iter().copied());
                });
            }
            let _ = self.frame.try_set(Some(Arc::new(frame)));
        });
    }
}
