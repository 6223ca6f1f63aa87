//! The table's first rows, as they were read.

use super::columns::chosen;
use super::desk::Desk;
use crate::i18n::{number, td_string, use_locale};
use leptos::prelude::*;
use neural::table::Preview;

/// The parts of a preview that this shows.
#[derive(Clone, PartialEq)]
struct Shown {
    names: Vec<String>,
    head: Vec<Vec<String>>,
    rows: u32,
}

impl Shown {
    fn of(preview: &Preview) -> Self {
        Self {
            names: preview.columns.iter().map(|c| c.name.clone()).collect(),
            head: preview.head.clone(),
            rows: preview.rows,
        }
    }
}

/// The first rows with what each column is used for.
#[component]
pub fn PreviewTable(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let chosen = chosen(desk);
    let shown = Memo::new(move |_| desk.preview.with(|preview| preview.as_ref().map(Shown::of)));
    let role = move |at: u32| {
        move || {
            chosen.with(|chosen| {
                if chosen.target == at {
                    td_string!(locale, panels.role_target)
                } else if chosen.features.contains(&at) {
                    td_string!(locale, panels.role_feature)
                } else {
                    td_string!(locale, panels.role_none)
                }
            })
        }
    };
    let table = move || {
        let Shown { names, head, rows } = shown.get()?;
        let caption = td_string!(
            locale,
            panels.preview,
            shown = head.len(),
            rows = number(f64::from(rows), 0)
        );
        let headings = names
            .into_iter()
            .zip(0..)
            .map(|(name, at)| {
                let unused = move || {
                    chosen.with(|chosen| chosen.target != at && !chosen.features.contains(&at))
                };
                view! {
                    <th scope="col" class:unused=unused class:target=move || chosen.with(|chosen| chosen.target == at)>
                        {name}
                        <span class="panel-hint">{role(at)}</span>
                    </th>
                }
            })
            .collect_view();
        let body = head
            .into_iter()
            .map(|cells| {
                let cells = cells
                    .into_iter()
                    .map(|cell| view! { <td>{cell}</td> })
                    .collect_view();
                view! { <tr>{cells}</tr> }
            })
            .collect_view();
        let name = caption.clone();
        // It scrolls sideways on its own, by keyboard too.
        Some(view! {
            <div class="table" role="region" tabindex="0" aria-label=name>
                <table class="own-table-preview">
                    <caption>{caption}</caption>
                    <thead><tr>{headings}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        })
    };
    view! { {table} }.into_any()
}
