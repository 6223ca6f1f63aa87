//! Appearance and the reader's data.

use crate::documents::use_documents;
use crate::i18n::{td_string, use_locale};
use crate::shell::{motion_name, theme_label, theme_name};
use documents::settings::{Motion, Theme};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="column">
            <h1>{td_string!(locale, settings.heading)}</h1>
            <Appearance/>
        </div>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let locale = use_locale();
    let settings = use_documents().settings();
    let themes = [Theme::Auto, Theme::Light, Theme::Dark].map(|theme| {
        view! {
            <label>
                <input
                    type="radio"
                    name="theme"
                    value=theme_name(theme)
                    prop:checked=move || settings.with(|settings| settings.theme == theme)
                    on:change=move |_| settings.update(|settings| settings.theme = theme)
                />
                {theme_label(theme, locale)}
            </label>
        }
    });
    let motions = [
        (Motion::Auto, td_string!(locale, settings.motion_auto)),
        (Motion::Reduced, td_string!(locale, settings.motion_reduced)),
        (Motion::Full, td_string!(locale, settings.motion_full)),
    ]
    .map(|(motion, name)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="motion"
                    value=motion_name(motion)
                    prop:checked=move || settings.with(|settings| settings.motion == motion)
                    on:change=move |_| settings.update(|settings| settings.motion = motion)
                />
                {name}
            </label>
        }
    });
    view! {
        <fieldset class="settings-group">
            <legend>{td_string!(locale, shell.theme)}</legend>
            <div class="options">{themes.collect_view()}</div>
        </fieldset>
        <fieldset class="settings-group">
            <legend>{td_string!(locale, settings.motion)}</legend>
            <div class="options">{motions.collect_view()}</div>
        </fieldset>
    }
}
