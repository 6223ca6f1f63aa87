//! The sections' fields, one module each.

mod computed;
mod pitch;
mod problem;
mod product;

pub use computed::prefetch;

use leptos::prelude::*;
use venture::plan::Section;

/// The fields of a section.
pub fn view(section: Section) -> AnyView {
    match section {
        Section::Problem => view! { <problem::Problem/> }.into_any(),
        Section::Product => view! { <product::Product/> }.into_any(),
        Section::Pitch => view! { <pitch::Pitch/> }.into_any(),
        Section::Data
        | Section::Compute
        | Section::Pricing
        | Section::Funding
        | Section::Finance => computed::view(section),
        // Notes alone, which every section has.
        _ => ().into_any(),
    }
}
