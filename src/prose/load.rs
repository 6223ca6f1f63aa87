//! Where a page's blocks come from.

use super::Block;
use crate::route::Route;
use crate::site::SiteRoot;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The blocks of a page, if they have come.
pub type Prose = Result<Vec<Block>, ()>;

/// The texts at hand, by route path: at prerender all of them, in the browser
/// the first page's and those fetched since.
#[derive(Clone, Default)]
pub struct Source {
    pages: Arc<std::sync::RwLock<BTreeMap<String, Vec<Block>>>>,
}

impl Source {
    /// Keeps the blocks of a route.
    pub fn keep(&self, route: &Route, blocks: Vec<Block>) {
        if let Ok(mut pages) = self.pages.write() {
            pages.insert(route.path(), blocks);
        }
    }

    /// The blocks of a route, if they are at hand.
    pub fn get(&self, route: &Route) -> Option<Vec<Block>> {
        self.pages.read().ok()?.get(&route.path()).cloned()
    }

    /// Fetches the page of a route and keeps its blocks.
    pub async fn fetch(&self, site: &SiteRoot, route: &Route) -> Prose {
        let blocks = fetch_blocks(&site.href(route)).await.ok_or(())?;
        self.keep(route, blocks.clone());
        Ok(blocks)
    }
}

async fn fetch_blocks(url: &str) -> Option<Vec<Block>> {
    let response = JsFuture::from(window().fetch_with_str(url)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()?;
    let document = web_sys::DomParser::new()
        .ok()?
        .parse_from_string(&text, web_sys::SupportedType::TextHtml)
        .ok()?;
    let blocks = blocks_of(&document);
    (!blocks.is_empty()).then_some(blocks)
}

/// The blocks in a prerendered document, in order.
pub fn blocks_of(document: &web_sys::Document) -> Vec<Block> {
    let Ok(nodes) = document.query_selector_all("[data-block]") else {
        return Vec::new();
    };
    (0..nodes.length())
        .filter_map(|index| nodes.item(index)?.dyn_into::<web_sys::Element>().ok())
        .filter_map(
            |element| match element.get_attribute("data-block")?.as_str() {
                "html" => Some(Block::Html(element.inner_html())),
                "explorable" => Some(Block::Explorable {
                    name: element.get_attribute("data-name")?,
                    state: element.get_attribute("data-state").unwrap_or_default(),
                }),
                _ => None,
            },
        )
        .collect()
}
