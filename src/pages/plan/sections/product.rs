//! Product and technical edge: what it does, why a model, and what is left when
//! everybody has the model.

use super::super::kit::{Field, at, text};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The fields.
#[component]
pub fn Product() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field
            of=text(at!(product.description))
            label=td_string!(locale, plan_story.description)
            hint=td_string!(locale, plan_story.description_hint)
        />
        <Field
            of=text(at!(product.technique))
            label=td_string!(locale, plan_story.technique)
            hint=td_string!(locale, plan_story.technique_hint)
        />
        <Field
            of=text(at!(product.edge))
            label=td_string!(locale, plan_story.edge)
            hint=td_string!(locale, plan_story.edge_hint)
        />
        <Field
            of=text(at!(product.moat))
            label=td_string!(locale, plan_story.moat)
            hint=td_string!(locale, plan_story.moat_hint)
        />
        <Field
            of=text(at!(product.why_now))
            label=td_string!(locale, plan_story.why_now)
            hint=td_string!(locale, plan_story.why_now_hint)
        />
        <Field
            of=text(at!(product.oversight))
            label=td_string!(locale, plan_story.oversight)
            hint=td_string!(locale, plan_story.oversight_hint)
        />
    }
}
