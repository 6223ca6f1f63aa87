//! The way between the sections of a plan, with how complete each is: beside the
//! section on a wide screen, folded above it on a phone.

use super::editor::Editor;
use super::{names, place};
use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::html;
use leptos::prelude::*;
use venture::plan::Section;

/// The navigation.
#[component]
pub fn Sections(editor: Editor, section: Memo<Option<Section>>) -> impl IntoView {
    let locale = use_locale();
    let here = move || match section.get() {
        Some(section) => names::name(section, locale),
        None => td_string!(locale, plan_edit.overview),
    };
    let folded = NodeRef::<html::Details>::new();
    // A section that was chosen folds the list away again.
    Effect::new(move || {
        section.track();
        if let Some(details) = folded.get() {
            let _ = details.remove_attribute("open");
        }
    });
    view! {
        <nav class="plan-nav plan-nav-wide" aria-label=td_string!(locale, plan_edit.sections)>
            <List editor section/>
        </nav>
        <nav class="plan-nav plan-nav-narrow" aria-label=td_string!(locale, plan_edit.sections)>
            <details node_ref=folded>
                <summary>
                    <span class="plan-nav-label">{td_string!(locale, plan_edit.sections)}</span>
                    <strong>{here}</strong>
                </summary>
                <List editor section/>
            </details>
        </nav>
    }
}

#[component]
fn List(editor: Editor, section: Memo<Option<Section>>) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let plans = site.href(&Route::Page(locale, Page::Plan));
    let overview = {
        let page = plans.clone();
        move || place::of_plan(&page, &editor.id())
    };
    let items = Section::ALL.into_iter().enumerate().map(|(place, one)| {
        let page = site.href(&Route::Page(locale, Page::Section(one)));
        let address = move || place::of_plan(&page, &editor.id());
        let filled = Memo::new(move |_| editor.filled.with(|all| all[place]));
        let conflicts = Memo::new(move |_| {
            editor.findings.with(|findings| {
                findings
                    .iter()
                    .filter(|finding| super::findings::in_section(finding, one))
                    .count() as u32
            })
        });
        let share = move || {
            let (filled, total) = filled.get();
            td_string!(locale, plan_edit.filled_of, filled = filled, total = total)
        };
        let share_name = move || {
            let (filled, total) = filled.get();
            td_string!(locale, plan_edit.filled, filled = filled, total = total)
        };
        let whole = move || filled.with(|(filled, total)| filled == total);
        let mark = move || {
            let count = conflicts.get();
            (count > 0).then(|| {
                let name = td_string!(locale, plan_edit.conflicts, count = count);
                let title = name.clone();
                view! { <span class="plan-mark" title=title><span aria-hidden="true">"!"</span><span class="visually-hidden">{name}</span></span> }
            })
        };
        view! {
            <li>
                <a href=address aria-current=move || (section.get() == Some(one)).then_some("page")>
                    <span>{names::name(one, locale)}</span>
                    {mark}
                    <span class="plan-share" class:plan-whole=whole title=share_name>{share}</span>
                </a>
            </li>
        }
    });
    view! {
        <ul>
            <li><a href=plans>{td_string!(locale, plan.to_list)}</a></li>
            <li>
                <a href=overview aria-current=move || section.get().is_none().then_some("page")>
                    {td_string!(locale, plan_edit.overview)}
                </a>
            </li>
            {items.collect_view()}
        </ul>
    }
}
