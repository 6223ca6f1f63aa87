//! The language that the reader chose last, for the next time they open the
//! site's root (`public/early.js` reads it there).

use crate::documents::use_documents;
use crate::i18n::Locale;
use crate::route::Route;
use crate::site::{SiteRoot, use_site};
use documents::settings::Language;
use leptos::prelude::*;

/// Notes each change of language, and the choice made at the site's root.
pub fn remember(locale: Memo<Option<Locale>>) {
    let settings = use_documents().settings();
    let site = use_site();
    Effect::new(move |before: Option<Option<Locale>>| {
        let now = locale.get();
        let chosen = match before {
            None => from_root(&site),
            Some(before) => before.is_some() && before != now,
        };
        if let (true, Some(now)) = (chosen, now) {
            settings.update(|settings| {
                settings.lang = Some(match now {
                    Locale::zh => Language::Zh,
                    Locale::en => Language::En,
                });
            });
        }
        now
    });
}

/// Whether the reader comes from the page that asks for a language.
fn from_root(site: &SiteRoot) -> bool {
    let origin = window().location().origin().unwrap_or_default();
    document().referrer() == format!("{origin}{}", site.href(&Route::Root))
}
