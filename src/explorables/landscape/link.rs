//! A link from the playground, pasted: its network comes over.

use super::trial::Trial;
use crate::i18n::{td_string, use_locale};
use leptos::html;
use leptos::prelude::*;

/// The field and its button.
#[component]
pub fn Link(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let field = NodeRef::<html::Input>::new();
    let said = RwSignal::new("");
    let take = move || {
        let Some(input) = field.get_untracked() else {
            return;
        };
        let text = input.value();
        if !text.contains('=') {
            said.set(td_string!(locale, landscape.link_empty));
            return;
        }
        let mut problems = Vec::new();
        trial
            .state
            .update(|state| problems = state.take_link(&text));
        trial.stage.problems.set(problems);
        said.set(td_string!(locale, landscape.link_taken));
    };
    trial.stage.shows("link").then(|| {
        view! {
            <details class="more">
                <summary>{td_string!(locale, landscape.link)}</summary>
                <div class="landscape-link">
                    <label>
                        <span>{td_string!(locale, landscape.link_field)}</span>
                        <input
                            type="text"
                            node_ref=field
                            spellcheck="false"
                            autocomplete="off"
                            on:keydown=move |event| {
                                if event.key() == "Enter" {
                                    take();
                                }
                            }
                        />
                    </label>
                    <button on:click=move |_| take()>{td_string!(locale, landscape.link_take)}</button>
                </div>
                <p class="panel-hint" role="status">{move || said.get()}</p>
            </details>
        }
        .into_any()
    })
}
