//! A choice among a few: one, a yes or no, or several.

use super::super::editor::use_editor;
use super::super::findings::AtField;
use super::field::{Around, describes};
use super::lens::Lens;
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::bounded::List;

/// A choice of one among a few.
#[component]
pub fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    /// Where it is in the plan.
    of: Lens<T>,
    /// What it is.
    #[prop(into)]
    label: String,
    /// How to choose.
    #[prop(into, optional)]
    hint: String,
    /// The values and their names.
    options: Vec<(T, String)>,
) -> impl IntoView {
    let path = of.path.clone();
    let (values, names): (Vec<T>, Vec<String>) = options.into_iter().unzip();
    let (here, there) = (values.clone(), of.clone());
    let get = move |plan: &Plan| {
        let present = of.get(plan)?;
        here.iter().position(|value| *value == present)
    };
    let set = move |plan: &mut Plan, index: usize| {
        if let Some(value) = values.get(index) {
            there.set(plan, *value);
        }
    };
    let index = Lens::new(path, get, set);
    view! { <Chosen of=index label hint names/> }
}

#[component]
fn Chosen(of: Lens<usize>, label: String, hint: String, names: Vec<String>) -> impl IntoView {
    let editor = use_editor();
    let path = of.path.clone();
    let describes = describes(&path);
    let get = of.clone();
    let present = Memo::new(move |_| editor.with(|plan| get.get(plan)));
    let options = names.into_iter().enumerate().map(|(index, name)| {
        view! {
            <option value=index.to_string() selected=move || present.get() == Some(index)>{name}</option>
        }
    });
    let options = options.collect_view();
    let choose = move |event| {
        if let Ok(index) = event_target_value(&event).parse::<usize>() {
            let of = of.clone();
            editor.step(move |plan| of.set(plan, index));
        }
    };
    let id = path.clone();
    view! {
        <Around path label hint problem=Signal::stored(None::<String>)>
            <p class="plan-control">
                <select
                    id=id
                    aria-describedby=describes
                    prop:value=move || present.get().unwrap_or_default().to_string()
                    on:change=choose
                >
                    {options}
                </select>
            </p>
        </Around>
    }
}

/// A yes or no.
#[component]
pub fn Check(
    /// Where it is in the plan.
    of: Lens<bool>,
    /// What it says when it is ticked.
    #[prop(into)]
    label: String,
    /// What follows from it.
    #[prop(into, optional)]
    hint: String,
) -> impl IntoView {
    let editor = use_editor();
    let path = of.path.clone();
    let hint_id = format!("{path}-hint");
    let get = of.clone();
    let present = Memo::new(move |_| editor.with(|plan| get.get(plan)).unwrap_or_default());
    let toggle = move |event| {
        let ticked = event_target_checked(&event);
        let of = of.clone();
        editor.step(move |plan| of.set(plan, ticked));
    };
    let hinted = (!hint.is_empty()).then(|| hint_id.clone());
    let hint = (!hint.is_empty()).then(|| view! { <p class="plan-hint" id=hint_id>{hint}</p> });
    view! {
        <div class="plan-field plan-check">
            <label>
                <input
                    id=path.clone()
                    type="checkbox"
                    aria-describedby=hinted
                    prop:checked=move || present.get()
                    on:change=toggle
                />
                <span>{label}</span>
            </label>
            {hint}
            <AtField path/>
        </div>
    }
}

/// Several among a few.
#[component]
pub fn Several<T, const MAX: usize>(
    /// Where they are in the plan.
    of: Lens<List<T, MAX>>,
    /// What they are.
    #[prop(into)]
    label: String,
    /// How to choose.
    #[prop(into, optional)]
    hint: String,
    /// The values and their names.
    options: Vec<(T, String)>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let editor = use_editor();
    let path = of.path.clone();
    let boxes = options.into_iter().map(|(value, name)| {
        let get = of.clone();
        let ticked = Memo::new(move |_| {
            editor.with(|plan| get.get(plan).is_some_and(|list| list.contains(&value)))
        });
        let of = of.clone();
        let toggle = move |event| {
            let tick = event_target_checked(&event);
            let of = of.clone();
            editor.step(move |plan| {
                let Some(list) = of.get(plan) else { return };
                let rest = list.iter().copied().filter(|other| *other != value);
                let chosen = rest.chain(tick.then_some(value)).collect();
                // There are no more values than the list holds.
                if let Ok(list) = List::new(chosen) {
                    of.set(plan, list);
                }
            });
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || ticked.get()
                    on:change=toggle
                />
                <span>{name}</span>
            </label>
        }
    });
    let boxes = boxes.collect_view();
    let id = path.clone();
    let hint = (!hint.is_empty()).then(|| view! { <p class="plan-hint">{hint}</p> });
    view! {
        <fieldset class="plan-field plan-several" id=id tabindex="-1">
            <legend>{label}</legend>
            {hint}
            <div class="options">{boxes}</div>
            <AtField path/>
        </fieldset>
    }
}
