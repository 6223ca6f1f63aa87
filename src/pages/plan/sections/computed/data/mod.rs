//! The register of data: every source with its licence, its rights and the
//! personal data in it; and the gate that it is to the launch.

mod gate;
mod source;

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::kit::{Field, at, text};
use leptos::prelude::*;

/// The fields and the gate.
#[component]
pub fn Data() -> impl IntoView {
    let locale = use_locale();
    view! {
        <gate::Gate/>
        <source::Sources/>
        <Field
            of=text(at!(data.annotation))
            label=td_string!(locale, plan_data.annotation)
            hint=td_string!(locale, plan_data.annotation_hint)
        />
        <Field
            of=text(at!(data.deletion))
            label=td_string!(locale, plan_data.deletion)
            hint=td_string!(locale, plan_data.deletion_hint)
        />
    }
}
