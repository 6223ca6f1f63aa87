//! An explorable alone, usually in somebody else's page.

mod channel;
mod protocol;

use crate::explorables::{self, Explorable, Host, Stage, state};
use crate::i18n::Locale;
use crate::route::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page of an explorable.
pub fn view(name: &str) -> AnyView {
    let Some(entry) = explorables::find(name) else {
        return view! { <main id="content">{super::not_found::NotFound}</main> }.into_any();
    };
    let query = use_location().search.get_untracked();
    let locale = RwSignal::new(
        state::value_of(&query, "lang")
            .and_then(|code| Locale::from_code(code.get(..2).unwrap_or_default()))
            .or_else(preferred_locale)
            .unwrap_or_default(),
    );
    let stage = Stage::new(Host::Embed, &query);
    let route = Route::Embed(name.to_owned());
    crate::ui::address::follow(stage.query, &route, &state::host_part(&query));
    let node = NodeRef::<leptos::html::Main>::new();
    channel::open(
        stage,
        locale,
        state::value_of(&query, "theme"),
        state::value_of(&query, "id"),
        node,
    );
    view! {
        <main id="content" class="embed" node_ref=node>
            {move || {
                let locale = locale.get();
                provide_context(locale);
                // A change of language builds the figure anew, from its present state.
                let present = stage.query.get_untracked();
                if !present.is_empty() {
                    stage.initial.set_value(present);
                }
                view! { <Explorable entry stage/> }
            }}
        </main>
    }
    .into_any()
}

/// The browser's first language that the site has.
fn preferred_locale() -> Option<Locale> {
    if cfg!(feature = "ssr") {
        return None;
    }
    window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Locale::from_code(tag.get(..2)?))
}
