//! An explorable, or the readiness check, alone, usually in somebody else's
//! page.

mod channel;
mod protocol;

use crate::explorables::{self, Entry, Explorable, Host, Stage, state};
use crate::i18n::Locale;
use crate::route::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

pub use channel::Offer;
pub use protocol::Score;

/// What stands on the page.
#[derive(Clone, Copy)]
enum Content {
    Figure(&'static Entry),
    Check,
}

/// The page of an explorable, or of the check.
pub fn view(name: &str) -> AnyView {
    let content = if name == super::CHECK_EMBED {
        Some(Content::Check)
    } else {
        explorables::find(name).map(Content::Figure)
    };
    let Some(content) = content else {
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
    let kept = state::host_part(&query);
    if matches!(content, Content::Figure(_)) {
        let route = Route::Embed(name.to_owned());
        crate::ui::address::follow(stage.query, &route, &kept);
    }
    let node = NodeRef::<leptos::html::Main>::new();
    let offer = channel::open(
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
                match content {
                    Content::Figure(entry) => {
                        // A change of language builds the figure anew, from its
                        // present state.
                        let present = stage.query.get_untracked();
                        if !present.is_empty() {
                            stage.initial.set_value(present);
                        }
                        view! { <Explorable entry stage/> }.into_any()
                    }
                    Content::Check => {
                        provide_context(offer);
                        super::framed_check(kept.clone())
                    }
                }
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
