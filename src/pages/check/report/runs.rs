//! The series of runs: finishing one, and choosing which is shown.

use crate::i18n::{Locale, date, td_string, use_locale};
use crate::pages::Offer;
use crate::pages::check::Readiness;
use crate::pages::check::data::model;
use crate::pages::check::open::Open;
use crate::pages::check::today::today;
use crate::ui::controls::Select;
use leptos::prelude::*;
use venture::readiness::{Date, Run};

/// Which state of a venture is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunChoice {
    /// The answers as they are.
    Now,
    /// The run of a day.
    On(Date),
}

impl RunChoice {
    /// The run that is meant; `None` for the answers as they are, which also
    /// stand in for a run that is gone.
    pub fn of(self, venture: &Readiness) -> Option<&Run> {
        match self {
            Self::Now => None,
            Self::On(day) => venture.runs.iter().find(|run| run.on == day),
        }
    }

    /// The choice as the value of an option.
    pub fn key(self) -> String {
        match self {
            Self::Now => "now".to_owned(),
            Self::On(day) => day.to_string(),
        }
    }

    /// The choice of an option's value.
    pub fn parse(key: &str) -> Self {
        key.parse().map_or(Self::Now, Self::On)
    }
}

/// The options of a choice among the runs, the latest first.
pub fn options(venture: &Readiness, locale: Locale) -> Vec<(String, String)> {
    let now = (
        RunChoice::Now.key(),
        td_string!(locale, check.run_now).to_owned(),
    );
    let runs = venture.runs.iter().rev().map(|run| {
        let day = date(locale, &run.on.to_string());
        (
            RunChoice::On(run.on).key(),
            td_string!(locale, check.run_on, date = day),
        )
    });
    std::iter::once(now).chain(runs).collect()
}

/// Finishes a run, and chooses which is shown.
#[component]
pub fn Runs(open: Open, run: RwSignal<RunChoice>) -> impl IntoView {
    let locale = use_locale();
    let document = open.document;
    let said = RwSignal::new("");
    let finish = move |_| {
        document.commit(|venture| {
            let figures = open.figures.get_untracked();
            venture.finish(model(), figures, today());
        });
        said.set(td_string!(locale, check.run_finished));
    };
    let choices = Memo::new(move |_| document.with(|venture| options(venture, locale)));
    let choice = move || {
        let choices = choices.get();
        (choices.len() > 1).then(|| {
            let value = Signal::derive(move || run.get().key());
            let on_change = Callback::new(move |key: String| run.set(RunChoice::parse(&key)));
            view! { <Select label=td_string!(locale, check.run_shown) options=choices value on_change/> }
        })
    };
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <div class="buttons report-tools">
            <button class="primary" on:click=finish>{td_string!(locale, check.finish)}</button>
            // A frame may not open the dialog.
            {use_context::<Offer>().is_none().then(|| view! {
                <button on:click=print>{td_string!(locale, check.print)}</button>
            })}
            {choice}
        </div>
        <p class="check-status" role="status">{said}</p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_reads_back_and_finds_its_run() {
        let day: Date = "2026-11-25".parse().unwrap();
        for choice in [RunChoice::Now, RunChoice::On(day)] {
            assert_eq!(RunChoice::parse(&choice.key()), choice);
        }
        let mut venture = Readiness::default();
        venture.finish(model(), None, day);
        assert!(RunChoice::On(day).of(&venture).is_some());
        assert!(RunChoice::On(day.plus(1)).of(&venture).is_none());
        assert_eq!(options(&venture, Locale::en).len(), 2);
    }
}
