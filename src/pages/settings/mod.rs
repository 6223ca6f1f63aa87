//! Appearance, and the reader's data.

mod appearance;
mod data;
mod erase;
mod import;
mod set_aside;

use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="column">
            <h1>{td_string!(locale, settings.heading)}</h1>
            <appearance::Appearance/>
            <data::Usage/>
            <import::Import/>
            <set_aside::SetAside/>
            <erase::Erase/>
        </div>
    }
}
