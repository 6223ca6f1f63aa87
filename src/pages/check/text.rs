//! A field for text, which never cuts a composition of an input method.

use leptos::html;
use leptos::prelude::*;

/// A labelled field over several lines.
#[component]
pub fn TextField(
    /// Its id.
    id: &'static str,
    /// What it holds.
    label: String,
    /// How to fill it.
    hint: String,
    /// The present text.
    value: Signal<String>,
    /// Called with each new text, between compositions.
    on_text: Callback<String>,
    /// Whether an input method is at work.
    composing: RwSignal<bool>,
    /// What is wrong with it.
    #[prop(into)]
    problem: Signal<Option<&'static str>>,
) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    // Written only where it differs: another tab, undo. Setting the same text
    // would move the cursor, and any text would end a composition.
    Effect::new(move || {
        let stored = value.get();
        if let Some(field) = node.get()
            && !composing.get()
            && field.value() != stored
        {
            field.set_value(&stored);
        }
    });
    on_cleanup(move || {
        let _ = composing.try_set(false);
    });
    let tell = move || {
        if let Some(field) = node.get_untracked() {
            on_text.run(field.value());
        }
    };
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    let described = {
        let (hint_id, problem_id) = (hint_id.clone(), problem_id.clone());
        move || match problem.get() {
            Some(_) => format!("{hint_id} {problem_id}"),
            None => hint_id.clone(),
        }
    };
    view! {
        <div class="check-field">
            <label for=id>{label}</label>
            <p class="check-hint" id=hint_id>{hint}</p>
            {move || problem.get().map(|text| view! {
                <p class="check-problem" id=problem_id.clone()>{text}</p>
            })}
            <textarea
                id=id
                rows="3"
                node_ref=node
                aria-describedby=described
                aria-invalid=move || problem.get().map(|_| "true")
                on:compositionstart=move |_| composing.set(true)
                on:compositionend=move |_| {
                    tell();
                    composing.set(false);
                }
                on:input=move |_| {
                    if !composing.get_untracked() {
                        tell();
                    }
                }
            ></textarea>
        </div>
    }
}
