//! The controls of the network's choices, whose names sweep what they name.

use super::run::Run;
use super::runs::Variable;
use super::state::State;
use crate::explorables::fields::Bound;
pub use crate::explorables::fields::PickNumber;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::Press;
use leptos::prelude::*;

/// The controls.
pub fn fields(run: Run) -> Bound<State> {
    Bound::new(run.state, run.stage)
        .pressed(move |key, label| sweeps(run, Variable::of_key(key), label))
}

/// What pressing a setting's name does: the setting is swept, where it can be.
pub fn sweeps(run: Run, variable: Option<Variable>, label: &str) -> Option<Press> {
    let variable = variable.filter(|_| run.stage.shows("sweep"))?;
    Some(Press {
        hint: td_string!(use_locale(), runs.sweep_named, name = label.to_owned()),
        on_press: Callback::new(move |()| {
            run.lab.to_sweep.set(Some(variable));
            run.lab.show_sweep.notify();
        }),
    })
}
