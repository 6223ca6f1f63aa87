//! Language, theme and motion.

use crate::documents::use_documents;
use crate::i18n::{Locale, td_string, use_locale};
use crate::route::{Page, Route};
use crate::shell::{motion_name, theme_label, theme_name};
use crate::site::use_site;
use documents::settings::{Motion, Theme};
use leptos::prelude::*;

/// Language, theme and motion.
#[component]
pub fn Appearance() -> impl IntoView {
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
    let site = use_site();
    let languages = [(Locale::zh, "中文"), (Locale::en, "English")].map(|(language, name)| {
        let href = site.href(&Route::Page(language, Page::Settings));
        let current = (language == locale).then_some("true");
        view! { <a class="button" href=href lang=language.tag() hreflang=language.tag() aria-current=current>{name}</a> }
    });
    view! {
        <section class="settings-group" aria-labelledby="settings-language">
            <h2 id="settings-language">{td_string!(locale, shell.language)}</h2>
            <div class="buttons">{languages.collect_view()}</div>
        </section>
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
