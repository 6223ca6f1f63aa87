//! The sections' fields, one module each.

mod assumptions;
mod canvas;
mod competition;
mod compliance;
mod computed;
mod lean;
mod milestones;
mod pitch;
mod problem;
mod product;
mod risks;
mod scale;
mod team;
mod value;

pub use computed::prefetch;

use leptos::prelude::*;
use venture::plan::Section;

/// The fields of a section.
pub fn view(section: Section) -> AnyView {
    match section {
        Section::Problem => view! { <problem::Problem/> }.into_any(),
        Section::Product => view! { <product::Product/> }.into_any(),
        Section::Canvas => view! { <canvas::Canvas/> }.into_any(),
        Section::Lean => view! { <lean::Lean/> }.into_any(),
        Section::Value => view! { <value::Value/> }.into_any(),
        Section::Team => view! { <team::Team/> }.into_any(),
        Section::Milestones => view! { <milestones::Milestones/> }.into_any(),
        Section::Risks => view! { <risks::Risks/> }.into_any(),
        Section::Compliance => view! { <compliance::Compliance/> }.into_any(),
        Section::Assumptions => view! { <assumptions::Assumptions/> }.into_any(),
        Section::Competition => view! { <competition::Competition/> }.into_any(),
        Section::Pitch => view! { <pitch::Pitch/> }.into_any(),
        Section::Data
        | Section::Compute
        | Section::Pricing
        | Section::Funding
        | Section::Finance => computed::view(section),
    }
}
