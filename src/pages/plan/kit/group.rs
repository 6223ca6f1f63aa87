//! Fields that belong together, under a heading. Where a rule names the whole of
//! them, such as `compute.budget`, the group is what it leads to.

use super::super::findings::AtField;
use leptos::prelude::*;

/// A group of fields.
#[component]
pub fn Group(
    /// Its path in the plan.
    #[prop(into)]
    path: String,
    /// What it holds.
    #[prop(into)]
    label: String,
    /// What it is for.
    #[prop(into, optional)]
    hint: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let heading = format!("{path}-heading");
    let (id, named_by) = (path.clone(), heading.clone());
    let hint = (!hint.is_empty()).then(|| view! { <p class="plan-hint">{hint}</p> });
    view! {
        <section class="plan-group" id=id tabindex="-1" aria-labelledby=named_by>
            <h2 id=heading>{label}</h2>
            {hint}
            <AtField path/>
            {children()}
        </section>
    }
}
