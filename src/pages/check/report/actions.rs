//! The five actions to take first, each with its lesson, and the tasks kept.

use super::plan::Desk;
use crate::i18n::{date, td_string, use_locale};
use crate::lessons::{find, pick};
use crate::pages::check::Readiness;
use crate::pages::check::data::{dimension_name, gate_name, joined, words};
use crate::pages::check::open::Open;
use crate::pages::check::today::today;
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;
use venture::readiness::{Gap, Report};

/// The actions.
#[component]
pub fn Actions(
    desk: Desk,
    open: Open,
    /// What the answers amount to that are shown.
    report: Memo<Report>,
) -> impl IntoView {
    let locale = use_locale();
    let gaps = move || report.with(|report| report.actions.clone());
    let none = Memo::new(move |_| report.with(|report| report.actions.is_empty()));
    // The button that was pressed stays, whatever else of the report changes.
    let same = |gap: &Gap| (gap.criterion.clone(), gap.unblocks.clone());
    view! {
        <section aria-labelledby="report-actions">
            <h2 id="report-actions">{td_string!(locale, check.actions)}</h2>
            {move || if none.get() {
                view! { <p>{td_string!(locale, check.actions_none)}</p> }.into_any()
            } else {
                view! {
                    <p class="check-small">{td_string!(locale, check.actions_hint)}</p>
                    <ol class="report-actions">
                        <For each=gaps key=same let(gap)>
                            <Action desk open gap/>
                        </For>
                    </ol>
                }
                .into_any()
            }}
            <Kept desk open/>
        </section>
    }
}

#[component]
fn Action(desk: Desk, open: Open, gap: Gap) -> impl IntoView {
    let locale = use_locale();
    let own = words(locale)
        .criterion
        .get(&gap.criterion)
        .cloned()
        .unwrap_or_default();
    let site = use_site();
    let (lesson, title) = match find(&gap.lesson) {
        Some(lesson) => (Page::Lesson(gap.lesson.clone()), pick(lesson.title, locale)),
        None => (Page::Learn, td_string!(locale, learn.heading)),
    };
    let href = site.href(&Route::Page(locale, lesson));
    let gates: Vec<_> = gap
        .unblocks
        .iter()
        .map(|gate| gate_name(locale, gate))
        .collect();
    let unblocks = (!gates.is_empty()).then(|| {
        let gates = gates.join(td_string!(locale, check.comma));
        td_string!(locale, check.unblocks, gates = gates)
    });
    let about = td_string!(
        locale,
        check.action_about,
        dimension = dimension_name(locale, &gap.dimension),
        level = u32::from(gap.level),
        days = u32::from(gap.effort)
    );
    let document = open.document;
    let criterion = StoredValue::new(gap.criterion.clone());
    let due = Memo::new(move |_| {
        criterion.with_value(|criterion| {
            document.with(|venture| venture.task(criterion).map(|task| task.due))
        })
    });
    let toggle = move |_| {
        if due.get_untracked().is_some() {
            document.commit(|venture| venture.drop_task(&gap.criterion));
            desk.said.set(String::new());
        } else {
            document.commit(|venture| venture.keep(&gap, today()));
            desk.hand();
        }
    };
    let place = {
        let site = site.clone();
        Memo::new(move |_| criterion.with_value(|criterion| desk.milestone(&site, criterion)))
    };
    let until = move || {
        due.get().map(|due| {
            let due = date(locale, &due.to_string());
            let text = if place.with(Option::is_some) {
                td_string!(locale, check.handed_until, date = due)
            } else {
                td_string!(locale, check.kept_until, date = due)
            };
            view! { <span role="status">{text}</span> }
        })
    };
    let see = move || {
        place.get().map(|href| {
            view! { <a class="button" href=href>{td_string!(locale, check.see_in_plan)}</a> }
        })
    };
    let named = own.task.clone();
    view! {
        <li>
            <p class="report-task">{own.task}</p>
            <p>{own.why}</p>
            <p class="check-small">{joined(locale, &about, &unblocks.unwrap_or_default())}</p>
            <p class="buttons">
                <button
                    aria-pressed=move || due.get().is_some().to_string()
                    aria-label=td_string!(locale, check.keep_task, task = named)
                    on:click=toggle
                >
                    {td_string!(locale, check.keep)}
                </button>
                <a class="button" href=href>{title}</a>
                {see}
                {until}
            </p>
        </li>
    }
}

/// The tasks kept so far, those among them that are done by now included.
#[component]
fn Kept(desk: Desk, open: Open) -> impl IntoView {
    let locale = use_locale();
    let site = StoredValue::new(use_site());
    let document = open.document;
    let rows = move || document.with(|venture: &Readiness| venture.tasks.clone());
    move || {
        let tasks = rows();
        (!tasks.is_empty()).then(|| {
            let rows = tasks.into_iter().map(|task| {
                let own = words(locale).criterion.get(&task.criterion);
                let text = own.map_or_else(|| task.criterion.clone(), |words| words.task.clone());
                let due = date(locale, &task.due.to_string());
                let place = site.with_value(|site| desk.milestone(site, &task.criterion));
                let handed = task.handed.zip(place).map(|(day, href)| {
                    let day = date(locale, &day.to_string());
                    let text = td_string!(locale, check.handed_on, date = day);
                    view! { <br/><a href=href>{text}</a> }
                });
                let label = td_string!(locale, check.drop_task, task = text.clone());
                let drop = move |_| {
                    document.commit(|venture| venture.drop_task(&task.criterion));
                    desk.said.set(String::new());
                };
                view! {
                    <tr>
                        <td>{text}</td>
                        <td>{due} {handed}</td>
                        <td class="report-tools">
                            <button aria-label=label on:click=drop>{td_string!(locale, check.drop)}</button>
                        </td>
                    </tr>
                }
            });
            view! {
                <div class="table">
                    <table class="report-tasks">
                        <caption>{td_string!(locale, check.tasks)}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{td_string!(locale, check.task)}</th>
                                <th scope="col">{td_string!(locale, check.due)}</th>
                                <td class="report-tools"></td>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            }
        })
    }
}
