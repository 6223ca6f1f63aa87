//! The pitch: one page, in the order in which investors read.

use super::super::kit::{Field, at, line, text};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The fields.
#[component]
pub fn Pitch() -> impl IntoView {
    let locale = use_locale();
    view! {
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
