//! What the figure keeps of experiments: the pinned run, and a second engine in
//! which it races, or in which a setting is swept.

use super::super::choices::Dataset;
use super::super::state::State;
use super::arrival::Arrival;
use super::sweep::Variable;
use crate::engine::Client;
use leptos::prelude::*;
use neural::session::{Command, CurvePoint, MapSize, RunConfig, StopRule};
use std::cell::RefCell;
use std::sync::Arc;

/// A run to compare others with.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// Its settings.
    pub state: State,
    /// The run they stand for.
    pub config: RunConfig,
    /// Its curve when it was pinned.
    pub curve: Vec<CurvePoint>,
}

/// What the second engine does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Busy {
    /// Nothing; it may not even have started.
    #[default]
    Idle,
    /// It runs the baseline beside the present run.
    Racing,
    /// It runs a sweep.
    Sweeping,
}

thread_local! {
    /// A change of language takes the figure away and brings another.
    static PINNED: RefCell<Option<Arc<Baseline>>> = const { RefCell::new(None) };
}

/// The figure's experiments.
#[derive(Clone, Copy)]
pub struct Lab {
    /// The baseline.
    pub pinned: RwSignal<Option<Arc<Baseline>>>,
    /// What the second engine does.
    pub busy: RwSignal<Busy>,
    engine: Client,
    /// The second engine.
    pub spare: Client,
    /// How often the present run has gone back to its start.
    pub restarts: RwSignal<u32>,
    /// The setting whose name was pressed, until its sweep begins.
    pub to_sweep: RwSignal<Option<Variable>>,
    /// Told when a name was pressed: the section comes into view. The sweep may
    /// have taken the setting up before that is done.
    pub show_sweep: Trigger,
    /// What came of weights in the address.
    pub arrival: RwSignal<Option<Arrival>>,
}

impl Lab {
    /// Nothing pinned but what an earlier figure had pinned.
    pub fn new(engine: Client) -> Self {
        let spare = engine.beside();
        on_cleanup(move || spare.stop());
        let lab = Self {
            pinned: RwSignal::new(None),
            busy: RwSignal::new(Busy::Idle),
            engine,
            spare,
            restarts: RwSignal::new(0),
            to_sweep: RwSignal::new(None),
            show_sweep: Trigger::new(),
            arrival: RwSignal::new(None),
        };
        // Effects run in the browser alone: pages that are made ahead share nothing.
        Effect::new(move || lab.pinned.set(PINNED.with_borrow(Clone::clone)));
        lab
    }

    /// Pins a run, or lets the pinned one go.
    pub fn pin(self, baseline: Option<Baseline>) {
        self.rest();
        let baseline = baseline.map(Arc::new);
        PINNED.set(baseline.clone());
        self.pinned.set(baseline);
    }

    /// The present run is back at its start.
    pub fn restarted(self) {
        self.restarts.update(|count| *count = count.wrapping_add(1));
    }

    /// Lets the second engine rest.
    pub fn rest(self) {
        if self.busy.get_untracked() != Busy::Idle {
            self.busy.set(Busy::Idle);
            self.spare.send(Command::Pause);
        }
    }

    /// Readies the second engine for work.
    pub fn occupy(self, busy: Busy, rule: StopRule) {
        self.busy.set(busy);
        self.spare.keep_apart_from(self.engine);
        if self.spare.fault.get_untracked().is_some() {
            self.spare.restart();
        }
        self.spare.send(Command::Maps(MapSize {
            output: 0,
            neurons: 0,
        }));
        self.spare.send(Command::StopAt(rule));
    }

    /// The baseline's curve: as it was pinned, or as it grows in the race, which
    /// is not followed.
    pub fn with_curve<T>(self, show: impl FnOnce(&[CurvePoint]) -> T) -> T {
        if self.busy.get() == Busy::Racing {
            return self.spare.curve.with_untracked(|curve| show(curve));
        }
        self.pinned.with(|pinned| {
            let curve = pinned.as_ref().map_or(&[][..], |pinned| &pinned.curve[..]);
            show(curve)
        })
    }

    /// A table of the reader's that was replaced can't be run again.
    pub fn table_replaced(self) {
        let own = self.pinned.with_untracked(|pinned| {
            pinned
                .as_ref()
                .is_some_and(|p| p.state.data == Dataset::Own)
        });
        if own {
            self.pin(None);
        }
    }
}
