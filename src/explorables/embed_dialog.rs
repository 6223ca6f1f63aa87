//! The two snippets that put a figure, as it is now, into another page.

use super::{Entry, Stage};
use crate::i18n::{Locale, td_string, use_locale};
use crate::lazy::{Lazy, NotLoaded};
use crate::site::{SiteRoot, use_site};
use crate::ui::address::origin;
use crate::ui::clipboard::{Copied, copy};
use leptos::html;
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

/// The button, and its dialog, whose content is made when it is opened.
#[component]
pub fn EmbedDialog(entry: &'static Entry, stage: Stage) -> impl IntoView {
    let locale = use_locale();
    let dialog = NodeRef::<html::Dialog>::new();
    let opened = RwSignal::new(0_u32);
    let open = move |_| {
        opened.update(|count| *count += 1);
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let title_id = format!("embed-{}", entry.name);
    let content = move || {
        (opened.get() > 0).then(|| {
            view! { <Lazy load=|| Box::pin(load()) view=move || Box::pin(show(entry, stage))/> }
        })
    };
    view! {
        <button on:click=open aria-haspopup="dialog">{td_string!(locale, explorable.embed)}</button>
        <dialog class="dialog dialog-wide" node_ref=dialog aria-labelledby=title_id.clone()>
            <h2 id=title_id.clone()>{td_string!(locale, explorable.embed_heading)}</h2>
            {content}
            <form method="dialog"><button>{td_string!(locale, shell.close)}</button></form>
        </dialog>
    }
}

#[wasm_split(figure, fallible, preload(load))]
fn show(entry: &'static Entry, stage: Stage) -> Result<AnyView, NotLoaded> {
    let locale = use_locale();
    let query = stage.query.get_untracked();
    let figure = Figure::of(entry, locale);
    let snippets = Snippets::new(&origin(), &use_site(), &figure, &query, locale);
    Ok(view! {
        <Snippet name=td_string!(locale, explorable.embed_element) text=snippets.element/>
        <Snippet name=td_string!(locale, explorable.embed_iframe) text=snippets.iframe/>
    }
    .into_any())
}

#[component]
fn Snippet(name: &'static str, text: String) -> impl IntoView {
    let locale = use_locale();
    let outcome = RwSignal::new(Copied::No);
    let said = move || match outcome.get() {
        Copied::No => "",
        Copied::Yes => td_string!(locale, explorable.copied),
        Copied::Refused => td_string!(locale, explorable.copy_failed),
    };
    let copied = text.clone();
    view! {
        <div class="snippet">
            <p>{name}</p>
            <textarea readonly="" rows="4" aria-label=name spellcheck="false" prop:value=text.clone()>{text.clone()}</textarea>
            <button class="primary" on:click=move |_| copy(copied.clone(), outcome)>{td_string!(locale, explorable.copy)}</button>
            <span role="status">{said}</span>
        </div>
    }
}

/// What a snippet says of what it embeds.
pub struct Figure {
    /// Its name in `/embed/{name}/`.
    pub name: &'static str,
    /// The name of the frame.
    pub title: &'static str,
    /// The frame's height in CSS pixels before it reports its own.
    pub height: u32,
}

impl Figure {
    fn of(entry: &Entry, locale: Locale) -> Self {
        Self {
            name: entry.name,
            title: (entry.title)(locale),
            height: entry.height,
        }
    }
}

/// Both ways to embed one figure in its present state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippets {
    /// The custom element and its script.
    pub element: String,
    /// A frame alone.
    pub iframe: String,
}

impl Snippets {
    /// The snippets for a figure on the site at `origin`.
    pub fn new(
        origin: &str,
        site: &SiteRoot,
        figure: &Figure,
        query: &str,
        locale: Locale,
    ) -> Self {
        let title = escape(figure.title);
        let (name, lang, height) = (figure.name, locale.code(), figure.height);
        let script = escape(&format!("{origin}{}", site.file("embed.js")));
        let page = format!("{origin}{}", site.file(&format!("embed/{name}/")));
        let frame_query = if query.is_empty() {
            format!("lang={lang}")
        } else {
            format!("{query}&lang={lang}")
        };
        let (page, frame) = (escape(&page), escape(&format!("{page}?{frame_query}")));
        let state = if query.is_empty() {
            String::new()
        } else {
            format!(" state=\"{}\"", escape(query))
        };
        Self {
            element: format!(
                "<script async src=\"{script}\"></script>\n\
                 <qimo-explorable name=\"{name}\" lang=\"{lang}\"{state}>\
                 <a href=\"{page}\">{title}</a></qimo-explorable>"
            ),
            iframe: format!(
                "<iframe src=\"{frame}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" \
                 sandbox=\"allow-scripts allow-same-origin allow-popups\"></iframe>"
            ),
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_snippets_carry_the_state_and_are_well_formed() {
        let site = SiteRoot::new("/sub/");
        let snippets = Snippets::new(
            "https://q.example",
            &site,
            &Figure::of(&super::super::neuron::ENTRY, Locale::en),
            "b=-2&act=relu",
            Locale::en,
        );
        assert!(
            snippets
                .element
                .contains("src=\"https://q.example/sub/embed.js\"")
        );
        assert!(snippets.element.contains("state=\"b=-2&amp;act=relu\""));
        assert!(
            snippets.iframe.contains(
                "src=\"https://q.example/sub/embed/neuron/?b=-2&amp;act=relu&amp;lang=en\""
            )
        );
        let plain = Snippets::new(
            "https://q.example",
            &site,
            &Figure::of(&super::super::neuron::ENTRY, Locale::zh),
            "",
            Locale::zh,
        );
        assert!(!plain.element.contains("state="));
        assert!(plain.iframe.contains("/embed/neuron/?lang=zh\""));
    }
}
