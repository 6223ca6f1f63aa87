//! A text on the page, bound to its explorables: a number in a sentence is
//! live, a name in a sentence is a control, an answer gets its reason.

use super::{Block, Prose, Source};
use crate::explorables::{self, Explorable, Host, Readings, Request, Stage};
use crate::i18n::{td_string, use_locale};
use crate::route::Route;
use crate::site::use_site;
use leptos::html;
use leptos::prelude::*;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;

/// What a text tells the page around it.
#[derive(Clone, Copy)]
pub struct Bindings {
    /// A checking question was answered: its id, and whether rightly.
    pub answered: Callback<(String, bool)>,
    /// The state of the explorable that the address describes, as a query.
    pub query: RwSignal<String>,
    /// The query of the address the page was opened with.
    pub initial: StoredValue<String>,
    /// The fragment of that address. Where it names an explorable of the text, the
    /// query is that one's; else it is the first one's.
    pub fragment: StoredValue<String>,
}

/// The text of `route`, fetched if it isn't at hand.
#[component]
pub fn ProseView(route: Route, #[prop(optional)] bindings: Option<Bindings>) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let source = use_context::<Source>().unwrap_or_default();
    let prose: RwSignal<Option<Prose>> = RwSignal::new(source.get(&route).map(Ok));

    let load = {
        let route = route.clone();
        move || {
            let (source, site, route) = (source.clone(), site.clone(), route.clone());
            prose.set(None);
            leptos::task::spawn_local(async move {
                let loaded = source.fetch(&site, &route).await;
                let _ = prose.try_set(Some(loaded));
            });
        }
    };
    Effect::new({
        let load = load.clone();
        move || {
            if prose.get_untracked().is_none() {
                load();
            }
        }
    });
    let load = StoredValue::new_local(load);

    move || match prose.get() {
        Some(Ok(blocks)) => view! { <Blocks blocks bindings/> }.into_any(),
        Some(Err(())) => view! {
            <div class="notice notice-problem" role="alert">
                <p>{td_string!(locale, shell.load_failed)}</p>
                <button on:click=move |_| load.with_value(|load| load())>
                    {td_string!(locale, shell.retry)}
                </button>
            </div>
        }
        .into_any(),
        None => view! { <p class="loading" role="status">{td_string!(locale, shell.loading)}</p> }
            .into_any(),
    }
}

#[component]
fn Blocks(blocks: Vec<Block>, bindings: Option<Bindings>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let mut stages: BTreeMap<String, Stage> = BTreeMap::new();
    let described = bindings.and_then(|bindings| {
        let fragment = bindings.fragment.get_value();
        described(&blocks, fragment.trim_start_matches('#'))
    });
    let views: Vec<_> = blocks
        .into_iter()
        .map(|block| match block {
            Block::Html(html) => view! { <div class="prose" data-block="html" inner_html=html></div> }.into_any(),
            Block::Explorable { name, state } => {
                let own = described.as_ref() == Some(&name) && !stages.contains_key(&name);
                let initial = match bindings {
                    // What the address says wins over the state the lesson starts from.
                    Some(bindings) if own => bindings.initial.with_value(|query| {
                        if query.is_empty() { state.clone() } else { format!("{state}&{query}") }
                    }),
                    _ => state.clone(),
                };
                let stage = Stage::new(Host::Page, initial.trim_start_matches('&'));
                if let (true, Some(bindings)) = (own, bindings) {
                    Effect::new(move || bindings.query.set(stage.query.get()));
                }
                stages.entry(name.clone()).or_insert(stage);
                match explorables::find(&name) {
                    Some(entry) => view! {
                        <div class="wide" id=name.clone() data-block="explorable" data-name=name.clone() data-state=state>
                            <Explorable entry stage/>
                        </div>
                    }
                    .into_any(),
                    None => ().into_any(),
                }
            }
        })
        .collect();
    let stages = StoredValue::new(stages);

    Effect::new(move || {
        let Some(root) = node.get() else { return };
        let readings = stages.with_value(|stages| {
            let mut all = Readings::new();
            for stage in stages.values() {
                all.extend(stage.readings.get());
            }
            all
        });
        show_readings(&root, &readings);
    });

    let on_click = move |event: leptos::ev::MouseEvent| {
        let Some(request) = request_of(&event) else {
            return;
        };
        let (name, request) = request;
        if let Some(stage) = stages.with_value(|stages| stages.get(&name).copied()) {
            event.prevent_default();
            stage.ask(request);
        }
    };
    let on_change = move |event: leptos::ev::Event| {
        if let Some((id, right)) = announce_answer(&event)
            && let Some(bindings) = bindings
        {
            bindings.answered.run((id, right));
        }
    };

    view! {
        <div class="blocks" node_ref=node on:click=on_click on:change=on_change>
            {views}
        </div>
    }
}

/// The explorable that the address's query describes: the one that its fragment
/// names, else the first.
fn described(blocks: &[Block], fragment: &str) -> Option<String> {
    let names = || {
        blocks.iter().filter_map(|block| match block {
            Block::Explorable { name, .. } => Some(name),
            Block::Html(_) => None,
        })
    };
    names()
        .find(|name| *name == fragment)
        .or_else(|| names().next())
        .cloned()
}

/// Writes the live values into the sentences that name them.
fn show_readings(root: &web_sys::Element, readings: &Readings) {
    let Ok(nodes) = root.query_selector_all("[data-live]") else {
        return;
    };
    for index in 0..nodes.length() {
        let Some(element) = nodes
            .item(index)
            .and_then(|node| node.dyn_into::<web_sys::Element>().ok())
        else {
            continue;
        };
        let value = element
            .get_attribute("data-live")
            .and_then(|name| readings.get(&name).cloned());
        if let Some(value) = value
            && element.text_content().as_deref() != Some(&value)
        {
            element.set_text_content(Some(&value));
        }
    }
}

/// The request behind a click on a control in the text: `data-set="neuron?b=-2"`.
fn request_of(event: &leptos::ev::MouseEvent) -> Option<(String, Request)> {
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link = target.closest("a[data-set]").ok()??;
    let set = link.get_attribute("data-set")?;
    let (name, query) = set.split_once('?')?;
    let request = match explorables::state::value_of(query, "do") {
        Some(action) if !query.contains('&') => Request::Do(action),
        _ => Request::Set(query.to_owned()),
    };
    Some((name.to_owned(), request))
}

/// Says the reason of a chosen answer to a screen reader. The page's style
/// shows it by `:checked` alone, scripts or not.
fn announce_answer(event: &leptos::ev::Event) -> Option<(String, bool)> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let question = input.closest("[data-question]").ok()??;
    let choice = input.closest(".choice").ok()??;
    let feedback = choice.query_selector(".feedback").ok()??.text_content()?;
    let status = question.query_selector("[role=status]").ok()??;
    status.set_text_content(Some(&feedback));
    Some((
        question.get_attribute("data-question")?,
        input.has_attribute("data-right"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fragment_says_whose_the_query_is() {
        let figure = |name: &str| Block::Explorable {
            name: name.to_owned(),
            state: String::new(),
        };
        let blocks = [Block::Html(String::new()), figure("one"), figure("two")];
        assert_eq!(described(&blocks, "two").as_deref(), Some("two"));
        for other in ["", "one", "a-heading"] {
            assert_eq!(described(&blocks, other).as_deref(), Some("one"));
        }
        assert_eq!(described(&blocks[..1], "two"), None);
    }
}
