//! What stands in the way of a run, and what to do about it.

use super::refusal::problem;
use super::run::{Obstacle, Run};
use crate::i18n::{number, td_string, use_locale};
use leptos::prelude::*;
use neural::session::LoadError;

/// The notices of a run.
#[component]
pub fn Notices(run: Run) -> impl IntoView {
    let locale = use_locale();
    let retry = move || {
        view! { <button on:click=move |_| run.load()>{td_string!(locale, network.try_again)}</button> }
    };
    let obstacle = move || {
        run.obstacle.get().map(|obstacle| {
            if let Obstacle::Refused(LoadError::Config(problems)) = &obstacle {
                let told = problems
                    .iter()
                    .map(|one| view! { <li>{problem(one, locale)}</li> });
                return view! {
                    <div class="notice notice-problem" role="alert">
                        <ul>{told.collect_view()}</ul>
                        <p>{td_string!(locale, controls.problem_kept)}</p>
                    </div>
                }
                .into_any();
            }
            let (problem, text, button) = match obstacle {
                Obstacle::Fetching => (false, td_string!(locale, network.fetching), None),
                Obstacle::NotFetched => {
                    (true, td_string!(locale, network.not_fetched), Some(retry()))
                }
                Obstacle::NoTable => (false, td_string!(locale, network.no_table), None),
                Obstacle::Refused(LoadError::Table(_)) => {
                    (true, td_string!(locale, network.refused_table), None)
                }
                Obstacle::Refused(_) => (true, td_string!(locale, network.refused), Some(retry())),
            };
            let (class, role) = if problem {
                ("notice notice-problem", "alert")
            } else {
                ("notice", "status")
            };
            view! {
                <div class=class role=role>
                    <p>{text}</p>
                    {button}
                </div>
            }
            .into_any()
        })
    };
    let diverged = move || {
        run.engine.diverged.get().map(|last| {
            let step = number(last as f64, 0);
            let back = td_string!(locale, controls.back_to, step = step.clone());
            view! {
                <div class="notice notice-problem" role="alert">
                    <p>{td_string!(locale, network.diverged, step = step)}</p>
                    <button on:click=move |_| run.seek(last)>{back}</button>
                    <button on:click=move |_| run.rewind()>{td_string!(locale, network.rewind)}</button>
                </div>
            }
        })
    };
    view! {
        {obstacle}
        {diverged}
    }
    .into_any()
}
