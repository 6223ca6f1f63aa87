//! A list of rows: add, open, move, remove, undo; by keys and on a phone.

use super::super::ask;
use super::super::editor::{Editor, use_editor};
use super::super::findings::{AtField, concerns};
use super::lens::{ListLens, Row};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use venture::plan::Plan;

/// With so few rows, all are open from the beginning.
const FEW: usize = 2;

/// A list of rows of fields.
#[component]
pub fn Rows<E: Send + Sync + 'static>(
    /// Where it is in the plan.
    of: ListLens<E>,
    /// What it lists.
    #[prop(into)]
    label: String,
    /// How to fill it.
    #[prop(into, optional)]
    hint: String,
    /// The button that adds a row.
    #[prop(into)]
    add: String,
    /// What a row is called, by what is in it; empty where it says nothing yet.
    title: impl Fn(&E) -> String + Send + Sync + 'static,
    /// A new row.
    new: impl Fn(&Plan) -> E + Send + Sync + 'static,
    /// The fields of a row.
    row: impl Fn(Row<E>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let editor = use_editor();
    let (counted, titled, bounded) = (of.clone(), of.clone(), of.clone());
    let list = Listed {
        path: of.path.clone(),
        len: Memo::new(move |_| editor.with(|plan| counted.len(plan))),
        most: editor.with_untracked(|plan| bounded.most(plan)),
        title: Arc::new(move |index| {
            editor.with(|plan| titled.with(plan, index, &title).unwrap_or_default())
        }),
        row: {
            let of = of.clone();
            Arc::new(move |index| row(of.row(index)))
        },
        change: Arc::new(move |change| {
            editor.step(|plan| match change {
                Change::Add => {
                    let entry = new(plan);
                    of.push(plan, entry);
                }
                Change::Swap(one, other) => of.swap(plan, one, other),
                Change::Remove(index) => of.remove(plan, index),
            });
        }),
    };
    view! { <Shown list=StoredValue::new(list) label hint add/> }
}

/// What is done to a list.
enum Change {
    Add,
    Swap(usize, usize),
    Remove(usize),
}

/// A list, whatever its rows are of.
struct Listed {
    path: String,
    len: Memo<usize>,
    most: usize,
    title: Arc<dyn Fn(usize) -> String + Send + Sync>,
    row: Arc<dyn Fn(usize) -> AnyView + Send + Sync>,
    change: Arc<dyn Fn(Change) + Send + Sync>,
}

/// A list in use.
#[derive(Clone, Copy)]
struct InUse {
    editor: Editor,
    list: StoredValue<Listed>,
    /// Which rows are open.
    open: RwSignal<BTreeSet<usize>>,
    /// The row that was taken out last.
    removed: RwSignal<Option<String>>,
}

impl InUse {
    fn len(self) -> usize {
        self.list.with_value(|list| list.len.get())
    }

    fn path(self) -> String {
        self.list.with_value(|list| list.path.clone())
    }

    /// The id of a part of a row.
    fn id(self, index: usize, part: &str) -> String {
        self.list
            .with_value(|list| format!("{}.{index}{part}", list.path))
    }

    fn change(self, change: Change) {
        self.editor.forget_below(&self.path());
        let act = self.list.with_value(|list| Arc::clone(&list.change));
        act(change);
        self.removed.set(None);
    }

    fn add(self) {
        let index = untrack(|| self.len());
        self.change(Change::Add);
        self.open.update(|open| {
            open.insert(index);
        });
        ask::focus_first_in(&self.id(index, "-body"));
    }

    fn swap(self, index: usize, other: usize, part: &str) {
        self.change(Change::Swap(index, other));
        self.open.update(|open| {
            let (was, is) = (open.contains(&index), open.contains(&other));
            for (place, opened) in [(other, was), (index, is)] {
                if opened {
                    open.insert(place);
                } else {
                    open.remove(&place);
                }
            }
        });
        let ends = [0, untrack(|| self.len()).saturating_sub(1)];
        // At an end the button is shut: its neighbour takes the focus.
        let part = match part {
            "-up" if other == ends[0] => "-down",
            "-down" if other == ends[1] => "-up",
            part => part,
        };
        ask::focus(&self.id(other, part));
    }

    fn remove(self, index: usize, name: String) {
        self.change(Change::Remove(index));
        self.open.update(|open| {
            *open = open
                .iter()
                .filter(|place| **place != index)
                .map(|place| place - usize::from(*place > index))
                .collect();
        });
        self.removed.set(Some(name));
        ask::focus(&format!("{}-undo", self.path()));
    }

    fn toggle(self, index: usize) {
        self.open.update(|open| {
            if !open.remove(&index) {
                open.insert(index);
            }
        });
    }
}

