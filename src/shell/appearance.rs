//! Theme and motion: from the settings to the document's root element.

use crate::documents::use_documents;
use crate::i18n::{Locale, td_string, use_locale};
use documents::settings::{Motion, Theme};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Keeps `data-theme` and `data-motion` as the settings say.
pub fn follow() {
    let settings = use_documents().settings();
    Effect::new(move || {
        settings.with(|settings| {
            set("data-theme", theme_name(settings.theme));
            set("data-motion", motion_name(settings.motion));
        });
    });
}

fn set(name: &str, value: &str) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute(name, value);
    }
}

/// The theme's value in the style sheet.
pub const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// The motion's value in the style sheet.
pub const fn motion_name(motion: Motion) -> &'static str {
    match motion {
        Motion::Auto => "auto",
        Motion::Reduced => "reduced",
        Motion::Full => "full",
    }
}

/// The theme's name for the reader.
pub fn theme_label(theme: Theme, locale: Locale) -> &'static str {
    match theme {
        Theme::Auto => td_string!(locale, shell.theme_auto),
        Theme::Light => td_string!(locale, shell.theme_light),
        Theme::Dark => td_string!(locale, shell.theme_dark),
    }
}

const fn after(theme: Theme) -> Theme {
    match theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    }
}

/// Presses the header's button, for the keyboard's shortcut.
pub fn press() {
    if let Ok(Some(button)) = document().query_selector("[data-theme-button]")
        && let Ok(button) = button.dyn_into::<web_sys::HtmlElement>()
    {
        button.click();
    }
}

/// Goes round the three themes.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let locale = use_locale();
    let settings = use_documents().settings();
    let name = move || {
        let theme = settings.with(|settings| theme_label(settings.theme, locale));
        format!("{}: {theme}", td_string!(locale, shell.theme))
    };
    let icon = move || {
        match settings.with(|settings| settings.theme) {
        Theme::Auto => view! { <circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16z" fill="currentColor"/> }.into_any(),
        Theme::Light => view! {
            <circle cx="12" cy="12" r="4"/>
            <path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>
        }
        .into_any(),
        Theme::Dark => view! { <path d="M19 14.5A8 8 0 1 1 9.5 5a6.5 6.5 0 0 0 9.5 9.5z"/> }.into_any(),
    }
    };
    let next = move |_| settings.update(|settings| settings.theme = after(settings.theme));
    view! {
        <button class="icon-button" data-theme-button="" aria-label=name title=name on:click=next>
            <svg viewBox="0 0 24 24" aria-hidden="true">{icon}</svg>
        </button>
    }
}
