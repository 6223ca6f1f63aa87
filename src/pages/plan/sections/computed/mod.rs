//! The sections that compute. They are a part of the program of their own, which
//! comes while a plan is being opened.

mod compute;
mod data;
mod finance;
mod funding;
mod pricing;

use crate::lazy::{Arriving, Lazy, NotLoaded};
use leptos::prelude::*;
use venture::plan::Section;
use wasm_split_helpers::wasm_split;

/// The fields and results of a section that computes.
pub fn view(section: Section) -> AnyView {
    let load = || -> crate::lazy::Loading { Box::pin(load_fields()) };
    let view = move || -> Arriving { Box::pin(fields(section)) };
    view! { <Lazy load view height=600/> }.into_any()
}

/// Begins to load the part, so that it is there when such a section is chosen.
pub fn prefetch() {
    leptos::task::spawn_local(async {
        // Where it fails, the section says so, with a retry.
        let _ = load_fields().await;
    });
}

#[wasm_split(plan_computed, fallible, preload(load_fields))]
fn fields(section: Section) -> Result<AnyView, NotLoaded> {
    Ok(match section {
        Section::Data => view! { <data::Data/> }.into_any(),
        Section::Compute => view! { <compute::Compute/> }.into_any(),
        Section::Pricing => view! { <pricing::Pricing/> }.into_any(),
        Section::Funding => view! { <funding::Funding/> }.into_any(),
        Section::Finance => view! { <finance::Finance/> }.into_any(),
        // Fields alone, which need no part of their own.
        _ => ().into_any(),
    })
}