#[component]
fn Shown(list: StoredValue<Listed>, label: String, hint: String, add: String) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let path = list.with_value(|list| list.path.clone());
    let few = untrack(|| list.with_value(|list| list.len.get()));
    let open = if few <= FEW {
        (0..few).collect()
    } else {
        BTreeSet::new()
    };
    let shown = InUse {
        editor,
        list,
        open: RwSignal::new(open),
        removed: RwSignal::new(None),
    };
    // A row that is asked for opens.
    Effect::new(move || {
        let asked = editor.asked.get();
        let prefix = format!("{}.", shown.path());
        let index = asked
            .as_deref()
            .and_then(|field| field.strip_prefix(&prefix))
            .and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
        if let Some(index) = index {
            shown.open.update(|open| {
                open.insert(index);
            });
        }
    });
    let most = list.with_value(|list| list.most);
    let full = Memo::new(move |_| shown.len() >= most);
    let removed = {
        let undo_id = format!("{path}-undo");
        move || {
            shown.removed.get().map(|name| {
                let undo = move |_| {
                    editor.undo();
                    shown.removed.set(None);
                    ask::focus(&format!("{}-add", shown.path()));
                };
                view! {
                    <span>{td_string!(locale, plan_edit.row_removed, name = name)}</span>
                    <button type="button" id=undo_id.clone() on:click=undo>{td_string!(locale, plan_edit.undo)}</button>
                }
            })
        }
    };
    let hint = (!hint.is_empty()).then(|| view! { <p class="plan-hint">{hint}</p> });
    view! {
        <fieldset class="plan-rows" id=path.clone() tabindex="-1">
            <legend>{label}</legend>
            {hint}
            <AtField path=path.clone()/>
            <ol class="plan-row-list">
                <For each=move || 0..shown.len() key=|index| *index let(index)>
                    <OneRow shown index/>
                </For>
            </ol>
            <p class="plan-removed" role="status">{removed}</p>
            <p class="buttons">
                <button type="button" id=format!("{path}-add") disabled=move || full.get() on:click=move |_| shown.add()>
                    {add}
                </button>
                {move || full.get().then(|| view! {
                    <span class="plan-hint">{td_string!(locale, plan_edit.list_full, most = most as u32)}</span>
                })}
            </p>
        </fieldset>
    }
}

#[component]
fn OneRow(shown: InUse, index: usize) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let title = shown.list.with_value(|list| Arc::clone(&list.title));
    let title = Memo::new(move |_| match title(index).trim() {
        "" => td_string!(locale, plan_edit.row_untitled, number = (index + 1) as u32),
        title => title.to_owned(),
    });
    let is_open = Memo::new(move |_| shown.open.with(|open| open.contains(&index)));
    let row = shown.id(index, "");
    let conflicts = Memo::new(move |_| {
        editor
            .findings
            .with(|findings| findings.iter().any(|one| concerns(one, &row)))
    });
    let body_id = shown.id(index, "-body");
    let body = {
        let body_id = body_id.clone();
        let row = shown.list.with_value(|list| Arc::clone(&list.row));
        move || {
            is_open
                .get()
                .then(|| view! { <div class="plan-row-body" id=body_id.clone()>{row(index)}</div> })
        }
    };
    let mark = move || {
        conflicts.get().then(|| {
            view! { <span class="plan-mark">{td_string!(locale, plan_edit.row_conflict)}</span> }
        })
    };
    let last = move || index + 1 >= shown.len();
    view! {
        <li class="plan-row" id=shown.id(index, "") tabindex="-1">
            <div class="plan-row-head">
                <button
                    type="button"
                    class="plan-row-title"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=body_id
                    on:click=move |_| shown.toggle(index)
                >
                    <span>{move || title.get()}</span>
                    {mark}
                </button>
                <span class="plan-row-tools">
                    <button
                        type="button"
                        id=shown.id(index, "-up")
                        disabled=index == 0
                        aria-label=move || td_string!(locale, plan_edit.row_up, name = title.get())
                        on:click=move |_| shown.swap(index, index - 1, "-up")
                    >
                        "↑"
                    </button>
                    <button
                        type="button"
                        id=shown.id(index, "-down")
                        disabled=last
                        aria-label=move || td_string!(locale, plan_edit.row_down, name = title.get())
                        on:click=move |_| shown.swap(index, index + 1, "-down")
                    >
                        "↓"
                    </button>
                    <button
                        type="button"
                        aria-label=move || td_string!(locale, plan_edit.row_remove, name = title.get())
                        on:click=move |_| shown.remove(index, title.get_untracked())
                    >
                        "✕"
                    </button>
                </span>
            </div>
            {body}
        </li>
    }
}
