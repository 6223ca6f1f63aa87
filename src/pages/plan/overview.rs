//! The first page of a plan: what it is called, its currency and first month,
//! how far it is, where it contradicts itself, earlier versions, the file.

use super::editor::use_editor;
use super::findings::Findings;
use super::kit::{Choice, Field, at, date, line};
use super::snapshots::Snapshots;
use super::{file, format, rates};
use crate::i18n::{td_string, use_locale};
use crate::pages::check::take_focus;
use leptos::html;
use leptos::prelude::*;
use venture::plan::money::Currency;

/// The page.
#[component]
pub fn Overview(
    /// Whether the reader came from elsewhere in the plans: then the heading
    /// takes the focus.
    moved: bool,
) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let heading = NodeRef::<html::H1>::new();
    take_focus(heading, moved);
    let failed = RwSignal::new(false);
    let export = move |_| {
        let name = untrack(|| editor.name());
        let done = editor.with_untracked(|plan| file::hand_out(&name, plan));
        failed.set(done.is_none());
    };
    let currencies = Currency::ALL.map(|one| (one, format::currency_name(one).to_owned()));
    view! {
        <article class="plan-section">
            <h1 tabindex="-1" node_ref=heading>{move || editor.name()}</h1>
            <Progress/>
            <p class="buttons">
                <button type="button" on:click=export>{td_string!(locale, plan.export)}</button>
            </p>
            {move || failed.get().then(|| view! { <p role="alert">{td_string!(locale, plan.export_failed)}</p> })}
            <Findings section=Signal::stored(None)/>
            <fieldset class="plan-body" disabled=move || editor.is_read_only()>
                <legend class="visually-hidden">{td_string!(locale, plan_edit.basics)}</legend>
                <h2>{td_string!(locale, plan_edit.basics)}</h2>
                <Field of=line(at!(title)) label=td_string!(locale, plan_edit.venture) hint=td_string!(locale, plan_edit.venture_hint)/>
                <Choice
                    of=at!(currency)
                    label=td_string!(locale, plan_edit.currency)
                    hint=td_string!(locale, plan_edit.currency_hint)
                    options=currencies.to_vec()
                />
                <Field of=date(at!(start)) label=td_string!(locale, plan_edit.start) hint=td_string!(locale, plan_edit.start_hint)/>
                <rates::Rates/>
            </fieldset>
            <Snapshots/>
        </article>
    }
}

/// How much of the whole plan is filled.
#[component]
fn Progress() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let found = Memo::new(move |_| {
        editor.filled.with(|all| {
            let (filled, total): (Vec<u32>, Vec<u32>) = all.iter().copied().unzip();
            (filled.iter().sum::<u32>(), total.iter().sum::<u32>())
        })
    });
    let text = move || {
        let (filled, total) = found.get();
        td_string!(locale, plan_edit.filled, filled = filled, total = total)
    };
    view! {
        <p class="plan-filled">
            <span>{text}</span>
            <progress
                aria-hidden="true"
                max=move || found.get().1.to_string()
                value=move || found.get().0.to_string()
            ></progress>
        </p>
    }
}
