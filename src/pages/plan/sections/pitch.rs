//! The pitch: one page, in the order in which investors read.

use super::super::editor::use_editor;
use super::super::kit::{Field, at, line, text};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::pitch::compose;

/// The fields.
#[component]
pub fn Pitch() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Compose/>
        <Field
            of=line(at!(pitch.one_line))
            label=td_string!(locale, plan_story.one_line)
            hint=td_string!(locale, plan_story.one_line_hint)
        />
        <Field
            of=text(at!(pitch.problem))
            label=td_string!(locale, plan_story.pitch_problem)
            hint=td_string!(locale, plan_story.pitch_problem_hint)
        />
        <Field
            of=text(at!(pitch.solution))
            label=td_string!(locale, plan_story.solution)
            hint=td_string!(locale, plan_story.solution_hint)
        />
        <Field of=text(at!(pitch.why_now)) label=td_string!(locale, plan_story.why_now) hint=td_string!(locale, plan_story.why_now_hint)/>
        <Field
            of=text(at!(pitch.market))
            label=td_string!(locale, plan_story.pitch_market)
            hint=td_string!(locale, plan_story.pitch_market_hint)
        />
        <Field
            of=text(at!(pitch.traction))
            label=td_string!(locale, plan_story.traction)
            hint=td_string!(locale, plan_story.traction_hint)
        />
        <Field
            of=text(at!(pitch.business_model))
            label=td_string!(locale, plan_story.business_model)
            hint=td_string!(locale, plan_story.business_model_hint)
        />
        <Field
            of=text(at!(pitch.competition))
            label=td_string!(locale, plan_story.pitch_competition)
            hint=td_string!(locale, plan_story.pitch_competition_hint)
        />
        <Field
            of=text(at!(pitch.team))
            label=td_string!(locale, plan_story.pitch_team)
            hint=td_string!(locale, plan_story.pitch_team_hint)
        />
        <Field
            of=text(at!(pitch.ask))
            label=td_string!(locale, plan_story.ask)
            hint=td_string!(locale, plan_story.ask_hint)
        />
    }
}

/// Fills what is empty from the sections before: a draft, to be cut down.
#[component]
fn Compose() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let useful = Memo::new(move |_| editor.with(|plan| compose(plan) != plan.pitch));
    let fill = move |_| editor.step(|plan| plan.pitch = compose(plan));
    move || {
        useful.get().then(|| {
            view! {
                <p class="buttons">
                    <button type="button" on:click=fill>{td_string!(locale, plan_story.compose)}</button>
                </p>
                <p class="plan-hint">{td_string!(locale, plan_story.compose_hint)}</p>
            }
        })
    }
}
